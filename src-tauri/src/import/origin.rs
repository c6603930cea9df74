//! The file that an import was read from: remembered so well that only this very file is deleted.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read},
    path::{Path, PathBuf},
    time::SystemTime,
};

use transfer::import::{ImportError, MOST_BYTES};
use zeroize::Zeroizing;

use crate::wire::AppError;

/// A file as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    path: PathBuf,
    identity: Identity,
}

/// What tells a file from any other, and from itself after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Identity {
    size: u64,
    modified: Option<SystemTime>,
    /// Device and number of the file on it.
    #[cfg(unix)]
    place: (u64, u64),
    /// Windows gives no number; the time of its making stands in for it.
    #[cfg(not(unix))]
    place: Option<SystemTime>,
}

impl Identity {
    fn of(meta: &Metadata) -> Self {
        #[cfg(unix)]
        let place = {
            use std::os::unix::fs::MetadataExt;
            (meta.dev(), meta.ino())
        };
        #[cfg(not(unix))]
        let place = meta.created().ok();
        Self {
            size: meta.len(),
            modified: meta.modified().ok(),
            place,
        }
    }
}

impl Origin {
    /// Reads a file whole, and remembers which it was.
    ///
    /// # Errors
    /// `file_not_found`; `file_unreadable`, also for a folder or a pipe; `too_large`.
    pub fn read(path: &Path) -> Result<(Self, Zeroizing<Vec<u8>>), AppError> {
        // Before opening: opening a pipe would wait for its other end.
        if !fs::metadata(path)
            .map_err(|error| failed(&error))?
            .is_file()
        {
            return Err(AppError::new("file_unreadable"));
        }
        let file = File::open(path).map_err(|error| failed(&error))?;
        let meta = file.metadata().map_err(|error| failed(&error))?;
        let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
        if meta.len() > limit {
            return Err(ImportError::TooLarge.into());
        }
        // Room for all of it at once: a growing buffer would leave unwiped copies behind.
        let room = usize::try_from(meta.len()).unwrap_or(0).saturating_add(1);
        let mut bytes = Zeroizing::new(Vec::with_capacity(room));
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| failed(&error))?;
        let origin = Self {
            path: path.to_owned(),
            identity: Identity::of(&meta),
        };
        Ok((origin, bytes))
    }

    /// Its name without folders.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> String {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        folder.display().to_string()
    }

    /// Whether it is still there, unchanged, and no link.
    pub fn is_there(&self) -> bool {
        fs::symlink_metadata(&self.path)
            .is_ok_and(|meta| meta.is_file() && Identity::of(&meta) == self.identity)
    }

    /// Deletes the file that was read, and no other: a link is not followed, a file that took its name
    /// or was changed since stays.
    ///
    /// # Errors
    /// `file_changed`, `file_not_found`, `file_not_deleted`.
    pub fn delete(&self) -> Result<(), AppError> {
        let meta = fs::symlink_metadata(&self.path).map_err(|error| failed(&error))?;
        if !meta.is_file() || Identity::of(&meta) != self.identity {
            return Err(AppError::new("file_changed"));
        }
        fs::remove_file(&self.path).map_err(|_| AppError::new("file_not_deleted"))
    }
}

fn failed(error: &io::Error) -> AppError {
    match error.kind() {
        io::ErrorKind::NotFound => AppError::new("file_not_found"),
        _ => AppError::new("file_unreadable"),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn deletes_the_file_that_was_read_and_no_other() {
        let folder = tempfile::tempdir().expect("folder");
        let (path, other) = (folder.path().join("a.json"), folder.path().join("b.json"));
        let code = |done: Result<(), AppError>| done.map_err(|error| error.code);
        fs::write(&path, "first").expect("file");
        let (origin, bytes) = Origin::read(&path).expect("read");
        assert_eq!(bytes.as_slice(), b"first");
        assert!(origin.is_there());

        fs::rename(&path, &other).expect("moved");
        assert_eq!(code(origin.delete()), Err("file_not_found".to_owned()));
        symlink(&other, &path).expect("link");
        assert_eq!(code(origin.delete()), Err("file_changed".to_owned()));
        fs::remove_file(&path).expect("link");
        fs::write(&path, "first").expect("another file with the same name");
        assert_eq!(code(origin.delete()), Err("file_changed".to_owned()));
        assert!(other.exists() && path.exists());

        fs::rename(&other, &path).expect("back");
        fs::write(&path, "longer").expect("changed");
        assert!(!origin.is_there());
        assert_eq!(code(origin.delete()), Err("file_changed".to_owned()));
        let (origin, _) = Origin::read(&path).expect("read");
        assert_eq!(code(origin.delete()), Ok(()));
        assert!(!path.exists());
    }

    #[test]
    fn reads_no_folder() {
        let folder = tempfile::tempdir().expect("folder");
        let refused = Origin::read(folder.path()).expect_err("a folder");
        assert_eq!(refused.code, "file_unreadable");
    }
}
