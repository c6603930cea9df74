//! Why nothing was read: the cause that the person is told.

use image::RgbaImage;
use image::imageops;
use picture::{Effort, PictureError, Sight};
use propusk_decode::decode;

use crate::drawing::{BLACK, Look, PLAIN, PORTAL, WHITE, code, page, png};
use crate::generated::empty;

fn cause(picture: &RgbaImage) -> Option<Sight> {
    match decode(&png(picture), &|_| true, Effort::Thorough) {
        Ok(_) => None,
        Err(PictureError::NoQr(sight)) => Some(sight),
        Err(other) => panic!("{other}"),
    }
}

/// The left and the right half, the upper and the lower one.
fn halves(code: &RgbaImage) -> [RgbaImage; 4] {
    let (width, height) = code.dimensions();
    let part = |x, y, w, h| imageops::crop_imm(code, x, y, w, h).to_image();
    [
        part(0, 0, width / 2, height),
        part(width / 2, 0, width - width / 2, height),
        part(0, 0, width, height / 2),
        part(0, height / 2, width, height - height / 2),
    ]
}

#[test]
fn a_code_cut_at_the_border_is_cut_off() {
    for module in [3, 5, 9] {
        let halves = halves(&code(PORTAL, Look { module, ..PLAIN }));
        // Where the cut is, there the screen ends: place, and page to the right of it and below.
        let places = [
            (600, 300, 0, 500),
            (0, 300, 500, 500),
            (300, 600, 500, 0),
            (300, 0, 500, 500),
        ];
        for (n, (half, (x, y, right, below))) in halves.iter().zip(places).enumerate() {
            let (width, height) = (x + half.width() + right, y + half.height() + below);
            let whole = page(width, height, WHITE, &[(x.into(), y.into(), half)]);
            assert_eq!(
                cause(&whole),
                Some(Sight::CutOff),
                "half {n}, {module} pixels"
            );
        }
    }
}

#[test]
fn a_covered_code_is_cut_off() {
    let mut drawn = code(PORTAL, Look { module: 5, ..PLAIN });
    let note = RgbaImage::from_pixel(drawn.width() / 2, drawn.height() / 2, WHITE);
    let (x, y) = (i64::from(drawn.width() / 3), i64::from(drawn.height() / 3));
    imageops::overlay(&mut drawn, &note, x, y);
    let whole = page(900, 700, WHITE, &[(200, 150, &drawn)]);
    assert_eq!(cause(&whole), Some(Sight::CutOff));
}

#[test]
fn a_page_without_a_code_is_nothing() {
    assert_eq!(cause(&page(800, 600, WHITE, &[])), Some(Sight::Nothing));
    assert_eq!(cause(&page(800, 600, BLACK, &[])), Some(Sight::Nothing));
    for seed in 0..12 {
        let text = image::DynamicImage::from(empty(seed, 1366, 768)).to_rgba8();
        assert_eq!(cause(&text), Some(Sight::Nothing), "seed {seed}");
    }
}
