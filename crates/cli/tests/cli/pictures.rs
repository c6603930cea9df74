//! Pictures for the program to read, drawn here.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma, imageops};
use qrcode::QrCode;

/// A QR code as PNG, 8 pixels a module, with a white border.
pub(crate) fn qr(payload: &str) -> Vec<u8> {
    png(&drawn(payload))
}

/// Several QR codes in one picture, side by side.
pub(crate) fn side_by_side(payloads: &[&str]) -> Vec<u8> {
    let all: Vec<_> = payloads.iter().map(|payload| drawn(payload)).collect();
    let width = all.iter().map(GrayImage::width).sum();
    let height = all.iter().map(GrayImage::height).max().unwrap_or(0);
    let mut canvas = blank(width, height);
    let mut left = 0;
    for one in &all {
        imageops::replace(&mut canvas, one, i64::from(left), 0);
        left += one.width();
    }
    png(&canvas)
}

/// A PDF with one QR code a page, drawn as squares of 4 points.
pub(crate) fn pdf(payloads: &[&str]) -> Vec<u8> {
    const MODULE: usize = 4;
    const LEFT: usize = 100;
    const TOP: usize = 700;
    let pages: Vec<_> = (0..payloads.len()).map(|page| 3 + 2 * page).collect();
    let kids: Vec<_> = pages.iter().map(|page| format!("{page} 0 R")).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            kids.join(" ")
        ),
    ];
    for (payload, page) in payloads.iter().zip(pages) {
        let code = QrCode::new(payload).expect("it fits a QR code");
        let (side, mut drawing) = (code.width(), "0 g\n".to_owned());
        for (index, color) in code.to_colors().into_iter().enumerate() {
            if color == qrcode::Color::Dark {
                let (x, y) = (LEFT + index % side * MODULE, TOP - index / side * MODULE);
                drawing.push_str(&format!("{x} {y} {MODULE} {MODULE} re f\n"));
            }
        }
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents {} 0 R >>",
            page + 1
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{drawing}endstream",
            drawing.len()
        ));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (count, start) = (objects.len() + 1, file.len());
    file.push_str(&format!(
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

/// Nothing but white.
pub(crate) fn white(width: u32, height: u32) -> Vec<u8> {
    png(&blank(width, height))
}

fn blank(width: u32, height: u32) -> GrayImage {
    GrayImage::from_pixel(width, height, Luma([255]))
}

fn drawn(payload: &str) -> GrayImage {
    const MODULE: u32 = 8;
    const BORDER: u32 = 5;
    let code = QrCode::new(payload).expect("it fits a QR code");
    let side = u32::try_from(code.width()).expect("small");
    let colors = code.to_colors();
    let mut picture = blank((side + 2 * BORDER) * MODULE, (side + 2 * BORDER) * MODULE);
    for (index, color) in (0_u32..).zip(colors) {
        if color == qrcode::Color::Dark {
            let (left, top) = (
                (index % side + BORDER) * MODULE,
                (index / side + BORDER) * MODULE,
            );
            for (x, y) in (0..MODULE * MODULE).map(|i| (left + i % MODULE, top + i / MODULE)) {
                picture.put_pixel(x, y, Luma([0]));
            }
        }
    }
    picture
}

fn png(picture: &GrayImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageLuma8(picture.clone());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("memory takes it");
    bytes.into_inner()
}
