//! A page of HTML that holds links to accounts, as Stratum writes it (formats.md §4). The pages of
//! Aegis and Ente hold them only as pictures.

use std::collections::HashSet;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::account::{Parsed, Reason};
use super::content::{Content, Kind};
use super::registry::Format;
use super::request::Request;
use super::{ImportError, ente, uri_list};

pub(super) const FORMAT: Format = Format {
    id: "html-links",
    app: "HTML",
    files: ".html",
    is: |content| match &content.kind {
        Kind::Markup(text) => !is_other_xml(text) && links(text).next().is_some(),
        Kind::Archive(_) | Kind::Json(..) | Kind::Text(_) | Kind::Bytes => false,
    },
    read,
};

/// The schemes of links to accounts, without `://`.
const SCHEMES: [&str; 5] = [
    "otpauth",
    "apple-otpauth",
    "otpauth-migration",
    "motp",
    "steam",
];

/// Whether it is XML and no page: the databases of other programs hold links, too.
fn is_other_xml(text: &str) -> bool {
    text.trim_start().starts_with("<?xml") && !text.contains("<html")
}

/// A link as it stands in the page.
struct Link<'a> {
    escaped: &'a str,
    /// Something ends it. A page that ends within a link is cut, and the link with it.
    is_whole: bool,
}

/// The links of a page, in order. What stands within one is a part of it.
fn links(text: &str) -> impl Iterator<Item = Link<'_>> {
    let mut behind = 0;
    text.match_indices("://").filter_map(move |(colon, _)| {
        let before = text.get(behind..colon)?;
        let scheme = before
            .rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .next()?;
        if !SCHEMES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
        {
            return None;
        }
        let start = colon - scheme.len();
        let (before, link) = text.split_at_checked(start)?;
        let is_quoted = before.ends_with('\'');
        let end = link.find(|c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"') || is_quoted && c == '\''
        });
        let length = end.unwrap_or(link.len());
        behind = start + length;
        Some(Link {
            escaped: link.get(..length)?,
            is_whole: end.is_some(),
        })
    })
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let text = content.text().ok_or(ImportError::Damaged)?;
    let mut parsed = Parsed::default();
    let mut known: HashSet<[u8; 32]> = HashSet::new();
    for link in links(text) {
        request.progress.go_on()?;
        let uri = html_escape::decode_html_entities(link.escaped);
        let uri = Zeroizing::new(uri.into_owned());
        // A page may show the text of a link that it also leads to.
        if !known.insert(Sha256::digest(uri.as_bytes()).into()) {
            continue;
        }
        let place = known.len();
        if link.is_whole {
            ente::line(&mut parsed, place, uri_list::uri_in(&uri))?;
        } else {
            parsed.take(place, ("", ""), Err(Reason::Damaged))?;
        }
    }
    Ok(parsed)
}
