//! The counter of an account whose codes come by presses.

use tauri::State;

use crate::{
    app::App,
    wire::{AppError, CounterFoundView, FindCounter, SetCounter},
};

/// Sets the counter that the next press uses.
#[tauri::command]
pub async fn set_counter(req: SetCounter, app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(move |core| core.set_counter(&req)).await
}

/// Says which counter comes after two codes of another device.
#[tauri::command]
pub async fn find_counter(
    req: FindCounter,
    app: State<'_, App>,
) -> Result<CounterFoundView, AppError> {
    app.blocking(move |core| core.find_counter(&req)).await
}
