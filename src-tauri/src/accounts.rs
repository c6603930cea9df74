//! One account as the page shows it, and the changes it may ask for.

use std::{collections::HashMap, str::FromStr, sync::MutexGuard, time::Duration};

use otp::{Algorithm, Digits, FieldError, Period};
use session::{Life, Moment, Reading, Revealed, Shown};
use vault::{Account, AccountId, Edit, Parameters, Vault, VaultError};

use crate::{
    app::{Core, lock, now},
    copying::Copying,
    recovery_codes,
    wire::{AccountDetailsView, AccountView, AppError, EditAccount},
};

/// HOTP codes on the screen, until the window closes.
pub type Pressed = HashMap<AccountId, session::Pressed>;

/// What decides how accounts look at one moment.
pub struct Look<'a> {
    pressed: MutexGuard<'a, Pressed>,
    copying: MutexGuard<'a, Copying>,
    revealed: MutexGuard<'a, Revealed>,
    hides_codes: bool,
    now: Reading,
}

impl Core {
    /// How accounts look now. The caller works on the vault: the other order would wait for `next_code`
    /// for ever.
    pub(crate) fn look(&self) -> Look<'_> {
        let hides_codes = lock(&self.settings).hide_codes;
        Look {
            pressed: lock(&self.pressed),
            copying: lock(&self.copying),
            revealed: lock(&self.revealed),
            hides_codes,
            // Read last: a save may have held the vault for seconds, and the page sets its clock by it.
            now: self.code_clocks(),
        }
    }

    /// An account with what only the sheet for editing shows.
    ///
    /// # Errors
    /// No such account.
    pub fn account_details(&self, account: &str) -> Result<AccountDetailsView, AppError> {
        self.with_vault(|vault| {
            let account = find(vault, &account.into())?;
            Ok(AccountDetailsView {
                account: self.look().view(account),
                algorithm: account.token.kind.algorithm().name().to_owned(),
                note: account.note.clone(),
                added_at: account.created_at,
                last_used: account.last_used,
                uses: account.use_count,
            })
        })
    }

    /// Shows a hidden code for a while.
    ///
    /// # Errors
    /// No such account.
    pub fn reveal_code(&self, account: &str) -> Result<AccountView, AppError> {
        let id = AccountId::from(account);
        self.with_vault(|vault| {
            let account = find(vault, &id)?;
            lock(&self.revealed).reveal(&id, self.code_clocks());
            Ok(self.look().view(account))
        })
    }

    /// Uses up the next counter of an HOTP account and shows its code.
    ///
    /// # Errors
    /// When the counter could not be saved: then no code is shown.
    pub fn next_code(&self, account: &str) -> Result<AccountView, AppError> {
        let id = AccountId::from(account);
        self.with_vault(|vault| {
            let pressed = session::press(vault, &id, now().seconds())?;
            lock(&self.pressed).insert(id.clone(), pressed);
            lock(&self.revealed).reveal(&id, self.code_clocks());
            Ok(self.look().view(find(vault, &id)?))
        })
    }

    /// Changes what the request names.
    ///
    /// # Errors
    /// No such account; `bad_digits` and the like, `no_parameters`, `too_many_tags`, `tag_too_long`,
    /// `note_too_long`. Nothing is changed then.
    pub fn edit(&self, req: EditAccount) -> Result<(), AppError> {
        let id = AccountId::from(req.account.as_str());
        let parameters = parameters(&req)?;
        let edit = Edit {
            issuer: req.issuer,
            name: req.name,
            tags: req.tags,
            note: req.note,
            favourite: req.favourite,
            parameters,
            ..Edit::default()
        };
        self.change(|vault| {
            let kind = |vault: &Vault| vault.account(&id).map(|it| it.token.kind.clone());
            let before = kind(vault);
            let changed = vault.edit(&id, edit, now().seconds());
            if parameters != Parameters::default() && kind(vault) != before {
                // What was shown and copied are codes of another kind now.
                lock(&self.pressed).remove(&id);
                lock(&self.copying).used.forget(&id);
            }
            changed
        })
    }

    /// Remembers whether the portal accepted a code.
    ///
    /// # Errors
    /// No such account.
    pub fn confirm(&self, account: &str, confirmed: bool) -> Result<(), AppError> {
        let edit = Edit {
            confirmed: Some(confirmed),
            ..Edit::default()
        };
        self.change(|vault| vault.edit(&account.into(), edit, now().seconds()))
    }

    /// A last try before the program ends; why it fails was told before.
    pub fn save_what_is_unsaved(&self) {
        let _ = self.with_vault(|vault| match vault.unsaved() {
            Some(_) => Ok(vault.retry_save(now().seconds())?),
            None => Ok(()),
        });
        self.save_uses();
    }

    /// Writes changes that could not be saved before.
    ///
    /// # Errors
    /// Why they still cannot.
    pub fn retry_save(&self) -> Result<(), AppError> {
        self.with_vault(|vault| Ok(vault.retry_save(now().seconds())?))
    }

    /// A change that could not be saved is kept in memory and told by `accounts` as `unsaved`, with
    /// a retry; to the page the change itself is done.
    pub(crate) fn change<T>(
        &self,
        change: impl FnOnce(&mut Vault) -> Result<T, VaultError>,
    ) -> Result<(), AppError> {
        self.with_vault(|vault| match change(vault) {
            Ok(_) => Ok(()),
            // Whatever else is still unsaved.
            Err(error) if error.is_refusal() => Err(error.into()),
            Err(_) if vault.unsaved().is_some() => Ok(()),
            Err(error) => Err(error.into()),
        })
    }
}

