//! Twinkey: links whose secret stands beside them (formats.md §3.18). extract_otp_secrets writes the
//! same list with whole links.

use otp::Secret;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, Text};
use super::registry::Format;
use super::request::Request;
use super::{ImportError, link};

pub(super) const FORMAT: Format = Format {
    id: "twinkey",
    app: "Twinkey",
    files: ".json",
    is: |content| content.lists(&["url", "secret"]),
    read,
};

#[derive(Deserialize)]
struct Account {
    #[serde(default)]
    url: Text,
    #[serde(default)]
    secret: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    let list: Each<'_> = json::whole(text)?;
    let mut parsed = Parsed::default();
    parsed.take_each(&list, request.progress, |account: &Account| {
        (("", ""), found(account))
    })?;
    Ok(parsed)
}

fn found(account: &Account) -> Result<Found, Reason> {
    let mut parameters = account.url.or_empty().split(['?', '&']);
    if parameters.any(|parameter| parameter.starts_with("secret=")) {
        return link::account(account.url.or_empty());
    }
    let secret = account.secret.get().ok_or(otp::FieldError::MissingSecret)?;
    let secret = json::base64(secret).ok_or(Reason::Damaged)?;
    let secret = Secret::from_bytes(secret.to_vec())?.to_base32();
    let (link, rest) = account
        .url
        .or_empty()
        .split_once('?')
        .unwrap_or((account.url.or_empty(), ""));
    let link = Zeroizing::new(format!("{link}?secret={}&{rest}", secret.as_str()));
    link::account(&link)
}
