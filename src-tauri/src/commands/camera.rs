//! The camera view: it opens, sends what it sees, and closes.

use tauri::{AppHandle, Runtime, State, ipc::Request};

use crate::{
    app::{App, Core},
    camera::{self, Frame},
    wire::{AppError, CameraView, FrameView},
};

/// From now on the page may film.
#[tauri::command]
pub async fn camera_open(app: State<'_, App>) -> Result<CameraView, AppError> {
    app.blocking(Core::open_camera).await
}

/// Looks for QR codes in one frame, see [`Frame`]; the camera closes when it shows accounts.
#[tauri::command]
pub async fn camera_frame<R: Runtime>(
    request: Request<'_>,
    app: State<'_, App>,
    handle: AppHandle<R>,
) -> Result<FrameView, AppError> {
    let frame = Frame::of_request(&request)?;
    let seen = app.blocking(move |core| core.look_at_frame(&frame)).await?;
    if seen.scan.is_some() {
        camera::close(&handle);
    }
    Ok(seen)
}

/// The page may not film any more, and what still does is ended.
#[tauri::command]
pub fn camera_close<R: Runtime>(handle: AppHandle<R>) {
    camera::close(&handle);
}
