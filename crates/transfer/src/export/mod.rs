//! Accounts going out: files for other apps, and a backup of our own. Pure functions; whatever a
//! format cannot hold is named, never dropped in silence.

mod aegis;
mod backup;
mod google;
mod json;
mod two_fas;
mod uri_list;

use std::fmt;

use otp::{Entry, Token};
use vault::VaultError;

pub use aegis::aegis;
pub use backup::backup;
pub use google::google;
pub use two_fas::two_fas;
pub use uri_list::uri_list;

/// One account as it goes out.
#[derive(Clone, Copy)]
pub struct Account<'a> {
    /// Who asks for the code; may be empty.
    pub issuer: &'a str,
    /// Whose account it is there; may be empty.
    pub name: &'a str,
    /// What makes the codes.
    pub token: &'a Token,
    /// Groups.
    pub tags: &'a [String],
    /// The person's note.
    pub note: &'a str,
    /// Shown first.
    pub favourite: bool,
}

impl<'a> From<&'a vault::Account> for Account<'a> {
    fn from(account: &'a vault::Account) -> Self {
        Self {
            issuer: &account.issuer,
            name: &account.name,
            token: &account.token,
            tags: &account.tags,
            note: &account.note,
            favourite: account.favourite,
        }
    }
}

impl fmt::Debug for Account<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Account(…)")
    }
}

impl Account<'_> {
    fn entry(&self) -> Entry {
        Entry::new(self.issuer, self.name, self.token.clone())
    }
}

/// What was written, and what was not. `Debug` shows numbers only.
pub struct Exported<T> {
    /// The file. It holds secrets.
    pub content: T,
    /// How many accounts are in it.
    pub accounts: usize,
    /// What is not in it, in the order of the accounts.
    pub left_out: Vec<LeftOut>,
}

impl<T> fmt::Debug for Exported<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exported")
            .field("accounts", &self.accounts)
            .field("left_out", &self.left_out)
            .finish_non_exhaustive()
    }
}

/// Something that the format cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The place of the account in the list that was given, from 0.
    pub account: usize,
    /// What it is.
    pub what: Lost,
}

/// What a format cannot hold. Says so in terms of the app that reads the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lost {
    /// The whole account: the app has no such kind.
    Kind,
    /// The whole account: the app does not compute this hash.
    Algorithm,
    /// The whole account: the app has no codes of this length.
    Digits,
    /// The whole account: the app would make codes for another period.
    Period,
    /// The whole account: its counter is larger than the app counts.
    Counter,
    /// The whole account: the app cannot write its key.
    Secret,
    /// The whole account: the app takes it only with its PIN, which has not been given yet.
    Pin,
    /// All groups, or all but the first.
    Tags,
    /// The note.
    Note,
    /// The mark of a favourite.
    Favourite,
}

impl Lost {
    /// Stable identifier.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Lost::Kind => "lost_kind",
            Lost::Algorithm => "lost_algorithm",
            Lost::Digits => "lost_digits",
            Lost::Period => "lost_period",
            Lost::Counter => "lost_counter",
            Lost::Secret => "lost_secret",
            Lost::Pin => "lost_pin",
            Lost::Tags => "lost_tags",
            Lost::Note => "lost_note",
            Lost::Favourite => "lost_favourite",
        }
    }

    /// Whether the account is not in the file at all.
    #[must_use]
    pub fn is_whole(self) -> bool {
        match self {
            Lost::Kind
            | Lost::Algorithm
            | Lost::Digits
            | Lost::Period
            | Lost::Counter
            | Lost::Secret
            | Lost::Pin => true,
            Lost::Tags | Lost::Note | Lost::Favourite => false,
        }
    }
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// There is no account, or none that the format can hold.
    #[error("no account that the format can hold")]
    NothingToExport,
    /// The system gave no random bytes.
    #[error("no random bytes")]
    NoRandomness,
    /// The file could not be put together.
    #[error("the file could not be written")]
    NotWritten,
    /// The backup could not be made.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl ExportError {
    /// The stable identifier.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ExportError::NothingToExport => "nothing_to_export",
            ExportError::NoRandomness => "no_randomness",
            ExportError::NotWritten => "export_not_written",
            ExportError::Vault(error) => error.code(),
        }
    }

    /// The part that may be shown; never a secret.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            ExportError::NothingToExport | ExportError::NoRandomness | ExportError::NotWritten => {
                None
            }
            ExportError::Vault(error) => error.detail(),
        }
    }
}

/// Fills bytes with randomness of the system; fails with [`ExportError::NoRandomness`].
pub type Random<'a> = &'a mut dyn FnMut(&mut [u8]) -> Result<(), ExportError>;

/// What a format can hold beside the token.
struct Room {
    tags: usize,
    note: bool,
    favourite: bool,
}

/// Takes the accounts that fit, in their order; `fit` says why one does not.
fn sorted_out<'a>(
    accounts: &'a [Account<'a>],
    room: &Room,
    fit: impl Fn(&Account<'_>) -> Result<(), Lost>,
) -> Result<(Vec<&'a Account<'a>>, Vec<LeftOut>), ExportError> {
    let (mut taken, mut left_out) = (Vec::new(), Vec::new());
    for (place, account) in accounts.iter().enumerate() {
        let mut lose = |what| {
            left_out.push(LeftOut {
                account: place,
                what,
            });
        };
        if let Err(what) = fit(account) {
            lose(what);
            continue;
        }
        if account.tags.len() > room.tags {
            lose(Lost::Tags);
        }
        if !account.note.is_empty() && !room.note {
            lose(Lost::Note);
        }
        if account.favourite && !room.favourite {
            lose(Lost::Favourite);
        }
        taken.push(account);
    }
    if taken.is_empty() {
        return Err(ExportError::NothingToExport);
    }
    Ok((taken, left_out))
}

/// The names of all groups, in the order in which they first occur.
fn groups<'a>(accounts: &[&'a Account<'a>]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for tag in accounts.iter().flat_map(|account| account.tags) {
        if !names.contains(&tag.as_str()) {
            names.push(tag);
        }
    }
    names
}

/// The text of a new random UUID (RFC 9562, version 4).
fn new_uuid(random: Random<'_>) -> Result<String, ExportError> {
    let mut bytes = [0; 16];
    random(&mut bytes)?;
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = hex::encode(bytes);
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_uuid_has_its_version_and_variant() {
        let ones = new_uuid(&mut |bytes| {
            bytes.fill(0xff);
            Ok(())
        });
        assert_eq!(ones.as_deref(), Ok("ffffffff-ffff-4fff-bfff-ffffffffffff"));
        let failed = new_uuid(&mut |_| Err(ExportError::NoRandomness));
        assert_eq!(failed, Err(ExportError::NoRandomness));
    }
}
