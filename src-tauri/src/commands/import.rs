//! Accounts from other apps.

use tauri::{Runtime, State, WebviewWindow};

use crate::{
    app::{App, Core},
    import,
    wire::{
        AddImport, AppError, ImportProgressView, ImportView, ImportedView, OneImport,
        OneImportFile, UndoneView, UnlockImport,
    },
};

/// Begins an import; what is dropped on the window goes into it from now on.
#[tauri::command]
pub async fn begin_import(app: State<'_, App>) -> Result<ImportView, AppError> {
    app.blocking(Core::begin_import).await
}

/// Asks for files; nothing is returned when the person changes their mind.
#[tauri::command]
pub async fn choose_import<R: Runtime>(
    req: OneImport,
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<ImportView>, AppError> {
    import::from_dialog(&app, &window, req.import).await
}

/// Reads the clipboard: files, a picture or text.
#[tauri::command]
pub async fn import_clipboard(req: OneImport, app: State<'_, App>) -> Result<ImportView, AppError> {
    app.blocking(move |core| core.import_clipboard(&req.import))
        .await
}

/// Looks for QR codes on every monitor, with our window out of the way.
#[tauri::command]
pub async fn import_screen<R: Runtime>(
    req: OneImport,
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<ImportView, AppError> {
    import::from_screen(&app, &window, req.import).await
}

/// Reads a file again, with its password.
#[tauri::command]
pub async fn unlock_import(req: UnlockImport, app: State<'_, App>) -> Result<ImportView, AppError> {
    app.blocking(move |core| core.unlock_import(&req)).await
}

/// Asks for the key file or the second file of a file, and reads it again with that.
#[tauri::command]
pub async fn choose_import_companion<R: Runtime>(
    req: OneImportFile,
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<ImportView>, AppError> {
    import::companion_from_dialog(&app, &window, (req.import, req.file)).await
}

/// How far the reading is.
#[tauri::command]
pub fn import_progress(app: State<'_, App>) -> Option<ImportProgressView> {
    app.core().import_progress()
}

/// Gives up the reading that is under way.
#[tauri::command]
pub fn cancel_import(req: OneImport, app: State<'_, App>) {
    app.core().cancel_import(&req.import);
}

/// Forgets an import.
#[tauri::command]
pub fn drop_import(req: OneImport, app: State<'_, App>) {
    app.core().drop_import(&req.import);
}

/// Stores accounts of an import, in one save.
#[tauri::command]
pub async fn add_import(req: AddImport, app: State<'_, App>) -> Result<ImportedView, AppError> {
    app.blocking(move |core| core.add_import(&req)).await
}

/// The imports of this session.
#[tauri::command]
pub async fn imports(app: State<'_, App>) -> Result<Vec<ImportedView>, AppError> {
    app.blocking(|core| Ok(core.imports())).await
}

/// Takes an import back.
#[tauri::command]
pub async fn undo_import(req: OneImport, app: State<'_, App>) -> Result<UndoneView, AppError> {
    app.blocking(move |core| core.undo_import(&req.import))
        .await
}

/// Deletes a file in clear that was imported.
#[tauri::command]
pub async fn delete_import_file(
    req: OneImportFile,
    app: State<'_, App>,
) -> Result<ImportedView, AppError> {
    app.blocking(move |core| core.delete_import_file(&req.import, req.file))
        .await
}
