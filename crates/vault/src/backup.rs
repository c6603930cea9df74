//! Backups: whole copies of the vault in a folder that the person chose, and the way back from one.
//!
//! A backup is the vault file itself: the device key and the recovery sheet open it.

use std::cmp::Reverse;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::account::Timestamp;
use crate::body::{Body, Guard};
use crate::container::{self, Key, Unopened};
use crate::error::VaultError;
use crate::folder::{
    DEVICE_KEY, DEVICE_KEY_NEW, DEVICE_KEY_PREVIOUS, DataDir, Folder, PREVIOUS, VAULT,
};
use crate::keyring::Keyring;
use crate::passphrase::Passphrase;
use crate::recovery::RecoveryKey;
use crate::save::quarantine;
use crate::switch::put_key;
use crate::vault::{Vault, open_body};
use crate::{device_key, snapshots};

/// How many backups are kept unless told otherwise.
pub const KEEP: u16 = 10;

/// A backup that was written and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Backup {
    /// The file.
    pub file: PathBuf,
    /// How many accounts it holds.
    pub accounts: usize,
    /// How many are in the vault.
    pub of: usize,
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rehearsal {
    /// The vault that it is a copy of.
    pub vault_id: String,
    /// When that state was written.
    pub written_at: Timestamp,
    /// How often the vault had been saved by then.
    pub generation: u64,
    /// How many accounts it holds, the trash not counted.
    pub accounts: usize,
    /// Accounts in it that this version cannot read.
    pub unreadable: usize,
}

