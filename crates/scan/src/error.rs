use std::path::PathBuf;

use thiserror::Error;

/// Why nothing could be read. The words for people live in the catalogue under [`ScanError::code`].
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ScanError {
    /// The picture was opened and looked at, and no QR code was found in it.
    #[error("no QR code in the picture")]
    NoQr,
    /// It is a picture of a known format, but damaged or cut off.
    #[error("the picture is damaged or cut off")]
    UnreadablePicture,
    /// The bytes are not PNG, JPEG, WebP, BMP or GIF.
    #[error("not a picture of a known format")]
    NotAPicture,
    /// More than [`MAX_PIXELS`](crate::MAX_PIXELS) or [`MAX_FILE_BYTES`](crate::MAX_FILE_BYTES); judged
    /// before anything is decoded.
    #[error("the picture is too large ({0})")]
    PictureTooLarge(TooLarge),
    /// There is no file of that name.
    #[error("no such file: {}", .0.display())]
    FileNotFound(PathBuf),
    /// The file is there and cannot be read, or is no ordinary file.
    #[error("cannot read {}: {reason}", path.display())]
    FileUnreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Nothing in the clipboard, or nothing of a kind that can hold a code.
    #[error("the clipboard is empty")]
    ClipboardEmpty,
    /// There is no clipboard, or its owner does not answer.
    #[error("the clipboard cannot be used: {0}")]
    ClipboardUnavailable(String),
    /// No screen, no desktop portal, or it failed.
    #[error("the screen cannot be read: {0}")]
    ScreenUnavailable(String),
    /// The system or the person does not let this program see the screen.
    #[error("reading the screen is not allowed")]
    ScreenDenied,
    /// The person closed the desktop's question.
    #[error("reading the screen was cancelled")]
    ScreenCancelled,
}

/// Which limit a picture exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLarge {
    /// Its size in bytes.
    Bytes(u64),
    /// Its width and height in pixels, as its header claims.
    Pixels(u32, u32),
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "{} MiB", bytes.div_ceil(1024 * 1024)),
            Self::Pixels(width, height) => write!(f, "{width}×{height}"),
        }
    }
}

impl ScanError {
    /// The stable identifier under which the catalogue keeps the words and other programs match.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoQr => "no_qr",
            Self::UnreadablePicture => "unreadable_picture",
            Self::NotAPicture => "not_a_picture",
            Self::PictureTooLarge(_) => "picture_too_large",
            Self::FileNotFound(_) => "file_not_found",
            Self::FileUnreadable { .. } => "file_unreadable",
            Self::ClipboardEmpty => "clipboard_empty",
            Self::ClipboardUnavailable(_) => "clipboard_unavailable",
            Self::ScreenUnavailable(_) => "screen_unavailable",
            Self::ScreenDenied => "screen_denied",
            Self::ScreenCancelled => "screen_cancelled",
        }
    }

    /// The fact to show beside the words (a size, a path, what the system said); never a payload.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::PictureTooLarge(size) => Some(size.to_string()),
            Self::FileNotFound(path) => Some(path.display().to_string()),
            Self::FileUnreadable { path, reason } => Some(format!("{}: {reason}", path.display())),
            Self::ClipboardUnavailable(reason) | Self::ScreenUnavailable(reason) => {
                Some(reason.clone())
            }
            Self::NoQr
            | Self::UnreadablePicture
            | Self::NotAPicture
            | Self::ClipboardEmpty
            | Self::ScreenDenied
            | Self::ScreenCancelled => None,
        }
    }
}
