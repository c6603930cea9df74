//! Codes that must be read.

use image::{DynamicImage, ImageFormat, Rgba};
use picture::{Effort, Found, Picture};
use propusk_decode::{decode, decode_pixels};

use crate::drawing::{
    BLACK, CLEAR, Look, PLAIN, PORTAL, WHITE, code, code_of_version, file, page, png,
};

const FORMATS: [ImageFormat; 5] = [
    ImageFormat::Png,
    ImageFormat::Jpeg,
    ImageFormat::WebP,
    ImageFormat::Bmp,
    ImageFormat::Gif,
];

fn otpauth(text: &str) -> bool {
    text.starts_with("otpauth")
}

fn found(bytes: &[u8], effort: Effort) -> Vec<Found> {
    decode(bytes, &otpauth, effort).unwrap_or_default()
}

fn texts(bytes: &[u8]) -> Vec<String> {
    let mut texts: Vec<_> = found(bytes, Effort::Thorough)
        .iter()
        .map(|found| found.text.to_string())
        .collect();
    texts.sort();
    texts
}

#[test]
fn reads_all_five_formats() {
    for format in FORMATS {
        assert_eq!(
            texts(&file(&code(PORTAL, PLAIN), format)),
            [PORTAL],
            "{format:?}"
        );
    }
}

#[test]
fn reads_every_layout_of_pixels_that_png_has() {
    let drawn = DynamicImage::ImageRgba8(code(PORTAL, PLAIN));
    let layouts: [DynamicImage; 8] = [
        drawn.to_luma8().into(),
        drawn.to_luma_alpha8().into(),
        drawn.to_rgb8().into(),
        drawn.to_rgba8().into(),
        drawn.to_luma16().into(),
        drawn.to_luma_alpha16().into(),
        drawn.to_rgb16().into(),
        drawn.to_rgba16().into(),
    ];
    for layout in layouts {
        let mut bytes = std::io::Cursor::new(Vec::new());
        layout.write_to(&mut bytes, ImageFormat::Png).unwrap();
        assert_eq!(texts(bytes.get_ref()), [PORTAL], "{:?}", layout.color());
    }
}

#[test]
fn reads_a_dark_mode_code_in_every_format() {
    let look = Look {
        ink: WHITE,
        paper: Rgba([24, 24, 32, 255]),
        ..PLAIN
    };
    for format in FORMATS {
        assert_eq!(
            texts(&file(&code(PORTAL, look), format)),
            [PORTAL],
            "{format:?}"
        );
    }
}

#[test]
fn reads_a_transparent_picture_drawn_for_a_light_page_and_for_a_dark_one() {
    for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        for ink in [BLACK, WHITE] {
            let drawn = code(
                PORTAL,
                Look {
                    ink,
                    paper: CLEAR,
                    ..PLAIN
                },
            );
            assert_eq!(
                texts(&file(&drawn, format)),
                [PORTAL],
                "{format:?}, ink {ink:?}"
            );
        }
    }
}

#[test]
fn reads_a_code_without_quiet_zone_on_a_dark_page() {
    let bare = code(PORTAL, Look { quiet: 0, ..PLAIN });
    let dark = page(800, 600, Rgba([30, 30, 34, 255]), &[(300, 200, &bare)]);
    assert_eq!(texts(&png(&dark)), [PORTAL]);
}

#[test]
fn reads_coloured_and_weak_ink() {
    for (ink, paper) in [
        (Rgba([20, 40, 160, 255]), WHITE),
        (Rgba([200, 30, 30, 255]), WHITE),
        (Rgba([110, 110, 110, 255]), Rgba([190, 190, 190, 255])),
    ] {
        let drawn = code(
            PORTAL,
            Look {
                ink,
                paper,
                ..PLAIN
            },
        );
        assert_eq!(texts(&png(&drawn)), [PORTAL], "{ink:?} on {paper:?}");
    }
}

#[test]
fn reads_small_modules_and_every_turn() {
    let drawn = code(PORTAL, Look { module: 2, ..PLAIN });
    let turns = [
        drawn.clone(),
        image::imageops::rotate90(&drawn),
        image::imageops::rotate180(&drawn),
        image::imageops::rotate270(&drawn),
    ];
    for (turn, drawn) in turns.iter().enumerate() {
        let page = page(1280, 800, WHITE, &[(417, 233, drawn)]);
        assert_eq!(texts(&png(&page)), [PORTAL], "turned {turn} times");
    }
}

