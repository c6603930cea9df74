//! An account as JSON. Unknown fields are kept; nothing of a refused account gets into an error.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use otp::{Algorithm, Counter, Digits, Kind, Period, Pin, Secret, Token};
use serde::de::{Deserializer, Error as _, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::account::{Account, Timestamp};

/// The account does not hold together; says nothing more, since it holds secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unread;

/// Text that is wiped after use, in JSON a string.
#[derive(Clone)]
pub(crate) struct Wiped(pub(crate) Zeroizing<String>);

/// The fields of one account, in the order of docs/vault-format.md.
#[derive(Serialize, Deserialize)]
pub(crate) struct Record<'a> {
    id: Cow<'a, str>,
    #[serde(default)]
    issuer: Cow<'a, str>,
    #[serde(default)]
    name: Cow<'a, str>,
    kind: Cow<'a, str>,
    secret: Wiped,
    #[serde(skip_serializing_if = "Option::is_none")]
    algorithm: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digits: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    counter_set_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<Wiped>,
    #[serde(default)]
    tags: Cow<'a, [String]>,
    #[serde(default)]
    note: Cow<'a, str>,
    #[serde(default)]
    icon: Option<Cow<'a, str>>,
    #[serde(default)]
    recovery_codes: Vec<Wiped>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    recovery_codes_used: Vec<Wiped>,
    #[serde(default)]
    favourite: bool,
    #[serde(default)]
    order: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order_set_at: Option<Timestamp>,
    #[serde(default)]
    confirmed: bool,
    #[serde(default)]
    use_count: u64,
    #[serde(default)]
    last_used: Option<Timestamp>,
    #[serde(default)]
    created_at: Timestamp,
    #[serde(default)]
    updated_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) deleted_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) days_seen: Option<u32>,
    #[serde(flatten)]
    other: Cow<'a, Map<String, Value>>,
}

impl<'a> From<&'a Account> for Record<'a> {
    fn from(account: &'a Account) -> Self {
        let kind = &account.token.kind;
        let counter = match kind {
            Kind::Hotp { counter, .. } => Some(counter.get()),
            Kind::Totp { .. } | Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => None,
        };
        Self {
            id: account.id.as_str().into(),
            issuer: account.issuer.as_str().into(),
            name: account.name.as_str().into(),
            kind: kind.name().into(),
            // EXPOSE: what the vault is for; goes straight into the buffer that is encrypted.
            secret: Wiped(account.token.secret.to_base32()),
            algorithm: Some(kind.algorithm().name().into()),
            digits: Some(kind.digits().into()),
            period: kind.period().map(Period::get),
            counter,
            counter_set_at: account.counter_set_at,
            // EXPOSE: as the secret.
            pin: kind
                .pin()
                .map(|pin| Wiped(Zeroizing::new(pin.expose().to_owned()))),
            tags: account.tags.as_slice().into(),
            note: account.note.as_str().into(),
            icon: account.icon.as_deref().map(Cow::from),
            recovery_codes: account.recovery_codes.iter().cloned().map(Wiped).collect(),
            recovery_codes_used: account
                .recovery_codes_used
                .iter()
                .cloned()
                .map(Wiped)
                .collect(),
            favourite: account.favourite,
            order: account.order,
            order_set_at: account.order_set_at,
            confirmed: account.confirmed,
            use_count: account.use_count,
            last_used: account.last_used,
            created_at: account.created_at,
            updated_at: account.updated_at,
            deleted_at: None,
            days_seen: None,
            other: Cow::Borrowed(&account.other),
        }
    }
}

impl TryFrom<Record<'_>> for Account {
    type Error = Unread;

    fn try_from(record: Record<'_>) -> Result<Self, Unread> {
        if record.id.is_empty() {
            return Err(Unread);
        }
        let kind = record.kind()?;
        // A codec of ours wrote it, so it is taken by the letter: what is not clean Base32 is a
        // sign that the account cannot be trusted to give right codes.
        let secret = Secret::from_base32(&record.secret.0).map_err(|_| Unread)?;
        Ok(Self {
            id: record.id.into_owned().into(),
            issuer: record.issuer.into_owned(),
            name: record.name.into_owned(),
            token: Token { secret, kind },
            tags: record.tags.into_owned(),
            note: record.note.into_owned(),
            icon: record.icon.map(Cow::into_owned),
            recovery_codes: record
                .recovery_codes
                .into_iter()
                .map(|code| code.0)
                .collect(),
            recovery_codes_used: record
                .recovery_codes_used
                .into_iter()
                .map(|code| code.0)
                .collect(),
            favourite: record.favourite,
            order: record.order,
            confirmed: record.confirmed,
            use_count: record.use_count,
            last_used: record.last_used,
            created_at: record.created_at,
            updated_at: record.updated_at,
            counter_set_at: record.counter_set_at,
            order_set_at: record.order_set_at,
            other: record.other.into_owned(),
        })
    }
}

impl Record<'_> {
    fn kind(&self) -> Result<Kind, Unread> {
        match &*self.kind {
            "totp" => Ok(Kind::Totp {
                algorithm: self.algorithm()?,
                digits: self.digits()?,
                period: Period::try_from(self.period.ok_or(Unread)?).map_err(|_| Unread)?,
            }),
            "hotp" => Ok(Kind::Hotp {
                algorithm: self.algorithm()?,
                digits: self.digits()?,
                counter: Counter::try_from(self.counter.ok_or(Unread)?).map_err(|_| Unread)?,
            }),
            "steam" => Ok(Kind::Steam),
            "yandex" => Ok(Kind::Yandex {
                pin: self.pin(Pin::for_yandex)?,
            }),
            "motp" => Ok(Kind::Motp {
                pin: self.pin(Pin::new)?,
            }),
            _ => Err(Unread),
        }
    }

    fn algorithm(&self) -> Result<Algorithm, Unread> {
        Algorithm::from_str(self.algorithm.as_deref().ok_or(Unread)?).map_err(|_| Unread)
    }

    fn digits(&self) -> Result<Digits, Unread> {
        Digits::try_from(self.digits.ok_or(Unread)?).map_err(|_| Unread)
    }

    fn pin<E>(&self, read: impl Fn(&str) -> Result<Pin, E>) -> Result<Option<Pin>, Unread> {
        self.pin
            .as_ref()
            .map(|pin| read(&pin.0))
            .transpose()
            .map_err(|_| Unread)
    }
}

impl Serialize for Wiped {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Wiped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Wiped;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Wiped, E> {
                Ok(Wiped(Zeroizing::new(text.to_owned())))
            }

            fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Wiped, E> {
                Ok(Wiped(Zeroizing::new(text)))
            }
        }

        // The error of another type would show the value.
        deserializer
            .deserialize_str(Text)
            .map_err(|_| D::Error::custom("not a string"))
    }
}