/// An account by its id.
///
/// # Errors
/// `account_not_found`.
pub fn find<'a>(vault: &'a Vault, id: &AccountId) -> Result<&'a Account, AppError> {
    vault
        .account(id)
        .ok_or_else(|| AppError::new("account_not_found"))
}

/// Longer names would make a menu as wide as the screen.
const LONGEST_LABEL: usize = 48;

/// Issuer and name as one line, for what is not drawn by the page.
pub(crate) fn label(account: &Account) -> String {
    let whole = match (account.issuer.as_str(), account.name.as_str()) {
        ("", name) => name.to_owned(),
        (issuer, "") => issuer.to_owned(),
        (issuer, name) => format!("{issuer}: {name}"),
    };
    if whole.chars().count() <= LONGEST_LABEL {
        return whole;
    }
    let mut short: String = whole.chars().take(LONGEST_LABEL - 1).collect();
    short.push('…');
    short
}

/// What the request says of the codes.
fn parameters(req: &EditAccount) -> Result<Parameters, FieldError> {
    let algorithm = req.algorithm.as_deref().map(Algorithm::from_str);
    let digits = req
        .digits
        .map(|digits| Digits::try_from(digits).map_err(|_| FieldError::Digits(digits.to_string())));
    let period = req
        .period
        .map(|period| Period::try_from(period).map_err(|_| FieldError::Period(period.to_string())));
    Ok(Parameters {
        algorithm: algorithm.transpose()?,
        digits: digits.transpose()?,
        period: period.transpose()?,
    })
}

impl Look<'_> {
    /// When the accounts look so.
    pub(crate) fn now(&self) -> Moment {
        self.now.wall
    }

    /// The account. A code that is hidden does not leave here.
    pub(crate) fn view(&self, account: &Account) -> AccountView {
        let mut view = self.whole(account);
        if self.hides_codes && view.code.is_some() {
            match self.revealed.until(&account.id, self.now) {
                Some(until) => view.hides_at = Some(seconds(until)),
                None => {
                    view.code = None;
                    view.next = None;
                    view.hidden = true;
                }
            }
        }
        view
    }

    fn whole(&self, account: &Account) -> AccountView {
        let kind = &account.token.kind;
        let mut view = AccountView {
            id: account.id.to_string(),
            issuer: account.issuer.clone(),
            name: account.name.clone(),
            kind: kind.name().to_owned(),
            code: None,
            next: None,
            from: None,
            until: None,
            period: kind
                .period()
                .and_then(|period| period.get().try_into().ok()),
            digits: kind.digits(),
            counter: None,
            confirmed: account.confirmed,
            weak: account.token.secret.is_weak(),
            tags: account.tags.clone(),
            copied: Vec::new(),
            recovery_codes: recovery_codes::left(account),
            favourite: account.favourite,
            hidden: false,
            hides_at: None,
            drawing: guide::drawing_of(&account.issuer).map(str::to_owned),
            picture: account.picture().map(str::to_owned),
            found: None,
        };
        let now = self.now.wall;
        let shown = self.pressed.get(&account.id);
        view.copied = (self.copying.used.of(&account.id, now))
            .filter_map(|life| match life {
                Life::Period(from, _) => Some(from.seconds()),
                Life::Counter(counter) => shown
                    .filter(|it| it.counter() == counter)
                    .map(|_| counter.get()),
            })
            .collect();
        match session::show(&account.token, now) {
            Ok(Shown::Timed(timed)) => {
                view.code = Some(timed.code.as_str().to_owned());
                view.next = timed.next.map(|code| code.as_str().to_owned());
                view.from = Some(timed.from.seconds());
                view.until = Some(timed.until.seconds());
            }
            Ok(Shown::OnPress(counter)) => {
                view.code = shown.map(|pressed| pressed.code().as_str().to_owned());
                view.counter = Some(counter.get());
            }
            // Without a PIN there is no code; the page says so.
            Ok(_) | Err(_) => {}
        }
        view
    }
}

/// Unix seconds with their fraction, as the page's clock counts.
pub(crate) fn seconds(moment: Moment) -> f64 {
    Duration::from_millis(moment.millis()).as_secs_f64()
}
