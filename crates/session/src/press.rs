//! HOTP: a code is shown only after its counter was used up on disk.

use otp::{Code, CodeError, Counter, Kind, Token};
use vault::{AccountId, Timestamp, Vault, VaultError};

/// A code of an HOTP account. There is no other way to one than [`press`], so whoever shows it
/// has already saved that its counter is used: a crash can skip a code, never repeat one.
#[derive(Debug, Clone)]
pub struct Pressed {
    code: Code,
    counter: Counter,
}

impl Pressed {
    /// The code.
    #[must_use]
    pub fn code(&self) -> &Code {
        &self.code
    }

    /// The counter that it belongs to.
    #[must_use]
    pub fn counter(&self) -> Counter {
        self.counter
    }
}

/// Uses up the counter of an HOTP account, saves that, and only then computes its code.
///
/// # Errors
/// Whatever kept the vault from saving; the counter is then as before, and there is no code to
/// show. `bad_counter` for an account that is not HOTP or at its last counter.
pub fn press(vault: &mut Vault, id: &AccountId, now: Timestamp) -> Result<Pressed, PressError> {
    let counter = vault.advance(id, now)?;
    let account = vault.account(id).ok_or(VaultError::AccountNotFound)?;
    Ok(Pressed {
        code: account.token.code_at_counter(counter)?,
        counter,
    })
}

/// The code that the next [`press`] would give, without using it up: to compare, not to log in.
/// `None` for an account that is not HOTP.
///
/// # Errors
/// When the code cannot be computed.
pub fn peek(token: &Token) -> Result<Option<Code>, CodeError> {
    match token.kind {
        Kind::Hotp { counter, .. } => token.code_at_counter(counter).map(Some),
        Kind::Totp { .. } | Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => Ok(None),
    }
}

/// Why there is no code after a press.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PressError {
    /// The counter could not be saved.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The code could not be computed.
    #[error(transparent)]
    Code(#[from] CodeError),
}

impl PressError {
    /// The stable identifier of the error within.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            PressError::Vault(error) => error.code(),
            PressError::Code(error) => error.code(),
        }
    }

    /// The non-secret bit to show with it.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            PressError::Vault(error) => error.detail(),
            PressError::Code(error) => error.detail(),
        }
    }
}
