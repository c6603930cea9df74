//! The start-up table: what to do with what is on disk and what the keyring, the password or the
//! sheet says.
//!
//! Nothing here overwrites or deletes an account. An exchange of keys that was interrupted is
//! finished once the vault is open.

use crate::account::Timestamp;
use crate::body::{Body, Guard, Switch};
use crate::container::{self, Key};
use crate::device_key;
use crate::error::VaultError;
use crate::folder::{DataDir, Folder, ID, PREVIOUS, VAULT};
use crate::id::vault_id_of;
use crate::keyring::{Keyring, KeyringError, user_of};
use crate::passphrase::Passphrase;
use crate::recovery::RecoveryKey;
use crate::settings::Settings;
use crate::snapshots;
use crate::vault::{Vault, fingerprint, is_any_key_here, open_body};

/// How a start ends.
#[derive(Debug)]
// There is one of these in the life of a program.
#[allow(clippy::large_enum_variant)]
pub enum Start {
    /// Nothing is here yet: offer to begin, which is [`Vault::create`].
    Welcome,
    /// The vault is open.
    Ready(Vault),
    /// An app password guards the vault: [`unlock_with_password`].
    Locked,
    /// The vault is not open, and the person must hear why.
    Blocked(Blocked),
}

/// Why a vault is not open. The files are untouched.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blocked {
    /// The reason.
    pub reason: VaultError,
    /// What may help, the most helpful first.
    pub ways: Vec<Way>,
}

/// A way on for a vault that is not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Way {
    /// [`start`] again, after something was mended outside.
    Retry,
    /// [`Keyring::unlock`], then [`start`] again.
    Unlock,
    /// [`unlock_with_password`].
    Password,
    /// [`unlock_with_sheet`].
    Sheet,
    /// [`backup::restore`](crate::backup::restore).
    Backup,
    /// [`Vault::create_beside_old_key`].
    NewVault,
    /// [`accept_older_vault`], then [`start`] again.
    OpenOlder,
    /// [`Vault::create_with_password`].
    NewWithPassword,
}

impl Blocked {
    fn new(reason: VaultError, has_files: bool) -> Self {
        let ways = match &reason {
            VaultError::KeyMissing | VaultError::KeyWrong | VaultError::KeyMalformed => {
                vec![Way::Sheet, Way::Retry, Way::Backup]
            }
            VaultError::KeyWithoutVault => vec![Way::Backup, Way::NewVault, Way::Retry],
            VaultError::Keyring(error) => ways_past(error, has_files),
            VaultError::Damaged => vec![Way::Backup, Way::Retry],
            VaultError::PasswordFileDamaged => vec![Way::Sheet, Way::Backup, Way::Retry],
            VaultError::Older { .. } => vec![Way::OpenOlder, Way::Retry],
            VaultError::Newer { .. } => vec![Way::Retry],
            _ => vec![Way::Retry],
        };
        Self { reason, ways }
    }

    /// The stable identifier of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.reason.code()
    }
}

fn ways_past(error: &KeyringError, has_files: bool) -> Vec<Way> {
    let first = match error {
        KeyringError::Locked => Way::Unlock,
        KeyringError::Unavailable
        | KeyringError::NoCollection
        | KeyringError::Silent
        | KeyringError::Failed(_)
        | KeyringError::ChangedBytes => Way::Retry,
    };
    match error {
        _ if has_files => vec![first, Way::Sheet, Way::Backup],
        KeyringError::Unavailable | KeyringError::NoCollection | KeyringError::ChangedBytes => {
            vec![Way::NewWithPassword, Way::Backup, first]
        }
        KeyringError::Locked | KeyringError::Silent | KeyringError::Failed(_) => {
            vec![first, Way::NewWithPassword, Way::Backup]
        }
    }
}

/// Looks at the folder and the keyring and opens the vault if there is one. Never creates one, and
/// never shows a prompt: for a locked keyring call [`Keyring::unlock`] and start again.
#[must_use]
pub fn start(dir: &DataDir, keyring: &Keyring, now: Timestamp) -> Start {
    match open(dir, keyring, now) {
        Ok(start) => start,
        Err(reason) => {
            let files = dir.folder().and_then(|folder| Files::of(&folder));
            let has_files = files.is_ok_and(|files| files.any());
            Start::Blocked(Blocked::new(reason, has_files))
        }
    }
}

/// Opens a vault that an app password guards.
///
/// # Errors
/// [`VaultError::WrongPassword`], [`VaultError::PasswordFileDamaged`], [`VaultError::KeyWrong`] when
/// the password is right and the vault is another one, or what [`start`] says of the vault.
pub fn unlock_with_password(
    dir: &DataDir,
    keyring: &Keyring,
    password: &Passphrase,
    now: Timestamp,
) -> Result<Vault, VaultError> {
    let folder = dir.folder()?;
    let unlocked = device_key::unlock(&folder, password)?;
    // The password of a switch that has not begun opens a file, and not the vault.
    let failure = if unlocked.is_only_prepared() {
        VaultError::WrongPassword
    } else {
        VaultError::KeyWrong
    };
    let files = Files::of(&folder)?;
    let mut vault = open_with(
        dir,
        &folder,
        &files,
        &unlocked.keys(),
        Guard::Password,
        failure,
    )?;
    // Both are tried again at the next start; the codes are what counts now.
    if !vault.is_switch_unfinished()
        && let Some(name) = unlocked.file_of(&vault.key)
    {
        let _ = device_key::mend(dir, &folder, name);
    }
    let _ = vault.finish(keyring, now);
    Ok(vault)
}

