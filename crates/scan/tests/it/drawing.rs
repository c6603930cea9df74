//! Draws codes with another library than the one that reads them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use qrcode::{Color, EcLevel, QrCode, Version};

pub(crate) const WHITE: Rgba<u8> = Rgba([255, 255, 255, 255]);
pub(crate) const BLACK: Rgba<u8> = Rgba([0, 0, 0, 255]);
pub(crate) const CLEAR: Rgba<u8> = Rgba([0, 0, 0, 0]);

/// An enrolment payload as a portal writes it.
pub(crate) const PORTAL: &str =
    "otpauth://totp/Portal:ivan?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Portal";

/// How a code is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    /// Side of a module, in pixels.
    pub(crate) module: u32,
    /// Width of the quiet zone, in modules.
    pub(crate) quiet: u32,
    pub(crate) ink: Rgba<u8>,
    pub(crate) paper: Rgba<u8>,
}

pub(crate) const PLAIN: Look = Look {
    module: 4,
    quiet: 4,
    ink: BLACK,
    paper: WHITE,
};

/// A code of the smallest version that holds the text; bytes as they are, no character set named.
pub(crate) fn code(text: &str, look: Look) -> RgbaImage {
    drawn(
        &QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).unwrap(),
        look,
    )
}

/// A code of a given version (1–40).
pub(crate) fn code_of_version(text: &str, version: i16, look: Look) -> RgbaImage {
    let version = Version::Normal(version);
    drawn(
        &QrCode::with_version(text.as_bytes(), version, EcLevel::L).unwrap(),
        look,
    )
}

fn drawn(code: &QrCode, look: Look) -> RgbaImage {
    let modules = u32::try_from(code.width()).unwrap();
    let side = (modules + 2 * look.quiet) * look.module;
    RgbaImage::from_fn(side, side, |x, y| {
        let module = |at: u32| {
            (at / look.module)
                .checked_sub(look.quiet)
                .filter(|&m| m < modules)
        };
        match (module(x), module(y)) {
            (Some(x), Some(y)) => {
                let at = |n: u32| usize::try_from(n).unwrap();
                match code[(at(x), at(y))] {
                    Color::Dark => look.ink,
                    Color::Light => look.paper,
                }
            }
            _ => look.paper,
        }
    })
}

/// A page of one colour with pictures laid on it.
pub(crate) fn page(
    width: u32,
    height: u32,
    colour: Rgba<u8>,
    laid: &[(i64, i64, &RgbaImage)],
) -> RgbaImage {
    let mut page = RgbaImage::from_pixel(width, height, colour);
    for (x, y, picture) in laid {
        image::imageops::overlay(&mut page, *picture, *x, *y);
    }
    page
}

/// The bytes of a file of that format.
pub(crate) fn file(picture: &RgbaImage, format: ImageFormat) -> Vec<u8> {
    let picture = DynamicImage::ImageRgba8(picture.clone());
    // JPEG knows no transparency.
    let picture = if format == ImageFormat::Jpeg {
        picture.to_rgb8().into()
    } else {
        picture
    };
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub(crate) fn png(picture: &RgbaImage) -> Vec<u8> {
    file(picture, ImageFormat::Png)
}
