//! What the person may set.

use tauri::{AppHandle, Runtime, State};

use crate::{
    app::App,
    desktop_search, shortcuts, tray,
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
        let settings = core.change_settings(&req)?;
        shortcuts::apply(&handle);
        Ok(settings)
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
        let settings = core.reset_settings()?;
        shortcuts::apply(&handle);
        Ok(settings)
    })
    .await
}

/// What this desktop has, for settings that not every desktop can keep.
#[tauri::command]
pub async fn desktop(app: State<'_, App>) -> Result<DesktopView, AppError> {
    let (tray, shortcuts) = (tray::is_there().await, shortcuts::way().await);
    // It waits until keys that were just set are asked for.
    app.blocking(move |core| {
        Ok(DesktopView {
            tray,
            shortcuts,
            typing: shortcuts::can_type(),
            taken: core.taken_shortcuts(),
        })
    })
    .await
}
