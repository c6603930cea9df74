//! OTPClient: its own database, version 3 (formats.md §3.16). Older ones are tied to the machine
//! that wrote them; a current OTPClient turns them into this one.

use otp::Fields;
use serde::Deserialize;

use super::account::{Found, Parsed, Reason};
use super::content::{Content, Kind};
use super::json::{self, Each, Text};
use super::registry::Format;
use super::request::{Progress, Request};
use super::{ImportError, Unsupported};
use crate::seal::cipher::open_aes_gcm_16;
use crate::seal::kdf::{self, Argon2Cost};

pub(super) const FORMAT: Format = Format {
    id: "otpclient",
    app: "OTPClient",
    files: ".enc",
    is: |content| matches!(content.kind, Kind::Bytes) && content.bytes.starts_with(MARK),
    read,
};

const MARK: &[u8] = b"OTPClient";
/// The mark, version, nonce, salt and cost.
const HEADER: usize = 9 + 4 + 16 + 32 + 12;

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
    algo: Text,
    #[serde(default)]
    digits: Text,
    #[serde(default)]
    period: Text,
    #[serde(default)]
    counter: Text,
    #[serde(default)]
    group: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let damaged = ImportError::Damaged;
    let rest = content.bytes.strip_prefix(MARK).ok_or(damaged)?;
    let (version, rest) = number(rest).ok_or(damaged)?;
    match version {
        3 => {}
        4..=255 => return Err(ImportError::Unsupported(Unsupported::NewerVersion)),
        _ => return Err(ImportError::Unsupported(Unsupported::OldVersion)),
    }
    let (nonce, rest) = rest.split_first_chunk::<16>().ok_or(damaged)?;
    let (salt, rest) = rest.split_first_chunk::<32>().ok_or(damaged)?;
    let (passes, rest) = number(rest).ok_or(damaged)?;
    let (memory, rest) = number(rest).ok_or(damaged)?;
    let (lanes, sealed) = number(rest).ok_or(damaged)?;
    let header = content.bytes.get(..HEADER).ok_or(damaged)?;
    let cost = Argon2Cost {
        memory: memory.into(),
        passes: passes.into(),
        lanes: lanes.into(),
    };
    let key = kdf::argon2id(request.password()?, salt, cost, request.progress)?;
    let opened = open_aes_gcm_16(&key, nonce, header, sealed)
        .map_err(|_| ImportError::WrongPasswordOrDamaged)?;
    let text = str::from_utf8(&opened).map_err(|_| damaged)?;
    // The end of a text in C is encrypted with it.
    let mut parsed = accounts(text.trim_end_matches('\0'), request.progress)?;
    parsed.encrypted = true;
    Ok(parsed)
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_be_bytes(*number), rest))
}

fn accounts(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let list: Each<'_> = json::whole(text)?;
    let mut parsed = Parsed::default();
    parsed.take_each(&list, progress, |account: &Account| {
        let names = (account.issuer.or_empty(), account.label.or_empty());
        (names, found(account))
    })?;
    Ok(parsed)
}

fn found(account: &Account) -> Result<Found, Reason> {
    let (issuer, kind) = (account.issuer.or_empty(), account.kind.or_empty());
    let is_steam = kind.eq_ignore_ascii_case("totp") && issuer.eq_ignore_ascii_case("steam");
    let fields = Fields {
        kind: if is_steam { "steam" } else { kind },
        secret: account.secret.get(),
        algorithm: account.algo.get(),
        digits: account.digits.get(),
        period: account.period.get(),
        counter: account.counter.get(),
        pin: None,
    };
    let found = Found::of_fields(issuer, account.label.or_empty(), fields)?;
    Ok(found.tagged(account.group.get()))
}
