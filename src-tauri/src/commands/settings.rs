//! Language and theme.

use tauri::State;

use crate::{
    app::App,
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
