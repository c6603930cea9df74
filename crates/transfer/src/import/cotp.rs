//! cotp: JSON, plain or encrypted (formats.md §3.17).

use otp::Fields;
use serde::Deserialize;

use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, Text};
use super::registry::Format;
use super::request::{Progress, Request};
use super::{ImportError, Unsupported};
use crate::seal::cipher::open_xchacha20_poly1305;
use crate::seal::kdf::{self, Argon2Cost};

pub(super) const FORMAT: Format = Format {
    id: "cotp",
    app: "cotp",
    files: ".cotp, .json",
    is: |content| content.has_keys(&["elements"]) || content.has_keys(&["cipher", "nonce", "salt"]),
    read,
};

/// What cotp derives its key with.
const COST: Argon2Cost = Argon2Cost {
    memory: 32_768,
    passes: 4,
    lanes: 4,
};

#[derive(Deserialize)]
struct Sealed {
    #[serde(default)]
    version: Option<u64>,
    nonce: Text,
    salt: Text,
    cipher: Text,
}

#[derive(Deserialize)]
struct Database<'a> {
    #[serde(default)]
    version: Option<u64>,
    #[serde(borrow)]
    elements: Each<'a>,
}

#[derive(Deserialize)]
struct Account {
    #[serde(rename = "type", default)]
    kind: Text,
    #[serde(default)]
    issuer: Text,
    #[serde(default)]
    label: Text,
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
    #[serde(default)]
    pin: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let (text, shape) = content.json().ok_or(ImportError::Damaged)?;
    if shape.has(&["elements"]) {
        return accounts(text, request.progress);
    }
    let file: Sealed = json::whole(text)?;
    if file.version.is_some_and(|version| version > 1) {
        return Err(ImportError::Unsupported(Unsupported::NewerVersion));
    }
    let bytes = |text: &Text| json::base64(text.or_empty()).ok_or(ImportError::Damaged);
    let (nonce, salt, sealed) = (
        bytes(&file.nonce)?,
        bytes(&file.salt)?,
        bytes(&file.cipher)?,
    );
    if nonce.len() != 24 {
        return Err(ImportError::Damaged);
    }
    let key = kdf::argon2id(request.password()?, &salt, COST, request.progress)?;
    let opened =
        open_xchacha20_poly1305(&key, &nonce, &sealed).map_err(|_| ImportError::WrongPassword)?;
    let text = str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
    let mut parsed = accounts(text, request.progress)?;
    parsed.encrypted = true;
    Ok(parsed)
}

fn accounts(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let database: Database<'_> = json::whole(text)?;
    if database.version.is_some_and(|version| version > 2) {
        return Err(ImportError::Unsupported(Unsupported::NewerVersion));
    }
    let mut parsed = Parsed::default();
    parsed.take_each(&database.elements, progress, |account: &Account| {
        let names = (account.issuer.or_empty(), account.label.or_empty());
        (names, found(account))
    })?;
    Ok(parsed)
}

fn found(account: &Account) -> Result<Found, Reason> {
    let fields = Fields {
        kind: account.kind.or_empty(),
        secret: account.secret.get(),
        algorithm: account.algorithm.get(),
        digits: account.digits.get(),
        period: account.period.get(),
        counter: account.counter.get(),
        pin: account.pin.get(),
    };
    Found::of_fields(account.issuer.or_empty(), account.label.or_empty(), fields)
}
