//! Random pictures with known texts: what people hold before a reader, drawn from a seed by another
//! library than those that read. Shared by the tests and the benchmark.

#![allow(
    dead_code,
    clippy::as_conversions,
    reason = "whoever shares it uses a part; drawing is rounding, of small numbers"
)]

mod brush;

use image::imageops::{self, FilterType};
use image::{GrayImage, Luma};
use qrcode::EcLevel;

use brush::{
    Dice, blurred, dotted, lay, modules, modules_of_version, noisy, page, payload, rectangle,
    screen, seen_through, sharp, through_jpeg, uneven,
};

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page with one ordinary code.
    Plain,
    /// White modules on a dark page.
    Dark,
    /// A page at 125 or 150 %, scaled by the browser or by the desktop.
    Fractional,
    /// Round dots, round eyes, a logo in the middle.
    Styled,
    /// No quiet zone to speak of, on a page of any brightness.
    Tight,
    /// Two codes side by side, one of them in other colours or another size.
    Two,
    /// Version 20 to 32 at two or three pixels a module.
    Dense,
    /// Drawn with half blocks in a terminal.
    Terminal,
    /// A small code in a strongly compressed picture.
    Jpeg,
    /// Grey on grey.
    Pale,
    /// A photo of a monitor: perspective, the grid of the screen, blur, noise.
    Photo,
    /// Uneven light and a reflection on paper or glass.
    Light,
}

/// All of them.
pub(crate) const KINDS: [Kind; 12] = [
    Kind::Plain,
    Kind::Dark,
    Kind::Fractional,
    Kind::Styled,
    Kind::Tight,
    Kind::Two,
    Kind::Dense,
    Kind::Terminal,
    Kind::Jpeg,
    Kind::Pale,
    Kind::Photo,
    Kind::Light,
];

/// A screen of that size without a code.
pub(crate) fn empty(seed: u64, width: u32, height: u32) -> GrayImage {
    let mut dice = Dice::new(seed);
    let dark = dice.chance(0.5);
    page(&mut dice, width, height, dark)
}

/// The picture and the texts in it.
pub(crate) fn picture(kind: Kind, seed: u64) -> (GrayImage, Vec<String>) {
    picture_of(kind, seed, None)
}

