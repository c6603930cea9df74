//! QR codes as portals and other apps draw them: for pages (SVG) and for files (PNG).

use std::{fmt::Write, io::Cursor, path::Path};

use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use qrcode::{Color, EcLevel, QrCode};

/// Light on dark, as a portal shows it in dark mode: page, code.
const DARK_GROUND: &str = "#202124";
const LIGHT_INK: &str = "#e8eaed";

/// A plain code, dark on white, `module` CSS pixels a module, with a border of four.
pub fn plain(payload: &str, module: u32) -> String {
    let code = QrCode::new(payload).expect("it fits a QR code");
    let mut inside = String::new();
    for (x, y) in dark(&code) {
        let _ = write!(inside, "<rect x='{x}' y='{y}' width='1.02' height='1.02'/>");
    }
    svg(side(&code), 4, module, "#fff", &inside)
}

/// A styled code in dark mode: round dots, round corners of the finders, a logo in the middle, and
/// hardly any border.
pub fn styled_in_the_dark(payload: &str, module: u32) -> String {
    let code = QrCode::with_error_correction_level(payload, EcLevel::H).expect("it fits");
    let side = side(&code);
    let middle = f64::from(side) / 2.0;
    let logo = f64::from(side) * 0.11;
    let mut inside = String::new();
    for (x, y) in dark(&code) {
        let (cx, cy) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
        let under_logo = (cx - middle).hypot(cy - middle) < logo + 0.7;
        let at_end = |n: u32| n >= side - 7;
        let in_finder = (x < 7 && (y < 7 || at_end(y))) || (at_end(x) && y < 7);
        if !under_logo && !in_finder {
            let _ = write!(
                inside,
                "<circle cx='{cx}' cy='{cy}' r='0.46' fill='{LIGHT_INK}'/>"
            );
        }
    }
    for (x, y) in [(0, 0), (side - 7, 0), (0, side - 7)] {
        let (ring, eye) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
        let _ = write!(
            inside,
            "<rect x='{ring}' y='{eye}' width='6' height='6' rx='1.6' fill='none' stroke='{LIGHT_INK}'/>\
             <rect x='{}' y='{}' width='3' height='3' rx='0.9' fill='{LIGHT_INK}'/>",
            x + 2,
            y + 2
        );
    }
    let _ = write!(
        inside,
        "<circle cx='{middle}' cy='{middle}' r='{logo}' fill='#8ab0ff'/>\
         <text x='{middle}' y='{middle}' font-size='{}' font-family='sans-serif' font-weight='700' \
         text-anchor='middle' dominant-baseline='central' fill='{DARK_GROUND}'>Г</text>",
        logo * 1.3
    );
    svg(side, 2, module, DARK_GROUND, &inside)
}

/// A page around what a portal shows.
pub fn page(is_dark: bool, body: &str) -> String {
    let (ground, ink) = if is_dark {
        (DARK_GROUND, LIGHT_INK)
    } else {
        ("#ffffff", "#1d1d1f")
    };
    format!(
        "<!doctype html><html lang=ru translate=no><meta charset=utf-8>\
         <meta name=google content=notranslate><title>Портал</title>\
         <body style='margin:0;padding:32px 48px;font:17px sans-serif;color:{ink};background:{ground}'>\
         <h1 style='font-size:26px'>Вход с подтверждением</h1>{body}\
         <p style='width:64px;height:24px;background:#13579b'></p></body></html>"
    )
}

/// Whether a picture of the screen shows the mark that ends every [`page`]: all above it is painted.
pub fn is_painted(picture: &Path) -> bool {
    let Ok(picture) = image::open(picture) else {
        return false;
    };
    let marked = picture.to_rgb8();
    let marked = marked.pixels().filter(|p| p.0 == [0x13, 0x57, 0x9b]);
    marked.count() > 500
}

/// A file with one code, eight pixels a module, with a white border.
pub fn png(payload: &str) -> Vec<u8> {
    const MODULE: u32 = 8;
    const BORDER: u32 = 4;
    let code = QrCode::new(payload).expect("it fits a QR code");
    let whole = (side(&code) + 2 * BORDER) * MODULE;
    let mut picture = GrayImage::from_pixel(whole, whole, Luma([255]));
    for (x, y) in dark(&code) {
        let (left, top) = ((x + BORDER) * MODULE, (y + BORDER) * MODULE);
        for place in 0..MODULE * MODULE {
            picture.put_pixel(left + place % MODULE, top + place / MODULE, Luma([0]));
        }
    }
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageLuma8(picture)
        .write_to(&mut file, ImageFormat::Png)
        .expect("PNG");
    file.into_inner()
}

fn side(code: &QrCode) -> u32 {
    code.width().try_into().expect("at most 177 modules")
}

/// Places of the dark modules.
fn dark(code: &QrCode) -> Vec<(u32, u32)> {
    let side = side(code);
    let colors = (0_u32..).zip(code.to_colors());
    colors
        .filter(|(_, color)| *color == Color::Dark)
        .map(|(index, _)| (index % side, index / side))
        .collect()
}

fn svg(side: u32, border: u32, module: u32, ground: &str, inside: &str) -> String {
    let whole = side + 2 * border;
    let size = whole * module;
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{size}' height='{size}' \
         viewBox='-{border} -{border} {whole} {whole}' style='background:{ground}'>{inside}</svg>"
    )
}
