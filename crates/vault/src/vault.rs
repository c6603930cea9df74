//! An opened vault: its accounts, and the changes to them.

use otp::{Counter, Entry, Token};
use sha2::{Digest, Sha256};

use crate::account::{Account, AccountId, Edit, Timestamp, Trashed, Unreadable};
use crate::body::Body;
use crate::change::Change;
use crate::container::{self, Key, Unopened};
use crate::error::VaultError;
use crate::folder::{DataDir, Folder, ID, PREVIOUS, VAULT};
use crate::id::vault_id_of;
use crate::keyring::{Item, Keyring, user_of};
use crate::save::{Old, replace_vault, write_id};
use crate::settings::{LastSeen, Settings};

/// The hash of an encrypted file, to know it again.
pub(crate) type Fingerprint = [u8; 32];

/// An opened vault.
///
/// It holds all accounts in memory and the key that opens the file. Every change is saved before
/// the call returns. When a save fails, the file on disk is untouched, the change stays here, and
/// [`unsaved`](Self::unsaved) gives the reason until [`retry_save`](Self::retry_save) or a later
/// change succeeds. The one exception is [`advance`](Self::advance): without a save it does nothing.
#[derive(Debug)]
pub struct Vault {
    dir: DataDir,
    key: Key,
    body: Box<Body>,
    /// The file that `body` was read from or written to.
    on_disk: Option<Fingerprint>,
    /// A file found damaged at the start. The next save moves it to quarantine.
    condemned: Option<Fingerprint>,
    restored: Option<Timestamp>,
    pending: Vec<Change>,
    unsaved: Option<VaultError>,
}

impl Vault {
    /// Makes a new, empty vault with a new id and a new key in the keyring. The key is read back
    /// and compared before the vault is written; if the vault cannot be written, the key is taken
    /// out again.
    ///
    /// # Errors
    /// [`VaultError::Exists`] where a vault is, [`VaultError::KeyWithoutVault`] where the keyring
    /// holds a key of this folder, otherwise what is in the way. Nothing is overwritten.
    pub fn create(dir: &DataDir, keyring: &Keyring, now: Timestamp) -> Result<Self, VaultError> {
        if !items_of(dir, &dir.folder()?, &keyring.list()?)?.is_empty() {
            return Err(VaultError::KeyWithoutVault);
        }
        Self::create_beside_old_key(dir, keyring, now)
    }

    /// As [`create`](Self::create), also where the keyring holds a key whose vault is gone: for the
    /// person who has read about it and wants to begin anew. The old key stays where it is.
    ///
    /// # Errors
    /// As for [`create`](Self::create), without `KeyWithoutVault`.
    pub fn create_beside_old_key(
        dir: &DataDir,
        keyring: &Keyring,
        now: Timestamp,
    ) -> Result<Self, VaultError> {
        let folder = dir.folder()?;
        let _lock = dir.lock(&folder)?;
        if folder.has(VAULT)? || folder.has(PREVIOUS)? {
            return Err(VaultError::Exists);
        }
        let key = Key::generate();
        let body = Body::new(&key, now);
        let user = user_of(&body.vault_id);
        keyring.write_new(&user, key.to_text().as_bytes(), &dir.note())?;
        let mut vault = Self::opened(dir, key, body, None);
        let written = write_id(&folder, &vault.body.vault_id).and_then(|()| {
            let body = Body::clone(&vault.body);
            vault.write(&folder, body, Old::Missing, now)
        });
        match written {
            Ok(()) => Ok(vault),
            // What failed came after the file took its place: it needs its key.
            Err(error) if folder.has(VAULT).unwrap_or(true) => Err(error),
            Err(error) => {
                // A key without its vault would be a riddle at the next start.
                let _ = keyring.delete(&user);
                let _ = folder.remove(ID);
                Err(error)
            }
        }
    }

    pub(crate) fn opened(
        dir: &DataDir,
        key: Key,
        body: Body,
        on_disk: Option<Fingerprint>,
    ) -> Self {
        Self {
            dir: dir.clone(),
            key,
            body: Box::new(body),
            on_disk,
            condemned: None,
            restored: None,
            pending: Vec::new(),
            unsaved: None,
        }
    }

    /// A vault whose file is damaged or missing, read from the previous file.
    pub(crate) fn restored_from_previous(
        dir: &DataDir,
        key: Key,
        body: Body,
        condemned: Option<Fingerprint>,
    ) -> Self {
        let restored = Some(body.written_at);
        Self {
            condemned,
            restored,
            ..Self::opened(dir, key, body, None)
        }
    }

