//! One account as it travels: who, for whom, and the token.

use crate::algorithm::Algorithm;
use crate::clean::{clean, without_issuer};
use crate::token::{Kind, Token};

/// An account. Issuer and name are clean: trimmed, in NFC, without controls or bidirectional
/// overrides, and the name does not repeat the issuer. `Debug` shows nothing secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The service, e.g. `Госуслуги`; may be empty.
    pub issuer: String,
    /// The account at the service; may be empty.
    pub name: String,
    /// What makes the codes.
    pub token: Token,
}

/// Something that a person should know before adding an account. None of them stops it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Warning {
    /// The secret has fewer than 128 bits.
    WeakSecret,
    /// Fewer than 6 digits.
    FewDigits,
    /// A step other than 30 or 60 seconds.
    UnusualPeriod,
    /// A hash other than SHA-1, SHA-256 and SHA-512.
    UnusualAlgorithm,
    /// The PIN must be given before there are codes.
    PinMissing,
    /// An HOTP account that came without its counter; 0 was taken.
    CounterMissing,
    /// Google's transfer carries no period: 30 seconds were taken.
    MigrationPeriod,
    /// An old file that cannot say whether the account is based on time or on a counter; time was
    /// taken.
    MaybeHotp,
}

impl Warning {
    /// Stable identifier.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Warning::WeakSecret => "weak_secret",
            Warning::FewDigits => "few_digits",
            Warning::UnusualPeriod => "unusual_period",
            Warning::UnusualAlgorithm => "unusual_algorithm",
            Warning::PinMissing => "pin_missing",
            Warning::CounterMissing => "counter_missing",
            Warning::MigrationPeriod => "migration_period",
            Warning::MaybeHotp => "maybe_hotp",
        }
    }
}

impl Entry {
    /// An account with its names cleaned.
    #[must_use]
    pub fn new(issuer: &str, name: &str, token: Token) -> Entry {
        let (issuer, name) = names(issuer, name);
        Entry {
            issuer,
            name,
            token,
        }
    }

    /// What a person should know about the token.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let kind = &self.token.kind;
        let mut warnings = Vec::new();
        if self.token.is_weak() {
            warnings.push(Warning::WeakSecret);
        }
        if let Kind::Totp {
            algorithm, digits, ..
        }
        | Kind::Hotp {
            algorithm, digits, ..
        } = kind
        {
            if digits.get() < 6 {
                warnings.push(Warning::FewDigits);
            }
            if !matches!(
                algorithm,
                Algorithm::Sha1 | Algorithm::Sha256 | Algorithm::Sha512
            ) {
                warnings.push(Warning::UnusualAlgorithm);
            }
        }
        if let Kind::Totp { period, .. } = kind
            && !matches!(period.get(), 30 | 60)
        {
            warnings.push(Warning::UnusualPeriod);
        }
        if kind.lacks_pin() {
            warnings.push(Warning::PinMissing);
        }
        warnings
    }
}

/// Issuer and name, cleaned.
pub(crate) fn names(issuer: &str, name: &str) -> (String, String) {
    let issuer = clean(issuer);
    let mut name = clean(name);
    let cut = name.len() - without_issuer(&issuer, &name).len();
    if cut > 0 {
        name.drain(..cut);
    }
    (issuer, name)
}
