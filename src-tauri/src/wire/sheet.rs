//! The one thing that goes out with a key in it: the recovery sheet, to its own window only.

use serde::Serialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::ShownLanguage;

/// The recovery sheet as its window shows it: **holds the recovery key**. Not `Clone`, no `Debug`.
#[derive(Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct SheetView {
    /// Language of the sheet.
    #[zeroize(skip)]
    pub language: ShownLanguage,
    /// Day, as it is printed.
    pub made_at: String,
    /// The first characters of the id of the vault that it opens; empty before there is one.
    pub vault: String,
    /// The key in numbered groups.
    pub groups: Vec<String>,
    /// The key as a QR: an SVG document.
    pub qr: String,
}

out! {
    /// Where the sheet was saved.
    pub struct SavedSheetView {
        /// Path of the file.
        pub path: String,
    }

    /// The window of the sheet was closed: the event `sheet-closed`.
    pub struct SheetClosedView {
        /// It was saved as a file.
        pub saved: bool,
        /// The print dialog was opened.
        pub printed: bool,
    }
}
