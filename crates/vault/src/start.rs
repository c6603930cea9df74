//! The start-up table: what to do with what is on disk and what the keyring says.
//!
//! Nothing here creates, moves or deletes anything.

use crate::account::Timestamp;
use crate::container::{self, Key};
use crate::error::VaultError;
use crate::folder::{DataDir, ID, PREVIOUS, VAULT};
use crate::id::vault_id_of;
use crate::keyring::{Keyring, KeyringError, user_of};
use crate::settings::Settings;
use crate::vault::{Vault, fingerprint, items_of, open_body};

/// How a start ends.
#[derive(Debug)]
pub enum Start {
    /// Nothing is here yet: offer to begin, which is [`Vault::create`].
    Welcome,
    /// The vault is open.
    Ready(Vault),
    /// The vault is not open, and the person must hear why.
    Blocked(Blocked),
}

/// Why a vault is not open. The files are untouched.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blocked {
    /// The reason.
    pub reason: VaultError,
}

impl Blocked {
    /// The stable identifier of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.reason.code()
    }
}

/// Looks at the folder and the keyring and opens the vault if there is one. Never creates anything,
/// and never shows a prompt: for a locked keyring call [`Keyring::unlock`] and start again.
///
/// The time is an argument so that rules about it can come in here.
#[must_use]
pub fn start(dir: &DataDir, keyring: &Keyring, _now: Timestamp) -> Start {
    match open(dir, keyring) {
        Ok(Some(vault)) => Start::Ready(vault),
        Ok(None) => Start::Welcome,
        Err(reason) => Start::Blocked(Blocked { reason }),
    }
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

fn open(dir: &DataDir, keyring: &Keyring) -> Result<Option<Vault>, VaultError> {
    let folder = dir.folder()?;
    let files = Files {
        settings: Settings::load_from(&folder),
        vault: folder.read(VAULT)?,
        previous: folder.read(PREVIOUS)?,
    };
    if files.vault.is_none() && files.previous.is_none() {
        return if items_of(dir, &folder, &keyring.list()?)?.is_empty() {
            Ok(None)
        } else {
            Err(VaultError::KeyWithoutVault)
        };
    }
    if !files.any_is_well_formed() {
        // No key can help; so the keyring need not answer.
        return Err(VaultError::Damaged);
    }
    let vault_id = folder.read(ID)?.and_then(|bytes| vault_id_of(&bytes));
    let mut keys = match &vault_id {
        Some(id) => Keys::of_vault(keyring, id)?,
        None => Keys {
            keys: Vec::new(),
            malformed: false,
            own: true,
        },
    };
    let first = open_with(dir, &files, &keys);
    if matches!(
        first,
        Err(VaultError::KeyWrong | VaultError::KeyMissing | VaultError::KeyMalformed)
    ) {
        // `vault.id` is lost, or names an item that does not help: every item of ours is tried.
        keys.add_all_others(keyring, vault_id.as_deref())?;
        return open_with(dir, &files, &keys).map(Some);
    }
    first.map(Some)
}

impl Files {
    fn any_is_well_formed(&self) -> bool {
        [&self.vault, &self.previous]
            .into_iter()
            .flatten()
            .any(|sealed| container::is_well_formed(sealed))
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

/// Opens the vault, or else the previous file; the worst that is known decides what to say.
fn open_with(dir: &DataDir, files: &Files, keys: &Keys) -> Result<Vault, VaultError> {
    let mut reason = keys.failure();
    let mut condemned = None;
    if let Some(sealed) = &files.vault {
        condemned = Some(fingerprint(sealed));
        if !container::is_well_formed(sealed) {
            reason = VaultError::Damaged;
        }
        for key in &keys.keys {
            match open_body(sealed, key) {
                Ok(body) => {
                    let seen = files.settings.last_seen_generation(&body.vault_id);
                    return match seen {
                        Some(seen) if seen > body.generation => Err(VaultError::Older {
                            found: body.generation,
                            seen,
                        }),
                        _ => Ok(Vault::opened(dir, key.clone(), body, condemned)),
                    };
                }
                Err(VaultError::KeyWrong) => {}
                // It opened: whatever the previous file holds, this one must stay untouched.
                Err(error @ VaultError::Newer { .. }) => return Err(error),
                Err(error) => reason = error,
            }
        }
    }
    // The vault file is gone or damaged, or its header is so damaged that it looks like a file for
    // another key; a previous file that opens with our key tells the difference.
    for key in &keys.keys {
        if let Some(sealed) = &files.previous {
            match open_body(sealed, key) {
                Ok(body) => {
                    return Ok(Vault::restored_from_previous(
                        dir,
                        key.clone(),
                        body,
                        condemned,
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
