use serde::{Deserialize, Serialize};

/// Kinds of pictures that people have and that are not read here: named, so that it can be said what to
/// do with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unread {
    /// What an iPhone takes (ISO/IEC 23008-12).
    Heic,
    /// Its free relative, on web pages.
    Avif,
    /// What scanners write.
    Tiff,
    /// A drawing, as sites show codes.
    Svg,
    /// JPEG XL.
    Jxl,
}

impl Unread {
    /// The kind of a file, by how it begins.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.get(..4)? {
                b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
                    // A brand that both share is told by the compatible ones behind it.
                    let others = brand.get(8..brand.len().min(64)).unwrap_or_default();
                    let is_avif = others.chunks_exact(4).any(|brand| brand == b"avif");
                    Some(if is_avif { Self::Avif } else { Self::Heic })
                }
                b"avif" | b"avis" => Some(Self::Avif),
                _ => None,
            },
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(Self::Tiff),
            [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Some(Self::Jxl),
            _ => is_svg(bytes).then_some(Self::Svg),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::Tiff => "TIFF",
            Self::Svg => "SVG",
            Self::Jxl => "JPEG XL",
        }
    }
}

/// XML whose first element is a drawing, behind declarations and comments of a kilobyte at most.
fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let is_xml = start.starts_with("<?xml")
        || start.starts_with("<!--")
        || start.starts_with("<!DOCTYPE svg");
    start.starts_with("<svg") || is_xml && start.contains("<svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_beginning() {
        for (bytes, name) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], Some("HEIC")),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Some("HEIC")),
            (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", Some("AVIF")),
            (b"\0\0\0\x18ftypavif\0\0\0\0", Some("AVIF")),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", None),
            (b"II*\0\x08\0\0\0", Some("TIFF")),
            (b"MM\0*\0\0\0\x08", Some("TIFF")),
            (b"\xff\x0a\x01", Some("JPEG XL")),
            (b"\0\0\0\x0cJXL \r\n\x87\n", Some("JPEG XL")),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\">", Some("SVG")),
            (b"<?xml version=\"1.0\"?>\n<!-- a --><svg>", Some("SVG")),
            (b"<html><svg>", None),
            (b"\0\0\0\x18ftyp", None),
            (b"\x89PNG\r\n", None),
            (b"\xff\xd8\xff\xe0", None),
            (b"", None),
        ] {
            assert_eq!(Unread::of(bytes).map(Unread::name), name, "{bytes:?}");
        }
    }
}
