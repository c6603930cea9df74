//! A small picture of the screen to choose from, with the codes painted over.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use picture::{Effort, Found, Picture, PictureError, WHITE, message::Still};
use zeroize::Zeroizing;

use crate::decode_pixels;

/// How far beyond its corners a code is painted over, as a share of its side: corners are guesses.
const MARGIN: f64 = 0.08;

/// How many codes may come to light behind those that were painted over.
const MOST_AFTER: usize = 8;

/// A PNG no longer than `side` pixels, in which nobody can read a code: those between the corners are
/// painted over, and so is every other that is still read in it, such as one that stands on the screen
/// twice.
///
/// # Errors
/// `unreadable_picture` when it cannot be made, or always another code is read in it.
pub(crate) fn still(
    picture: &Picture,
    side: u32,
    hidden: &[[[u32; 2]; 4]],
) -> Result<Still, PictureError> {
    let (width, height) = (picture.width(), picture.height());
    let longer = width.max(height);
    let shrunk = |length: u32| {
        let shrunk = u64::from(length) * u64::from(side.min(longer)) / u64::from(longer);
        u32::try_from(shrunk).unwrap_or(length)
    };
    let small = (shrunk(width).max(1), shrunk(height).max(1));
    let mut grey =
        resized(picture.grey(), (width, height), small).ok_or(PictureError::Unreadable)?;
    for corners in hidden {
        paint_over(&mut grey, small, corners.map(|corner| corner.map(shrunk)));
    }
    for _ in 0..MOST_AFTER {
        let codes = codes(&Picture::enlarged(small.0, small.1, grey.to_vec()));
        if codes.is_empty() {
            let mut png = Cursor::new(Vec::new());
            PngEncoder::new(&mut png)
                .write_image(&grey, small.0, small.1, ExtendedColorType::L8)
                .map_err(|_| PictureError::Unreadable)?;
            return Ok(Still {
                png: Zeroizing::new(png.into_inner()),
                shows: (width, height),
            });
        }
        for code in codes {
            paint_over(&mut grey, small, code.corners);
        }
    }
    Err(PictureError::Unreadable)
}

/// What the first look sees that sees anything.
fn codes(picture: &Picture) -> Vec<Found> {
    decode_pixels(picture, &|_| true, Effort::Thorough).unwrap_or_default()
}

fn resized(grey: &[u8], from: (u32, u32), to: (u32, u32)) -> Option<Zeroizing<Vec<u8>>> {
    let source = ImageRef::new(from.0, from.1, grey, PixelType::U8).ok()?;
    let mut small = Image::new(to.0, to.1, PixelType::U8);
    let bilinear = ResizeAlg::Convolution(FilterType::Bilinear);
    Resizer::new()
        .resize(
            &source,
            &mut small,
            &ResizeOptions::new().resize_alg(bilinear),
        )
        .ok()?;
    Some(Zeroizing::new(small.into_vec()))
}

/// Makes the upright rectangle around a code white.
fn paint_over(grey: &mut [u8], (width, height): (u32, u32), corners: [[u32; 2]; 4]) {
    let span = |axis: usize, limit: u32| {
        let along = corners.map(|corner| corner[axis]);
        let (low, high) = (along.into_iter().min(), along.into_iter().max());
        let (low, high) = (low.unwrap_or(0), high.unwrap_or(0));
        let margin = (f64::from(high - low) * MARGIN).ceil();
        let from = (f64::from(low) - margin).max(0.0);
        let to = (f64::from(high) + margin).min(f64::from(limit - 1));
        pixels(from)..=pixels(to)
    };
    let (columns, rows) = (span(0, width), span(1, height));
    let Ok(width) = usize::try_from(width) else {
        return;
    };
    for row in rows {
        if let Some(row) = grey.get_mut(row * width..(row + 1) * width)
            && let Some(covered) = row.get_mut(columns.clone())
        {
            covered.fill(WHITE);
        }
    }
}

/// A coordinate that is known to be within a picture.
#[allow(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped by the caller; a saturating cast in any case"
)]
fn pixels(coordinate: f64) -> usize {
    coordinate as usize
}
