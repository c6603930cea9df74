//! The portal's own recovery codes. The last four commands are granted to their window alone: **the
//! codes go out there**.

use tauri::{AppHandle, Runtime, State, WebviewWindow};

use crate::{
    app::{App, Core},
    clipboard, recovery_codes, window,
    wire::{
        AppError, CopiedView, CopyRecoveryCode, PastedCodesView, ReadRecoveryCodes,
        RecoveryCodesView, SaveRecoveryCodes, ShowRecoveryCodes, TickRecoveryCode,
    },
};

/// Where codes stand in a text that was pasted.
#[tauri::command]
pub async fn read_recovery_codes(
    req: ReadRecoveryCodes,
    app: State<'_, App>,
) -> Result<PastedCodesView, AppError> {
    app.blocking(move |_| recovery_codes::read(&req)).await
}

/// Keeps a list of codes with an account.
#[tauri::command]
pub async fn save_recovery_codes(
    req: SaveRecoveryCodes,
    app: State<'_, App>,
) -> Result<(), AppError> {
    app.blocking(move |core| core.save_recovery_codes(&req))
        .await
}

/// Opens the window with the codes of an account.
#[tauri::command]
pub async fn show_recovery_codes<R: Runtime>(
    req: ShowRecoveryCodes,
    handle: AppHandle<R>,
) -> Result<(), AppError> {
    recovery_codes::open(&handle, req).await
}

/// The codes themselves.
#[tauri::command]
pub async fn recovery_codes(app: State<'_, App>) -> Result<RecoveryCodesView, AppError> {
    app.blocking(Core::recovery_codes_view).await
}

/// Ticks a code as used, or not.
#[tauri::command]
pub async fn tick_recovery_code<R: Runtime>(
    req: TickRecoveryCode,
    handle: AppHandle<R>,
) -> Result<RecoveryCodesView, AppError> {
    recovery_codes::tick(&handle, req).await
}

/// Puts a code on the clipboard and schedules its clearing.
#[tauri::command]
pub async fn copy_recovery_code<R: Runtime>(
    req: CopyRecoveryCode,
    app: State<'_, App>,
    handle: AppHandle<R>,
) -> Result<CopiedView, AppError> {
    let copied = app
        .blocking(move |core| core.copy_recovery_code(&req))
        .await?;
    clipboard::clear_when_due(handle);
    Ok(copied)
}

/// Closes the window.
#[tauri::command]
pub async fn close_recovery_codes<R: Runtime>(window: WebviewWindow<R>) -> Result<(), AppError> {
    window::end(&window);
    Ok(())
}
