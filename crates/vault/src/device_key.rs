//! The device key under the app password: an age file with a passphrase (scrypt).

use std::io::Write;

use age::scrypt;
use age::{DecryptError, Decryptor, Encryptor};
use sha2::{Digest, Sha256};

use crate::account::Timestamp;
use crate::container::Key;
use crate::error::VaultError;
use crate::folder::{DEVICE_KEY, DEVICE_KEY_NEW, DEVICE_KEY_PREVIOUS, DataDir, Folder};
use crate::passphrase::Passphrase;
use crate::plain::Plain;
use crate::save::{quarantine, replace_file};

/// The scrypt work factor that we write: 2^18, 256 MiB and about 0.7 s.
const WORK_FACTOR: u8 = 18;
/// The largest that we accept: 2^20, 1 GiB. Set by us, since age's own choice takes seconds.
const LARGEST_WORK_FACTOR: u8 = 20;
/// A key file has about 300 bytes.
const LARGEST_FILE: usize = 4096;

/// What a password opened: keys and the names of their files, the proper file first.
pub(crate) struct Unlocked {
    keys: Vec<(&'static str, Key)>,
}

impl Unlocked {
    pub(crate) fn keys(&self) -> Vec<Key> {
        self.keys.iter().map(|(_, key)| key.clone()).collect()
    }

    /// The file that holds this key.
    pub(crate) fn file_of(&self, key: &Key) -> Option<&'static str> {
        let mut files = self.keys.iter();
        files
            .find(|(_, it)| it.public() == key.public())
            .map(|(name, _)| *name)
    }

    /// Whether nothing but the file of a switch under way opened.
    pub(crate) fn is_only_prepared(&self) -> bool {
        self.keys.iter().all(|(name, _)| *name == DEVICE_KEY_NEW)
    }
}

/// Whether an app password guards the vault: its key file, or the copy of it, is there.
pub(crate) fn is_in_use(folder: &Folder) -> Result<bool, VaultError> {
    Ok(folder.has(DEVICE_KEY)? || folder.has(DEVICE_KEY_PREVIOUS)?)
}

/// Whether a switch to an app password has begun.
pub(crate) fn is_prepared(folder: &Folder) -> Result<bool, VaultError> {
    folder.has(DEVICE_KEY_NEW)
}

/// Whether any key file is a whole age file, so that a password may help.
pub(crate) fn is_any_whole(folder: &Folder) -> bool {
    files(folder).iter().any(|(_, sealed)| is_whole(sealed))
}

/// Writes the key of a switch under a password, durably, and opens it again. Returns the mark by which
/// [`adopt`] knows the file.
///
/// # Errors
/// Why it was not written; there is no file then.
pub(crate) fn prepare(
    folder: &Folder,
    key: &Key,
    password: &Passphrase,
) -> Result<String, VaultError> {
    let sealed = seal(key, password)?;
    replace_file(folder, DEVICE_KEY_NEW, &sealed, true)?;
    let read_back = folder.read(DEVICE_KEY_NEW)?;
    let opened = read_back.and_then(|sealed| open(&sealed, password).ok());
    if opened.is_some_and(|opened| opened.public() == key.public()) {
        return Ok(mark_of(&sealed));
    }
    folder.remove(DEVICE_KEY_NEW)?;
    Err(VaultError::VerifyFailed)
}

/// The prepared key file of this mark takes its place; the one that was there is kept beside it until
/// [`settle`] is called. Nothing to do when that has happened already. False if there is no such file.
pub(crate) fn adopt(folder: &Folder, mark: &str) -> Result<bool, VaultError> {
    let is_it = |sealed: Option<Vec<u8>>| sealed.is_some_and(|sealed| mark_of(&sealed) == mark);
    if is_it(folder.read(DEVICE_KEY_NEW)?) {
        adopt_prepared(folder)?;
        return Ok(true);
    }
    // What is prepared beside it belongs to a switch that has not begun.
    discard_prepared(folder)?;
    if is_it(folder.read(DEVICE_KEY).unwrap_or_default()) {
        return Ok(true);
    }
    let copy = folder.read(DEVICE_KEY_PREVIOUS).unwrap_or_default();
    match copy {
        Some(sealed) if mark_of(&sealed) == mark => {
            replace_file(folder, DEVICE_KEY, &sealed, true).map(|()| true)
        }
        _ => Ok(false),
    }
}

/// The prepared key file takes its place, whatever its mark.
pub(crate) fn adopt_prepared(folder: &Folder) -> Result<(), VaultError> {
    if folder.has(DEVICE_KEY)? {
        folder.rename(DEVICE_KEY, DEVICE_KEY_PREVIOUS)?;
    }
    folder.rename(DEVICE_KEY_NEW, DEVICE_KEY)?;
    folder.sync()
}

/// Makes the file that has just opened the vault the proper one, with a copy beside it. Not while a
/// switch is under way: the two are for two passwords then.
pub(crate) fn mend(dir: &DataDir, folder: &Folder, name: &str) -> Result<(), VaultError> {
    let read = |name| folder.read(name).unwrap_or_default();
    if name == DEVICE_KEY && read(DEVICE_KEY) == read(DEVICE_KEY_PREVIOUS) {
        return Ok(());
    }
    let _lock = dir.lock(folder)?;
    if name == DEVICE_KEY_NEW {
        adopt_prepared(folder)?;
    } else if name == DEVICE_KEY_PREVIOUS
        && let Some(copy) = folder.read(DEVICE_KEY_PREVIOUS)?
    {
        return replace_file(folder, DEVICE_KEY, &copy, true);
    }
    settle(folder)
}

