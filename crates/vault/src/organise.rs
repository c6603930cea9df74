//! Changes of several accounts at once: each is one save, and a refused one changes nothing.

use std::collections::{HashMap, HashSet};

use crate::account::{Account, AccountId, Timestamp};
use crate::change::Change;
use crate::error::VaultError;
use crate::tags;
use crate::vault::Vault;

impl Vault {
    /// Moves an account into the trash and saves.
    ///
    /// # Errors
    /// As for [`remove_all`](Self::remove_all).
    pub fn remove(&mut self, id: &AccountId, now: Timestamp) -> Result<(), VaultError> {
        self.remove_all(std::slice::from_ref(id), now)
    }

    /// Moves accounts into the trash and saves.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`] if one of them is not there; or why the save failed: the accounts
    /// are then in the trash in memory, see [`unsaved`](Self::unsaved).
    pub fn remove_all(&mut self, ids: &[AccountId], now: Timestamp) -> Result<(), VaultError> {
        let Some(ids) = all_of(ids, self.accounts().iter())? else {
            return Ok(());
        };
        let remove = Change::Remove {
            ids,
            at: now,
            undoes_import: false,
        };
        self.change(remove, now)
    }

    /// Takes an account out of the trash, back to its place, and saves.
    ///
    /// # Errors
    /// As for [`restore_all`](Self::restore_all).
    pub fn restore(&mut self, id: &AccountId, now: Timestamp) -> Result<(), VaultError> {
        self.restore_all(std::slice::from_ref(id), now)
    }

    /// Takes accounts out of the trash, back to their places, and saves.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`] if one of them is not in the trash; or why the save failed, as for
    /// [`remove_all`](Self::remove_all).
    pub fn restore_all(&mut self, ids: &[AccountId], now: Timestamp) -> Result<(), VaultError> {
        let Some(ids) = all_of(ids, self.trash().iter().map(|it| &it.account))? else {
            return Ok(());
        };
        self.change(Change::Restore { ids, at: now }, now)
    }

    /// Gives tags to accounts and takes others from them, and saves.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`], [`VaultError::TooManyTags`], [`VaultError::TagTooLong`]; or why the
    /// save failed: the change is then in memory, see [`unsaved`](Self::unsaved).
    pub fn tag(
        &mut self,
        ids: &[AccountId],
        add: &[String],
        remove: &[String],
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let Some(ids) = all_of(ids, self.accounts().iter())? else {
            return Ok(());
        };
        let add = tags::all_clean(add);
        let mut changes = false;
        for account in self.accounts().iter().filter(|it| ids.contains(&it.id)) {
            let after = tags::changed(&account.tags, &add, remove);
            tags::checked(&after, &account.tags)?;
            changes |= after != account.tags;
        }
        if !changes {
            return Ok(());
        }
        let tag = Change::Tag {
            ids,
            add,
            remove: remove.to_vec(),
            at: now,
        };
        self.change(tag, now)
    }

    /// Gives a tag another name wherever it is, or takes it away, and saves. A name that is another tag's
    /// makes one of both, written as that one is; an empty one changes nothing.
    ///
    /// # Errors
    /// [`VaultError::TagTooLong`]; or why the save failed, as for [`tag`](Self::tag).
    pub fn rename_tag(
        &mut self,
        tag: &str,
        to: Option<&str>,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let to = match to.map(tags::clean) {
            Some(None) => return Ok(()),
            Some(Some(name)) => Some(tags::checked(&[name], &[])?.concat()),
            None => None,
        };
        let trashed = self.trash().iter().map(|it| &it.account);
        let all = self.accounts().iter().chain(trashed);
        let known: Vec<&String> = all.flat_map(|account| &account.tags).collect();
        let to = to.map(|to| tags::of_known(&known, tag, to));
        let is_known = known.iter().any(|it| *it == tag);
        if !is_known || to.as_deref() == Some(tag) {
            return Ok(());
        }
        let rename = Change::RenameTag {
            tag: tag.to_owned(),
            to,
            at: now,
        };
        self.change(rename, now)
    }

