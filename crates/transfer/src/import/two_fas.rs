//! 2FAS: JSON of schema 1 to 4, plain or encrypted (formats.md §3.2).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use otp::Fields;
use serde::Deserialize;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, Text};
use super::registry::Format;
use super::request::{Password, Progress, Request};
use super::{ImportError, Unsupported};
use crate::seal::cipher::open_aes_gcm;
use crate::seal::kdf;

pub(super) const FORMAT: Format = Format {
    id: "2fas",
    app: "2FAS",
    files: ".2fas, .json",
    is: |content| content.has_keys(&["services", "schemaVersion"]),
    read,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    #[serde(default)]
    schema_version: Text,
    #[serde(borrow, default)]
    services: Each<'a>,
    #[serde(borrow, default)]
    groups: Each<'a>,
    #[serde(default)]
    services_encrypted: Text,
    #[serde(default)]
    reference: Text,
}

#[derive(Deserialize)]
struct Group {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Service {
    #[serde(default)]
    name: Text,
    #[serde(default)]
    secret: Text,
    #[serde(default)]
    otp: Option<Otp>,
    #[serde(default)]
    group_id: Text,
}

/// All of it is missing in the oldest files.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Otp {
    issuer: Text,
    account: Text,
    link: Text,
    digits: Text,
    period: Text,
    algorithm: Text,
    counter: Text,
    token_type: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    const NEWEST: u64 = 4;
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    let file: File<'_> = json::whole(text)?;
    let version = file.schema_version.number().ok_or(ImportError::Damaged)?;
    if version > NEWEST {
        return Err(ImportError::Unsupported(Unsupported::NewerVersion));
    }
    let groups = file.groups.readable::<Group>();
    let Some(sealed) = file.services_encrypted.get() else {
        return accounts(&file.services, &groups, request.progress);
    };
    let sealed = Sealed::of(sealed).ok_or(ImportError::Damaged)?;
    let password = request.password()?;
    let Some(opened) = sealed.open(password, request.progress)? else {
        // What it holds is always the same: it only tells whether the password is right.
        return Err(match file.reference.get().and_then(Sealed::of) {
            Some(check) if check.open(password, request.progress)?.is_some() => {
                ImportError::Damaged
            }
            _ => ImportError::WrongPassword,
        });
    };
    let text = str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
    let mut parsed = accounts(&json::whole(text)?, &groups, request.progress)?;
    parsed.encrypted = true;
    Ok(parsed)
}

/// `ciphertext and tag : salt : nonce`, each in Base64. The salt has 256 bytes on Android and 32 on
/// iOS.
struct Sealed {
    bytes: Vec<u8>,
    salt: Vec<u8>,
    nonce: Vec<u8>,
}

impl Sealed {
    fn of(text: &str) -> Option<Self> {
        const NONCE: usize = 12;
        const TAG: usize = 16;
        let mut parts = text
            .trim()
            .split(':')
            .map(|part| STANDARD.decode(part).ok());
        let sealed = Self {
            bytes: parts.next()??,
            salt: parts.next()??,
            nonce: parts.next()??,
        };
        let is_whole = sealed.bytes.len() >= TAG && sealed.nonce.len() == NONCE;
        (is_whole && parts.next().is_none()).then_some(sealed)
    }

    /// What is in it; `None` if it does not open.
    fn open(
        &self,
        password: &Password,
        progress: &Progress,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, ImportError> {
        const ROUNDS: u64 = 10_000;
        let key = kdf::pbkdf2::<Sha256>(password, &self.salt, ROUNDS, progress)?;
        Ok(open_aes_gcm(&key, &self.nonce, b"", &self.bytes).ok())
    }
}

fn accounts(
    services: &Each<'_>,
    groups: &[Group],
    progress: &Progress,
) -> Result<Parsed, ImportError> {
    let mut parsed = Parsed::default();
    for (place, raw) in services.numbered() {
        progress.go_on()?;
        match json::one::<Service>(raw) {
            Ok(mut service) => {
                let otp = service.otp.take().unwrap_or_default();
                let issuer = otp.issuer.get().unwrap_or(service.name.or_empty());
                let name = match otp.account.get() {
                    Some(account) => account.to_owned(),
                    None => otp.link.get().and_then(name_in).unwrap_or_default(),
                };
                let tags = groups.iter().filter(|group| {
                    let id = service.group_id.get();
                    id.is_some_and(|id| id == group.id)
                });
                let account = found(issuer, &name, &service.secret, &otp)
                    .map(|found| found.tagged(tags.map(|group| group.name.as_str())));
                parsed.take(place, (issuer, &name), account)?;
            }
            Err(reason) => parsed.take(place, ("", ""), Err(reason))?,
        }
    }
    Ok(parsed)
}

fn found(issuer: &str, name: &str, secret: &Text, otp: &Otp) -> Result<Found, Reason> {
    Found::of_fields(
        issuer,
        name,
        Fields {
            // Schemas 1 and 2 do not say it.
            kind: otp.token_type.get().unwrap_or("totp"),
            secret: secret.get(),
            algorithm: otp.algorithm.get(),
            digits: otp.digits.get(),
            period: otp.period.get(),
            counter: otp.counter.get(),
            pin: None,
        },
    )
}

/// The name in the label of a link. Its secret may be masked: another one stands in for it.
fn name_in(link: &str) -> Option<String> {
    let (label, _) = link.split_once('?')?;
    let entry = otp::uri::parse(&format!("{label}?secret=AAAAAAAA")).ok()?;
    Some(entry.name)
}
