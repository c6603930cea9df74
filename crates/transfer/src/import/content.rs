//! What a file is made of: the first look, before any importer.

use std::borrow::Cow;
use std::mem;

use zeroize::{Zeroize, Zeroizing};

use super::archive::Archive;
use super::json::Shape;
use super::{ImportError, MOST_BYTES, Unsupported};

/// A file, taken apart as far as is needed to tell the formats apart (formats.md §10).
pub(crate) struct Content<'a> {
    /// All of it.
    pub(crate) bytes: &'a [u8],
    /// How it is built.
    pub(crate) kind: Kind<'a>,
    /// A second file was given that belongs to it.
    pub(crate) has_companion: bool,
}

impl Drop for Content<'_> {
    fn drop(&mut self) {
        match &mut self.kind {
            Kind::Json(Cow::Owned(text), _)
            | Kind::Markup(Cow::Owned(text))
            | Kind::Text(Cow::Owned(text)) => text.zeroize(),
            Kind::Archive(_) | Kind::Json(..) | Kind::Markup(_) | Kind::Text(_) | Kind::Bytes => {}
        }
    }
}

/// How a file is built.
pub(crate) enum Kind<'a> {
    /// A zip archive.
    Archive(Archive<'a>),
    /// JSON, with its text.
    Json(Cow<'a, str>, Shape),
    /// XML or HTML.
    Markup(Cow<'a, str>),
    /// Any other text.
    Text(Cow<'a, str>),
    /// Anything else.
    Bytes,
}

/// Beginnings of files that go elsewhere or cannot be read.
const STARTS: [(&[u8], ImportError); 12] = [
    (b"\x89PNG", ImportError::Picture),
    (b"\xff\xd8\xff", ImportError::Picture),
    (b"GIF8", ImportError::Picture),
    (b"BM", ImportError::Picture),
    (b"%PDF-", ImportError::Picture),
    // TIFF and JPEG XL: the reader of pictures names what it does not read.
    (b"II*\0", ImportError::Picture),
    (b"MM\0*", ImportError::Picture),
    (b"\xff\x0a", ImportError::Picture),
    (b"\0\0\0\x0cJXL ", ImportError::Picture),
    (
        b"SQLite format 3\0",
        ImportError::Unsupported(Unsupported::Database),
    ),
    (
        b"\x03\xd9\xa2\x9a\x65\xfb\x4b\xb5",
        ImportError::Unsupported(Unsupported::KeePass1),
    ),
    (
        b"-----BEGIN PGP",
        ImportError::Unsupported(Unsupported::OpenPgp),
    ),
];

impl<'a> Content<'a> {
    /// Looks at a file.
    ///
    /// # Errors
    /// [`ImportError::TooLarge`], [`ImportError::Empty`], and for what is no file of accounts
    /// [`ImportError::Picture`] or [`ImportError::Unsupported`].
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, ImportError> {
        if bytes.len() > MOST_BYTES {
            return Err(ImportError::TooLarge);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            let kind = Kind::Archive(Archive::of(bytes)?);
            return Ok(Self {
                bytes,
                kind,
                has_companion: false,
            });
        }
        let kind = match text_of(bytes) {
            Some(text) => of_text(text)?,
            None => match STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
                Some((_, error)) => return Err(*error),
                None if is_openpgp(bytes) => {
                    return Err(ImportError::Unsupported(Unsupported::OpenPgp));
                }
                None if bytes.get(..4) == Some(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => {
                    return Err(ImportError::Picture);
                }
                None if is_heif(bytes) => return Err(ImportError::Picture),
                None => Kind::Bytes,
            },
        };
        Ok(Self {
            bytes,
            kind,
            has_companion: false,
        })
    }

    /// Says whether a second file was given with it.
    pub(crate) fn beside(mut self, companion: Option<&[u8]>) -> Self {
        self.has_companion = companion.is_some();
        self
    }

    /// The text and the shape, if it is JSON.
    pub(crate) fn json(&self) -> Option<(&str, &Shape)> {
        match &self.kind {
            Kind::Json(text, shape) => Some((text, shape)),
            Kind::Archive(_) | Kind::Markup(_) | Kind::Text(_) | Kind::Bytes => None,
        }
    }

    /// Whether it is JSON with an object at its top that has all these keys.
    pub(crate) fn has_keys(&self, keys: &[&str]) -> bool {
        self.json()
            .is_some_and(|(_, shape)| !shape.is_list && shape.has(keys))
    }

    /// Whether it is a JSON list whose first member has all these keys.
    pub(crate) fn lists(&self, keys: &[&str]) -> bool {
        self.json()
            .is_some_and(|(_, shape)| shape.is_list && shape.has(keys))
    }

    /// Whether it is nothing but the Base64 of whole blocks of AES: a file without any mark of the
    /// app that encrypted it.
    pub(crate) fn is_sealed_text(&self) -> bool {
        let Kind::Text(text) = &self.kind else {
            return false;
        };
        let is_letter = |b: u8| b.is_ascii_alphanumeric() || b"+/=".contains(&b);
        let mut bytes = text.bytes().filter(|b| !b.is_ascii_whitespace());
        let (mut letters, mut padding) = (0_usize, 0_usize);
        bytes.all(|b| {
            letters += 1;
            padding += usize::from(b == b'=');
            is_letter(b)
        }) && letters.is_multiple_of(4)
            && letters > 0
            && padding <= 2
            && (letters / 4 * 3 - padding).is_multiple_of(16)
    }

    /// Its text, whatever it is written in.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Json(text, _) | Kind::Markup(text) | Kind::Text(text) => Some(text),
            Kind::Archive(_) | Kind::Bytes => None,
        }
    }
}

/// A picture of the family of HEIC and AVIF.
fn is_heif(bytes: &[u8]) -> bool {
    let brands: [&[u8]; 5] = [b"hei", b"hev", b"avi", b"mif", b"msf"];
    bytes.get(4..8) == Some(b"ftyp") && brands.iter().any(|brand| bytes.get(8..11) == Some(*brand))
}

fn of_text(text: Cow<'_, str>) -> Result<Kind<'_>, ImportError> {
    match text.trim_start().bytes().next() {
        None => Err(ImportError::Empty),
        Some(b'{' | b'[') => match serde_json::from_str::<Shape>(&text) {
            Ok(shape) => Ok(Kind::Json(text, shape)),
            // A cut file is none: its last link may be cut, too.
            Err(error) if !error.is_eof() && has_link(&text) && !begins_an_object(&text) => {
                Ok(Kind::Text(text))
            }
            Err(_) => Err(ImportError::Damaged),
        },
        Some(b'<') => Ok(Kind::Markup(text)),
        Some(b'-') if text.trim_start().starts_with("-----BEGIN PGP") => {
            Err(ImportError::Unsupported(Unsupported::OpenPgp))
        }
        Some(_) => Ok(Kind::Text(text)),
    }
}

/// Whether a text begins like an object or a list of objects: of a file that was cut, its links
/// would be cut, too.
fn begins_an_object(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| !c.is_whitespace());
    matches!(
        (letters.next(), letters.next()),
        (Some('{'), Some('"')) | (Some('['), Some('{'))
    )
}

/// Whether it begins with a packet that holds the key of an OpenPGP message (RFC 9580 §4.2, §5.1, §5.3):
/// the tag, the length, the version. Other encrypted files begin with any byte.
fn is_openpgp(bytes: &[u8]) -> bool {
    match bytes {
        [0x84, _, version, ..] | [0x85, _, _, version, ..] => *version == 3,
        [0xc1, length, rest @ ..] => {
            let version = if *length < 192 {
                rest.first()
            } else {
                rest.get(1)
            };
            version.is_some_and(|version| matches!(version, 3 | 6))
        }
        [0x8c | 0xc3, _, version, ..] => matches!(version, 4..=6),
        _ => false,
    }
}

/// Whether a link to an account stands somewhere in a text.
fn has_link(text: &str) -> bool {
    text.contains("otpauth://") || text.contains("otpauth-migration://")
}

/// The text of a file in UTF-8 or, with its mark, in UTF-16.
fn text_of(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf_16 = |pairs: &[u8], read: fn([u8; 2]) -> u16| {
        let (pairs, rest) = pairs.as_chunks::<2>();
        // Room for all of it at once: a growing text would leave unwiped copies behind.
        let mut text = Zeroizing::new(String::with_capacity(pairs.len() * 3));
        for letter in char::decode_utf16(pairs.iter().map(|pair| read(*pair))) {
            text.push(letter.ok()?);
        }
        rest.is_empty().then(|| Cow::Owned(mem::take(&mut *text)))
    };
    match bytes {
        [0xff, 0xfe, pairs @ ..] => utf_16(pairs, u16::from_le_bytes),
        [0xfe, 0xff, pairs @ ..] => utf_16(pairs, u16::from_be_bytes),
        _ => {
            let text = str::from_utf8(bytes).ok()?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            // A file of zeros is no text.
            let is_binary = text.contains('\0') && !has_link(text);
            (!is_binary).then_some(Cow::Borrowed(text))
        }
    }
}
