//! What the person may set.

use tauri::{AppHandle, Runtime, State};

use crate::{
    app::App,
    desktop_search, tray,
    wire::{AppError, ChangeSettings, DesktopView, SettingsView},
};

/// The settings in force.
#[tauri::command]
pub async fn settings(app: State<'_, App>) -> Result<SettingsView, AppError> {
    app.blocking(|core| Ok(core.settings())).await
}

/// Changes what the request names, at once and for the next start.
#[tauri::command]
pub async fn change_settings<R: Runtime>(
    req: ChangeSettings,
    app: State<'_, App>,
    handle: AppHandle<R>,
) -> Result<SettingsView, AppError> {
    app.blocking(move |core| {
        if let Some(on) = req.desktop_search {
            desktop_search::turn(&handle, on)?;
        }
        core.change_settings(&req)
    })
    .await
}

/// Makes every setting what it is at first.
#[tauri::command]
pub async fn reset_settings<R: Runtime>(
    app: State<'_, App>,
    handle: AppHandle<R>,
) -> Result<SettingsView, AppError> {
    app.blocking(move |core| {
        desktop_search::turn(&handle, false)?;
        core.reset_settings()
    })
    .await
}

/// What this desktop has, for settings that not every desktop can keep.
#[tauri::command]
pub async fn desktop() -> Result<DesktopView, AppError> {
    Ok(tray::desktop().await)
}
