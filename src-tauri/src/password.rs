//! Passwords made up for the person: shown, copied, kept nowhere.

use password::{Options, PhraseOptions, Rules, USUAL_WORDS, WordList};

use crate::{
    app::Core,
    wire::{
        AppError, CopiedView, CopyPassword, MadePasswordView, MakePassword, PasswordKind,
        ShownLanguage,
    },
};

impl Core {
    /// Makes a password.
    ///
    /// # Errors
    /// `password_bad_length`, `password_bad_words` and the like; `no_randomness`.
    pub fn make_password(&self, req: &MakePassword) -> Result<MadePasswordView, AppError> {
        let rules = match req.symbols {
            true => Rules::default(),
            false => Rules::default().without_symbols(),
        };
        let mut source = password::system()?;
        let made = match req.kind {
            PasswordKind::Password => {
                let options = Options {
                    length: req.length,
                    no_look_alikes: req.no_look_alikes,
                };
                password::generate(&rules, &options, &mut source)?
            }
            PasswordKind::Passphrase => {
                let options = PhraseOptions {
                    words: req.words.unwrap_or(USUAL_WORDS),
                    list: self.word_list(),
                    separator: None,
                };
                password::passphrase(&rules, &options, &mut source)?
            }
        };
        Ok(MadePasswordView {
            // EXPOSE: it is made to be shown.
            password: made.text.as_str().to_owned(),
            score: made.score(),
            least: rules.min_length,
            most: rules.max_length,
        })
    }

    /// Puts a password on the clipboard, to be cleared as a code is.
    ///
    /// # Errors
    /// No clipboard.
    pub fn copy_password(&self, req: &CopyPassword) -> Result<CopiedView, AppError> {
        self.hold_on_clipboard(|| Ok(&req.password))
    }

    fn word_list(&self) -> WordList {
        match self.settings().shown_language {
            ShownLanguage::Ru => WordList::Russian,
            ShownLanguage::En => WordList::English,
        }
    }
}
