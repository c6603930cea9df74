//! `settings.json`: nothing secret, and nothing in it may ever block the codes.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};

use crate::account::Timestamp;
use crate::backup::KEEP;
use crate::choice::{Density, Language, Order, Theme};
use crate::error::VaultError;
use crate::folder::{DataDir, Folder, SETTINGS};
use crate::save::replace_file;
use crate::window_place::WindowPlace;

/// Sizes of the text that can be chosen, in percent.
pub const TEXT_PERCENT: RangeInclusive<u16> = 100..=200;

/// The settings of this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The language, or as the system.
    pub language: Option<Language>,
    /// The look.
    pub theme: Theme,
    /// After how many seconds a copied code leaves the clipboard; 30 unless changed.
    pub clear_clipboard_seconds: u16,
    /// A code with fewer seconds left is not copied, 0 to 15; 5 unless changed.
    pub guard_seconds: u8,
    /// The person was told never to read a code to anybody.
    pub fraud_told: bool,
    /// After how many minutes without the person a vault with an app password is locked; 0: never.
    pub lock_after_minutes: u16,
    /// Whether such a vault is locked with the screen and when the computer sleeps.
    pub lock_with_screen: bool,
    /// The size of the text in percent, 100 to 200.
    pub text_percent: u16,
    /// How close the accounts stand.
    pub density: Density,
    /// Whether codes are shown only when asked for.
    pub hide_codes: bool,
    /// What orders the list.
    pub order: Order,
    /// Whether links with accounts from other programs are opened.
    pub open_links: bool,
    /// Whether the desktop may search the accounts.
    pub desktop_search: bool,
    /// How the window was when it was last closed.
    pub window: Option<WindowPlace>,
    /// Whether the program goes on in the tray when its window is closed, where there is a tray.
    pub stay_in_tray: bool,
    /// Keys that show the window in any program, such as `Ctrl+Alt+P`.
    pub show_keys: Option<String>,
    /// Keys that copy the code of the first favourite in any program.
    pub copy_keys: Option<String>,
    /// Keys that type the code of the first favourite in any program.
    pub type_keys: Option<String>,
    /// Where automatic backups go, if they are on.
    pub backup: Option<BackupPlan>,
    /// The last backup that was written and opened again.
    pub backup_success: Option<BackupSuccess>,
    /// The last backup that failed, if none has succeeded since.
    pub backup_failure: Option<BackupFailure>,
    /// The vault that was last written from this folder, by its id and generation.
    last_seen: Option<LastSeen>,
    /// Fields of a later version, kept as they are.
    other: Map<String, Value>,
}

/// Where automatic backups go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupPlan {
    /// The folder.
    pub folder: PathBuf,
    /// How many are kept there; [`KEEP`] if that cannot be read.
    #[serde(default = "keep", deserialize_with = "keep_or_usual")]
    pub keep: u16,
}

fn keep() -> u16 {
    KEEP
}

/// A number that makes no sense must not switch the backups off.
fn keep_or_usual<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let found = Value::deserialize(deserializer)?;
    let number = found.as_u64().and_then(|it| u16::try_from(it).ok());
    Ok(number.filter(|it| *it > 0).unwrap_or(KEEP))
}

/// A backup that was written and opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupSuccess {
    /// When.
    pub at: Timestamp,
    /// How many accounts could be read from it.
    pub accounts: usize,
    /// How many were in the vault.
    pub of: usize,
}

/// A backup that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupFailure {
    /// When.
    pub at: Timestamp,
    /// The code of the [`VaultError`].
    pub code: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LastSeen {
    pub(crate) vault_id: String,
    pub(crate) generation: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::System,
            clear_clipboard_seconds: 30,
            guard_seconds: 5,
            fraud_told: false,
            lock_after_minutes: 5,
            lock_with_screen: true,
            text_percent: *TEXT_PERCENT.start(),
            density: Density::default(),
            hide_codes: false,
            order: Order::default(),
            open_links: false,
            desktop_search: false,
            window: None,
            stay_in_tray: false,
            show_keys: None,
            copy_keys: None,
            type_keys: None,
            backup: None,
            backup_success: None,
            backup_failure: None,
            last_seen: None,
            other: Map::new(),
        }
    }
}

impl Settings {
    /// Reads the settings. What is missing, damaged or unreadable is its default.
    #[must_use]
    pub fn load(dir: &DataDir) -> Self {
        dir.folder()
            .map_or_else(|_| Self::default(), |folder| Self::load_from(&folder))
    }

