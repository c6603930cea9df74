//! The commands over the vault.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use session::Moment;
use vault::{DataDir, Keyring, Start, Timestamp, Vault, VaultError};

use crate::outcome::{Failure, Status};

/// Where the vault is, how to open it, and what time it is.
pub(crate) struct Store {
    pub(crate) dir: DataDir,
    pub(crate) keyring: Keyring,
}

impl Store {
    /// Where the data folder is, or will be.
    pub(crate) fn path(data_dir: Option<PathBuf>) -> Result<PathBuf, Failure> {
        let path = data_dir.or_else(DataDir::default_path);
        path.ok_or_else(|| Failure::new(Status::Unavailable, "no_home", None))
    }

    /// Opens the data folder, which is made if it is missing.
    pub(crate) fn open(data_dir: Option<PathBuf>) -> Result<Store, Failure> {
        Ok(Store {
            dir: DataDir::open(Store::path(data_dir)?)?,
            keyring: Keyring::system(),
        })
    }

    /// The vault, or `None` when there is none yet.
    pub(crate) fn vault(&self) -> Result<Option<Vault>, VaultError> {
        match vault::start(&self.dir, &self.keyring, now()) {
            Start::Welcome => Ok(None),
            Start::Ready(vault) => Ok(Some(vault)),
            Start::Blocked(blocked) => Err(blocked.reason),
        }
    }
}

/// Unix seconds.
pub(crate) fn now() -> Timestamp {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
}

/// The moment now.
pub(crate) fn now_exactly() -> Moment {
    let time = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Moment::from_millis(u64::try_from(time.as_millis()).unwrap_or(u64::MAX))
}
