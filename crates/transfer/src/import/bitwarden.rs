//! Bitwarden: the vault as JSON, plain or with a password, and as a table; of a person or of an
//! organisation (formats.md §5.1).

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::account::{Found, Parsed, Reason};
use super::content::{Content, Kind};
use super::json::{self, Each, Shape, Text};
use super::registry::Format;
use super::request::{Password, Progress, Request};
use super::{ImportError, Unsupported, link, table};
use crate::seal::cipher::open_aes_cbc;
use crate::seal::kdf::{self, Argon2Cost, Key};

pub(super) const FORMAT: Format = Format {
    id: "bitwarden",
    app: "Bitwarden",
    files: ".json (also with a password), .csv",
    is: |content| match &content.kind {
        Kind::Json(text, shape) => {
            let grouped = shape.has(&["folders"]) || shape.has(&["collections"]);
            !shape.is_list
                && (shape.has(&["passwordProtected", "data"])
                    || shape.has(&["encrypted", "items"]) && grouped
                    || shape.has(&["items"]) && grouped && !is_enpass(text))
        }
        Kind::Text(_) => table::has_columns(content, &["logintotp", "loginpassword"]),
        Kind::Archive(_) | Kind::Markup(_) | Kind::Bytes => false,
    },
    read,
};

/// Both have folders and items, and very old exports of Bitwarden have nothing else.
pub(super) fn is_enpass(text: &str) -> bool {
    Shape::within(text, "items").is_some_and(|items| items.has(&["title", "uuid"]))
}

#[derive(Deserialize)]
pub(super) struct File<'a> {
    #[serde(default)]
    encrypted: Option<bool>,
    #[serde(default, borrow)]
    folders: Each<'a>,
    #[serde(default, borrow)]
    collections: Each<'a>,
    #[serde(default, borrow)]
    items: Each<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sealed {
    #[serde(default)]
    salt: Text,
    #[serde(default)]
    kdf_type: Text,
    #[serde(default)]
    kdf_iterations: Text,
    /// MiB.
    #[serde(default)]
    kdf_memory: Text,
    #[serde(default)]
    kdf_parallelism: Text,
    #[serde(rename = "encKeyValidation_DO_NOT_EDIT")]
    validation: String,
    data: String,
}

#[derive(Deserialize)]
struct Folder {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    #[serde(default)]
    name: Text,
    #[serde(default)]
    notes: Text,
    #[serde(default)]
    favorite: Option<bool>,
    #[serde(default)]
    folder_id: Text,
    #[serde(default, borrow)]
    collection_ids: Each<'a>,
    #[serde(default)]
    deleted_date: Text,
    #[serde(default)]
    login: Option<Login>,
}

#[derive(Deserialize)]
struct Login {
    #[serde(default)]
    username: Text,
    #[serde(default)]
    totp: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let Some((text, shape)) = content.json() else {
        let text = table::text_of(content).ok_or(ImportError::Damaged)?;
        // The Authenticator for iOS writes the same columns and leaves the passwords empty.
        return table::read(text, request.progress, link::account_or_secret);
    };
    if shape.has(&["passwordProtected", "data"]) {
        let sealed: Sealed = json::whole(text)?;
        let opened = open(&sealed, request.password()?, request.progress)?;
        let text = str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
        let mut parsed = items(&json::whole(text)?, request.progress)?;
        parsed.encrypted = true;
        return Ok(parsed);
    }
    let file: File<'_> = json::whole(text)?;
    if file.encrypted == Some(true) {
        return Err(ImportError::Unsupported(Unsupported::AccountRestricted));
    }
    let mut parsed = items(&file, request.progress)?;
    parsed.holds_passwords = true;
    Ok(parsed)
}