/// The copy beside the key file becomes the same file again: nothing opens with the password before.
pub(crate) fn settle(folder: &Folder) -> Result<(), VaultError> {
    match folder.read(DEVICE_KEY)? {
        // A copy and no link: it is there for the case that the first becomes unreadable.
        Some(sealed) => replace_file(folder, DEVICE_KEY_PREVIOUS, &sealed, true),
        None => Ok(()),
    }
}

/// Takes the key of a switch that did not come about away.
pub(crate) fn discard_prepared(folder: &Folder) -> Result<(), VaultError> {
    folder.remove(DEVICE_KEY_NEW)
}

/// Moves the key files to quarantine: their vault is not here.
pub(crate) fn set_aside(folder: &Folder, now: Timestamp) -> Result<(), VaultError> {
    for name in [DEVICE_KEY_PREVIOUS, DEVICE_KEY] {
        if folder.has(name)? {
            quarantine(folder, name, now)?;
            folder.remove(name)?;
        }
    }
    Ok(())
}

/// Takes all key files away.
pub(crate) fn remove(folder: &Folder) -> Result<(), VaultError> {
    for name in [DEVICE_KEY_NEW, DEVICE_KEY_PREVIOUS, DEVICE_KEY] {
        folder.remove(name)?;
    }
    folder.sync()
}

/// Opens the key files with a password.
///
/// # Errors
/// [`VaultError::WrongPassword`], or [`VaultError::PasswordFileDamaged`] when no file is whole.
pub(crate) fn unlock(folder: &Folder, password: &Passphrase) -> Result<Unlocked, VaultError> {
    let mut unlocked = Unlocked { keys: Vec::new() };
    let mut tried: Vec<Vec<u8>> = Vec::new();
    let mut reason = VaultError::PasswordFileDamaged;
    for (name, sealed) in files(folder) {
        // Usually the copy is the same file, and a key derivation takes most of a second.
        if tried.contains(&sealed) {
            continue;
        }
        match open(&sealed, password) {
            Ok(key) => unlocked.keys.push((name, key)),
            Err(VaultError::WrongPassword) => reason = VaultError::WrongPassword,
            Err(_) => {}
        }
        tried.push(sealed);
    }
    if unlocked.keys.is_empty() {
        return Err(reason);
    }
    Ok(unlocked)
}

/// The key files that are there, the proper one first. One that cannot be read is a damaged one: the
/// copy may open.
fn files(folder: &Folder) -> Vec<(&'static str, Vec<u8>)> {
    let names = [DEVICE_KEY, DEVICE_KEY_NEW, DEVICE_KEY_PREVIOUS];
    let read = names.map(|name| (name, folder.read(name).unwrap_or_else(|_| Some(Vec::new()))));
    read.into_iter()
        .filter_map(|(name, sealed)| Some((name, sealed?)))
        .collect()
}

fn mark_of(sealed: &[u8]) -> String {
    format!("{:x}", Sha256::digest(sealed))
}

fn is_whole(sealed: &[u8]) -> bool {
    sealed.len() <= LARGEST_FILE
        && Decryptor::new_buffered(sealed).is_ok_and(|decryptor| decryptor.is_scrypt())
}

fn seal(key: &Key, password: &Passphrase) -> Result<Vec<u8>, VaultError> {
    let mut recipient = scrypt::Recipient::new(password.to_secret());
    recipient.set_work_factor(WORK_FACTOR);
    let recipient: &dyn age::Recipient = &recipient;
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient))
        .map_err(|error| VaultError::Io(error.to_string()))?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    // EXPOSE: into the encryption, so that the stock `age -d` gives a file of identities.
    writer.write_all(key.to_text().as_bytes())?;
    writer.write_all(b"\n")?;
    writer.finish()?;
    Ok(sealed)
}

fn open(sealed: &[u8], password: &Passphrase) -> Result<Key, VaultError> {
    if !is_whole(sealed) {
        return Err(VaultError::PasswordFileDamaged);
    }
    let mut identity = scrypt::Identity::new(password.to_secret());
    identity.set_max_work_factor(LARGEST_WORK_FACTOR);
    let identity: &dyn age::Identity = &identity;
    let decryptor = Decryptor::new_buffered(sealed).map_err(|_| VaultError::PasswordFileDamaged)?;
    let reader = match decryptor.decrypt(std::iter::once(identity)) {
        Ok(reader) => reader,
        Err(DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed) => {
            return Err(VaultError::WrongPassword);
        }
        Err(_) => return Err(VaultError::PasswordFileDamaged),
    };
    let mut text = Plain::with_capacity(sealed.len());
    text.read_from(reader)
        .map_err(|_| VaultError::PasswordFileDamaged)?;
    Key::from_text(text.as_slice()).ok_or(VaultError::PasswordFileDamaged)
}
