//! Stratum, earlier Authenticator Pro: JSON, plain or in one of two encryptions (formats.md §3.5).

use std::collections::HashMap;

use otp::Fields;
use serde::Deserialize;
use sha1::Sha1;
use zeroize::Zeroizing;

use super::ImportError;
use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, Text};
use super::registry::Format;
use super::request::{Progress, Request};
use crate::seal::cipher::{open_aes_cbc, open_aes_gcm};
use crate::seal::kdf::{self, Argon2Cost};

/// What the file begins with: Argon2id and AES-GCM.
const STRONG: &[u8] = b"AUTHENTICATORPRO";
/// What older files begin with: PBKDF2 and AES-CBC, with nothing that proves the text.
const LEGACY: &[u8] = b"AuthenticatorPro";

pub(super) const FORMAT: Format = Format {
    id: "stratum",
    app: "Stratum (Authenticator Pro)",
    files: ".authpro, .bin, .json",
    is: |content| {
        content.bytes.starts_with(STRONG)
            || content.bytes.starts_with(LEGACY)
            || content.has_keys(&["Authenticators"])
    },
    read,
};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct File<'a> {
    #[serde(borrow)]
    authenticators: Each<'a>,
    #[serde(borrow, default)]
    categories: Each<'a>,
    #[serde(borrow, default)]
    authenticator_categories: Each<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Category {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct InCategory {
    category_id: String,
    authenticator_secret: Text,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
struct Account {
    #[serde(rename = "Type")]
    kind: Text,
    issuer: Text,
    username: Text,
    secret: Text,
    pin: Text,
    algorithm: Text,
    digits: Text,
    period: Text,
    counter: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    if let Some(sealed) = content.bytes.strip_prefix(STRONG) {
        let opened = open_strong(sealed, request)?;
        let text = str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
        return decrypted(text, request.progress);
    }
    if let Some(sealed) = content.bytes.strip_prefix(LEGACY) {
        let opened = open_legacy(sealed, request)?;
        let text = str::from_utf8(&opened).map_err(|_| ImportError::WrongPasswordOrDamaged)?;
        return decrypted(text, request.progress).map_err(|error| match error {
            ImportError::Damaged => ImportError::WrongPasswordOrDamaged,
            other => other,
        });
    }
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    accounts(text, request.progress)
}

fn decrypted(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let mut parsed = accounts(text, progress)?;
    parsed.encrypted = true;
    Ok(parsed)
}

fn open_strong(sealed: &[u8], request: &Request<'_>) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    const SALT: usize = 16;
    const NONCE: usize = 12;
    const TAG: usize = 16;
    const COST: Argon2Cost = Argon2Cost {
        memory: 65_536,
        passes: 3,
        lanes: 4,
    };
    let (salt, nonce, sealed) = parts(sealed, SALT, NONCE).ok_or(ImportError::Damaged)?;
    if sealed.len() < TAG {
        return Err(ImportError::Damaged);
    }
    let key = kdf::argon2id(request.password()?, salt, COST, request.progress)?;
    open_aes_gcm(&key, nonce, b"", sealed).map_err(|_| ImportError::WrongPassword)
}

fn open_legacy(sealed: &[u8], request: &Request<'_>) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    const SALT: usize = 20;
    const BLOCK: usize = 16;
    const ROUNDS: u64 = 64_000;
    let (salt, iv, sealed) = parts(sealed, SALT, BLOCK).ok_or(ImportError::Damaged)?;
    if sealed.is_empty() || !sealed.len().is_multiple_of(BLOCK) {
        return Err(ImportError::Damaged);
    }
    let key = kdf::pbkdf2::<Sha1>(request.password()?, salt, ROUNDS, request.progress)?;
    open_aes_cbc(&key, iv, sealed).map_err(|_| ImportError::WrongPasswordOrDamaged)
}

/// Salt, nonce and the rest.
fn parts(bytes: &[u8], salt: usize, nonce: usize) -> Option<(&[u8], &[u8], &[u8])> {
    let (salt, bytes) = bytes.split_at_checked(salt)?;
    let (nonce, bytes) = bytes.split_at_checked(nonce)?;
    Some((salt, nonce, bytes))
}

fn accounts(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let file: File<'_> = json::whole(text)?;
    let categories = file.categories.readable::<Category>();
    let names: HashMap<&str, &str> = categories
        .iter()
        .map(|category| (category.id.as_str(), category.name.as_str()))
        .collect();
    let links = file.authenticator_categories.readable::<InCategory>();
    // The text of the secret is what ties an account to its categories.
    let mut tags: HashMap<&str, Vec<&str>> = HashMap::new();
    for link in &links {
        if let Some(name) = names.get(link.category_id.as_str()) {
            let secret = link.authenticator_secret.or_empty();
            tags.entry(secret).or_default().push(name);
        }
    }
    let mut parsed = Parsed::default();
    parsed.take_each(&file.authenticators, progress, |account: &Account| {
        let names = (account.issuer.or_empty(), account.username.or_empty());
        let tags = account.secret.get().and_then(|secret| tags.get(secret));
        let found = found(account, names);
        let found = found.map(|found| found.tagged(tags.into_iter().flatten()));
        (names, found)
    })?;
    Ok(parsed)
}

fn found(account: &Account, (issuer, name): (&str, &str)) -> Result<Found, Reason> {
    let kind = match account.kind.or_empty() {
        "1" => "hotp",
        "2" => "totp",
        "3" => "motp",
        "4" => "steam",
        "5" => "yandex",
        other => other,
    };
    let algorithm = account.algorithm.get().map(|number| match number {
        "0" => "SHA1",
        "1" => "SHA256",
        "2" => "SHA512",
        other => other,
    });
    Found::of_fields(
        issuer,
        name,
        Fields {
            kind,
            secret: account.secret.get(),
            algorithm,
            digits: account.digits.get(),
            period: account.period.get(),
            counter: account.counter.get(),
            pin: account.pin.get(),
        },
    )
}
