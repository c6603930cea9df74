//! Dashlane: CSV, or a zip archive of tables of which one holds codes (formats.md §4, §5.5).

use super::ImportError;
use super::account::Parsed;
use super::content::{Content, Kind};
use super::registry::Format;
use super::request::Request;
use super::{link, table};

pub(super) const FORMAT: Format = Format {
    id: "dashlane",
    app: "Dashlane",
    files: ".csv, .zip",
    is: |content| match &content.kind {
        Kind::Archive(archive) => archive.named(TABLE).is_some(),
        Kind::Text(_) => table::has_columns(
            content,
            &["username", "username2", "username3", "title", "password"],
        ),
        Kind::Json(..) | Kind::Markup(_) | Kind::Bytes => false,
    },
    read,
};

const TABLE: &str = "credentials.csv";

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let Kind::Archive(archive) = &content.kind else {
        return table::read_named(request, content);
    };
    let member = archive.named(TABLE).ok_or(ImportError::Damaged)?;
    let bytes = archive.open(member, request.password)?;
    let text = str::from_utf8(&bytes).map_err(|_| ImportError::Damaged)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut parsed = table::read(text, request.progress, link::account_or_secret)?;
    parsed.encrypted = member.encrypted;
    parsed.holds_passwords = !member.encrypted;
    Ok(parsed)
}
