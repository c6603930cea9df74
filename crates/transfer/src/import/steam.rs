//! Steam: the `maFile` of Steam Desktop Authenticator and steamguard-cli, plain or encrypted with
//! its parameters in the `manifest.json` beside it, and the file of Steam's own app (formats.md §7).

use otp::{FieldError, Secret, Token};
use serde::Deserialize;
use serde_json::value::RawValue;
use sha1::Sha1;
use zeroize::Zeroizing;

use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, EachNamed, Kind, Text};
use super::registry::Format;
use super::request::Request;
use super::{ImportError, Unsupported};
use crate::seal::cipher::open_aes_cbc;
use crate::seal::kdf::{self, Argon2Cost};

pub(super) const FORMAT: Format = Format {
    id: "steam",
    app: "Steam",
    files: ".maFile, Steamguard-…",
    is: |content| match content.json() {
        Some((_, shape)) => {
            !shape.is_list
                && (shape.has(&["shared_secret"]) || shape.kind("accounts") == Some(Kind::Object))
        }
        None => content.is_sealed_text() && content.has_companion,
    },
    read,
};

/// What steamguard-cli derives its key with.
const COST: Argon2Cost = Argon2Cost {
    memory: 62_500,
    passes: 3,
    lanes: 4,
};
/// The rounds of Steam Desktop Authenticator.
const ROUNDS: u64 = 50_000;
/// So many entries of a manifest are tried when none has the name of the file.
const MOST_TRIED: usize = 16;

#[derive(Deserialize)]
struct Account {
    #[serde(default)]
    shared_secret: Text,
    #[serde(default)]
    account_name: Text,
}

#[derive(Deserialize)]
struct Accounts<'a> {
    #[serde(borrow)]
    accounts: EachNamed<'a>,
}

#[derive(Deserialize)]
struct Manifest<'a> {
    #[serde(borrow)]
    entries: Each<'a>,
}

/// One file beside the manifest. Its encryption stands in it directly (Steam Desktop
/// Authenticator), or apart with the name of its scheme (steamguard-cli).
#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    filename: Text,
    #[serde(default)]
    account_name: Text,
    #[serde(default)]
    encryption_iv: Text,
    #[serde(default)]
    encryption_salt: Text,
    #[serde(default)]
    encryption: Option<Encryption>,
}

#[derive(Deserialize)]
struct Encryption {
    #[serde(default)]
    scheme: Text,
    #[serde(default)]
    iv: Text,
    #[serde(default)]
    salt: Text,
}

/// The token of a secret as Steam itself writes it.
pub(super) fn token(secret: &Text) -> Result<Token, Reason> {
    let secret = secret.get().ok_or(FieldError::MissingSecret)?;
    let secret = json::base64(secret).ok_or(Reason::Damaged)?;
    Ok(Token {
        secret: Secret::from_bytes(secret.to_vec())?,
        kind: otp::Kind::Steam,
    })
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let entries = request.companion.map(entries_of);
    let Some((text, shape)) = content.json() else {
        return sealed(
            request,
            content,
            &entries.ok_or(ImportError::CompanionNeeded)??,
        );
    };
    let mut parsed = Parsed::default();
    if shape.has(&["shared_secret"]) {
        let raw: &RawValue = json::whole(text)?;
        let entry = entries.and_then(Result::ok).and_then(|mut entries| {
            let named = entries.iter().position(|entry| is_named(entry, request))?;
            Some(entries.swap_remove(named))
        });
        take(&mut parsed, 1, raw, &name_of(entry.as_ref(), request))?;
        return Ok(parsed);
    }
    let file: Accounts<'_> = json::whole(text)?;
    for (index, (id, raw)) in file.accounts.0.iter().enumerate() {
        request.progress.go_on()?;
        take(&mut parsed, index + 1, raw, id)?;
    }
    Ok(parsed)
}

fn take(
    parsed: &mut Parsed,
    place: usize,
    raw: &RawValue,
    fallback: &str,
) -> Result<(), ImportError> {
    match json::one::<Account>(raw) {
        Ok(account) => {
            let name = account.account_name.get().unwrap_or(fallback);
            let token = token(&account.shared_secret);
            let found = token.map(|token| Found::new("Steam", name, token));
            parsed.take(place, ("Steam", name), found)
        }
        Err(reason) => parsed.take(place, ("Steam", fallback), Err(reason)),
    }
}

