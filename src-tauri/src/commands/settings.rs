//! What the person may set.

use tauri::State;

use crate::{
    app::{App, Core},
    wire::{AppError, ChangeSettings, SettingsView},
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
