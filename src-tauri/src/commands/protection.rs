//! App password and recovery sheet.

use tauri::{AppHandle, Runtime, State, WebviewWindow};

use crate::{
    app::{App, Core},
    protection, recovery, sheet_window,
    wire::{
        AppError, JudgePassword, ProtectionView, ReadSheet, RemovePassword, SetPassword,
        VerdictView,
    },
};

/// How the vault is protected.
#[tauri::command]
pub async fn protection(app: State<'_, App>) -> Result<ProtectionView, AppError> {
    app.blocking(|core| Ok(core.protection())).await
}

/// Makes a new recovery sheet and opens the window that shows it.
#[tauri::command]
pub async fn begin_sheet<R: Runtime>(handle: AppHandle<R>) -> Result<(), AppError> {
    sheet_window::open(&handle)
}

/// Proves that a sheet was kept; nothing is returned when a dialog was closed.
#[tauri::command]
pub async fn check_sheet<R: Runtime>(
    req: ReadSheet,
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<ProtectionView>, AppError> {
    let Some(keys) = recovery::read(&app, &window, req.from, req.text.as_deref()).await? else {
        return Ok(None);
    };
    app.blocking(move |core| core.check_sheet(&keys).map(Some))
        .await
}

/// Takes the first sheet without that proof.
#[tauri::command]
pub async fn put_off_check(app: State<'_, App>) -> Result<ProtectionView, AppError> {
    app.blocking(Core::put_off_check).await
}

/// Says what is thought of a password.
#[tauri::command]
pub async fn judge_password(
    req: JudgePassword,
    app: State<'_, App>,
) -> Result<VerdictView, AppError> {
    app.blocking(move |_| Ok(protection::judge(&req.password)))
        .await
}

/// Sets or changes the app password.
#[tauri::command]
pub async fn set_password(
    req: SetPassword,
    app: State<'_, App>,
) -> Result<ProtectionView, AppError> {
    app.blocking(move |core| core.set_password(&req)).await
}

/// Puts the app password away, and a new key into the keyring.
#[tauri::command]
pub async fn remove_password(
    req: RemovePassword,
    app: State<'_, App>,
) -> Result<ProtectionView, AppError> {
    app.blocking(move |core| core.remove_password(&req.current))
        .await
}

/// Puts a new key into the keyring after the sheet has opened the vault.
#[tauri::command]
pub async fn renew_key(app: State<'_, App>) -> Result<ProtectionView, AppError> {
    app.blocking(Core::renew_key).await
}