/// The same; kinds that are screens have that size.
pub(crate) fn picture_of(
    kind: Kind,
    seed: u64,
    size: Option<(u32, u32)>,
) -> (GrayImage, Vec<String>) {
    let mut dice = Dice::new(seed.wrapping_mul(131).wrapping_add(kind as u64));
    let dice = &mut dice;
    let text = payload(dice, 0);
    let level = *[EcLevel::L, EcLevel::M, EcLevel::M, EcLevel::Q]
        .get(dice.whole(0, 3) as usize)
        .unwrap();
    let code = modules(&text, level);
    let any = screen(dice);
    let (w, h) = size.unwrap_or(any);
    let picture = match kind {
        Kind::Plain => {
            let mut page = page(dice, w, h, false);
            let drawn = sharp(&code, dice.whole(2, 6) as f32, 4.0, dice.grey(0, 30), 255);
            lay(dice, &mut page, &drawn);
            page
        }
        Kind::Dark => {
            let mut page = page(dice, w, h, true);
            let paper = dice.grey(0, 50);
            let drawn = sharp(
                &code,
                dice.whole(2, 6) as f32,
                dice.between(1.0, 4.0),
                dice.grey(190, 255),
                paper,
            );
            lay(dice, &mut page, &drawn);
            page
        }
        Kind::Fractional => {
            let scale = if dice.chance(0.5) { 1.25 } else { 1.5 };
            let module = dice.whole(2, 4) as f32;
            let (dark, desktop) = (dice.chance(0.3), dice.chance(0.5));
            let (ink, paper) = if dice.chance(0.3) {
                (230, 25)
            } else {
                (0, 255)
            };
            if desktop {
                let mut page = page(
                    dice,
                    (w as f32 / scale) as u32,
                    (h as f32 / scale) as u32,
                    dark,
                );
                lay(dice, &mut page, &sharp(&code, module, 4.0, ink, paper));
                let filter = if dice.chance(0.5) {
                    FilterType::Triangle
                } else {
                    FilterType::Nearest
                };
                imageops::resize(&page, w, h, filter)
            } else {
                let mut page = page(dice, w, h, dark);
                lay(
                    dice,
                    &mut page,
                    &sharp(&code, module * scale, 4.0, ink, paper),
                );
                page
            }
        }
        Kind::Styled => {
            let code = modules(&text, EcLevel::H);
            let (dark, logo) = (dice.chance(0.4), dice.chance(0.6));
            let mut page = page(dice, w, h, dark);
            let (ink, paper) = if dark {
                (dice.grey(200, 255), dice.grey(0, 40))
            } else {
                (dice.grey(0, 90), dice.grey(235, 255))
            };
            let drawn_module = dice.between(3.0, 8.0);
            let drawn = dotted(dice, &code, drawn_module, ink, paper, logo);
            lay(dice, &mut page, &drawn);
            page
        }
        Kind::Tight => {
            let dark = dice.chance(0.6);
            let mut page = page(dice, w, h, dark);
            let drawn = sharp(
                &code,
                dice.whole(2, 6) as f32,
                dice.whole(0, 1) as f32,
                dice.grey(0, 20),
                dice.grey(230, 255),
            );
            lay(dice, &mut page, &drawn);
            page
        }
        Kind::Two => {
            let second = payload(dice, 0);
            let dark = dice.chance(0.4);
            let mut page = page(dice, w.max(1920), h.max(1080), dark);
            let one = sharp(&code, dice.whole(2, 5) as f32, 4.0, 0, 255);
            let (ink, paper) = if dice.chance(0.5) {
                (240, 20)
            } else {
                (0, 255)
            };
            let other = sharp(
                &modules(&second, EcLevel::M),
                dice.between(2.0, 5.0),
                dice.between(1.0, 4.0),
                ink,
                paper,
            );
            let x = dice.whole(20, 300);
            imageops::overlay(
                &mut page,
                &one,
                i64::from(x),
                i64::from(dice.whole(20, 300)),
            );
            imageops::overlay(
                &mut page,
                &other,
                i64::from(x + one.width() + dice.whole(10, 400)),
                i64::from(dice.whole(20, 300)),
            );
            return (page, vec![text, second]);
        }
        Kind::Dense => {
            let version = dice.whole(20, 32) as i16;
            let long = payload(dice, 600);
            let dark = dice.chance(0.2);
            let mut page = page(dice, w.max(1920), h.max(1080), dark);
            let drawn = sharp(
                &modules_of_version(&long, version),
                dice.whole(2, 4) as f32,
                4.0,
                0,
                255,
            );
            lay(dice, &mut page, &drawn);
            if dice.chance(0.4) {
                page = through_jpeg(&page, dice.grey(50, 85));
            }
            return (page, vec![long]);
        }
        Kind::Terminal => {
            // Cells of `cell × 2·cell`, now and then not quite square, with a line between the rows.
            let mut page = page(dice, w, h, true);
            let cell_w = dice.whole(6, 11);
            let half = (cell_w as f32 * dice.between(0.92, 1.15)).round() as u32;
            let gap = dice.whole(0, 1) * dice.whole(0, 1);
            let (ink, paper) = if dice.chance(0.5) {
                (dice.grey(0, 30), dice.grey(190, 255))
            } else {
                (dice.grey(190, 255), dice.grey(0, 30))
            };
            let quiet = dice.whole(1, 4);
            let n = code.0 as u32;
            let (cw, ch) = (
                (n + 2 * quiet) * cell_w,
                (n + 2 * quiet).div_ceil(2) * (2 * half + gap),
            );
            let mut drawn = GrayImage::from_pixel(cw, ch, Luma([paper]));
            for my in 0..n {
                for mx in 0..n {
                    if code.1[(my * n + mx) as usize] {
                        let row = my + quiet;
                        rectangle(
                            &mut drawn,
                            (mx + quiet) * cell_w,
                            row / 2 * (2 * half + gap) + row % 2 * half,
                            cell_w,
                            half,
                            ink,
                        );
                    }
                }
            }
            if gap > 0 {
                let rows = ch / (2 * half + gap);
                for r in 1..=rows {
                    rectangle(&mut drawn, 0, r * (2 * half + gap) - gap, cw, gap, 15);
                }
            }
            lay(dice, &mut page, &drawn);
            page
        }
        Kind::Jpeg => {
            let dark = dice.chance(0.3);
            let mut page = page(dice, w, h, dark);
            let drawn = sharp(&code, dice.between(2.0, 4.0), 4.0, 0, 255);
            lay(dice, &mut page, &drawn);
            through_jpeg(&page, dice.grey(18, 45))
        }
        Kind::Pale => {
            let dark = dice.chance(0.4);
            let mut page = page(dice, w, h, dark);
            let ink = dice.grey(60, 170);
            let paper = ink.saturating_add(dice.grey(28, 70));
            let (ink, paper) = if dice.chance(0.3) {
                (paper, ink)
            } else {
                (ink, paper)
            };
            let drawn = sharp(
                &code,
                dice.whole(2, 6) as f32,
                dice.between(1.0, 4.0),
                ink,
                paper,
            );
            lay(dice, &mut page, &drawn);
            noisy(dice, &mut page, 3.0);
            page
        }
        Kind::Photo => {
            let dark = dice.chance(0.5);
            let mut page = page(dice, 1200, 900, dark);
            let module = dice.whole(5, 9);
            let (ink, paper) = if dark && dice.chance(0.5) {
                (235, 20)
            } else {
                (10, 245)
            };
            let drawn = sharp(&code, module as f32, 4.0, ink, paper);
            let (x, y) = (
                dice.whole(100, 1100u32.saturating_sub(drawn.width()).max(101)),
                dice.whole(50, 850u32.saturating_sub(drawn.height()).max(51)),
            );
            imageops::overlay(&mut page, &drawn, i64::from(x), i64::from(y));
            let tilt = dice.between(0.02, 0.16);
            let mut corner = |cx: f32, cy: f32| {
                [
                    cx + dice.between(-tilt, tilt),
                    cy + dice.between(-tilt, tilt),
                ]
            };
            let quad = [
                corner(0.0, 0.0),
                corner(1.0, 0.0),
                corner(1.0, 1.0),
                corner(0.0, 1.0),
            ];
            let (pw, ph) = if dice.chance(0.3) {
                (640, 480)
            } else {
                (1280, 960)
            };
            let mut photo = seen_through(&page, quad, pw, ph);
            let (a, fx, fy) = (
                dice.between(0.0, 0.2),
                dice.between(0.05, 0.45),
                dice.between(0.05, 0.45),
            );
            let (bx, by) = (dice.between(-0.06, 0.06), dice.between(-0.06, 0.06));
            for (x, y, p) in photo.enumerate_pixels_mut() {
                let (x, y) = (x as f32, y as f32);
                let wave = 1.0
                    + a * (std::f32::consts::TAU * (x * fx + y * by)).sin() * 0.5
                    + a * (std::f32::consts::TAU * (y * fy + x * bx)).sin() * 0.5;
                p.0[0] = (f32::from(p.0[0]) * wave * 0.9 + 12.0).clamp(0.0, 255.0) as u8;
            }
            let mut photo = blurred(&photo, dice.between(0.3, 1.4));
            uneven(dice, &mut photo, 0.6, 0.0);
            noisy(dice, &mut photo, 8.0);
            through_jpeg(&photo, dice.grey(55, 90))
        }
        Kind::Light => {
            let mut page = page(dice, 1280, 960, false);
            let drawn = sharp(&code, dice.whole(4, 9) as f32, 4.0, 20, 240);
            let (x, y) = (
                dice.whole(50, 1200u32.saturating_sub(drawn.width()).max(51)),
                dice.whole(50, 900u32.saturating_sub(drawn.height()).max(51)),
            );
            imageops::overlay(&mut page, &drawn, i64::from(x), i64::from(y));
            let darkest = dice.between(0.12, 0.6);
            let glare = dice.between(0.0, 160.0);
            uneven(dice, &mut page, darkest, glare);
            let turn = dice.between(-0.2, 0.2);
            let quad = [
                [0.0 + turn, 0.0],
                [1.0, 0.0 + turn],
                [1.0 - turn, 1.0],
                [0.0, 1.0 - turn],
            ];
            let page = seen_through(&page, quad, 1280, 960);
            let mut page = blurred(&page, dice.between(0.3, 1.2));
            noisy(dice, &mut page, 6.0);
            page
        }
    };
    (picture, vec![text])
}
