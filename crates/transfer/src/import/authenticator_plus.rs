//! Authenticator Plus: an encrypted archive with a list of links (formats.md §3.20). Its own
//! database is not read.

use super::account::Parsed;
use super::content::{Content, Kind};
use super::registry::Format;
use super::request::Request;
use super::{ImportError, uri_list};

pub(super) const FORMAT: Format = Format {
    id: "authenticator-plus",
    app: "Authenticator Plus",
    files: ".zip",
    is: |content| match &content.kind {
        Kind::Archive(archive) => archive.named(LIST).is_some(),
        Kind::Json(..) | Kind::Markup(_) | Kind::Text(_) | Kind::Bytes => false,
    },
    read,
};

/// The list in the archive.
pub(super) const LIST: &str = "Accounts.txt";

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let Kind::Archive(archive) = &content.kind else {
        return Err(ImportError::Damaged);
    };
    let list = archive.named(LIST).ok_or(ImportError::Damaged)?;
    let bytes = archive.open(list, request.password)?;
    let text = str::from_utf8(&bytes).map_err(|_| ImportError::Damaged)?;
    let mut parsed = uri_list::of_text(text, |_| request.progress.go_on())?;
    parsed.encrypted = list.encrypted;
    Ok(parsed)
}
