//! The looks at one picture, from the cheap one to the costly ones.

use std::panic::{AssertUnwindSafe, catch_unwind};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use picture::{Effort, Found, Picture, PictureError, Sight};

use crate::{Tell, reader};

/// The largest picture that is looked at in double size, in pixels: a 5K screen. Larger ones are
/// photos, where a code has pixels enough.
const MAX_DOUBLED: u64 = 16_000_000;

/// One search, over one picture or the pages of a document.
pub(crate) struct Looking<'a> {
    tell: Tell<'a>,
    known: Vec<Found>,
    enough: bool,
    page: u32,
}

impl<'a> Looking<'a> {
    pub(crate) fn new(tell: Tell<'a>) -> Self {
        Self {
            tell,
            known: Vec::new(),
            enough: false,
            page: 1,
        }
    }

    /// What is seen from now on stands on this page. Tells of nothing seen, so that whoever waits knows
    /// that the work goes on.
    pub(crate) fn turn_to(&mut self, page: u32) {
        self.page = page;
        if page > 1 && (self.tell)(&[]).is_break() {
            self.enough = true;
        }
    }

    /// What was wanted has been seen.
    pub(crate) fn is_enough(&self) -> bool {
        self.enough
    }

    /// The chain of looks, cheapest first.
    pub(crate) fn at(&mut self, picture: &Picture, effort: Effort) {
        self.add(reader::read(picture), 1);
        if effort == Effort::Quick || self.enough {
            return;
        }
        // Everything that is not nearly black becomes white: the only look that reads a code without
        // a quiet zone on a dark page.
        self.add(reader::read(&picture.map(|grey| grey.saturating_mul(8))), 1);
        if self.enough {
            return;
        }
        // Modules of two pixels and less.
        if let Some(doubled) = doubled(picture) {
            self.add(reader::read(&doubled), 2);
        }
    }

    fn add(&mut self, seen: Vec<Found>, scale: u32) {
        let before = self.known.len();
        for mut code in seen {
            if self.known.iter().all(|known| known.text != code.text) {
                for coordinate in code.corners.as_flattened_mut() {
                    *coordinate /= scale;
                }
                code.page = self.page;
                self.known.push(code);
            }
        }
        if self.known.len() > before && (self.tell)(&self.known[before..]).is_break() {
            self.enough = true;
        }
    }

    pub(crate) fn result(self) -> Result<(), PictureError> {
        if self.known.is_empty() {
            Err(PictureError::NoQr(Sight::Nothing))
        } else {
            Ok(())
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
    #![allow(clippy::unwrap_used, reason = "a test ends with a panic")]

    use std::ops::ControlFlow;

    use zeroize::Zeroizing;

    use super::*;

    fn found(text: &str, x: u32) -> Found {
        Found {
            text: Zeroizing::new(text.to_owned()),
            corners: [[x, x]; 4],
            page: 1,
        }
    }

    #[test]
    fn a_text_counts_once_at_its_first_place_in_pixels_of_the_picture() {
        let mut told = Vec::new();
        let mut tell = |seen: &[Found]| {
            told.push(seen.to_vec());
            ControlFlow::Continue(())
        };
        let mut looking = Looking::new(&mut tell);
        looking.add(vec![found("a", 10)], 1);
        looking.add(vec![found("a", 30), found("b", 30)], 2);
        looking.add(vec![found("b", 30)], 1);
        looking.result().unwrap();
        assert_eq!(told, [vec![found("a", 10)], vec![found("b", 15)]]);
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
