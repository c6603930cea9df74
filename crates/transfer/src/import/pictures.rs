//! Pictures of QR codes: for whoever can read those.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::content::{Content, Kind};

/// The most pictures that are taken out of one page.
const MOST: usize = 1_000;
/// What a picture within a page starts with.
const START: &str = "data:image/";

/// The pictures of a file for which [`read`](super::read) gives
/// [`ImportError::Picture`](super::ImportError::Picture): the file itself, or those in its page (Aegis
/// and Ente write pages of QR codes). What is not Base64 is passed over.
#[must_use]
pub fn pictures(bytes: &[u8]) -> Vec<Cow<'_, [u8]>> {
    let content = Content::of(bytes);
    match content.as_ref().map(|content| &content.kind) {
        Ok(Kind::Markup(page)) if are_within(page) => {
            within(page).map(Cow::Owned).take(MOST).collect()
        }
        _ => vec![Cow::Borrowed(bytes)],
    }
}

/// Whether a page has pictures in it.
pub(super) fn are_within(page: &str) -> bool {
    page.contains(START)
}

/// Whether it is a drawing: a picture itself, which the reader of pictures names and does not read.
pub(super) fn is_drawing(page: &str) -> bool {
    let page = page.trim_start();
    page.starts_with("<svg") || page.starts_with("<?xml") && page.contains("<svg")
}

fn within(page: &str) -> impl Iterator<Item = Vec<u8>> {
    page.split(START).skip(1).filter_map(|picture| {
        let (kind, data) = picture.split_once(";base64,")?;
        let end = data.find(['"', '\'', ')', '<', ' ']).unwrap_or(data.len());
        let is_raster = kind.bytes().all(|b| b.is_ascii_alphanumeric());
        is_raster.then(|| STANDARD.decode(data.get(..end)?).ok())?
    })
}

#[cfg(test)]
mod tests {
    use super::super::{ImportError, Progress, Request, read};
    use super::*;

    #[test]
    fn finds_the_pictures_of_a_page() {
        let page = "<!DOCTYPE html><html><table><tr><td><img src=\"data:image/png;base64,iVBORw0K\">\
                    <td><img src='data:image/png;base64,AAAA'><img src=\"data:image/svg+xml;base64,AAAA\">\
                    <img src=\"data:image/png;base64,!\">";
        let progress = Progress::default();
        let found = read(&Request::new(page.as_bytes(), &progress));
        assert_eq!(found.err(), Some(ImportError::Picture));
        assert_eq!(pictures(page.as_bytes()), [&b"\x89PNG\r\n"[..], &[0, 0, 0]]);
        assert_eq!(pictures(b"\x89PNG"), [&b"\x89PNG"[..]]);
    }

    #[test]
    fn what_is_no_picture_of_ours_is_left_to_the_reader_of_pictures_to_be_named() {
        let drawing = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>";
        for bytes in [
            drawing.as_bytes(),
            b"<svg/>",
            b"\0\0\0\x18ftypheic\0\0\0\0mif1\xff",
            b"II*\0\x08\0\0\0\xff",
        ] {
            let progress = Progress::default();
            let found = read(&Request::new(bytes, &progress));
            assert_eq!(found.err(), Some(ImportError::Picture), "{bytes:?}");
            assert_eq!(pictures(bytes), [bytes]);
        }
    }
}
