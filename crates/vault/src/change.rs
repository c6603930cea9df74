//! A change of the vault as a step that can be taken again on a newer state of the file.
//!
//! Every change is applied to what is on disk at that moment, under the lock, and not to what this
//! process remembers. So two processes never lose each other's work. A step that was already taken
//! changes nothing.

use std::collections::{HashMap, HashSet};

use otp::Counter;

use crate::account::{Account, AccountId, Edit, Timestamp, Trashed};
use crate::body::Body;
use crate::error::VaultError;

#[derive(Debug, Clone)]
pub(crate) enum Change {
    Add(Vec<Account>),
    /// The same for accounts from another app.
    Import(Vec<Account>),
    Edit {
        id: AccountId,
        edit: Box<Edit>,
        at: Timestamp,
        /// Recovery codes that were there go with it.
        loses_codes: bool,
    },
    Remove {
        id: AccountId,
        at: Timestamp,
    },
    /// The accounts of an import that is taken back.
    RemoveAll {
        ids: Vec<AccountId>,
        at: Timestamp,
    },
    Restore {
        id: AccountId,
        at: Timestamp,
    },
    /// Accounts as they were in an earlier state.
    Bring {
        accounts: Vec<Account>,
        /// The whole state is brought back, with this in its trash: what was not there then goes to
        /// the trash.
        whole: Option<Vec<Account>>,
        at: Timestamp,
    },
    /// The sheet with this public key was seen to fit.
    SheetChecked {
        public: String,
        at: Timestamp,
    },
}

impl Change {
    /// Whether the state before is worth a snapshot: before an import and before a restore. `body`:
    /// the state after. Also before recovery codes go: the portal does not give them again.
    pub(crate) fn is_large(&self, body: &Body) -> bool {
        match self {
            Self::Add(accounts) => accounts.len() > 1 && accounts.len() < body.accounts.len(),
            Self::Import(accounts) => accounts.len() < body.accounts.len(),
            Self::Bring { .. } | Self::RemoveAll { .. } => true,
            Self::Edit { loses_codes, .. } => *loses_codes,
            Self::Remove { .. } | Self::Restore { .. } | Self::SheetChecked { .. } => false,
        }
    }

    pub(crate) fn apply(&self, body: &mut Body) {
        match self {
            Self::Add(accounts) | Self::Import(accounts) => {
                let there: HashSet<_> = body.ids().cloned().collect();
                let fresh = accounts.iter().filter(|it| !there.contains(&it.id));
                body.accounts.extend(fresh.cloned());
            }
            Self::Edit { id, edit, at, .. } => {
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
            Self::RemoveAll { ids, at } => {
                let ids: HashSet<_> = ids.iter().collect();
                let accounts = std::mem::take(&mut body.accounts);
                for account in accounts {
                    if ids.contains(&account.id) {
                        body.trash.push(Trashed {
                            account,
                            deleted_at: *at,
                            days_seen: 0,
                        });
                    } else {
                        body.accounts.push(account);
                    }
                }
            }
            Self::Bring {
                accounts,
                whole,
                at,
            } => body.bring(accounts, whole.as_deref(), *at),
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

    /// Sets the next counter of an HOTP account.
    pub(crate) fn set_counter(
        &mut self,
        id: &AccountId,
        counter: Counter,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let account = self.account_mut(id).ok_or(VaultError::AccountNotFound)?;
        account.set_counter(counter, now)?;
        account.updated_at = account.updated_at.max(now);
        Ok(())
    }

    fn bring(&mut self, wanted: &[Account], whole: Option<&[Account]>, at: Timestamp) {
        let mut brought: HashMap<_, _> = wanted.iter().map(|it| (&it.id, it.clone())).collect();
        for account in brought.values_mut() {
            account.updated_at = account.updated_at.max(at);
        }
        // A counter that went back would give codes that the portal has seen, and so would a tick that
        // went.
        let mut keep_used = |now: &Account| {
            let Some(account) = brought.get_mut(&now.id) else {
                return;
            };
            account.keep_used_of(now);
        };
        self.accounts.iter().for_each(&mut keep_used);
        for trashed in &self.trash {
            keep_used(&trashed.account);
        }
        let trashed = |account| Trashed {
            account,
            deleted_at: at,
            days_seen: 0,
        };
        self.trash
            .retain(|it| !brought.contains_key(&it.account.id));
        for account in std::mem::take(&mut self.accounts) {
            if brought.contains_key(&account.id) {
                continue;
            }
            if whole.is_some() {
                self.trash.push(trashed(account));
            } else {
                self.accounts.push(account);
            }
        }
        self.accounts.extend(brought.into_values());
        let there: HashSet<_> = self.ids().cloned().collect();
        // Purged since: back to the trash, where a person looks for what was deleted.
        let purged = whole.unwrap_or_default().iter();
        let purged = purged.filter(|it| !there.contains(&it.id)).cloned();
        self.trash.extend(purged.map(trashed));
        let back: HashSet<_> = self.ids().map(|id| id.as_str().to_owned()).collect();
        self.tombstones.retain(|it| !back.contains(&it.id));
    }

    /// The ids of all accounts, those in the trash too.
    fn ids(&self) -> impl Iterator<Item = &AccountId> {
        let trashed = self.trash.iter().map(|it| &it.account.id);
        self.accounts.iter().map(|it| &it.id).chain(trashed)
    }

    fn account_anywhere_mut(&mut self, id: &AccountId) -> Option<&mut Account> {
        self.accounts
            .iter_mut()
            .chain(self.trash.iter_mut().map(|trashed| &mut trashed.account))
            .find(|account| account.id == *id)
    }
}
