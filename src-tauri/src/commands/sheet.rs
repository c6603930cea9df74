//! What the window of the recovery sheet may call. No other window is granted these.

use tauri::{Runtime, State, WebviewWindow};

use crate::{
    app::{App, Core},
    sheet_window, window,
    wire::{AppError, SavedSheetView, SheetView},
};

/// The sheet itself: **its key goes to this window**.
#[tauri::command]
pub async fn sheet(app: State<'_, App>) -> Result<SheetView, AppError> {
    app.blocking(Core::sheet_view).await
}

/// Opens the system's print dialog.
#[tauri::command]
pub async fn print_sheet<R: Runtime>(
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<(), AppError> {
    sheet_window::print(&app, &window)
}

/// Saves the sheet as a PDF; nothing is returned when the dialog was closed.
#[tauri::command]
pub async fn save_sheet<R: Runtime>(
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<SavedSheetView>, AppError> {
    sheet_window::save(&app, &window).await
}

/// Closes the window.
#[tauri::command]
pub async fn close_sheet<R: Runtime>(window: WebviewWindow<R>) -> Result<(), AppError> {
    window::end(&window);
    Ok(())
}
