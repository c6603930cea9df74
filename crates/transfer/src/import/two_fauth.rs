//! 2FAuth: plain JSON (formats.md §3.13).

use otp::Fields;
use serde::Deserialize;

use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, Kind, Text};
use super::registry::Format;
use super::request::Request;
use super::{ImportError, link};

pub(super) const FORMAT: Format = Format {
    id: "2fauth",
    app: "2FAuth",
    files: ".json",
    is: |content| {
        content.has_keys(&["app", "schema", "data"])
            && content
                .json()
                .is_some_and(|(_, shape)| shape.kind("data") == Some(Kind::List))
    },
    read,
};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    data: Each<'a>,
}

#[derive(Deserialize)]
struct Account {
    #[serde(rename = "otp_type", default)]
    kind: Text,
    #[serde(default)]
    account: Text,
    #[serde(default)]
    service: Text,
    #[serde(default)]
    secret: Text,
    #[serde(default)]
    algorithm: Text,
    #[serde(default)]
    digits: Text,
    #[serde(default)]
    period: Text,
    #[serde(default)]
    counter: Text,
    /// The link that the account was added with: its names may have changed since.
    #[serde(rename = "legacy_uri", default)]
    link: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    let file: File<'_> = json::whole(text)?;
    let mut parsed = Parsed::default();
    parsed.take_each(&file.data, request.progress, |account: &Account| {
        let names = (account.service.or_empty(), account.account.or_empty());
        (names, found(account))
    })?;
    Ok(parsed)
}

fn found(account: &Account) -> Result<Found, Reason> {
    let (issuer, name) = (account.service.or_empty(), account.account.or_empty());
    if let (None, Some(link)) = (account.secret.get(), account.link.get()) {
        let linked = link::account(link)?;
        let (linked, warnings) = (linked.entry, linked.warnings);
        let mut found =
            Found::new(issuer, name, linked.token).or_names(&linked.issuer, &linked.name);
        found.warnings = warnings;
        return Ok(found);
    }
    let fields = Fields {
        kind: match account.kind.or_empty() {
            kind if kind.eq_ignore_ascii_case("steamtotp") => "steam",
            kind => kind,
        },
        secret: account.secret.get(),
        algorithm: account.algorithm.get(),
        digits: account.digits.get(),
        period: account.period.get(),
        counter: account.counter.get(),
        pin: None,
    };
    Found::of_fields(issuer, name, fields)
}
