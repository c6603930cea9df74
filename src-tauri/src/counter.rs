//! The counter of an HOTP account when it is out of step with the portal's.

use otp::{Counter, Kind};
use session::Window;
use vault::{AccountId, VaultError};

use crate::{
    accounts::find,
    app::{Core, lock, now},
    wire::{AppError, CounterFoundView, FindCounter, SetCounter},
};

impl Core {
    /// Sets the counter that the next press uses. The code that is shown belongs to the old one and goes.
    ///
    /// # Errors
    /// `bad_counter` for a number that is none or an account that has none; when it could not be saved:
    /// then all is as before.
    pub fn set_counter(&self, req: &SetCounter) -> Result<(), AppError> {
        let id = AccountId::from(req.account.as_str());
        let counter = Counter::try_from(req.counter).map_err(|_| {
            AppError::with(VaultError::BadCounter.code(), Some(req.counter.to_string()))
        })?;
        self.with_vault(|vault| {
            vault.set_counter(&id, counter, now().seconds())?;
            lock(&self.pressed).remove(&id);
            Ok(())
        })
    }

    /// Looks for two codes, one right after the other, around the counter of an HOTP account.
    ///
    /// # Errors
    /// `bad_counter` for another kind.
    pub fn find_counter(&self, req: &FindCounter) -> Result<CounterFoundView, AppError> {
        self.with_vault(|vault| {
            let token = &find(vault, &AccountId::from(req.account.as_str()))?.token;
            let Kind::Hotp { counter, .. } = token.kind else {
                return Err(VaultError::BadCounter.into());
            };
            let codes = [req.first.as_str(), req.second.as_str()];
            let found = session::find_counter(token, &codes, counter, Window::default())?;
            Ok(CounterFoundView {
                counter: found.map(Counter::get),
            })
        })
    }
}
