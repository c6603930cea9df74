//! Aegis: JSON, plain or encrypted, database versions 1 to 3 (formats.md §3.1).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use otp::{Fields, Secret};
use serde::Deserialize;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, Few, Kind, Text};
use super::registry::Format;
use super::request::{Password, Progress, Request};
use super::{ImportError, Unsupported};
use crate::seal::cipher::open_aes_gcm;
use crate::seal::kdf::{self, Key};

pub(super) const FORMAT: Format = Format {
    id: "aegis",
    app: "Aegis",
    files: ".json",
    is: |content| content.has_keys(&["header", "db"]),
    read,
};

/// The most slots of a file. A person has a few, and each may take a costly derivation.
const MOST_SLOTS: usize = 16;

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    header: Option<Header<'a>>,
    #[serde(borrow)]
    db: &'a RawValue,
}

#[derive(Deserialize)]
struct Header<'a> {
    #[serde(borrow, default)]
    slots: Each<'a>,
    params: Option<Params>,
}

#[derive(Deserialize)]
struct Params {
    nonce: String,
    tag: String,
}

#[derive(Deserialize)]
struct Slot {
    #[serde(rename = "type")]
    kind: u8,
    key: String,
    key_params: Params,
    n: u64,
    r: u64,
    p: u64,
    salt: String,
    #[serde(default)]
    repaired: bool,
}

#[derive(Deserialize)]
struct Database<'a> {
    version: u64,
    #[serde(borrow)]
    entries: Each<'a>,
    #[serde(borrow, default)]
    groups: Each<'a>,
}

#[derive(Deserialize)]
struct Group {
    uuid: String,
    name: String,
}

#[derive(Deserialize)]
struct Account {
    #[serde(rename = "type", default)]
    kind: Text,
    #[serde(default)]
    name: Text,
    #[serde(default)]
    issuer: Text,
    #[serde(default)]
    note: Text,
    #[serde(default)]
    favorite: Option<bool>,
    #[serde(default)]
    group: Text,
    #[serde(default)]
    groups: Few<String>,
    info: Info,
}

#[derive(Deserialize)]
struct Info {
    #[serde(default)]
    secret: Text,
    #[serde(default)]
    algo: Text,
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
    let file: File<'_> = json::whole(text)?;
    if shape.kind("db") == Some(Kind::Object) {
        return accounts(file.db.get(), request.progress);
    }
    let header = file.header.ok_or(ImportError::Damaged)?;
    let params = header.params.ok_or(ImportError::Damaged)?;
    let sealed: String = json::whole(file.db.get())?;
    let sealed = STANDARD.decode(sealed).map_err(|_| ImportError::Damaged)?;
    let slots: Vec<Slot> = header.slots.readable::<Slot>();
    if slots.len() > MOST_SLOTS {
        return Err(ImportError::TooMuchEffort);
    }
    let master = master_key(&slots, request.password()?, request.progress)?;
    let opened = open(&master, &params, &sealed).ok_or(ImportError::Damaged)?;
    let text = str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
    let mut parsed = accounts(text, request.progress)?;
    parsed.encrypted = true;
    Ok(parsed)
}

/// Tries the password on every slot that has one.
fn master_key(
    slots: &[Slot],
    password: &Password,
    progress: &Progress,
) -> Result<Key, ImportError> {
    const PASSWORD: u8 = 1;
    let mut slots = slots.iter().filter(|slot| slot.kind == PASSWORD).peekable();
    if slots.peek().is_none() {
        return Err(ImportError::Unsupported(Unsupported::Cipher));
    }
    for slot in slots {
        let salt = hex::decode(&slot.salt).map_err(|_| ImportError::Damaged)?;
        let sealed = hex::decode(&slot.key).map_err(|_| ImportError::Damaged)?;
        // EXPOSE: the key is made of it.
        let typed = password.expose().as_bytes();
        let mut spellings = vec![Zeroizing::new(typed.to_vec())];
        if !slot.repaired && typed.len() > 64 {
            spellings.push(with_tail(password.expose()));
        }
        for spelling in spellings {
            let key = kdf::scrypt(&spelling, &salt, (slot.n, slot.r, slot.p), progress)?;
            if let Some(opened) = open(&key, &slot.key_params, &sealed) {
                let master = <[u8; 32]>::try_from(opened.as_slice());
                return Ok(Key::new(master.map_err(|_| ImportError::Damaged)?));
            }
        }
    }
    Err(ImportError::WrongPassword)
}

/// What old versions took for the bytes of a long password: the whole buffer of the encoder, which
/// has 1.1 bytes for each of Java's characters, with zeros at its end.
fn with_tail(password: &str) -> Zeroizing<Vec<u8>> {
    let room = password.encode_utf16().count() * 11 / 10;
    let mut bytes = Zeroizing::new(password.as_bytes().to_vec());
    let length = room.max(bytes.len());
    bytes.resize(length, 0);
    bytes
}

fn open(key: &Key, params: &Params, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let nonce = hex::decode(&params.nonce).ok()?;
    let tag = hex::decode(&params.tag).ok()?;
    let sealed = [sealed, &tag].concat();
    open_aes_gcm(key, &nonce, b"", &sealed).ok()
}

fn accounts(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let database: Database<'_> = json::whole(text)?;
    if database.version > 3 {
        return Err(ImportError::Unsupported(Unsupported::NewerVersion));
    }
    let groups = database.groups.readable::<Group>();
    let mut parsed = Parsed::default();
    parsed.take_each(&database.entries, progress, |account: &Account| {
        let names = (account.issuer.or_empty(), account.name.or_empty());
        (names, found(account, &groups))
    })?;
    Ok(parsed)
}

fn found(account: &Account, groups: &[Group]) -> Result<Found, Reason> {
    let info = &account.info;
    let kind = match account.kind.or_empty() {
        "1" => "totp", // old files of GNOME Authenticator
        kind => kind,
    };
    // The key of mOTP is the hex text of these bytes.
    let hex = match (kind, info.secret.get()) {
        ("motp", Some(secret)) => Some(Secret::from_base32(secret)?.to_hex()),
        _ => None,
    };
    let algorithm = match info.algo.get() {
        // Aegis itself computes such an account with SHA-1.
        Some(name) if kind != "motp" && name.eq_ignore_ascii_case("md5") => Some("SHA1"),
        other => other,
    };
    let named = account.groups.iter();
    let named = named.filter_map(|id| groups.iter().find(|group| group.uuid == *id));
    let tags = named.map(|group| group.name.as_str());
    Ok(Found::of_fields(
        account.issuer.or_empty(),
        account.name.or_empty(),
        Fields {
            kind,
            secret: hex.as_ref().map(|hex| hex.as_str()).or(info.secret.get()),
            algorithm,
            digits: info.digits.get(),
            period: info.period.get(),
            counter: info.counter.get(),
            pin: info.pin.get(),
        },
    )?
    .tagged(account.group.get().into_iter().chain(tags))
    .noted(account.note.get())
    .favourite(account.favorite.unwrap_or_default()))
}
