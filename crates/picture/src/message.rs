//! The messages in the pipes between the app and the process that decodes: a length of four bytes
//! (little endian) and a body in postcard; raw bytes, where a message announces them, follow it.
//!
//! The process begins with [`Answer::Ready`]. The app asks (an [`Order`], then the bytes). After every
//! look that saw codes the process tells them ([`Answer::Seen`]) and waits for [`Order::GoOn`] or
//! [`Order::Stop`]; at the end of the looking it says [`Answer::Done`].

use std::io::{Error, ErrorKind, Read, Result, Write};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use crate::{Effort, Found, MAX_FILE_BYTES, PictureError};

/// The longest body, in bytes: a few hundred codes of the largest version (7 KiB of text at most).
const MAX_BODY: u32 = 16 * 1024 * 1024;

/// What the app says.
#[derive(Debug, Serialize, Deserialize)]
pub enum Order {
    /// Look for codes.
    Look {
        /// Where.
        source: Source,
        /// How hard.
        effort: Effort,
    },
    /// Make a small PNG to choose from, with the codes in it painted over: the page shows it, and must
    /// not learn what they hold.
    Still {
        /// Of what.
        source: Source,
        /// The longer side of the PNG at most, in pixels.
        side: u32,
        /// Corners of what is painted over, as in [`Found::corners`].
        hidden: Vec<[[u32; 2]; 4]>,
    },
    /// Make a small square picture for an account out of a file of so many bytes.
    Icon {
        /// How large the file is.
        file: u64,
        /// Width and height of the square, in pixels.
        side: u32,
        /// How many bytes it may have.
        most: usize,
    },
    /// What was wanted has not been seen yet: look on.
    GoOn,
    /// Enough.
    Stop,
}

/// A picture whose bytes follow the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A file of so many bytes: PNG, JPEG, WebP, BMP, GIF or PDF.
    File(u64),
    /// Grey pixels of that width and height.
    Pixels(u32, u32),
}

impl Order {
    /// How many raw bytes follow the message.
    ///
    /// # Errors
    /// When they are more than any picture may have.
    pub fn bytes_behind(&self) -> Result<usize> {
        let bytes = match self {
            Self::Look { source, .. } | Self::Still { source, .. } => match *source {
                Source::File(bytes) => bytes,
                Source::Pixels(width, height) => u64::from(width) * u64::from(height),
            },
            Self::Icon { file, .. } => *file,
            Self::GoOn | Self::Stop => 0,
        };
        usize::try_from(bytes)
            .ok()
            .filter(|_| bytes <= MAX_FILE_BYTES)
            .ok_or_else(|| Error::from(ErrorKind::FileTooLarge))
    }
}

/// What the process that decodes says. Without a `Debug` that could print a picture.
#[derive(Serialize, Deserialize)]
pub enum Answer {
    /// The process is up, and has given up what it does not need. Its version: after an upgrade under a
    /// running app it may be another one.
    Ready(String),
    /// A look saw these; the process waits.
    Seen(Vec<Found>),
    /// There is no further look.
    Done(std::result::Result<(), PictureError>),
    /// The picture that was asked for.
    Still(Still),
    /// The same for an account.
    Icon(Icon),
}

/// A small picture to choose from.
#[derive(Clone, Serialize, Deserialize)]
pub struct Still {
    /// A PNG.
    pub png: Zeroizing<Vec<u8>>,
    /// Width and height of what it shows, in the pixels that corners are counted in.
    pub shows: (u32, u32),
}

/// A small square picture, freshly written: nothing of the file that it was made of is left in it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Icon {
    /// What it is.
    pub format: IconFormat,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What a small picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum IconFormat {
    /// A PNG.
    Png,
    /// A JPEG: it would be too large as a PNG.
    Jpeg,
}

/// Writes a message.
///
/// # Errors
/// Those of the pipe.
pub fn write(message: &impl Serialize, pipe: &mut impl Write) -> Result<()> {
    let body = postcard::to_stdvec(message).map_err(Error::other)?;
    let body = Zeroizing::new(body);
    let length = u32::try_from(body.len())
        .ok()
        .filter(|length| *length <= MAX_BODY)
        .ok_or_else(|| Error::from(ErrorKind::FileTooLarge))?;
    pipe.write_all(&length.to_le_bytes())?;
    pipe.write_all(&body)?;
    pipe.flush()
}

/// Reads a message.
///
/// # Errors
/// Those of the pipe; `InvalidData` for what is no such message.
pub fn read<T: DeserializeOwned>(pipe: &mut impl Read) -> Result<T> {
    let mut length = [0; 4];
    pipe.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > MAX_BODY {
        return Err(ErrorKind::InvalidData.into());
    }
    let length = usize::try_from(length).map_err(Error::other)?;
    let body = read_bytes(length, pipe)?;
    postcard::from_bytes(&body).map_err(|_| ErrorKind::InvalidData.into())
}

/// Reads raw bytes; wiped when dropped.
///
/// # Errors
/// Those of the pipe.
pub fn read_bytes(length: usize, pipe: &mut impl Read) -> Result<Zeroizing<Vec<u8>>> {
    // Room for all of it at once: a growing buffer would leave unwiped copies behind.
    let mut bytes = Zeroizing::new(vec![0; length]);
    pipe.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test ends with a panic")]

    use super::*;
    use crate::Sight;

    #[test]
    fn messages_come_out_as_they_went_in() {
        let seen = Found {
            text: Zeroizing::new("otpauth://totp/Я".to_owned()),
            corners: [[1, 2], [3, 4], [5, 6], [7, 70_000]],
            page: 3,
        };
        let mut pipe = Vec::new();
        write(&Answer::Seen(vec![seen.clone()]), &mut pipe).unwrap();
        write(
            &Answer::Done(Err(PictureError::NoQr(Sight::CutOff))),
            &mut pipe,
        )
        .unwrap();
        let mut pipe = pipe.as_slice();
        assert!(matches!(read(&mut pipe).unwrap(), Answer::Seen(codes) if codes == [seen]));
        let done: Answer = read(&mut pipe).unwrap();
        assert!(matches!(
            done,
            Answer::Done(Err(PictureError::NoQr(Sight::CutOff)))
        ));
        assert!(pipe.is_empty());
    }

    #[test]
    fn what_is_no_message_is_refused() {
        let too_long = [0xff, 0xff, 0xff, 0xff, 0, 0];
        assert!(read::<Answer>(&mut too_long.as_slice()).is_err());
        let unknown = [1, 0, 0, 0, 99];
        assert!(read::<Answer>(&mut unknown.as_slice()).is_err());
        assert!(read::<Answer>(&mut [2, 0, 0].as_slice()).is_err(), "cut");
    }

    #[test]
    fn nobody_may_announce_more_than_a_picture_has() {
        let look = |source| Order::Look {
            source,
            effort: Effort::Quick,
        };
        let most = look(Source::File(MAX_FILE_BYTES)).bytes_behind();
        assert_eq!(most.unwrap(), 64 * 1024 * 1024);
        assert!(
            look(Source::File(MAX_FILE_BYTES + 1))
                .bytes_behind()
                .is_err()
        );
        let pixels = look(Source::Pixels(u32::MAX, u32::MAX));
        assert!(pixels.bytes_behind().is_err());
    }
}