    /// Writes the settings.
    ///
    /// # Errors
    /// Why the file could not be written; the old one is then intact.
    pub fn save(&self, dir: &DataDir) -> Result<(), VaultError> {
        let folder = dir.folder()?;
        let _lock = dir.lock(&folder)?;
        let mut settings = self.clone();
        // The vault notes there what it writes; a copy of the settings must not set that back.
        settings.last_seen = Self::load_from(&folder).last_seen;
        settings.write(&folder, true)
    }

    /// Every setting as it is at first. Backups, and what the person was told once, stay.
    pub fn reset(&mut self) {
        let before = std::mem::take(self);
        *self = Self {
            fraud_told: before.fraud_told,
            backup: before.backup,
            backup_success: before.backup_success,
            backup_failure: before.backup_failure,
            last_seen: before.last_seen,
            other: before.other,
            ..Self::default()
        };
    }

    pub(crate) fn last_seen_generation(&self, vault_id: &str) -> Option<u64> {
        self.last_seen
            .as_ref()
            .filter(|seen| seen.vault_id == vault_id)
            .map(|seen| seen.generation)
    }

    /// Notes what is in the vault now. The caller holds the lock.
    pub(crate) fn note_seen(folder: &Folder, seen: Option<LastSeen>) -> Result<(), VaultError> {
        let mut settings = Self::load_from(folder);
        settings.last_seen = seen;
        settings.write(folder, false)
    }

    pub(crate) fn load_from(folder: &Folder) -> Self {
        let fields = folder
            .read(SETTINGS)
            .ok()
            .flatten()
            .and_then(|bytes| serde_json::from_slice::<Map<String, Value>>(&bytes).ok());
        fields.map_or_else(Self::default, Self::of_fields)
    }

    /// Each field for itself: one bad value costs that value only.
    fn of_fields(mut fields: Map<String, Value>) -> Self {
        let usual = Self::default();
        let mut text = |name: &str| fields.remove(name)?.as_str().map(str::to_owned);
        let language = text("language").as_deref().and_then(Language::of_code);
        let theme = text("theme").as_deref().and_then(Theme::of_code);
        let density = text("density").as_deref().and_then(Density::of_code);
        let order = text("order").as_deref().and_then(Order::of_code);
        let show_keys = text("show_keys");
        let copy_keys = text("copy_keys");
        let type_keys = text("type_keys");
        let mut truth = |name: &str| fields.remove(name)?.as_bool();
        let fraud_told = truth("fraud_told").unwrap_or(usual.fraud_told);
        let lock_with_screen = truth("lock_with_screen").unwrap_or(usual.lock_with_screen);
        let hide_codes = truth("hide_codes").unwrap_or(usual.hide_codes);
        let open_links = truth("open_links").unwrap_or(usual.open_links);
        let desktop_search = truth("desktop_search").unwrap_or(usual.desktop_search);
        let stay_in_tray = truth("stay_in_tray").unwrap_or(usual.stay_in_tray);
        let mut number = |name: &str| u16::try_from(fields.remove(name)?.as_u64()?).ok();
        let clear_clipboard_seconds = number("clear_clipboard_seconds");
        let guard_seconds = number("guard_seconds").and_then(|it| u8::try_from(it).ok());
        let lock_after_minutes = number("lock_after_minutes");
        let text_percent = number("text_percent").filter(|it| TEXT_PERCENT.contains(it));
        let window = part(&mut fields, "window");
        let backup = part(&mut fields, "backup");
        let backup_success = part(&mut fields, "backup_success");
        let backup_failure = part(&mut fields, "backup_failure");
        let last_seen = fields.remove("last_seen").and_then(|value| {
            Some(LastSeen {
                vault_id: value.get("vault_id")?.as_str()?.to_owned(),
                generation: value.get("generation")?.as_u64()?,
            })
        });
        Self {
            language,
            theme: theme.unwrap_or_default(),
            clear_clipboard_seconds: clear_clipboard_seconds
                .unwrap_or(usual.clear_clipboard_seconds),
            guard_seconds: guard_seconds.unwrap_or(usual.guard_seconds),
            fraud_told,
            lock_after_minutes: lock_after_minutes.unwrap_or(usual.lock_after_minutes),
            lock_with_screen,
            text_percent: text_percent.unwrap_or(usual.text_percent),
            density: density.unwrap_or_default(),
            hide_codes,
            order: order.unwrap_or_default(),
            open_links,
            desktop_search,
            window,
            stay_in_tray,
            show_keys,
            copy_keys,
            type_keys,
            backup,
            backup_success,
            backup_failure,
            last_seen,
            other: fields,
        }
    }

