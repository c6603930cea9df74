//! Bitwarden Authenticator: JSON like that of the vault, and a table (formats.md §5.1). What the app
//! shows from the vault is in neither.

use super::account::Parsed;
use super::content::{Content, Kind};
use super::json;
use super::registry::Format;
use super::request::Request;
use super::{ImportError, bitwarden, link, table};

pub(super) const FORMAT: Format = Format {
    id: "bitwarden-authenticator",
    app: "Bitwarden Authenticator",
    files: ".json, .csv",
    is: |content| match &content.kind {
        Kind::Json(_, shape) => {
            content.has_keys(&["encrypted", "items"])
                && !shape.has(&["folders"])
                && !shape.has(&["collections"])
        }
        // The app for Android. The one for iOS writes the columns of the vault.
        Kind::Text(_) => {
            table::has_columns(
                content,
                &["folder", "favorite", "type", "name", "logintotp"],
            ) && !table::has_columns(content, &["loginpassword"])
        }
        Kind::Archive(_) | Kind::Markup(_) | Kind::Bytes => false,
    },
    read,
};

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let mut parsed = match content.json() {
        Some((text, _)) => bitwarden::items(&json::whole(text)?, request.progress)?,
        // Its names may have commas and nothing has quotes: the link is found wherever it stands.
        None => {
            let text = content.text().ok_or(ImportError::Damaged)?;
            table::read(text, request.progress, link::account_or_secret)?
        }
    };
    parsed.why_none = Some(ImportError::OnlySynced);
    Ok(parsed)
}