/// What a backup is opened with.
#[derive(Debug, Clone, Copy)]
pub enum Opener<'a> {
    /// The device key of an open vault.
    Vault(&'a Vault),
    /// The recovery sheet.
    Sheet(&'a RecoveryKey),
}

/// Where the new device key of a restored vault goes.
#[derive(Debug, Clone, Copy)]
pub enum Into<'a> {
    /// Into the keyring.
    Keyring(&'a Keyring),
    /// Under an app password.
    Password(&'a Passphrase),
}

/// What a backup is to hold: the vault file as it was saved, opened and counted. There is no key in
/// here: it may be written while the vault is at work, and after it was locked.
#[derive(Debug)]
pub struct Sealed {
    bytes: Vec<u8>,
    vault_id: String,
    generation: u64,
    accounts: usize,
    of: usize,
}

impl Sealed {
    /// Takes the file of a vault as it is on disk, and opens and counts what is in it.
    ///
    /// # Errors
    /// [`VaultError::SheetFirst`] without a recovery sheet (a backup that only this computer can open is
    /// none), or why the file does not open.
    pub fn of(vault: &Vault) -> Result<Self, VaultError> {
        if vault.recovery().is_none() {
            return Err(VaultError::SheetFirst);
        }
        let bytes = vault.dir.folder()?.read(VAULT)?;
        let mut bytes = bytes.ok_or_else(|| VaultError::Io("the vault file has gone".into()))?;
        let mut body = open_body(&bytes, &vault.key)?;
        if body.switch.take().is_some() {
            // In the middle of an exchange of keys: the new key must not lie in a file for the old one.
            bytes = container::seal(&body.to_plain()?, &body.recipients())?;
            body = open_body(&bytes, &vault.key)?;
        }
        Ok(Self {
            bytes,
            vault_id: body.vault_id,
            generation: body.generation,
            accounts: body.accounts.len(),
            of: vault.accounts().len(),
        })
    }

    /// Writes it into a folder, which may take as long as the folder likes, and reads it back: it is
    /// what was opened. Then removes the oldest backups of this vault beyond `keep`.
    ///
    /// # Errors
    /// [`VaultError::BackupFolderMissing`], or why it could not be written. Older backups stay.
    pub fn write(&self, folder: &Path, keep: u16, now: Timestamp) -> Result<Backup, VaultError> {
        // The folder may be a link that the person made, to a stick, say.
        let path = folder
            .canonicalize()
            .map_err(|_| VaultError::BackupFolderMissing)?;
        let folder = Folder::open(&path).map_err(|_| VaultError::BackupFolderMissing)?;
        let names = Names::of(&self.vault_id);
        let name = names.name(now, self.generation);
        let new = format!("{name}{NEW}");
        let written =
            write_and_compare(&folder, &new, &self.bytes).and_then(|()| folder.rename(&new, &name));
        if written.is_err() {
            // Best effort: nobody mistakes the name for a backup.
            let _ = folder.remove(&new);
        }
        written?;
        folder.sync()?;
        names.remove_oldest(&folder, &name, keep, now)?;
        Ok(Backup {
            file: path.join(&name),
            accounts: self.accounts,
            of: self.of,
        })
    }
}

/// Writes a backup of what is saved, all in one: [`Sealed::of`], then [`Sealed::write`].
///
/// # Errors
/// What these say.
pub fn write(
    vault: &Vault,
    folder: &Path,
    keep: u16,
    now: Timestamp,
) -> Result<Backup, VaultError> {
    Sealed::of(vault)?.write(folder, keep, now)
}

/// Opens a backup and counts what is in it; changes nothing.
///
/// # Errors
/// [`VaultError::NotABackup`], [`VaultError::BackupOtherKey`] or [`VaultError::Newer`].
pub fn rehearse(bytes: &[u8], with: Opener<'_>) -> Result<Rehearsal, VaultError> {
    let body = match with {
        Opener::Vault(vault) => open(bytes, &vault.key)?,
        Opener::Sheet(sheet) => open(bytes, &sheet.0)?,
    };
    Ok(Rehearsal {
        accounts: body.accounts.len(),
        unreadable: body.unreadable.len(),
        written_at: body.written_at,
        generation: body.generation,
        vault_id: body.vault_id,
    })
}

/// Makes the vault of a backup the vault of this folder, with a new device key; the sheet stays the
/// one that opens it. What is there is moved to quarantine: the vault files, the key files, snapshots
/// of another vault. What the sheet opens of it becomes a restore point.
///
/// # Errors
/// As for [`rehearse`], [`VaultError::PasswordTooShort`], [`VaultError::PasswordGuessable`], or why
/// the vault could not be written: what was there before stays.
pub fn restore(
    dir: &DataDir,
    bytes: &[u8],
    sheet: &RecoveryKey,
    into: Into<'_>,
    now: Timestamp,
) -> Result<Vault, VaultError> {
    let mut body = open(bytes, &sheet.0)?;
    if let Into::Password(password) = into {
        password.check()?;
    }
    let folder = dir.folder()?;
    let _lock = dir.lock(&folder)?;
    keep_what_is_there(&folder, now)?;
    // What this sheet opens of it becomes a restore point below; the next save counts on from there.
    body.generation = body.generation.max(newest_generation(&folder, &sheet.0));
    let key = Key::generate();
    body.set_device_keys(&[key.public()]);
    body.switch = None;
    // What lies in this folder of other states is for other keys.
    body.reseal = false;
    body.check_recovery(&sheet.0.public(), now);
    let guard = match into {
        Into::Keyring(_) => Guard::Keyring,
        Into::Password(_) => Guard::Password,
    };
    let vault_id = body.vault_id.clone();
    let mut vault = Vault::opened(dir, key.clone(), body, guard, None);
    match into {
        Into::Keyring(keyring) => {
            let user = put_key(dir, keyring, &vault_id, &key)?;
            vault.write_first(&folder, now, || {
                let _ = keyring.delete(&user);
            })?;
            device_key::remove(&folder)?;
        }
        Into::Password(password) => {
            device_key::prepare(&folder, &key, password)?;
            vault.write_first(&folder, now, || {
                let _ = device_key::discard_prepared(&folder);
            })?;
            device_key::adopt_prepared(&folder)?;
            device_key::settle(&folder)?;
        }
    }
    // It is the previous state of a vault that did not open, and is in quarantine.
    folder.remove(PREVIOUS)?;
    // Whatever fails here stays in the folder, though not at hand.
    if vault.reseal(&folder, &[Some(sheet.0.clone())]).is_ok() {
        let _ = quarantine_strange_snapshots(&folder, &key, now);
    }
    Ok(vault)
}

/// Gives every file that the restored vault replaces a second name in the quarantine.
fn keep_what_is_there(folder: &Folder, now: Timestamp) -> Result<(), VaultError> {
    for name in [
        VAULT,
        PREVIOUS,
        DEVICE_KEY,
        DEVICE_KEY_NEW,
        DEVICE_KEY_PREVIOUS,
    ] {
        if folder.has(name)? {
            quarantine(folder, name, now)?;
        }
    }
    Ok(())
}

/// The largest generation that this key opens in the folder; 0 if it opens nothing.
fn newest_generation(folder: &Folder, key: &Key) -> u64 {
    let names = snapshots::names(folder).unwrap_or_default();
    let names = names.iter().map(|name| snapshots::path(name));
    let names = names.chain([VAULT.to_owned(), PREVIOUS.to_owned()]);
    let opened = names.filter_map(|name| open(&folder.read(&name).ok()??, key).ok());
    opened.map(|body| body.generation).max().unwrap_or(0)
}

/// Moves the snapshots of another vault to quarantine: among ours they would be thinned out.
fn quarantine_strange_snapshots(
    folder: &Folder,
    key: &Key,
    now: Timestamp,
) -> Result<(), VaultError> {
    for name in snapshots::names(folder)? {
        let path = snapshots::path(&name);
        let sealed = folder.read(&path)?;
        if sealed.is_some_and(|it| container::open(&it, key).is_err()) {
            quarantine(folder, &path, now)?;
            folder.remove(&path)?;
        }
    }
    Ok(())
}

fn write_and_compare(folder: &Folder, name: &str, sealed: &[u8]) -> Result<(), VaultError> {
    let mut file = folder.create(name)?;
    file.write_all(sealed)?;
    file.sync_all()?;
    drop(file);
    match folder.read(name)? {
        Some(read_back) if read_back == sealed => Ok(()),
        Some(_) | None => Err(VaultError::VerifyFailed),
    }
}

fn open(sealed: &[u8], key: &Key) -> Result<Body, VaultError> {
    let plain = container::open(sealed, key).map_err(|why| match why {
        Unopened::Damaged => VaultError::NotABackup,
        Unopened::OtherKey => VaultError::BackupOtherKey,
    })?;
    Body::read(&plain).map_err(|error| match error {
        VaultError::Damaged => VaultError::NotABackup,
        other => other,
    })
}

/// The ending of a backup that is being written.
const NEW: &str = ".new";

/// The names of the backups of one vault: several vaults may share a folder, and the person may keep
/// other files there.
struct Names {
    start: String,
}

impl Names {
    fn of(vault_id: &str) -> Self {
        let start: String = vault_id.chars().take(8).collect();
        Self {
            start: format!("propusk-{start}-"),
        }
    }

    fn name(&self, now: Timestamp, generation: u64) -> String {
        format!("{}{}", self.start, snapshots::name_of(now, generation))
    }

    /// The date and what follows in a name of ours.
    fn rest<'a>(&self, name: &'a str) -> Option<&'a str> {
        let rest = name.strip_prefix(&self.start)?;
        snapshots::generation_of(rest).map(|_| rest)
    }

    /// Removes the oldest beyond `keep`, and what a killed backup has left. The one just `written`
    /// stays in any case. A date in the future was written under a wrong clock, nobody knows when:
    /// such a backup counts as the oldest, and takes no place from those to come.
    fn remove_oldest(
        &self,
        folder: &Folder,
        written: &str,
        keep: u16,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let latest = snapshots::utc(now);
        let mut names = Vec::new();
        for name in folder.names(".")? {
            let is_left = name.strip_suffix(NEW).and_then(|it| self.rest(it));
            if is_left.is_some() {
                folder.remove(&name)?;
            } else if name != written && self.rest(&name).is_some() {
                names.push(name);
            }
        }
        let age = |name: &String| {
            let rest = self.rest(name).unwrap_or_default();
            let date = rest.split('-').next().unwrap_or_default();
            (date > latest.as_str(), Reverse(rest.to_owned()))
        };
        names.sort_by_key(age);
        for name in names.iter().skip(usize::from(keep.max(1)) - 1) {
            folder.remove(name)?;
        }
        Ok(())
    }
}