    fn write(&self, folder: &Folder, durable: bool) -> Result<(), VaultError> {
        let mut fields = self.other.clone();
        if let Some(language) = self.language {
            fields.insert("language".into(), language.code().into());
        }
        fields.insert("theme".into(), self.theme.code().into());
        fields.insert(
            "clear_clipboard_seconds".into(),
            self.clear_clipboard_seconds.into(),
        );
        fields.insert("guard_seconds".into(), self.guard_seconds.into());
        fields.insert("fraud_told".into(), self.fraud_told.into());
        let json = |error: serde_json::Error| VaultError::Io(error.to_string());
        fields.insert("lock_after_minutes".into(), self.lock_after_minutes.into());
        fields.insert("lock_with_screen".into(), self.lock_with_screen.into());
        fields.insert("text_percent".into(), self.text_percent.into());
        fields.insert("density".into(), self.density.code().into());
        fields.insert("hide_codes".into(), self.hide_codes.into());
        fields.insert("order".into(), self.order.code().into());
        fields.insert("open_links".into(), self.open_links.into());
        fields.insert("desktop_search".into(), self.desktop_search.into());
        if let Some(window) = &self.window {
            fields.insert("window".into(), serde_json::to_value(window).map_err(json)?);
        }
        fields.insert("stay_in_tray".into(), self.stay_in_tray.into());
        let keys = [
            ("show_keys", &self.show_keys),
            ("copy_keys", &self.copy_keys),
            ("type_keys", &self.type_keys),
        ];
        for (name, keys) in keys {
            if let Some(keys) = keys {
                fields.insert(name.into(), keys.as_str().into());
            }
        }
        if let Some(backup) = &self.backup {
            fields.insert("backup".into(), serde_json::to_value(backup).map_err(json)?);
        }
        if let Some(success) = &self.backup_success {
            let success = serde_json::to_value(success).map_err(json)?;
            fields.insert("backup_success".into(), success);
        }
        if let Some(failure) = &self.backup_failure {
            let failure = serde_json::to_value(failure).map_err(json)?;
            fields.insert("backup_failure".into(), failure);
        }
        if let Some(seen) = &self.last_seen {
            let seen = json!({ "vault_id": seen.vault_id, "generation": seen.generation });
            fields.insert("last_seen".into(), seen);
        }
        let mut text = serde_json::to_vec_pretty(&fields).map_err(json)?;
        text.push(b'\n');
        replace_file(folder, SETTINGS, &text, durable)
    }
}

