//! Windows and macOS, through xcap.

use xcap::Monitor;

use crate::error::ScanError;
use picture::Picture;

/// One picture a monitor.
///
/// # Errors
/// `screen_denied` where macOS has not been told to allow screen recording (it asks the person now, and
/// the answer counts from the next start of the program); `screen_unavailable`.
pub(super) fn capture() -> Result<Vec<Picture>, ScanError> {
    #[cfg(target_os = "macos")]
    if !objc2_core_graphics::CGPreflightScreenCaptureAccess()
        && !objc2_core_graphics::CGRequestScreenCaptureAccess()
    {
        return Err(ScanError::ScreenDenied);
    }
    let mut pictures = Vec::new();
    let mut refusal = ScanError::ScreenUnavailable("no monitor".to_owned());
    for monitor in Monitor::all().map_err(|e| ScanError::ScreenUnavailable(e.to_string()))? {
        let picture = monitor
            .capture_image()
            .map_err(|error| ScanError::ScreenUnavailable(error.to_string()))
            .and_then(|image| {
                Ok(Picture::from_rgba(
                    image.width(),
                    image.height(),
                    image.as_raw(),
                )?)
            });
        match picture {
            Ok(picture) => pictures.push(picture),
            Err(error) => refusal = error,
        }
    }
    if pictures.is_empty() {
        Err(refusal)
    } else {
        Ok(pictures)
    }
}
