//! What crosses between the window and Rust. Types ending in `View` go out; the others come in and
//! carry their command's name. Times are unix seconds, ids are text, and no type that goes out has
//! a field that could hold a stored secret.
//!
//! `cargo test` writes the TypeScript side to `ui/src/backend/bindings/`.

use serde::{Deserialize, Serialize};

/// Adds serde and the generated TypeScript to a type that goes out.
macro_rules! out {
    ($($item:item)*) => {$(
        #[derive(Clone, Serialize)]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(test, derive(ts_rs::TS), ts(export))]
        $item
    )*};
}

/// The same for a type that comes in.
macro_rules! incoming {
    ($($item:item)*) => {$(
        #[derive(Clone, Deserialize)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(export))]
        $item
    )*};
}

/// The same for a type that comes in and may hold a key or a password: wiped when it is dropped, and
/// without a `Debug` that could print it.
macro_rules! secret_in {
    ($($item:item)*) => {$(
        #[derive(serde::Deserialize, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
        #[serde(rename_all = "camelCase", deny_unknown_fields)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(export))]
        $item
    )*};
}

mod backups;
mod camera;
mod clock;
mod counter;
mod diagnosis;
mod enrolment;
mod export;
mod help;
mod import;
mod password;
mod protection;
mod recovery_codes;
mod restore;
mod sheet;
mod still;

pub use backups::*;
pub use camera::*;
pub use clock::*;
pub use counter::*;
pub use diagnosis::*;
pub use enrolment::*;
pub use export::*;
pub use help::*;
pub use import::*;
pub use password::*;
pub use protection::*;
pub use recovery_codes::*;
pub use restore::*;
pub use sheet::*;
pub use still::*;

out! {
    /// Why a command was refused. The page turns the code into two lines: what happened, what to do.
    #[derive(Debug)]
    pub struct AppError {
        /// Stable identifier, the `error-…` message of the catalogue.
        pub code: String,
        /// The one thing to name in the text: a number, an algorithm. Never part of a secret.
        pub detail: Option<String>,
    }

    /// The state the window opens in.
    pub struct StartView {
        /// What to show first.
        pub state: StartState,
        /// Why the vault stays shut, when it does.
        pub error: Option<AppError>,
        /// What the person can do about it, the best first.
        pub ways: Vec<Way>,
        /// Language and theme, needed for the first paint.
        pub settings: SettingsView,
    }

    /// First screen.
    pub enum StartState {
        /// No vault yet.
        #[serde(rename = "welcome")]
        Welcome,
        /// The codes.
        #[serde(rename = "ready")]
        Ready,
        /// Nothing is open, by the person's own wish: the app password opens it, or, where there is
        /// none, `retry_start`.
        #[serde(rename = "locked")]
        Locked,
        /// The vault cannot be opened now; nothing was changed.
        #[serde(rename = "blocked")]
        Blocked,
    }

    /// A way out of a start that did not end with codes.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub enum Way {
        /// `retry_start`.
        #[serde(rename = "retry")]
        Retry,
        /// `retry_start`, which lets the keyring ask for its own password.
        #[serde(rename = "unlock")]
        Unlock,
        /// `unlock_with_password`.
        #[serde(rename = "password")]
        Password,
        /// `unlock_with_sheet`.
        #[serde(rename = "sheet")]
        Sheet,
        /// `choose_backup`, then `restore_backup`.
        #[serde(rename = "backup")]
        Backup,
        /// `start_anyway`: a new vault beside the key of a lost one.
        #[serde(rename = "new_vault")]
        NewVault,
        /// `start_anyway`: the vault that is older than the one last seen.
        #[serde(rename = "open_older")]
        OpenOlder,
        /// `new_with_password`: nothing here keeps a key.
        #[serde(rename = "new_with_password")]
        NewWithPassword,
    }

    /// Settings as the page shows them.
    pub struct SettingsView {
        /// What was chosen.
        pub language: LanguageChoice,
        /// What that means on this system.
        pub shown_language: ShownLanguage,
        /// What was chosen.
        pub theme: Theme,
        /// After so many minutes without a touch a vault with an app password is locked; 0: never.
        pub lock_after_minutes: u16,
        /// A vault with an app password is locked when the screen is, and in suspend.
        pub lock_with_screen: bool,
        /// A code with fewer seconds left is not copied, 0 to 15.
        pub guard_seconds: u8,
        /// After how many seconds a copied code leaves the clipboard.
        pub clear_clipboard_seconds: u16,
        /// The person was told never to read a code to anybody.
        pub fraud_told: bool,
        /// Version of the program.
        pub version: String,
    }

    /// All accounts at one moment.
    pub struct AccountsView {
        /// When the codes were computed.
        #[cfg_attr(test, ts(type = "number"))]
        pub now: f64,
        /// Whether the computer's clock can be right.
        pub clock: ClockView,
        /// In the order of the list.
        pub accounts: Vec<AccountView>,
        /// Set while the last change is only in memory.
        pub unsaved: Option<AppError>,
        /// The vault was damaged, and this is when the copy that is shown was written.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub restored: Option<u64>,
        /// Accounts in the vault that cannot be read; they are kept as they are.
        pub unreadable: u32,
    }

    /// One account with the code of this period and of the next.
    pub struct AccountView {
        /// Identifier.
        pub id: String,
        /// Who gave the secret.
        pub issuer: String,
        /// Whose account.
        pub name: String,
        /// `totp`, `hotp`, `steam`, `yandex` or `motp`.
        #[serde(rename = "type")]
        #[cfg_attr(test, ts(rename = "type", type = "\"totp\" | \"hotp\" | \"steam\" | \"yandex\" | \"motp\""))]
        pub kind: String,
        /// Absent for HOTP until asked for, and where a PIN is missing.
        pub code: Option<String>,
        /// The code of the next period.
        pub next: Option<String>,
        /// Start of validity, unix seconds.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub from: Option<u64>,
        /// End of validity, unix seconds, exclusive.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub until: Option<u64>,
        /// Seconds.
        pub period: Option<u32>,
        /// Characters of a code.
        pub digits: u8,
        /// Next counter of HOTP.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub counter: Option<u64>,
        /// The person saw the portal accept a code.
        pub confirmed: bool,
        /// Secret shorter than 128 bits.
        pub weak: bool,
        /// Labels for filtering.
        pub tags: Vec<String>,
        /// Which of its codes were copied: the starts of their periods, unix seconds; for HOTP the
        /// counter of the code that is shown.
        #[cfg_attr(test, ts(type = "number[]"))]
        pub copied: Vec<u64>,
        /// How many of the portal's own recovery codes are left; absent where none are kept.
        pub recovery_codes: Option<RecoveryCodesLeftView>,
    }
}

