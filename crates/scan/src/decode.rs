//! The one door to the decoders: bytes of a picture in, texts with their places out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use zeroize::Zeroizing;

use crate::error::ScanError;
use crate::open::Opened;
use crate::picture::Picture;
use crate::reader;

/// One QR code of a picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// The payload; a secret, wiped when dropped.
    pub text: Zeroizing<String>,
    /// `[x, y]` in pixels of the picture: top left, top right, bottom right, bottom left of the code
    /// as it is turned, so that the top left one may be anywhere in the picture.
    pub corners: [[u32; 2]; 4],
}

impl std::fmt::Debug for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Found")
            .field("corners", &self.corners)
            .finish_non_exhaustive()
    }
}

/// How hard to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// One look: for frames of a camera, where the next one comes soon. 5–45 ms.
    Quick,
    /// The costly looks too, until a wanted text is found: for a picture that a person chose, and for
    /// the screen. Up to half a second for a 4K screen without a code.
    Thorough,
}

/// The largest picture that is looked at in double size, in pixels: a 5K screen. Larger ones are
/// photos, where a code has pixels enough.
const MAX_DOUBLED: u64 = 16_000_000;

/// Reads the QR codes of a picture file (PNG, JPEG, WebP, BMP or GIF; of a moving one the first frame).
///
/// Goes from the cheap look to the costly ones and stops after the first that has found a text which
/// `wanted` accepts. Everything found on the way is returned, each text once, with its first place.
///
/// # Errors
/// `not_a_picture`, `unreadable_picture`, `picture_too_large`; `no_qr` when no code at all was found.
pub fn decode(
    bytes: &[u8],
    wanted: &dyn Fn(&str) -> bool,
    effort: Effort,
) -> Result<Vec<Found>, ScanError> {
    let opened = Opened::from_bytes(bytes)?;
    let picture = opened.over_white()?;
    let see_through = match effort {
        Effort::Quick => None,
        Effort::Thorough => opened.is_transparent().then_some(opened),
    };
    let mut looking = Looking {
        wanted,
        found: Vec::new(),
    };
    looking.at(&picture, effort);
    if let Some(opened) = see_through
        && !looking.is_done()
    {
        looking.at(&opened.over_black()?, effort);
    }
    looking.result()
}

/// As [`decode`], for pixels that are there already: a screen, a camera frame, the clipboard.
///
/// # Errors
/// `no_qr` when no code was found.
pub fn decode_pixels(
    picture: &Picture,
    wanted: &dyn Fn(&str) -> bool,
    effort: Effort,
) -> Result<Vec<Found>, ScanError> {
    let mut looking = Looking {
        wanted,
        found: Vec::new(),
    };
    looking.at(picture, effort);
    looking.result()
}

struct Looking<'a> {
    wanted: &'a dyn Fn(&str) -> bool,
    found: Vec<Found>,
}

impl Looking<'_> {
    /// The chain of looks, cheapest first.
    fn at(&mut self, picture: &Picture, effort: Effort) {
        self.add(reader::read(picture), 1);
        if effort == Effort::Quick || self.is_done() {
            return;
        }
        // Everything that is not nearly black becomes white: the only look that reads a code without
        // a quiet zone on a dark page.
        self.add(reader::read(&picture.map(|grey| grey.saturating_mul(8))), 1);
        if self.is_done() {
            return;
        }
        // Modules of two pixels and less.
        if let Some(doubled) = doubled(picture) {
            self.add(reader::read(&doubled), 2);
        }
    }

    fn is_done(&self) -> bool {
        self.found.iter().any(|found| (self.wanted)(&found.text))
    }

    fn add(&mut self, seen: Vec<Found>, scale: u32) {
        for mut code in seen {
            if self.found.iter().all(|known| known.text != code.text) {
                for coordinate in code.corners.as_flattened_mut() {
                    *coordinate /= scale;
                }
                self.found.push(code);
            }
        }
    }

    fn result(self) -> Result<Vec<Found>, ScanError> {
        if self.found.is_empty() {
            Err(ScanError::NoQr)
        } else {
            Ok(self.found)
        }
    }
}

/// The picture in double width and height, unless it is too large for that to be worth the time.
fn doubled(picture: &Picture) -> Option<Picture> {
    let (width, height) = (picture.width(), picture.height());
    if u64::from(width) * u64::from(height) > MAX_DOUBLED {
        return None;
    }
    let (wide, high) = (width.checked_mul(2)?, height.checked_mul(2)?);
    let enlarge = || {
        let from = ImageRef::new(width, height, picture.grey(), PixelType::U8).ok()?;
        let mut to = Image::new(wide, high, PixelType::U8);
        let bilinear = ResizeAlg::Convolution(FilterType::Bilinear);
        Resizer::new()
            .resize(&from, &mut to, &ResizeOptions::new().resize_alg(bilinear))
            .ok()?;
        Some(Picture::enlarged(wide, high, to.into_vec()))
    };
    catch_unwind(AssertUnwindSafe(enlarge)).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, x: u32) -> Found {
        Found {
            text: Zeroizing::new(text.to_owned()),
            corners: [[x, x]; 4],
        }
    }

    #[test]
    fn debug_shows_the_place_and_not_the_payload() {
        let shown = format!("{:?}", found("otpauth://totp/a?secret=CANARY", 7));
        assert!(shown.contains('7') && !shown.contains("CANARY"), "{shown}");
    }

    #[test]
    fn a_text_counts_once_at_its_first_place_in_pixels_of_the_picture() {
        let mut looking = Looking {
            wanted: &|_| false,
            found: Vec::new(),
        };
        looking.add(vec![found("a", 10)], 1);
        looking.add(vec![found("a", 30), found("b", 30)], 2);
        assert_eq!(looking.found, [found("a", 10), found("b", 15)]);
    }

    #[test]
    fn a_picture_is_doubled_up_to_a_limit() {
        let picture = Picture::from_grey(3, 2, vec![0, 255, 0, 255, 0, 255]).unwrap();
        let twice = doubled(&picture).unwrap();
        assert_eq!(
            (twice.width(), twice.height(), twice.grey().len()),
            (6, 4, 24)
        );
        let large = Picture::from_grey(4001, 4000, vec![0; 4001 * 4000]).unwrap();
        assert!(doubled(&large).is_none(), "a photo has pixels enough");
    }
}
