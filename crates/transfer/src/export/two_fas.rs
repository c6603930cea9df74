//! 2FAS, plain, schema version 4 (formats.md §3.2).

use otp::{Algorithm, Kind, Period};
use serde::Serialize;
use zeroize::Zeroizing;

use super::json::json;
use super::{Account, ExportError, Exported, Lost, Random, Room, groups, new_uuid, sorted_out};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    schema_version: u8,
    app_version_code: u32,
    app_version_name: &'static str,
    app_origin: &'static str,
    updated_at: u64,
    services: Vec<Service<'a>>,
    groups: &'a [Group<'a>],
}

/// The app asks for every key, also for those without a value.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Service<'a> {
    name: &'a str,
    secret: &'a str,
    updated_at: u64,
    #[serde(rename = "serviceTypeID")]
    service_type_id: Option<()>,
    otp: Otp<'a>,
    order: Order,
    badge: Option<()>,
    icon: Option<()>,
    group_id: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Otp<'a> {
    link: Option<()>,
    label: &'a str,
    account: &'a str,
    issuer: &'a str,
    digits: u8,
    period: Option<u64>,
    algorithm: &'static str,
    counter: Option<u64>,
    token_type: &'static str,
    source: &'static str,
}

#[derive(Serialize)]
struct Order {
    position: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Group<'a> {
    id: String,
    name: &'a str,
    is_expanded: bool,
    updated_at: u64,
}

/// Writes a file for 2FAS. It is not encrypted. `now` is in unix seconds.
///
/// Left out is what the app does not have: Yandex and mOTP, Streebog, and lengths and periods that
/// its iPhone version takes for 6 digits and 30 seconds. An account is in one group at most, the
/// first; notes and favourites have no place. An account without an issuer goes under its name.
///
/// # Errors
/// [`ExportError::NothingToExport`], [`ExportError::NoRandomness`], [`ExportError::NotWritten`].
pub fn two_fas(
    accounts: &[Account<'_>],
    now: u64,
    random: Random<'_>,
) -> Result<Exported<Zeroizing<Vec<u8>>>, ExportError> {
    let room = Room {
        tags: 1,
        note: false,
        favourite: false,
    };
    let (taken, left_out) = sorted_out(accounts, &room, |account| {
        fields(&account.token.kind).map(drop)
    })?;
    let updated_at = now.saturating_mul(1000);
    let mut known = Vec::new();
    for name in groups(&taken) {
        // A group that is nobody's first would be empty.
        if taken.iter().any(|account| first_tag(account) == Some(name)) {
            known.push(Group {
                id: new_uuid(random)?,
                name,
                is_expanded: true,
                updated_at,
            });
        }
    }
    let secrets: Vec<_> = taken
        .iter()
        .map(|account| account.token.secret.to_base32())
        .collect();
    let mut services = Vec::with_capacity(taken.len());
    for (position, (account, secret)) in taken.iter().zip(&secrets).enumerate() {
        let kind = &account.token.kind;
        let (token_type, counter) = fields(kind).map_err(|_| ExportError::NotWritten)?;
        let group = known
            .iter()
            .find(|group| first_tag(account) == Some(group.name));
        // The app shows its title in large letters and never none.
        let (title, name) = match account.issuer {
            "" => (account.name, ""),
            issuer => (issuer, account.name),
        };
        services.push(Service {
            name: title,
            secret,
            updated_at,
            service_type_id: None,
            otp: Otp {
                link: None,
                label: name,
                account: name,
                issuer: account.issuer,
                digits: kind.digits(),
                period: kind.period().map(Period::get),
                algorithm: kind.algorithm().name(),
                counter,
                token_type,
                source: "Manual",
            },
            order: Order { position },
            badge: None,
            icon: None,
            group_id: group.map(|group| group.id.as_str()),
        });
    }
    let content = json(&File {
        schema_version: 4,
        // The file format counts by `schemaVersion`; these say which build of the app wrote it.
        app_version_code: 0,
        app_version_name: "",
        app_origin: "android",
        updated_at,
        services,
        groups: &known,
    })?;
    Ok(Exported {
        content,
        accounts: taken.len(),
        left_out,
    })
}

fn first_tag<'a>(account: &Account<'a>) -> Option<&'a str> {
    account.tags.first().map(String::as_str)
}

/// The type and the counter, or why the app cannot take the account.
fn fields(kind: &Kind) -> Result<(&'static str, Option<u64>), Lost> {
    let (algorithm, digits) = match kind {
        Kind::Steam => return Ok(("STEAM", None)),
        Kind::Yandex { .. } | Kind::Motp { .. } => return Err(Lost::Kind),
        Kind::Totp {
            algorithm, digits, ..
        }
        | Kind::Hotp {
            algorithm, digits, ..
        } => (algorithm, digits),
    };
    match algorithm {
        Algorithm::Sha1
        | Algorithm::Sha224
        | Algorithm::Sha256
        | Algorithm::Sha384
        | Algorithm::Sha512
        | Algorithm::Md5 => {}
        Algorithm::Streebog256 | Algorithm::Streebog512 => return Err(Lost::Algorithm),
    }
    if !(6..=8).contains(&digits.get()) {
        return Err(Lost::Digits);
    }
    match kind {
        Kind::Hotp { counter, .. } => i32::try_from(counter.get())
            .map(|_| ("HOTP", Some(counter.get())))
            .map_err(|_| Lost::Counter),
        _ => match kind.period().map(Period::get) {
            Some(10 | 30 | 60 | 90) => Ok(("TOTP", None)),
            _ => Err(Lost::Period),
        },
    }
}
