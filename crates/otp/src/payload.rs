//! What a QR code or a pasted text holds: an account, a transfer, or something else by name.

use crate::entry::Entry;
use crate::migration::{self, Batch, MigrationError};
use crate::uri::{self, UriError, scheme, tidy};

/// The kinds of content that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PayloadKind {
    /// `otpauth://` and `apple-otpauth://`, Yandex included.
    Otpauth,
    /// Google's "transfer accounts".
    Migration,
    /// `steam://SECRET`.
    Steam,
    /// `motp://`.
    Motp,
    /// A Wi-Fi network.
    Wifi,
    /// A passkey sign-in (`FIDO:/`).
    Fido,
    /// A sign-in to Steam by QR code.
    SteamLogin,
    /// Any other link.
    Url,
    /// Enrolment of Microsoft's push approvals (`phonefactor://`).
    MicrosoftPush,
    /// Enrolment of Duo's push approvals.
    DuoPush,
    /// A contact card.
    Vcard,
    /// Anything else.
    Text,
}

/// Accounts found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// One account.
    Entry {
        /// Otpauth, Steam or Motp.
        kind: PayloadKind,
        /// The account.
        entry: Entry,
    },
    /// One QR code of a transfer.
    Migration(Batch),
}

/// Why there is no account in a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PayloadError {
    /// It is something else, and this is what.
    #[error("not an account but {}", .0.code())]
    NotOtp(PayloadKind),
    /// An account URI that cannot be read.
    #[error(transparent)]
    Uri(#[from] UriError),
    /// A transfer that cannot be read.
    #[error(transparent)]
    Migration(#[from] MigrationError),
}

impl PayloadKind {
    /// Stable identifier.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.codes().0
    }

    /// Identifier and, in front of `not_otp_`, the error's.
    fn codes(self) -> (&'static str, &'static str) {
        match self {
            PayloadKind::Otpauth => ("otpauth", "not_otp_otpauth"),
            PayloadKind::Migration => ("migration", "not_otp_migration"),
            PayloadKind::Steam => ("steam", "not_otp_steam"),
            PayloadKind::Motp => ("motp", "not_otp_motp"),
            PayloadKind::Wifi => ("wifi", "not_otp_wifi"),
            PayloadKind::Fido => ("fido", "not_otp_fido"),
            PayloadKind::SteamLogin => ("steam_login", "not_otp_steam_login"),
            PayloadKind::Url => ("url", "not_otp_url"),
            PayloadKind::MicrosoftPush => ("microsoft_push", "not_otp_microsoft_push"),
            PayloadKind::DuoPush => ("duo_push", "not_otp_duo_push"),
            PayloadKind::Vcard => ("vcard", "not_otp_vcard"),
            PayloadKind::Text => ("text", "not_otp_text"),
        }
    }

    /// Whether it can hold accounts.
    #[must_use]
    pub fn is_otp(self) -> bool {
        matches!(
            self,
            PayloadKind::Otpauth | PayloadKind::Migration | PayloadKind::Steam | PayloadKind::Motp
        )
    }
}

impl PayloadError {
    /// Stable identifier of the error, e.g. `not_otp_wifi`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            PayloadError::NotOtp(kind) => kind.codes().1,
            PayloadError::Uri(error) => error.code(),
            PayloadError::Migration(error) => error.code(),
        }
    }

    /// The part that may be shown.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            PayloadError::NotOtp(_) => None,
            PayloadError::Uri(error) => error.detail(),
            PayloadError::Migration(error) => error.detail(),
        }
    }
}

/// Says what a text holds, by how it begins. Never fails, never looks further than needed.
#[must_use]
pub fn kind_of(text: &str) -> PayloadKind {
    let text = tidy(text);
    let begins = |with: &str| {
        text.get(..with.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    if let Some((scheme, rest)) = scheme(text) {
        let is = |name: &str| scheme.eq_ignore_ascii_case(name);
        if is("otpauth") || is("apple-otpauth") {
            return PayloadKind::Otpauth;
        }
        if is("otpauth-migration") {
            return PayloadKind::Migration;
        }
        if is("steam") {
            return PayloadKind::Steam;
        }
        if is("motp") {
            return PayloadKind::Motp;
        }
        if is("phonefactor") {
            return PayloadKind::MicrosoftPush;
        }
        if is("duo") {
            return PayloadKind::DuoPush;
        }
        return if is("http") || is("https") {
            link(rest)
        } else {
            PayloadKind::Url
        };
    }
    if begins("WIFI:") {
        PayloadKind::Wifi
    } else if begins("FIDO:/") {
        PayloadKind::Fido
    } else if begins("BEGIN:VCARD") || begins("MECARD:") {
        PayloadKind::Vcard
    } else if begins("www.") {
        PayloadKind::Url
    } else if is_duo_activation(text) {
        PayloadKind::DuoPush
    } else {
        PayloadKind::Text
    }
}

/// Reads the accounts of a text.
///
/// # Errors
/// [`PayloadError::NotOtp`] says what the text is instead; otherwise the reader's own error.
pub fn read(text: &str) -> Result<Payload, PayloadError> {
    match kind_of(text) {
        PayloadKind::Migration => Ok(Payload::Migration(migration::parse(text)?)),
        kind if kind.is_otp() => Ok(Payload::Entry {
            kind,
            entry: uri::parse(text)?,
        }),
        PayloadKind::Text if tidy(text).is_empty() => Err(UriError::Empty.into()),
        kind => Err(PayloadError::NotOtp(kind)),
    }
}

/// A web link, by its host.
fn link(rest: &str) -> PayloadKind {
    let host = rest
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let path = &rest[host.len()..];
    if host == "s.team" && path.starts_with("/q/") {
        PayloadKind::SteamLogin
    } else if host.ends_with(".duosecurity.com") && path.contains("/activate/") {
        PayloadKind::DuoPush
    } else {
        PayloadKind::Url
    }
}

/// Duo's QR codes hold `CODE-HOST` with the host in Base64.
fn is_duo_activation(text: &str) -> bool {
    use base64::Engine as _;
    let Some((code, host)) = text.split_once('-') else {
        return false;
    };
    let engine = base64::engine::general_purpose::STANDARD_NO_PAD;
    (8..=64).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_alphanumeric())
        && host.len() <= 256
        && engine
            .decode(host.trim_end_matches('='))
            .is_ok_and(|host| host.ends_with(b".duosecurity.com"))
}
