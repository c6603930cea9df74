//! What the pictures are made of: chance, codes in several hands, pages, light and lenses.

use image::imageops;
use image::{GrayImage, Luma};
use qrcode::{Color, EcLevel, QrCode, Version};

/// Modules of a code, row by row: how many in a row, and whether each is dark.
pub(super) type Modules = (usize, Vec<bool>);

/// A repeatable source of numbers (SplitMix64).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed)
    }
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// 0 to 1.
    pub(super) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }
    /// `low` to `high`, both included.
    pub(super) fn whole(&mut self, low: u32, high: u32) -> u32 {
        low + (self.next() % u64::from(high - low + 1)) as u32
    }
    pub(super) fn chance(&mut self, share: f32) -> bool {
        self.unit() < share
    }
    pub(super) fn grey(&mut self, low: u32, high: u32) -> u8 {
        self.whole(low, high) as u8
    }
}

pub(super) fn payload(dice: &mut Dice, bytes: usize) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut word = |n: usize| -> String {
        (0..n)
            .map(|_| char::from(LETTERS[dice.whole(0, 31) as usize]))
            .collect()
    };
    let mut text = format!(
        "otpauth://totp/{}:{}?secret={}&issuer={}",
        word(6),
        word(8),
        word(32),
        word(6)
    );
    if bytes > text.len() {
        text.push_str("&image=");
        let more = bytes - text.len();
        text.push_str(&word(more));
    }
    text
}

pub(super) fn modules(text: &str, level: EcLevel) -> Modules {
    let code = QrCode::with_error_correction_level(text.as_bytes(), level).unwrap();
    (
        code.width(),
        code.to_colors().iter().map(|&c| c == Color::Dark).collect(),
    )
}

pub(super) fn modules_of_version(text: &str, version: i16) -> Modules {
    let code = QrCode::with_version(text.as_bytes(), Version::Normal(version), EcLevel::L).unwrap();
    (
        code.width(),
        code.to_colors().iter().map(|&c| c == Color::Dark).collect(),
    )
}

/// A code with sharp modules of any, also a broken, number of pixels (edges on whole pixels).
pub(super) fn sharp(code: &Modules, module: f32, quiet: f32, ink: u8, paper: u8) -> GrayImage {
    let side = ((code.0 as f32 + 2.0 * quiet) * module).round() as u32;
    GrayImage::from_fn(side, side, |x, y| {
        let at = |v: u32| ((v as f32 + 0.5) / module - quiet).floor();
        let (mx, my) = (at(x), at(y));
        let n = code.0 as f32;
        let dark = mx >= 0.0
            && my >= 0.0
            && mx < n
            && my < n
            && code.1[my as usize * code.0 + mx as usize];
        Luma([if dark { ink } else { paper }])
    })
}