    /// The id of the vault; it names the keyring item.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.body.vault_id
    }

    /// How often the vault has been saved in its life.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.body.generation
    }

    /// When what is shown was written, if it came from the previous file because the vault file
    /// was damaged: at most the last change is missing. The person should be told.
    #[must_use]
    pub fn restored(&self) -> Option<Timestamp> {
        self.restored
    }

    /// All accounts, in their order.
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.body.accounts
    }

    /// The account of this id, unless it is in the trash.
    #[must_use]
    pub fn account(&self, id: &AccountId) -> Option<&Account> {
        self.body.accounts.iter().find(|account| account.id == *id)
    }

    /// What was removed and can be restored, in no particular order.
    #[must_use]
    pub fn trash(&self) -> &[Trashed] {
        &self.body.trash
    }

    /// Accounts in the file that this version cannot read. They stay in the file as they are.
    #[must_use]
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.body.unreadable
    }

    /// The account that makes the same codes, if there is one.
    #[must_use]
    pub fn duplicate_of(&self, token: &Token) -> Option<&Account> {
        self.body
            .accounts
            .iter()
            .find(|account| account.is_same_token(token))
    }

    /// Why the last changes are not on disk; none when they are.
    #[must_use]
    pub fn unsaved(&self) -> Option<&VaultError> {
        self.unsaved.as_ref()
    }

    /// Adds accounts behind the others and saves. Duplicates are added too: the caller asks first.
    ///
    /// # Errors
    /// Why the save failed; the accounts are then in memory, see [`unsaved`](Self::unsaved).
    pub fn add(
        &mut self,
        entries: Vec<Entry>,
        now: Timestamp,
    ) -> Result<Vec<AccountId>, VaultError> {
        let last = self.body.accounts.iter().map(|account| account.order).max();
        let mut next = last.map_or(0, |order| order.saturating_add(1));
        let mut accounts = Vec::with_capacity(entries.len());
        for entry in entries {
            accounts.push(Account::of_entry(entry, next, now));
            next = next.saturating_add(1);
        }
        let ids = accounts.iter().map(|account| account.id.clone()).collect();
        self.change(Change::Add(accounts), now)?;
        Ok(ids)
    }

    /// Changes fields of an account and saves.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`], [`VaultError::BadPin`], or why the save failed; the change
    /// is then in memory, see [`unsaved`](Self::unsaved).
    pub fn edit(&mut self, id: &AccountId, edit: Edit, now: Timestamp) -> Result<(), VaultError> {
        let account = self.account(id).ok_or(VaultError::AccountNotFound)?;
        if let Some(pin) = &edit.pin {
            account
                .token
                .clone()
                .set_pin(pin.clone())
                .map_err(|_| VaultError::BadPin)?;
        }
        self.change(
            Change::Edit {
                id: id.clone(),
                edit: Box::new(edit),
                at: now,
            },
            now,
        )
    }

    /// Takes the next counter of an HOTP account. It is on disk before this returns, so that no
    /// counter is ever shown twice; what is returned is the one to show now.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`], [`VaultError::BadCounter`], or why the save failed; the
    /// counter is then what it was.
    pub fn advance(&mut self, id: &AccountId, now: Timestamp) -> Result<Counter, VaultError> {
        self.save(now, |body| body.advance(id, now))
    }

    /// Moves an account into the trash and saves.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`], or why the save failed; the account is then in the trash
    /// in memory, see [`unsaved`](Self::unsaved).
    pub fn remove(&mut self, id: &AccountId, now: Timestamp) -> Result<(), VaultError> {
        self.account(id).ok_or(VaultError::AccountNotFound)?;
        self.change(
            Change::Remove {
                id: id.clone(),
                at: now,
            },
            now,
        )
    }

    /// Takes an account out of the trash, back to its place, and saves.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`] if it is not in the trash, or why the save failed, as for
    /// [`remove`](Self::remove).
    pub fn restore(&mut self, id: &AccountId, now: Timestamp) -> Result<(), VaultError> {
        let found = self
            .body
            .trash
            .iter()
            .any(|trashed| trashed.account.id == *id);
        found.then_some(()).ok_or(VaultError::AccountNotFound)?;
        self.change(
            Change::Restore {
                id: id.clone(),
                at: now,
            },
            now,
        )
    }

    /// Takes over what another process has saved meanwhile; true if there was something.
    ///
    /// # Errors
    /// Why the file could not be read; what is in memory then stays.
    pub fn refresh(&mut self, _now: Timestamp) -> Result<bool, VaultError> {
        let folder = self.dir.folder()?;
        let Some(sealed) = folder.read(VAULT)? else {
            return Ok(false);
        };
        let found = fingerprint(&sealed);
        if self.on_disk == Some(found) || self.condemned == Some(found) {
            return Ok(false);
        }
        let mut body = open_body(&sealed, &self.key)?;
        if body.generation <= self.body.generation {
            body.merge(Body::clone(&self.body));
        }
        for change in &self.pending {
            change.apply(&mut body);
        }
        *self.body = body;
        self.on_disk = Some(found);
        Ok(true)
    }

    /// Tries again to save what is unsaved; nothing to do if nothing is.
    ///
    /// # Errors
    /// Why it failed again.
    pub fn retry_save(&mut self, now: Timestamp) -> Result<(), VaultError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        self.save(now, |_| Ok(()))
    }

    fn change(&mut self, change: Change, now: Timestamp) -> Result<(), VaultError> {
        change.apply(&mut self.body);
        self.pending.push(change);
        self.save(now, |_| Ok(()))
    }

    /// Saves the pending changes and one last step that counts only if the save succeeds.
    fn save<T>(
        &mut self,
        now: Timestamp,
        last_step: impl FnOnce(&mut Body) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let result = self.try_save(now, last_step);
        self.unsaved = match &result {
            Ok(_) => None,
            Err(_) if self.pending.is_empty() => None,
            Err(error) => Some(error.clone()),
        };
        result
    }

    fn try_save<T>(
        &mut self,
        now: Timestamp,
        last_step: impl FnOnce(&mut Body) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let folder = self.dir.folder()?;
        let _lock = self.dir.lock(&folder)?;
        let (mut body, old) = self.newest(&folder)?;
        for change in &self.pending {
            change.apply(&mut body);
        }
        let value = last_step(&mut body)?;
        self.write(&folder, body, old, now)?;
        self.pending.clear();
        Ok(value)
    }

    /// The state to change, which is the one on disk wherever that can be read.
    fn newest(&self, folder: &Folder) -> Result<(Body, Old), VaultError> {
        let ours = || Body::clone(&self.body);
        let Some(sealed) = folder.read(VAULT)? else {
            return Ok((ours(), Old::Missing));
        };
        let found = fingerprint(&sealed);
        if self.condemned == Some(found) {
            return Ok((ours(), Old::Quarantine));
        }
        if self.on_disk == Some(found) {
            return Ok((ours(), Old::KeepAsPrevious));
        }
        match open_body(&sealed, &self.key) {
            Ok(mut body) => {
                // Not a successor of what we hold: somebody put another copy there.
                if body.generation <= self.body.generation {
                    body.merge(ours());
                }
                Ok((body, Old::KeepAsPrevious))
            }
            Err(VaultError::Damaged) => Ok((ours(), Old::Quarantine)),
            Err(error) => Err(error),
        }
    }

    /// Writes the next generation. The caller holds the lock.
    fn write(
        &mut self,
        folder: &Folder,
        mut body: Body,
        old: Old,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        body.generation = body.generation.max(self.body.generation) + 1;
        body.written_at = now;
        body.see_time(now);
        let plain = body.to_plain()?;
        let sealed = container::seal(&plain, &body.recipients())?;
        replace_vault(folder, &sealed, old, now, |read_back| {
            let reopened = container::open(read_back, &self.key);
            if reopened.is_ok_and(|read| read.as_slice() == plain.as_slice()) {
                Ok(())
            } else {
                Err(VaultError::VerifyFailed)
            }
        })?;
        // From here on the change is saved. These notes only help a later start.
        let seen = LastSeen {
            vault_id: body.vault_id.clone(),
            generation: body.generation,
        };
        let _ = Settings::note_seen(folder, Some(seen));
        let noted = folder
            .read(ID)
            .ok()
            .flatten()
            .and_then(|bytes| vault_id_of(&bytes));
        if noted.as_ref() != Some(&body.vault_id) {
            let _ = write_id(folder, &body.vault_id);
        }
        *self.body = body;
        self.on_disk = Some(fingerprint(&sealed));
        self.condemned = None;
        Ok(())
    }
}

