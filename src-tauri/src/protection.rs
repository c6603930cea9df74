//! App password and the place of the key.

use vault::{Passphrase, Vault, VaultError};

use crate::{
    app::{Core, Slot, lock, now},
    keyring_file,
    recovery::DraftSheet,
    wire::{AppError, Guard, ProtectionView, RecoveryView, SetPassword, VerdictView},
};

impl Core {
    /// How the vault is protected; before there is one, what a new one would have.
    pub fn protection(&self) -> ProtectionView {
        let slot = lock(&self.vault);
        let vault = match &*slot {
            Slot::Ready(vault) => Some(vault),
            Slot::Unopened | Slot::Welcome | Slot::Locked { .. } | Slot::Blocked { .. } => None,
        };
        let guard = vault.map_or(Guard::Keyring, |vault| guard_of(vault));
        let draft = lock(&self.sheet);
        let recovery = match vault {
            Some(vault) => vault.recovery().map(|recovery| RecoveryView {
                made_at: recovery.made_at,
                checked_at: recovery.checked_at,
            }),
            None => draft
                .as_ref()
                .filter(|draft| draft.is_checked())
                .map(DraftSheet::view),
        };
        ProtectionView {
            guard,
            opened_by_sheet: vault.is_some_and(|vault| vault.opened_by_sheet()),
            recovery,
            draft_sheet: draft.as_ref().is_some_and(|draft| !draft.is_checked()),
            keyring_in_clear: guard == Guard::Keyring && keyring_file::is_in_clear(),
            backups: self.backups(),
        }
    }

    /// Sets or changes the app password. Whoever changes it, or sets the first one, has opened the
    /// vault; where there is one, it is asked for again, unless the sheet has just opened the vault.
    ///
    /// # Errors
    /// `wrong_password`, `too_many_tries`, `sheet_first`, what is wrong with the new one, or why it
    /// could not be saved.
    pub fn set_password(&self, req: &SetPassword) -> Result<ProtectionView, AppError> {
        let new = Passphrase::new(&req.password);
        self.authenticated(req.current.as_deref(), |vault| {
            vault.set_password(&self.keyring, &new, now().seconds())
        })
    }

    /// Puts a new key into the keyring, and the app password away.
    ///
    /// # Errors
    /// `wrong_password`, `too_many_tries`, or why it could not be saved.
    pub fn remove_password(&self, current: &str) -> Result<ProtectionView, AppError> {
        self.authenticated(Some(current), |vault| {
            vault.move_to_keyring(&self.keyring, now().seconds())
        })
    }

    /// Puts a new key into the keyring, after the sheet has opened the vault.
    ///
    /// # Errors
    /// `wrong_password` where an app password still holds and another way opened the vault, or why it
    /// could not be saved.
    pub fn renew_key(&self) -> Result<ProtectionView, AppError> {
        self.authenticated(None, |vault| {
            vault.move_to_keyring(&self.keyring, now().seconds())
        })
    }

    /// Does what only the person who knows the password may do.
    fn authenticated(
        &self,
        current: Option<&str>,
        work: impl FnOnce(&mut Vault) -> Result<(), VaultError>,
    ) -> Result<ProtectionView, AppError> {
        let is_needed = self.with_vault(|vault| {
            Ok(vault.guard() == vault::Guard::Password && !vault.opened_by_sheet())
        })?;
        let work = || {
            self.with_vault(|vault| {
                if is_needed {
                    let typed = current.ok_or(VaultError::WrongPassword)?;
                    if !vault.is_password(&Passphrase::new(typed))? {
                        return Err(VaultError::WrongPassword.into());
                    }
                }
                Ok(work(vault)?)
            })
        };
        if is_needed {
            self.guess(work)?;
        } else {
            work()?;
        }
        Ok(self.protection())
    }
}

fn guard_of(vault: &Vault) -> Guard {
    match vault.guard() {
        vault::Guard::Keyring => Guard::Keyring,
        vault::Guard::Password => Guard::Password,
    }
}

/// What is thought of a password while it is being typed.
pub fn judge(password: &str) -> VerdictView {
    let verdict = Passphrase::new(password).verdict();
    VerdictView {
        score: verdict.score,
        characters: verdict.characters.try_into().unwrap_or(u32::MAX),
        too_short: verdict.too_short,
        guessable: verdict.guessable,
        hints: verdict.hints.into_iter().map(str::to_owned).collect(),
    }
}
