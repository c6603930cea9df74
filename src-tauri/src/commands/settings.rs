//! What the person may set.

use tauri::State;

use crate::{
    app::{App, Core},
    tray,
    wire::{AppError, ChangeSettings, DesktopView, SettingsView},
};

/// The settings in force.
#[tauri::command]
pub async fn settings(app: State<'_, App>) -> Result<SettingsView, AppError> {
    app.blocking(|core| Ok(core.settings())).await
}

/// Changes what the request names, at once and for the next start.
#[tauri::command]
pub async fn change_settings(
    req: ChangeSettings,
    app: State<'_, App>,
) -> Result<SettingsView, AppError> {
    app.blocking(move |core| core.change_settings(&req)).await
}

/// Makes every setting what it is at first.
#[tauri::command]
pub async fn reset_settings(app: State<'_, App>) -> Result<SettingsView, AppError> {
    app.blocking(Core::reset_settings).await
}

/// What this desktop has, for settings that not every desktop can keep.
#[tauri::command]
pub async fn desktop() -> Result<DesktopView, AppError> {
    Ok(tray::desktop().await)
}
