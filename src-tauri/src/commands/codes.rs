//! What the window of the QR codes may call. No other window is granted these.

use tauri::{Runtime, State, WebviewWindow};

use crate::{
    app::{App, Core},
    window,
    wire::{AppError, CodesView},
};

/// The QR codes themselves: **their keys go to this window**.
#[tauri::command]
pub async fn codes(app: State<'_, App>) -> Result<CodesView, AppError> {
    app.blocking(Core::codes_view).await
}

/// Closes the window.
#[tauri::command]
pub async fn close_codes<R: Runtime>(window: WebviewWindow<R>) -> Result<(), AppError> {
    window::end(&window);
    Ok(())
}
