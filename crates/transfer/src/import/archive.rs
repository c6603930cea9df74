//! A zip archive in memory. Nothing is ever unpacked to disk.

use std::io::{Cursor, Read};

use zeroize::Zeroizing;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{ImportError, MOST_BYTES, Password};

/// The most members of an archive (formats.md §11).
const MOST_MEMBERS: usize = 1_000;

/// An archive, of which only the list of members is known.
pub(crate) struct Archive<'a> {
    bytes: &'a [u8],
    members: Vec<Member>,
}

/// One file in an archive.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// Its path.
    pub(crate) name: String,
    /// It needs a password.
    pub(crate) encrypted: bool,
    index: usize,
}

impl<'a> Archive<'a> {
    /// Reads the list of members.
    ///
    /// # Errors
    /// [`ImportError::Damaged`], [`ImportError::NoAccounts`] for an empty archive,
    /// [`ImportError::TooLarge`] above 1 000 members.
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, ImportError> {
        // Before the whole list is read into memory: each of its lines begins so.
        let lines = bytes.windows(4).filter(|mark| *mark == b"PK\x01\x02");
        if lines.take(MOST_MEMBERS + 1).count() > MOST_MEMBERS {
            return Err(ImportError::TooLarge);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::Damaged)?;
        if zip.is_empty() {
            return Err(ImportError::NoAccounts);
        }
        let mut members = Vec::with_capacity(zip.len());
        for index in 0..zip.len() {
            let file = zip.by_index_raw(index).map_err(|_| ImportError::Damaged)?;
            if !file.is_dir() {
                members.push(Member {
                    name: file.name().map_err(|_| ImportError::Damaged)?.into_owned(),
                    encrypted: file.encrypted(),
                    index,
                });
            }
        }
        Ok(Self { bytes, members })
    }

    /// The files in it.
    pub(crate) fn members(&self) -> &[Member] {
        &self.members
    }

    /// The file whose path ends with a name, with a `/` or nothing before it.
    pub(crate) fn named(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| {
            let rest = member.name.strip_suffix(name);
            rest.is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
        })
    }

    /// Unpacks one file into memory.
    ///
    /// # Errors
    /// [`ImportError::PasswordNeeded`]; [`ImportError::WrongPassword`] (for the old zip cipher a
    /// wrong password can also look like damage); [`ImportError::TooLarge`] when more than 64 MiB
    /// come out, whatever the archive says; [`ImportError::Damaged`].
    pub(crate) fn open(
        &self,
        member: &Member,
        password: Option<&Password>,
    ) -> Result<Zeroizing<Vec<u8>>, ImportError> {
        let mut zip = ZipArchive::new(Cursor::new(self.bytes)).map_err(|_| ImportError::Damaged)?;
        let file = if member.encrypted {
            let password = password.ok_or(ImportError::PasswordNeeded)?;
            // EXPOSE: the key is made of it.
            zip.by_index_decrypt(member.index, password.expose().as_bytes())
        } else {
            zip.by_index(member.index)
        };
        let file = file.map_err(|error| match error {
            ZipError::InvalidPassword => ImportError::WrongPassword,
            _ => ImportError::Damaged,
        })?;
        let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX) + 1;
        // Room for all of it at once: a growing buffer would leave unwiped copies behind.
        let room = usize::try_from(file.size().min(limit)).unwrap_or_default();
        let mut bytes = Zeroizing::new(Vec::with_capacity(room + 1));
        let read = file.take(limit).read_to_end(&mut bytes);
        if bytes.len() > MOST_BYTES {
            return Err(ImportError::TooLarge);
        }
        read.map_err(|_| match member.encrypted {
            true => ImportError::WrongPasswordOrDamaged,
            false => ImportError::Damaged,
        })?;
        Ok(bytes)
    }
}
