//! Proton Authenticator: JSON, plain or encrypted (formats.md §3.4).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use otp::Entry;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, Kind, Text};
use super::registry::Format;
use super::request::{Password, Progress, Request};
use super::{ImportError, Unsupported, link};
use crate::seal::cipher::open_aes_gcm;
use crate::seal::kdf::{self, Argon2Cost};

pub(super) const FORMAT: Format = Format {
    id: "proton-authenticator",
    app: "Proton Authenticator",
    files: ".json",
    is: |content| {
        content.json().is_some_and(|(text, shape)| {
            !shape.is_list
                && match shape.kind("entries") {
                    // The list of files that Steam programs write has `entries`, too.
                    Some(Kind::List) => shape.has(&["version"]) && text.contains("\"content\""),
                    Some(_) => false,
                    None => shape.has(&["version", "salt", "content"]),
                }
        })
    },
    read,
};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(default)]
    version: Text,
    #[serde(borrow, default)]
    entries: Each<'a>,
    #[serde(default)]
    salt: Text,
    #[serde(default)]
    content: Text,
}

#[derive(Deserialize)]
struct Account {
    content: Link,
    #[serde(default)]
    note: Text,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    uri: Text,
    /// As edited; the link keeps the first one.
    #[serde(default)]
    name: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    let file: File<'_> = version_1(text)?;
    let Some(sealed) = file.content.get() else {
        return accounts(&file.entries, request.progress);
    };
    let sealed = STANDARD.decode(sealed).map_err(|_| ImportError::Damaged)?;
    let salt = STANDARD.decode(file.salt.or_empty());
    let salt = salt.map_err(|_| ImportError::Damaged)?;
    let opened = open(&sealed, &salt, request.password()?, request.progress)?;
    let text = str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
    let mut parsed = accounts(&version_1(text)?.entries, request.progress)?;
    parsed.encrypted = true;
    Ok(parsed)
}

fn version_1(text: &str) -> Result<File<'_>, ImportError> {
    let file: File<'_> = json::whole(text)?;
    match file.version.number() {
        Some(0 | 1) => Ok(file),
        Some(_) => Err(ImportError::Unsupported(Unsupported::NewerVersion)),
        None => Err(ImportError::Damaged),
    }
}

/// `sealed` is the nonce, then what AES-GCM wrote.
fn open(
    sealed: &[u8],
    salt: &[u8],
    password: &Password,
    progress: &Progress,
) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    const NONCE: usize = 12;
    const TAG: usize = 16;
    const SALT: usize = 16;
    const CONTEXT: &[u8] = b"proton.authenticator.export.v1";
    const COST: Argon2Cost = Argon2Cost {
        memory: 19_456,
        passes: 2,
        lanes: 1,
    };
    let parts = sealed.split_at_checked(NONCE);
    let (nonce, sealed) = parts.ok_or(ImportError::Damaged)?;
    if sealed.len() < TAG || salt.len() != SALT {
        return Err(ImportError::Damaged);
    }
    let key = kdf::argon2id(password, salt, COST, progress)?;
    open_aes_gcm(&key, nonce, CONTEXT, sealed).map_err(|_| ImportError::WrongPassword)
}

fn accounts(entries: &Each<'_>, progress: &Progress) -> Result<Parsed, ImportError> {
    let mut parsed = Parsed::default();
    parsed.take_each(entries, progress, |account: &Account| {
        let name = account.content.name.or_empty();
        (("", name), found(account))
    })?;
    Ok(parsed)
}

fn found(account: &Account) -> Result<Found, Reason> {
    let mut found = link::account(account.content.uri.get().ok_or(Reason::Damaged)?)?;
    if let Some(name) = account.content.name.get() {
        let entry = &found.entry;
        found.entry = Entry::new(&entry.issuer, name, entry.token.clone());
    }
    Ok(found.noted(account.note.get()))
}
