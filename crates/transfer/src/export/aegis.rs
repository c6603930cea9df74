//! Aegis, plain or encrypted, database version 3: the common exchange format (formats.md §3.1).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use otp::{Algorithm, Kind, Period, Pin, Secret};
use serde::Serialize;
use zeroize::Zeroizing;

use super::json::json;
use super::{Account, ExportError, Exported, Lost, Random, Room, groups, new_uuid, sorted_out};
use crate::import::{Password, Progress};
use crate::seal::cipher::seal_aes_gcm;
use crate::seal::kdf::{self, Key};

/// The cost of scrypt that Aegis itself writes: N, r, p.
const COST: (u64, u64, u64) = (32_768, 8, 1);

#[derive(Serialize)]
struct File<'a, D: Serialize> {
    version: u8,
    header: Header<'a>,
    db: D,
}

#[derive(Serialize)]
struct Header<'a> {
    slots: Option<[Slot<'a>; 1]>,
    params: Option<Params>,
}

#[derive(Serialize)]
struct Slot<'a> {
    #[serde(rename = "type")]
    kind: u8,
    uuid: &'a str,
    key: String,
    key_params: Params,
    n: u64,
    r: u64,
    p: u64,
    salt: String,
    repaired: bool,
    is_backup: bool,
}

#[derive(Serialize)]
struct Params {
    nonce: String,
    tag: String,
}

#[derive(Serialize)]
struct Database<'a> {
    version: u8,
    entries: Vec<Item<'a>>,
    groups: Vec<Group<'a>>,
}

#[derive(Serialize)]
struct Group<'a> {
    uuid: String,
    name: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    uuid: String,
    name: &'a str,
    issuer: &'a str,
    note: &'a str,
    favorite: bool,
    icon: Option<()>,
    info: Info<'a>,
    groups: Vec<String>,
}

#[derive(Serialize)]
struct Info<'a> {
    secret: &'a str,
    algo: &'static str,
    digits: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<&'a str>,
}

/// Writes a file for Aegis; with a password it is encrypted.
///
/// Left out is what Aegis refuses, since one such account makes it refuse the whole file: hashes
/// other than SHA-1, SHA-256 and SHA-512, and mOTP and Yandex accounts without their PIN.
///
/// # Errors
/// [`ExportError::NothingToExport`], [`ExportError::NoRandomness`], [`ExportError::NotWritten`].
pub fn aegis(
    accounts: &[Account<'_>],
    password: Option<&Password>,
    random: Random<'_>,
) -> Result<Exported<Zeroizing<Vec<u8>>>, ExportError> {
    let room = Room {
        tags: usize::MAX,
        note: true,
        favourite: true,
    };
    let (taken, left_out) = sorted_out(accounts, &room, |account| secret(account).map(drop))?;
    let secrets = taken.iter().map(|account| secret(account));
    let secrets = secrets.collect::<Result<Vec<_>, _>>();
    let secrets = secrets.map_err(|_| ExportError::NotWritten)?;
    let database = database(&taken, &secrets, random)?;
    let content = match password {
        Some(password) => encrypted(&database, password, random)?,
        None => json(&File {
            version: 1,
            header: Header {
                slots: None,
                params: None,
            },
            db: &database,
        })?,
    };
    Ok(Exported {
        content,
        accounts: taken.len(),
        left_out,
    })
}

/// The secret as Aegis keeps it, or why Aegis cannot take the account.
fn secret(account: &Account<'_>) -> Result<Zeroizing<String>, Lost> {
    let token = account.token;
    match &token.kind {
        Kind::Totp { algorithm, .. } | Kind::Hotp { algorithm, .. } => match algorithm {
            Algorithm::Sha1 | Algorithm::Sha256 | Algorithm::Sha512 => Ok(token.secret.to_base32()),
            // Aegis takes MD5 and computes SHA-1.
            Algorithm::Md5
            | Algorithm::Sha224
            | Algorithm::Sha384
            | Algorithm::Streebog256
            | Algorithm::Streebog512 => Err(Lost::Algorithm),
        },
        Kind::Steam => Ok(token.secret.to_base32()),
        Kind::Yandex { pin: None } | Kind::Motp { pin: None } => Err(Lost::Pin),
        Kind::Yandex { pin: Some(_) } => Ok(token.secret.to_base32()),
        // Base32 of the bytes whose hex text is the key: half a byte has no place there.
        Kind::Motp { pin: Some(_) } => Secret::from_hex(&token.secret_text())
            .map(|bytes| bytes.to_base32())
            .map_err(|_| Lost::Secret),
    }
}

fn database<'a>(
    accounts: &[&'a Account<'a>],
    secrets: &'a [Zeroizing<String>],
    random: Random<'_>,
) -> Result<Database<'a>, ExportError> {
    let mut known = Vec::new();
    for name in groups(accounts) {
        let uuid = new_uuid(random)?;
        known.push(Group { uuid, name });
    }
    let mut entries = Vec::with_capacity(accounts.len());
    for (account, secret) in accounts.iter().zip(secrets) {
        let kind = &account.token.kind;
        let counter = match kind {
            Kind::Hotp { counter, .. } => Some(counter.get()),
            Kind::Totp { .. } | Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => None,
        };
        let of_account = known
            .iter()
            .filter(|group| account.tags.iter().any(|tag| tag == group.name));
        entries.push(Item {
            kind: kind.name(),
            uuid: new_uuid(random)?,
            name: account.name,
            issuer: account.issuer,
            note: account.note,
            favorite: account.favourite,
            icon: None,
            info: Info {
                secret,
                algo: kind.algorithm().name(),
                digits: kind.digits(),
                period: kind.period().map(Period::get),
                counter,
                // EXPOSE: the PIN belongs to the account.
                pin: kind.pin().map(Pin::expose),
            },
            groups: of_account.map(|group| group.uuid.clone()).collect(),
        });
    }
    Ok(Database {
        version: 3,
        entries,
        groups: known,
    })
}

/// The database under a new master key, and that under the password.
fn encrypted(
    database: &Database<'_>,
    password: &Password,
    random: Random<'_>,
) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let (mut master, mut salt) = (Key::default(), [0; 32]);
    random(&mut *master)?;
    random(&mut salt)?;
    // EXPOSE: the key is made of it.
    let typed = password.expose().as_bytes();
    let key = kdf::scrypt(typed, &salt, COST, &Progress::default());
    let key = key.map_err(|_| ExportError::NotWritten)?;
    let (sealed_key, key_params) = seal(&key, Zeroizing::new(master.to_vec()), random)?;
    let (sealed, params) = seal(&master, json(database)?, random)?;
    let uuid = new_uuid(random)?;
    json(&File {
        version: 1,
        header: Header {
            slots: Some([Slot {
                kind: 1,
                uuid: &uuid,
                key: hex::encode(sealed_key),
                key_params,
                n: COST.0,
                r: COST.1,
                p: COST.2,
                salt: hex::encode(salt),
                repaired: true,
                is_backup: false,
            }]),
            params: Some(params),
        },
        db: STANDARD.encode(sealed),
    })
}

fn seal(
    key: &Key,
    plain: Zeroizing<Vec<u8>>,
    random: Random<'_>,
) -> Result<(Vec<u8>, Params), ExportError> {
    let mut nonce = [0; 12];
    random(&mut nonce)?;
    let (sealed, tag) = seal_aes_gcm(key, nonce, plain).ok_or(ExportError::NotWritten)?;
    let params = Params {
        nonce: hex::encode(nonce),
        tag: hex::encode(tag),
    };
    Ok((sealed, params))
}
