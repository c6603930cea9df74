//! The person's own picture of an account: a small square, without anything else of its file.

use std::io::Cursor;

use fast_image_resize::images::Image;
use fast_image_resize::{FilterType as Filter, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, GenericImageView, ImageResult, Rgba, RgbaImage, imageops};
use picture::message::{Icon, IconFormat};
use picture::{PictureError, WHITE, over};

use crate::open::Opened;

/// A square with a longer side is first made smaller at once, which takes no room for a copy.
const LARGE: u32 = 1024;

/// How well a JPEG is written, the best first.
const QUALITIES: [u8; 3] = [90, 75, 50];

/// The middle of the picture as a square of `side` pixels in a file of at most `most` bytes: a PNG, or a
/// JPEG where that is too large.
///
/// # Errors
/// `unreadable_picture` when it cannot be made.
pub(crate) fn icon(file: &Opened, side: u32, most: usize) -> Result<Icon, PictureError> {
    let Opened(whole, orientation) = file;
    let mut small = DynamicImage::ImageRgba8(square(whole, side).ok_or(PictureError::Unreadable)?);
    small.apply_orientation(*orientation);
    let small = small.into_rgba8();
    if let Ok(bytes) = png(&small)
        && bytes.len() <= most
    {
        let format = IconFormat::Png;
        return Ok(Icon { format, bytes });
    }
    let format = IconFormat::Jpeg;
    for quality in QUALITIES {
        if let Ok(bytes) = jpeg(&small, quality)
            && bytes.len() <= most
        {
            return Ok(Icon { format, bytes });
        }
    }
    Err(PictureError::Unreadable)
}

fn square(whole: &DynamicImage, side: u32) -> Option<RgbaImage> {
    let (width, height) = whole.dimensions();
    let length = width.min(height);
    let middle = whole.view((width - length) / 2, (height - length) / 2, length, length);
    let cut = if length > LARGE {
        imageops::thumbnail(&*middle, LARGE, LARGE)
    } else {
        middle.to_image()
    };
    let (width, height) = cut.dimensions();
    let cut = Image::from_vec_u8(width, height, cut.into_raw(), PixelType::U8x4).ok()?;
    let mut small = Image::new(side, side, PixelType::U8x4);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(Filter::CatmullRom));
    Resizer::new().resize(&cut, &mut small, &options).ok()?;
    RgbaImage::from_raw(side, side, small.into_vec())
}

fn png(small: &RgbaImage) -> ImageResult<Vec<u8>> {
    let mut file = Vec::new();
    let (compression, filter) = (CompressionType::Best, FilterType::Adaptive);
    let encoder = PngEncoder::new_with_quality(&mut file, compression, filter);
    let is_opaque = |Rgba([.., opacity]): &Rgba<u8>| *opacity == u8::MAX;
    if small.pixels().all(is_opaque) {
        let opaque = DynamicImage::ImageRgba8(small.clone()).to_rgb8();
        opaque.write_with_encoder(encoder)?;
    } else {
        small.write_with_encoder(encoder)?;
    }
    Ok(file)
}

fn jpeg(small: &RgbaImage, quality: u8) -> ImageResult<Vec<u8>> {
    let mut paper = small.clone();
    for Rgba([red, green, blue, opacity]) in paper.pixels_mut() {
        for colour in [red, green, blue] {
            *colour = over(*colour, *opacity, WHITE);
        }
        *opacity = u8::MAX;
    }
    let mut file = Cursor::new(Vec::new());
    let encoder = JpegEncoder::new_with_quality(&mut file, quality);
    let paper = DynamicImage::ImageRgba8(paper).to_rgb8();
    paper.write_with_encoder(encoder)?;
    Ok(file.into_inner())
}
