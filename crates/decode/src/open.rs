//! Bytes of a picture file to pixels, within limits that are judged before anything is decoded.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use picture::{
    MAX_FILE_BYTES, Picture, PictureError, TooLarge, Unread, WHITE, luma, over,
    pixels_within_limits,
};

/// What one decoder may allocate, in bytes: 40 megapixels of 16-bit RGBA, and some room.
const MAX_ALLOCATION: u64 = 400 * 1024 * 1024;

/// A decoded picture file that still knows where it is transparent, and which side is up.
pub(crate) struct Opened(pub(crate) DynamicImage, pub(crate) Orientation);

impl Opened {
    /// Opens a PNG, JPEG, WebP, BMP or GIF; of a moving picture the first frame.
    ///
    /// # Errors
    /// `not_a_picture`, `picture_format`, `picture_too_large`, `unreadable_picture`.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, PictureError> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > MAX_FILE_BYTES {
            return Err(PictureError::TooLarge(TooLarge::Bytes(size)));
        }
        let format = match image::guess_format(bytes) {
            Ok(
                format @ (ImageFormat::Png
                | ImageFormat::Jpeg
                | ImageFormat::WebP
                | ImageFormat::Bmp
                | ImageFormat::Gif),
            ) => format,
            Ok(_) | Err(_) => {
                let unread = Unread::of(bytes).map(PictureError::Unread);
                return Err(unread.unwrap_or(PictureError::NotAPicture));
            }
        };
        // Hostile bytes: a decoder that panics is a damaged picture, not the end of the program.
        catch_unwind(AssertUnwindSafe(|| Self::decoded(bytes, format)))
            .unwrap_or(Err(PictureError::Unreadable))
    }

    fn decoded(bytes: &[u8], format: ImageFormat) -> Result<Self, PictureError> {
        let mut limits = Limits::default();
        limits.max_alloc = Some(MAX_ALLOCATION);
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.limits(limits.clone());
        let mut decoder = reader
            .into_decoder()
            .map_err(|_| PictureError::Unreadable)?;
        let (width, height) = decoder.dimensions();
        pixels_within_limits(width, height)?;
        decoder
            .set_limits(limits)
            .map_err(|_| PictureError::Unreadable)?;
        // A file that does not say is upright.
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let image = DynamicImage::from_decoder(decoder).map_err(|_| PictureError::Unreadable)?;
        Ok(Self(image, orientation))
    }

    /// Whether any pixel lets the background through.
    pub(crate) fn is_transparent(&self) -> bool {
        match &self.0 {
            DynamicImage::ImageLumaA8(i) => i.as_raw().chunks_exact(2).any(|p| p[1] < u8::MAX),
            DynamicImage::ImageRgba8(i) => i.as_raw().chunks_exact(4).any(|p| p[3] < u8::MAX),
            DynamicImage::ImageLumaA16(i) => i.as_raw().chunks_exact(2).any(|p| p[1] < u16::MAX),
            DynamicImage::ImageRgba16(i) => i.as_raw().chunks_exact(4).any(|p| p[3] < u16::MAX),
            _ => false,
        }
    }

    /// The picture as it looks on white paper.
    pub(crate) fn over_white(&self) -> Result<Picture, PictureError> {
        self.over(WHITE)
    }

    /// The picture as it looks on a black page: where a code drawn in white for a dark page shows.
    pub(crate) fn over_black(&self) -> Result<Picture, PictureError> {
        self.over(0)
    }

    fn over(&self, background: u8) -> Result<Picture, PictureError> {
        let at = |grey, opacity| over(grey, opacity, background);
        // Straight from each layout to grey: a detour over RGBA would take four bytes a pixel more.
        let grey: Vec<u8> = match &self.0 {
            DynamicImage::ImageLuma8(i) => i.as_raw().clone(),
            DynamicImage::ImageLumaA8(i) => {
                i.as_raw().chunks_exact(2).map(|p| at(p[0], p[1])).collect()
            }
            DynamicImage::ImageRgb8(i) => i
                .as_raw()
                .chunks_exact(3)
                .map(|p| luma(p[0], p[1], p[2]))
                .collect(),
            DynamicImage::ImageRgba8(i) => i
                .as_raw()
                .chunks_exact(4)
                .map(|p| at(luma(p[0], p[1], p[2]), p[3]))
                .collect(),
            DynamicImage::ImageLuma16(i) => i.as_raw().iter().map(|&p| high(p)).collect(),
            DynamicImage::ImageLumaA16(i) => i
                .as_raw()
                .chunks_exact(2)
                .map(|p| at(high(p[0]), high(p[1])))
                .collect(),
            DynamicImage::ImageRgb16(i) => (i.as_raw().chunks_exact(3))
                .map(|p| luma(high(p[0]), high(p[1]), high(p[2])))
                .collect(),
            DynamicImage::ImageRgba16(i) => (i.as_raw().chunks_exact(4))
                .map(|p| at(luma(high(p[0]), high(p[1]), high(p[2])), high(p[3])))
                .collect(),
            // No decoder that is switched on makes another layout.
            other => other.to_luma8().into_raw(),
        };
        Picture::from_grey(self.0.width(), self.0.height(), grey)
    }
}

/// The high byte of a 16-bit sample.
fn high(sample: u16) -> u8 {
    sample.to_be_bytes()[0]
}
