//! What an importer gives back.

use std::collections::HashSet;
use std::fmt;

use otp::payload::PayloadError;
use otp::{Entry, FieldError, Fields, Pin, SecretError, Token, UriError, Warning};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::json::{self, Each};
use super::request::Progress;
use super::{ImportError, MOST_BYTES, MOST_ENTRIES};

/// What was found in a file or a pasted text. Nothing is left out in silence: whatever was not
/// taken stands in `refused`.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The accounts, in their order.
    pub found: Vec<Found>,
    /// What looked like an account and could not be taken, in its order.
    pub refused: Vec<Refused>,
    /// The file was encrypted: without its password nobody can read it.
    pub encrypted: bool,
    /// The file also holds passwords or other private data in clear.
    pub holds_passwords: bool,
    /// The QR codes of Google's transfers that it came from.
    pub(crate) parts: Vec<Part>,
    /// How much all of it takes, in bytes.
    pub(crate) held: usize,
    /// Why there is no account, when an importer knows better than [`ImportError::NoAccounts`].
    pub(crate) why_none: Option<ImportError>,
}

/// One account as it was found. `Debug` prints nothing of it but its warnings.
#[derive(Clone, PartialEq, Eq)]
pub struct Found {
    /// Names and token.
    pub entry: Entry,
    /// What a person should know: also what can be seen only here, such as a counter that was
    /// missing or a period that was not carried over.
    pub warnings: Vec<Warning>,
    /// Groups, folders and tags of the app.
    pub tags: Vec<String>,
    /// The person's note.
    pub note: String,
    /// Marked or pinned in the app.
    pub favourite: bool,
    /// One-time recovery codes of the site that were kept with the account.
    pub recovery_codes: Vec<Zeroizing<String>>,
    /// Those of them that are used up; only our own files tell.
    pub recovery_codes_used: Vec<Zeroizing<String>>,
    /// The QR code of a transfer that it came in.
    pub(crate) part: Option<Part>,
}

/// One QR code of one of Google's transfers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// The same in all QR codes of one transfer.
    pub(crate) id: i32,
    /// Its place, from 0.
    pub(crate) index: u32,
    /// Of how many.
    pub(crate) size: u32,
    /// A hash of its text: some programs give every code the same place.
    pub(crate) text: [u8; 32],
}

/// How much of one of Google's transfers was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer {
    /// QR codes that were read, each counted once.
    pub read: u32,
    /// QR codes that it has.
    pub of: u32,
}

/// One account that could not be taken.
#[derive(Debug)]
pub struct Refused {
    /// The line it stands in, or its number in the file; the first is 1.
    pub place: usize,
    /// The issuer, when it could be read; otherwise empty.
    pub issuer: String,
    /// The name of the account, when it could be read; otherwise empty.
    pub name: String,
    /// Why.
    pub reason: Reason,
}

/// Why one account was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// Its link cannot be read.
    #[error(transparent)]
    Link(#[from] PayloadError),
    /// Its fields make no token.
    #[error(transparent)]
    Fields(#[from] FieldError),
    /// What stands in its place is not built like an account.
    #[error("not built like an account")]
    Damaged,
    /// It lies in the trash of its app.
    #[error("in the trash of its app")]
    Trashed,
    /// It makes no codes: the app approves sign-ins by a message instead.
    #[error("makes no codes")]
    NoCodes,
    /// Its own encryption does not open.
    #[error("does not open")]
    DoesNotOpen,
}

impl From<SecretError> for Reason {
    fn from(error: SecretError) -> Self {
        Reason::Fields(error.into())
    }
}

impl From<UriError> for Reason {
    fn from(error: UriError) -> Self {
        Reason::Link(error.into())
    }
}

impl Reason {
    /// The stable identifier.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Reason::Link(error) => error.code(),
            Reason::Fields(error) => error.code(),
            Reason::Damaged => "entry_damaged",
            Reason::Trashed => "entry_trashed",
            Reason::NoCodes => "entry_no_codes",
            Reason::DoesNotOpen => "entry_does_not_open",
        }
    }

    /// The part that may be shown; never a part of a secret.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Reason::Link(error) => error.detail(),
            Reason::Fields(error) => error.detail(),
            Reason::Damaged | Reason::Trashed | Reason::NoCodes | Reason::DoesNotOpen => None,
        }
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}

