//! Showing, copying and changing accounts.

use tauri::{AppHandle, Runtime, State};

use crate::{
    app::{App, Core},
    clipboard, copying,
    wire::{
        AccountView, AccountsView, AppError, ConfirmAccount, CopyCode, CopyView, EditAccount,
        OneAccount,
    },
};

/// Every account with the code of this period and the next.
#[tauri::command]
pub async fn accounts(app: State<'_, App>) -> Result<AccountsView, AppError> {
    app.blocking(Core::accounts).await
}

/// Puts a code on the clipboard and schedules its clearing, or waits for the next one.
#[tauri::command]
pub async fn copy_code<R: Runtime>(
    req: CopyCode,
    app: State<'_, App>,
    handle: AppHandle<R>,
) -> Result<CopyView, AppError> {
    let copy = app
        .blocking(move |core| core.copy(&req.account, req.which))
        .await?;
    clipboard::clear_when_due(handle.clone());
    copying::copy_when_due(handle);
    Ok(copy)
}

/// HOTP: saves the advanced counter, then shows the code.
#[tauri::command]
pub async fn next_code(req: OneAccount, app: State<'_, App>) -> Result<AccountView, AppError> {
    app.blocking(move |core| core.next_code(&req.account)).await
}

/// Renames an account.
#[tauri::command]
pub async fn edit_account(req: EditAccount, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.rename(&req.account, req.issuer, req.name))
        .await
}

/// Moves an account to the trash.
#[tauri::command]
pub async fn remove_account(req: OneAccount, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.remove(&req.account)).await
}

/// Takes an account out of the trash.
#[tauri::command]
pub async fn restore_account(req: OneAccount, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.restore(&req.account)).await
}

/// Remembers whether the portal accepted a code.
#[tauri::command]
pub async fn confirm_account(req: ConfirmAccount, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.confirm(&req.account, req.confirmed))
        .await
}

/// Writes changes that could not be saved before.
#[tauri::command]
pub async fn retry_save(app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(Core::retry_save).await
}
