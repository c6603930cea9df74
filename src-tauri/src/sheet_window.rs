//! The window that shows a new recovery sheet: the only one that ever gets a key. It may do nothing
//! else, and its process ends with it.

use tauri::{AppHandle, Manager, Runtime, WebviewWindow};

use crate::{
    app::App,
    harden, private_file,
    window::{self, SHEET},
    wire::{AppError, SavedSheetView},
};

/// Opens the window with a new sheet; where one is open already, brings it to the front as it is.
///
/// # Errors
/// `locked`, or `internal` when the window cannot be made.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> Result<(), AppError> {
    if let Some(window) = app.get_webview_window(SHEET) {
        window::show(&window);
        return Ok(());
    }
    let state = app.state::<App>();
    let begun = state.core().begin_sheet();
    // The key was made on this thread, which goes on to other work.
    harden::wipe_stack();
    begun?;
    // Narrower, the groups of the key would break.
    window::beside(
        app,
        SHEET,
        "sheet.html",
        "window-sheet-title",
        (760.0, 720.0),
        (560.0, 480.0),
    )?;
    Ok(())
}

/// Opens the system's print dialog.
///
/// # Errors
/// `print_failed`.
pub fn print<R: Runtime>(app: &App, window: &WebviewWindow<R>) -> Result<(), AppError> {
    window.print().map_err(|_| AppError::new("print_failed"))?;
    app.core().note_sheet(false, true);
    Ok(())
}

/// Saves the sheet where the person says; `None` when the dialog is closed.
///
/// # Errors
/// Why it could not be drawn or written.
pub async fn save<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
) -> Result<Option<SavedSheetView>, AppError> {
    let dialog = rfd::AsyncFileDialog::new()
        .set_parent(window)
        .set_title(app.words("window-save-sheet-title"))
        .set_file_name(app.words("window-save-sheet-name"))
        .add_filter("PDF", &["pdf"]);
    let Some(file) = dialog.save_file().await else {
        return Ok(None);
    };
    let path = private_file::with_ending(file.path(), "pdf");
    let write = move |core: &crate::app::Core| {
        let pdf = core.sheet_pdf()?;
        private_file::write(&path, &pdf).map_err(vault::VaultError::from)?;
        core.note_sheet(true, false);
        let path = path.display().to_string();
        Ok(SavedSheetView { path })
    };
    app.blocking(write).await.map(Some)
}
