//! Exchanging a key of the vault: the device key when what guards it changes, the recovery key when
//! the sheet is renewed.
//!
//! An exchange of the device key goes through a state in which both keys open the vault, so that
//! after a kill at any point there is a way in, and the next start finishes what was begun:
//!
//! 1. the new key is put where it belongs (`device-key.new.age`, or the keyring) and read back;
//! 2. the vault is saved for both keys, with a [`Switch`] inside;
//! 3. the new key file takes its place, or the old ones go;
//! 4. the vault is saved for the new key alone, then the previous file and the snapshots;
//! 5. the old key leaves the keyring, or the copy beside the key file;
//! 6. the vault is saved without the [`Switch`].

use crate::account::Timestamp;
use crate::body::{Body, Guard, Switch};
use crate::change::Change;
use crate::container::{self, Key};
use crate::error::VaultError;
use crate::folder::{DataDir, Folder};
use crate::keyring::{Keyring, KeyringError, user_of};
use crate::passphrase::Passphrase;
use crate::points::PointKind;
use crate::recovery::RecoveryKey;
use crate::save::replace_file;
use crate::unsaved::Keep;
use crate::vault::{Vault, is_vault_for};
use crate::{device_key, points};

impl Vault {
    /// Puts the vault under an app password: a new device key, which only the password and the
    /// sheet lead to. Also changes the password, and sets a new one after the sheet has opened the
    /// vault.
    ///
    /// # Errors
    /// [`VaultError::SheetFirst`] without a checked recovery sheet, unless there is a password
    /// already; [`VaultError::PasswordTooShort`] or [`VaultError::PasswordGuessable`]; otherwise why
    /// it did not work. The way in of before still works then, and the next start finishes what was
    /// begun.
    pub fn set_password(
        &mut self,
        keyring: &Keyring,
        password: &Passphrase,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        password.check()?;
        let is_checked = self.recovery().is_some_and(|it| it.checked_at.is_some());
        if self.guard == Guard::Keyring && !is_checked {
            return Err(VaultError::SheetFirst);
        }
        let folder = self.dir.folder()?;
        let _lock = self.dir.lock(&folder)?;
        let key = Key::generate();
        let mark = device_key::prepare(&folder, &key, password)?;
        let begun = self.begin(&folder, &key, Some(mark), now);
        if begun.is_err() && !is_vault_for(&folder, &key) {
            device_key::discard_prepared(&folder)?;
        }
        begun?;
        self.finish_switch(&folder, keyring, now)
    }

    /// Puts the vault under the keyring, with a new device key there: when the app password is
    /// switched off, and after the sheet has opened the vault.
    ///
    /// # Errors
    /// Why it did not work, as for [`set_password`](Self::set_password).
    pub fn move_to_keyring(&mut self, keyring: &Keyring, now: Timestamp) -> Result<(), VaultError> {
        let folder = self.dir.folder()?;
        let _lock = self.dir.lock(&folder)?;
        let key = Key::generate();
        let user = put_key(&self.dir, keyring, self.id(), &key)?;
        let begun = self.begin(&folder, &key, None, now);
        if begun.is_err() && !is_vault_for(&folder, &key) {
            let _ = keyring.delete(&user);
        }
        begun?;
        self.finish_switch(&folder, keyring, now)
    }

