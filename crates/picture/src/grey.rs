use zeroize::Zeroizing;

use crate::error::{PictureError, TooLarge};
use crate::{MAX_PIXELS, MAX_SIDE};

/// Pixels to look for codes in: 8-bit grey, row by row, without padding. Wiped when dropped, because a
/// picture of a code is as good as the code.
#[derive(Clone)]
pub struct Picture {
    width: u32,
    height: u32,
    grey: Zeroizing<Vec<u8>>,
}

impl Picture {
    /// A picture of `width × height` grey bytes (0 is black).
    ///
    /// # Errors
    /// `picture_too_large` above the limits, `unreadable_picture` when the sides are zero or the number
    /// of bytes does not fit them.
    pub fn from_grey(width: u32, height: u32, grey: Vec<u8>) -> Result<Self, PictureError> {
        let grey = Zeroizing::new(grey);
        if pixels_within_limits(width, height)? != grey.len() {
            return Err(PictureError::Unreadable);
        }
        Ok(Self {
            width,
            height,
            grey,
        })
    }

    /// A picture of `width × height` pixels of four bytes (red, green, blue, opacity), laid over white.
    ///
    /// # Errors
    /// As [`Picture::from_grey`].
    pub fn from_rgba(width: u32, height: u32, rgba: &[u8]) -> Result<Self, PictureError> {
        if pixels_within_limits(width, height)?.checked_mul(4) != Some(rgba.len()) {
            return Err(PictureError::Unreadable);
        }
        let grey = rgba
            .chunks_exact(4)
            .map(|p| over(luma(p[0], p[1], p[2]), p[3], WHITE))
            .collect();
        Ok(Self {
            width,
            height,
            grey: Zeroizing::new(grey),
        })
    }

    /// In pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// In pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The grey bytes, `width × height` of them.
    pub fn grey(&self) -> &[u8] {
        &self.grey
    }

    /// The same picture seen through a look-up per pixel.
    #[must_use]
    pub fn map(&self, change: impl Fn(u8) -> u8) -> Self {
        let grey = self.grey.iter().map(|&grey| change(grey)).collect();
        Self {
            width: self.width,
            height: self.height,
            grey: Zeroizing::new(grey),
        }
    }

    /// A picture made from one within the limits; it may exceed them itself. `grey` has
    /// `width × height` bytes.
    #[must_use]
    pub fn enlarged(width: u32, height: u32, grey: Vec<u8>) -> Self {
        Self {
            width,
            height,
            grey: Zeroizing::new(grey),
        }
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}×{})", self.width, self.height)
    }
}

/// What shows through where a picture is transparent.
pub const WHITE: u8 = 255;

/// Grey of a colour, weights of ITU-R BT.601 in 1/1024.
#[must_use]
pub fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 306 * u32::from(red) + 601 * u32::from(green) + 117 * u32::from(blue) + 512;
    (sum >> 10).to_le_bytes()[0]
}

/// Grey with an opacity, laid over a background.
#[must_use]
pub fn over(grey: u8, opacity: u8, background: u8) -> u8 {
    if opacity == 255 {
        return grey;
    }
    let (grey, opacity) = (u32::from(grey), u32::from(opacity));
    let sum = grey * opacity + u32::from(background) * (255 - opacity) + 127;
    (sum / 255).to_le_bytes()[0]
}

/// The number of pixels, if the sides are sane.
///
/// # Errors
/// As [`Picture::from_grey`].
pub fn pixels_within_limits(width: u32, height: u32) -> Result<usize, PictureError> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS || width > MAX_SIDE || height > MAX_SIDE {
        return Err(PictureError::TooLarge(TooLarge::Pixels(width, height)));
    }
    match usize::try_from(pixels) {
        Ok(pixels) if pixels > 0 => Ok(pixels),
        Ok(_) | Err(_) => Err(PictureError::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grey_of_a_colour_spans_the_whole_range() {
        assert_eq!((luma(0, 0, 0), luma(255, 255, 255)), (0, 255));
        assert!(
            luma(0, 255, 0) > luma(255, 0, 0),
            "green is brighter than red"
        );
        assert!(
            luma(255, 0, 0) > luma(0, 0, 255),
            "red is brighter than blue"
        );
    }

    #[test]
    fn transparency_shows_the_background() {
        assert_eq!(over(0, 0, WHITE), 255, "nothing there");
        assert_eq!(over(0, 255, WHITE), 0, "opaque");
        assert_eq!(over(0, 128, WHITE), 127, "half");
        assert_eq!(over(200, 0, 0), 0, "over black");
    }

    #[test]
    fn refuses_sizes_that_do_not_fit_the_bytes() {
        for (width, height, bytes) in [(0, 5, 0), (2, 2, 3), (2, 2, 5)] {
            let made = Picture::from_grey(width, height, vec![0; bytes]);
            assert_eq!(made.err().map(|e| e.code()), Some("unreadable_picture"));
        }
        let made = Picture::from_rgba(8000, 6000, &[]);
        assert_eq!(made.err().map(|e| e.code()), Some("picture_too_large"));
    }

    #[test]
    fn debug_shows_no_pixels() {
        let picture = Picture::from_grey(2, 1, vec![17, 99]).unwrap();
        assert_eq!(format!("{picture:?}"), "Picture(2×1)");
    }
}
