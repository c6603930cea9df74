//! Earlier states of the vault, and the trash.

use tauri::State;

use crate::{
    app::{App, Core},
    wire::{
        AppError, PointAccountView, PointAccounts, PointView, RestorePoint, RestoredView,
        TrashedView,
    },
};

/// The earlier states that open.
#[tauri::command]
pub async fn restore_points(app: State<'_, App>) -> Result<Vec<PointView>, AppError> {
    app.blocking(Core::points).await
}

/// The accounts of one of them.
#[tauri::command]
pub async fn point_accounts(
    req: PointAccounts,
    app: State<'_, App>,
) -> Result<Vec<PointAccountView>, AppError> {
    app.blocking(move |core| core.point_accounts(&req.point))
        .await
}

/// Brings one of them back, or some of its accounts.
#[tauri::command]
pub async fn restore_point(
    req: RestorePoint,
    app: State<'_, App>,
) -> Result<RestoredView, AppError> {
    app.blocking(move |core| core.restore_point(&req)).await
}

/// What was removed and can be taken out again.
#[tauri::command]
pub async fn trash(app: State<'_, App>) -> Result<Vec<TrashedView>, AppError> {
    app.blocking(Core::trash).await
}