    /// Moves an account in the own order, right before another one or right after it, and saves. Favourites
    /// are shown before the others, so it stays among those of its sort.
    ///
    /// # Errors
    /// [`VaultError::AccountNotFound`]; or why the save failed, as for [`tag`](Self::tag).
    pub fn move_to(
        &mut self,
        id: &AccountId,
        beside: Beside<&AccountId>,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let moved = self.account(id).ok_or(VaultError::AccountNotFound)?;
        let find = |id| self.account(id).ok_or(VaultError::AccountNotFound);
        let beside = match beside {
            Beside::Before(other) => Beside::Before(find(other)?),
            Beside::After(other) => Beside::After(find(other)?),
        };
        let orders = orders_after(self.accounts(), moved, beside);
        if orders.is_empty() {
            return Ok(());
        }
        self.change(Change::Place { orders, at: now }, now)
    }
}

/// A place in the own order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside<T> {
    /// Right before this one.
    Before(T),
    /// Right after this one.
    After(T),
}

/// The ids, each once; none if there are none.
fn all_of<'a>(
    ids: &[AccountId],
    there: impl Iterator<Item = &'a Account>,
) -> Result<Option<HashSet<AccountId>>, VaultError> {
    let ids: HashSet<AccountId> = ids.iter().cloned().collect();
    match there.filter(|account| ids.contains(&account.id)).count() {
        found if found < ids.len() => Err(VaultError::AccountNotFound),
        0 => Ok(None),
        _ => Ok(Some(ids)),
    }
}

/// The new places after a move, as few as there is room for. `accounts` are in their order.
fn orders_after(
    accounts: &[Account],
    moved: &Account,
    beside: Beside<&Account>,
) -> HashMap<AccountId, i64> {
    let others: Vec<&Account> = accounts.iter().filter(|it| it.id != moved.id).collect();
    let is_alike = |account: &&Account| account.favourite == moved.favourite;
    let (Beside::Before(other) | Beside::After(other)) = beside;
    let place = match others.iter().position(|it| it.id == other.id) {
        // It is itself.
        None => return HashMap::new(),
        Some(place) if is_alike(&other) => match beside {
            Beside::Before(_) => place,
            Beside::After(_) => place + 1,
        },
        // Among the others is behind the favourites.
        Some(_) if moved.favourite => match others.iter().rposition(is_alike) {
            Some(last) => last + 1,
            None => return HashMap::new(),
        },
        Some(_) => match others.iter().position(is_alike) {
            Some(first) => first,
            None => return HashMap::new(),
        },
    };
    let (ahead, behind) = others.split_at(place);
    let is_there = |other: Option<&&Account>, is_right: fn(Place<'_>, Place<'_>) -> bool| {
        other.is_none_or(|other| is_right(place_of(other), place_of(moved)))
    };
    if is_there(ahead.last(), |other, own| other < own)
        && is_there(behind.first(), |other, own| other > own)
    {
        return HashMap::new();
    }
    let up = pushed(
        moved,
        ahead.last().map(|it| it.order),
        behind.iter().copied(),
        1,
    );
    let down = pushed(
        moved,
        behind.first().map(|it| it.order),
        ahead.iter().rev().copied(),
        -1,
    );
    if up.len() <= down.len() { up } else { down }
}

/// What the list is sorted by.
type Place<'a> = (i64, Timestamp, &'a AccountId);

fn place_of(account: &Account) -> Place<'_> {
    (account.order, account.created_at, &account.id)
}

/// Puts an account one step beyond `neighbour`, and pushes those in the way on, as far as they stand
/// close together.
fn pushed<'a>(
    moved: &Account,
    neighbour: Option<i64>,
    in_the_way: impl Iterator<Item = &'a Account>,
    step: i64,
) -> HashMap<AccountId, i64> {
    let mut in_the_way = in_the_way.peekable();
    let edge = in_the_way.peek().map(|it| it.order);
    let mut last = match (neighbour, edge) {
        (Some(neighbour), _) => neighbour.saturating_add(step),
        // There is nothing on this side: the place is free right beside the edge.
        (None, Some(edge)) => edge.saturating_sub(step),
        (None, None) => moved.order,
    };
    let mut orders = HashMap::from([(moved.id.clone(), last)]);
    for account in in_the_way {
        if (account.order > last) == (step > 0) && account.order != last {
            break;
        }
        last = last.saturating_add(step);
        orders.insert(account.id.clone(), last);
    }
    orders
}
