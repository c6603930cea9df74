//! Many accounts at once, from another app, and the way back from that.

use std::collections::HashSet;
use std::fmt;

use otp::Entry;
use zeroize::Zeroizing;

use crate::account::{Account, AccountId, Timestamp};
use crate::change::Change;
use crate::error::VaultError;
use crate::vault::Vault;

/// An account from another app, with what that app knew besides. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Imported {
    /// Names and token.
    pub entry: Entry,
    /// Groups, in their order.
    pub tags: Vec<String>,
    /// The person's note.
    pub note: String,
    /// Shown first.
    pub favourite: bool,
    /// One-time recovery codes of the site.
    pub recovery_codes: Vec<Zeroizing<String>>,
    /// Those of them that are used up.
    pub recovery_codes_used: Vec<Zeroizing<String>>,
}

impl fmt::Debug for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Imported").finish_non_exhaustive()
    }
}

impl Vault {
    /// Adds accounts behind those that are there, in one save, and keeps a snapshot of the state
    /// before. Returns their ids, in order, and why the save failed if it did: the accounts are then
    /// in memory, see [`unsaved`](Self::unsaved).
    pub fn import(
        &mut self,
        imported: Vec<Imported>,
        now: Timestamp,
    ) -> (Vec<AccountId>, Result<(), VaultError>) {
        let mut order = self.next_order();
        let mut accounts = Vec::with_capacity(imported.len());
        for one in imported {
            let mut account = Account::of_entry(one.entry, order, now);
            account.tags = one.tags;
            account.note = one.note;
            account.favourite = one.favourite;
            account.recovery_codes = one.recovery_codes;
            account.recovery_codes_used = one.recovery_codes_used;
            accounts.push(account);
            order = order.saturating_add(1);
        }
        let ids = accounts.iter().map(|account| account.id.clone()).collect();
        (ids, self.change(Change::Import(accounts), now))
    }

    /// Takes an import back: its accounts go to the trash, in one save. Returns how many there still
    /// were.
    ///
    /// # Errors
    /// Why the save failed; the accounts are then in the trash in memory.
    pub fn undo_import(&mut self, ids: &[AccountId], now: Timestamp) -> Result<usize, VaultError> {
        let ids: HashSet<_> = ids.iter().collect();
        let there = self.accounts().iter().map(|account| &account.id);
        let there: HashSet<_> = there.filter(|id| ids.contains(id)).cloned().collect();
        let count = there.len();
        if count > 0 {
            let remove = Change::Remove {
                ids: there,
                at: now,
                undoes_import: true,
            };
            self.change(remove, now)?;
        }
        Ok(count)
    }
}
