//! File operations relative to an opened folder.

use std::fs::{DirBuilder, File, Permissions};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::LARGEST_FILE;
use crate::account::Timestamp;
use crate::error::VaultError;

/// A state of a file, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    file: (u64, u64, u64),
    written: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    /// Whether the file has rested for a while. One that was just written could be written again within
    /// the same tick of the clock, and nobody would see it.
    pub(crate) fn is_settled(&self, now: Timestamp) -> bool {
        let changed = u64::try_from(self.changed.0).unwrap_or(u64::MAX);
        changed.saturating_add(2) <= now
    }
}

/// The opened folder.
#[derive(Debug)]
pub(crate) struct Folder {
    fd: OwnedFd,
}

impl Folder {
    /// Creates the folder where there is none and checks that it is ours alone.
    pub(crate) fn prepare(path: &Path) -> Result<(), VaultError> {
        match std::fs::symlink_metadata(path) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                match DirBuilder::new().recursive(true).mode(0o700).create(path) {
                    Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                    other => other?,
                }
            }
            Err(error) => return Err(error.into()),
        }
        let folder = File::from(Self::open(path)?.fd);
        let found = folder.metadata()?;
        if found.uid() != rustix::process::geteuid().as_raw() {
            return Err(VaultError::UnsafeFolder(
                "it belongs to another user".into(),
            ));
        }
        let open_to_others = found.mode() & 0o077;
        if open_to_others == 0 {
            return Ok(());
        }
        if found.mode() & 0o1000 != 0 {
            return Err(VaultError::UnsafeFolder("it is shared by all users".into()));
        }
        match folder.set_permissions(Permissions::from_mode(0o700)) {
            Ok(()) => Ok(()),
            // A read-only folder that others may read can still show its codes; one that others
            // may write to cannot be trusted.
            Err(_) if open_to_others & 0o022 == 0 => Ok(()),
            Err(_) => Err(VaultError::UnsafeFolder("others may write to it".into())),
        }
    }

    pub(crate) fn open(path: &Path) -> Result<Self, VaultError> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        match rustix::fs::open(path, flags, Mode::empty()) {
            Ok(fd) => Ok(Self { fd }),
            Err(Errno::LOOP | Errno::NOTDIR) => Err(VaultError::UnsafeFolder(
                "it is no folder, or a link to one".into(),
            )),
            Err(errno) => Err(errno.into()),
        }
    }

    /// The bytes of a file, none where there is no file.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
        // NONBLOCK: a planted FIFO must not hold us.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = match rustix::fs::openat(&self.fd, name, flags, Mode::empty()) {
            Ok(fd) => File::from(fd),
            Err(Errno::NOENT) => return Ok(None),
            Err(Errno::LOOP) => return Err(not_a_plain_file(name)),
            Err(errno) => return Err(errno.into()),
        };
        let found = file.metadata()?;
        if !found.is_file() {
            return Err(not_a_plain_file(name));
        }
        if found.len() > LARGEST_FILE {
            return Err(VaultError::Io("the file is too large".into()));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0) + 1);
        file.take(LARGEST_FILE).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// What tells whether a file has been replaced or written to; none where there is no file.
    pub(crate) fn stamp(&self, name: &str) -> Option<Stamp> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = rustix::fs::openat(&self.fd, name, flags, Mode::empty()).ok()?;
        let found = File::from(file).metadata().ok()?;
        Some(Stamp {
            file: (found.dev(), found.ino(), found.len()),
            written: (found.mtime(), found.mtime_nsec()),
            changed: (found.ctime(), found.ctime_nsec()),
        })
    }

    /// A new file, mode 0600. A file of this name from a run that was killed is removed first.
    pub(crate) fn create(&self, name: &str) -> Result<File, VaultError> {
        self.remove(name)?;
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(File::from(rustix::fs::openat(
            &self.fd,
            name,
            flags,
            Mode::RUSR | Mode::WUSR,
        )?))
    }

    pub(crate) fn open_lock(&self, name: &str) -> Result<File, VaultError> {
        let flags =
            OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        match rustix::fs::openat(&self.fd, name, flags, Mode::RUSR | Mode::WUSR) {
            Ok(fd) => {
                let file = File::from(fd);
                if file.metadata()?.is_file() {
                    Ok(file)
                } else {
                    Err(not_a_plain_file(name))
                }
            }
            Err(Errno::LOOP | Errno::NXIO) => Err(not_a_plain_file(name)),
            Err(errno) => Err(errno.into()),
        }
    }

    /// Removes a file; done as well when there is none.
    pub(crate) fn remove(&self, name: &str) -> Result<(), VaultError> {
        match rustix::fs::unlinkat(&self.fd, name, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(errno) => Err(errno.into()),
        }
    }

    /// Renames over whatever has the new name.
    pub(crate) fn rename(&self, from: &str, to: &str) -> Result<(), VaultError> {
        Ok(rustix::fs::renameat(&self.fd, from, &self.fd, to)?)
    }

    /// Gives a file a second name, or copies it where the file system has no links.
    pub(crate) fn link_or_copy(&self, from: &str, to: &str) -> Result<(), VaultError> {
        self.remove(to)?;
        match rustix::fs::linkat(&self.fd, from, &self.fd, to, AtFlags::empty()) {
            Ok(()) => Ok(()),
            Err(Errno::PERM | Errno::NOTSUP | Errno::MLINK | Errno::NOSYS | Errno::ACCESS) => {
                self.copy(from, to)
            }
            Err(errno) => Err(errno.into()),
        }
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), VaultError> {
        let bytes = self
            .read(from)?
            .ok_or_else(|| VaultError::Io("the file to keep has gone".into()))?;
        let mut file = self.create(to)?;
        file.write_all(&bytes)?;
        Ok(file.sync_all()?)
    }

    /// Creates a folder inside, mode 0700; done as well when it is there.
    pub(crate) fn make_folder(&self, name: &str) -> Result<(), VaultError> {
        match rustix::fs::mkdirat(&self.fd, name, Mode::RWXU) {
            Ok(()) => Ok(()),
            Err(Errno::EXIST) => {
                let found = rustix::fs::statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW)?;
                if FileType::from_raw_mode(found.st_mode) == FileType::Directory {
                    Ok(())
                } else {
                    Err(VaultError::UnsafeFolder(format!("{name} is no folder")))
                }
            }
            Err(errno) => Err(errno.into()),
        }
    }

    /// The names of what is in a folder inside, in no order; none where there is no such folder.
    pub(crate) fn names(&self, folder: &str) -> Result<Vec<String>, VaultError> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let inner = match rustix::fs::openat(&self.fd, folder, flags, Mode::empty()) {
            Ok(inner) => inner,
            Err(Errno::NOENT) => return Ok(Vec::new()),
            Err(Errno::LOOP | Errno::NOTDIR) => {
                return Err(VaultError::UnsafeFolder(format!("{folder} is no folder")));
            }
            Err(errno) => return Err(errno.into()),
        };
        let mut names = Vec::new();
        for entry in rustix::fs::Dir::read_from(&inner)? {
            // Names that are not text are not ours.
            if let Ok(name) = entry?.file_name().to_str()
                && name != "."
                && name != ".."
            {
                names.push(name.to_owned());
            }
        }
        Ok(names)
    }

    /// Whether there is anything of this name, a link included.
    pub(crate) fn has(&self, name: &str) -> Result<bool, VaultError> {
        match rustix::fs::statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(_) => Ok(true),
            Err(Errno::NOENT) => Ok(false),
            Err(errno) => Err(errno.into()),
        }
    }

    /// Makes renames last through a power cut.
    pub(crate) fn sync(&self) -> Result<(), VaultError> {
        sync(&self.fd)
    }

    /// The same for a folder inside.
    pub(crate) fn sync_inside(&self, folder: &str) -> Result<(), VaultError> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        sync(&rustix::fs::openat(&self.fd, folder, flags, Mode::empty())?)
    }
}

fn sync(folder: &OwnedFd) -> Result<(), VaultError> {
    match rustix::fs::fsync(folder) {
        // Some file systems have nothing to sync in a folder and say so.
        Ok(()) | Err(Errno::INVAL | Errno::BADF) => Ok(()),
        Err(errno) => Err(errno.into()),
    }
}

fn not_a_plain_file(name: &str) -> VaultError {
    VaultError::UnsafeFolder(format!("{name} is not a plain file"))
}