pub(crate) fn fingerprint(sealed: &[u8]) -> Fingerprint {
    Sha256::digest(sealed).into()
}

/// Opens and reads a file.
///
/// # Errors
/// [`VaultError::KeyWrong`], [`VaultError::Damaged`] or [`VaultError::Newer`].
pub(crate) fn open_body(sealed: &[u8], key: &Key) -> Result<Body, VaultError> {
    let plain = container::open(sealed, key).map_err(|why| match why {
        Unopened::Damaged => VaultError::Damaged,
        Unopened::OtherKey => VaultError::KeyWrong,
    })?;
    Body::read(&plain, key)
}

/// Of the items in the keyring those that may belong to a vault in this folder: named by `vault.id`,
/// noted with this folder, or without any note.
pub(crate) fn items_of<'a>(
    dir: &DataDir,
    folder: &Folder,
    items: &'a [Item],
) -> Result<Vec<&'a Item>, VaultError> {
    let own = folder
        .read(ID)?
        .and_then(|bytes| vault_id_of(&bytes))
        .map(|id| user_of(&id));
    let note = dir.note();
    Ok(items
        .iter()
        .filter(|item| {
            Some(&item.user) == own.as_ref()
                || item.folder.as_ref().is_none_or(|folder| *folder == note)
        })
        .collect())
}
