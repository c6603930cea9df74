//! The decoders of pictures, and the process that they run in.
//!
//! Only the program `propusk-scan` links this crate: decoders of hostile bytes, C++ among them, do not
//! belong beside keys. The app talks to that program (`scan::Worker`).
//!
//! Every text may be a secret: it is wiped when dropped, and no `Debug` or error shows a part of it.
//! So are the bytes of files and the grey pixels; the working memory of the decoding libraries is not,
//! and ends with the process.

#![forbid(unsafe_code)]

mod chain;
mod filters;
mod finder;
mod icon;
mod number;
mod open;
mod pdf;
mod reader;
mod region;
mod sight;
mod still;

pub mod sandbox;
pub mod serve;

use std::ops::ControlFlow;
use std::time::Duration;

use picture::{Effort, Found, Picture, PictureError, Sight};

use crate::chain::{Looking, PATIENCE};
use crate::open::Opened;

/// Told of the codes that a look saw for the first time, and of none when a page is turned; says whether
/// that is enough for this picture or page.
pub type Tell<'a> = &'a mut dyn FnMut(&[Found]) -> ControlFlow<()>;

/// Looks for QR codes in a picture file (PNG, JPEG, WebP, BMP or GIF; of a moving one the first frame)
/// or on the pages of a PDF.
///
/// Goes from the cheap look to the costly ones and stops when it is told that there is enough. Each
/// text is told once, with its first place.
///
/// # Errors
/// `not_a_picture`, `unreadable_picture`, `pdf_locked`, `picture_too_large`; `no_qr` and its kin when
/// no code at all was read.
pub fn look_at_file(bytes: &[u8], effort: Effort, tell: Tell<'_>) -> Result<(), PictureError> {
    look(bytes, effort, PATIENCE, tell)
}

fn look(
    bytes: &[u8],
    effort: Effort,
    patience: Duration,
    tell: Tell<'_>,
) -> Result<(), PictureError> {
    let mut looking = Looking::new(tell, patience);
    if pdf::is_pdf(bytes) {
        pdf::look(bytes, effort, &mut looking)?;
        return looking.result();
    }
    let opened = Opened::from_bytes(bytes)?;
    let white = opened.over_white()?;
    let black = match effort {
        Effort::Thorough if opened.is_transparent() => Some(opened.over_black()?),
        Effort::Thorough | Effort::Frame | Effort::Quick => None,
    };
    // Up to 320 MiB that the looks will want.
    drop(opened);
    looking.at(&white, effort);
    if let Some(black) = black
        && !looking.is_enough()
    {
        drop(white);
        looking.at(&black, effort);
    }
    looking.result()
}

/// As [`look_at_file`], for pixels that are there already: a screen, a camera frame, the clipboard.
///
/// # Errors
/// `no_qr` and its kin when no code was read.
pub fn look_at_pixels(
    picture: &Picture,
    effort: Effort,
    tell: Tell<'_>,
) -> Result<(), PictureError> {
    let mut looking = Looking::new(tell, PATIENCE);
    looking.at(picture, effort);
    looking.result()
}

/// The codes of a picture file, until one of them is `wanted`.
///
/// # Errors
/// As [`look_at_file`].
pub fn decode(
    bytes: &[u8],
    wanted: &dyn Fn(&str) -> bool,
    effort: Effort,
) -> Result<Vec<Found>, PictureError> {
    collect(wanted, |tell| look_at_file(bytes, effort, tell))
}

/// The codes of a picture file, until one of them is `wanted`, with all the looks of a thorough search
/// even where that takes longer than a person should wait: what is read does not depend on how busy the
/// machine is.
///
/// # Errors
/// As [`look_at_file`].
pub fn decode_patiently(
    bytes: &[u8],
    wanted: &dyn Fn(&str) -> bool,
    patience: Duration,
) -> Result<Vec<Found>, PictureError> {
    collect(wanted, |tell| look(bytes, Effort::Thorough, patience, tell))
}

/// The codes among pixels, until one of them is `wanted`.
///
/// # Errors
/// As [`look_at_pixels`].
pub fn decode_pixels(
    picture: &Picture,
    wanted: &dyn Fn(&str) -> bool,
    effort: Effort,
) -> Result<Vec<Found>, PictureError> {
    collect(wanted, |tell| look_at_pixels(picture, effort, tell))
}

fn collect(
    wanted: &dyn Fn(&str) -> bool,
    look: impl FnOnce(Tell<'_>) -> Result<(), PictureError>,
) -> Result<Vec<Found>, PictureError> {
    let mut found: Vec<Found> = Vec::new();
    look(&mut |seen| {
        found.extend_from_slice(seen);
        if seen.iter().any(|code| wanted(&code.text)) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    if found.is_empty() {
        return Err(PictureError::NoQr(Sight::Nothing));
    }
    Ok(found)
}
