//! Where QR codes are looked for: the screen, picture files, the clipboard. What they may be (codes
//! to enrol, the key of a recovery sheet) is decided by who asks.

use std::path::PathBuf;

use scan::{
    Effort, Found, PictureError, ScanError, Shot, Sight, Worker,
    screen::{Capture, Means},
};
use tauri::{Runtime, WebviewWindow};

use crate::{app::App, harden, window, wire::AppError};

/// Whether a text is what is looked for, so that a decoder may stop.
pub type Wanted = fn(&str) -> bool;

/// Pictures of every monitor, with our windows out of the way.
///
/// # Errors
/// Why the screen cannot be seen.
pub async fn at_screen<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
) -> Result<Capture, AppError> {
    let looking = app.blocking(|_| {
        let portal = scan::screen::means()? == Means::Portal;
        let _seen = portal.then(harden::SeenByPortal::now);
        Ok(scan::screen::capture_as(Some("app.propusk.Propusk"))?)
    });
    window::hidden_during(window, looking).await
}

/// The codes on the pictures of the screen, all together.
///
/// # Errors
/// As [`codes_on_each`].
pub fn codes_on_screen(captured: &Capture, wanted: Wanted) -> Result<Vec<Found>, AppError> {
    Ok(codes_on_each(&mut Worker::start()?, captured, wanted)?.concat())
}

/// The codes on each picture of the screen. A code that is on two of them counts on the first.
///
/// # Errors
/// `no_qr_on_screen`, or why a picture cannot be read.
pub fn codes_on_each(
    worker: &mut Worker,
    captured: &Capture,
    wanted: Wanted,
) -> Result<Vec<Vec<Found>>, AppError> {
    let mut found: Vec<Vec<Found>> = Vec::new();
    let mut doubtful = None;
    for picture in &captured.pictures {
        match worker.decode(picture, &wanted, Effort::Thorough) {
            Ok(mut codes) => {
                let known =
                    |code: &Found| (found.iter().flatten()).any(|known| known.text == code.text);
                codes.retain(|code| !known(code));
                found.push(codes);
            }
            Err(error) => match error.sight() {
                Some(Sight::Nothing) => found.push(Vec::new()),
                Some(_) => {
                    doubtful = Some(error);
                    found.push(Vec::new());
                }
                None => return Err(error.into()),
            },
        }
    }
    match doubtful {
        _ if found.iter().any(|codes| !codes.is_empty()) => Ok(found),
        Some(error) => Err(error.into()),
        None => Err(AppError::new("no_qr_on_screen")),
    }
}

/// The picture of the screen that the desktop left on the disk: the person must delete it, whatever
/// came of the reading.
pub fn left_behind(captured: &Capture) -> Option<AppError> {
    captured.left_behind.as_ref().map(|path| {
        let path = path.display().to_string();
        AppError::with("screenshot_left_behind", Some(path))
    })
}

/// Asks for picture files with the system's dialog; `None` when the person cancels.
pub async fn ask_for_pictures<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
) -> Option<Vec<PathBuf>> {
    let dialog = rfd::AsyncFileDialog::new()
        .set_parent(window)
        .set_title(app.words("choose-picture-title"))
        .add_filter(
            app.words("choose-picture-filter"),
            &["png", "jpg", "jpeg", "webp", "bmp", "gif", "pdf"],
        );
    let files = dialog.pick_files().await?;
    Some(files.iter().map(|file| file.path().to_owned()).collect())
}

/// The codes in picture files. A file that cannot be read is told unless another one gave something.
///
/// # Errors
/// Why there is nothing.
pub fn codes_in_files(paths: &[PathBuf], wanted: Wanted) -> Result<Vec<Found>, ScanError> {
    let mut worker = Worker::start()?;
    let mut found = Vec::new();
    let mut trouble = None;
    for path in paths {
        let read = scan::read_file(path)
            .and_then(|bytes| worker.decode(&Shot::File(bytes), &wanted, Effort::Thorough));
        match read {
            Ok(codes) => found.extend(codes),
            Err(error) => trouble = trouble.or(Some(error)),
        }
    }
    if found.is_empty() {
        return Err(trouble.unwrap_or(PictureError::NoQr(Sight::Nothing).into()));
    }
    Ok(found)
}
