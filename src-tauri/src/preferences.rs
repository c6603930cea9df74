//! Settings: read at start, written at once.

use session::Guard;
use vault::{Settings, TEXT_PERCENT};
use words::Language;

use crate::{
    app::{Core, lock},
    autostart, links,
    shortcuts::Chord,
    wire::{
        AppError, ChangeSettings, Density, LanguageChoice, Order, SettingsView, ShownLanguage,
        Theme,
    },
};

impl Core {
    /// What is in force.
    pub fn settings(&self) -> SettingsView {
        let settings = lock(&self.settings);
        let chosen = settings.language.map(vault::Language::code);
        SettingsView {
            language: match settings.language {
                Some(vault::Language::Ru) => LanguageChoice::Ru,
                Some(vault::Language::En) => LanguageChoice::En,
                None => LanguageChoice::System,
            },
            shown_language: match Language::choose(chosen) {
                Language::Ru => ShownLanguage::Ru,
                Language::En => ShownLanguage::En,
            },
            theme: match settings.theme {
                vault::Theme::System => Theme::System,
                vault::Theme::Light => Theme::Light,
                vault::Theme::Dark => Theme::Dark,
            },
            lock_after_minutes: settings.lock_after_minutes,
            lock_with_screen: settings.lock_with_screen,
            guard_seconds: settings.guard_seconds,
            clear_clipboard_seconds: settings.clear_clipboard_seconds,
            fraud_told: settings.fraud_told,
            text_percent: settings.text_percent,
            density: match settings.density {
                vault::Density::Comfortable => Density::Comfortable,
                vault::Density::Compact => Density::Compact,
            },
            hide_codes: settings.hide_codes,
            order: match settings.order {
                vault::Order::Name => Order::Name,
                vault::Order::MostUsed => Order::MostUsed,
                vault::Order::LastUsed => Order::LastUsed,
                vault::Order::Own => Order::Own,
            },
            open_links: settings.open_links,
            start_with_system: autostart::is_on(),
            desktop_search: settings.desktop_search,
            stay_in_tray: settings.stay_in_tray,
            show_keys: settings.show_keys.clone().unwrap_or_default(),
            copy_keys: settings.copy_keys.clone().unwrap_or_default(),
            type_keys: settings.type_keys.clone().unwrap_or_default(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// Changes what the request names.
    ///
    /// # Errors
    /// `keys_unusable`, `keys_used_twice`, why it cannot be written, or the system does not go along; nothing is changed
    /// then.
    pub fn change_settings(&self, req: &ChangeSettings) -> Result<SettingsView, AppError> {
        self.check_keys(req)?;
        if req.open_links == Some(true) {
            links::register()?;
        }
        if let Some(on) = req.start_with_system {
            autostart::turn(on)?;
        }
        self.alter_settings(|settings| apply(settings, req))?;
        if req.open_links == Some(false) {
            links::unregister();
        }
        if req.hide_codes.is_some() {
            lock(&self.revealed).hide();
        }
        Ok(self.settings())
    }

    /// Keys that can be taken, and each of them for one thing.
    fn check_keys(&self, req: &ChangeSettings) -> Result<(), AppError> {
        let settings = lock(&self.settings);
        let all = [
            (&req.show_keys, &settings.show_keys),
            (&req.copy_keys, &settings.copy_keys),
            (&req.type_keys, &settings.type_keys),
        ];
        // Settings that somebody broke by hand keep nobody from the others.
        if all.iter().all(|(wanted, _)| wanted.is_none()) {
            return Ok(());
        }
        let mut seen = Vec::new();
        for (wanted, now) in all {
            let keys = wanted.as_ref().or(now.as_ref());
            let Some(keys) = keys.filter(|keys| !keys.is_empty()) else {
                continue;
            };
            if wanted.is_some() && Chord::parse(keys).is_none() {
                return Err(AppError::new("keys_unusable"));
            }
            if seen.contains(&keys) {
                return Err(AppError::new("keys_used_twice"));
            }
            seen.push(keys);
        }
        Ok(())
    }

    /// Makes every setting what it is at first. Backups and what was told once stay.
    ///
    /// # Errors
    /// Why they cannot be written; nothing is changed then.
    pub fn reset_settings(&self) -> Result<SettingsView, AppError> {
        let had_links = lock(&self.settings).open_links;
        if autostart::is_on() {
            autostart::turn(false)?;
        }
        self.alter_settings(Settings::reset)?;
        if had_links {
            links::unregister();
        }
        lock(&self.revealed).hide();
        Ok(self.settings())
    }

    /// Changes settings on the disk, and then for this run.
    ///
    /// # Errors
    /// Why they cannot be written; nothing is changed then.
    pub(crate) fn alter_settings(&self, alter: impl FnOnce(&mut Settings)) -> Result<(), AppError> {
        // Changes are written one by one; whoever only reads does not wait for the disk.
        let _turn = lock(&self.writing_settings);
        let mut changed = lock(&self.settings).clone();
        alter(&mut changed);
        changed.save(&self.data_dir()?)?;
        *lock(&self.settings) = changed;
        self.tray.refresh();
        Ok(())
    }

    /// Notes what has happened, for this run also where it cannot be written.
    pub(crate) fn note_in_settings(&self, note: impl FnOnce(&mut Settings)) {
        let _turn = lock(&self.writing_settings);
        let noted = {
            let mut settings = lock(&self.settings);
            note(&mut settings);
            settings.clone()
        };
        // It is written with the next change.
        if let Ok(dir) = self.data_dir() {
            let _ = noted.save(&dir);
        }
    }
}

/// A code that goes sooner cannot be pasted.
const LEAST_ON_CLIPBOARD: u16 = 5;

fn apply(settings: &mut Settings, req: &ChangeSettings) {
    if let Some(language) = req.language {
        settings.language = match language {
            LanguageChoice::System => None,
            LanguageChoice::Ru => Some(vault::Language::Ru),
            LanguageChoice::En => Some(vault::Language::En),
        };
    }
    if let Some(minutes) = req.lock_after_minutes {
        settings.lock_after_minutes = minutes;
    }
    if let Some(with_screen) = req.lock_with_screen {
        settings.lock_with_screen = with_screen;
    }
    if let Some(seconds) = req.guard_seconds {
        settings.guard_seconds = seconds.min(Guard::MOST);
    }
    if let Some(seconds) = req.clear_clipboard_seconds {
        settings.clear_clipboard_seconds = seconds.max(LEAST_ON_CLIPBOARD);
    }
    if let Some(told) = req.fraud_told {
        settings.fraud_told = told;
    }
    if let Some(percent) = req.text_percent {
        settings.text_percent = percent.clamp(*TEXT_PERCENT.start(), *TEXT_PERCENT.end());
    }
    if let Some(density) = req.density {
        settings.density = match density {
            Density::Comfortable => vault::Density::Comfortable,
            Density::Compact => vault::Density::Compact,
        };
    }
    if let Some(hide) = req.hide_codes {
        settings.hide_codes = hide;
    }
    if let Some(order) = req.order {
        settings.order = match order {
            Order::Name => vault::Order::Name,
            Order::MostUsed => vault::Order::MostUsed,
            Order::LastUsed => vault::Order::LastUsed,
            Order::Own => vault::Order::Own,
        };
    }
    if let Some(open) = req.open_links {
        settings.open_links = open;
    }
    if let Some(search) = req.desktop_search {
        settings.desktop_search = search;
    }
    let keys = |keys: &str| Some(keys.to_owned()).filter(|keys| !keys.is_empty());
    if let Some(show) = &req.show_keys {
        settings.show_keys = keys(show);
    }
    if let Some(copy) = &req.copy_keys {
        settings.copy_keys = keys(copy);
    }
    if let Some(typing) = &req.type_keys {
        settings.type_keys = keys(typing);
    }
    if let Some(stay) = req.stay_in_tray {
        settings.stay_in_tray = stay;
    }
    if let Some(theme) = req.theme {
        settings.theme = match theme {
            Theme::System => vault::Theme::System,
            Theme::Light => vault::Theme::Light,
            Theme::Dark => vault::Theme::Dark,
        };
    }
}
