//! The credential manager of Windows. Not yet run by us: compiled only.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use keyring_core::api::CredentialStoreApi;
use windows_native_keyring_store::Store;
use zeroize::Zeroizing;

use super::{Item, KeyStore, KeyringError, SERVICE};

/// The store. It has no connection that could break.
#[derive(Default)]
pub(super) struct CredentialManager {
    store: Option<Arc<Store>>,
}

impl CredentialManager {
    fn store(&mut self) -> Result<Arc<Store>, KeyringError> {
        if let Some(store) = &self.store {
            return Ok(store.clone());
        }
        let store = Store::new().map_err(of_store)?;
        Ok(self.store.insert(store).clone())
    }

    fn entry(&mut self, user: &str) -> Result<keyring_core::Entry, KeyringError> {
        // Local: the key of this computer does not roam with a domain profile.
        let modifiers = HashMap::from([("persistence", "Local")]);
        self.store()?
            .build(SERVICE, user, Some(&modifiers))
            .map_err(of_store)
    }
}

impl KeyStore for CredentialManager {
    fn check(&mut self) -> Result<(), KeyringError> {
        self.list().map(drop)
    }

    fn read(&mut self, user: &str) -> Result<Vec<Zeroizing<Vec<u8>>>, KeyringError> {
        match self.entry(user)?.get_secret() {
            Ok(secret) => Ok(vec![Zeroizing::new(secret)]),
            Err(keyring_core::Error::NoEntry) => Ok(Vec::new()),
            Err(error) => Err(of_store(error)),
        }
    }

    fn list(&mut self) -> Result<Vec<Item>, KeyringError> {
        // The target name is `user.service`.
        let pattern = format!("^vault:.*\\.{}$", SERVICE.replace('.', "\\."));
        let found = match self
            .store()?
            .search(&HashMap::from([("pattern", pattern.as_str())]))
        {
            Ok(found) => found,
            Err(keyring_core::Error::NoEntry) => Vec::new(),
            Err(error) => return Err(of_store(error)),
        };
        let mut items = Vec::new();
        for entry in found {
            let mut attributes = entry.get_attributes().map_err(of_store)?;
            if let Some(user) = attributes.remove("username") {
                let folder = attributes
                    .remove("comment")
                    .filter(|folder| !folder.is_empty());
                items.push(Item { user, folder });
            }
        }
        Ok(items)
    }

    fn write(&mut self, user: &str, secret: &[u8], folder: &str) -> Result<(), KeyringError> {
        let entry = self.entry(user)?;
        entry.set_secret(secret).map_err(of_store)?;
        // Without this note the item still works; it then counts for every data folder.
        let _ = entry.update_attributes(&HashMap::from([("comment", folder)]));
        Ok(())
    }

    fn delete(&mut self, user: &str) -> Result<(), KeyringError> {
        match self.entry(user)?.delete_credential() {
            Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
            Err(error) => Err(of_store(error)),
        }
    }

    fn unlock(&mut self, _wait: Duration) -> Result<(), KeyringError> {
        self.check()
    }

    fn reopen(&mut self) {
        self.store = None;
    }
}

fn of_store(error: keyring_core::Error) -> KeyringError {
    use keyring_core::Error;
    match error {
        Error::NoStorageAccess(_) => KeyringError::Locked,
        // Never the Debug form: `BadEncoding` would print the secret.
        other => KeyringError::Failed(other.to_string()),
    }
}
