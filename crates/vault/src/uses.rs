//! How often codes were copied. It is worth no save of its own: it goes along with the next one.

use std::collections::HashMap;

use crate::account::{AccountId, Timestamp};
use crate::body::Body;
use crate::error::VaultError;
use crate::folder::VAULT;
use crate::revision::Revision;
use crate::save::Old;
use crate::unsaved::Keep;
use crate::vault::{Vault, fingerprint};

/// Uses that are not on disk yet: for each account the count and the time that it has reached.
#[derive(Debug, Default)]
pub(crate) struct Uses(HashMap<AccountId, (u64, Timestamp)>);

impl Uses {
    /// Where more is counted already, that stays.
    pub(crate) fn apply(&self, body: &mut Body) {
        if self.0.is_empty() {
            return;
        }
        for account in body.everywhere_mut() {
            if let Some((count, last)) = self.0.get(&account.id) {
                account.keep_uses_of(*count, Some(*last));
            }
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

impl Vault {
    /// Counts that a code of the account was copied. In memory only: it is saved with the next change, or
    /// by [`save_uses`](Self::save_uses).
    pub fn note_use(&mut self, id: &AccountId, now: Timestamp) {
        let Some(account) = self.body.account_mut(id) else {
            return;
        };
        account.keep_uses_of(account.use_count.saturating_add(1), Some(now));
        let reached = (account.use_count, account.last_used.unwrap_or(now));
        self.uses.0.insert(id.clone(), reached);
        self.revision.note_use();
    }

    /// Saves uses that are in memory only. Nothing else changes: no previous file and no snapshot is made of
    /// the state before, and the time at which the vault was written stays. Where more than uses would be
    /// written, they wait for the save of a change.
    ///
    /// # Errors
    /// Why they could not be saved.
    pub fn save_uses(&mut self) -> Result<(), VaultError> {
        if self.uses.0.is_empty() || !self.pending.is_empty() || self.has_merged {
            return Ok(());
        }
        let folder = self.dir.folder()?;
        let _lock = self.dir.with_patience(PATIENCE).lock(&folder)?;
        let found = folder.read(VAULT)?.map(|sealed| fingerprint(&sealed));
        if found.is_none() || found != self.on_disk {
            // Gone, damaged, or another program's. A save with a change in it looks after that.
            return Ok(());
        }
        let body = Body::clone(&self.body);
        let (old, written_at) = (Old::KeepAsPrevious.without_a_copy(), body.written_at);
        self.write(&folder, body, old, Keep::AsItIs, written_at)
    }

    /// The state in memory is another one than before.
    pub(crate) fn note_change(&mut self) {
        self.revision = Revision::new();
    }
}

/// How long a save of uses waits for another process.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(50);
