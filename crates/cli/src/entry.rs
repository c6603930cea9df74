//! The one shape in which every command writes an account (cli.md).

use std::io;

use guide::LookAlike;
use otp::{Entry, Kind, Warning};
use serde::Serialize;
use vault::Account;
use zeroize::ZeroizeOnDrop;

use crate::say::Say;

/// One account as data. The secret and the PIN are there only when they were asked for.
#[derive(Serialize, ZeroizeOnDrop)]
pub(crate) struct EntryJson {
    #[serde(rename = "type")]
    #[zeroize(skip)]
    kind: &'static str,
    issuer: String,
    account: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    #[zeroize(skip)]
    algorithm: &'static str,
    digits: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    /// Outer `None`: not shown. Inner `None`: shown to be missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<Option<String>>,
    #[zeroize(skip)]
    warnings: Vec<&'static str>,
    /// The id of the portal whose name it imitates.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[zeroize(skip)]
    looks_like: Option<&'static str>,
}

impl EntryJson {
    /// `show_secrets`: whether the person asked for secret and PIN in clear.
    pub(crate) fn new(entry: &Entry, warnings: &[Warning], show_secrets: bool) -> Self {
        let kind = &entry.token.kind;
        let counter = match kind {
            Kind::Hotp { counter, .. } => Some(counter.get()),
            Kind::Totp { .. } | Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => None,
        };
        // EXPOSE: the person asked for it with --show-secrets.
        let pin = match kind {
            Kind::Yandex { pin } | Kind::Motp { pin } if show_secrets => {
                Some(pin.as_ref().map(|pin| pin.expose().to_owned()))
            }
            Kind::Yandex { .. } | Kind::Motp { .. } => None,
            Kind::Totp { .. } | Kind::Hotp { .. } | Kind::Steam => None,
        };
        let looks_like = guide::look_alike(&entry.issuer, &entry.name);
        EntryJson {
            kind: kind.name(),
            issuer: entry.issuer.clone(),
            account: entry.name.clone(),
            secret: show_secrets.then(|| entry.token.secret_text().to_string()),
            algorithm: kind.algorithm().name(),
            digits: kind.digits(),
            period: kind.period().map(otp::Period::get),
            counter,
            pin,
            warnings: codes(warnings, looks_like.is_some()),
            looks_like: looks_like.map(|found| found.portal.id.as_str()),
        }
    }

    /// Tells what a person should know about the account.
    pub(crate) fn warn(&self, say: &mut Say<'_>) -> io::Result<()> {
        let label = label(&self.issuer, &self.account);
        let portal = self.looks_like.and_then(guide::portal);
        let imitated = portal.map(|portal| portal.name.of(say.language).as_str());
        let mut warnings = self.warnings.iter();
        warnings.try_for_each(|warning| say.warn(&label, warning, imitated))
    }

    /// For a person: "issuer: name, totp SHA1 6 30 s", with the secret when it was asked for.
    pub(crate) fn in_words(&self) -> String {
        let label = label(&self.issuer, &self.account);
        let mut text = format!("{label}, {} {} {}", self.kind, self.algorithm, self.digits);
        if let Some(period) = self.period {
            text.push_str(&format!(" {period} s"));
        }
        if let Some(counter) = self.counter {
            text.push_str(&format!(" #{counter}"));
        }
        for (name, value) in [
            ("secret", self.secret.as_ref()),
            ("pin", self.pin.as_ref().and_then(Option::as_ref)),
        ] {
            if let Some(value) = value {
                text.push_str(&format!(", {name} {value}"));
            }
        }
        text
    }
}

/// "issuer: name", or what there is of it.
pub(crate) fn label(issuer: &str, name: &str) -> String {
    match (issuer, name) {
        ("", name) => name.to_owned(),
        (issuer, "") => issuer.to_owned(),
        (issuer, name) => format!("{issuer}: {name}"),
    }
}

/// An account of the vault: an entry with what the vault knows about it.
#[derive(Serialize)]
pub(crate) struct AccountJson {
    id: String,
    #[serde(flatten)]
    entry: EntryJson,
    tags: Vec<String>,
    confirmed: bool,
}

impl AccountJson {
    /// An account as it is kept; what was odd about the text it came from is no longer known.
    pub(crate) fn new(account: &Account, show_secrets: bool) -> Self {
        let (issuer, name) = (account.issuer.clone(), account.name.clone());
        let entry = Entry {
            issuer,
            name,
            token: account.token.clone(),
        };
        AccountJson {
            id: account.id.to_string(),
            entry: EntryJson::new(&entry, &entry.warnings(), show_secrets),
            tags: account.tags.clone(),
            confirmed: account.confirmed,
        }
    }

    /// The same with the warnings of the text that it came from.
    pub(crate) fn with_warnings(mut self, warnings: &[Warning]) -> Self {
        self.entry.warnings = codes(warnings, self.entry.looks_like.is_some());
        self
    }

    /// For a person: id and entry.
    pub(crate) fn in_words(&self) -> String {
        format!("{}  {}", self.id, self.entry.in_words())
    }

    /// Tells what a person should know about the account.
    pub(crate) fn warn(&self, say: &mut Say<'_>) -> io::Result<()> {
        self.entry.warn(say)
    }
}

/// The codes of warnings, also of the one that is about the name.
fn codes(warnings: &[Warning], looks_like: bool) -> Vec<&'static str> {
    let name = looks_like.then_some(LookAlike::CODE);
    let token = warnings.iter().map(|warning| warning.code());
    // What may be a fraud comes before what is only unusual.
    name.into_iter().chain(token).collect()
}
