//! Passwords made up for the person.

use tauri::{AppHandle, Runtime, State};

use crate::{
    app::App,
    clipboard,
    wire::{
        AppError, CopiedView, CopyPassword, MadePasswordView, MakePassword, PasswordPortalView,
    },
};

/// Makes a password: a fresh one, which is stored nowhere.
#[tauri::command]
pub async fn make_password(
    req: MakePassword,
    app: State<'_, App>,
) -> Result<MadePasswordView, AppError> {
    app.blocking(move |core| core.make_password(&req)).await
}

/// The portals that one can be made for.
#[tauri::command]
pub async fn password_portals(app: State<'_, App>) -> Result<Vec<PasswordPortalView>, AppError> {
    Ok(app.core().password_portals())
}

/// Puts it on the clipboard and schedules its clearing.
#[tauri::command]
pub async fn copy_password<R: Runtime>(
    req: CopyPassword,
    app: State<'_, App>,
    handle: AppHandle<R>,
) -> Result<CopiedView, AppError> {
    let copied = app.blocking(move |core| core.copy_password(&req)).await?;
    clipboard::clear_when_due(handle);
    Ok(copied)
}
