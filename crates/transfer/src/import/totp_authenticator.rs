//! TOTP Authenticator by BinaryBoot: Base64 of an encrypted JSON (formats.md §3.19).

use otp::{Fields, Secret};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::ImportError;
use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, EachNamed, Text};
use super::registry::Format;
use super::request::Request;
use crate::seal::cipher::open_aes_cbc;
use crate::seal::kdf::Key;

pub(super) const FORMAT: Format = Format {
    id: "totp-authenticator",
    app: "TOTP Authenticator",
    files: ".encrypt",
    is: |content| content.is_sealed_text() && !content.has_companion,
    read,
};

/// What it encrypts with when no password is set.
const KNOWN_PASSWORD: &str = "TotpAuthenticator";

#[derive(Deserialize)]
struct Account {
    #[serde(default)]
    issuer: Text,
    #[serde(default)]
    name: Text,
    #[serde(default)]
    key: Text,
    /// How the key is written: 16, 32 or 64.
    #[serde(default)]
    base: Text,
    #[serde(default)]
    digits: Text,
    #[serde(default)]
    period: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let is_steam = |name: &str| name.to_ascii_lowercase().ends_with(".mafile");
    if request.file_name.is_some_and(is_steam) {
        // Only Steam's names end so. Its encrypted files look the same and need their manifest.
        return Err(ImportError::CompanionNeeded);
    }
    let text = content.text().ok_or(ImportError::Damaged)?;
    let sealed = json::base64(text).ok_or(ImportError::Damaged)?;
    if let Some(text) = open(&sealed, KNOWN_PASSWORD) {
        return accounts(&text, request);
    }
    // EXPOSE: the key is made of it.
    let text = open(&sealed, request.password()?.expose());
    let text = text.ok_or(ImportError::WrongPasswordOrDamaged)?;
    let mut parsed = accounts(&text, request)?;
    parsed.encrypted = true;
    Ok(parsed)
}

/// The text within: the only key of an object.
fn open(sealed: &[u8], password: &str) -> Option<Zeroizing<String>> {
    let key = Key::new(Sha256::digest(password.as_bytes()).into());
    let opened = open_aes_cbc(&key, &[0; 16], sealed).ok()?;
    let EachNamed(members) = serde_json::from_slice(&opened).ok()?;
    let (text, _) = members.into_iter().next()?;
    Some(Zeroizing::new(text))
}

fn accounts(text: &str, request: &Request<'_>) -> Result<Parsed, ImportError> {
    let list: Each<'_> = json::whole(text)?;
    let mut parsed = Parsed::default();
    parsed.take_each(&list, request.progress, |account: &Account| {
        let names = (account.issuer.or_empty(), account.name.or_empty());
        (names, found(account))
    })?;
    Ok(parsed)
}

fn found(account: &Account) -> Result<Found, Reason> {
    let secret = match (account.base.get(), account.key.get()) {
        (_, None) => None,
        (None | Some("32"), Some(key)) => Some(Secret::from_base32(key)?),
        (Some("16"), Some(key)) => Some(Secret::from_hex(key)?),
        (Some("64"), Some(key)) => {
            let bytes = json::base64(key).ok_or(Reason::Damaged)?;
            Some(Secret::from_bytes(bytes.to_vec())?)
        }
        (Some(_), Some(_)) => return Err(Reason::Damaged),
    };
    let secret = secret.as_ref().map(Secret::to_base32);
    let fields = Fields {
        kind: "totp",
        secret: secret.as_ref().map(|text| text.as_str()),
        digits: account.digits.get(),
        period: account.period.get(),
        ..Fields::default()
    };
    Found::of_fields(account.issuer.or_empty(), account.name.or_empty(), fields)
}
