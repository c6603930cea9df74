//! The camera. Frames come in as bytes, see `crate::camera::Frame`.

use serde::Serialize;

use super::{AppError, ScanView};

out! {
    /// The page may film.
    pub struct CameraView {
        /// The system knows of a camera: where the page finds none, it is the web view that cannot use it.
        pub is_in_system: bool,
    }

    /// What one frame shows; nothing is the usual answer.
    #[derive(Default)]
    pub struct FrameView {
        /// Accounts. The camera is closed.
        pub scan: Option<ScanView>,
        /// A code that is no account, or none that can be used.
        pub notice: Option<AppError>,
        /// Why a code that is in sight could not be read: `qr_too_small`, `qr_cut_off`, `qr_blurred`.
        pub sight: Option<String>,
    }
}