    /// Whether this is the app password. Takes as long as unlocking.
    ///
    /// # Errors
    /// [`VaultError::PasswordFileDamaged`], or why the key file cannot be read.
    pub fn is_password(&self, password: &Passphrase) -> Result<bool, VaultError> {
        match device_key::unlock(&self.dir.folder()?, password) {
            Ok(unlocked) => Ok(unlocked.keys().iter().any(|key| self.body.lists(key))),
            Err(VaultError::WrongPassword) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Takes a recovery sheet on, in place of the one before: the vault, the previous file and the
    /// snapshots are encrypted anew, so that the old sheet opens none of them. Backups elsewhere
    /// stay what they are. `checked`: the person has shown that the sheet is there.
    ///
    /// # Errors
    /// Why the vault could not be saved; the sheet of before is then still the one.
    pub fn set_recovery(
        &mut self,
        sheet: &RecoveryKey,
        checked: bool,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let folder = self.dir.folder()?;
        let _lock = self.dir.lock(&folder)?;
        // With the old sheet as our key we could not open what we write: a new device key is first.
        if self.opened_by_sheet() {
            return Err(VaultError::KeyMissing);
        }
        let (mut body, old) = self.newest(&folder)?;
        body.set_recovery(&sheet.0, now, checked);
        body.reseal = true;
        self.write(&folder, body, old, Keep::AsUsual, now)?;
        self.finish_reseal(&folder, now)
    }

    /// Notes that the sheet was seen to fit.
    ///
    /// # Errors
    /// [`VaultError::SheetWrong`] for another sheet, or why the note could not be saved.
    pub fn check_recovery(
        &mut self,
        sheet: &RecoveryKey,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        if !self.body.is_recovery_key(&sheet.0) {
            return Err(VaultError::SheetWrong);
        }
        let public = sheet.0.public();
        self.change(Change::SheetChecked { public, at: now }, now)
    }

    /// Whether an exchange of keys was interrupted and could not be finished yet.
    #[must_use]
    pub fn is_switch_unfinished(&self) -> bool {
        self.body.switch.is_some() || self.body.reseal
    }

    /// Finishes what an earlier process has begun. Whatever fails is tried again at the next start.
    pub(crate) fn finish(&mut self, keyring: &Keyring, now: Timestamp) -> Result<(), VaultError> {
        let folder = self.dir.folder()?;
        let is_prepared = device_key::is_prepared(&folder)?;
        if !self.is_switch_unfinished() && !is_prepared {
            return Ok(());
        }
        let _lock = self.dir.lock(&folder)?;
        // Another process may have gone on meanwhile, and its new key file is not to be discarded.
        self.refresh(now)?;
        if self.body.switch.is_some() {
            return self.finish_switch(&folder, keyring, now);
        }
        if self.body.reseal {
            self.finish_reseal(&folder, now)?;
        }
        if is_prepared && !self.opened_by_sheet() {
            // Before the vault is saved for both keys nothing has begun.
            device_key::discard_prepared(&folder)?;
        }
        Ok(())
    }

    /// Step 2: both keys open the vault. `key_file`: the mark of the new key file, if there is one.
    fn begin(
        &mut self,
        folder: &Folder,
        key: &Key,
        key_file: Option<String>,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let (mut body, mut old) = self.newest(folder)?;
        // The key of the sheet is written nowhere.
        let leaving = (!self.opened_by_sheet()).then_some(&self.key);
        body.switch = Some(Switch::new(leaving, key, key_file));
        let mut devices = body.device_keys();
        devices.push(key.public());
        body.set_device_keys(&devices);
        if self.opened_by_sheet() {
            // Whoever finishes may have the new key only, and it must open all that is here.
            self.reseal_for(folder, &body, &[])?;
            old = old.without_a_copy();
        }
        self.write(folder, body, old, Keep::Snapshot, now)
    }

    /// Steps 3 to 6. Each can be taken again.
    fn finish_switch(
        &mut self,
        folder: &Folder,
        keyring: &Keyring,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let Some(switch) = self.body.switch.clone() else {
            return Ok(());
        };
        let key = switch.new_key().ok_or(VaultError::Damaged)?;
        match switch.to {
            Guard::Password => {
                let is_there = device_key::adopt(folder, switch.key_file())?;
                if !is_there && self.key.public() != key.public() {
                    // Somebody took the new key file away: the key of before stays the one.
                    return self.save_note(folder, now, |body| {
                        body.switch = None;
                        let mut devices = body.device_keys();
                        devices.retain(|it| *it != key.public());
                        if !devices.is_empty() {
                            body.set_device_keys(&devices);
                        }
                    });
                }
            }
            Guard::Keyring => {
                if !is_in_keyring(keyring, self.id(), &key)? {
                    put_key(&self.dir, keyring, self.id(), &key)?;
                }
                device_key::remove(folder)?;
            }
        }
        self.guard = switch.to;
        let with = self.key.clone();
        self.key = key.clone();
        let (mut body, old) = self.newest(folder)?;
        // Once only: the previous file is then the state in which both keys open the vault.
        if body.device_keys() != [key.public()] {
            body.set_device_keys(&[key.public()]);
            self.write(folder, body, old, Keep::AsUsual, now)?;
        }
        self.reseal(folder, &[Some(with), switch.old()])?;
        if switch.to == Guard::Password {
            device_key::settle(folder)?;
        }
        // The same key twice is nothing that we write; it must not cost the only one.
        if let Some(old) = switch.old().filter(|old| old.public() != key.public()) {
            match forget_key(keyring, self.id(), &old) {
                // Without a keyring there is nothing to forget.
                Ok(()) | Err(KeyringError::Unavailable | KeyringError::NoCollection) => {}
                // The old key opens nothing any more; the next start takes it out.
                Err(_) => return Ok(()),
            }
        }
        self.save_note(folder, now, |body| body.switch = None)
    }

    fn finish_reseal(&mut self, folder: &Folder, now: Timestamp) -> Result<(), VaultError> {
        self.reseal(folder, &[])?;
        self.save_note(folder, now, |body| body.reseal = false)
    }

    fn save_note(
        &mut self,
        folder: &Folder,
        now: Timestamp,
        note: impl FnOnce(&mut Body),
    ) -> Result<(), VaultError> {
        let (mut body, old) = self.newest(folder)?;
        note(&mut body);
        self.write(folder, body, old.without_a_copy(), Keep::AsUsual, now)
    }

    /// Encrypts the previous file, the snapshots and what opens in the quarantine to those who open
    /// the vault now. What does not open with our keys stays as it is.
    ///
    /// The previous file comes last: it tells the old key of the switch, so that a start with that key
    /// finds the vault and not a snapshot.
    pub(crate) fn reseal(&self, folder: &Folder, keys: &[Option<Key>]) -> Result<(), VaultError> {
        self.reseal_for(folder, &self.body, keys)
    }

    fn reseal_for(
        &self,
        folder: &Folder,
        now: &Body,
        keys: &[Option<Key>],
    ) -> Result<(), VaultError> {
        let keys: Vec<_> = std::iter::once(&self.key)
            .chain(keys.iter().flatten())
            .collect();
        for (kind, name) in points::files(folder)?.into_iter().rev() {
            let sealed = match folder.read(&name) {
                Ok(Some(sealed)) => sealed,
                // What is no file of ours holds nothing that the old key could open.
                Ok(None) | Err(VaultError::UnsafeFolder(_)) => continue,
                Err(_) if kind == PointKind::Quarantine => continue,
                Err(error) => return Err(error),
            };
            let opened = keys
                .iter()
                .find_map(|key| container::open(&sealed, key).ok());
            let Some(plain) = opened else { continue };
            let fresh = match Body::read(&plain) {
                Ok(body) if body.recipients() == now.recipients() => continue,
                Ok(mut body) => {
                    body.set_recipients_of(now);
                    container::seal(&body.to_plain()?, &now.recipients())?
                }
                // Of a later version, say: as it is, for the keys of now.
                Err(_) => container::seal(&plain, &now.recipients())?,
            };
            if container::open(&fresh, &self.key).is_err() {
                return Err(VaultError::VerifyFailed);
            }
            replace_file(folder, &name, &fresh, true)?;
        }
        Ok(())
    }
}

/// Puts a key into the keyring under the first name of this vault that is free: what lies there is
/// never written over. Returns the name.
pub(crate) fn put_key(
    dir: &DataDir,
    keyring: &Keyring,
    vault_id: &str,
    key: &Key,
) -> Result<String, KeyringError> {
    let items = keyring.list()?;
    let own = user_of(vault_id);
    let mut user = own.clone();
    let mut number = 1;
    while items.iter().any(|item| item.user == user) {
        number += 1;
        user = format!("{own}+{number}");
    }
    keyring.write_new(&user, key.to_text().as_bytes(), &dir.note())?;
    Ok(user)
}

/// The names under which a key of this vault lies in the keyring.
fn users_of(keyring: &Keyring, vault_id: &str, key: &Key) -> Result<Vec<String>, KeyringError> {
    let own = user_of(vault_id);
    let mut users = Vec::new();
    for item in keyring.list()? {
        if item.user.starts_with(&own) {
            let secrets = keyring.read(&item.user)?;
            let is_it = |secret: &[u8]| {
                Key::from_text(secret).is_some_and(|found| found.public() == key.public())
            };
            if secrets.iter().any(|secret| is_it(secret)) {
                users.push(item.user);
            }
        }
    }
    Ok(users)
}

fn is_in_keyring(keyring: &Keyring, vault_id: &str, key: &Key) -> Result<bool, KeyringError> {
    Ok(!users_of(keyring, vault_id, key)?.is_empty())
}

/// Takes a key that opens nothing any more out of the keyring.
fn forget_key(keyring: &Keyring, vault_id: &str, key: &Key) -> Result<(), KeyringError> {
    for user in users_of(keyring, vault_id, key)? {
        keyring.delete(&user)?;
    }
    Ok(())
}
