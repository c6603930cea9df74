//! Showing, copying and changing accounts.

use tauri::{AppHandle, Runtime, State, WebviewWindow};

use crate::{
    account_picture,
    app::{App, Core},
    clipboard, copying,
    wire::{
        AccountDetailsView, AccountView, AccountsView, AppError, ConfirmAccount, CopyCode,
        CopyView, EditAccount, ListAccounts, MatchingAccounts, OneAccount,
    },
};

/// A part of the list with the codes of this period and the next.
#[tauri::command]
pub async fn accounts(req: ListAccounts, app: State<'_, App>) -> Result<AccountsView, AppError> {
    app.blocking(move |core| core.accounts(&req)).await
}

/// All that match, in the order of the list.
#[tauri::command]
pub async fn matching_accounts(
    req: MatchingAccounts,
    app: State<'_, App>,
) -> Result<Vec<String>, AppError> {
    app.blocking(move |core| core.matching_accounts(&req)).await
}

/// One account with what only the sheet for editing shows.
#[tauri::command]
pub async fn account_details(
    req: OneAccount,
    app: State<'_, App>,
) -> Result<AccountDetailsView, AppError> {
    app.blocking(move |core| core.account_details(&req.account))
        .await
}

/// Shows a hidden code for a while.
#[tauri::command]
pub async fn reveal_code(req: OneAccount, app: State<'_, App>) -> Result<AccountView, AppError> {
    app.blocking(move |core| core.reveal_code(&req.account))
        .await
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

/// Changes what the request names.
#[tauri::command]
pub async fn edit_account(req: EditAccount, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.edit(req)).await
}

/// Gives an account a picture; false when the person changes their mind.
#[tauri::command]
pub async fn choose_account_picture<R: Runtime>(
    req: OneAccount,
    app: State<'_, App>,
    window: WebviewWindow<R>,
) -> Result<bool, AppError> {
    account_picture::choose(&app, &window, req.account).await
}

/// Takes the picture of an account away.
#[tauri::command]
pub async fn drop_account_picture(req: OneAccount, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.drop_picture(&req.account))
        .await
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
