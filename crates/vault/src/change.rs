//! A change of the vault as a step that can be taken again on a newer state of the file.
//!
//! Every change is applied to what is on disk at that moment, under the lock, and not to what this
//! process remembers. So two processes never lose each other's work. A step that was already taken
//! changes nothing.

use std::collections::{HashMap, HashSet};

use otp::Counter;

use crate::account::{Account, AccountId, Timestamp, Trashed};
use crate::body::Body;
use crate::edit::Edit;
use crate::error::VaultError;
use crate::tags;

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
        ids: HashSet<AccountId>,
        at: Timestamp,
        /// An import is taken back.
        undoes_import: bool,
    },
    Restore {
        ids: HashSet<AccountId>,
        at: Timestamp,
    },
    /// Tags come to accounts and go from them.
    Tag {
        ids: HashSet<AccountId>,
        add: Vec<String>,
        remove: Vec<String>,
        at: Timestamp,
    },
    /// A tag gets another name, or goes, wherever it is.
    RenameTag {
        tag: String,
        to: Option<String>,
        at: Timestamp,
    },
    /// Places in the list, see [`Account::order`].
    Place {
        orders: HashMap<AccountId, i64>,
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
            Self::Bring { .. } => true,
            Self::Edit { loses_codes, .. } => *loses_codes,
            Self::Remove { undoes_import, .. } => *undoes_import,
            Self::Restore { .. }
            | Self::Tag { .. }
            | Self::RenameTag { .. }
            | Self::Place { .. }
            | Self::SheetChecked { .. } => false,
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
                if let Some(account) = body.everywhere_mut().find(|it| it.id == *id) {
                    edit.apply(account);
                    account.updated_at = account.updated_at.max(*at);
                }
            }
            Self::Remove { ids, at, .. } => {
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
            Self::Restore { ids, at } => {
                let trash = std::mem::take(&mut body.trash);
                for mut trashed in trash {
                    if ids.contains(&trashed.account.id) {
                        let updated_at = &mut trashed.account.updated_at;
                        *updated_at = (*updated_at).max(*at);
                        body.accounts.push(trashed.account);
                    } else {
                        body.trash.push(trashed);
                    }
                }
            }
            Self::Tag {
                ids,
                add,
                remove,
                at,
            } => {
                let wanted = body.everywhere_mut().filter(|it| ids.contains(&it.id));
                wanted.for_each(|it| it.set_tags(tags::changed(&it.tags, add, remove), *at));
            }
            Self::RenameTag { tag, to, at } => {
                let tagged = body.everywhere_mut().filter(|it| it.tags.contains(tag));
                tagged.for_each(|it| it.set_tags(tags::renamed(&it.tags, tag, to.as_deref()), *at));
            }
            Self::Place { orders, at } => {
                for account in body.everywhere_mut() {
                    if let Some(order) = orders.get(&account.id) {
                        account.place(*order, *at);
                    }
                }
            }
            Self::Bring {
                accounts,
                whole,
                at,
            } => body.bring(accounts, whole.as_deref(), *at),
            Self::SheetChecked { public, at } => body.check_recovery(public, *at),
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

    /// All accounts, those in the trash too.
    pub(crate) fn everywhere_mut(&mut self) -> impl Iterator<Item = &mut Account> {
        let trashed = self.trash.iter_mut().map(|trashed| &mut trashed.account);
        self.accounts.iter_mut().chain(trashed)
    }
}

impl Account {
    fn set_tags(&mut self, tags: Vec<String>, at: Timestamp) {
        if self.tags != tags {
            self.tags = tags;
            self.updated_at = self.updated_at.max(at);
        }
    }
}
