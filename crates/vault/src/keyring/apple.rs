//! The login keychain of macOS. Not yet run by us: compiled only.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use apple_native_keyring_store::keychain::Store;
use keyring_core::api::CredentialStoreApi;
use zeroize::Zeroizing;

use super::{Item, KeyStore, KeyringError, SERVICE};

/// The store. It has no connection that could break.
#[derive(Default)]
pub(super) struct LoginKeychain {
    store: Option<Arc<Store>>,
}

impl LoginKeychain {
    fn store(&mut self) -> Result<Arc<Store>, KeyringError> {
        if let Some(store) = &self.store {
            return Ok(store.clone());
        }
        let store = Store::new().map_err(of_store)?;
        Ok(self.store.insert(store).clone())
    }

    fn entry(&mut self, user: &str) -> Result<keyring_core::Entry, KeyringError> {
        self.store()?.build(SERVICE, user, None).map_err(of_store)
    }
}

impl KeyStore for LoginKeychain {
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
        let found = match self.store()?.search(&HashMap::from([("service", SERVICE)])) {
            Ok(found) => found,
            Err(keyring_core::Error::NoEntry) => Vec::new(),
            Err(error) => return Err(of_store(error)),
        };
        // The keychain keeps no note of ours beside an item.
        Ok(found
            .iter()
            .filter_map(keyring_core::Entry::get_specifiers)
            .map(|(_, user)| Item { user, folder: None })
            .collect())
    }

    fn write(&mut self, user: &str, secret: &[u8], _folder: &str) -> Result<(), KeyringError> {
        self.entry(user)?.set_secret(secret).map_err(of_store)
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
