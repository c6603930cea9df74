//! Accounts going out.

use tauri::{AppHandle, Runtime, State, WebviewWindow};

use crate::{
    app::App,
    export,
    wire::{AppError, ExportAccounts, ExportedView, ShowCodes},
};

/// Writes accounts to a file of the person's choice; nothing is returned when the dialog was closed.
#[tauri::command]
pub async fn export_accounts<R: Runtime>(
    req: ExportAccounts,
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<ExportedView>, AppError> {
    export::to_file(&app, &window, req).await
}

/// Opens the window with the QR codes of accounts.
#[tauri::command]
pub async fn show_codes<R: Runtime>(
    req: ShowCodes,
    handle: AppHandle<R>,
) -> Result<ExportedView, AppError> {
    export::codes::open(&handle, req).await
}
