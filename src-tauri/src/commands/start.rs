//! Opening and locking the vault, and the page's word that it is there.

use tauri::{AppHandle, Manager, Runtime, State, WebviewWindow};

use crate::{
    app::{App, Core},
    locking, recovery, window,
    wire::{
        AppError, Lock, NewWithPassword, ReadSheet, StartAnyway, StartView, UnlockWithPassword,
    },
};

/// Opens the vault, once; later calls tell the state it is in.
#[tauri::command]
pub async fn start(app: State<'_, App>) -> Result<StartView, AppError> {
    app.blocking(|core| Ok(core.start_window())).await
}

/// Tries again to open a vault that was blocked or locked.
#[tauri::command]
pub async fn retry_start(app: State<'_, App>) -> Result<StartView, AppError> {
    app.blocking(|core| Ok(core.retry_start())).await
}

/// Goes on without what is missing: a new vault beside an old key, or an older vault.
#[tauri::command]
pub async fn start_anyway(req: StartAnyway, app: State<'_, App>) -> Result<StartView, AppError> {
    app.blocking(move |core| core.start_anyway(req.way)).await
}

/// Opens the vault with the app password.
#[tauri::command]
pub async fn unlock_with_password(
    req: UnlockWithPassword,
    app: State<'_, App>,
) -> Result<StartView, AppError> {
    app.blocking(move |core| core.unlock_with_password(&req.password))
        .await
}

/// Opens the vault with its recovery sheet; nothing is returned when a dialog was closed.
#[tauri::command]
pub async fn unlock_with_sheet<R: Runtime>(
    req: ReadSheet,
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<Option<StartView>, AppError> {
    let Some(keys) = recovery::read(&app, &window, req.from, req.text.as_deref()).await? else {
        return Ok(None);
    };
    app.blocking(move |core| core.unlock_with_keys(&keys).map(Some))
        .await
}

/// Makes the first vault under an app password.
#[tauri::command]
pub async fn new_with_password(
    req: NewWithPassword,
    app: State<'_, App>,
) -> Result<StartView, AppError> {
    app.blocking(move |core| core.new_with_password(&req)).await
}

/// Locks the vault, and the window is built anew; false when none was open.
#[tauri::command]
pub async fn lock<R: Runtime>(
    req: Option<Lock>,
    app: State<'_, App>,
    handle: AppHandle<R>,
) -> Result<bool, AppError> {
    let anyway = req.unwrap_or_default().anyway;
    app.blocking(move |_| locking::lock_now(&handle, anyway))
        .await
}

/// Somebody uses the window.
#[tauri::command]
pub fn note_activity(app: State<'_, App>) {
    Core::note_activity(app.core());
}

/// The page has what it shows.
#[tauri::command]
pub fn window_ready<R: Runtime>(app: State<'_, App>, window: WebviewWindow<R>) {
    if app.note_page_ready() {
        window::tell_page_to_add(window.app_handle());
    }
}
