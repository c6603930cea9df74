//! Opening the vault, and the page's word that it is there.

use tauri::{Runtime, State, WebviewWindow};

use crate::{
    app::{App, Core},
    window,
    wire::{AppError, StartView},
};

/// Opens the vault, once; later calls tell the state it is in.
#[tauri::command]
pub async fn start(app: State<'_, App>) -> Result<StartView, AppError> {
    app.blocking(|core| Ok(core.start())).await
}

/// Tries again to open a vault that was blocked.
#[tauri::command]
pub async fn retry_start(app: State<'_, App>) -> Result<StartView, AppError> {
    app.blocking(|core| Ok(core.retry_start())).await
}

/// Goes on without what is missing: a new vault beside an old key, or an older vault.
#[tauri::command]
pub async fn start_anyway(app: State<'_, App>) -> Result<StartView, AppError> {
    app.blocking(Core::start_anyway).await
}

/// The page has painted: shows the window.
#[tauri::command]
pub fn window_ready<R: Runtime>(app: State<'_, App>, window: WebviewWindow<R>) {
    if app.note_page_ready() {
        window::show(&window);
    }
}
