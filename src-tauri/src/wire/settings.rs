//! What the person may set.

use serde::{Deserialize, Serialize};

out! {
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
        /// Size of the text in percent, 100 to 200.
        pub text_percent: u16,
        /// How close the cards stand.
        pub density: Density,
        /// Codes are shown only when asked for, for 10 seconds.
        pub hide_codes: bool,
        /// What orders the list.
        pub order: Order,
        /// Links with accounts from other programs are opened.
        pub open_links: bool,
        /// The system starts us.
        pub start_with_system: bool,
        /// The desktop may search the accounts.
        pub desktop_search: bool,
        /// The program goes on in the tray when its window is closed, where there is a tray.
        pub stay_in_tray: bool,
        /// Keys that show the window in any program, such as `Ctrl+Alt+P`; empty: none.
        pub show_keys: String,
        /// Keys that copy the code of the first favourite in any program; empty: none.
        pub copy_keys: String,
        /// Keys that type the code of the first favourite in any program; empty: none.
        pub type_keys: String,
        /// Version of the program.
        pub version: String,
    }
}

out! {
    /// What this desktop has.
    pub struct DesktopView {
        /// Icons are shown in a tray.
        pub tray: bool,
        /// How programs get keys that work in every program.
        pub shortcuts: ShortcutWay,
        /// Other programs let us type into their windows.
        pub typing: bool,
        /// Whose keys another program has.
        pub taken: Vec<Purpose>,
    }
}

/// What keys that work in every program do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Purpose {
    /// They show the window.
    Show,
    /// They copy the code of the first favourite.
    Copy,
    /// They type it.
    Type,
}

/// How programs get keys that work in every program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum ShortcutWay {
    /// They are chosen here.
    Here,
    /// The desktop asks which.
    Desktop,
    /// They get none.
    None,
}

incoming! {
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
        /// Size of the text in percent, 100 to 200.
        #[cfg_attr(test, ts(optional))]
        pub text_percent: Option<u16>,
        /// How close the cards stand.
        #[cfg_attr(test, ts(optional))]
        pub density: Option<Density>,
        /// Codes are shown only when asked for, for 10 seconds.
        #[cfg_attr(test, ts(optional))]
        pub hide_codes: Option<bool>,
        /// What orders the list.
        #[cfg_attr(test, ts(optional))]
        pub order: Option<Order>,
        /// Links with accounts from other programs are opened.
        #[cfg_attr(test, ts(optional))]
        pub open_links: Option<bool>,
        /// The system starts us.
        #[cfg_attr(test, ts(optional))]
        pub start_with_system: Option<bool>,
        /// The desktop may search the accounts.
        #[cfg_attr(test, ts(optional))]
        pub desktop_search: Option<bool>,
        /// Stays in the tray.
        #[cfg_attr(test, ts(optional))]
        pub stay_in_tray: Option<bool>,
        /// Keys, or nothing for none.
        #[cfg_attr(test, ts(optional))]
        pub show_keys: Option<String>,
        /// Keys, or nothing for none.
        #[cfg_attr(test, ts(optional))]
        pub copy_keys: Option<String>,
        /// Keys, or nothing for none.
        #[cfg_attr(test, ts(optional))]
        pub type_keys: Option<String>,
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

/// How close the cards stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Density {
    /// With room between them.
    Comfortable,
    /// Close together.
    Compact,
}

/// What orders the list, behind the favourites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Order {
    /// Issuer and name.
    Name,
    /// How often codes were copied.
    MostUsed,
    /// When a code was last copied.
    LastUsed,
    /// The person.
    Own,
}
