//! A change of the vault as a step that can be taken again on a newer state of the file.
//!
//! Every change is applied to what is on disk at that moment, under the lock, and not to what this
//! process remembers. So two processes never lose each other's work. A step that was already taken
//! changes nothing.

use otp::{Counter, Kind};

use crate::account::{Account, AccountId, Edit, Timestamp, Trashed};
use crate::body::Body;
use crate::error::VaultError;

#[derive(Debug, Clone)]
pub(crate) enum Change {
    Add(Vec<Account>),
    Edit {
        id: AccountId,
        edit: Box<Edit>,
        at: Timestamp,
    },
    Remove {
        id: AccountId,
        at: Timestamp,
    },
    Restore {
        id: AccountId,
        at: Timestamp,
    },
    /// Accounts as they were in an earlier state. `whole`: what was not there then goes to the trash.
    Bring {
        accounts: Vec<Account>,
        whole: bool,
        at: Timestamp,
    },
    /// The sheet with this public key was seen to fit.
    SheetChecked {
        public: String,
        at: Timestamp,
    },
}

impl Change {
    pub(crate) fn apply(&self, body: &mut Body) {
        match self {
            Self::Add(accounts) => {
                for account in accounts {
                    if !body.has(&account.id) {
                        body.accounts.push(account.clone());
                    }
                }
            }
            Self::Edit { id, edit, at } => {
                // An account that another process put into the trash meanwhile keeps the edit too.
                if let Some(account) = body.account_anywhere_mut(id) {
                    edit.apply(account);
                    account.updated_at = account.updated_at.max(*at);
                }
            }
            Self::Remove { id, at } => {
                if let Some(place) = body.accounts.iter().position(|account| account.id == *id) {
                    let account = body.accounts.remove(place);
                    body.trash.push(Trashed {
                        account,
                        deleted_at: *at,
                        days_seen: 0,
                    });
                }
            }
            Self::Bring {
                accounts,
                whole,
                at,
            } => body.bring(accounts, *whole, *at),
            Self::SheetChecked { public, at } => body.check_recovery(public, *at),
            Self::Restore { id, at } => {
                if let Some(place) = body.trash.iter().position(|it| it.account.id == *id) {
                    let mut account = body.trash.remove(place).account;
                    account.updated_at = account.updated_at.max(*at);
                    body.accounts.push(account);
                }
            }
        }
        body.sort();
    }
}

impl Body {
    /// Takes the counter of an HOTP account and moves it on.
    pub(crate) fn advance(
        &mut self,
        id: &AccountId,
        now: Timestamp,
    ) -> Result<Counter, VaultError> {
        let account = self.account_mut(id).ok_or(VaultError::AccountNotFound)?;
        let counter = account.advance()?;
        account.updated_at = account.updated_at.max(now);
        Ok(counter)
    }

    fn bring(&mut self, accounts: &[Account], whole: bool, at: Timestamp) {
        if whole {
            let stays = |account: &Account| accounts.iter().any(|it| it.id == account.id);
            let (kept, gone): (Vec<_>, Vec<_>) = std::mem::take(&mut self.accounts)
                .into_iter()
                .partition(stays);
            self.accounts = kept;
            self.trash.extend(gone.into_iter().map(|account| Trashed {
                account,
                deleted_at: at,
                days_seen: 0,
            }));
        }
        for wanted in accounts {
            let mut account = wanted.clone();
            account.updated_at = account.updated_at.max(at);
            if let Some(now) = self.account_anywhere_mut(&account.id) {
                // A counter that went back would give codes that the portal has seen.
                if let (Kind::Hotp { counter, .. }, Kind::Hotp { counter: used, .. }) =
                    (&mut account.token.kind, &now.token.kind)
                {
                    *counter = (*counter).max(*used);
                }
            }
            self.trash.retain(|it| it.account.id != account.id);
            self.accounts.retain(|it| it.id != account.id);
            self.tombstones.retain(|it| it.id != account.id.as_str());
            self.accounts.push(account);
        }
    }

    fn has(&self, id: &AccountId) -> bool {
        self.accounts.iter().any(|account| account.id == *id)
            || self.trash.iter().any(|trashed| trashed.account.id == *id)
    }

    fn account_anywhere_mut(&mut self, id: &AccountId) -> Option<&mut Account> {
        self.accounts
            .iter_mut()
            .chain(self.trash.iter_mut().map(|trashed| &mut trashed.account))
            .find(|account| account.id == *id)
    }
}