/// A code of dots, drawn eight times as large and scaled down.
pub(super) fn dotted(
    dice: &mut Dice,
    code: &Modules,
    module: f32,
    ink: u8,
    paper: u8,
    logo: bool,
) -> GrayImage {
    let n = code.0 as i32;
    let radius = dice.between(0.36, 0.5);
    let round_eyes = dice.chance(0.5);
    let logo_radius = if logo {
        n as f32 * dice.between(0.09, 0.13)
    } else {
        0.0
    };
    let is_low = |n: i32| n < 7;
    let is_high = |at: i32| at >= n - 7;
    let eye =
        |x: i32, y: i32| (is_low(x) && (is_low(y) || is_high(y))) || (is_high(x) && is_low(y));
    let quiet = 3.0;
    let side = ((code.0 as f32 + 2.0 * quiet) * module).round() as u32;
    let sub = 4;
    let (logo_ink, logo_ring) = (dice.grey(0, 200), dice.chance(0.5));
    GrayImage::from_fn(side, side, |px, py| {
        let mut sum = 0u32;
        for sy in 0..sub {
            for sx in 0..sub {
                let at =
                    |v: u32, s: u32| (v as f32 + (s as f32 + 0.5) / sub as f32) / module - quiet;
                let (x, y) = (at(px, sx), at(py, sy));
                let (mx, my) = (x.floor() as i32, y.floor() as i32);
                let middle = n as f32 / 2.0;
                let away = ((x - middle).powi(2) + (y - middle).powi(2)).sqrt();
                let grey = if away < logo_radius {
                    if logo_ring && away > logo_radius * 0.8 {
                        paper
                    } else {
                        logo_ink
                    }
                } else if mx < 0 || my < 0 || mx >= n || my >= n {
                    paper
                } else if eye(mx, my) {
                    let (cx, cy) = (
                        if mx < 7 { 3.5 } else { n as f32 - 3.5 },
                        if my < 7 { 3.5 } else { n as f32 - 3.5 },
                    );
                    let (dx, dy) = ((x - cx).abs(), (y - cy).abs());
                    let reach = if round_eyes {
                        // Rounded squares.
                        let p = 3.0;
                        (dx.powf(p) + dy.powf(p)).powf(1.0 / p)
                    } else {
                        dx.max(dy)
                    };
                    if reach < 1.5 || (2.5..3.5).contains(&reach) {
                        ink
                    } else {
                        paper
                    }
                } else if code.1[my as usize * code.0 + mx as usize]
                    && ((x - mx as f32 - 0.5).powi(2) + (y - my as f32 - 0.5).powi(2)).sqrt()
                        < radius
                {
                    ink
                } else {
                    paper
                };
                sum += u32::from(grey);
            }
        }
        Luma([(sum / (sub * sub)) as u8])
    })
}

pub(super) fn rectangle(page: &mut GrayImage, x: u32, y: u32, w: u32, h: u32, grey: u8) {
    for yy in y..(y + h).min(page.height()) {
        for xx in x..(x + w).min(page.width()) {
            page.put_pixel(xx, yy, Luma([grey]));
        }
    }
}

/// Lines of something like text, panels, and perhaps a wallpaper.
pub(super) fn page(dice: &mut Dice, width: u32, height: u32, dark: bool) -> GrayImage {
    let paper = if dark {
        dice.grey(0, 45)
    } else {
        dice.grey(215, 255)
    };
    let mut page = GrayImage::from_pixel(width, height, Luma([paper]));
    if dice.chance(0.3) {
        let (fx, fy, a) = (
            dice.between(0.001, 0.02),
            dice.between(0.001, 0.02),
            dice.between(5.0, 60.0),
        );
        for (x, y, p) in page.enumerate_pixels_mut() {
            let v = f32::from(p.0[0]) + a * ((x as f32 * fx).sin() * (y as f32 * fy).cos())
                - if dark { -a } else { a };
            p.0[0] = v.clamp(0.0, 255.0) as u8;
        }
    }
    for _ in 0..dice.whole(1, 6) {
        let (w, h) = (dice.whole(80, width / 2), dice.whole(30, height / 2));
        let (x, y) = (dice.whole(0, width - w), dice.whole(0, height - h));
        let grey = if dark {
            dice.grey(0, 90)
        } else {
            dice.grey(170, 255)
        };
        rectangle(&mut page, x, y, w, h, grey);
    }
    let letter = dice.whole(6, 14);
    for _ in 0..dice.whole(2, 8) {
        let (left, top) = (dice.whole(0, width - 60), dice.whole(0, height - 40));
        let ink = if dark {
            dice.grey(140, 255)
        } else {
            dice.grey(0, 110)
        };
        for line in 0..dice.whole(1, 14) {
            let mut x = left;
            let end = (left + dice.whole(60, width / 2)).min(width);
            let y = top + line * letter * 2;
            if y + letter >= height {
                break;
            }
            while x + letter < end {
                if dice.chance(0.16) {
                    x += letter / 2;
                    continue;
                }
                let stroke = (letter / 6).max(1);
                for _ in 0..dice.whole(1, 3) {
                    let (dx, dy) = (dice.whole(0, letter / 2), dice.whole(0, letter - 2));
                    if dice.chance(0.5) {
                        rectangle(&mut page, x + dx, y, stroke, letter, ink);
                    } else {
                        rectangle(&mut page, x, y + dy, letter / 2 + 1, stroke, ink);
                    }
                }
                x += letter * 3 / 4;
            }
        }
    }
    page
}

