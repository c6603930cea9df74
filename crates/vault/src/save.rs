//! How a file is replaced so that a kill or a power cut at any point leaves a whole vault.

use std::io::Write;

use crate::account::Timestamp;
use crate::error::VaultError;
use crate::folder::{Folder, ID, PREVIOUS, QUARANTINE, VAULT};

const NEW_VAULT: &str = "vault.new.age";
const NEW_PREVIOUS: &str = "vault.previous.new.age";

/// What becomes of the file that is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Old {
    /// There is none.
    Missing,
    /// It is good: it becomes `vault.previous.age`.
    KeepAsPrevious,
    /// It is damaged: it goes to quarantine, and the previous file stays what it is.
    Quarantine,
}

impl Old {
    /// The same where the file holds no other accounts than the new one, only for other keys: it need
    /// not become the previous one, and the one with the last change stays there.
    pub(crate) fn without_a_copy(self) -> Self {
        match self {
            Self::KeepAsPrevious => Self::Missing,
            Self::Missing | Self::Quarantine => self,
        }
    }
}

/// Replaces `vault.age`. The caller holds the lock. `verify` gets the bytes read back from the new
/// file before it takes its place.
///
/// # Errors
/// The reason; the old file is then intact and the new one removed.
pub(crate) fn replace_vault(
    folder: &Folder,
    sealed: &[u8],
    old: Old,
    now: Timestamp,
    verify: impl FnOnce(&[u8]) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let result = write_and_swap(folder, sealed, old, now, verify);
    if result.is_err() {
        // Best effort: the next save removes what is left.
        let _ = folder.remove(NEW_VAULT);
        let _ = folder.remove(NEW_PREVIOUS);
    }
    result
}

fn write_and_swap(
    folder: &Folder,
    sealed: &[u8],
    old: Old,
    now: Timestamp,
    verify: impl FnOnce(&[u8]) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let mut file = folder.create(NEW_VAULT)?;
    file.write_all(sealed)?;
    file.sync_all()?;
    drop(file);
    verify(&folder.read(NEW_VAULT)?.ok_or(VaultError::VerifyFailed)?)?;
    match old {
        Old::Missing => {}
        Old::KeepAsPrevious => {
            folder.link_or_copy(VAULT, NEW_PREVIOUS)?;
            folder.rename(NEW_PREVIOUS, PREVIOUS)?;
            // rename(2) leaves both names when they are links to one file already: that is so after a
            // save that was killed just before its last step.
            folder.remove(NEW_PREVIOUS)?;
        }
        Old::Quarantine => quarantine(folder, VAULT, now)?,
    }
    folder.rename(NEW_VAULT, VAULT)?;
    folder.sync()
}

/// Gives the file a second name in the quarantine, so that the first may be replaced.
pub(crate) fn quarantine(folder: &Folder, file: &str, now: Timestamp) -> Result<(), VaultError> {
    folder.make_folder(QUARANTINE)?;
    for number in 0_u32.. {
        let name = format!("{QUARANTINE}/{now}-{number}.age");
        if !folder.has(&name)? {
            folder.link_or_copy(file, &name)?;
            return folder.sync_inside(QUARANTINE);
        }
    }
    Ok(())
}

/// Writes a file that is not the vault: whole or not at all. `durable`: also through a power cut.
pub(crate) fn replace_file(
    folder: &Folder,
    name: &str,
    bytes: &[u8],
    durable: bool,
) -> Result<(), VaultError> {
    let new = format!("{name}.new");
    let write = || {
        let mut file = folder.create(&new)?;
        file.write_all(bytes)?;
        if durable {
            file.sync_all()?;
        }
        folder.rename(&new, name)?;
        match name.split_once('/') {
            _ if !durable => Ok(()),
            Some((inside, _)) => folder.sync_inside(inside),
            None => folder.sync(),
        }
    };
    let result = write();
    if result.is_err() {
        let _ = folder.remove(&new);
    }
    result
}

/// Writes `vault.id`.
pub(crate) fn write_id(folder: &Folder, vault_id: &str) -> Result<(), VaultError> {
    replace_file(folder, ID, format!("{vault_id}\n").as_bytes(), true)
}
