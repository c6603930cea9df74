//! The keyring of the desktop: one item per vault, which holds the device key.
//!
//! [`Keyring`] is a handle to the one thread that owns the store. Stores implement [`KeyStore`];
//! the real ones are made of the crates behind `keyring` 4, the scripted one is [`fake`] (feature
//! `testing`).

#[cfg(target_os = "macos")]
mod apple;
#[cfg(any(test, feature = "testing"))]
pub mod fake;
#[cfg(all(unix, not(target_os = "macos")))]
mod secret_service;
#[cfg(windows)]
mod windows;
mod worker;

use std::time::Duration;

use zeroize::Zeroizing;

#[cfg(target_os = "macos")]
use apple::LoginKeychain as SystemStore;
#[cfg(all(unix, not(target_os = "macos")))]
use secret_service::SecretService as SystemStore;
#[cfg(windows)]
use windows::CredentialManager as SystemStore;
pub use worker::{DEADLINE, Keyring};

/// The service under which all our items stand: the bundle identifier, fixed for ever.
pub const SERVICE: &str = "app.propusk.Propusk";

/// What a person reads in the system's own keyring window.
#[cfg(all(unix, not(target_os = "macos")))]
const LABEL: &str = "Propusk: vault key / ключ хранилища";

/// The longest secret that we write, in bytes. An age identity has 74.
const LONGEST_SECRET: usize = 128;

/// Why the keyring did not do what was asked. `NoEntry` is not among them: a missing item is an
/// empty answer, because it leads to other screens than a keyring in trouble.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// No keyring service runs on this machine, or no session bus leads to it.
    #[error("no keyring service answers")]
    Unavailable,
    /// The service runs, but has no default collection to keep items in.
    #[error("the keyring has no default collection")]
    NoCollection,
    /// The collection is locked and the person has not unlocked it.
    #[error("the keyring is locked")]
    Locked,
    /// No answer within the deadline. The call may still be under way.
    #[error("the keyring does not answer in time")]
    Silent,
    /// The service answered with an error that we have no better name for.
    #[error("the keyring failed: {0}")]
    Failed(String),
    /// What was read back is not what was written.
    #[error("the keyring changes what is stored in it")]
    ChangedBytes,
}

impl KeyringError {
    /// The stable identifier of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unavailable => "keyring_unavailable",
            Self::NoCollection => "keyring_no_collection",
            Self::Locked => "keyring_locked",
            Self::Silent => "keyring_silent",
            Self::Failed(_) => "keyring_failed",
            Self::ChangedBytes => "keyring_changed_bytes",
        }
    }

    /// The part to show beside the text of the code; never a secret.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Failed(text) => Some(text.clone()),
            Self::Unavailable
            | Self::NoCollection
            | Self::Locked
            | Self::Silent
            | Self::ChangedBytes => None,
        }
    }

    /// Whether a store that gave this error may work again once it is opened anew: a restarted
    /// daemon answers `NoSession` to its old clients for ever.
    fn may_be_stale(&self) -> bool {
        match self {
            Self::Unavailable | Self::Failed(_) => true,
            Self::NoCollection | Self::Locked | Self::Silent | Self::ChangedBytes => false,
        }
    }
}

/// One item of our service, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The user name of the item, `vault:<vault id>`.
    pub user: String,
    /// The data folder whose vault the item belongs to, where the platform keeps such a note.
    pub folder: Option<String>,
}

/// A keyring store as the worker needs it. Every call may block; none may show a prompt, except
/// [`unlock`](Self::unlock).
pub trait KeyStore: Send {
    /// Checks that items can be read and written now.
    ///
    /// # Errors
    /// What is in the way.
    fn check(&mut self) -> Result<(), KeyringError>;

    /// The secrets of all items of our service with this user name: none when there is no such
    /// item, several when the keyring holds several.
    ///
    /// # Errors
    /// Whatever keeps the store from knowing. A locked store is an error, not "none".
    fn read(&mut self, user: &str) -> Result<Vec<Zeroizing<Vec<u8>>>, KeyringError>;

    /// All items of our service.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    fn list(&mut self) -> Result<Vec<Item>, KeyringError>;

    /// Writes the item of this user name; `folder` is noted beside it where the platform can.
    /// Only [`Keyring`] calls this, after it has checked the shape of the secret.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    fn write(&mut self, user: &str, secret: &[u8], folder: &str) -> Result<(), KeyringError>;

    /// Removes the item of this user name; done as well when there is none.
    ///
    /// # Errors
    /// As for [`read`](Self::read).
    fn delete(&mut self, user: &str) -> Result<(), KeyringError>;

    /// Asks the desktop to unlock the keyring, which may show its prompt, and waits at most `wait`.
    ///
    /// # Errors
    /// [`KeyringError::Locked`] when it is still locked then; the prompt may stay open.
    fn unlock(&mut self, wait: Duration) -> Result<(), KeyringError>;

    /// Drops the connection to the service, so that the next call opens a new one.
    fn reopen(&mut self);
}

/// The user name of the item of one vault.
#[must_use]
pub fn user_of(vault_id: &str) -> String {
    format!("vault:{vault_id}")
}

/// Whether a secret may be written. A secret of several lines in a password-less GNOME keyring
/// destroys the whole keyring at the next start of its daemon, for all programs.
fn is_one_short_ascii_line(secret: &[u8]) -> bool {
    !secret.is_empty() && secret.len() <= LONGEST_SECRET && secret.iter().all(u8::is_ascii_graphic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_short_ascii_line_may_be_written() {
        assert!(is_one_short_ascii_line(b"AGE-SECRET-KEY-1ABC"));
        assert!(is_one_short_ascii_line(&[b'A'; LONGEST_SECRET]));
        for bad in [
            &b""[..],
            b"two\nlines",
            b"a\r",
            b"a b",
            "ключ".as_bytes(),
            b"nul\0",
        ] {
            assert!(
                !is_one_short_ascii_line(bad),
                "{bad:?} must not reach a keyring"
            );
        }
        assert!(!is_one_short_ascii_line(&[b'A'; LONGEST_SECRET + 1]));
    }

    #[test]
    fn each_error_has_its_own_code() {
        let all = [
            KeyringError::Unavailable,
            KeyringError::NoCollection,
            KeyringError::Locked,
            KeyringError::Silent,
            KeyringError::Failed(String::new()),
            KeyringError::ChangedBytes,
        ];
        let codes: std::collections::BTreeSet<_> = all.iter().map(KeyringError::code).collect();
        assert_eq!(codes.len(), all.len(), "two errors share a code");
    }
}
