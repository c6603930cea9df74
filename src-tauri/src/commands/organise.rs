//! Changing several accounts at once.

use tauri::State;

use crate::{
    app::{App, Core},
    wire::{AppError, DuplicatesView, ManyAccounts, MoveAccount, RenameTag, TagAccounts},
};

/// Moves accounts to the trash.
#[tauri::command]
pub async fn remove_accounts(req: ManyAccounts, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.remove(&req)).await
}

/// Takes accounts out of the trash.
#[tauri::command]
pub async fn restore_accounts(req: ManyAccounts, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.restore(&req)).await
}

/// Gives tags to accounts and takes others from them.
#[tauri::command]
pub async fn tag_accounts(req: TagAccounts, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.tag(&req)).await
}

/// Gives a tag another name, or takes it away.
#[tauri::command]
pub async fn rename_tag(req: RenameTag, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.rename_tag(&req)).await
}

/// Moves an account in the own order.
#[tauri::command]
pub async fn move_account(req: MoveAccount, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.move_account(&req)).await
}

/// Accounts that may be the same.
#[tauri::command]
pub async fn duplicates(app: State<'_, App>) -> Result<Vec<DuplicatesView>, AppError> {
    app.blocking(Core::duplicates).await
}
