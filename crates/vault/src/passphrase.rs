//! The app password: how it is read, and how well it guards.

use age::secrecy::SecretString;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::feedback::{Suggestion, Warning};

use crate::error::VaultError;

/// The fewest characters of an app password.
pub const PASSWORD_MIN: usize = 8;
/// The lowest score of an app password, of 0–4: below it 10⁶ guesses are enough.
const LOWEST_SCORE: u8 = 2;
/// A longer one is judged by its beginning: the estimate takes quadratic time.
const JUDGED: usize = 100;

/// A password as the person typed it, in UTF-8 normalised to NFC. Wiped when dropped.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

/// How well a password guards.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// 0 (guessed at once) to 4 (very hard to guess), as `zxcvbn` counts.
    pub score: u8,
    /// How many characters it has.
    pub characters: usize,
    /// It has fewer than [`PASSWORD_MIN`].
    pub too_short: bool,
    /// It is easily guessed.
    pub guessable: bool,
    /// What would make it better: ids of the catalogue's `password-hint-…`, the most useful first.
    pub hints: Vec<&'static str>,
}

impl Verdict {
    /// Whether it may be used.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        !self.too_short && !self.guessable
    }
}

impl Passphrase {
    /// Takes a password over. Nothing is trimmed: blanks at the ends count.
    #[must_use]
    pub fn new(text: &str) -> Self {
        // Composed text is never longer than three times the original (UAX #15), so nothing grows
        // and leaves a copy behind.
        let mut normal = String::with_capacity(3 * text.len());
        normal.extend(text.nfc());
        Self(Zeroizing::new(normal))
    }

    /// How well it guards.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let characters = self.0.chars().count();
        let end = self
            .0
            .char_indices()
            .nth(JUDGED)
            .map_or(self.0.len(), |at| at.0);
        let estimate = zxcvbn::zxcvbn(
            &self.0[..end],
            &["propusk", "пропуск", "gosuslugi", "госуслуги"],
        );
        let score = u8::from(estimate.score());
        let guessable = score < LOWEST_SCORE;
        let mut hints = Vec::new();
        if let Some(feedback) = estimate.feedback() {
            hints.extend(feedback.warning().map(hint_of_warning));
            hints.extend(
                feedback
                    .suggestions()
                    .iter()
                    .map(|it| hint_of_suggestion(*it)),
            );
        }
        hints.dedup();
        Verdict {
            score,
            characters,
            too_short: characters < PASSWORD_MIN,
            guessable,
            hints,
        }
    }

    /// # Errors
    /// [`VaultError::PasswordTooShort`] or [`VaultError::PasswordGuessable`].
    pub(crate) fn check(&self) -> Result<(), VaultError> {
        let verdict = self.verdict();
        if verdict.too_short {
            let characters = verdict.characters;
            return Err(VaultError::PasswordTooShort { characters });
        }
        if verdict.guessable {
            return Err(VaultError::PasswordGuessable);
        }
        Ok(())
    }

    pub(crate) fn to_secret(&self) -> SecretString {
        // EXPOSE: for the key derivation of age, which wipes its copy.
        SecretString::from(self.0.as_str().to_owned())
    }
}

fn hint_of_warning(warning: Warning) -> &'static str {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess => "keys-in-a-row",
        Warning::RepeatsLikeAaaAreEasyToGuess
        | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => "repeats",
        Warning::SequencesLikeAbcAreEasyToGuess => "sequence",
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => "date",
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => "common",
        Warning::AWordByItselfIsEasyToGuess => "one-word",
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => "name",
    }
}

fn hint_of_suggestion(suggestion: Suggestion) -> &'static str {
    match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases
        | Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters
        | Suggestion::AddAnotherWordOrTwo => "more-words",
        Suggestion::CapitalizationDoesntHelpVeryMuch
        | Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => "capitals",
        Suggestion::ReversedWordsArentMuchHarderToGuess
        | Suggestion::PredictableSubstitutionsDontHelpVeryMuch => "substitutions",
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => "keys-in-a-row",
        Suggestion::AvoidRepeatedWordsAndCharacters => "repeats",
        Suggestion::AvoidSequences => "sequence",
        Suggestion::AvoidRecentYears
        | Suggestion::AvoidYearsThatAreAssociatedWithYou
        | Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => "date",
    }
}

#[cfg(test)]
mod tests {
    use age::secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn the_same_password_typed_on_another_system_is_the_same_bytes() {
        let composed = Passphrase::new("ёлка и йод");
        let decomposed = Passphrase::new("е\u{308}лка и и\u{306}од");
        assert_eq!(
            composed.to_secret().expose_secret(),
            decomposed.to_secret().expose_secret()
        );
        assert_eq!(Passphrase::new(" a ").to_secret().expose_secret(), " a ");
    }

    #[test]
    fn short_and_common_passwords_are_refused_by_name() {
        let code = |text: &str| {
            Passphrase::new(text)
                .check()
                .err()
                .map(|error| error.code())
        };
        assert_eq!(code("kR7#vq"), Some("password_too_short"));
        assert_eq!(code("пароль"), Some("password_too_short"));
        for bad in [
            "password",
            "12345678",
            "qwertyuiop",
            "aaaaaaaaaa",
            "gosuslugi",
        ] {
            assert_eq!(code(bad), Some("password_guessable"), "{bad}");
        }
        for good in [
            "синий чайник поёт на крыше",
            "correct horse battery",
            "vK9-tuq-Zm4",
        ] {
            assert_eq!(code(good), None, "{good}");
        }
    }

    #[test]
    fn a_verdict_names_what_would_help_and_debug_shows_nothing() {
        let verdict = Passphrase::new("qwertyui").verdict();
        assert!(
            !verdict.is_enough() && !verdict.hints.is_empty(),
            "{verdict:?}"
        );
        assert_eq!(format!("{:?}", Passphrase::new("qwertyui")), "Passphrase");
        assert_eq!(
            Passphrase::new(&"я".repeat(5000)).verdict().characters,
            5000
        );
    }
}
