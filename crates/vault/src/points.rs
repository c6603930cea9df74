//! Earlier states of the vault that can be looked at and brought back.

use std::collections::HashMap;
use std::fmt;

use otp::Kind;

use crate::account::{Account, AccountId, Timestamp};
use crate::body::Body;
use crate::change::Change;
use crate::container;
use crate::error::VaultError;
use crate::folder::{Folder, PREVIOUS, QUARANTINE};
use crate::snapshots;
use crate::vault::Vault;

/// Names a restore point.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PointId(String);

impl PointId {
    /// The text of the id: the name of the file below the data folder.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for PointId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for PointId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an earlier state comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PointKind {
    /// The save before the last.
    Previous,
    /// Kept before an import, a restore, a change of the key or a purge, or at the end of a day.
    Snapshot,
    /// A file that did not open at a start, and opens now.
    Quarantine,
}

/// An earlier state that opens.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Point {
    /// Names it.
    pub id: PointId,
    /// Where it comes from.
    pub kind: PointKind,
    /// When it was written.
    pub written_at: Timestamp,
    /// How often the vault had been saved by then.
    pub generation: u64,
    /// How many accounts it holds, the trash not counted.
    pub accounts: usize,
    /// Accounts that are in it and not in the vault now.
    pub missing: usize,
    /// Accounts that are in both and differ.
    pub changed: usize,
    /// Accounts that are in the vault now and not in it.
    pub newer: usize,
}

/// How an account of an earlier state stands to the vault now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PointState {
    /// It is the same.
    Same,
    /// It is there, and differs.
    Changed,
    /// It is not there.
    Missing,
}

/// One account of an earlier state, without its secret.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PointAccount {
    /// Its id.
    pub id: AccountId,
    /// Who asks for the code.
    pub issuer: String,
    /// Whose account.
    pub name: String,
    /// How it stands to the vault now.
    pub state: PointState,
}

impl fmt::Debug for PointAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PointAccount")
            .field("id", &self.id)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

impl Vault {
    /// The earlier states that open with our key, the newest first.
    ///
    /// # Errors
    /// Why the folder cannot be read. A file that does not open is left out.
    pub fn points(&self) -> Result<Vec<Point>, VaultError> {
        let folder = self.dir.folder()?;
        let now = self.by_id();
        let mut points = Vec::new();
        for (kind, name) in files(&folder)? {
            if let Some(body) = self.state(&folder, &name) {
                points.push(compared(kind, name, &body, &now));
            }
        }
        points.sort_by_key(|point| std::cmp::Reverse((point.generation, point.written_at)));
        Ok(points)
    }

    /// The accounts of an earlier state, and how they stand to the vault now.
    ///
    /// # Errors
    /// [`VaultError::PointNotFound`].
    pub fn point_accounts(&self, id: &PointId) -> Result<Vec<PointAccount>, VaultError> {
        let body = self.earlier(id)?;
        let now = self.by_id();
        let accounts = body.accounts.iter().map(|account| PointAccount {
            id: account.id.clone(),
            issuer: account.issuer.clone(),
            name: account.name.clone(),
            state: state_of(account, &now),
        });
        Ok(accounts.collect())
    }

    /// Brings an earlier state back: the accounts named in `only`, or all. All: accounts that were
    /// not there then go to the trash, and what was purged since comes back to it. A counter never goes
    /// back. The state before is kept as a
    /// snapshot. Returns how many accounts came back or changed.
    ///
    /// # Errors
    /// [`VaultError::PointNotFound`], [`VaultError::AccountNotFound`] for an id that is not in it,
    /// or why the save failed; the change is then in memory, see [`unsaved`](Self::unsaved).
    pub fn restore_point(
        &mut self,
        id: &PointId,
        only: Option<&[AccountId]>,
        now: Timestamp,
    ) -> Result<usize, VaultError> {
        let Body {
            mut accounts,
            trash,
            ..
        } = self.earlier(id)?;
        let whole = only
            .is_none()
            .then(|| trash.into_iter().map(|it| it.account).collect());
        if let Some(only) = only {
            accounts.retain(|account| only.contains(&account.id));
            if accounts.len() < only.len() {
                return Err(VaultError::AccountNotFound);
            }
        }
        let now_held = self.by_id();
        let differs = |account: &&Account| state_of(account, &now_held) != PointState::Same;
        let count = accounts.iter().filter(differs).count();
        let bring = Change::Bring {
            accounts,
            whole,
            at: now,
        };
        self.change(bring, now)?;
        Ok(count)
    }

    fn earlier(&self, id: &PointId) -> Result<Body, VaultError> {
        let folder = self.dir.folder()?;
        let mut files = files(&folder)?.into_iter();
        let (_, name) = files
            .find(|(_, name)| name == id.as_str())
            .ok_or(VaultError::PointNotFound)?;
        self.state(&folder, &name).ok_or(VaultError::PointNotFound)
    }

    fn state(&self, folder: &Folder, name: &str) -> Option<Body> {
        let sealed = folder.read(name).ok()??;
        let plain = container::open(&sealed, &self.key).ok()?;
        Body::read(&plain).ok()
    }

    fn by_id(&self) -> ById<'_> {
        self.body.accounts.iter().map(|it| (&it.id, it)).collect()
    }
}

/// The accounts in the vault now.
type ById<'a> = HashMap<&'a AccountId, &'a Account>;

fn compared(kind: PointKind, name: String, body: &Body, now: &ById<'_>) -> Point {
    let states: Vec<_> = body.accounts.iter().map(|it| state_of(it, now)).collect();
    let count = |state| states.iter().filter(|found| **found == state).count();
    let missing = count(PointState::Missing);
    Point {
        id: PointId(name),
        kind,
        written_at: body.written_at,
        generation: body.generation,
        accounts: states.len(),
        missing,
        changed: count(PointState::Changed),
        // An id is in a state once.
        newer: now.len() - (states.len() - missing),
    }
}

fn state_of(then: &Account, now: &ById<'_>) -> PointState {
    match now.get(&then.id) {
        None => PointState::Missing,
        Some(now) if is_same(then, now) => PointState::Same,
        Some(_) => PointState::Changed,
    }
}

/// Whether a person would call them the same: how often it was used, where it stands in the list, how
/// far its counter has come and which recovery codes are ticked do not count: a restore keeps the latter
/// two.
fn is_same(then: &Account, now: &Account) -> bool {
    let kinds = match (&then.token.kind, &now.token.kind) {
        (Kind::Hotp { .. }, Kind::Hotp { .. }) => now.token.is_same(&then.token),
        (a, b) => a == b && then.token.secret == now.token.secret,
    };
    kinds
        && then.issuer == now.issuer
        && then.name == now.name
        && then.tags == now.tags
        && then.note == now.note
        && then.icon == now.icon
        && then.recovery_codes == now.recovery_codes
        && then.favourite == now.favourite
        && then.confirmed == now.confirmed
}

/// The files that may hold an earlier state, by their names below the data folder.
pub(crate) fn files(folder: &Folder) -> Result<Vec<(PointKind, String)>, VaultError> {
    let mut files = Vec::new();
    if folder.has(PREVIOUS)? {
        files.push((PointKind::Previous, PREVIOUS.to_owned()));
    }
    let snapshots = snapshots::names(folder)?;
    files.extend(
        snapshots
            .iter()
            .map(|name| (PointKind::Snapshot, snapshots::path(name))),
    );
    let quarantined = folder.names(QUARANTINE)?;
    files.extend(
        quarantined
            .iter()
            .map(|name| (PointKind::Quarantine, format!("{QUARANTINE}/{name}"))),
    );
    Ok(files)
}
