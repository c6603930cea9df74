//! Which of the two languages to speak.

use std::fmt;
use std::str::FromStr;

/// A language that Propusk speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Language {
    /// Both languages.
    pub const ALL: [Language; 2] = [Language::Ru, Language::En];

    /// The language to speak: the setting when it names one of ours, otherwise the system's.
    ///
    /// A system language other than Russian means English, and so does a system that does not say.
    #[must_use]
    pub fn choose(setting: Option<&str>) -> Language {
        setting
            .and_then(|tag| tag.parse().ok())
            .unwrap_or_else(|| Language::of_system(sys_locale::get_locale().as_deref()))
    }

    /// The two-letter tag, `ru` or `en`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::Ru => "ru",
            Language::En => "en",
        }
    }

    fn of_system(locale: Option<&str>) -> Language {
        let primary = locale
            .unwrap_or_default()
            .split(['-', '_', '.', '@'])
            .next();
        match primary {
            Some(tag) if tag.eq_ignore_ascii_case("ru") => Language::Ru,
            _ => Language::En,
        }
    }
}

/// The tag is neither `ru` nor `en`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownLanguage;

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the language is neither ru nor en")
    }
}

impl std::error::Error for UnknownLanguage {}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        match tag {
            "ru" => Ok(Language::Ru),
            "en" => Ok(Language::En),
            _ => Err(UnknownLanguage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_setting_before_the_system() {
        assert_eq!(Language::choose(Some("ru")), Language::Ru);
        assert_eq!(Language::choose(Some("en")), Language::En);
    }

    #[test]
    fn reads_every_spelling_of_a_russian_system() {
        for locale in ["ru", "ru-RU", "ru_RU.UTF-8", "RU", "ru@petr1708"] {
            assert_eq!(Language::of_system(Some(locale)), Language::Ru, "{locale}");
        }
    }

    #[test]
    fn speaks_english_to_every_other_system() {
        for locale in [
            None,
            Some(""),
            Some("C"),
            Some("en-GB"),
            Some("de_DE"),
            Some("rue"),
            Some("uk"),
        ] {
            assert_eq!(Language::of_system(locale), Language::En, "{locale:?}");
        }
    }
}
