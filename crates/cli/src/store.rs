//! Where the vault is, how it is opened, and what time it is.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use session::Moment;
use vault::{DataDir, Keyring, RecoveryKey, Start, Timestamp, Vault, VaultError, Way};

use crate::ask;
use crate::calendar::utc;
use crate::given::Given;
use crate::outcome::{Failure, Status};
use crate::say::Say;

/// The data folder, the keyring, and what else was given to open the vault with.
pub(crate) struct Store {
    pub(crate) dir: DataDir,
    pub(crate) keyring: Keyring,
    pub(crate) given: Given,
}

impl Store {
    /// Where the data folder is, or will be.
    pub(crate) fn path(data_dir: Option<PathBuf>) -> Result<PathBuf, Failure> {
        let path = data_dir.or_else(DataDir::default_path);
        path.ok_or_else(|| Failure::new(Status::Unavailable, "no_home", None))
    }

    /// Opens the data folder, which is made if it is missing.
    pub(crate) fn open(data_dir: Option<PathBuf>, given: Given) -> Result<Store, Failure> {
        Ok(Store {
            dir: DataDir::open(Store::path(data_dir)?)?,
            keyring: Keyring::system(),
            given,
        })
    }

    /// How a start ends here, with nothing given but the keyring.
    pub(crate) fn start(&self) -> Start {
        vault::start(&self.dir, &self.keyring, now())
    }

    /// The vault, or `None` when there is none yet. Tells what a person must know about it.
    pub(crate) fn vault(&self, say: &mut Say<'_>) -> Result<Option<Vault>, Failure> {
        let vault = match (&self.given.sheet, self.start()) {
            (_, Start::Welcome) => return Ok(None),
            (_, Start::Blocked(blocked)) if blocked.ways.contains(&Way::NewWithPassword) => {
                return Err(blocked.into());
            }
            (Some(sheet), _) => self.unlocked_with_sheet(sheet, say)?,
            (None, Start::Ready(vault)) => vault,
            (None, Start::Locked) => self.unlocked_with_password(say)?,
            (None, Start::Blocked(blocked))
                if self.given.password.is_some() && blocked.ways.contains(&Way::Password) =>
            {
                self.unlocked_with_password(say)?
            }
            (None, Start::Blocked(blocked)) => return Err(blocked.into()),
        };
        if let Some(written) = vault.restored() {
            say.tell("cli-restored-from-previous", &[("when", &utc(written))])?;
        }
        if !vault.unreadable().is_empty() {
            say.tell_count("cli-unreadable", vault.unreadable().len())?;
        }
        Ok(Some(vault))
    }

    /// The vault, for a command that is about one.
    ///
    /// # Errors
    /// `no_vault_yet` where there is none.
    pub(crate) fn existing(&self, say: &mut Say<'_>) -> Result<Vault, Failure> {
        let none = || Failure::refused("no_vault_yet", None);
        self.vault(say)?.ok_or_else(none)
    }

    fn unlocked_with_sheet(
        &self,
        sheet: &RecoveryKey,
        say: &mut Say<'_>,
    ) -> Result<Vault, Failure> {
        let vault = vault::unlock_with_sheet(&self.dir, &self.keyring, sheet, now())?;
        say.tell("cli-opened-by-sheet", &[])?;
        Ok(vault)
    }

    /// Somebody at a terminal may mistype a few times; a script may not.
    pub(crate) fn unlocked_with_password(&self, say: &mut Say<'_>) -> Result<Vault, Failure> {
        let tries = if self.given.password.is_some() {
            1
        } else {
            ask::TRIES
        };
        let mut left = tries;
        loop {
            left -= 1;
            let password = self.given.password(say)?;
            match vault::unlock_with_password(&self.dir, &self.keyring, &password, now()) {
                Err(VaultError::WrongPassword) if left > 0 => {
                    say.explain(None, VaultError::WrongPassword.code(), None)?;
                }
                opened => return Ok(opened?),
            }
        }
    }

    /// As [`Store::vault`]; where there is none yet, it is made. `beside_old_key`: also where the
    /// keyring holds the key of a vault that is gone.
    pub(crate) fn vault_or_new(
        &self,
        beside_old_key: bool,
        say: &mut Say<'_>,
    ) -> Result<Vault, Failure> {
        let made = match self.vault(say) {
            Ok(Some(vault)) => return Ok(vault),
            Ok(None) => Vault::create(&self.dir, &self.keyring, now())?,
            Err(failure)
                if beside_old_key && failure.code == VaultError::KeyWithoutVault.code() =>
            {
                Vault::create_beside_old_key(&self.dir, &self.keyring, now())?
            }
            Err(failure) => return Err(failure),
        };
        let path = self.dir.path().display().to_string();
        say.tell("cli-vault-made", &[("path", &path)])?;
        Ok(made)
    }
}

/// Unix seconds.
pub(crate) fn now() -> Timestamp {
    now_exactly().seconds()
}

/// The moment now.
pub(crate) fn now_exactly() -> Moment {
    let time = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Moment::from_millis(u64::try_from(time.as_millis()).unwrap_or(u64::MAX))
}
