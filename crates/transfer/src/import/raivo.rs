//! Raivo OTP: a zip archive with a password that holds JSON, or the JSON by itself (formats.md
//! §3.11). Every value is a text.

use otp::Fields;
use serde::Deserialize;

use super::ImportError;
use super::account::{Found, Parsed, Reason};
use super::content::{Content, Kind};
use super::json::{self, Text};
use super::registry::Format;
use super::request::{Progress, Request};

/// The name of the JSON in the archive.
const MEMBER: &str = "raivo-otp-export.json";

pub(super) const FORMAT: Format = Format {
    id: "raivo",
    app: "Raivo OTP",
    files: ".zip, .json",
    is: |content| match &content.kind {
        Kind::Archive(archive) => archive.named(MEMBER).is_some(),
        Kind::Json(..) => content.lists(&["kind", "timer", "secret"]),
        Kind::Markup(_) | Kind::Text(_) | Kind::Bytes => false,
    },
    read,
};

#[derive(Deserialize, Default)]
#[serde(default)]
struct Account {
    issuer: Text,
    account: Text,
    secret: Text,
    algorithm: Text,
    digits: Text,
    kind: Text,
    timer: Text,
    counter: Text,
    pinned: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let Kind::Archive(archive) = &content.kind else {
        return accounts(
            content.text().ok_or(ImportError::Damaged)?,
            request.progress,
        );
    };
    let member = archive.named(MEMBER).ok_or(ImportError::Damaged)?;
    let opened = archive.open(member, request.password)?;
    let text = str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut parsed = accounts(text, request.progress)?;
    parsed.encrypted = member.encrypted;
    Ok(parsed)
}

fn accounts(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let list: json::Each<'_> = json::whole(text)?;
    let mut parsed = Parsed::default();
    parsed.take_each(&list, progress, |account: &Account| {
        let names = (account.issuer.or_empty(), account.account.or_empty());
        (names, found(account, names))
    })?;
    Ok(parsed)
}

fn found(account: &Account, (issuer, name): (&str, &str)) -> Result<Found, Reason> {
    Ok(Found::of_fields(
        issuer,
        name,
        Fields {
            kind: account.kind.or_empty(),
            secret: account.secret.get(),
            algorithm: account.algorithm.get(),
            digits: account.digits.get(),
            period: account.timer.get(),
            counter: account.counter.get(),
            pin: None,
        },
    )?
    .favourite(account.pinned.get() == Some("true")))
}
