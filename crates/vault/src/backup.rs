//! Backups: whole copies of the vault in a folder that the person chose, and the way back from one.
//!
//! A backup is the vault file itself: the device key and the recovery sheet open it.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::account::Timestamp;
use crate::body::{Body, Guard};
use crate::container::{self, Key, Unopened};
use crate::device_key;
use crate::error::VaultError;
use crate::folder::{DEVICE_KEY, DataDir, Folder, PREVIOUS, VAULT};
use crate::keyring::Keyring;
use crate::passphrase::Passphrase;
use crate::recovery::RecoveryKey;
use crate::save::quarantine;
use crate::snapshots::utc;
use crate::switch::put_key;
use crate::vault::Vault;

/// How many backups are kept unless told otherwise.
pub const KEEP: u16 = 10;

/// A backup that was written and opened again.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Backup {
    /// The file.
    pub file: PathBuf,
    /// How many accounts were read from it again.
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

/// Writes a backup of what is saved, opens it again and counts; then removes the oldest ones of this
/// vault beyond `keep`.
///
/// # Errors
/// [`VaultError::SheetFirst`] without a recovery sheet (a backup that only this computer can open is
/// none), [`VaultError::BackupFolderMissing`], or why it could not be written. Older backups stay.
pub fn write(
    vault: &Vault,
    folder: &Path,
    keep: u16,
    now: Timestamp,
) -> Result<Backup, VaultError> {
    if vault.recovery().is_none() {
        return Err(VaultError::SheetFirst);
    }
    let sealed = vault.dir.folder()?.read(VAULT)?;
    let sealed = sealed.ok_or_else(|| VaultError::Io("the vault file has gone".into()))?;
    // The folder may be a link that the person made, to a stick, say.
    let path = folder
        .canonicalize()
        .map_err(|_| VaultError::BackupFolderMissing)?;
    let folder = Folder::open(&path).map_err(|_| VaultError::BackupFolderMissing)?;
    let prefix = prefix_of(vault.id());
    let name = format!("{prefix}{}-g{}.age", utc(now), vault.generation());
    let new = format!("{name}.new");
    let written = write_and_open(&folder, &new, &sealed, &vault.key);
    if written.is_err() {
        // Best effort: nobody mistakes the name for a backup.
        let _ = folder.remove(&new);
    }
    let accounts = written?.accounts.len();
    folder.rename(&new, &name)?;
    folder.sync()?;
    remove_oldest(&folder, &prefix, keep)?;
    Ok(Backup {
        file: path.join(&name),
        accounts,
        of: vault.accounts().len(),
    })
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
/// one that opens it. A vault file that is there and does not open is moved to quarantine, with all
/// that belongs to it.
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
    for name in [VAULT, PREVIOUS, DEVICE_KEY] {
        if folder.has(name)? {
            quarantine(&folder, name, now)?;
        }
    }
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
            device_key::adopt(&folder)?;
            device_key::settle(&folder)?;
        }
    }
    // It is the previous state of a vault that did not open, and has gone to quarantine.
    folder.remove(PREVIOUS)?;
    Ok(vault)
}

fn write_and_open(
    folder: &Folder,
    name: &str,
    sealed: &[u8],
    key: &Key,
) -> Result<Body, VaultError> {
    let mut file = folder.create(name)?;
    file.write_all(sealed)?;
    file.sync_all()?;
    drop(file);
    let read_back = folder.read(name)?.ok_or(VaultError::VerifyFailed)?;
    if read_back != sealed {
        return Err(VaultError::VerifyFailed);
    }
    open(&read_back, key).map_err(|_| VaultError::VerifyFailed)
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

/// How the names of the backups of one vault begin: several may share a folder.
fn prefix_of(vault_id: &str) -> String {
    let start: String = vault_id.chars().take(8).collect();
    format!("propusk-{start}-")
}

fn remove_oldest(folder: &Folder, prefix: &str, keep: u16) -> Result<(), VaultError> {
    let mut names = folder.names(".")?;
    names.retain(|name| name.starts_with(prefix) && name.ends_with(".age"));
    // The date leads in the rest of the name.
    names.sort_by(|a, b| b.cmp(a));
    for name in names.iter().skip(usize::from(keep.max(1))) {
        folder.remove(name)?;
    }
    Ok(())
}
