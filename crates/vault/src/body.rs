//! What is inside the encryption: JSON, padded so that its size tells little.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::account::{Account, AccountId, Timestamp, Trashed, Unreadable};
use crate::container::{Key, is_public_key};
use crate::error::VaultError;
use crate::id::new_uuid;
use crate::plain::Plain;
use crate::record::{Record, Unread, Wiped};
use crate::recovery::Recovery;

/// The format that this version writes.
const FORMAT: u32 = 1;
/// The newest `min_reader` that this version understands.
const READER: u32 = 1;
/// The plaintext is padded with blanks to a multiple of this many bytes.
const STEP: usize = 4096;

/// Everything in a vault, read.
#[derive(Clone)]
pub(crate) struct Body {
    format: u32,
    min_reader: u32,
    pub(crate) vault_id: String,
    pub(crate) generation: u64,
    pub(crate) written_at: Timestamp,
    recipients: Vec<Recipient>,
    pub(crate) accounts: Vec<Account>,
    pub(crate) trash: Vec<Trashed>,
    pub(crate) unreadable: Vec<Unreadable>,
    pub(crate) tombstones: Vec<Tombstone>,
    pub(crate) last_seen: Timestamp,
    /// The device key is being exchanged.
    pub(crate) switch: Option<Switch>,
    /// The previous file and the snapshots may still be encrypted to recipients of before.
    pub(crate) reseal: bool,
    other: Map<String, Value>,
}

/// Who can open the vault.
#[derive(Clone, Serialize, Deserialize)]
struct Recipient {
    /// [`DEVICE`], [`RECOVERY`], or what later versions add.
    kind: String,
    /// `age1…`
    key: String,
    /// When a recovery sheet was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    made_at: Option<Timestamp>,
    /// When it was last seen to fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked_at: Option<Timestamp>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

const DEVICE: &str = "device";
const RECOVERY: &str = "recovery";

/// An exchange of the device key that is under way. Both keys open the vault meanwhile, and whoever
/// opens it finds here what is needed to finish.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Switch {
    /// The identity that goes; absent where the vault was opened with the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<Wiped>,
    /// The identity that comes.
    new: Wiped,
    /// What guards it.
    pub(crate) to: Guard,
    /// The mark of the key file, where a password guards it.
    #[serde(skip_serializing_if = "Option::is_none")]
    key_file: Option<String>,
}

/// What guards the device key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Guard {
    /// It lies in the keyring.
    Keyring,
    /// It lies in a file under the app password.
    Password,
}

impl Switch {
    /// `key_file`: the mark of the key file where a password guards the new key; else the keyring does.
    pub(crate) fn new(old: Option<&Key>, new: &Key, key_file: Option<String>) -> Self {
        Self {
            // EXPOSE: inside the encryption of the vault, until the exchange is done.
            old: old.map(|key| Wiped(key.to_text())),
            new: Wiped(new.to_text()),
            to: match key_file {
                Some(_) => Guard::Password,
                None => Guard::Keyring,
            },
            key_file,
        }
    }

    pub(crate) fn key_file(&self) -> &str {
        self.key_file.as_deref().unwrap_or_default()
    }

    pub(crate) fn old(&self) -> Option<Key> {
        Key::from_text(self.old.as_ref()?.0.as_bytes())
    }

    pub(crate) fn new_key(&self) -> Option<Key> {
        Key::from_text(self.new.0.as_bytes())
    }
}

/// What stays of an account that left the trash, so that a merge does not bring it back.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Tombstone {
    pub(crate) id: String,
    pub(crate) deleted_at: Timestamp,
    #[serde(default)]
    pub(crate) days_seen: u32,
    #[serde(flatten)]
    pub(crate) other: Map<String, Value>,
}

#[derive(Deserialize)]
struct Head {
    min_reader: u32,
}

#[derive(Deserialize)]
struct BodyIn<'a> {
    format: u32,
    min_reader: u32,
    vault_id: String,
    generation: u64,
    written_at: Timestamp,
    recipients: Vec<Recipient>,
    #[serde(borrow)]
    accounts: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    trash: Vec<&'a RawValue>,
    #[serde(default)]
    tombstones: Vec<Tombstone>,
    #[serde(default)]
    last_seen: Timestamp,
    #[serde(default)]
    switch: Option<Switch>,
    #[serde(default)]
    reseal: bool,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Serialize)]