fn entries_of(manifest: &[u8]) -> Result<Vec<Entry>, ImportError> {
    let text = str::from_utf8(manifest).map_err(|_| ImportError::Damaged)?;
    let manifest: Manifest<'_> = json::whole(text.trim_start_matches('\u{feff}'))?;
    Ok(manifest.entries.readable())
}

fn is_named(entry: &Entry, request: &Request<'_>) -> bool {
    request
        .file_name
        .is_some_and(|name| entry.filename.or_empty().eq_ignore_ascii_case(name))
}

/// The account's name where the file has none: that of the manifest, or what the file is called
/// after.
fn name_of(entry: Option<&Entry>, request: &Request<'_>) -> String {
    if let Some(name) = entry.and_then(|entry| entry.account_name.get()) {
        return name.to_owned();
    }
    let file = request.file_name.unwrap_or_default();
    let name = match file.rsplit_once('.') {
        Some((name, end)) if end.eq_ignore_ascii_case("maFile") => name,
        Some(_) | None => file.strip_prefix("Steamguard-").unwrap_or_default(),
    };
    name.to_owned()
}

fn sealed(
    request: &Request<'_>,
    content: &Content<'_>,
    entries: &[Entry],
) -> Result<Parsed, ImportError> {
    let sealed = content.text().and_then(json::base64);
    let sealed = sealed.ok_or(ImportError::Damaged)?;
    let named = entries.iter().filter(|entry| is_named(entry, request));
    let named: Vec<&Entry> = named.collect();
    let tried = match named.is_empty() {
        true => entries.iter().take(MOST_TRIED).collect(),
        false => named,
    };
    let mut outcome = ImportError::CompanionNeeded;
    for entry in tried {
        match open(request, entry, &sealed) {
            Ok(text) => {
                let raw: &RawValue = json::whole(&text)?;
                let mut parsed = Parsed {
                    encrypted: true,
                    ..Parsed::default()
                };
                take(&mut parsed, 1, raw, &name_of(Some(entry), request))?;
                return Ok(parsed);
            }
            // This entry says nothing of the file.
            Err(ImportError::CompanionNeeded) => {}
            Err(error @ (ImportError::Cancelled | ImportError::PasswordNeeded)) => {
                return Err(error);
            }
            Err(error) => outcome = error,
        }
    }
    Err(outcome)
}

/// The text of a file, if it can be the one of this entry: there is no tag.
fn open(
    request: &Request<'_>,
    entry: &Entry,
    sealed: &[u8],
) -> Result<Zeroizing<String>, ImportError> {
    let (scheme, iv, salt) = match &entry.encryption {
        Some(apart) => (apart.scheme.or_empty(), &apart.iv, &apart.salt),
        None => (
            "LegacySdaCompatible",
            &entry.encryption_iv,
            &entry.encryption_salt,
        ),
    };
    let (Some(iv), Some(salt)) = (iv.get(), salt.get()) else {
        return Err(ImportError::CompanionNeeded);
    };
    let bytes = |text| json::base64(text).ok_or(ImportError::Damaged);
    let (iv, salt) = (bytes(iv)?, bytes(salt)?);
    let (password, progress) = (request.password()?, request.progress);
    let key = match scheme {
        "LegacySdaCompatible" => kdf::pbkdf2::<Sha1>(password, &salt, ROUNDS, progress)?,
        "Argon2idAes256" => kdf::argon2id(password, &salt, COST, progress)?,
        _ => return Err(ImportError::Unsupported(Unsupported::Cipher)),
    };
    let opened = open_aes_cbc(&key, &iv, sealed);
    let opened = opened.map_err(|_| ImportError::WrongPasswordOrDamaged)?;
    match str::from_utf8(&opened) {
        Ok(text) if text.trim_start().starts_with('{') => Ok(Zeroizing::new(text.to_owned())),
        Ok(_) | Err(_) => Err(ImportError::WrongPasswordOrDamaged),
    }
}
