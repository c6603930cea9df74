//! Backups, and the way back from one.

use tauri::{Runtime, State, WebviewWindow};

use crate::{
    app::{App, Core},
    backups, recovery,
    wire::{
        AppError, BackupFileView, BackupsView, ChangeBackups, RehearsalView, RestoreBackup,
        StartView,
    },
};

/// Asks for the file that is to be restored.
#[tauri::command]
pub async fn choose_backup<R: Runtime>(
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<BackupFileView>, AppError> {
    let Some(file) = backups::choose_file(&app, &window).await else {
        return Ok(None);
    };
    app.blocking(move |core| core.take_backup(&file).map(Some))
        .await
}

/// Restores the chosen file with a recovery sheet; nothing is returned when a dialog was closed.
#[tauri::command]
pub async fn restore_backup<R: Runtime>(
    req: RestoreBackup,
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<StartView>, AppError> {
    let Some(keys) = recovery::read(&app, &window, req.from, req.text.as_deref()).await? else {
        return Ok(None);
    };
    app.blocking(move |core| {
        core.restore_backup(&keys, req.password.as_deref())
            .map(Some)
    })
    .await
}

/// Asks for the folder of automatic backups and makes the first one there.
#[tauri::command]
pub async fn choose_backup_folder<R: Runtime>(
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<BackupsView>, AppError> {
    backups::choose_folder(&app, &window).await
}

/// Changes how many are kept, or ends them.
#[tauri::command]
pub async fn change_backups(
    req: ChangeBackups,
    app: State<'_, App>,
) -> Result<Option<BackupsView>, AppError> {
    app.blocking(move |core| core.change_backups(&req)).await
}

/// Makes a backup now.
#[tauri::command]
pub async fn backup_now(app: State<'_, App>) -> Result<BackupsView, AppError> {
    app.blocking(Core::back_up).await
}

/// Says what a file would give back.
#[tauri::command]
pub async fn rehearse_backup<R: Runtime>(
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<RehearsalView>, AppError> {
    let Some(file) = backups::choose_file(&app, &window).await else {
        return Ok(None);
    };
    app.blocking(move |core| core.rehearse(&file).map(Some))
        .await
}