incoming! {
    /// `copy_code`.
    pub struct CopyCode {
        /// Account identifier.
        pub account: String,
        /// This period's code, or the next one's.
        pub which: WhichCode,
    }

    /// Which code to copy.
    #[derive(Copy)]
    pub enum WhichCode {
        /// Of this period.
        #[serde(rename = "current")]
        Current,
        /// Of the next period.
        #[serde(rename = "next")]
        Next,
    }

    /// A command about one account: `next_code`, `remove_account`, `restore_account`.
    pub struct OneAccount {
        /// Account identifier.
        pub account: String,
    }

    /// `lock`; may be left out.
    #[derive(Default)]
    pub struct Lock {
        /// Also when the last change cannot be saved and is lost then; the person was asked.
        pub anyway: bool,
    }

    /// `edit_account`.
    pub struct EditAccount {
        /// Account identifier.
        pub account: String,
        /// New issuer.
        pub issuer: String,
        /// New name.
        pub name: String,
    }

    /// `confirm_account`.
    pub struct ConfirmAccount {
        /// Account identifier.
        pub account: String,
        /// The portal accepted a code.
        pub confirmed: bool,
    }

    /// `change_settings`; absent fields stay.
    #[derive(Default)]
    pub struct ChangeSettings {
        /// Language of window and messages.
        #[cfg_attr(test, ts(optional))]
        pub language: Option<LanguageChoice>,
        /// Light, dark or the system's.
        #[cfg_attr(test, ts(optional))]
        pub theme: Option<Theme>,
        /// Minutes, or 0 for never.
        #[cfg_attr(test, ts(optional))]
        pub lock_after_minutes: Option<u16>,
        /// Also when the screen is locked.
        #[cfg_attr(test, ts(optional))]
        pub lock_with_screen: Option<bool>,
        /// Seconds, 0 to 15.
        #[cfg_attr(test, ts(optional))]
        pub guard_seconds: Option<u8>,
        /// Seconds.
        #[cfg_attr(test, ts(optional))]
        pub clear_clipboard_seconds: Option<u16>,
        /// Told.
        #[cfg_attr(test, ts(optional))]
        pub fraud_told: Option<bool>,
    }

    /// `start_anyway`.
    pub struct StartAnyway {
        /// What the person decided.
        pub way: Anyway,
    }

    /// What may be decided at the start.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub enum Anyway {
        /// A new vault; the old key stays where it is.
        #[serde(rename = "new_vault")]
        NewVault,
        /// The older vault.
        #[serde(rename = "open_older")]
        OpenOlder,
    }
}

/// A language, or the system's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum LanguageChoice {
    /// As the system says.
    System,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// The language that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum ShownLanguage {
    /// Russian.
    Ru,
    /// English.
    En,
}

/// Colours of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl AppError {
    /// An error without a detail.
    pub fn new(code: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            detail: None,
        }
    }

    /// An error with the one thing to name.
    pub fn with(code: impl Into<String>, detail: Option<String>) -> Self {
        Self {
            code: code.into(),
            detail,
        }
    }
}
