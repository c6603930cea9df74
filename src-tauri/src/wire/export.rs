//! Accounts going out: to a file, or as QR codes to a window of their own.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::ShownLanguage;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum ExportFormat {
    /// Our own, under a password of its own; nothing is left out.
    #[serde(rename = "backup")]
    Backup,
    /// Aegis, under a password.
    #[serde(rename = "aegis_encrypted")]
    AegisEncrypted,
    /// Aegis, in clear.
    #[serde(rename = "aegis")]
    Aegis,
    /// 2FAS, in clear.
    #[serde(rename = "two_fas")]
    TwoFas,
    /// One link a line, in clear.
    #[serde(rename = "uri_list")]
    UriList,
    /// A QR code for each account, to be printed, in clear.
    #[serde(rename = "pdf")]
    Pdf,
}

secret_in! {
    /// `export_accounts`.
    pub struct ExportAccounts {
        /// What is written.
        #[zeroize(skip)]
        pub format: ExportFormat,
        /// Which accounts; all when absent.
        #[cfg_attr(test, ts(optional))]
        pub accounts: Option<Vec<String>>,
        /// The new file's own password, for those that have one.
        #[cfg_attr(test, ts(optional))]
        pub password: Option<String>,
        /// The app password, where there is one.
        #[cfg_attr(test, ts(optional))]
        pub current: Option<String>,
        /// The person has said to know that a file in clear opens to everybody.
        pub understood: bool,
    }

    /// `show_codes`: QR codes in a window of their own.
    pub struct ShowCodes {
        /// Which accounts; all when absent.
        #[cfg_attr(test, ts(optional))]
        pub accounts: Option<Vec<String>>,
        /// Several accounts in each QR code, for Google Authenticator.
        pub google: bool,
        /// The app password, where there is one.
        #[cfg_attr(test, ts(optional))]
        pub current: Option<String>,
        /// The person has said to know that a QR code is the key itself.
        pub understood: bool,
    }
}

out! {
    /// What was written.
    pub struct ExportedView {
        /// Where; absent for a window.
        pub path: Option<String>,
        /// How many accounts are in it.
        pub accounts: u32,
        /// What is not in it.
        pub left_out: Vec<LeftOutView>,
    }

    /// Something that could not be carried.
    pub struct LeftOutView {
        /// The service.
        pub issuer: String,
        /// Its account.
        pub name: String,
        /// What, or why: the `export-…` message of the catalogue.
        pub lost: String,
        /// The account is not there at all.
        pub whole: bool,
    }
}

/// The QR codes as their window shows them: **they hold the keys**. Not `Clone`, no `Debug`.
#[derive(Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct CodesView {
    /// Language of the window.
    #[zeroize(skip)]
    pub language: ShownLanguage,
    /// For Google Authenticator, several accounts in each.
    pub google: bool,
    /// One after another.
    pub codes: Vec<CodeView>,
}

/// One QR code: **it holds keys**.
#[derive(Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct CodeView {
    /// The service, for a single account.
    pub issuer: String,
    /// Its account.
    pub name: String,
    /// An SVG document.
    pub qr: String,
}
