//! andOTP: JSON, plain or encrypted in its newer or older way (formats.md §3.6). Old backups of
//! GNOME Authenticator are built alike.

use otp::{Fields, Secret, SecretError};
use serde::Deserialize;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::ImportError;
use super::account::{Found, Parsed, Reason};
use super::content::{Content, Kind};
use super::json::{self, Each, Few, Text};
use super::registry::Format;
use super::request::{Progress, Request};
use crate::seal::cipher::open_aes_gcm;
use crate::seal::kdf::{self, Key};

pub(super) const FORMAT: Format = Format {
    id: "andotp",
    app: "andOTP",
    files: ".json, .json.aes",
    is: |content| match &content.kind {
        Kind::Json(..) => content.lists(&["label", "type"]),
        Kind::Bytes => may_be_sealed(content.bytes),
        Kind::Archive(_) | Kind::Markup(_) | Kind::Text(_) => false,
    },
    read,
};

#[derive(Deserialize)]
struct Account {
    #[serde(rename = "type", default)]
    kind: Text,
    #[serde(default)]
    secret: Text,
    /// Missing in old files, which have it in the label.
    issuer: Option<Text>,
    #[serde(default)]
    label: Text,
    #[serde(default)]
    algorithm: Text,
    #[serde(default)]
    digits: Text,
    #[serde(default)]
    period: Text,
    #[serde(default)]
    counter: Text,
    #[serde(default)]
    tags: Few<Text>,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    if let Some((text, _)) = content.json() {
        return accounts(text, request.progress);
    }
    let opened = open(request, content.bytes)?;
    let text = str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
    let mut parsed = accounts(text, request.progress)?;
    parsed.encrypted = true;
    Ok(parsed)
}

/// Whether bytes can be an encrypted backup, which has no mark and looks random: not too short, and
/// without a run of equal bytes, which other binary files have. Formats with a mark are asked first.
fn may_be_sealed(bytes: &[u8]) -> bool {
    bytes.len() >= 40
        && !bytes
            .windows(8)
            .any(|run| run.iter().all(|b| Some(b) == run.first()))
}

/// Tries the newer encryption, if what would be its number of rounds can be one, and the older.
fn open(request: &Request<'_>, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let password = request.password()?;
    if let Some((rounds, rest)) = bytes.split_first_chunk::<4>()
        && let rounds @ 1_000..=10_000_000 = u32::from_be_bytes(*rounds)
        && let Some((salt, rest)) = rest.split_first_chunk::<12>()
        && let Some((nonce, sealed)) = rest.split_first_chunk::<12>()
    {
        let key = kdf::pbkdf2::<Sha1>(password, salt, rounds.into(), request.progress)?;
        if let Ok(opened) = open_aes_gcm(&key, nonce, b"", sealed) {
            return Ok(opened);
        }
    }
    // EXPOSE: the key is made of it.
    let key = Key::new(Sha256::digest(password.expose().as_bytes()).into());
    let opened = bytes
        .split_first_chunk::<12>()
        .and_then(|(nonce, sealed)| open_aes_gcm(&key, nonce, b"", sealed).ok());
    opened.ok_or(ImportError::WrongPasswordOrDamaged)
}

fn accounts(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let list: Each<'_> = json::whole(text)?;
    let mut parsed = Parsed::default();
    parsed.take_each(&list, progress, |account: &Account| {
        let names = names(account);
        (names, found(account, names))
    })?;
    Ok(parsed)
}

fn names(account: &Account) -> (&str, &str) {
    let label = account.label.or_empty();
    match &account.issuer {
        Some(issuer) => (issuer.or_empty(), label),
        None => label.split_once(" - ").unwrap_or(("", label)),
    }
}

fn found(account: &Account, (issuer, name): (&str, &str)) -> Result<Found, Reason> {
    let kind = account.kind.or_empty();
    // Base32 of the hex text.
    let hex = match account.secret.get() {
        Some(secret) if kind.eq_ignore_ascii_case("motp") => Some(Secret::from_base32(secret)?),
        Some(_) | None => None,
    };
    let hex = hex.as_ref().map(|hex| {
        // EXPOSE: the key is the text.
        str::from_utf8(hex.expose()).map_err(|_| SecretError::NotHex { position: 1 })
    });
    let fields = Fields {
        kind,
        secret: hex.transpose()?.or(account.secret.get()),
        algorithm: account.algorithm.get(),
        digits: account.digits.get(),
        period: account.period.get(),
        counter: account.counter.get(),
        pin: None,
    };
    let tags = account.tags.iter().filter_map(Text::get);
    Ok(Found::of_fields(issuer, name, fields)?.tagged(tags))
}
