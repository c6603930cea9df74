//! Accounts as the page shows them, and the changes it may ask for.

use std::{collections::HashMap, time::Duration};

use session::{Life, Moment, Shown, Used};
use vault::{Account, AccountId, Edit, Vault, VaultError};

use crate::{
    app::{Core, lock, now},
    recovery_codes,
    wire::{AccountView, AccountsView, AppError},
};

/// HOTP codes on the screen, until the window closes.
pub type Pressed = HashMap<AccountId, session::Pressed>;

impl Core {
    /// Every account at this moment. Empty before there is a vault.
    ///
    /// # Errors
    /// Why the vault is shut.
    pub fn accounts(&self) -> Result<AccountsView, AppError> {
        if self.is_empty() {
            return Ok(AccountsView {
                now: seconds(self.code_time()),
                clock: self.clock(),
                accounts: Vec::new(),
                unsaved: None,
                restored: None,
                unreadable: 0,
            });
        }
        // What another program changed is taken over; if it cannot be read now, ours stays.
        let _ = self.with_vault(|vault| Ok(vault.refresh(now().seconds())?));
        self.with_vault(|vault| {
            // Behind the vault, as everywhere: the other order would wait for `next_code` for ever.
            let pressed = lock(&self.pressed);
            let copying = lock(&self.copying);
            let clock = self.look_at_clock(Moment::from_seconds(vault.last_seen()));
            // Read last: a save may have held the vault for seconds, and the page sets its clock by it.
            let now = self.code_time();
            let accounts = vault
                .accounts()
                .iter()
                .map(|account| view(account, &pressed, &copying.used, now))
                .collect();
            Ok(AccountsView {
                now: seconds(now),
                clock,
                accounts,
                unsaved: vault.unsaved().map(AppError::from),
                restored: vault.restored(),
                unreadable: vault.unreadable().len().try_into().unwrap_or(u32::MAX),
            })
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
            let mut all = lock(&self.pressed);
            all.insert(id.clone(), pressed);
            let copying = lock(&self.copying);
            let account = find(vault, &id)?;
            Ok(view(account, &all, &copying.used, self.code_time()))
        })
    }

    /// Renames an account.
    ///
    /// # Errors
    /// No such account.
    pub fn rename(&self, account: &str, issuer: String, name: String) -> Result<(), AppError> {
        let edit = Edit {
            issuer: Some(issuer),
            name: Some(name),
            ..Edit::default()
        };
        self.change(|vault| vault.edit(&account.into(), edit, now().seconds()))
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

    /// Moves an account to the trash.
    ///
    /// # Errors
    /// No such account.
    pub fn remove(&self, account: &str) -> Result<(), AppError> {
        self.change(|vault| vault.remove(&account.into(), now().seconds()))
    }

    /// Takes an account out of the trash.
    ///
    /// # Errors
    /// No such account in the trash.
    pub fn restore(&self, account: &str) -> Result<(), AppError> {
        self.change(|vault| vault.restore(&account.into(), now().seconds()))
    }

    /// A last try before the program ends; why it fails was told before.
    pub fn save_what_is_unsaved(&self) {
        let _ = self.with_vault(|vault| match vault.unsaved() {
            Some(_) => Ok(vault.retry_save(now().seconds())?),
            None => Ok(()),
        });
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
            // Refused, whatever else is still unsaved.
            Err(
                error @ (VaultError::AccountNotFound
                | VaultError::RecoveryCodeNotFound
                | VaultError::BadPin),
            ) => Err(error.into()),
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

fn view(account: &Account, pressed: &Pressed, used: &Used, now: Moment) -> AccountView {
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
    };
    let shown = pressed.get(&account.id);
    view.copied = (used.of(&account.id, now))
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

/// Unix seconds with their fraction, as the page's clock counts.
fn seconds(moment: Moment) -> f64 {
    Duration::from_millis(moment.millis()).as_secs_f64()
}
