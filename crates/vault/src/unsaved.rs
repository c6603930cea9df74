//! Changes on their way to the disk: the save, what another process has done meanwhile, and what could
//! not be saved yet.

use crate::account::Timestamp;
use crate::body::Body;
use crate::change::Change;
use crate::container;
use crate::error::VaultError;
use crate::folder::{Folder, ID, VAULT};
use crate::id::vault_id_of;
use crate::purge::DAY;
use crate::save::{Old, replace_vault, write_id};
use crate::settings::{LastSeen, Settings};
use crate::snapshots;
use crate::vault::{Vault, fingerprint, is_vault_for, open_body};

/// Whether a save keeps the state before it as a snapshot in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// When a day has ended, or something is purged.
    AsUsual,
    /// In any case.
    Snapshot,
    /// In no case, and no day is seen: only uses are saved.
    AsItIs,
}

/// Changes that are in memory only, secrets of new accounts among them: for the same vault when it is
/// opened anew, because another process has changed its key.
#[derive(Clone)]
pub struct Unsaved(Vec<Change>);

impl std::fmt::Debug for Unsaved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Unsaved")
    }
}

impl Vault {
    /// Why the last changes are not on disk; none when they are.
    #[must_use]
    pub fn unsaved(&self) -> Option<&VaultError> {
        self.unsaved.as_ref()
    }

    /// The changes that are not on disk; none when all are.
    #[must_use]
    pub fn unsaved_changes(&self) -> Option<Unsaved> {
        (!self.pending.is_empty()).then(|| Unsaved(self.pending.clone()))
    }

    /// Makes changes that another opening of this vault could not save, and saves.
    ///
    /// # Errors
    /// Why the save failed; the changes are then in memory here, see [`unsaved`](Self::unsaved).
    pub fn take_over(&mut self, changes: Unsaved, now: Timestamp) -> Result<(), VaultError> {
        for change in changes.0 {
            change.apply(&mut self.body);
            self.pending.push(change);
        }
        self.note_change();
        self.retry_save(now)
    }

    /// Takes over what another process has saved meanwhile; true if there was something.
    ///
    /// # Errors
    /// Why the file could not be read; what is in memory then stays.
    pub fn refresh(&mut self, now: Timestamp) -> Result<bool, VaultError> {
        let folder = self.dir.folder()?;
        // Asked at every look at the list: a file that nobody touched is not read again.
        let stamp = folder.stamp(VAULT);
        if stamp.is_some() && self.looked_at == stamp {
            return Ok(false);
        }
        let Some(sealed) = folder.read(VAULT)? else {
            return Ok(false);
        };
        let found = fingerprint(&sealed);
        if self.on_disk == Some(found) || self.condemned == Some(found) {
            self.looked_at = stamp.filter(|it| it.is_settled(now));
            return Ok(false);
        }
        let mut body = open_body(&sealed, &self.key)?;
        let has_merged = body.generation <= self.body.generation;
        if has_merged {
            body.merge(Body::clone(&self.body));
        }
        for change in &self.pending {
            change.apply(&mut body);
        }
        self.uses.apply(&mut body);
        *self.body = body;
        self.on_disk = Some(found);
        self.has_merged = has_merged;
        self.note_change();
        Ok(true)
    }

