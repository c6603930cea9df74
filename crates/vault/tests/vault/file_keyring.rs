//! A keyring in a folder, so that it outlives the process that is killed, and so that a tracer can
//! kill at each of its writes too.
//!
//! Its system calls for writing are others than those of the vault, so that a tracer that counts them
//! by thread and name never takes one for the other.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use vault::keyring::{Item, KeyStore};
use vault::{Keyring, KeyringError};
use zeroize::Zeroizing;

/// One file per item: the secret, a line feed, the folder. A file named [`REFUSES`] makes removals fail.
pub(crate) struct FileKeyring(PathBuf);

/// See [`FileKeyring`].
pub(crate) const REFUSES: &str = "refuses to delete";

impl FileKeyring {
    pub(crate) fn open(folder: &Path) -> Keyring {
        Keyring::with_store(Box::new(Self(folder.to_owned())))
    }

    fn item(&self, user: &str) -> Result<Option<(String, String)>, KeyringError> {
        match std::fs::read_to_string(self.0.join(user)) {
            Ok(text) => {
                let (secret, folder) = text.split_once('\n').unwrap_or((&text, ""));
                Ok(Some((secret.to_owned(), folder.to_owned())))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }
}

fn failed(error: &io::Error) -> KeyringError {
    KeyringError::Failed(error.to_string())
}

impl KeyStore for FileKeyring {
    fn check(&mut self) -> Result<(), KeyringError> {
        self.list().map(|_| ())
    }

    fn read(&mut self, user: &str) -> Result<Vec<Zeroizing<Vec<u8>>>, KeyringError> {
        let found = self.item(user)?;
        let secret = found.map(|(secret, _)| Zeroizing::new(secret.into_bytes()));
        Ok(secret.into_iter().collect())
    }

    fn list(&mut self) -> Result<Vec<Item>, KeyringError> {
        let found = std::fs::read_dir(&self.0).map_err(|_| KeyringError::Unavailable)?;
        let mut items = Vec::new();
        for entry in found {
            let user = entry.map_err(|error| failed(&error))?.file_name();
            let user = user.into_string().unwrap();
            if user.starts_with("vault:")
                && !user.ends_with(".new")
                && let Some((_, folder)) = self.item(&user)?
            {
                let folder = Some(folder);
                items.push(Item { user, folder });
            }
        }
        Ok(items)
    }

    fn write(&mut self, user: &str, secret: &[u8], folder: &str) -> Result<(), KeyringError> {
        let new = self.0.join(format!("{user}.new"));
        let write = || {
            let file = File::create(&new)?;
            let text = [secret, b"\n", folder.as_bytes()].concat();
            file.write_all_at(&text, 0)?;
            file.sync_data()?;
            std::fs::rename(&new, self.0.join(user))
        };
        write().map_err(|error| failed(&error))
    }

    fn delete(&mut self, user: &str) -> Result<(), KeyringError> {
        if self.0.join(REFUSES).exists() {
            return Err(KeyringError::Failed("refused".into()));
        }
        match std::fs::remove_file(self.0.join(user)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(&error)),
            _ => Ok(()),
        }
    }

    fn unlock(&mut self, _wait: Duration) -> Result<(), KeyringError> {
        Ok(())
    }

    fn reopen(&mut self) {}
}
