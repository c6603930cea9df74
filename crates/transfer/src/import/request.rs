//! What an importer is given.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use otp::Pin;
use zeroize::Zeroizing;

use super::ImportError;

/// One file to read, and what the person gave with it.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The file.
    pub bytes: &'a [u8],
    /// Its name without folders, when it has one. Never decides what the file is; some formats name
    /// the account in it.
    pub file_name: Option<&'a str>,
    /// The password of the file.
    pub password: Option<&'a Password>,
    /// A key file that goes with the password (KeePass).
    pub key_file: Option<&'a [u8]>,
    /// A second file that belongs to the first: the `manifest.json` beside a Steam `maFile`.
    pub companion: Option<&'a [u8]>,
    /// The PIN for mOTP and Yandex accounts that come without theirs.
    pub pin: Option<&'a Pin>,
    /// How far the reading is, and the way to stop it.
    pub progress: &'a Progress,
}

impl<'a> Request<'a> {
    /// A file and nothing else.
    #[must_use]
    pub fn new(bytes: &'a [u8], progress: &'a Progress) -> Self {
        Self {
            bytes,
            file_name: None,
            password: None,
            key_file: None,
            companion: None,
            pin: None,
            progress,
        }
    }

    /// The password, which this file needs.
    pub(crate) fn password(&self) -> Result<&'a Password, ImportError> {
        self.password.ok_or(ImportError::PasswordNeeded)
    }
}

/// The password of a file, exactly as typed: other apps do not normalise theirs. Wiped when dropped.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes a password over.
    #[must_use]
    pub fn new(text: impl Into<Zeroizing<String>>) -> Self {
        Self(text.into())
    }

    /// The text. Mark each use with an `EXPOSE` comment that says why.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// How far the reading of a file is. Shared with whoever shows it and may cancel it.
#[derive(Debug, Default)]
pub struct Progress {
    cancelled: AtomicBool,
    deriving: AtomicU8,
}

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A key is being made of the password: this is slow on purpose.
    Deriving,
    /// The accounts are being read.
    Reading,
}

impl Progress {
    /// Asks the reading to stop. A key derivation that has begun runs to its end, its result is
    /// thrown away.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// What is going on now.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self.deriving.load(Ordering::Relaxed) {
            0 => Stage::Reading,
            _ => Stage::Deriving,
        }
    }

    /// [`ImportError::Cancelled`] if it was cancelled.
    pub(crate) fn go_on(&self) -> Result<(), ImportError> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(ImportError::Cancelled);
        }
        Ok(())
    }

    /// Says that a key is being derived until the guard is dropped.
    pub(crate) fn deriving(&self) -> Result<impl Drop, ImportError> {
        self.go_on()?;
        self.deriving.store(1, Ordering::Relaxed);
        Ok(Deriving(self))
    }
}

struct Deriving<'a>(&'a Progress);

impl Drop for Deriving<'_> {
    fn drop(&mut self) {
        self.0.deriving.store(0, Ordering::Relaxed);
    }
}
