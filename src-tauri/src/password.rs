//! Passwords made up for the person: shown, copied, kept nowhere.

use guide::Portal;
use password::{Options, PhraseOptions, Rules, USUAL_WORDS, WordList};

use crate::{
    app::Core,
    wire::{
        AppError, CopiedView, CopyPassword, MadePasswordView, MakePassword, PasswordKind,
        PasswordPortalView, ShownLanguage,
    },
};

impl Core {
    /// The portals whose rules are known, by name.
    pub fn password_portals(&self) -> Vec<PasswordPortalView> {
        let language = self.language();
        let view = |portal: &Portal| PasswordPortalView {
            id: portal.id.clone(),
            name: portal.name.of(language).clone(),
            rules: guide::password_rules(portal, language).join(" "),
            least: portal.password.min_length,
            most: portal.password.max_length,
        };
        let mut portals: Vec<_> = guide::portals().iter().map(view).collect();
        portals.sort_by_cached_key(|portal| portal.name.to_lowercase());
        portals
    }

    /// Makes a password.
    ///
    /// # Errors
    /// `unknown_portal`; `password_bad_length`, `password_bad_words` and the like; `no_randomness`.
    pub fn make_password(&self, req: &MakePassword) -> Result<MadePasswordView, AppError> {
        let rules = match (&req.portal, req.symbols) {
            (Some(id), _) => guide::portal(id)
                .ok_or_else(|| AppError::with("unknown_portal", Some(id.clone())))?
                .password
                .clone(),
            (None, true) => Rules::default(),
            (None, false) => Rules::default().without_symbols(),
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
