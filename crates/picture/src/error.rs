use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::unread::Unread;

/// Why no text came out of a picture. The words for people live in the catalogue under
/// [`PictureError::code`].
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum PictureError {
    /// The picture was opened and looked at, and no QR code was read in it.
    #[error("no QR code was read in the picture")]
    NoQr(Sight),
    /// It is a picture of a known format, but damaged or cut off.
    #[error("the picture is damaged or cut off")]
    Unreadable,
    /// The bytes are not PNG, JPEG, WebP, BMP, GIF or PDF.
    #[error("not a picture of a known format")]
    NotAPicture,
    /// A picture of a kind that is known and not read here.
    #[error("{} pictures are not read", .0.name())]
    Unread(Unread),
    /// A PDF that opens only with a password.
    #[error("the PDF is locked with a password")]
    PdfLocked,
    /// More than [`MAX_PIXELS`](crate::MAX_PIXELS) or [`MAX_FILE_BYTES`](crate::MAX_FILE_BYTES); judged
    /// before anything is decoded.
    #[error("the picture is too large ({0})")]
    TooLarge(TooLarge),
}

/// What was seen where no code could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sight {
    /// Nothing that looks like a QR code.
    Nothing,
    /// A code whose modules are less than two pixels.
    TooSmall,
    /// A code that goes on beyond the border of the picture, or is partly covered.
    CutOff,
    /// A code that is out of focus, shaken, or squeezed too hard.
    Blurred,
}

/// Which limit a picture exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

impl PictureError {
    /// The stable identifier under which the catalogue keeps the words and other programs match.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoQr(Sight::Nothing) => "no_qr",
            Self::NoQr(Sight::TooSmall) => "qr_too_small",
            Self::NoQr(Sight::CutOff) => "qr_cut_off",
            Self::NoQr(Sight::Blurred) => "qr_blurred",
            Self::Unreadable => "unreadable_picture",
            Self::NotAPicture => "not_a_picture",
            Self::Unread(_) => "picture_format",
            Self::PdfLocked => "pdf_locked",
            Self::TooLarge(_) => "picture_too_large",
        }
    }

    /// The fact to show beside the words; never a payload.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::TooLarge(size) => Some(size.to_string()),
            Self::Unread(kind) => Some(kind.name().to_owned()),
            Self::NoQr(_) | Self::Unreadable | Self::NotAPicture | Self::PdfLocked => None,
        }
    }
}
