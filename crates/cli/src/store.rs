//! Where the vault is, how it is opened, and what time it is.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use session::Moment;
use vault::{DataDir, Keyring, Start, Timestamp, Vault, VaultError};

use crate::outcome::{Failure, Status};
use crate::say::Say;

/// The data folder and the keyring.
pub(crate) struct Store {
    dir: DataDir,
    keyring: Keyring,
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

    /// The vault, or `None` when there is none yet. Tells what a person must know about it.
    pub(crate) fn vault(&self, say: &mut Say<'_>) -> Result<Option<Vault>, Failure> {
        let vault = match vault::start(&self.dir, &self.keyring, now()) {
            Start::Welcome => return Ok(None),
            Start::Ready(vault) => vault,
            Start::Blocked(blocked) => return Err(blocked.reason.into()),
        };
        if let Some(written) = vault.restored() {
            say.tell("cli-restored-from-previous", &[("when", &utc(written))])?;
        }
        if !vault.unreadable().is_empty() {
            say.tell_count("cli-unreadable", vault.unreadable().len())?;
        }
        Ok(Some(vault))
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
        say.tell(
            "cli-vault-made",
            &[("path", &self.dir.path().display().to_string())],
        )?;
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

/// A time for a person: year, month, day, hour and minute in UTC (the calendar of RFC 3339).
fn utc(time: Timestamp) -> String {
    let (days, second) = (time / 86_400, time % 86_400);
    // Years that begin in March put the leap day at the end of the year.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 {
        (era * 400 + year, month + 3)
    } else {
        (era * 400 + year + 1, month - 9)
    };
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} UTC")
}

#[cfg(test)]
mod tests {
    use super::utc;

    #[test]
    fn writes_the_calendar_right() {
        assert_eq!(utc(0), "1970-01-01 00:00 UTC");
        assert_eq!(utc(951_782_399), "2000-02-28 23:59 UTC");
        assert_eq!(utc(951_782_400), "2000-02-29 00:00 UTC");
        assert_eq!(utc(1_772_323_200), "2026-03-01 00:00 UTC");
        assert_eq!(utc(4_102_444_799), "2099-12-31 23:59 UTC");
    }
}
