//! Passwords that are made up for the person. None of them is stored.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

incoming! {
    /// `make_password`.
    pub struct MakePassword {
        /// Characters or words.
        pub kind: PasswordKind,
        /// How many characters; the usual number when absent.
        #[cfg_attr(test, ts(optional))]
        pub length: Option<u8>,
        /// How many words; the usual number when absent.
        #[cfg_attr(test, ts(optional))]
        pub words: Option<u8>,
        /// With signs such as ! and -.
        pub symbols: bool,
        /// Without characters that look like others.
        pub no_look_alikes: bool,
    }

    /// What a password is made of.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub enum PasswordKind {
        /// Of single characters.
        #[serde(rename = "password")]
        Password,
        /// Of words.
        #[serde(rename = "passphrase")]
        Passphrase,
    }
}

secret_in! {
    /// `copy_password`.
    pub struct CopyPassword {
        /// The password that was made.
        pub password: String,
    }
}

/// A password that was made just now: **it is nobody's yet**. Not `Clone`, no `Debug`.
#[derive(Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct MadePasswordView {
    /// The password.
    pub password: String,
    /// 0 (guessed at once) to 4 (very hard to guess).
    pub score: u8,
    /// The shortest that may be asked for.
    pub least: u8,
    /// The longest.
    pub most: u8,
}