impl Found {
    /// An account without groups and note.
    pub(crate) fn new(issuer: &str, name: &str, token: Token) -> Self {
        let entry = Entry::new(issuer, name, token);
        Self {
            warnings: entry.warnings(),
            entry,
            tags: Vec::new(),
            note: String::new(),
            favourite: false,
            recovery_codes: Vec::new(),
            recovery_codes_used: Vec::new(),
            part: None,
        }
    }

    /// An account from its fields as text.
    ///
    /// An HOTP account without a counter starts at 0 and carries the warning.
    pub(crate) fn of_fields(issuer: &str, name: &str, fields: Fields<'_>) -> Result<Self, Reason> {
        let token = fields.token()?;
        let hotp = matches!(token.kind, otp::Kind::Hotp { .. });
        let mut found = Self::new(issuer, name, token);
        let counted = fields.counter.is_some_and(|text| !text.trim().is_empty());
        if hotp && !counted {
            found.warnings.push(Warning::CounterMissing);
        }
        Ok(found)
    }

    /// Adds groups; empty names and repeats are dropped.
    pub(crate) fn tagged<S: AsRef<str>>(mut self, tags: impl IntoIterator<Item = S>) -> Self {
        let mut known: HashSet<String> = self.tags.iter().cloned().collect();
        for tag in tags {
            let tag = tag.as_ref().trim();
            if !tag.is_empty() && known.insert(tag.to_owned()) {
                self.tags.push(tag.to_owned());
            }
        }
        self
    }

    /// Adds a note.
    pub(crate) fn noted(mut self, note: Option<&str>) -> Self {
        self.note = note.unwrap_or_default().trim().to_owned();
        self
    }

    /// Marks it as a favourite.
    pub(crate) fn favourite(mut self, favourite: bool) -> Self {
        self.favourite = favourite;
        self
    }

    /// How much its texts take, in bytes.
    fn length(&self) -> usize {
        let tags: usize = self.tags.iter().map(String::len).sum();
        let names = self.entry.issuer.len() + self.entry.name.len();
        names + tags + self.note.len()
    }

    /// Takes names for those that the account came without.
    pub(crate) fn or_names(mut self, issuer: &str, name: &str) -> Self {
        let issuer = Some(self.entry.issuer.as_str())
            .filter(|known| !known.is_empty())
            .unwrap_or(issuer);
        let name = Some(self.entry.name.as_str())
            .filter(|known| !known.is_empty())
            .unwrap_or(name);
        self.entry = Entry::new(issuer, name, self.entry.token.clone());
        self
    }
}

impl From<&Found> for vault::Imported {
    fn from(found: &Found) -> Self {
        Self {
            entry: found.entry.clone(),
            tags: found.tags.clone(),
            note: found.note.clone(),
            favourite: found.favourite,
            recovery_codes: found.recovery_codes.clone(),
            recovery_codes_used: found.recovery_codes_used.clone(),
        }
    }
}

impl Parsed {
    /// Takes over what became of one account. `place` counts from 1.
    ///
    /// # Errors
    /// [`ImportError::TooManyEntries`]; [`ImportError::TooLarge`] when all of them take more than
    /// 64 MiB: a file may give one long note or name of a group to each.
    pub(crate) fn take(
        &mut self,
        place: usize,
        (issuer, name): (&str, &str),
        account: Result<Found, Reason>,
    ) -> Result<(), ImportError> {
        match account {
            Ok(found) => {
                self.held += found.length();
                self.found.push(found);
            }
            Err(reason) => {
                self.held += issuer.len() + name.len();
                self.refused.push(Refused {
                    place,
                    issuer: issuer.trim().to_owned(),
                    name: name.trim().to_owned(),
                    reason,
                });
            }
        }
        if self.held > MOST_BYTES {
            return Err(ImportError::TooLarge);
        }
        if self.found.len() > MOST_ENTRIES || self.refused.len() > MOST_ENTRIES {
            return Err(ImportError::TooManyEntries);
        }
        Ok(())
    }

