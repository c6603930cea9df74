//! The QR readers over one grey picture.

use std::panic::{AssertUnwindSafe, catch_unwind};

use picture::{Found, Picture};
use rxing::helpers::detect_in_luma_filtered_with_hints;
use rxing::{DecodeHints, RXingResult, RXingResultMetadataType, RXingResultMetadataValue};
use zeroize::Zeroizing;
use zxingcpp::{BarcodeFormat, Binarizer, ImageFormat, ImageView, PointI, TextMode};

use crate::number::{count, to_f32, to_u32};

/// The four corners of a symbol, whether it could be read or not; in the order of [`Found::corners`].
pub(crate) type Corners = [[u32; 2]; 4];

/// What one look at a picture gave.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) codes: Vec<Found>,
    /// Where something looks like a code but could not be read.
    pub(crate) unread: Vec<Corners>,
}

impl Seen {
    /// Takes over what another look saw, each text once.
    pub(crate) fn join(&mut self, other: Self) {
        for code in other.codes {
            if self.codes.iter().all(|known| known.text != code.text) {
                self.codes.push(code);
            }
        }
        self.unread.extend(other.unread);
    }

    /// The same with other coordinates.
    pub(crate) fn moved(mut self, place: impl Fn([u32; 2]) -> [u32; 2]) -> Self {
        let codes = self.codes.iter_mut().map(|code| &mut code.corners);
        for corner in codes.chain(&mut self.unread).flatten() {
            *corner = place(*corner);
        }
        self
    }
}

/// How the reader tells dark from light.
#[derive(Clone, Copy)]
pub(crate) enum Split {
    /// Against what is around.
    Local,
    /// One threshold for the whole picture, from its histogram.
    Histogram,
    /// The picture is black and white already.
    Done,
}

/// All QR codes of a picture. A picture that the reader cannot cope with holds none.
pub(crate) fn read(picture: &Picture, split: Split) -> Seen {
    catch_unwind(AssertUnwindSafe(|| codes(picture, split))).unwrap_or_default()
}

fn codes(picture: &Picture, split: Split) -> Seen {
    let reader = zxingcpp::read()
        .formats(BarcodeFormat::QRCode)
        .try_harder(true)
        .try_rotate(true)
        .try_invert(true)
        .try_downscale(true)
        .return_errors(true)
        .binarizer(match split {
            Split::Local => Binarizer::LocalAverage,
            Split::Histogram => Binarizer::GlobalHistogram,
            Split::Done => Binarizer::FixedThreshold,
        })
        .text_mode(TextMode::Plain);
    let view = ImageView::from_slice(
        picture.grey(),
        picture.width(),
        picture.height(),
        ImageFormat::Lum,
    );
    let Ok(codes) = view.and_then(|view| reader.from(&view)) else {
        return Seen::default();
    };
    let corner = |point: PointI| {
        [
            within(point.x, picture.width()),
            within(point.y, picture.height()),
        ]
    };
    let mut seen = Seen::default();
    for code in &codes {
        let place = code.position();
        let corners = [
            corner(place.top_left),
            corner(place.top_right),
            corner(place.bottom_right),
            corner(place.bottom_left),
        ];
        if !code.is_valid() {
            seen.unread.push(corners);
            continue;
        }
        let text = text_of(code);
        if !text.is_empty() {
            seen.codes.push(Found {
                text,
                corners,
                page: 1,
            });
        }
    }
    seen
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

/// One QR code, as a reader of another make sees it: slower, but it reads some codes that the first one
/// does not. It looks at the picture also smaller, larger and with its gaps closed.
pub(crate) fn read_otherwise(picture: &Picture) -> Seen {
    catch_unwind(AssertUnwindSafe(|| other_code(picture)))
        .ok()
        .flatten()
        .unwrap_or_default()
}

fn other_code(picture: &Picture) -> Option<Seen> {
    let mut hints = DecodeHints {
        TryHarder: Some(true),
        AlsoInverted: Some(true),
        ..DecodeHints::default()
    };
    let result = detect_in_luma_filtered_with_hints(
        picture.grey().to_vec(),
        picture.width(),
        picture.height(),
        Some(rxing::BarcodeFormat::QR_CODE),
        &mut hints,
    )
    .ok()?;
    let text = Zeroizing::new(result.getText().to_owned());
    if text.is_empty() {
        return None;
    }
    let corners = corners_of(&result, picture);
    Some(Seen {
        codes: vec![Found {
            text,
            corners,
            page: 1,
        }],
        unread: Vec::new(),
    })
}

/// That reader gives the four corners, or the middles of the three finder patterns (bottom left, top
/// left, top right) and more; either in pixels of the size at which it saw the code.
fn corners_of(result: &RXingResult, picture: &Picture) -> Corners {
    let (width, height) = (picture.width(), picture.height());
    let resolution = RXingResultMetadataType::FILTERED_RESOLUTION;
    let scale = match result.getRXingResultMetadata().get(&resolution) {
        Some(RXingResultMetadataValue::FilteredResolution((seen, _))) if *seen > 0 => {
            to_f32(width) / to_f32(count(*seen))
        }
        _ => 1.0,
    };
    let points: Vec<[f32; 2]> = (result.getPoints().iter())
        .map(|point| [point.x * scale, point.y * scale])
        .collect();
    let corners = match points[..] {
        [a, b, c, d] => [a, b, c, d],
        [bottom, corner, top, ..] => {
            let along = |to: [f32; 2]| [to[0] - corner[0], to[1] - corner[1]];
            let (right, down) = (along(top), along(bottom));
            let at = |x: f32, y: f32| [0, 1].map(|n| corner[n] + right[n] * x + down[n] * y);
            // From the middles outwards: 3.5 modules, of 50 between the middles of a usual code.
            let (low, high) = (-0.07, 1.07);
            [at(low, low), at(high, low), at(high, high), at(low, high)]
        }
        _ => {
            let (right, bottom) = (to_f32(width), to_f32(height));
            [[0.0, 0.0], [right, 0.0], [right, bottom], [0.0, bottom]]
        }
    };
    let inside = |[x, y]: [f32; 2]| [to_u32(x).min(width - 1), to_u32(y).min(height - 1)];
    corners.map(inside)
}
