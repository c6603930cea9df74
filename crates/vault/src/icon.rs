//! The person's own picture of an account, as the file keeps it: a small `data:` address.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use crate::account::Account;

/// The most bytes that a picture may have.
pub const PICTURE_MAX: usize = 24 * 1024;

/// The most pixels that each side of a picture may have: sharp on a card of a screen with twice the usual
/// density.
pub const PICTURE_SIDE: u32 = 96;

/// Width and height, where they can be read.
type Size = fn(&[u8]) -> Option<(u32, u32)>;

/// The start of the address, and what tells the size of such a file.
const FORMATS: [(&str, Size); 2] = [
    ("data:image/png;base64,", size_of_png),
    ("data:image/jpeg;base64,", size_of_jpeg),
];

/// The `data:` address of a small PNG or JPEG.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture(String);

impl Picture {
    /// Takes an address; none if it is no small picture.
    #[must_use]
    pub fn of_address(address: String) -> Option<Self> {
        is_picture(&address).then_some(Self(address))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Picture")
    }
}

impl Account {
    /// The address of the person's own picture, if that is what [`icon`](Self::icon) is.
    #[must_use]
    pub fn picture(&self) -> Option<&str> {
        self.icon.as_deref().filter(|icon| is_picture(icon))
    }
}

fn is_picture(address: &str) -> bool {
    let format = FORMATS
        .into_iter()
        .find_map(|(start, size)| Some((address.strip_prefix(start)?, size)));
    let Some((text, size)) = format else {
        return false;
    };
    if text.len() / 4 * 3 > PICTURE_MAX {
        return false;
    }
    let Ok(bytes) = STANDARD.decode(text) else {
        return false;
    };
    let fits = |side: u32| (1..=PICTURE_SIDE).contains(&side);
    size(&bytes).is_some_and(|(width, height)| fits(width) && fits(height))
}

/// Width and height. The chunk that has them is the first one, or it is no PNG.
fn size_of_png(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR")?;
    let (width, rest) = head.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

/// Width and height, from the header of the frame behind any other segments.
fn size_of_jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        // A marker may have any number of 0xff before it.
        let marker = rest.strip_prefix(b"\xff")?;
        let [kind, high, low, ..] = *marker else {
            return None;
        };
        if kind == 0xff {
            rest = marker;
            continue;
        }
        let segment = marker.get(1..)?;
        let length = usize::from(u16::from_be_bytes([high, low]));
        match kind {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                // Behind the length and the depth of a sample.
                let [_, _, _, a, b, c, d, ..] = *segment else {
                    return None;
                };
                let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
                return Some((side(c, d), side(a, b)));
            }
            // Segments without a length, the data and the end: a frame comes before.
            0x00..=0x01 | 0xd0..=0xda => return None,
            _ if length < 2 => return None,
            _ => rest = segment.get(length..)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, more: usize) -> String {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.resize(bytes.len() + more, 0);
        format!("data:image/png;base64,{}", STANDARD.encode(bytes))
    }

    fn jpeg(width: u16, height: u16, before: &[u8]) -> String {
        let mut bytes = b"\xff\xd8".to_vec();
        bytes.extend(before);
        bytes.extend(b"\xff\xc2\0\x11\x08");
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        format!("data:image/jpeg;base64,{}", STANDARD.encode(bytes))
    }

    #[test]
    fn only_a_small_picture_is_one() {
        assert!(is_picture(&png(96, 1, 0)));
        assert!(is_picture(&jpeg(1, 96, b"")));
        assert!(is_picture(&jpeg(
            96,
            96,
            b"\xff\xe0\0\x04\xff\xc0\xff\xff\xfe\0\x02"
        )));
        for other in [
            "",
            "star",
            "data:image/svg+xml;base64,iVBORw0KGgo=",
            "data:image/png;base64,PHN2Zz48",
            "data:image/png;base64,iVBORw0KGgo=",
            "data:image/jpeg;base64,/9j/4AA=",
            "https://example.org/iVBORw0KGgo=",
            &png(96, 1, 0).replace("png", "jpeg"),
            &format!("{}\" onload=\"x", png(96, 1, 0)),
            png(96, 1, 1).trim_end_matches('='),
        ] {
            assert!(!is_picture(other), "{other}");
        }
    }

    #[test]
    fn neither_its_bytes_nor_its_pixels_are_many() {
        let begun = 24;
        assert!(is_picture(&png(96, 96, PICTURE_MAX - begun)));
        assert!(!is_picture(&png(96, 96, PICTURE_MAX - begun + 1)));
        for (width, height) in [(97, 1), (1, 97), (0, 1), (1, 0), (65_500, 65_500)] {
            let (wide, high) = (u32::from(width), u32::from(height));
            assert!(!is_picture(&png(wide, high, 0)), "{width}×{height}");
            assert!(!is_picture(&jpeg(width, height, b"")), "{width}×{height}");
        }
        let hidden = b"\xff\xe1\0\x0b\xff\xc0\0\x11\x08\0\x01\0\x01";
        assert!(!is_picture(&jpeg(9_000, 9_000, hidden)));
        assert!(!is_picture(&jpeg(1, 1, b"\xff\xda\0\x02")));
    }
}
