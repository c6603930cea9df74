//! A keyring in memory that fails on demand.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use super::{Item, KeyStore, Keyring, KeyringError};

/// What the fake does wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Trouble {
    /// Nothing.
    #[default]
    None,
    /// Every call takes this long before it does its work.
    Slow(Duration),
    /// Every call fails with this error.
    Fails(KeyringError),
    /// Every call fails with this error until the store is opened anew, as after a restart of the
    /// daemon.
    Stale(KeyringError),
    /// Reads give bytes that are no key.
    Garbage,
    /// Reads give U+FFFD in place of the last character, as a provider that re-codes text does.
    Replacement,
    /// Reads give only so many bytes.
    Truncated(usize),
    /// Every read gives a second, other key first.
    Ambiguous(String),
    /// The call panics.
    Panics,
}

#[derive(Default)]
struct State {
    items: BTreeMap<String, (Zeroizing<Vec<u8>>, Option<String>)>,
    trouble: Trouble,
    prompt_unlocks: bool,
    opened: usize,
    writes: usize,
}

/// The scripted keyring. Clones share the items, so that a test keeps one end while the worker
/// owns the other.
#[derive(Clone, Default)]
pub struct Fake(Arc<Mutex<State>>);

impl Fake {
    /// An empty keyring without trouble.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A handle whose thread owns this keyring.
    #[must_use]
    pub fn keyring(&self) -> Keyring {
        Keyring::with_store(Box::new(self.clone()))
    }

    /// From now on every call meets this trouble.
    pub fn set_trouble(&self, trouble: Trouble) {
        self.state().trouble = trouble;
    }

    /// Whether the next request to unlock is granted.
    pub fn set_prompt_unlocks(&self, unlocks: bool) {
        self.state().prompt_unlocks = unlocks;
    }

    /// Puts an item behind the back of the application.
    pub fn put(&self, user: &str, secret: &[u8], folder: Option<&str>) {
        let item = (Zeroizing::new(secret.to_vec()), folder.map(str::to_owned));
        self.state().items.insert(user.to_owned(), item);
    }

    /// Takes an item away behind the back of the application.
    pub fn take(&self, user: &str) -> Option<Zeroizing<Vec<u8>>> {
        self.state().items.remove(user).map(|(secret, _)| secret)
    }

    /// The user names of all items, sorted.
    #[must_use]
    pub fn users(&self) -> Vec<String> {
        self.state().items.keys().cloned().collect()
    }

    /// How many times an item was written.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.state().writes
    }

    /// How many times the store was opened anew.
    #[must_use]
    pub fn reopened(&self) -> usize {
        self.state().opened
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn meet_trouble(&self) -> Result<(), KeyringError> {
        let trouble = self.state().trouble.clone();
        match trouble {
            Trouble::Slow(time) => {
                thread::sleep(time);
                Ok(())
            }
            Trouble::Fails(error) | Trouble::Stale(error) => Err(error),
            #[allow(clippy::panic)] // this is the trouble that the test asked for
            Trouble::Panics => panic!("a store that panics"),
            Trouble::None
            | Trouble::Garbage
            | Trouble::Replacement
            | Trouble::Truncated(_)
            | Trouble::Ambiguous(_) => Ok(()),
        }
    }

    fn as_read(&self, secret: &[u8]) -> Vec<Zeroizing<Vec<u8>>> {
        let one = match self.state().trouble.clone() {
            Trouble::Garbage => b"\xff\xfe not a key".to_vec(),
            Trouble::Replacement => {
                let mut bytes = secret[..secret.len().saturating_sub(1)].to_vec();
                bytes.extend("\u{fffd}".bytes());
                bytes
            }
            Trouble::Truncated(length) => secret[..length.min(secret.len())].to_vec(),
            Trouble::Ambiguous(other) => {
                return vec![
                    Zeroizing::new(other.into_bytes()),
                    Zeroizing::new(secret.to_vec()),
                ];
            }
            Trouble::None
            | Trouble::Slow(_)
            | Trouble::Fails(_)
            | Trouble::Stale(_)
            | Trouble::Panics => secret.to_vec(),
        };
        vec![Zeroizing::new(one)]
    }
}

impl KeyStore for Fake {
    fn check(&mut self) -> Result<(), KeyringError> {
        self.meet_trouble()
    }

    fn read(&mut self, user: &str) -> Result<Vec<Zeroizing<Vec<u8>>>, KeyringError> {
        self.meet_trouble()?;
        let secret = self
            .state()
            .items
            .get(user)
            .map(|(secret, _)| secret.clone());
        Ok(secret.map_or_else(Vec::new, |secret| self.as_read(&secret)))
    }

    fn list(&mut self) -> Result<Vec<Item>, KeyringError> {
        self.meet_trouble()?;
        let items = &self.state().items;
        Ok(items
            .iter()
            .map(|(user, (_, folder))| Item {
                user: user.clone(),
                folder: folder.clone(),
            })
            .collect())
    }

    fn write(&mut self, user: &str, secret: &[u8], folder: &str) -> Result<(), KeyringError> {
        self.meet_trouble()?;
        self.put(user, secret, Some(folder));
        self.state().writes += 1;
        Ok(())
    }

    fn delete(&mut self, user: &str) -> Result<(), KeyringError> {
        self.meet_trouble()?;
        self.take(user);
        Ok(())
    }

    fn unlock(&mut self, _wait: Duration) -> Result<(), KeyringError> {
        if self.state().trouble != Trouble::Fails(KeyringError::Locked) {
            return self.meet_trouble();
        }
        if !self.state().prompt_unlocks {
            return Err(KeyringError::Locked);
        }
        self.state().trouble = Trouble::None;
        Ok(())
    }

    fn reopen(&mut self) {
        let mut state = self.state();
        state.opened += 1;
        if matches!(state.trouble, Trouble::Stale(_)) {
            state.trouble = Trouble::None;
        }
    }
}
