//! Something in both languages.

use serde::Deserialize;
use words::Language;

/// Something in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InBoth<T> {
    /// In Russian, which is written first.
    pub ru: T,
    /// In English.
    pub en: T,
}

impl<T> InBoth<T> {
    /// What stands there in `language`.
    #[must_use]
    pub fn of(&self, language: Language) -> &T {
        match language {
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }
}
