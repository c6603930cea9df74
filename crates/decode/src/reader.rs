//! The QR reader: zxing-cpp over one grey picture.

use std::panic::{AssertUnwindSafe, catch_unwind};

use zeroize::Zeroizing;
use zxingcpp::{BarcodeFormat, Binarizer, ImageFormat, ImageView, PointI, TextMode};

use picture::{Found, Picture};

/// All QR codes of a picture. A picture that the reader cannot cope with holds none.
pub(crate) fn read(picture: &Picture) -> Vec<Found> {
    catch_unwind(AssertUnwindSafe(|| codes(picture))).unwrap_or_default()
}

fn codes(picture: &Picture) -> Vec<Found> {
    let reader = zxingcpp::read()
        .formats(BarcodeFormat::QRCode)
        .try_harder(true)
        .try_rotate(true)
        .try_invert(true)
        .try_downscale(true)
        .binarizer(Binarizer::LocalAverage)
        .text_mode(TextMode::Plain);
    let view = ImageView::from_slice(
        picture.grey(),
        picture.width(),
        picture.height(),
        ImageFormat::Lum,
    );
    let Ok(codes) = view.and_then(|view| reader.from(&view)) else {
        return Vec::new();
    };
    let corner = |point: PointI| {
        [
            within(point.x, picture.width()),
            within(point.y, picture.height()),
        ]
    };
    (codes.iter())
        .filter(|code| code.is_valid())
        .map(|code| {
            let place = code.position();
            Found {
                text: text_of(code),
                corners: [
                    corner(place.top_left),
                    corner(place.top_right),
                    corner(place.bottom_right),
                    corner(place.bottom_left),
                ],
                page: 1,
            }
        })
        .filter(|found| !found.text.is_empty())
        .collect()
}

/// The text of a code. A code that does not name its character set holds UTF-8 nearly always, also
/// when the text is too short for the reader's guess to be right.
fn text_of(code: &zxingcpp::Barcode) -> Zeroizing<String> {
    if !code.has_eci() {
        let bytes = Zeroizing::new(code.bytes());
        if let Ok(text) = std::str::from_utf8(&bytes) {
            return Zeroizing::new(text.to_owned());
        }
    }
    Zeroizing::new(code.text())
}

/// A coordinate inside the picture: the reader may place a corner a little outside.
fn within(coordinate: i32, side: u32) -> u32 {
    u32::try_from(coordinate)
        .unwrap_or(0)
        .min(side.saturating_sub(1))
}