fn part<T: serde::de::DeserializeOwned>(fields: &mut Map<String, Value>, name: &str) -> Option<T> {
    serde_json::from_value(fields.remove(name)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dir() -> (tempfile::TempDir, DataDir) {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::open(temp.path().join("data")).unwrap();
        (temp, dir)
    }

    fn write(dir: &DataDir, text: &[u8]) {
        std::fs::write(dir.path().join(SETTINGS), text).unwrap();
    }

    #[test]
    fn the_look_and_the_list_are_kept_and_reset() {
        let (_temp, dir) = dir();
        let mut settings = Settings {
            text_percent: 150,
            density: Density::Compact,
            hide_codes: true,
            order: Order::MostUsed,
            open_links: true,
            desktop_search: true,
            window: Some(WindowPlace {
                width: 700,
                height: 800,
                corner: Some((-5, 40)),
                is_maximized: false,
            }),
            stay_in_tray: true,
            show_keys: Some("Ctrl+Alt+P".to_owned()),
            copy_keys: Some("Alt+Super+7".to_owned()),
            type_keys: Some("Shift+Super+F9".to_owned()),
            fraud_told: true,
            backup_success: Some(BackupSuccess {
                at: 1,
                accounts: 2,
                of: 2,
            }),
            ..Settings::default()
        };
        settings.save(&dir).unwrap();
        assert_eq!(Settings::load(&dir), settings);
        settings.reset();
        let kept = Settings {
            fraud_told: true,
            backup_success: settings.backup_success,
            ..Settings::default()
        };
        assert_eq!(settings, kept);
        assert!(kept.backup_success.is_some());
        write(
            &dir,
            br#"{"text_percent": 99, "density": "airy", "hide_codes": "yes", "order": 7, "open_links": 1, "window": {"width": -1}, "stay_in_tray": 1, "show_keys": 5}"#,
        );
        assert_eq!(Settings::load(&dir), Settings::default());
    }

    #[test]
    fn what_was_saved_is_loaded() {
        let (_temp, dir) = dir();
        assert_eq!(Settings::load(&dir), Settings::default());
        let settings = Settings {
            language: Some(Language::Ru),
            theme: Theme::Dark,
            clear_clipboard_seconds: 10,
            ..Settings::default()
        };
        settings.save(&dir).unwrap();
        assert_eq!(Settings::load(&dir), settings);
    }

    #[test]
    fn a_damaged_file_gives_the_defaults() {
        let (_temp, dir) = dir();
        for bad in [&b""[..], b"{", b"[]", b"\xff\xff", b"null", b"{\"theme\":"] {
            write(&dir, bad);
            assert_eq!(Settings::load(&dir), Settings::default(), "{bad:?}");
        }
    }

    #[test]
    fn one_bad_value_costs_that_value_only() {
        let (_temp, dir) = dir();
        write(
            &dir,
            br#"{"language":"xx","theme":"dark","clear_clipboard_seconds":-5}"#,
        );
        let settings = Settings::load(&dir);
        assert_eq!((settings.language, settings.theme), (None, Theme::Dark));
        assert_eq!(settings.clear_clipboard_seconds, 30);
    }

    #[test]
    fn a_bad_value_of_lock_or_backups_costs_that_value_only() {
        let (_temp, dir) = dir();
        let good = json!({
            "lock_after_minutes": 20,
            "lock_with_screen": false,
            "backup": { "folder": "/stick", "keep": 3 },
            "backup_success": { "at": 5, "accounts": 6, "of": 7 },
            "backup_failure": { "at": 8, "code": "disk_full" },
        });
        let load = |value: &Value| {
            write(&dir, value.to_string().as_bytes());
            Settings::load(&dir)
        };
        let settings = load(&good);
        let wanted = Settings {
            lock_after_minutes: 20,
            lock_with_screen: false,
            backup: Some(BackupPlan {
                folder: "/stick".into(),
                keep: 3,
            }),
            backup_success: Some(BackupSuccess {
                at: 5,
                accounts: 6,
                of: 7,
            }),
            backup_failure: Some(BackupFailure {
                at: 8,
                code: "disk_full".into(),
            }),
            ..Settings::default()
        };
        assert_eq!(settings, wanted);
        settings.save(&dir).unwrap();
        assert_eq!(Settings::load(&dir), wanted, "and is written as it is read");

        let bad = [
            json!(null),
            json!(-1),
            json!(1e9),
            json!("x"),
            json!([1]),
            json!({}),
        ];
        for value in &bad {
            let with = |path: &str| {
                let mut all = good.clone();
                *all.pointer_mut(path).unwrap() = value.clone();
                load(&all)
            };
            let usual = Settings::default();
            let mut expected = [(); 7].map(|()| wanted.clone());
            expected[0].lock_after_minutes = usual.lock_after_minutes;
            expected[1].lock_with_screen = usual.lock_with_screen;
            if let Some(plan) = &mut expected[2].backup {
                plan.keep = KEEP;
            }
            expected[3].backup = None;
            expected[4].backup_success = None;
            expected[5].backup_failure = None;
            expected[6].backup_success = None;
            let paths = [
                "/lock_after_minutes",
                "/lock_with_screen",
                "/backup/keep",
                "/backup",
                "/backup_success",
                "/backup_failure",
                "/backup_success/accounts",
            ];
            for (path, expected) in paths.into_iter().zip(expected) {
                assert_eq!(with(path), expected, "{value} at {path}");
            }
        }
        let mut without = good.clone();
        without["backup"].as_object_mut().unwrap().remove("keep");
        assert_eq!(load(&without).backup.unwrap().keep, KEEP);
    }

    #[test]
    fn fields_of_a_later_version_survive() {
        let (_temp, dir) = dir();
        write(&dir, br#"{"theme":"light","later":{"deep":[1,2]}}"#);
        Settings::load(&dir).save(&dir).unwrap();
        let text = std::fs::read_to_string(dir.path().join(SETTINGS)).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["later"], json!({"deep": [1, 2]}));
    }

    #[test]
    fn saving_does_not_set_back_what_the_vault_noted() {
        let (_temp, dir) = dir();
        let old_copy = Settings::load(&dir);
        let folder = dir.folder().unwrap();
        let seen = LastSeen {
            vault_id: "v".into(),
            generation: 7,
        };
        Settings::note_seen(&folder, Some(seen)).unwrap();
        old_copy.save(&dir).unwrap();
        assert_eq!(Settings::load(&dir).last_seen_generation("v"), Some(7));
        assert_eq!(Settings::load(&dir).last_seen_generation("w"), None);
    }
}
