use picture::message::Source;
use picture::{Effort, Found, MAX_FILE_BYTES, Picture, PictureError, TooLarge};
use zeroize::Zeroizing;

use crate::error::ScanError;
use crate::worker::Worker;

/// A picture that nobody has looked at yet. Wiped when dropped.
#[derive(Clone)]
pub enum Shot {
    /// Grey pixels: of the screen, of a camera.
    Pixels(Picture),
    /// The bytes of a file: PNG, JPEG, WebP, BMP, GIF or PDF. Nothing in this process decodes them.
    File(Zeroizing<Vec<u8>>),
}

impl std::fmt::Debug for Shot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Pixels(picture) => picture.fmt(f),
            Self::File(bytes) => write!(f, "File({} bytes)", bytes.len()),
        }
    }
}

impl From<Picture> for Shot {
    fn from(picture: Picture) -> Self {
        Self::Pixels(picture)
    }
}

impl Shot {
    /// Reads its QR codes in a worker of its own; see [`Worker::decode`].
    ///
    /// # Errors
    /// Those of [`Worker::start`] and [`Worker::decode`].
    pub fn decode(
        &self,
        wanted: &dyn Fn(&str) -> bool,
        effort: Effort,
    ) -> Result<Vec<Found>, ScanError> {
        Worker::start()?.decode(self, wanted, effort)
    }

    pub(crate) fn source(&self) -> Result<Source, ScanError> {
        match self {
            Self::Pixels(picture) => Ok(Source::Pixels(picture.width(), picture.height())),
            Self::File(bytes) => {
                let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                if length > MAX_FILE_BYTES {
                    return Err(PictureError::TooLarge(TooLarge::Bytes(length)).into());
                }
                Ok(Source::File(length))
            }
        }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Pixels(picture) => picture.grey(),
            Self::File(bytes) => bytes,
        }
    }
}