pub(super) fn lay(dice: &mut Dice, page: &mut GrayImage, code: &GrayImage) {
    let x = dice.whole(0, page.width().saturating_sub(code.width()));
    let y = dice.whole(0, page.height().saturating_sub(code.height()));
    imageops::overlay(page, code, i64::from(x), i64::from(y));
}

pub(super) fn screen(dice: &mut Dice) -> (u32, u32) {
    *[(1366, 768), (1920, 1080), (1920, 1080), (2560, 1440)]
        .get(dice.whole(0, 3) as usize)
        .unwrap()
}

pub(super) fn blurred(picture: &GrayImage, sigma: f32) -> GrayImage {
    if sigma < 0.3 {
        picture.clone()
    } else {
        imageops::blur(picture, sigma)
    }
}

pub(super) fn noisy(dice: &mut Dice, picture: &mut GrayImage, amount: f32) {
    for p in picture.pixels_mut() {
        let n = dice.unit() + dice.unit() + dice.unit() - 1.5;
        p.0[0] = (f32::from(p.0[0]) + n * amount * 2.0).clamp(0.0, 255.0) as u8;
    }
}

pub(super) fn through_jpeg(picture: &GrayImage, quality: u8) -> GrayImage {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality)
        .encode_image(picture)
        .unwrap();
    image::load_from_memory(bytes.get_ref()).unwrap().to_luma8()
}

/// The projective map that takes the unit square to four points.
pub(super) fn square_to(q: [[f32; 2]; 4]) -> [f32; 8] {
    let [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = q;
    let (dx1, dx2, sx) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
    let (dy1, dy2, sy) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
    let d = dx1 * dy2 - dx2 * dy1;
    let g = (sx * dy2 - dx2 * sy) / d;
    let h = (dx1 * sy - sx * dy1) / d;
    [
        x1 - x0 + g * x1,
        x3 - x0 + h * x3,
        x0,
        y1 - y0 + g * y1,
        y3 - y0 + h * y3,
        y0,
        g,
        h,
    ]
}

/// A picture of `width × height` in which the unit square of each pixel is taken from `from` through
/// the quadrangle `of` (in shares of the source).
pub(super) fn seen_through(
    from: &GrayImage,
    of: [[f32; 2]; 4],
    width: u32,
    height: u32,
) -> GrayImage {
    let m = square_to(of);
    let (w, h) = (from.width() as f32, from.height() as f32);
    GrayImage::from_fn(width, height, |px, py| {
        let mut sum = 0.0;
        for s in 0..9u32 {
            let u = (px as f32 + (0.5 + (s % 3) as f32) / 3.0) / width as f32;
            let v = (py as f32 + (0.5 + (s / 3) as f32) / 3.0) / height as f32;
            let k = m[6] * u + m[7] * v + 1.0;
            let x = ((m[0] * u + m[1] * v + m[2]) / k * w).clamp(0.0, w - 1.0);
            let y = ((m[3] * u + m[4] * v + m[5]) / k * h).clamp(0.0, h - 1.0);
            sum += f32::from(from.get_pixel(x as u32, y as u32).0[0]);
        }
        Luma([(sum / 9.0) as u8])
    })
}

pub(super) fn uneven(dice: &mut Dice, picture: &mut GrayImage, darkest: f32, glare: f32) {
    let (w, h) = (picture.width() as f32, picture.height() as f32);
    let angle = dice.between(0.0, std::f32::consts::TAU);
    let (gx, gy, gr) = (
        dice.between(0.1, 0.9) * w,
        dice.between(0.1, 0.9) * h,
        dice.between(0.08, 0.25) * w,
    );
    for (x, y, p) in picture.enumerate_pixels_mut() {
        let along =
            ((x as f32 / w - 0.5) * angle.cos() + (y as f32 / h - 0.5) * angle.sin()) / 1.42 + 0.5;
        let light = darkest + (1.0 - darkest) * along;
        let away = ((x as f32 - gx).powi(2) + (y as f32 - gy).powi(2)) / (gr * gr);
        p.0[0] = (f32::from(p.0[0]) * light + glare * (-away).exp()).clamp(0.0, 255.0) as u8;
    }
}
