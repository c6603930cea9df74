//! Adding accounts: what was found, and what the person makes of it.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{AppError, ImportView, StillView};

out! {
    /// What was found in a picture, a text or a form: to look at before anything is stored.
    pub struct ScanView {
        /// Names the preview in `add_accounts` and `drop_draft`.
        pub draft: String,
        /// What can be added.
        pub accounts: Vec<PreviewView>,
        /// What was found but cannot be added, with the reason.
        pub refused: Vec<RefusedView>,
        /// For a migration in several pictures.
        pub batch: Option<BatchView>,
        /// Something to tell that is not a failure of the scan.
        pub notice: Option<AppError>,
        /// When there are several codes on the screen: where each of them is.
        pub stills: Vec<StillView>,
    }

    /// One account before it is added.
    pub struct PreviewView {
        /// Names it within its draft.
        pub index: u32,
        /// Who gave the secret.
        pub issuer: String,
        /// Whose account.
        pub name: String,
        /// `totp`, `hotp`, `steam`, `yandex` or `motp`.
        #[serde(rename = "type")]
        #[cfg_attr(test, ts(rename = "type", type = "\"totp\" | \"hotp\" | \"steam\" | \"yandex\" | \"motp\""))]
        pub kind: String,
        /// Hash function.
        pub algorithm: String,
        /// Characters of a code.
        pub digits: u8,
        /// Seconds.
        pub period: Option<u32>,
        /// First counter of HOTP.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub counter: Option<u64>,
        /// `warning-…` messages of the catalogue.
        pub warnings: Vec<String>,
        /// With the warning `look_alike`: the name of the portal that is imitated.
        pub looks_like: Option<String>,
        /// With the warning `other_parameters`: the name of the portal that gives other codes.
        pub portal: Option<String>,
        /// Label of the stored account with the same secret.
        pub duplicate_of: Option<String>,
        /// Codes need a PIN that the QR did not carry.
        pub pin_needed: bool,
    }

    /// An entry that cannot be added.
    pub struct RefusedView {
        /// Who gave the secret.
        pub issuer: String,
        /// Whose account.
        pub name: String,
        /// Why.
        pub error: AppError,
    }

    /// Which pictures of a migration were read at once.
    pub struct BatchView {
        /// Their places, from 0.
        pub indexes: Vec<u32>,
        /// How many pictures there are.
        pub size: u32,
    }

    /// The accounts that were added.
    pub struct AddedView {
        /// Identifiers, in the order of the request.
        pub accounts: Vec<String>,
    }

    /// Files were dropped on the window.
    pub struct DroppedView {
        /// What was found in a picture.
        pub scan: Option<ScanView>,
        /// Or the import that the files went into.
        pub import: Option<ImportView>,
        /// Or why nothing was found.
        pub error: Option<AppError>,
    }
}

incoming! {
    /// `add_accounts`.
    pub struct AddAccounts {
        /// From a `ScanView`.
        pub draft: String,
        /// What to add of it.
        pub accounts: Vec<AddAccount>,
    }

    /// `drop_draft`.
    pub struct DropDraft {
        /// From a `ScanView`.
        pub draft: String,
    }
}

/// One account of `add_accounts`, as the person left it in the preview.
#[derive(Clone, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct AddAccount {
    /// From the `PreviewView`.
    pub index: u32,
    /// Possibly edited.
    pub issuer: String,
    /// Possibly edited.
    pub name: String,
    /// Where the preview asked for one.
    #[cfg_attr(test, ts(optional))]
    pub pin: Option<String>,
}

/// `read_text`: what was pasted or dropped as text. May hold a secret.
#[derive(Clone, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct ReadText {
    /// The text.
    pub text: String,
}

/// `read_manual`: the form for typing an account. Holds the secret on its way in.
#[derive(Clone, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct ReadManual {
    /// Who gave the secret.
    pub issuer: String,
    /// Whose account.
    pub name: String,
    /// Base32 (mOTP: hex), or a whole otpauth link.
    pub secret: String,
    /// `totp`, `hotp`, `steam`, `yandex` or `motp`.
    pub kind: String,
    /// Hash function.
    #[cfg_attr(test, ts(optional))]
    pub algorithm: Option<String>,
    /// Characters of a code.
    #[cfg_attr(test, ts(optional))]
    pub digits: Option<u32>,
    /// Seconds.
    #[cfg_attr(test, ts(optional, type = "number"))]
    pub period: Option<u64>,
    /// First counter of HOTP.
    #[cfg_attr(test, ts(optional, type = "number"))]
    pub counter: Option<u64>,
    /// For Yandex and mOTP.
    #[cfg_attr(test, ts(optional))]
    pub pin: Option<String>,
}
