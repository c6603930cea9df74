//! An opened vault: its accounts, and the changes to them.

use otp::{Counter, Entry, Token};
use sha2::{Digest, Sha256};

use crate::account::{Account, AccountId, Timestamp, Trashed, Unreadable};
use crate::body::{Body, Guard};
use crate::change::Change;
use crate::container::{self, Key, Unopened};
use crate::edit::Edit;
use crate::error::VaultError;
use crate::folder::{DataDir, Folder, ID, PREVIOUS, Stamp, VAULT};
use crate::id::vault_id_of;
use crate::keyring::{Item, Keyring, user_of};
use crate::passphrase::Passphrase;
use crate::recovery::{Recovery, RecoveryKey};
use crate::revision::Revision;
use crate::save::write_id;
use crate::uses::Uses;
use crate::{device_key, snapshots};

/// The hash of an encrypted file, to know it again.
pub(crate) type Fingerprint = [u8; 32];

/// An opened vault.
///
/// It holds all accounts in memory and the key that opens the file. Every change is saved before
/// the call returns. When a save fails, the file on disk is untouched, the change stays here, and
/// [`unsaved`](Self::unsaved) gives the reason until [`retry_save`](Self::retry_save) or a later
/// change succeeds. The exceptions are [`advance`](Self::advance) and
/// [`set_counter`](Self::set_counter): without a save they do nothing.
#[derive(Debug)]
pub struct Vault {
    pub(crate) dir: DataDir,
    pub(crate) key: Key,
    pub(crate) body: Box<Body>,
    pub(crate) guard: Guard,
    /// The file that `body` was read from or written to.
    pub(crate) on_disk: Option<Fingerprint>,
    /// `body` was merged with that file, and the file has not been written since.
    pub(crate) has_merged: bool,
    /// The state in which the file was when it was last read and was ours.
    pub(crate) looked_at: Option<Stamp>,
    /// A file found damaged at the start. The next save moves it to quarantine.
    pub(crate) condemned: Option<Fingerprint>,
    restored: Option<Timestamp>,
    pub(crate) pending: Vec<Change>,
    pub(crate) unsaved: Option<VaultError>,
    pub(crate) uses: Uses,
    pub(crate) revision: Revision,
}

impl Vault {
    /// Makes a new, empty vault with a new id and a new key in the keyring. The key is read back
    /// and compared before the vault is written; if the vault cannot be written, the key is taken
    /// out again.
    ///
    /// # Errors
    /// [`VaultError::Exists`] where a vault is, [`VaultError::KeyWithoutVault`] where there is a key of
    /// this folder, otherwise what is in the way. Nothing is overwritten.
    pub fn create(dir: &DataDir, keyring: &Keyring, now: Timestamp) -> Result<Self, VaultError> {
        if !is_any_vault_here(&dir.folder()?)? && is_any_key_here(dir, &dir.folder()?, keyring)? {
            return Err(VaultError::KeyWithoutVault);
        }
        Self::create_beside_old_key(dir, keyring, now)
    }

