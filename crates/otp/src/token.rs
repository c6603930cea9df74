//! What makes codes: a secret and the way to use it.

use zeroize::Zeroizing;

use crate::algorithm::Algorithm;
use crate::code::Code;
use crate::numbers::{Counter, Digits, Period};
use crate::pin::{Pin, PinError};
use crate::secret::Secret;
use crate::{mac, motp, steam, yandex};

/// The kind of a token with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Time-based, RFC 6238.
    Totp {
        /// Hash under HMAC.
        algorithm: Algorithm,
        /// Length of a code.
        digits: Digits,
        /// Length of a step.
        period: Period,
    },
    /// Counter-based, RFC 4226.
    Hotp {
        /// Hash under HMAC.
        algorithm: Algorithm,
        /// Length of a code.
        digits: Digits,
        /// The next counter to use.
        counter: Counter,
    },
    /// Steam Guard: five letters, 30 seconds.
    Steam,
    /// Yandex: eight letters, 30 seconds. The secret has 16 bytes.
    Yandex {
        /// 4 to 16 digits; without it there are no codes.
        pin: Option<Pin>,
    },
    /// mOTP: six hex digits, 10 seconds. The secret's bytes are the server's hex text.
    Motp {
        /// Usually 4 digits; without it there are no codes.
        pin: Option<Pin>,
    },
}

/// A secret and the way to make codes of it. `Debug` shows the parameters only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The shared secret.
    pub secret: Secret,
    /// Kind and parameters.
    pub kind: Kind,
}

/// The time in which one code is valid, in unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// First second.
    pub from: u64,
    /// The second after the last one.
    pub until: u64,
}

/// Why there is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodeError {
    /// A Yandex or mOTP token whose PIN has not been given yet.
    #[error("the PIN is missing")]
    PinMissing,
    /// A Yandex token whose secret has not 16 bytes.
    #[error("not a Yandex secret")]
    YandexSecret,
    /// A mOTP token whose secret is not text (see [`Secret::from_motp`]).
    #[error("not a mOTP secret")]
    MotpSecret,
}

impl CodeError {
    /// Stable identifier of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            CodeError::PinMissing => "pin_missing",
            CodeError::YandexSecret => "bad_yandex_secret",
            CodeError::MotpSecret => "not_hex",
        }
    }

    /// The part that may be shown: nothing.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        None
    }
}

impl Kind {
    /// `totp`, `hotp`, `steam`, `yandex` or `motp`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Totp { .. } => "totp",
            Kind::Hotp { .. } => "hotp",
            Kind::Steam => "steam",
            Kind::Yandex { .. } => "yandex",
            Kind::Motp { .. } => "motp",
        }
    }

    /// Length of a step; `None` for HOTP.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        match self {
            Kind::Totp { period, .. } => Some(*period),
            Kind::Hotp { .. } => None,
            Kind::Steam | Kind::Yandex { .. } => Some(Period::DEFAULT),
            Kind::Motp { .. } => Some(Period::MOTP),
        }
    }

    /// Length of a code in characters.
    #[must_use]
    pub fn digits(&self) -> u8 {
        match self {
            Kind::Totp { digits, .. } | Kind::Hotp { digits, .. } => digits.get(),
            Kind::Steam => steam::LETTERS,
            Kind::Yandex { .. } => yandex::LETTERS,
            Kind::Motp { .. } => motp::DIGITS,
        }
    }

    /// The hash in use.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        match self {
            Kind::Totp { algorithm, .. } | Kind::Hotp { algorithm, .. } => *algorithm,
            Kind::Steam => Algorithm::Sha1,
            Kind::Yandex { .. } => Algorithm::Sha256,
            Kind::Motp { .. } => Algorithm::Md5,
        }
    }

    /// The PIN, if this kind has one and it is known.
    #[must_use]
    pub fn pin(&self) -> Option<&Pin> {
        match self {
            Kind::Totp { .. } | Kind::Hotp { .. } | Kind::Steam => None,
            Kind::Yandex { pin } | Kind::Motp { pin } => pin.as_ref(),
        }
    }

    /// Whether codes need a PIN that is not there yet.
    #[must_use]
    pub fn lacks_pin(&self) -> bool {
        matches!(self, Kind::Yandex { pin: None } | Kind::Motp { pin: None })
    }
}