    /// Takes over each member of a list of accounts under its number. One that is not built like `T`
    /// costs only itself. `read` gives the names, for the case that it is refused, and the account.
    ///
    /// # Errors
    /// [`ImportError::TooManyEntries`], [`ImportError::TooLarge`], [`ImportError::Cancelled`].
    pub(crate) fn take_each<T: DeserializeOwned>(
        &mut self,
        list: &Each<'_>,
        progress: &Progress,
        read: impl for<'t> Fn(&'t T) -> ((&'t str, &'t str), Result<Found, Reason>),
    ) -> Result<(), ImportError> {
        for (place, raw) in list.numbered() {
            progress.go_on()?;
            match json::one::<T>(raw) {
                Ok(account) => {
                    let (names, found) = read(&account);
                    self.take(place, names, found)?;
                }
                Err(reason) => self.take(place, ("", ""), Err(reason))?,
            }
        }
        Ok(())
    }

    /// Takes over what another file held. A QR code of a transfer that was read before adds nothing.
    ///
    /// # Errors
    /// [`ImportError::TooManyEntries`].
    pub fn join(&mut self, other: Parsed) -> Result<(), ImportError> {
        let is_known = |part: Part| self.parts.contains(&part);
        let fresh = other.found.into_iter();
        let fresh = fresh.filter(|found| !found.part.is_some_and(is_known));
        self.found.extend(fresh.collect::<Vec<_>>());
        let is_repeat = !other.parts.is_empty() && other.parts.iter().all(|part| is_known(*part));
        if !is_repeat {
            self.refused.extend(other.refused);
        }
        for part in other.parts {
            self.note_part(part);
        }
        self.encrypted |= other.encrypted;
        self.holds_passwords |= other.holds_passwords;
        if self.found.len() > MOST_ENTRIES {
            return Err(ImportError::TooManyEntries);
        }
        Ok(())
    }

    /// The transfers that are in it, with how much of each was read.
    #[must_use]
    pub fn transfers(&self) -> Vec<Transfer> {
        let mut ids: Vec<(i32, u32)> = Vec::new();
        for part in &self.parts {
            if !ids.contains(&(part.id, part.size)) {
                ids.push((part.id, part.size));
            }
        }
        let count = |(id, size): (i32, u32)| {
            let parts = self.parts.iter();
            let read = parts.filter(|part| part.id == id && part.size == size);
            let places: HashSet<u32> = read.map(|part| part.index).collect();
            Transfer {
                read: u32::try_from(places.len()).unwrap_or(size),
                of: size,
            }
        };
        ids.into_iter().map(count).collect()
    }

    /// Whether a text that was read holds a link to an account, even one that cannot be taken.
    #[must_use]
    pub fn has_link(&self) -> bool {
        let is_other = |reason: &Reason| matches!(reason, Reason::Link(PayloadError::NotOtp(_)));
        !self.found.is_empty()
            || self
                .refused
                .iter()
                .any(|refused| !is_other(&refused.reason))
    }

    /// Which QR code of how many, counted from 0, when all of it came from one of a transfer.
    #[must_use]
    pub fn only_part(&self) -> Option<(u32, u32)> {
        match self.parts.as_slice() {
            [part] => Some((part.index, part.size)),
            _ => None,
        }
    }

    pub(crate) fn note_part(&mut self, part: Part) -> bool {
        let is_new = !self.parts.contains(&part);
        if is_new {
            self.parts.push(part);
        }
        is_new
    }

    /// Gives the PIN to every account that lacks one and can have this one.
    pub(crate) fn give_pin(&mut self, pin: &Pin) {
        for found in &mut self.found {
            if found.entry.token.kind.lacks_pin() && found.entry.token.set_pin(pin.clone()).is_ok()
            {
                found.warnings.retain(|w| *w != Warning::PinMissing);
            }
        }
    }
}
