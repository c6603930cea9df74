//! What guards the vault: app password, recovery sheet, the keyring.

use serde::{Deserialize, Serialize};

use super::BackupsView;

out! {
    /// How the vault is protected now.
    pub struct ProtectionView {
        /// Where its key is.
        pub guard: Guard,
        /// Opened by the recovery sheet: `renew_key` or `set_password` comes next.
        pub opened_by_sheet: bool,
        /// The recovery sheet that opens the vault, if one was made.
        pub recovery: Option<RecoveryView>,
        /// A new sheet was begun and neither checked nor put off.
        pub draft_sheet: bool,
        /// The keyring keeps the key in a file without a password.
        pub keyring_in_clear: bool,
        /// Automatic backups, where there are any.
        pub backups: Option<BackupsView>,
    }

    /// Where the key of the vault is.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub enum Guard {
        /// In the keyring of the desktop.
        #[serde(rename = "keyring")]
        Keyring,
        /// In a file under the app password.
        #[serde(rename = "password")]
        Password,
    }

    /// A recovery sheet.
    pub struct RecoveryView {
        /// When it was made, unix seconds.
        #[cfg_attr(test, ts(type = "number"))]
        pub made_at: u64,
        /// When the person last proved to have it, unix seconds.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub checked_at: Option<u64>,
    }

    /// What is thought of a password.
    pub struct VerdictView {
        /// 0 (guessed at once) to 4.
        pub score: u8,
        /// How many characters it has.
        pub characters: u32,
        /// It cannot be taken.
        pub too_short: bool,
        /// It cannot be taken either.
        pub guessable: bool,
        /// `password-hint-…` messages of the catalogue.
        pub hints: Vec<String>,
    }
}

secret_in! {
    /// `unlock_with_password`.
    pub struct UnlockWithPassword {
        /// The app password.
        pub password: String,
    }

    /// `new_with_password`.
    pub struct NewWithPassword {
        /// The app password of the new vault.
        pub password: String,
        /// The person has typed that he understands what it means to go without a recovery sheet.
        pub understood: bool,
    }

    /// `judge_password`.
    pub struct JudgePassword {
        /// What was typed so far.
        pub password: String,
    }

    /// `set_password`.
    pub struct SetPassword {
        /// The password that holds now, where there is one.
        #[cfg_attr(test, ts(optional))]
        pub current: Option<String>,
        /// The new one.
        pub password: String,
    }

    /// `remove_password`.
    pub struct RemovePassword {
        /// The password that holds now.
        pub current: String,
    }

    /// `unlock_with_sheet` and `check_sheet`.
    pub struct ReadSheet {
        /// Where the key is to be read.
        #[zeroize(skip)]
        pub from: SheetSource,
        /// What was typed, for `typed`.
        #[cfg_attr(test, ts(optional))]
        pub text: Option<String>,
    }

    /// `restore_backup`.
    pub struct RestoreBackup {
        /// Where the key of the sheet is to be read.
        #[zeroize(skip)]
        pub from: SheetSource,
        /// What was typed, for `typed`.
        #[cfg_attr(test, ts(optional))]
        pub text: Option<String>,
        /// The new app password, where there is no keyring.
        #[cfg_attr(test, ts(optional))]
        pub password: Option<String>,
    }
}

/// Where the key of a recovery sheet is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum SheetSource {
    /// Typed by hand.
    Typed,
    /// A QR on the screen.
    Screen,
    /// A picture, a picture file or text on the clipboard.
    Clipboard,
    /// Picture files, asked for with the system's dialog.
    Picture,
}
