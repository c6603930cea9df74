//! Changes of several accounts at once, each in one save.

use vault::{AccountId, Beside};

use crate::{
    app::{Core, now},
    wire::{AppError, ManyAccounts, MoveAccount, RenameTag, TagAccounts},
};

impl Core {
    /// Moves accounts to the trash: all, or none.
    ///
    /// # Errors
    /// One of them is not there.
    pub fn remove(&self, req: &ManyAccounts) -> Result<(), AppError> {
        self.change(|vault| vault.remove_all(&ids(&req.accounts), now().seconds()))
    }

    /// Takes accounts out of the trash: all, or none.
    ///
    /// # Errors
    /// One of them is not in the trash.
    pub fn restore(&self, req: &ManyAccounts) -> Result<(), AppError> {
        self.change(|vault| vault.restore_all(&ids(&req.accounts), now().seconds()))
    }

    /// Gives tags to accounts and takes others from them.
    ///
    /// # Errors
    /// One of them is not there; `too_many_tags`, `tag_too_long`.
    pub fn tag(&self, req: &TagAccounts) -> Result<(), AppError> {
        let accounts = ids(&req.accounts);
        self.change(|vault| vault.tag(&accounts, &req.add, &req.remove, now().seconds()))
    }

    /// Gives a tag another name, or takes it away.
    ///
    /// # Errors
    /// `tag_too_long`.
    pub fn rename_tag(&self, req: &RenameTag) -> Result<(), AppError> {
        self.change(|vault| vault.rename_tag(&req.tag, req.to.as_deref(), now().seconds()))
    }

    /// Moves an account in the own order.
    ///
    /// # Errors
    /// One of both accounts is not there; `internal` unless exactly one place is given.
    pub fn move_account(&self, req: &MoveAccount) -> Result<(), AppError> {
        let account = AccountId::from(req.account.as_str());
        let (before, after) = (req.before.as_deref(), req.after.as_deref());
        let other = before.xor(after).map(AccountId::from);
        let other = other.as_ref().ok_or_else(|| AppError::new("internal"))?;
        let beside = match before {
            Some(_) => Beside::Before(other),
            None => Beside::After(other),
        };
        self.change(|vault| vault.move_to(&account, beside, now().seconds()))
    }
}

fn ids(texts: &[String]) -> Vec<AccountId> {
    texts.iter().map(|id| id.as_str().into()).collect()
}
