//! The help, also while no vault is open.

use tauri::{Runtime, State, WebviewWindow};

use crate::{
    app::App,
    wire::{
        AppError, ArticleView, DiagnosisView, Help, HelpArticle, HelpView, OneAccount, PortalView,
    },
};

/// The articles that fit, the best first.
#[tauri::command]
pub async fn help(req: Help, app: State<'_, App>) -> Result<HelpView, AppError> {
    app.blocking(move |core| Ok(core.help(&req.query))).await
}

/// One article; nothing when there is no such one.
#[tauri::command]
pub async fn help_article(
    req: HelpArticle,
    app: State<'_, App>,
) -> Result<Option<ArticleView>, AppError> {
    app.blocking(move |core| Ok(core.help_article(&req.id)))
        .await
}

/// Opens the system's print dialog for what the window shows on paper.
#[tauri::command]
pub async fn print_help<R: Runtime>(window: WebviewWindow<R>) -> Result<(), AppError> {
    window
        .print()
        .map_err(|_| AppError::new("help_print_failed"))
}

/// The portal that an account is of; nothing when it is of none that is known.
#[tauri::command]
pub async fn portal_of_account(
    req: OneAccount,
    app: State<'_, App>,
) -> Result<Option<PortalView>, AppError> {
    app.blocking(move |core| core.portal_of_account(&req.account))
        .await
}

/// What the account's codes are, beside those that its portal gives.
#[tauri::command]
pub async fn diagnose_account(
    req: OneAccount,
    app: State<'_, App>,
) -> Result<DiagnosisView, AppError> {
    app.blocking(move |core| core.diagnose_account(&req.account))
        .await
}