    /// As [`create`](Self::create), also where there is a key whose vault is gone: for the person who
    /// has read about it and wants to begin anew. The old key stays in the keyring; one that lies under
    /// an app password is moved to quarantine.
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
        if is_any_vault_here(&folder)? {
            return Err(VaultError::Exists);
        }
        let key = Key::generate();
        let body = Body::new(&key, now);
        let user = user_of(&body.vault_id);
        keyring.write_new(&user, key.to_text().as_bytes(), &dir.note())?;
        let aside = device_key::set_aside(&folder, now);
        if let Err(error) = aside.and_then(|()| write_id(&folder, &body.vault_id)) {
            let _ = keyring.delete(&user);
            return Err(error);
        }
        let mut vault = Self::opened(dir, key, body, Guard::Keyring, None);
        vault.write_first(&folder, now, || {
            // A key without its vault would be a riddle at the next start.
            let _ = keyring.delete(&user);
            let _ = folder.remove(ID);
        })?;
        Ok(vault)
    }

    /// Makes a new, empty vault whose key lies under an app password: for a machine without a
    /// keyring. `sheet` is the recovery sheet that the person has made and checked before; without
    /// it nothing but the password opens the vault.
    ///
    /// # Errors
    /// [`VaultError::Exists`] where a vault is, [`VaultError::PasswordTooShort`],
    /// [`VaultError::PasswordGuessable`], otherwise what is in the way.
    pub fn create_with_password(
        dir: &DataDir,
        password: &Passphrase,
        sheet: Option<&RecoveryKey>,
        now: Timestamp,
    ) -> Result<Self, VaultError> {
        password.check()?;
        let folder = dir.folder()?;
        let _lock = dir.lock(&folder)?;
        if is_any_vault_here(&folder)? {
            return Err(VaultError::Exists);
        }
        let key = Key::generate();
        let mut body = Body::new(&key, now);
        if let Some(sheet) = sheet {
            body.set_recovery(&sheet.0, now, true);
        }
        device_key::set_aside(&folder, now)?;
        device_key::prepare(&folder, &key, password)?;
        let mut vault = Self::opened(dir, key, body, Guard::Password, None);
        vault.write_first(&folder, now, || {
            let _ = device_key::discard_prepared(&folder);
        })?;
        device_key::adopt_prepared(&folder)?;
        device_key::settle(&folder)?;
        Ok(vault)
    }

    pub(crate) fn opened(
        dir: &DataDir,
        key: Key,
        body: Body,
        guard: Guard,
        on_disk: Option<Fingerprint>,
    ) -> Self {
        Self {
            dir: dir.clone(),
            key,
            body: Box::new(body),
            guard,
            on_disk,
            looked_at: None,
            condemned: None,
            restored: None,
            pending: Vec::new(),
            unsaved: None,
            has_merged: false,
            uses: Uses::default(),
            revision: Revision::new(),
        }
    }

    /// A vault whose file is damaged or missing, read from the previous file or a snapshot.
    pub(crate) fn restored_from_earlier(
        dir: &DataDir,
        key: Key,
        body: Body,
        guard: Guard,
        condemned: Option<Fingerprint>,
    ) -> Self {
        let restored = Some(body.written_at);
        Self {
            condemned,
            restored,
            ..Self::opened(dir, key, body, guard, None)
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

    /// Which state of the accounts is in memory.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// What the clock said when the vault was last saved, unix time in seconds.
    #[must_use]
    pub fn last_seen(&self) -> Timestamp {
        self.body.last_seen
    }

    /// What guards the device key.
    #[must_use]
    pub fn guard(&self) -> Guard {
        self.guard
    }

    /// Whether the recovery sheet opened the vault. The person then wants a new password or a new
    /// key in the keyring: [`set_password`](Self::set_password),
    /// [`move_to_keyring`](Self::move_to_keyring).
    #[must_use]
    pub fn opened_by_sheet(&self) -> bool {
        self.body.is_recovery_key(&self.key)
    }

    /// What is known about the recovery sheet; none if there is none.
    #[must_use]
    pub fn recovery(&self) -> Option<Recovery> {
        self.body.recovery()
    }

    /// When what is shown was written, if it came from the previous file or a snapshot because the
    /// vault file was damaged: what came after is missing. The person should be told.
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
            .find(|account| account.token.is_same(token))
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
        let mut next = self.next_order();
        let mut accounts = Vec::with_capacity(entries.len());
        for entry in entries {
            accounts.push(Account::of_entry(entry, next, now));
            next = next.saturating_add(1);
        }
        let ids = accounts.iter().map(|account| account.id.clone()).collect();
        self.change(Change::Add(accounts), now)?;
        Ok(ids)
    }

    /// The place behind the last account.
    pub(crate) fn next_order(&self) -> i64 {
        let last = self.body.accounts.iter().map(|account| account.order).max();
        last.map_or(0, |order| order.saturating_add(1))
    }

    /// Changes fields of an account and saves. A refused change changes nothing.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`]; [`VaultError::NoParameters`], [`VaultError::BadPin`],
    /// [`VaultError::TooManyTags`], [`VaultError::TagTooLong`], [`VaultError::NoteTooLong`];
    /// [`VaultError::RecoveryCodeNotFound`] for a tick at none of the account's codes; or why the save
    /// failed: the change is then in memory, see [`unsaved`](Self::unsaved).
    pub fn edit(&mut self, id: &AccountId, edit: Edit, now: Timestamp) -> Result<(), VaultError> {
        let account = self.account(id).ok_or(VaultError::AccountNotFound)?;
        let edit = edit.checked(account)?;
        let loses_codes = edit.loses_codes(account);
        self.change(
            Change::Edit {
                id: id.clone(),
                edit: Box::new(edit),
                at: now,
                loses_codes,
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

    /// Sets the counter that an HOTP account uses next, forward or back, and saves. It wins over what
    /// other copies of the vault have counted before. Like a step, it is never taken again later: by
    /// then codes may have been shown.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`], [`VaultError::BadCounter`] for another kind, or why the save
    /// failed; the counter is then what it was.
    pub fn set_counter(
        &mut self,
        id: &AccountId,
        counter: Counter,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        self.save(now, |body| body.set_counter(id, counter, now))
    }
}

pub(crate) fn fingerprint(sealed: &[u8]) -> Fingerprint {
    Sha256::digest(sealed).into()
}

/// Whether the vault on disk opens with this key. A save can fail after its last rename; what cannot
/// be read now may be for it.
pub(crate) fn is_vault_for(folder: &Folder, key: &Key) -> bool {
    match folder.read(VAULT) {
        Ok(Some(sealed)) => container::open(&sealed, key).is_ok(),
        Ok(None) => false,
        Err(_) => true,
    }
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
    let body = Body::read(&plain)?;
    // Whoever can open the vault is listed in it; else our own next save would lock us out.
    if body.lists(key) {
        Ok(body)
    } else {
        Err(VaultError::Damaged)
    }
}

/// Whether there is a vault, or a state of one, in this folder.
fn is_any_vault_here(folder: &Folder) -> Result<bool, VaultError> {
    Ok(folder.has(VAULT)? || folder.has(PREVIOUS)? || !snapshots::names(folder)?.is_empty())
}

/// Whether there is a key for this folder: in the keyring, or under an app password.
///
/// # Errors
/// Why the keyring does not answer.
pub(crate) fn is_any_key_here(
    dir: &DataDir,
    folder: &Folder,
    keyring: &Keyring,
) -> Result<bool, VaultError> {
    let items = keyring.list()?;
    Ok(device_key::is_in_use(folder)? || !items_of(dir, folder, &items)?.is_empty())
}

/// Of the items in the keyring those that may belong to a vault in this folder: named by `vault.id`,
/// noted with this folder, or without any note.
fn items_of<'a>(
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
