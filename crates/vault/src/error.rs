//! What can go wrong with a vault.

use std::io;

use crate::edit::NOTE_MAX;
use crate::keyring::KeyringError;
use crate::tags::{TAG_MAX, TAGS_MAX};

/// Why the vault cannot be opened, or a change cannot be saved. None of these loses anything: the
/// files on disk stay as they were.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// There is a vault, and the keyring holds no key for it.
    #[error("the keyring holds no key for this vault")]
    KeyMissing,
    /// There is a vault and a key, and the key does not open it.
    #[error("the key in the keyring does not open this vault")]
    KeyWrong,
    /// The item in the keyring is not an age identity.
    #[error("the item in the keyring is not a key")]
    KeyMalformed,
    /// The keyring holds a key of this folder, but there is no vault.
    #[error("there is a key in the keyring, but no vault")]
    KeyWithoutVault,
    /// The keyring is in the way.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The app password is another one.
    #[error("the password is wrong")]
    WrongPassword,
    /// No file with the device key under the app password is whole.
    #[error("the file with the key under the password is damaged")]
    PasswordFileDamaged,
    /// The password has fewer characters than [`PASSWORD_MIN`](crate::PASSWORD_MIN).
    #[error("the password is too short: {characters} characters")]
    PasswordTooShort {
        /// How many it has.
        characters: usize,
    },
    /// The password is easily guessed.
    #[error("the password is easily guessed")]
    PasswordGuessable,
    /// The recovery key does not open this vault.
    #[error("the recovery sheet does not fit this vault")]
    SheetWrong,
    /// A recovery sheet must be made, and for an app password checked, before this.
    #[error("a checked recovery sheet comes first")]
    SheetFirst,
    /// The folder for backups is not there.
    #[error("the folder for backups is not there")]
    BackupFolderMissing,
    /// The file is no backup: not a whole age file, or what it holds is no vault.
    #[error("the file is no backup, or it is damaged")]
    NotABackup,
    /// The backup was made for other keys.
    #[error("the key does not open this backup")]
    BackupOtherKey,
    /// There is no such restore point, or it does not open.
    #[error("no such restore point")]
    PointNotFound,
    /// The file is not a whole age file, or what it holds is no vault.
    #[error("the vault file is damaged")]
    Damaged,
    /// A newer version wrote the file and says that this one must not read it.
    #[error("the vault was written by a newer version (needs reader {min_reader})")]
    Newer {
        /// The reader version that the file asks for.
        min_reader: u32,
    },
    /// The vault is older than the one last seen here.
    #[error("the vault is older than the one last seen: {found} before {seen}")]
    Older {
        /// The generation in the file.
        found: u64,
        /// The generation that this folder was last seen with.
        seen: u64,
    },
    /// A new vault was asked for where one is.
    #[error("there is a vault already")]
    Exists,
    /// The data folder, or a file in it, is something that we do not follow or trust.
    #[error("the data folder cannot be trusted: {0}")]
    UnsafeFolder(String),
    /// No space is left on the disk, or the quota is used up.
    #[error("no space left")]
    DiskFull,
    /// The file system is mounted read-only.
    #[error("the file system is read-only")]
    ReadOnly,
    /// The permissions of the folder or of a file do not allow it.
    #[error("no permission")]
    NoPermission,
    /// Another failure of the operating system.
    #[error("input or output failed: {0}")]
    Io(String),
    /// What was written does not read back the same.
    #[error("the new file does not read back as it was written")]
    VerifyFailed,
    /// Another process holds the lock for too long.
    #[error("another process is writing")]
    Busy,
    /// There is no account with this id.
    #[error("no such account")]
    AccountNotFound,
    /// The account has no such recovery code.
    #[error("no such recovery code")]
    RecoveryCodeNotFound,
    /// The PIN does not fit the kind of the account.
    #[error("the PIN does not fit")]
    BadPin,
    /// The account has no counter, or its counter is at its end.
    #[error("no counter to advance")]
    BadCounter,
    /// The kind of the account leaves no choice of algorithm, digits or period.
    #[error("nothing to choose for this kind of account")]
    NoParameters,
    /// More than [`TAGS_MAX`](crate::TAGS_MAX) tags for one account.
    #[error("too many tags")]
    TooManyTags,
    /// A tag of more than [`TAG_MAX`](crate::TAG_MAX) characters.
    #[error("a tag is too long")]
    TagTooLong,
    /// A note of more than [`NOTE_MAX`](crate::NOTE_MAX) characters.
    #[error("the note is too long")]
    NoteTooLong,
}