/// Opens a vault with its recovery sheet. The sheet stays the key of this session:
/// [`Vault::opened_by_sheet`] says what to do next.
///
/// # Errors
/// [`VaultError::SheetWrong`], or what [`start`] says of the vault.
pub fn unlock_with_sheet(
    dir: &DataDir,
    keyring: &Keyring,
    sheet: &RecoveryKey,
    now: Timestamp,
) -> Result<Vault, VaultError> {
    let folder = dir.folder()?;
    let files = Files::of(&folder)?;
    let guard = if device_key::is_in_use(&folder)? {
        Guard::Password
    } else {
        Guard::Keyring
    };
    let keys = [sheet.0.clone()];
    let mut vault = open_with(dir, &folder, &files, &keys, guard, VaultError::SheetWrong)?;
    let _ = vault.finish(keyring, now);
    Ok(vault)
}

/// Forgets which generation of the vault this folder was last seen with, after the person has
/// decided to go on with an older vault ([`VaultError::Older`]).
///
/// # Errors
/// Why the settings could not be written.
pub fn accept_older_vault(dir: &DataDir) -> Result<(), VaultError> {
    let folder = dir.folder()?;
    let _lock = dir.lock(&folder)?;
    Settings::note_seen(&folder, None)
}

/// What is on disk.
struct Files {
    /// Read before the vault: another process that saves meanwhile then makes the vault look newer
    /// than what was seen, never older.
    settings: Settings,
    vault: Option<Vec<u8>>,
    previous: Option<Vec<u8>>,
    /// The names of the snapshots, the newest first.
    snapshots: Vec<String>,
}

/// The keys to try, in this order.
struct Keys {
    keys: Vec<Key>,
    /// The item that `vault.id` names is there, but holds no key.
    malformed: bool,
    /// The item that `vault.id` names is there and holds a key, or there is no `vault.id`, so that
    /// any key could be the one.
    own: bool,
}

fn open(dir: &DataDir, keyring: &Keyring, now: Timestamp) -> Result<Start, VaultError> {
    let folder = dir.folder()?;
    let files = Files::of(&folder)?;
    if !files.any() {
        return if is_any_key_here(dir, &folder, keyring)? {
            Err(VaultError::KeyWithoutVault)
        } else {
            Ok(Start::Welcome)
        };
    }
    if !files.any_is_well_formed(&folder)? {
        // No key can help; so the keyring need not answer.
        return Err(VaultError::Damaged);
    }
    if device_key::is_in_use(&folder)? {
        return if device_key::is_any_whole(&folder) {
            Ok(Start::Locked)
        } else {
            Err(VaultError::PasswordFileDamaged)
        };
    }
    match open_by_keyring(dir, &folder, &files, keyring) {
        Ok(mut vault) => {
            // Tried again at the next start; the codes are what counts now.
            let _ = vault.finish(keyring, now);
            Ok(Start::Ready(vault))
        }
        // A switch to an app password had begun: the password may help.
        Err(error) if is_about_keys(&error) && device_key::is_any_whole(&folder) => {
            Ok(Start::Locked)
        }
        Err(error) => Err(error),
    }
}

fn is_about_keys(error: &VaultError) -> bool {
    matches!(
        error,
        VaultError::KeyWrong
            | VaultError::KeyMissing
            | VaultError::KeyMalformed
            | VaultError::Keyring(_)
    )
}

fn open_by_keyring(
    dir: &DataDir,
    folder: &Folder,
    files: &Files,
    keyring: &Keyring,
) -> Result<Vault, VaultError> {
    let vault_id = folder.read(ID)?.and_then(|bytes| vault_id_of(&bytes));
    let mut keys = match &vault_id {
        Some(id) => Keys::of_vault(keyring, id)?,
        None => Keys {
            keys: Vec::new(),
            malformed: false,
            own: true,
        },
    };
    let is_own = |key: &Key| {
        let sealed = files.vault.as_deref();
        sealed.is_some_and(|it| container::open(it, key).is_ok())
    };
    let mut listed = Ok(());
    if !keys.keys.iter().any(is_own) {
        // `vault.id` is lost, or names an item that does not help: every item of ours is tried, and
        // before any earlier state, which a key of before may still open.
        listed = keys.add_all_others(keyring, vault_id.as_deref());
    }
    let failure = keys.failure();
    match open_with(dir, folder, files, &keys.keys, Guard::Keyring, failure) {
        Err(error) if is_about_keys(&error) => listed.map_err(VaultError::from).and(Err(error)),
        opened => opened,
    }
}

