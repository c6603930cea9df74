//! What must be refused, by the right name, without a panic.

use std::time::{Duration, Instant};

use image::{GrayImage, ImageFormat, RgbaImage};
use picture::{Effort, Picture};
use proptest::prelude::*;
use propusk_decode::{decode, decode_pixels};

use crate::drawing::{PLAIN, PORTAL, WHITE, code, file, page, png};

fn refusal(bytes: &[u8]) -> (&'static str, Option<String>) {
    match decode(bytes, &|_| true, Effort::Thorough) {
        Ok(found) => panic!("read {} codes out of it", found.len()),
        Err(error) => (error.code(), error.detail()),
    }
}

#[test]
fn names_what_is_wrong_with_the_bytes() {
    let whole = png(&code(PORTAL, PLAIN));
    let no_code = page(640, 480, WHITE, &[]);
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("empty file", Vec::new(), "not_a_picture"),
        (
            "text",
            b"otpauth://totp/a?secret=JBSWY3DP".to_vec(),
            "not_a_picture",
        ),
        (
            "PDF",
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(),
            "unreadable_picture",
        ),
        ("signature only", whole[..8].to_vec(), "unreadable_picture"),
        (
            "cut in the header",
            whole[..20].to_vec(),
            "unreadable_picture",
        ),
        (
            "cut in the middle",
            whole[..whole.len() / 2].to_vec(),
            "unreadable_picture",
        ),
        ("no code", png(&no_code), "no_qr"),
        (
            "one pixel",
            png(&RgbaImage::from_pixel(1, 1, WHITE)),
            "no_qr",
        ),
    ];
    for (name, bytes, code) in cases {
        assert_eq!(refusal(&bytes), (code, None), "{name}");
    }
    let tiff = refusal(b"II*\0\x08\0\0\0\0\0\0\0");
    assert_eq!(tiff, ("picture_format", Some("TIFF".to_owned())));
}

#[test]
fn half_of_a_file_of_any_format_is_damaged() {
    for format in [
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Bmp,
        ImageFormat::Gif,
    ] {
        let whole = file(&code(PORTAL, PLAIN), format);
        assert_eq!(
            refusal(&whole[..whole.len() / 2]).0,
            "unreadable_picture",
            "{format:?}"
        );
    }
    // A cut JPEG still shows its upper part; whatever that gives, it is no code.
    let whole = file(&code(PORTAL, PLAIN), ImageFormat::Jpeg);
    let (code, _) = refusal(&whole[..whole.len() / 2]);
    assert!(
        ["unreadable_picture", "no_qr", "qr_cut_off"].contains(&code),
        "{code}"
    );
}

#[test]
fn refuses_sixty_megapixels_by_the_header() {
    let mut real = std::io::Cursor::new(Vec::new());
    GrayImage::new(10_000, 6_000)
        .write_to(&mut real, ImageFormat::Png)
        .unwrap();
    let real = real.into_inner();
    assert!(
        real.len() < 1_000_000,
        "a small file that claims, and has, sixty megapixels"
    );

    let small = code(PORTAL, PLAIN);
    let mut jpeg = file(&small, ImageFormat::Jpeg);
    let sof = jpeg.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    jpeg[sof + 5..sof + 9].copy_from_slice(&[0x17, 0x70, 0x27, 0x10]);
    let mut webp = file(&small, ImageFormat::WebP);
    let vp8l = webp.windows(4).position(|w| w == b"VP8L").unwrap() + 9;
    let sides: u32 = 9_999 | (5_999 << 14);
    webp[vp8l..vp8l + 4].copy_from_slice(&sides.to_le_bytes());
    let mut bmp = file(&small, ImageFormat::Bmp);
    bmp[18..22].copy_from_slice(&10_000_u32.to_le_bytes());
    bmp[22..26].copy_from_slice(&6_000_u32.to_le_bytes());
    let mut gif = file(&small, ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0x10, 0x27, 0x70, 0x17]);

    for (name, bytes) in [
        ("PNG", real),
        ("JPEG", jpeg),
        ("WebP", webp),
        ("BMP", bmp),
        ("GIF", gif),
    ] {
        let start = Instant::now();
        let expected = ("picture_too_large", Some("10000×6000".to_owned()));
        assert_eq!(refusal(&bytes), expected, "{name}");
        assert!(
            start.elapsed() < Duration::from_millis(500),
            "{name}: nothing was decoded"
        );
    }
}

#[test]
fn reads_a_thin_picture_and_refuses_one_longer_than_the_reader_can_count() {
    assert_eq!(
        refusal(&png(&RgbaImage::from_pixel(20_000, 1, WHITE))).0,
        "no_qr"
    );
    let mut bytes = std::io::Cursor::new(Vec::new());
    GrayImage::new(70_000, 1)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    assert_eq!(refusal(bytes.get_ref()).0, "picture_too_large");
}

#[test]
fn no_error_text_holds_a_payload() {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend_from_slice(b"CANARY otpauth://totp/CANARY?secret=CANARY");
    let error = decode(&bytes, &|_| true, Effort::Thorough).unwrap_err();
    assert!(!format!("{error} {error:?} {:?}", error.detail()).contains("CANARY"));
}

/// The start of a file of each format, or none.
fn signature() -> impl Strategy<Value = Vec<u8>> {
    let small = code("a", PLAIN);
    let mut starts = vec![Vec::new()];
    for format in [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::WebP,
        ImageFormat::Bmp,
        ImageFormat::Gif,
    ] {
        let whole = file(&small, format);
        starts.push(whole[..12].to_vec());
        starts.push(whole[..whole.len().min(40)].to_vec());
        starts.push(whole);
    }
    proptest::sample::select(starts)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(
        mut bytes in signature(),
        tail in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        bytes.extend_from_slice(&tail);
        let _ = decode(&bytes, &|_| false, Effort::Thorough);
    }

    #[test]
    fn damaged_pictures_never_panic(
        whole in signature(),
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
        end in any::<proptest::sample::Index>(),
    ) {
        let mut bytes = whole;
        for (at, value) in damage {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
        }
        let end = end.index(bytes.len() + 1);
        let _ = decode(&bytes, &|_| false, Effort::Thorough);
        let _ = decode(&bytes[..end], &|_| false, Effort::Quick);
    }

    #[test]
    fn arbitrary_pixels_never_panic(
        width in 1_u32..90,
        pixels in proptest::collection::vec(any::<u8>(), 1..6000),
    ) {
        let height = u32::try_from(pixels.len()).unwrap() / width;
        let used = usize::try_from(width * height).unwrap();
        if let Ok(picture) = Picture::from_grey(width, height, pixels[..used].to_vec()) {
            let _ = decode_pixels(&picture, &|_| false, Effort::Thorough);
        }
    }
}