struct BodyOut<'a> {
    format: u32,
    min_reader: u32,
    vault_id: &'a str,
    generation: u64,
    written_at: Timestamp,
    recipients: &'a [Recipient],
    accounts: Vec<Slot<'a>>,
    trash: Vec<Slot<'a>>,
    tombstones: &'a [Tombstone],
    last_seen: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    switch: &'a Option<Switch>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    reseal: bool,
    #[serde(flatten)]
    other: &'a Map<String, Value>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Slot<'a> {
    Read(Box<Record<'a>>),
    Raw(&'a RawValue),
}

impl Body {
    /// An empty vault for one device key.
    pub(crate) fn new(key: &Key, now: Timestamp) -> Self {
        let mut body = Self {
            format: FORMAT,
            min_reader: READER,
            vault_id: new_uuid(),
            generation: 0,
            written_at: now,
            recipients: Vec::new(),
            accounts: Vec::new(),
            trash: Vec::new(),
            unreadable: Vec::new(),
            tombstones: Vec::new(),
            last_seen: now,
            switch: None,
            reseal: false,
            other: Map::new(),
        };
        body.set_device_keys(&[key.public()]);
        body
    }

    /// Reads a decrypted vault. An account that cannot be read is set aside; it stops no other.
    ///
    /// # Errors
    /// [`VaultError::Newer`] or [`VaultError::Damaged`].
    pub(crate) fn read(plain: &Plain) -> Result<Self, VaultError> {
        let head: Head = parse(plain.as_slice())?;
        if head.min_reader > READER {
            return Err(VaultError::Newer {
                min_reader: head.min_reader,
            });
        }
        let mut body: BodyIn<'_> = parse(plain.as_slice())?;
        if body.generation == u64::MAX {
            return Err(VaultError::Damaged); // it could never be saved again
        }
        // Nobody can open the vault with what is no key, and it would stop every save.
        body.recipients.retain(|it| is_public_key(&it.key));
        let mut read = Self {
            format: body.format,
            min_reader: body.min_reader,
            vault_id: body.vault_id,
            generation: body.generation,
            written_at: body.written_at,
            recipients: body.recipients,
            accounts: Vec::with_capacity(body.accounts.len()),
            trash: Vec::with_capacity(body.trash.len()),
            unreadable: Vec::new(),
            tombstones: body.tombstones,
            last_seen: body.last_seen,
            switch: body.switch,
            reseal: body.reseal,
            other: body.other,
        };
        let mut seen = HashSet::new();
        for raw in body.accounts {
            match account_of(raw, &mut seen) {
                Ok((account, ..)) => read.accounts.push(account),
                Err(Unread) => read.unreadable.push(set_aside(raw, false)),
            }
        }
        for raw in body.trash {
            match account_of(raw, &mut seen) {
                Ok((account, Some(deleted_at), days_seen)) => {
                    read.trash.push(Trashed {
                        account,
                        deleted_at,
                        days_seen,
                    });
                }
                Ok((_, None, _)) | Err(Unread) => read.unreadable.push(set_aside(raw, true)),
            }
        }
        read.sort();
        Ok(read)
    }

    /// The whole body as padded JSON.
    pub(crate) fn to_plain(&self) -> Result<Plain, VaultError> {
        let mut accounts: Vec<_> = self
            .accounts
            .iter()
            .map(|account| Slot::Read(Box::new(account.into())))
            .collect();
        let mut trash: Vec<_> = self
            .trash
            .iter()
            .map(|trashed| {
                let mut record = Record::from(&trashed.account);
                record.deleted_at = Some(trashed.deleted_at);
                record.days_seen = Some(trashed.days_seen);
                Slot::Read(Box::new(record))
            })
            .collect();
        for unreadable in &self.unreadable {
            let raw = serde_json::from_str(&unreadable.raw).map_err(|_| VaultError::Damaged)?;
            if unreadable.in_trash {
                &mut trash
            } else {
                &mut accounts
            }
            .push(Slot::Raw(raw));
        }
        let out = BodyOut {
            format: self.format,
            min_reader: self.min_reader,
            vault_id: &self.vault_id,
            generation: self.generation,
            written_at: self.written_at,
            recipients: &self.recipients,
            accounts,
            trash,
            tombstones: &self.tombstones,
            last_seen: self.last_seen,
            switch: &self.switch,
            reseal: self.reseal,
            other: &self.other,
        };
        let mut plain = Plain::with_capacity(512 * (1 + self.accounts.len() + self.trash.len()));
        serde_json::to_writer(&mut plain, &out)
            .map_err(|error| VaultError::Io(error.to_string()))?;
        plain.pad(STEP);
        Ok(plain)
    }

    /// The public keys (`age1…`) that the vault is encrypted to.
    pub(crate) fn recipients(&self) -> Vec<String> {
        self.recipients
            .iter()
            .map(|recipient| recipient.key.clone())
            .collect()
    }

    /// Whether the vault is encrypted to this key.
    pub(crate) fn lists(&self, key: &Key) -> bool {
        let public = key.public();
        self.recipients.iter().any(|it| it.key == public)
    }

    /// From now on the vault is encrypted to these device keys (`age1…`) and no others.
    pub(crate) fn set_device_keys(&mut self, keys: &[String]) {
        self.recipients.retain(|it| it.kind != DEVICE);
        self.recipients.extend(keys.iter().map(|key| Recipient {
            kind: DEVICE.into(),
            key: key.clone(),
            made_at: None,
            checked_at: None,
            other: Map::new(),
        }));
    }

    pub(crate) fn device_keys(&self) -> Vec<String> {
        let devices = self.recipients.iter().filter(|it| it.kind == DEVICE);
        devices.map(|it| it.key.clone()).collect()
    }

    /// Whether this device key was to come in an exchange that did not begin: the exchange after the
    /// sheet encrypts the earlier states first, and adds the new key behind the one of before.
    pub(crate) fn is_only_prepared_for(&self, key: &Key) -> bool {
        let public = key.public();
        self.switch.is_none() && self.device_keys().iter().skip(1).any(|it| *it == public)
    }

    /// From now on this is the one sheet that opens the vault.
    pub(crate) fn set_recovery(&mut self, key: &Key, made_at: Timestamp, checked: bool) {
        self.recipients.retain(|it| it.kind != RECOVERY);
        self.recipients.push(Recipient {
            kind: RECOVERY.into(),
            key: key.public(),
            made_at: Some(made_at),
            checked_at: checked.then_some(made_at),
            other: Map::new(),
        });
    }

    /// Notes that the sheet with this public key was seen to fit.
    pub(crate) fn check_recovery(&mut self, public: &str, now: Timestamp) {
        let mut sheets = self.recipients.iter_mut().filter(|it| it.kind == RECOVERY);
        if let Some(sheet) = sheets.find(|it| it.key == public) {
            sheet.checked_at = Some(now);
        }
    }

    pub(crate) fn recovery(&self) -> Option<Recovery> {
        let sheet = self.recipients.iter().find(|it| it.kind == RECOVERY)?;
        Some(Recovery {
            made_at: sheet.made_at.unwrap_or(0),
            checked_at: sheet.checked_at,
        })
    }

    pub(crate) fn is_recovery_key(&self, key: &Key) -> bool {
        let public = key.public();
        let mut sheets = self.recipients.iter().filter(|it| it.kind == RECOVERY);
        sheets.any(|it| it.key == public)
    }

    /// Takes over who opens the vault now: for a copy of an earlier state.
    pub(crate) fn set_recipients_of(&mut self, now: &Body) {
        self.recipients.clone_from(&now.recipients);
        self.switch = None;
        self.reseal = false;
    }

    pub(crate) fn account_mut(&mut self, id: &AccountId) -> Option<&mut Account> {
        self.accounts.iter_mut().find(|account| account.id == *id)
    }

    /// Puts the accounts into the order in which they are shown.
    pub(crate) fn sort(&mut self) {
        self.accounts
            .sort_by(|a, b| (a.order, a.created_at, &a.id).cmp(&(b.order, b.created_at, &b.id)));
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Body")
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, VaultError> {
    // The text of the error could hold a piece of the body.
    serde_json::from_slice(bytes).map_err(|_| VaultError::Damaged)
}

fn account_of(
    raw: &RawValue,
    seen: &mut HashSet<AccountId>,
) -> Result<(Account, Option<Timestamp>, u32), Unread> {
    let record: Record<'_> = serde_json::from_str(raw.get()).map_err(|_| Unread)?;
    let (deleted_at, days_seen) = (record.deleted_at, record.days_seen.unwrap_or(0));
    let account = Account::try_from(record)?;
    // Of two accounts with one id the second is set aside: an edit must know which it means.
    if !seen.insert(account.id.clone()) {
        return Err(Unread);
    }
    Ok((account, deleted_at, days_seen))
}

fn set_aside(raw: &RawValue, in_trash: bool) -> Unreadable {
    #[derive(Deserialize)]
    struct Id {
        id: String,
    }
    let id = serde_json::from_str::<Id>(raw.get())
        .ok()
        .map(|found| found.id);
    Unreadable {
        id,
        in_trash,
        raw: Zeroizing::new(raw.get().to_owned()),
    }
}