#[test]
fn reads_modules_of_little_more_than_a_pixel() {
    let drawn = code(PORTAL, Look { module: 4, ..PLAIN });
    let side = drawn.width() * 12 / 40;
    let small = image::imageops::resize(&drawn, side, side, image::imageops::FilterType::Lanczos3);
    let small = page(400, 300, WHITE, &[(150, 90, &small)]);
    assert!(
        found(&png(&small), Effort::Quick).is_empty(),
        "otherwise this test shows nothing"
    );
    assert_eq!(texts(&png(&small)), [PORTAL]);
    let code = &found(&png(&small), Effort::Thorough)[0];
    let inside = |[x, y]: [u32; 2]| (150..150 + side).contains(&x) && (90..90 + side).contains(&y);
    assert!(
        code.corners.into_iter().all(inside),
        "in pixels of the picture: {code:?}"
    );
}

#[test]
fn returns_all_codes_of_a_picture_with_their_places() {
    let shop = "https://apps.example/authenticator";
    let (left, right) = (code(shop, PLAIN), code(PORTAL, PLAIN));
    let both = page(1000, 500, WHITE, &[(40, 60, &left), (600, 100, &right)]);
    assert_eq!(texts(&png(&both)), [shop, PORTAL]);

    let found = found(&png(&both), Effort::Quick);
    let portal = found.iter().find(|found| *found.text == PORTAL).unwrap();
    // The quiet zone is four modules of four pixels.
    let near = i64::from(right.width()) - 16;
    let expected = [
        (616, 116),
        (600 + near, 116),
        (600 + near, 100 + near),
        (616, 100 + near),
    ];
    for (corner, (x, y)) in portal.corners.iter().zip(expected) {
        let off = (i64::from(corner[0]) - x)
            .abs()
            .max((i64::from(corner[1]) - y).abs());
        assert!(off <= 6, "corner {corner:?} should be near {x},{y}");
    }
}

#[test]
fn returns_a_repeated_code_once() {
    let drawn = code(PORTAL, PLAIN);
    let twice = page(1000, 500, WHITE, &[(40, 60, &drawn), (600, 100, &drawn)]);
    assert_eq!(texts(&png(&twice)), [PORTAL]);
}

#[test]
fn goes_on_looking_while_only_other_codes_were_found() {
    // The right one is read only by the second look: no quiet zone, dark page.
    let shop = "https://apps.example/authenticator";
    let bare = code(PORTAL, Look { quiet: 0, ..PLAIN });
    let dark = page(
        1000,
        500,
        Rgba([30, 30, 34, 255]),
        &[(40, 60, &code(shop, PLAIN)), (600, 100, &bare)],
    );
    let first = found(&png(&dark), Effort::Quick);
    let quick: Vec<_> = first.iter().map(|found| found.text.as_str()).collect();
    assert_eq!(quick, [shop], "otherwise this test shows nothing");
    assert_eq!(texts(&png(&dark)), [shop, PORTAL]);

    let both = decode(&png(&dark), &|_| true, Effort::Thorough).unwrap();
    assert_eq!(
        both.len(),
        2,
        "a code in other colours beside one that was wanted"
    );
}

#[test]
fn reads_raw_cyrillic() {
    for name in [
        "Госуслуги:иван@пример.рф",
        "Я:ж",
        "Ёлка",
        "Портал «Работа», отдел № 5",
        "Қазақ тілі",
        "Пошта України їґє",
    ] {
        let text = format!("otpauth://totp/{name}?secret=JBSWY3DPEHPK3PXP&issuer={name}");
        assert_eq!(
            texts(&png(&code(&text, PLAIN))),
            std::slice::from_ref(&text),
            "{name}"
        );
        assert_eq!(
            texts(&png(&code(name, PLAIN))),
            [name.to_owned()],
            "the bare name"
        );
    }
}

#[test]
fn reads_codes_of_version_25_and_more() {
    for (version, module) in [(20, 3), (25, 3), (30, 3), (36, 2), (40, 3)] {
        let filler: String = ('a'..='z').cycle().take(700).collect();
        let text = format!("otpauth-migration://offline?data={filler}");
        let drawn = code_of_version(&text, version, Look { module, ..PLAIN });
        assert_eq!(texts(&png(&drawn)), [text], "version {version}");
    }
}

#[test]
fn reads_pixels_without_a_file() {
    let drawn = code(PORTAL, PLAIN);
    let picture = Picture::from_rgba(drawn.width(), drawn.height(), drawn.as_raw()).unwrap();
    let grey = Picture::from_grey(drawn.width(), drawn.height(), picture.grey().to_vec()).unwrap();
    for picture in [picture, grey] {
        let found = decode_pixels(&picture, &otpauth, Effort::Quick).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(&*found[0].text, PORTAL);
    }
}
