//! Each library alone, with its best options, and simple chains.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::{Command, Stdio};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use picture::Picture;
use rxing::DecodeHints;
use rxing::helpers::detect_in_luma_filtered_with_hints;
use zxingcpp::{BarcodeFormat, ImageFormat, ImageView, TextMode};

pub(crate) struct Reader {
    pub(crate) name: &'static str,
    pub(crate) is_here: fn() -> bool,
    pub(crate) read: fn(&Picture) -> Vec<String>,
}

pub(crate) const READERS: &[Reader] = &[
    linked("zxing-cpp", zxing),
    linked("rxing", |picture| safely(|| rxing(picture))),
    linked("rqrr", |picture| safely(|| rqrr(picture))),
    linked("rqrr+inverted", |picture| {
        let mut texts = safely(|| rqrr(picture));
        texts.extend(safely(|| rqrr(&picture.map(|grey| 255 - grey))));
        texts
    }),
    linked("quircs", |picture| safely(|| quircs(picture))),
    linked("chain A", chain_a),
    linked("chain C", |picture| {
        first(&[&|| chain_a(picture), &|| {
            safely(|| rxing(&doubled(picture, FilterType::CatmullRom)))
        }])
    }),
    Reader {
        name: "zbarimg",
        is_here: || Command::new("zbarimg").arg("--version").output().is_ok(),
        read: |picture| zbarimg(picture).unwrap_or_default(),
    },
];

const fn linked(name: &'static str, read: fn(&Picture) -> Vec<String>) -> Reader {
    Reader {
        name,
        is_here: || true,
        read,
    }
}

/// A panic reads nothing.
fn safely(read: impl FnOnce() -> Vec<String>) -> Vec<String> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_default()
}

fn first(looks: &[&dyn Fn() -> Vec<String>]) -> Vec<String> {
    let seen = looks.iter().map(|look| look());
    seen.into_iter()
        .find(|texts| !texts.is_empty())
        .unwrap_or_default()
}

fn chain_a(picture: &Picture) -> Vec<String> {
    first(&[
        &|| zxing(picture),
        &|| zxing(&picture.map(|grey| grey.saturating_mul(8))),
        &|| zxing(&doubled(picture, FilterType::Bilinear)),
    ])
}

fn doubled(picture: &Picture, filter: FilterType) -> Picture {
    let (width, height) = (picture.width(), picture.height());
    let from = ImageRef::new(width, height, picture.grey(), PixelType::U8).unwrap();
    let mut to = Image::new(width * 2, height * 2, PixelType::U8);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
    Resizer::new().resize(&from, &mut to, &options).unwrap();
    Picture::enlarged(width * 2, height * 2, to.into_vec())
}

fn zxing(picture: &Picture) -> Vec<String> {
    let reader = zxingcpp::read()
        .formats(BarcodeFormat::QRCode)
        .text_mode(TextMode::Plain);
    let (width, height) = (picture.width(), picture.height());
    let view = ImageView::from_slice(picture.grey(), width, height, ImageFormat::Lum).unwrap();
    let codes = reader.from(&view).unwrap_or_default();
    (codes.iter().filter(|code| code.is_valid()))
        .map(|code| match String::from_utf8(code.bytes()) {
            Ok(text) if !code.has_eci() => text,
            Ok(_) | Err(_) => code.text(),
        })
        .collect()
}

fn rxing(picture: &Picture) -> Vec<String> {
    let mut hints = DecodeHints {
        TryHarder: Some(true),
        AlsoInverted: Some(true),
        ..DecodeHints::default()
    };
    let read = detect_in_luma_filtered_with_hints(
        picture.grey().to_vec(),
        picture.width(),
        picture.height(),
        Some(rxing::BarcodeFormat::QR_CODE),
        &mut hints,
    );
    read.iter().map(|code| code.getText().to_owned()).collect()
}

fn rqrr(picture: &Picture) -> Vec<String> {
    let side = |side: u32| usize::try_from(side).unwrap();
    let (width, height) = (side(picture.width()), side(picture.height()));
    let at = |x, y| picture.grey()[y * width + x];
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, at);
    (prepared.detect_grids().iter())
        .filter_map(|grid| {
            let mut bytes = Vec::new();
            grid.decode_to(&mut bytes).ok()?;
            String::from_utf8(bytes).ok()
        })
        .collect()
}

fn quircs(picture: &Picture) -> Vec<String> {
    let side = |side: u32| usize::try_from(side).unwrap();
    let mut reader = quircs::Quirc::default();
    let codes = reader.identify(
        side(picture.width()),
        side(picture.height()),
        picture.grey(),
    );
    codes
        .filter_map(|code| String::from_utf8(code.ok()?.decode().ok()?.payload).ok())
        .collect()
}

/// The program, with its start and the way of the picture through a pipe.
fn zbarimg(picture: &Picture) -> Option<Vec<String>> {
    let mut program = Command::new("zbarimg")
        .args([
            "--quiet",
            "--raw",
            "-Sdisable",
            "-Sqrcode.enable",
            "-Stest-inverted",
            "PGM:-",
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut pipe = program.stdin.take()?;
    let _ = writeln!(pipe, "P5 {} {} 255", picture.width(), picture.height());
    let _ = pipe.write_all(picture.grey());
    drop(pipe);
    let output = program.wait_with_output().ok()?;
    // Codes are parted by line ends, which a text may have too: compared with its white space folded.
    let text = String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned();
    let mut texts: Vec<String> = text.lines().map(str::to_owned).collect();
    texts.push(text);
    texts.retain(|text| !text.is_empty());
    Some(texts)
}
