//! File operations where there is no `openat`: by path. Not yet run by us: compiled only.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::LARGEST_FILE;
use crate::error::VaultError;

/// Virus scanners and indexers open files for a moment; renames are tried again for so long.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(25);
const SHARING_VIOLATION: i32 = 32;

/// A state of a file, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp;

impl Stamp {
    pub(crate) fn is_settled(&self, _now: crate::account::Timestamp) -> bool {
        false
    }
}

/// The opened folder.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Creates the folder where there is none. Its access list is that of the user's profile.
    pub(crate) fn prepare(path: &Path) -> Result<(), VaultError> {
        std::fs::create_dir_all(path)?;
        Self::open(path).map(drop)
    }

    pub(crate) fn open(path: &Path) -> Result<Self, VaultError> {
        if !std::fs::symlink_metadata(path)?.is_dir() {
            return Err(VaultError::UnsafeFolder(
                "it is no folder, or a link to one".into(),
            ));
        }
        Ok(Self {
            path: path.to_owned(),
        })
    }

    /// The bytes of a file, none where there is no file.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
        if !self.has(name)? {
            return Ok(None);
        }
        let path = self.path.join(name);
        let found = std::fs::symlink_metadata(&path)?;
        if !found.is_file() {
            return Err(not_a_plain_file(name));
        }
        if found.len() > LARGEST_FILE {
            return Err(VaultError::Io("the file is too large".into()));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0) + 1);
        File::open(path)?
            .take(LARGEST_FILE)
            .read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// Nothing that could be trusted: the file is read each time.
    pub(crate) fn stamp(&self, _name: &str) -> Option<Stamp> {
        None
    }

    /// A new file. A file of this name from a run that was killed is removed first.
    pub(crate) fn create(&self, name: &str) -> Result<File, VaultError> {
        self.remove(name)?;
        Ok(OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(self.path.join(name))?)
    }

    pub(crate) fn open_lock(&self, name: &str) -> Result<File, VaultError> {
        let path = self.path.join(name);
        Ok(OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?)
    }

    /// Removes a file; done as well when there is none.
    pub(crate) fn remove(&self, name: &str) -> Result<(), VaultError> {
        match std::fs::remove_file(self.path.join(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Renames over whatever has the new name, written through to the disk.
    pub(crate) fn rename(&self, from: &str, to: &str) -> Result<(), VaultError> {
        let (from, to) = (self.path.join(from), self.path.join(to));
        for _ in 1..TRIES {
            match atomicwrites::replace_atomic(&from, &to) {
                Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => {
                    thread::sleep(PAUSE);
                }
                other => return Ok(other?),
            }
        }
        Ok(atomicwrites::replace_atomic(&from, &to)?)
    }

    /// Gives a file a second name, or copies it where the file system has no links.
    pub(crate) fn link_or_copy(&self, from: &str, to: &str) -> Result<(), VaultError> {
        self.remove(to)?;
        let (from, to) = (self.path.join(from), self.path.join(to));
        if std::fs::hard_link(&from, &to).is_err() {
            std::fs::copy(&from, &to)?;
            OpenOptions::new().write(true).open(&to)?.sync_all()?;
        }
        Ok(())
    }

    /// Creates a folder inside; done as well when it is there.
    pub(crate) fn make_folder(&self, name: &str) -> Result<(), VaultError> {
        match std::fs::create_dir(self.path.join(name)) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// The names of what is in a folder inside, in no order; none where there is no such folder.
    pub(crate) fn names(&self, folder: &str) -> Result<Vec<String>, VaultError> {
        let entries = match std::fs::read_dir(self.path.join(folder)) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let mut names = Vec::new();
        for entry in entries {
            // Names that are not text are not ours.
            names.extend(entry?.file_name().into_string().ok());
        }
        Ok(names)
    }

    /// Whether there is anything of this name, a link included.
    pub(crate) fn has(&self, name: &str) -> Result<bool, VaultError> {
        match std::fs::symlink_metadata(self.path.join(name)) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Nothing to do: renames are written through.
    #[allow(clippy::unused_self, clippy::unnecessary_wraps)] // the same shape as on Unix
    pub(crate) fn sync(&self) -> Result<(), VaultError> {
        Ok(())
    }

    /// As [`sync`](Self::sync).
    #[allow(clippy::unused_self, clippy::unnecessary_wraps)] // the same shape as on Unix
    pub(crate) fn sync_inside(&self, _folder: &str) -> Result<(), VaultError> {
        Ok(())
    }
}

fn not_a_plain_file(name: &str) -> VaultError {
    VaultError::UnsafeFolder(format!("{name} is not a plain file"))
}
