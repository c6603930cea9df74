//! The computer's clock.

use tauri::State;

use crate::{
    app::{App, Core},
    time_service,
    wire::{AppError, ClockCheckView, ClockView, CompareClock, CorrectClock, DifferenceView},
};

/// All that can be told of the clock without asking anybody outside.
#[tauri::command]
pub async fn check_clock(app: State<'_, App>) -> Result<ClockCheckView, AppError> {
    app.blocking(|core| Ok(core.check_clock())).await
}

/// Compares the clock with a time read off elsewhere at this moment.
#[tauri::command]
pub async fn compare_clock(
    req: CompareClock,
    app: State<'_, App>,
) -> Result<DifferenceView, AppError> {
    app.core().compare_clock(req.elsewhere)
}

/// Asks servers for the right time, by a program of its own.
#[tauri::command]
pub async fn ask_clock(app: State<'_, App>) -> Result<DifferenceView, AppError> {
    app.blocking(Core::ask_clock).await
}

/// Makes codes for the time of the clock that this one was compared with, for a day, or ends that.
#[tauri::command]
pub async fn correct_clock(req: CorrectClock, app: State<'_, App>) -> Result<ClockView, AppError> {
    app.blocking(move |core| core.correct_clock(req.on)).await
}

/// The person says that the clock is right.
#[tauri::command]
pub async fn trust_clock(app: State<'_, App>) -> Result<ClockView, AppError> {
    let trust = |core: &Core| {
        core.trust_clock();
        Ok(core.clock())
    };
    app.blocking(trust).await
}

/// Opens the system's own settings of date and time.
#[tauri::command]
pub async fn open_clock_settings(app: State<'_, App>) -> Result<(), AppError> {
    app.blocking(|_| time_service::open_settings()).await
}