impl VaultError {
    /// The stable identifier of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::KeyMissing => "key_missing",
            Self::KeyWrong => "key_wrong",
            Self::KeyMalformed => "key_malformed",
            Self::KeyWithoutVault => "key_without_vault",
            Self::Keyring(error) => error.code(),
            Self::WrongPassword => "wrong_password",
            Self::PasswordFileDamaged => "password_file_damaged",
            Self::PasswordTooShort { .. } => "password_too_short",
            Self::PasswordGuessable => "password_guessable",
            Self::SheetWrong => "sheet_wrong",
            Self::SheetFirst => "sheet_first",
            Self::BackupFolderMissing => "backup_folder_missing",
            Self::NotABackup => "not_a_backup",
            Self::BackupOtherKey => "backup_other_key",
            Self::PointNotFound => "point_not_found",
            Self::Damaged => "vault_damaged",
            Self::Newer { .. } => "vault_newer",
            Self::Older { .. } => "vault_older",
            Self::Exists => "vault_exists",
            Self::UnsafeFolder(_) => "unsafe_folder",
            Self::DiskFull => "disk_full",
            Self::ReadOnly => "read_only",
            Self::NoPermission => "no_permission",
            Self::Io(_) => "io_failed",
            Self::VerifyFailed => "verify_failed",
            Self::Busy => "busy",
            Self::AccountNotFound => "account_not_found",
            Self::RecoveryCodeNotFound => "recovery_code_not_found",
            Self::BadPin => "bad_pin",
            Self::BadCounter => "bad_counter",
            Self::NoParameters => "no_parameters",
            Self::TooManyTags => "too_many_tags",
            Self::TagTooLong => "tag_too_long",
            Self::NoteTooLong => "note_too_long",
        }
    }

    /// Whether a change was not made at all, because it makes no sense for what it is about. Any other
    /// error leaves it in memory.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::AccountNotFound
                | Self::RecoveryCodeNotFound
                | Self::BadPin
                | Self::BadCounter
                | Self::NoParameters
                | Self::TooManyTags
                | Self::TagTooLong
                | Self::NoteTooLong
        )
    }

    /// The part to show beside the text of the code; never a secret and never an account name.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Keyring(error) => error.detail(),
            Self::Newer { min_reader } => Some(min_reader.to_string()),
            Self::Older { found, seen } => Some(format!("{found} < {seen}")),
            Self::PasswordTooShort { characters } => Some(characters.to_string()),
            Self::UnsafeFolder(text) | Self::Io(text) => Some(text.clone()),
            Self::TooManyTags => Some(TAGS_MAX.to_string()),
            Self::TagTooLong => Some(TAG_MAX.to_string()),
            Self::NoteTooLong => Some(NOTE_MAX.to_string()),
            Self::KeyMissing
            | Self::KeyWrong
            | Self::KeyMalformed
            | Self::KeyWithoutVault
            | Self::WrongPassword
            | Self::PasswordFileDamaged
            | Self::PasswordGuessable
            | Self::SheetWrong
            | Self::SheetFirst
            | Self::BackupFolderMissing
            | Self::NotABackup
            | Self::BackupOtherKey
            | Self::PointNotFound
            | Self::Damaged
            | Self::Exists
            | Self::DiskFull
            | Self::ReadOnly
            | Self::NoPermission
            | Self::VerifyFailed
            | Self::Busy
            | Self::AccountNotFound
            | Self::RecoveryCodeNotFound
            | Self::BadPin
            | Self::BadCounter
            | Self::NoParameters => None,
        }
    }
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            // The text of the system ("Input/output error (os error 5)"), no path and no content.
            _ => Self::Io(error.to_string()),
        }
    }
}

#[cfg(unix)]
impl From<rustix::io::Errno> for VaultError {
    fn from(errno: rustix::io::Errno) -> Self {
        io::Error::from(errno).into()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::io::Errno;

    use super::*;

    #[test]
    fn names_what_the_file_system_says() {
        for (errno, code) in [
            (Errno::NOSPC, "disk_full"),
            (Errno::DQUOT, "disk_full"),
            (Errno::ROFS, "read_only"),
            (Errno::ACCESS, "no_permission"),
            (Errno::PERM, "no_permission"),
            (Errno::IO, "io_failed"),
        ] {
            assert_eq!(VaultError::from(errno).code(), code, "{errno:?}");
        }
    }
}
