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

mod accounts;
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
mod settings;
mod sheet;
mod still;

pub use accounts::*;
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
pub use settings::*;
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
        /// A link or a file that the program was given waits to be opened, see `open_given`.
        pub given: bool,
        /// The first accounts, as `accounts` tells them: only with the start of an open vault, where the window
        /// shows nothing before it has them.
        pub accounts: Option<AccountsView>,
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

}

incoming! {
    /// `lock`; may be left out.
    #[derive(Default)]
    pub struct Lock {
        /// Also when the last change cannot be saved and is lost then; the person was asked.
        pub anyway: bool,
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
