//! Language and theme: read at start, written at once.

use vault::Settings;
use words::Language;

use crate::{
    app::{Core, lock},
    wire::{AppError, ChangeSettings, LanguageChoice, SettingsView, ShownLanguage, Theme},
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
            lock_after_minutes: 5,
            lock_with_screen: true,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// Changes what the request names. It holds for this run even when it cannot be written.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn change_settings(&self, req: &ChangeSettings) -> Result<SettingsView, AppError> {
        // Changes are written one by one; whoever only reads does not wait for the disk.
        let _turn = lock(&self.writing_settings);
        let changed = {
            let mut settings = lock(&self.settings);
            apply(&mut settings, req);
            settings.clone()
        };
        changed.save(&self.data_dir()?)?;
        Ok(self.settings())
    }
}

fn apply(settings: &mut Settings, req: &ChangeSettings) {
    if let Some(language) = req.language {
        settings.language = match language {
            LanguageChoice::System => None,
            LanguageChoice::Ru => Some(vault::Language::Ru),
            LanguageChoice::En => Some(vault::Language::En),
        };
    }
    if let Some(theme) = req.theme {
        settings.theme = match theme {
            Theme::System => vault::Theme::System,
            Theme::Light => vault::Theme::Light,
            Theme::Dark => vault::Theme::Dark,
        };
    }
}