    /// Tries again to save what is unsaved; nothing to do if nothing is.
    ///
    /// # Errors
    /// Why it failed again.
    pub fn retry_save(&mut self, now: Timestamp) -> Result<(), VaultError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        self.save(now, |_| Ok(()))
    }

    pub(crate) fn change(&mut self, change: Change, now: Timestamp) -> Result<(), VaultError> {
        change.apply(&mut self.body);
        self.pending.push(change);
        self.note_change();
        self.save(now, |_| Ok(()))
    }

    /// Saves the pending changes and one last step that counts only if the save succeeds.
    pub(crate) fn save<T>(
        &mut self,
        now: Timestamp,
        last_step: impl FnOnce(&mut Body) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let result = self.try_save(now, last_step);
        self.unsaved = match &result {
            Ok(_) => None,
            Err(_) if self.pending.is_empty() => None,
            Err(error) => Some(error.clone()),
        };
        result
    }

    fn try_save<T>(
        &mut self,
        now: Timestamp,
        last_step: impl FnOnce(&mut Body) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let folder = self.dir.folder()?;
        let _lock = self.dir.lock(&folder)?;
        let (mut body, old) = self.newest(&folder)?;
        // Also when it is the second try.
        let keep = if self.pending.iter().any(|it| it.is_large(&body)) {
            Keep::Snapshot
        } else {
            Keep::AsUsual
        };
        let value = last_step(&mut body)?;
        self.write(&folder, body, old, keep, now)?;
        Ok(value)
    }

    /// The state to write, which is the one on disk wherever that can be read, with our changes.
    pub(crate) fn newest(&self, folder: &Folder) -> Result<(Body, Old), VaultError> {
        let (mut body, old) = self.on_disk(folder)?;
        for change in &self.pending {
            change.apply(&mut body);
        }
        self.uses.apply(&mut body);
        Ok((body, old))
    }

    fn on_disk(&self, folder: &Folder) -> Result<(Body, Old), VaultError> {
        let ours = || Body::clone(&self.body);
        let Some(sealed) = folder.read(VAULT)? else {
            return Ok((ours(), Old::Missing));
        };
        let found = fingerprint(&sealed);
        if self.condemned == Some(found) {
            return Ok((ours(), Old::Quarantine));
        }
        if self.on_disk == Some(found) {
            return Ok((ours(), Old::KeepAsPrevious));
        }
        match open_body(&sealed, &self.key) {
            Ok(mut body) => {
                // Not a successor of what we hold: somebody put another copy there.
                if body.generation <= self.body.generation {
                    body.merge(ours());
                }
                Ok((body, Old::KeepAsPrevious))
            }
            Err(VaultError::Damaged) => Ok((ours(), Old::Quarantine)),
            Err(error) => Err(error),
        }
    }

    /// Writes the next generation, with all pending changes in it. The caller holds the lock.
    pub(crate) fn write(
        &mut self,
        folder: &Folder,
        mut body: Body,
        old: Old,
        keep: Keep,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let (written_at, generation) = (body.written_at, body.generation);
        let is_sane = body.is_time_sane(now);
        let purged = match keep {
            Keep::AsUsual | Keep::Snapshot => body.see_time(now),
            Keep::AsItIs => Vec::new(),
        };
        let is_day_over = written_at / DAY < now / DAY;
        let is_asked = keep == Keep::Snapshot;
        let mut snapshot = false;
        if old == Old::KeepAsPrevious && (is_asked || is_day_over || !purged.is_empty()) {
            let taken = snapshots::take(folder, written_at, generation);
            snapshot = taken.is_ok();
            // Without the copy of a finished day life goes on.
            if is_asked {
                taken?;
            }
        }
        if !snapshot {
            body.keep_in_trash(purged);
        }
        body.generation = body.generation.max(self.body.generation) + 1;
        body.written_at = now;
        let plain = body.to_plain()?;
        let sealed = container::seal(&plain, &body.recipients())?;
        replace_vault(folder, &sealed, old, now, |read_back| {
            let reopened = container::open(read_back, &self.key);
            if reopened.is_ok_and(|read| read.as_slice() == plain.as_slice()) {
                Ok(())
            } else {
                Err(VaultError::VerifyFailed)
            }
        })?;
        // From here on the change is saved. These notes only help a later start.
        let seen = LastSeen {
            vault_id: body.vault_id.clone(),
            generation: body.generation,
        };
        let _ = Settings::note_seen(folder, Some(seen));
        let noted = folder
            .read(ID)
            .ok()
            .flatten()
            .and_then(|bytes| vault_id_of(&bytes));
        if noted.as_ref() != Some(&body.vault_id) {
            let _ = write_id(folder, &body.vault_id);
        }
        if snapshot {
            let _ = snapshots::thin_out(folder, is_sane);
        }
        *self.body = body;
        self.on_disk = Some(fingerprint(&sealed));
        self.condemned = None;
        self.pending.clear();
        self.unsaved = None;
        self.uses.clear();
        self.has_merged = false;
        self.note_change();
        Ok(())
    }

    /// The first save. `undo` takes the key away again when there is no vault that needs it.
    pub(crate) fn write_first(
        &mut self,
        folder: &Folder,
        now: Timestamp,
        undo: impl FnOnce(),
    ) -> Result<(), VaultError> {
        let body = Body::clone(&self.body);
        let written = self.write(folder, body, Old::Missing, Keep::AsUsual, now);
        // What failed after the file took its place leaves a vault that needs its key.
        if written.is_err() && !is_vault_for(folder, &self.key) {
            undo();
        }
        written
    }
}