impl Token {
    /// The code at a time. HOTP ignores the time and uses its counter.
    ///
    /// # Errors
    /// [`CodeError`] if the PIN is missing or the secret does not fit the kind.
    pub fn code_at(&self, unix_seconds: u64) -> Result<Code, CodeError> {
        match &self.kind {
            Kind::Hotp { counter, .. } => self.code_of(counter.get()),
            Kind::Totp { period, .. } => self.code_of(unix_seconds / period.get()),
            Kind::Steam | Kind::Yandex { .. } => self.code_of(unix_seconds / 30),
            Kind::Motp { .. } => self.code_of(unix_seconds / 10),
        }
    }

    /// The code for a counter; for time-based kinds the number of the step since 1970.
    ///
    /// # Errors
    /// As [`Token::code_at`].
    pub fn code_at_counter(&self, counter: Counter) -> Result<Code, CodeError> {
        self.code_of(counter.get())
    }

    /// The step that holds a time; `None` for HOTP. Steps count from 1970 (RFC 6238 §4.2, T0 = 0).
    #[must_use]
    pub fn step_at(&self, unix_seconds: u64) -> Option<Step> {
        let period = self.kind.period()?.get();
        let from = unix_seconds - unix_seconds % period;
        Some(Step {
            from,
            until: from.saturating_add(period),
        })
    }

    /// The secret as it is written down: Base32 without padding; for mOTP the lower-case hex text.
    #[must_use]
    pub fn secret_text(&self) -> Zeroizing<String> {
        match &self.kind {
            Kind::Motp { .. } => {
                // EXPOSE: this text is the key; it is ASCII unless an importer put in something else.
                Zeroizing::new(String::from_utf8_lossy(self.secret.expose()).into_owned())
            }
            Kind::Totp { .. } | Kind::Hotp { .. } | Kind::Steam | Kind::Yandex { .. } => {
                self.secret.to_base32()
            }
        }
    }

    /// Whether the secret has fewer than 128 bits. A hex digit of mOTP counts as 4.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        match &self.kind {
            // EXPOSE: only its length is used.
            Kind::Motp { .. } => self.secret.expose().len() < 32,
            Kind::Totp { .. } | Kind::Hotp { .. } | Kind::Steam | Kind::Yandex { .. } => {
                self.secret.is_weak()
            }
        }
    }

    /// Whether both make the same codes for ever: same secret, same kind, same parameters. The
    /// counter and the PIN do not count, they differ between two copies of one account.
    #[must_use]
    pub fn is_same(&self, other: &Token) -> bool {
        let (kind, others) = (&self.kind, &other.kind);
        self.secret == other.secret
            && kind.name() == others.name()
            && kind.algorithm() == others.algorithm()
            && kind.digits() == others.digits()
            && kind.period() == others.period()
    }

    /// Gives a Yandex or mOTP token its PIN; other kinds ignore it.
    ///
    /// # Errors
    /// [`PinError::Unusable`] if a Yandex PIN is not 4 to 16 digits.
    pub fn set_pin(&mut self, new: Pin) -> Result<(), PinError> {
        match &mut self.kind {
            Kind::Totp { .. } | Kind::Hotp { .. } | Kind::Steam => {}
            Kind::Yandex { .. } if !new.is_for_yandex() => return Err(PinError::Unusable),
            Kind::Yandex { pin } | Kind::Motp { pin } => *pin = Some(new),
        }
        Ok(())
    }

    fn code_of(&self, factor: u64) -> Result<Code, CodeError> {
        // EXPOSE: the code is computed over it.
        let key = self.secret.expose();
        match &self.kind {
            Kind::Totp {
                algorithm, digits, ..
            }
            | Kind::Hotp {
                algorithm, digits, ..
            } => Ok(mac::hotp(key, *algorithm, *digits, factor)),
            Kind::Steam => Ok(steam::code(key, factor)),
            Kind::Yandex { pin } => {
                let pin = pin.as_ref().ok_or(CodeError::PinMissing)?;
                let key = yandex::key_of(key).map_err(|_| CodeError::YandexSecret)?;
                // EXPOSE: the PIN is a part of the key.
                Ok(yandex::code(key, pin.expose(), factor))
            }
            Kind::Motp { pin } => {
                let pin = pin.as_ref().ok_or(CodeError::PinMissing)?;
                if !key.iter().all(u8::is_ascii_graphic) {
                    return Err(CodeError::MotpSecret);
                }
                // EXPOSE: the PIN is a part of the message.
                Ok(motp::code(key, pin.expose(), factor))
            }
        }
    }
}