fn open(
    sealed: &Sealed,
    password: &Password,
    progress: &Progress,
) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    // The text itself is the salt, although it looks like Base64.
    let salt = sealed.salt.or_empty().as_bytes();
    let number = |text: &Text| text.number().ok_or(ImportError::Damaged);
    let rounds = number(&sealed.kdf_iterations)?;
    let key = match sealed.kdf_type.number() {
        Some(0) => kdf::pbkdf2::<Sha256>(password, salt, rounds, progress)?,
        Some(1) => {
            let cost = Argon2Cost {
                memory: number(&sealed.kdf_memory)?.saturating_mul(1024),
                passes: rounds,
                lanes: number(&sealed.kdf_parallelism)?,
            };
            kdf::argon2id(password, &Sha256::digest(salt), cost, progress)?
        }
        Some(_) => return Err(ImportError::Unsupported(Unsupported::Cipher)),
        None => return Err(ImportError::Damaged),
    };
    let keys = Keys::of(&key)?;
    keys.open(&sealed.validation, ImportError::WrongPassword)?;
    keys.open(&sealed.data, ImportError::Damaged)
}

/// The two keys that are made of one.
struct Keys {
    cipher: Key,
    mac: Key,
}

impl Keys {
    fn of(key: &Key) -> Result<Self, ImportError> {
        let both = Hkdf::<Sha256>::from_prk(&**key).map_err(|_| ImportError::Damaged)?;
        let expand = |name: &[u8]| {
            let mut key = Key::default();
            let done = both.expand(name, &mut *key);
            done.map(|()| key).map_err(|_| ImportError::Damaged)
        };
        Ok(Self {
            cipher: expand(b"enc")?,
            mac: expand(b"mac")?,
        })
    }

    /// Opens `2.IV|BYTES|MAC`; `changed` says what another MAC means.
    fn open(&self, sealed: &str, changed: ImportError) -> Result<Zeroizing<Vec<u8>>, ImportError> {
        let (kind, parts) = sealed.split_once('.').ok_or(ImportError::Damaged)?;
        if kind != "2" {
            return Err(ImportError::Unsupported(Unsupported::Cipher));
        }
        let mut parts = parts.split('|').map(|part| STANDARD.decode(part));
        let (Some(Ok(iv)), Some(Ok(bytes)), Some(Ok(mac)), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ImportError::Damaged);
        };
        let mut check =
            Hmac::<Sha256>::new_from_slice(&*self.mac).map_err(|_| ImportError::Damaged)?;
        check.update(&iv);
        check.update(&bytes);
        check.verify_slice(&mac).map_err(|_| changed)?;
        open_aes_cbc(&self.cipher, &iv, &bytes).map_err(|_| ImportError::Damaged)
    }
}

/// Reads the items that have a code.
pub(super) fn items(file: &File<'_>, progress: &Progress) -> Result<Parsed, ImportError> {
    let mut folders = file.folders.readable::<Folder>();
    folders.extend(file.collections.readable::<Folder>());
    let mut parsed = Parsed::default();
    for (place, raw) in file.items.numbered() {
        progress.go_on()?;
        let item = match item(raw) {
            Ok(item) => item,
            Err(reason) => {
                parsed.take(place, ("", ""), Err(reason))?;
                continue;
            }
        };
        let Some(login) = &item.login else { continue };
        let Some(code) = login.totp.get() else {
            continue;
        };
        let names = (item.name.or_empty(), login.username.or_empty());
        parsed.take(place, names, found(&item, code, names, &folders))?;
    }
    Ok(parsed)
}

fn item(raw: &RawValue) -> Result<Item<'_>, Reason> {
    serde_json::from_str(raw.get()).map_err(|_| Reason::Damaged)
}

fn found(
    item: &Item<'_>,
    code: &str,
    (title, user): (&str, &str),
    folders: &[Folder],
) -> Result<Found, Reason> {
    if item.deleted_date.get().is_some() {
        return Err(Reason::Trashed);
    }
    let collections = item.collection_ids.readable::<String>();
    let ids = item.folder_id.get().into_iter();
    let ids = ids.chain(collections.iter().map(String::as_str));
    let tags = ids.filter_map(|id| folders.iter().find(|folder| folder.id == id));
    Ok(link::account_or_secret(code, title, user)?
        .tagged(tags.map(|folder| folder.name.as_str()))
        .noted(item.notes.get())
        .favourite(item.favorite.unwrap_or_default()))
}
