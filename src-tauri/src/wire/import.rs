//! Accounts from another app: what was found, and what the person does with it.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{AppError, PreviewView};

out! {
    /// An import that was not added yet.
    pub struct ImportView {
        /// Names it in the other commands.
        pub import: String,
        /// What was read or is to be read, in its order.
        pub files: Vec<ImportFileView>,
        /// What can be added, of all files.
        pub accounts: Vec<FoundView>,
        /// What was found and cannot be added.
        pub refused: Vec<ImportRefusedView>,
        /// Transfers of Google Authenticator that are in it.
        pub transfers: Vec<TransferView>,
        /// A file also holds passwords or other private data in clear.
        pub holds_passwords: bool,
        /// Something to tell that is no failure.
        pub notice: Option<AppError>,
    }

    /// One file, or one go at the clipboard or the screen.
    pub struct ImportFileView {
        /// Names it within its import.
        pub file: u32,
        /// Name without folders; absent for what is no file.
        pub name: Option<String>,
        /// What it is: identifier of the format, once it is known.
        pub format: Option<String>,
        /// The app that writes such files, as it calls itself.
        pub app: Option<String>,
        /// Accounts in it that were not known from another file.
        pub found: u32,
        /// It was read; what it held may have been known already.
        pub is_read: bool,
        /// What it waits for.
        pub need: Option<ImportNeed>,
        /// Why it is not read, or why the last try failed.
        pub error: Option<AppError>,
    }

    /// What a file needs to be read.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub enum ImportNeed {
        /// `unlock_import`.
        #[serde(rename = "password")]
        Password,
        /// `unlock_import` with the key of a recovery sheet.
        #[serde(rename = "sheet")]
        Sheet,
        /// `choose_import_companion`: its key file.
        #[serde(rename = "key_file")]
        KeyFile,
        /// `choose_import_companion`: the file that belongs to it.
        #[serde(rename = "companion")]
        Companion,
    }

    /// One account that was found.
    pub struct FoundView {
        /// Names and parameters.
        pub account: PreviewView,
        /// How it stands to the accounts that are there.
        pub standing: Standing,
        /// Groups and folders of the other app.
        pub tags: Vec<String>,
        /// A note comes along.
        pub noted: bool,
        /// Marked as a favourite in the other app.
        pub favourite: bool,
    }

    /// How a found account stands to the vault and to those before it.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub enum Standing {
        /// Nothing like it is there.
        #[serde(rename = "new")]
        New,
        /// The same key is there.
        #[serde(rename = "duplicate")]
        Duplicate,
        /// The same names are there with another key.
        #[serde(rename = "conflict")]
        Conflict,
    }

    /// One account that cannot be added.
    pub struct ImportRefusedView {
        /// Its line or its number in the file, from 1.
        pub place: u32,
        /// Who gave the secret.
        pub issuer: String,
        /// Whose account.
        pub name: String,
        /// Why.
        pub error: AppError,
    }

    /// How much of one transfer was read.
    pub struct TransferView {
        /// QR codes that were read.
        pub read: u32,
        /// QR codes that it has.
        pub of: u32,
    }

    /// What is going on while a file is read.
    pub struct ImportProgressView {
        /// A key is being made of the password, which is slow on purpose.
        pub deriving: bool,
        /// Since when, in seconds.
        pub seconds: u32,
    }

    /// An import of this session.
    pub struct ImportedView {
        /// Names it.
        pub import: String,
        /// When, unix seconds.
        #[cfg_attr(test, ts(type = "number"))]
        pub at: u64,
        /// How many accounts were added.
        pub accounts: u32,
        /// Names of apps or files that they came from.
        pub from: Vec<String>,
        /// Files in clear that it was read from and that are still there.
        pub files: Vec<LeftFileView>,
        /// Accounts in them that were refused or not chosen.
        pub left_behind: u32,
        /// It was taken back.
        pub undone: bool,
    }

    /// A file in clear that was imported.
    pub struct LeftFileView {
        /// Names it within its import.
        pub file: u32,
        /// Name without folders.
        pub name: String,
        /// Its folder.
        pub folder: String,
    }

    /// What was taken back.
    pub struct UndoneView {
        /// Accounts that went to the trash.
        pub moved: u32,
    }
}

incoming! {
    /// A command about one import.
    pub struct OneImport {
        /// From an `ImportView`.
        pub import: String,
    }

    /// A command about one file of an import.
    pub struct OneImportFile {
        /// From an `ImportView`.
        pub import: String,
        /// The file.
        pub file: u32,
    }

    /// `add_import`.
    pub struct AddImport {
        /// From an `ImportView`.
        pub import: String,
        /// What to add of it.
        pub accounts: Vec<AddFound>,
    }
}

secret_in! {
    /// `unlock_import`: password of a file, or the key of its recovery sheet.
    pub struct UnlockImport {
        /// From an `ImportView`.
        pub import: String,
        /// The file.
        pub file: u32,
        /// As it was typed.
        pub password: String,
    }
}

/// One account of `add_import`.
#[derive(Clone, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct AddFound {
    /// Its index in the `ImportView`.
    pub index: u32,
    /// Where one is needed.
    #[cfg_attr(test, ts(optional))]
    pub pin: Option<String>,
}
