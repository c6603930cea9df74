//! The portal's own recovery codes: in from the main window, out to a window of their own.

use serde::Serialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::ShownLanguage;

secret_in! {
    /// `read_recovery_codes`: a list as a portal gives it.
    pub struct ReadRecoveryCodes {
        /// The text.
        pub text: String,
    }

    /// `save_recovery_codes`.
    pub struct SaveRecoveryCodes {
        /// Account identifier.
        pub account: String,
        /// One code a line, before a used one a tick; empty: the account has no codes any more.
        pub text: String,
    }

    /// `show_recovery_codes`: the codes in a window of their own.
    pub struct ShowRecoveryCodes {
        /// Account identifier.
        pub account: String,
        /// The app password, where there is one.
        #[cfg_attr(test, ts(optional))]
        pub current: Option<String>,
        /// The person has said to know that a code lets anybody in.
        pub understood: bool,
    }

    /// `tick_recovery_code`.
    pub struct TickRecoveryCode {
        /// The code.
        pub code: String,
        /// It was used.
        pub used: bool,
    }

    /// `copy_recovery_code`.
    pub struct CopyRecoveryCode {
        /// The code.
        pub code: String,
    }
}

out! {
    /// Where codes stand in a text that was pasted: the page has the text, so none of it goes out.
    pub struct PastedCodesView {
        /// The codes.
        pub codes: Vec<PastedCodeView>,
        /// What was not taken.
        pub left_out: Vec<SpanView>,
    }

    /// Where one code stands.
    pub struct PastedCodeView {
        /// From where to where.
        pub span: SpanView,
        /// It is ticked or struck out.
        pub used: bool,
    }

    /// A part of a text, counted as JavaScript does.
    pub struct SpanView {
        /// The first unit.
        pub start: u32,
        /// The one behind the last.
        pub end: u32,
    }

    /// How many recovery codes of an account are left.
    pub struct RecoveryCodesLeftView {
        /// Not used yet.
        pub left: u32,
        /// All of them.
        pub total: u32,
    }
}

/// The recovery codes as their window shows them: **they let anybody in**. Not `Clone`, no `Debug`.
#[derive(Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct RecoveryCodesView {
    /// Language of the window.
    #[zeroize(skip)]
    pub language: ShownLanguage,
    /// The service.
    pub issuer: String,
    /// Its account.
    pub name: String,
    /// In the order of the portal.
    pub codes: Vec<RecoveryCodeView>,
}

/// One recovery code.
#[derive(Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct RecoveryCodeView {
    /// The code.
    pub code: String,
    /// It was used.
    pub used: bool,
}
