//! The keys that one file of the extension is encrypted with.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::import::account::Reason;
use crate::import::json::{EachNamed, Text};
use crate::import::{ImportError, Request};
use crate::seal::cipher::open_salted;
use crate::seal::kdf::{Argon2Cost, argon2id, has_argon2_hash};

/// What the third version derives its passphrase with.
const COST: Argon2Cost = Argon2Cost {
    memory: 19_456,
    passes: 2,
    lanes: 1,
};
/// Files have one key. Each costs a derivation, so there is a bound.
const MOST_KEYS: usize = 8;

/// The key of the second version, encrypted with the password.
#[derive(Deserialize)]
struct OldKey {
    #[serde(default)]
    enc: Text,
    #[serde(default)]
    hash: Text,
}

/// A key of the third version, made of the password.
#[derive(Deserialize)]
struct NewKey {
    #[serde(rename = "dataType", default)]
    data_type: Text,
    #[serde(default)]
    id: Text,
    #[serde(default)]
    salt: Text,
    #[serde(default)]
    hash: Text,
}

type Passphrase = Zeroizing<Vec<u8>>;

/// The keys of a file, and what became of them.
pub(super) struct Keys {
    old: Option<OldKey>,
    new: HashMap<String, NewKey>,
    /// By the identifier of the key; the old one has none.
    made: HashMap<String, Result<Passphrase, ImportError>>,
    opened: bool,
    /// The first reason why something did not open.
    failed: Option<ImportError>,
}

impl Keys {
    pub(super) fn of(members: &EachNamed<'_>) -> Self {
        let text = |name: &str| {
            let member = members.0.iter().find(|(known, _)| known == name);
            member.and_then(|(_, raw)| serde_json::from_str::<Text>(raw.get()).ok())
        };
        let old = members.0.iter().find(|(name, _)| name == "key");
        let old = old.and_then(|(_, raw)| serde_json::from_str::<OldKey>(raw.get()).ok());
        // Some versions wrote it a level too high.
        let misplaced = OldKey {
            enc: text("enc").unwrap_or_default(),
            hash: text("hash").unwrap_or_default(),
        };
        let new = members.0.iter().filter_map(|(_, raw)| {
            let key = serde_json::from_str::<NewKey>(raw.get()).ok()?;
            let is_key = key.data_type.get() == Some("Key");
            is_key.then(|| (key.id.or_empty().to_owned(), key))
        });
        Self {
            old: old
                .into_iter()
                .chain([misplaced])
                .find(|key| key.enc.get().is_some()),
            new: new.take(MOST_KEYS).collect(),
            made: HashMap::new(),
            opened: false,
            failed: None,
        }
    }

    /// Opens a text with the key of this identifier, or the one of the older versions.
    pub(super) fn open(
        &mut self,
        id: Option<&str>,
        sealed: &str,
        request: &Request<'_>,
    ) -> Result<Zeroizing<String>, Reason> {
        let id = id.unwrap_or_default();
        if !self.made.contains_key(id) {
            let passphrase = self.make(id, request);
            self.made.insert(id.to_owned(), passphrase);
        }
        let passphrase = match self.made.get(id) {
            Some(Ok(passphrase)) => passphrase,
            Some(Err(error)) => {
                self.failed.get_or_insert(*error);
                return Err(Reason::DoesNotOpen);
            }
            None => return Err(Reason::DoesNotOpen),
        };
        let opened = open_salted(passphrase, sealed).ok();
        let text = opened.and_then(|bytes| Some(str::from_utf8(&bytes).ok()?.to_owned()));
        match text {
            Some(text) => {
                self.opened = true;
                Ok(Zeroizing::new(text))
            }
            None => {
                self.failed
                    .get_or_insert(ImportError::WrongPasswordOrDamaged);
                Err(Reason::DoesNotOpen)
            }
        }
    }

    /// The passphrase that the texts under an identifier are encrypted with.
    fn make(&self, id: &str, request: &Request<'_>) -> Result<Passphrase, ImportError> {
        let password = request.password()?;
        let wrong = ImportError::WrongPassword;
        let (passphrase, hash) = if let Some(key) = self.new.get(id) {
            let salt = key.salt.or_empty().as_bytes();
            let derived = argon2id(password, salt, COST, request.progress)?;
            let text = STANDARD_NO_PAD.encode(derived.as_slice());
            (Zeroizing::new(text.into_bytes()), &key.hash)
        } else if let Some(key) = self.old.as_ref().filter(|_| id.is_empty()) {
            // EXPOSE: the key is made of it.
            let opened = open_salted(password.expose().as_bytes(), key.enc.or_empty());
            let opened = opened.map_err(|_| wrong)?;
            (
                Zeroizing::new(hex::encode(&*opened).into_bytes()),
                &key.hash,
            )
        } else if id.is_empty() {
            // EXPOSE: the first version has no other key.
            let typed = password.expose().as_bytes().to_vec();
            return Ok(Zeroizing::new(typed));
        } else {
            return Err(ImportError::Damaged);
        };
        match has_argon2_hash(&passphrase, hash.or_empty(), request.progress)? {
            Some(false) => Err(wrong),
            Some(true) | None => Ok(passphrase),
        }
    }

    /// Whether the file is lost: it is encrypted, and nothing in it opened.
    pub(super) fn verdict(&self) -> Result<(), ImportError> {
        match self.failed {
            // Whatever stopped the derivation itself counts for all of it.
            Some(error @ (ImportError::Cancelled | ImportError::PasswordNeeded)) => Err(error),
            Some(error) if !self.opened => Err(error),
            Some(_) | None => Ok(()),
        }
    }

    pub(super) fn was_used(&self) -> bool {
        self.opened
    }
}
