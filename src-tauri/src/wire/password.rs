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
        /// With signs such as ! and -; a portal's rules say it themselves.
        pub symbols: bool,
        /// Without characters that look like others.
        pub no_look_alikes: bool,
        /// The portal that it is for; any site when absent.
        #[cfg_attr(test, ts(optional))]
        pub portal: Option<String>,
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

out! {
    /// A portal whose rules for passwords are known.
    pub struct PasswordPortalView {
        /// For `make_password`.
        pub id: String,
        /// How people call it.
        pub name: String,
        /// What it asks of a password, in words.
        pub rules: String,
        /// The fewest characters.
        pub least: u8,
        /// The most.
        pub most: u8,
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