impl Files {
    fn of(folder: &Folder) -> Result<Self, VaultError> {
        Ok(Self {
            settings: Settings::load_from(folder),
            vault: folder.read(VAULT)?,
            previous: folder.read(PREVIOUS)?,
            // Without them the vault opens all the same.
            snapshots: snapshots::names(folder).unwrap_or_default(),
        })
    }

    fn any(&self) -> bool {
        self.vault.is_some() || self.previous.is_some() || !self.snapshots.is_empty()
    }

    fn any_is_well_formed(&self, folder: &Folder) -> Result<bool, VaultError> {
        let first = [&self.vault, &self.previous];
        if first
            .into_iter()
            .flatten()
            .any(|sealed| container::is_well_formed(sealed))
        {
            return Ok(true);
        }
        for name in &self.snapshots {
            let sealed = folder.read(&snapshots::path(name))?;
            if sealed.is_some_and(|sealed| container::is_well_formed(&sealed)) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Keys {
    fn of_vault(keyring: &Keyring, vault_id: &str) -> Result<Self, KeyringError> {
        let secrets = keyring.read(&user_of(vault_id))?;
        let keys: Vec<_> = secrets
            .iter()
            .filter_map(|secret| Key::from_text(secret))
            .collect();
        let malformed = keys.is_empty() && !secrets.is_empty();
        Ok(Self {
            own: !keys.is_empty(),
            keys,
            malformed,
        })
    }

    fn add_all_others(
        &mut self,
        keyring: &Keyring,
        vault_id: Option<&str>,
    ) -> Result<(), KeyringError> {
        let own = vault_id.map(user_of);
        for item in keyring.list()? {
            if Some(&item.user) != own.as_ref() {
                let secrets = keyring.read(&item.user)?;
                self.keys
                    .extend(secrets.iter().filter_map(|secret| Key::from_text(secret)));
            }
        }
        Ok(())
    }

    /// What to say when no key opens.
    fn failure(&self) -> VaultError {
        if self.malformed {
            VaultError::KeyMalformed
        } else if self.own && !self.keys.is_empty() {
            VaultError::KeyWrong
        } else {
            VaultError::KeyMissing
        }
    }
}

/// Opens the vault, or else the previous file, or else the newest snapshot that opens; the worst that
/// is known decides what to say. `failure`: what to say when no key fits.
fn open_with(
    dir: &DataDir,
    folder: &Folder,
    files: &Files,
    keys: &[Key],
    guard: Guard,
    failure: VaultError,
) -> Result<Vault, VaultError> {
    let mut reason = failure;
    let condemned = files.vault.as_deref().map(fingerprint);
    if let Some(sealed) = &files.vault {
        if !container::is_well_formed(sealed) {
            reason = VaultError::Damaged;
        }
        for key in keys {
            match open_body(sealed, key) {
                Ok(body) => return opened(dir, files, key, body, guard),
                Err(VaultError::KeyWrong) => {}
                // It opened: whatever earlier states hold, this one must stay untouched.
                Err(error @ VaultError::Newer { .. }) => return Err(error),
                Err(error) => reason = error,
            }
        }
    }
    // The vault file is gone or damaged, or its header is so damaged that it looks like a file for
    // another key; an earlier state that opens with our key tells the difference.
    let mut earlier = vec![PREVIOUS.to_owned()];
    earlier.extend(files.snapshots.iter().map(|name| snapshots::path(name)));
    for name in earlier {
        let Some(sealed) = folder.read(&name)? else {
            continue;
        };
        for key in keys {
            match open_body(&sealed, key) {
                // It was to be the key of the vault, which is as it was.
                Ok(body) if body.is_only_prepared_for(key) => {}
                Ok(body) => {
                    // It may tell the key to which an interrupted switch has brought the vault.
                    if let Some(new) = body.switch.as_ref().and_then(Switch::new_key)
                        && let Some(vault) = &files.vault
                        && let Ok(body) = open_body(vault, &new)
                    {
                        return opened(dir, files, &new, body, guard);
                    }
                    let key = key.clone();
                    return Ok(Vault::restored_from_earlier(
                        dir, key, body, guard, condemned,
                    ));
                }
                Err(VaultError::KeyWrong) => {}
                Err(error) if files.vault.is_none() => reason = error,
                Err(_) => {}
            }
        }
    }
    Err(reason)
}

fn opened(
    dir: &DataDir,
    files: &Files,
    key: &Key,
    body: Body,
    guard: Guard,
) -> Result<Vault, VaultError> {
    match files.settings.last_seen_generation(&body.vault_id) {
        Some(seen) if seen > body.generation => Err(VaultError::Older {
            found: body.generation,
            seen,
        }),
        _ => {
            let on_disk = files.vault.as_deref().map(fingerprint);
            Ok(Vault::opened(dir, key.clone(), body, guard, on_disk))
        }
    }
}
