//! Finding an account in a picture, a text or a form, and adding it.

use tauri::{Runtime, State, WebviewWindow};

use crate::{
    app::{App, Core},
    enrol,
    wire::{
        AddAccounts, AddedView, AppError, DropDraft, DroppedView, ReadManual, ReadText, ScanView,
    },
};

/// Looks for QR codes on every monitor, with our window out of the way.
#[tauri::command]
pub async fn scan_screen<R: Runtime>(
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<ScanView, AppError> {
    enrol::from_screen(&app, &window).await
}

/// Looks at the clipboard: a picture, picture files or a link.
#[tauri::command]
pub async fn scan_clipboard(app: State<'_, App>) -> Result<ScanView, AppError> {
    app.blocking(enrol::from_clipboard).await
}

/// Asks for a picture; nothing is returned when the person changes their mind.
#[tauri::command]
pub async fn choose_picture<R: Runtime>(
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<ScanView>, AppError> {
    enrol::from_dialog(&app, &window).await
}

/// Reads a pasted link, or several lines of them.
#[tauri::command]
pub async fn read_text(req: ReadText, app: State<'_, App>) -> Result<ScanView, AppError> {
    app.blocking(move |core| enrol::from_text(core, &req.text))
        .await
}

/// Reads the form for typing an account.
#[tauri::command]
pub async fn read_manual(req: ReadManual, app: State<'_, App>) -> Result<ScanView, AppError> {
    app.blocking(move |core| enrol::from_form(core, &req)).await
}

/// Stores accounts of a preview; the first one ever makes the vault.
#[tauri::command]
pub async fn add_accounts(req: AddAccounts, app: State<'_, App>) -> Result<AddedView, AppError> {
    app.blocking(move |core| enrol::add(core, &req)).await
}

/// Reads the link or the files that the program was given; nothing when there are none.
#[tauri::command]
pub async fn open_given(app: State<'_, App>) -> Result<Option<DroppedView>, AppError> {
    app.blocking(Core::open_given).await
}

/// Forgets a preview.
#[tauri::command]
pub fn drop_draft(req: DropDraft, app: State<'_, App>) {
    app.core().drop_draft(&req.draft);
}
