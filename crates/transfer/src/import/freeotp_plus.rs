//! FreeOTP+: plain JSON (formats.md §3.8). Its other export is a list of links.

use otp::{Fields, Secret};
use serde::Deserialize;

use super::ImportError;
use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, Few, Kind, SignedBytes, Text};
use super::registry::Format;
use super::request::Request;

pub(super) const FORMAT: Format = Format {
    id: "freeotp-plus",
    app: "FreeOTP+",
    files: ".json",
    is: |content| {
        content
            .json()
            .is_some_and(|(_, shape)| !shape.is_list && shape.kind("tokens") == Some(Kind::List))
    },
    read,
};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    tokens: Each<'a>,
    #[serde(default, rename = "tokenOrder")]
    order: Few<Text>,
}

#[derive(Deserialize)]
struct Account {
    #[serde(rename = "type", default)]
    kind: Text,
    #[serde(default)]
    secret: SignedBytes,
    #[serde(rename = "issuerExt", default)]
    issuer: Text,
    #[serde(rename = "issuerInt", default)]
    first_issuer: Text,
    #[serde(default)]
    label: Text,
    #[serde(default)]
    algo: Text,
    #[serde(default)]
    digits: Text,
    #[serde(default)]
    period: Text,
    #[serde(default)]
    counter: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    let file: File<'_> = json::whole(text)?;
    let order = file.order;
    let mut parsed = Parsed::default();
    for (place, raw) in file.tokens.numbered() {
        request.progress.go_on()?;
        match json::one::<Account>(raw) {
            Ok(account) => {
                let issuer = account
                    .issuer
                    .get()
                    .unwrap_or(account.first_issuer.or_empty());
                let name = match account.label.or_empty() {
                    // One version wrote its own placeholder.
                    "{token.label}" => name_in(order.get(place - 1), issuer),
                    label => label,
                };
                parsed.take(place, (issuer, name), found(&account, issuer, name))?;
            }
            Err(reason) => parsed.take(place, ("", ""), Err(reason))?,
        }
    }
    Ok(parsed)
}

/// The name in an identifier `issuer:name`.
fn name_in<'a>(id: Option<&'a Text>, issuer: &str) -> &'a str {
    let id = id.map(Text::or_empty).unwrap_or_default();
    let rest = id.strip_prefix(issuer).and_then(|id| id.strip_prefix(':'));
    rest.unwrap_or(id)
}

fn found(account: &Account, issuer: &str, name: &str) -> Result<Found, Reason> {
    let is_steam = issuer.trim().eq_ignore_ascii_case("steam");
    let secret = Secret::from_bytes(account.secret.0.to_vec())?.to_base32();
    // The last counter used: -1 before the first.
    let counter = account
        .counter
        .get()
        .map(|text| match text.trim().parse::<i64>() {
            Ok(number) => number.saturating_add(1).to_string(),
            Err(_) => text.to_owned(),
        });
    let fields = Fields {
        kind: if is_steam {
            "steam"
        } else {
            account.kind.or_empty()
        },
        secret: Some(&secret),
        algorithm: account.algo.get(),
        digits: account.digits.get(),
        period: account.period.get(),
        counter: counter.as_deref(),
        pin: None,
    };
    Found::of_fields(issuer, name, fields)
}
