//! A change of one account, checked before it is made.

use std::fmt;

use otp::{Algorithm, Digits, Entry, Kind, Period, Pin};
use zeroize::Zeroizing;

use crate::account::Account;
use crate::error::VaultError;
use crate::icon::Picture;
use crate::tags;

/// The longest note, in characters.
pub const NOTE_MAX: usize = 10_000;

/// A change of some fields of an account; what is `None` stays.
#[derive(Clone, Default)]
pub struct Edit {
    /// See [`Account::issuer`].
    pub issuer: Option<String>,
    /// See [`Account::name`].
    pub name: Option<String>,
    /// See [`Account::confirmed`].
    pub confirmed: Option<bool>,
    /// See [`Account::favourite`].
    pub favourite: Option<bool>,
    /// See [`Account::tags`].
    pub tags: Option<Vec<String>>,
    /// See [`Account::note`].
    pub note: Option<String>,
    /// The picture, see [`Picture`], or none.
    pub picture: Option<Option<Picture>>,
    /// What its codes are; only a TOTP or HOTP account has a choice. A change takes back that the portal
    /// has accepted a code.
    pub parameters: Parameters,
    /// See [`Account::order`].
    pub order: Option<i64>,
    /// The PIN of a Yandex or mOTP account; other kinds ignore it.
    pub pin: Option<Pin>,
    /// A new list of [`Account::recovery_codes`], each once; ticks of codes that stay are kept.
    pub recovery_codes: Option<Vec<Zeroizing<String>>>,
    /// Recovery codes to tick as used, or not, after that.
    pub ticks: Vec<Tick>,
}

/// What the codes of a TOTP or HOTP account are; what is `None` stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parameters {
    /// Hash function.
    pub algorithm: Option<Algorithm>,
    /// Characters of a code.
    pub digits: Option<Digits>,
    /// Seconds; TOTP only.
    pub period: Option<Period>,
}

impl Parameters {
    /// The kind with these instead of its own.
    ///
    /// # Errors
    /// [`VaultError::NoParameters`] where the kind has no such choice.
    fn of(self, kind: &Kind) -> Result<Kind, VaultError> {
        match kind {
            Kind::Totp {
                algorithm,
                digits,
                period,
            } => Ok(Kind::Totp {
                algorithm: self.algorithm.unwrap_or(*algorithm),
                digits: self.digits.unwrap_or(*digits),
                period: self.period.unwrap_or(*period),
            }),
            Kind::Hotp {
                algorithm,
                digits,
                counter,
            } if self.period.is_none() => Ok(Kind::Hotp {
                algorithm: self.algorithm.unwrap_or(*algorithm),
                digits: self.digits.unwrap_or(*digits),
                counter: *counter,
            }),
            _ if self == Self::default() => Ok(kind.clone()),
            Kind::Hotp { .. } | Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => {
                Err(VaultError::NoParameters)
            }
        }
    }
}

/// A recovery code that was used, or was not. `Debug` prints nothing of the code.
#[derive(Clone, PartialEq, Eq)]
pub struct Tick {
    /// The code.
    pub code: Zeroizing<String>,
    /// It was used.
    pub used: bool,
}

impl fmt::Debug for Tick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tick")
            .field("used", &self.used)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Edit").finish_non_exhaustive()
    }
}

impl Edit {
    /// The change as it may be made: tags cleaned, and nothing in it that does not fit the account.
    ///
    /// # Errors
    /// [`VaultError::NoParameters`], [`VaultError::BadPin`], [`VaultError::TooManyTags`],
    /// [`VaultError::TagTooLong`], [`VaultError::NoteTooLong`], [`VaultError::RecoveryCodeNotFound`] for a
    /// tick at none of the account's codes.
    pub(crate) fn checked(mut self, account: &Account) -> Result<Self, VaultError> {
        self.parameters.of(&account.token.kind)?;
        if let Some(pin) = &self.pin {
            let fits = account.token.clone().set_pin(pin.clone());
            fits.map_err(|_| VaultError::BadPin)?;
        }
        let is_long = |note: &String| note.chars().count() > NOTE_MAX;
        if self.note.as_ref().is_some_and(is_long) && self.note.as_ref() != Some(&account.note) {
            return Err(VaultError::NoteTooLong);
        }
        if let Some(tags) = &self.tags {
            self.tags = Some(tags::checked(tags, &account.tags)?);
        }
        let codes = self.codes_after(account);
        if !self.ticks.iter().all(|tick| codes.contains(&tick.code)) {
            return Err(VaultError::RecoveryCodeNotFound);
        }
        Ok(self)
    }

    /// Whether recovery codes that are there go with it.
    pub(crate) fn loses_codes(&self, account: &Account) -> bool {
        let after = self.codes_after(account);
        account.recovery_codes.iter().any(|it| !after.contains(it))
    }

    fn codes_after<'a>(&'a self, account: &'a Account) -> &'a [Zeroizing<String>] {
        let codes = self.recovery_codes.as_ref();
        codes.unwrap_or(&account.recovery_codes)
    }

    pub(crate) fn apply(&self, account: &mut Account) {
        if self.issuer.is_some() || self.name.is_some() {
            let issuer = self.issuer.as_deref().unwrap_or(&account.issuer);
            let name = self.name.as_deref().unwrap_or(&account.name);
            let cleaned = Entry::new(issuer, name, account.token.clone());
            account.issuer = cleaned.issuer;
            account.name = cleaned.name;
        }
        // A kind that has no such choice is refused before it gets here.
        if let Ok(kind) = self.parameters.of(&account.token.kind)
            && kind != account.token.kind
        {
            account.token.kind = kind;
            account.confirmed = false;
        }
        if let Some(picture) = &self.picture {
            account.icon = picture.as_ref().map(|it| it.as_str().to_owned());
        }
        if let Some(confirmed) = self.confirmed {
            account.confirmed = confirmed;
        }
        if let Some(favourite) = self.favourite {
            account.favourite = favourite;
        }
        if let Some(tags) = &self.tags {
            account.tags.clone_from(tags);
        }
        if let Some(note) = &self.note {
            account.note.clone_from(note);
        }
        if let Some(order) = self.order {
            account.order = order;
        }
        if let Some(pin) = &self.pin {
            // A PIN that does not fit a Yandex token is refused before it gets here.
            let _ = account.token.set_pin(pin.clone());
        }
        if let Some(codes) = &self.recovery_codes {
            replace_recovery_codes(account, codes);
        }
        for tick in &self.ticks {
            let used = &mut account.recovery_codes_used;
            used.retain(|code| *code != tick.code);
            if tick.used && account.recovery_codes.contains(&tick.code) {
                used.push(tick.code.clone());
            }
        }
    }
}

fn replace_recovery_codes(account: &mut Account, codes: &[Zeroizing<String>]) {
    let mut fresh: Vec<Zeroizing<String>> = Vec::with_capacity(codes.len());
    for code in codes {
        if !fresh.contains(code) {
            fresh.push(code.clone());
        }
    }
    let gone = std::mem::replace(&mut account.recovery_codes, fresh);
    let codes = &account.recovery_codes;
    let used = &mut account.recovery_codes_used;
    used.retain(|code| codes.contains(code) || !gone.contains(code));
}
