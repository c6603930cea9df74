//! The data folder: where it is, who may look into it, and the file operations that a save is made
//! of. Names are relative to the opened folder, links are never followed.

#[cfg(unix)]
mod unix;
#[cfg(not(unix))]
mod windows;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::VaultError;

#[cfg(unix)]
pub(crate) use unix::{Folder, Stamp};
#[cfg(not(unix))]
pub(crate) use windows::{Folder, Stamp};

/// All accounts, encrypted.
pub(crate) const VAULT: &str = "vault.age";
/// The generation before.
pub(crate) const PREVIOUS: &str = "vault.previous.age";
/// The vault id in clear.
pub(crate) const ID: &str = "vault.id";
/// Nothing secret.
pub(crate) const SETTINGS: &str = "settings.json";
/// One writer at a time.
const LOCK: &str = "lock";
/// Files that did not open; nothing here is ever deleted.
pub(crate) const QUARANTINE: &str = "quarantine";

/// Whole copies of earlier states.
pub(crate) const SNAPSHOTS: &str = "snapshots";
/// The device key under the app password.
pub(crate) const DEVICE_KEY: &str = "device-key.age";
/// Beside it: the same file again, or while the password is being changed the one before.
pub(crate) const DEVICE_KEY_PREVIOUS: &str = "device-key.previous.age";
/// The device key of a switch that is under way.
pub(crate) const DEVICE_KEY_NEW: &str = "device-key.new.age";

/// Larger files are not ours: 5000 accounts take 1.2 MB.
pub(crate) const LARGEST_FILE: u64 = 64 << 20;
/// How long a save waits for another process to finish its own.
const LOCK_PATIENCE: Duration = Duration::from_secs(5);
/// How often it looks. Often, because another process that saves again and again leaves the lock
/// for a fraction of a millisecond only.
const LOOK_AGAIN: Duration = Duration::from_micros(500);

/// A data folder that exists and that only its owner can read.
#[derive(Debug, Clone)]
pub struct DataDir {
    path: PathBuf,
    patience: Duration,
}

impl DataDir {
    /// The folder of this user: `$XDG_DATA_HOME/propusk` or `~/.local/share/propusk`,
    /// `~/Library/Application Support/propusk`, `%APPDATA%\propusk`. None where the environment
    /// names no home.
    #[must_use]
    pub fn default_path() -> Option<PathBuf> {
        let absolute = |name: &str| {
            std::env::var_os(name)
                .map(PathBuf::from)
                .filter(|path| path.is_absolute())
        };
        let base = if cfg!(windows) {
            absolute("APPDATA")?
        } else if cfg!(target_os = "macos") {
            absolute("HOME")?.join("Library/Application Support")
        } else {
            match absolute("XDG_DATA_HOME") {
                Some(path) => path,
                None => absolute("HOME")?.join(".local/share"),
            }
        };
        Some(base.join("propusk"))
    }

    /// Opens a data folder, and creates it with mode 0700 where there is none.
    ///
    /// # Errors
    /// [`VaultError::UnsafeFolder`] for a symbolic link, for something that is no folder, for a
    /// folder of another user and for one that others may write to; otherwise the reason why it
    /// cannot be created.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, VaultError> {
        // By components: a trailing slash would follow a link.
        let path: PathBuf = path.into().components().collect();
        Folder::prepare(&path)?;
        Ok(Self {
            path,
            patience: LOCK_PATIENCE,
        })
    }

    /// Where the folder is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same folder, with another time to wait for a second process before a save gives up as
    /// [`VaultError::Busy`]. The usual time is 5 s.
    #[must_use]
    pub fn with_patience(&self, patience: Duration) -> Self {
        Self {
            path: self.path.clone(),
            patience,
        }
    }

    /// The name under which the keyring item notes its folder.
    pub(crate) fn note(&self) -> String {
        let path = self
            .path
            .canonicalize()
            .unwrap_or_else(|_| self.path.clone());
        path.to_string_lossy().into_owned()
    }

    /// Opens the folder for one operation. Not kept open: it may be moved or made anew meanwhile.
    pub(crate) fn folder(&self) -> Result<Folder, VaultError> {
        Folder::open(&self.path)
    }

    /// Waits for the lock. It is held until the file is dropped, also by a kill.
    pub(crate) fn lock(&self, folder: &Folder) -> Result<File, VaultError> {
        let file = folder.open_lock(LOCK)?;
        let until = Instant::now() + self.patience;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) if Instant::now() < until => {
                    thread::sleep(LOOK_AGAIN);
                }
                Err(TryLockError::WouldBlock) => return Err(VaultError::Busy),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
    }
}
