//! Why a whole file cannot be taken.

use super::{MOST_BYTES, MOST_ENTRIES};

/// Nothing at all could be taken from the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// There is nothing in it.
    #[error("the input is empty")]
    Empty,
    /// The input, or what an archive unpacks to, is longer than 64 MiB (formats.md §11).
    #[error("the input is too large")]
    TooLarge,
    /// The input holds more than 10 000 accounts (formats.md §11).
    #[error("the input holds too many accounts")]
    TooManyEntries,
    /// The file was read and holds no account.
    #[error("the file holds no account")]
    NoAccounts,
    /// An export of Bitwarden Authenticator without its accounts: those synced from the vault are
    /// left out there.
    #[error("the file holds no account, the synced ones are not exported")]
    OnlySynced,
    /// The file is encrypted.
    #[error("the file needs a password")]
    PasswordNeeded,
    /// The password does not open the file.
    #[error("wrong password")]
    WrongPassword,
    /// A vault or an automatic backup of ours: the text of its recovery sheet opens it, given in the
    /// place of the password.
    #[error("the file needs its recovery sheet")]
    SheetNeeded,
    /// The text is that of another sheet, or of none.
    #[error("the recovery sheet does not fit the file")]
    SheetWrong,
    /// The file needs its key file, or another one.
    #[error("the file needs its key file")]
    KeyFileNeeded,
    /// The password does not open the file, or the file is damaged: this format cannot tell.
    #[error("wrong password or damaged")]
    WrongPasswordOrDamaged,
    /// Known, but cut or changed.
    #[error("the file is damaged")]
    Damaged,
    /// The file belongs to a second one that was not given (Steam's `manifest.json`).
    #[error("the second file is needed")]
    CompanionNeeded,
    /// The key derivation that the file asks for takes more than is reasonable (formats.md §11).
    #[error("the file asks for unusual effort")]
    TooMuchEffort,
    /// A picture or a PDF: for the reader of QR codes.
    #[error("a picture")]
    Picture,
    /// Known, and cannot be read.
    #[error("not supported: {}", .0.code())]
    Unsupported(Unsupported),
    /// JSON of no app that is known here.
    #[error("JSON of an unknown kind")]
    UnknownJson,
    /// A table without a column of codes.
    #[error("a table without accounts")]
    UnknownTable,
    /// An archive without a file that is known here.
    #[error("an archive of an unknown kind")]
    UnknownArchive,
    /// Text without any account in it.
    #[error("text without accounts")]
    UnknownText,
    /// Nothing that is known here.
    #[error("an unknown file")]
    Unknown,
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
}

/// What is recognised and cannot be read; for each there is another way, which the text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unsupported {
    /// OpenPGP: andOTP, WinAuth, Proton Pass.
    OpenPgp,
    /// A KeePass 1 database (`.kdb`).
    KeePass1,
    /// A Bitwarden export that only the same account can open.
    AccountRestricted,
    /// An SQLite or SQLCipher database of an app.
    Database,
    /// A version of a known format that is newer than this program.
    NewerVersion,
    /// A version of a known format that cannot be read outside its app.
    OldVersion,
    /// A cipher or key derivation that is not known.
    Cipher,
}

impl Unsupported {
    /// Stable identifier of the error.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Unsupported::OpenPgp => "unsupported_openpgp",
            Unsupported::KeePass1 => "unsupported_keepass1",
            Unsupported::AccountRestricted => "unsupported_account_restricted",
            Unsupported::Database => "unsupported_database",
            Unsupported::NewerVersion => "unsupported_newer",
            Unsupported::OldVersion => "unsupported_older",
            Unsupported::Cipher => "unsupported_cipher",
        }
    }
}

impl ImportError {
    /// The stable identifier.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ImportError::Empty => "empty_input",
            ImportError::TooLarge => "too_large",
            ImportError::TooManyEntries => "too_many_entries",
            ImportError::NoAccounts => "no_accounts",
            ImportError::OnlySynced => "no_accounts_synced",
            ImportError::PasswordNeeded => "password_needed",
            ImportError::WrongPassword => "wrong_password",
            ImportError::SheetNeeded => "sheet_needed",
            ImportError::SheetWrong => "sheet_wrong",
            ImportError::KeyFileNeeded => "key_file_needed",
            ImportError::WrongPasswordOrDamaged => "wrong_password_or_damaged",
            ImportError::Damaged => "damaged",
            ImportError::CompanionNeeded => "companion_needed",
            ImportError::TooMuchEffort => "too_much_effort",
            ImportError::Picture => "picture",
            ImportError::Unsupported(what) => what.code(),
            ImportError::UnknownJson => "unknown_json",
            ImportError::UnknownTable => "unknown_table",
            ImportError::UnknownArchive => "unknown_archive",
            ImportError::UnknownText => "unknown_text",
            ImportError::Unknown => "unknown_file",
            ImportError::Cancelled => "cancelled",
        }
    }

    /// The limit that was passed, to show.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            ImportError::TooLarge => Some((MOST_BYTES >> 20).to_string()),
            ImportError::TooManyEntries => Some(MOST_ENTRIES.to_string()),
            _ => None,
        }
    }
}
