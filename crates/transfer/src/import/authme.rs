//! Authme: JSON around a text with a few lines for each account (formats.md §3.14).

use otp::Fields;
use serde::Deserialize;

use super::account::{Found, Parsed};
use super::content::Content;
use super::json::{self, Text};
use super::registry::Format;
use super::request::Request;
use super::{ImportError, Unsupported};

pub(super) const FORMAT: Format = Format {
    id: "authme",
    app: "Authme",
    files: ".authme",
    is: |content| content.has_keys(&["role", "codes"]),
    read,
};

#[derive(Deserialize)]
struct File {
    codes: Text,
    #[serde(default)]
    encrypted: Option<bool>,
}

/// The lines of one account.
#[derive(Default)]
struct Account<'a> {
    name: Option<&'a str>,
    secret: Option<&'a str>,
    issuer: Option<&'a str>,
    kind: Option<&'a str>,
}

impl<'a> Account<'a> {
    /// The place of a line, by what it begins with.
    fn slot(&mut self, label: &str) -> Option<&mut Option<&'a str>> {
        match label {
            "Name" => Some(&mut self.name),
            "Secret" => Some(&mut self.secret),
            "Issuer" => Some(&mut self.issuer),
            "Type" => Some(&mut self.kind),
            _ => None,
        }
    }

    fn is_empty(&self) -> bool {
        let lines = [self.name, self.secret, self.issuer, self.kind];
        lines.iter().all(Option::is_none)
    }

    fn taken(&self, parsed: &mut Parsed) -> Result<(), ImportError> {
        if self.is_empty() {
            return Ok(());
        }
        let issuer = self.issuer.unwrap_or_default();
        let name = self.name.unwrap_or_default();
        let kind = self.kind.unwrap_or("TOTP");
        let fields = Fields {
            kind: kind.strip_prefix("OTP_").unwrap_or(kind),
            secret: self.secret,
            ..Fields::default()
        };
        let place = parsed.found.len() + parsed.refused.len() + 1;
        parsed.take(
            place,
            (issuer, name),
            Found::of_fields(issuer, name, fields),
        )
    }
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    let file: File = json::whole(text)?;
    if file.encrypted == Some(true) {
        return Err(ImportError::Unsupported(Unsupported::Cipher));
    }
    let codes = json::base64(file.codes.or_empty()).ok_or(ImportError::Damaged)?;
    let codes = str::from_utf8(&codes).map_err(|_| ImportError::Damaged)?;
    let mut parsed = Parsed::default();
    let mut account = Account::default();
    for line in codes.lines() {
        request.progress.go_on()?;
        let Some((label, value)) = line.split_once(':') else {
            continue;
        };
        let label = label.trim();
        // An account ends where a line comes a second time.
        if account.slot(label).is_some_and(|slot| slot.is_some()) {
            account.taken(&mut parsed)?;
            account = Account::default();
        }
        if let Some(slot) = account.slot(label) {
            *slot = Some(value.trim());
        }
    }
    account.taken(&mut parsed)?;
    Ok(parsed)
}
