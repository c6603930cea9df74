//! FreeOTP 2: a map of texts as Java serialises it, with an encrypted key for each account
//! (formats.md §3.7).

mod java;

use otp::{Fields, Secret};
use serde::Deserialize;
use sha1::Sha1;
use sha2::Sha512;
use zeroize::Zeroizing;

use super::account::{Found, Parsed, Reason};
use super::content::{Content, Kind};
use super::json::{self, SignedBytes, Text};
use super::registry::Format;
use super::request::Request;
use super::{ImportError, Unsupported};
use crate::seal::cipher::open_aes_gcm;
use crate::seal::kdf::{self, Key};
use java::Map;

pub(super) const FORMAT: Format = Format {
    id: "freeotp",
    app: "FreeOTP",
    files: "externalBackup.xml",
    is: |content| matches!(content.kind, Kind::Bytes) && content.bytes.starts_with(java::START),
    read,
};

/// The key under which the master key stands.
const MASTER: &str = "masterKey";
/// What follows an account's identifier in the key of its parameters.
const TOKEN: &str = "-token";

#[derive(Deserialize)]
struct MasterKey {
    #[serde(rename = "mAlgorithm")]
    algorithm: Text,
    #[serde(rename = "mIterations")]
    rounds: Text,
    #[serde(rename = "mSalt")]
    salt: SignedBytes,
    #[serde(rename = "mEncryptedKey")]
    key: SealedKey,
}

#[derive(Deserialize)]
struct SealedKey {
    #[serde(rename = "mCipher")]
    cipher: Text,
    #[serde(rename = "mCipherText")]
    sealed: SignedBytes,
    #[serde(rename = "mParameters")]
    parameters: SignedBytes,
    /// What the key is for: authenticated with it.
    #[serde(rename = "mToken")]
    usage: Text,
}

#[derive(Deserialize)]
struct AccountKey {
    key: Text,
}

#[derive(Deserialize)]
struct Account {
    #[serde(rename = "type", default)]
    kind: Text,
    #[serde(rename = "issuerExt", default)]
    issuer: Text,
    #[serde(rename = "issuerInt", default)]
    first_issuer: Text,
    #[serde(default)]
    label: Text,
    #[serde(default)]
    algo: Text,
    #[serde(default)]
    digits: Text,
    #[serde(default)]
    period: Text,
    #[serde(default)]
    counter: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let map = Map::read(content.bytes)?;
    let mut parsed = Parsed {
        encrypted: true,
        ..Parsed::default()
    };
    let Some(master) = map.get(MASTER) else {
        return Err(ImportError::Damaged);
    };
    let master = master_key(&json::whole(master)?, request)?;
    let ids = map.keys().filter(|key| *key != MASTER);
    // An account without one of its halves stands here, too.
    let ids = ids.filter(|key| match key.strip_suffix(TOKEN) {
        Some(id) => map.get(id).is_none(),
        None => true,
    });
    for (index, id) in ids.enumerate() {
        request.progress.go_on()?;
        let token = map.get(&format!("{id}{TOKEN}"));
        let account = token.and_then(|text| serde_json::from_str::<Account>(text).ok());
        let Some(account) = account else {
            parsed.take(index + 1, ("", ""), Err(Reason::Damaged))?;
            continue;
        };
        let issuer = account
            .issuer
            .get()
            .unwrap_or(account.first_issuer.or_empty());
        let names = (issuer, account.label.or_empty());
        let secret = secret(map.get(id).unwrap_or_default(), &master);
        parsed.take(
            index + 1,
            names,
            secret.and_then(|secret| found(&account, names, &secret)),
        )?;
    }
    Ok(parsed)
}

fn master_key(master: &MasterKey, request: &Request<'_>) -> Result<Key, ImportError> {
    let password = request.password()?;
    let rounds = master.rounds.number().ok_or(ImportError::Damaged)?;
    let (salt, progress) = (&master.salt.0, request.progress);
    let algorithm = master.algorithm.or_empty().to_ascii_lowercase();
    if !is_known(&master.key.cipher) {
        return Err(ImportError::Unsupported(Unsupported::Cipher));
    }
    let key = match algorithm.as_str() {
        "pbkdf2withhmacsha512" => kdf::pbkdf2::<Sha512>(password, salt, rounds, progress)?,
        // Android before 8.
        "pbkdf2withhmacsha1" => kdf::pbkdf2::<Sha1>(password, salt, rounds, progress)?,
        _ => return Err(ImportError::Unsupported(Unsupported::Cipher)),
    };
    let nonce = nonce(&master.key.parameters.0).ok_or(ImportError::Damaged)?;
    let usage = master.key.usage.or_empty().as_bytes();
    let opened = open_aes_gcm(&key, nonce, usage, &master.key.sealed.0)
        .map_err(|_| ImportError::WrongPassword)?;
    let key = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| ImportError::Damaged)?;
    Ok(Key::new(key))
}

fn is_known(cipher: &Text) -> bool {
    cipher.or_empty().eq_ignore_ascii_case("AES/GCM/NoPadding")
}

/// The nonce in the DER of the cipher's parameters: an octet string, in a sequence with the length
/// of the tag but on Android 6.
fn nonce(der: &[u8]) -> Option<&[u8]> {
    let inner = match der {
        [0x30, _, inner @ ..] => inner,
        inner => inner,
    };
    inner.strip_prefix(&[0x04, 12])?.get(..12)
}

fn secret(text: &str, master: &Key) -> Result<Secret, Reason> {
    let key: AccountKey = serde_json::from_str(text).map_err(|_| Reason::Damaged)?;
    let key: SealedKey = serde_json::from_str(key.key.or_empty()).map_err(|_| Reason::Damaged)?;
    let nonce = nonce(&key.parameters.0).filter(|_| is_known(&key.cipher));
    let nonce = nonce.ok_or(Reason::Damaged)?;
    let usage = key.usage.or_empty().as_bytes();
    let opened: Zeroizing<Vec<u8>> =
        open_aes_gcm(master, nonce, usage, &key.sealed.0).map_err(|_| Reason::DoesNotOpen)?;
    Ok(Secret::from_bytes(opened.to_vec())?)
}

fn found(
    account: &Account,
    (issuer, name): (&str, &str),
    secret: &Secret,
) -> Result<Found, Reason> {
    let secret = secret.to_base32();
    let fields = Fields {
        kind: account.kind.or_empty(),
        secret: Some(&secret),
        algorithm: account.algo.get(),
        digits: account.digits.get(),
        period: account.period.get(),
        counter: account.counter.get(),
        pin: None,
    };
    Found::of_fields(issuer, name, fields)
}
