//! An account as it is kept in the vault.

use std::cmp::Ordering;
use std::fmt;

use otp::{Counter, Entry, Kind, Token};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::id::new_uuid;
use crate::purge::TRASH_DAYS;

/// Unix time in whole seconds.
pub type Timestamp = u64;

/// The id of an account: a UUID, made when the account is added, never changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(String);

impl AccountId {
    pub(crate) fn new() -> Self {
        Self(new_uuid())
    }

    /// The text of the id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for AccountId {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for AccountId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One account. `Debug` prints the id and the kind only: names are private as well.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Who asks for the code; may be empty.
    pub issuer: String,
    /// Whose account it is there; may be empty.
    pub name: String,
    /// The secret and the way to make codes of it.
    pub token: Token,
    /// Groups, in the person's order.
    pub tags: Vec<String>,
    /// Free text of the person.
    pub note: String,
    /// What the file has of a picture; [`picture`](Self::picture) is what can be shown of it.
    pub icon: Option<String>,
    /// One-time recovery codes of the portal that the person keeps here.
    pub recovery_codes: Vec<Zeroizing<String>>,
    /// The ticked ones, as the file has them: also what is in no list, which is written back.
    pub(crate) recovery_codes_used: Vec<Zeroizing<String>>,
    /// Shown first.
    pub favourite: bool,
    /// The place in the list; lower comes first.
    pub order: i64,
    /// The portal has accepted a code of this account.
    pub confirmed: bool,
    /// How often a code was copied.
    pub use_count: u64,
    /// When a code was last copied.
    pub last_used: Option<Timestamp>,
    /// When the account was added.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When the person last set the counter of HOTP; at each set it grows, whatever the clock says.
    pub(crate) counter_set_at: Option<Timestamp>,
    /// When it was last moved in the list, or pushed on by another one; grows in the same way.
    pub(crate) order_set_at: Option<Timestamp>,
    /// Fields of a later version, kept as they are.
    pub(crate) other: Map<String, Value>,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("kind", &self.token.kind.name())
            .finish_non_exhaustive()
    }
}

impl Account {
    pub(crate) fn of_entry(entry: Entry, order: i64, now: Timestamp) -> Self {
        Self {
            id: AccountId::new(),
            issuer: entry.issuer,
            name: entry.name,
            token: entry.token,
            tags: Vec::new(),
            note: String::new(),
            icon: None,
            recovery_codes: Vec::new(),
            recovery_codes_used: Vec::new(),
            favourite: false,
            order,
            confirmed: false,
            use_count: 0,
            last_used: None,
            created_at: now,
            updated_at: now,
            counter_set_at: None,
            order_set_at: None,
            other: Map::new(),
        }
    }

    /// Whether this recovery code is ticked as used.
    #[must_use]
    pub fn is_recovery_code_used(&self, code: &str) -> bool {
        let is_listed = self.recovery_codes.iter().any(|it| it.as_str() == code);
        is_listed
            && self
                .recovery_codes_used
                .iter()
                .any(|it| it.as_str() == code)
    }

    /// The recovery codes that are ticked as used, in the order of the list.
    #[must_use]
    pub fn used_recovery_codes(&self) -> Vec<Zeroizing<String>> {
        let codes = self.recovery_codes.iter();
        codes
            .filter(|code| self.recovery_codes_used.contains(code))
            .cloned()
            .collect()
    }

    /// How many recovery codes can still be used.
    #[must_use]
    pub fn recovery_codes_left(&self) -> usize {
        let codes = self.recovery_codes.iter();
        codes
            .filter(|code| !self.recovery_codes_used.contains(code))
            .count()
    }

    /// Ticks what is ticked there. A portal takes a code once, so a tick outlives an earlier state.
    fn keep_ticks_of(&mut self, other: &Account) {
        for code in other.used_recovery_codes() {
            let is_listed = self.recovery_codes.contains(&code);
            if is_listed && !self.recovery_codes_used.contains(&code) {
                self.recovery_codes_used.push(code);
            }
        }
    }

    /// Takes over what is used up there: ticks, use counts, and the counter of HOTP. The counter that was set last
    /// wins; without a set in between the larger one does, so that none is used twice.
    pub(crate) fn keep_used_of(&mut self, other: &Account) {
        self.keep_ticks_of(other);
        self.keep_uses_of(other.use_count, other.last_used);
        let (
            Kind::Hotp { counter, .. },
            Kind::Hotp {
                counter: theirs, ..
            },
        ) = (&mut self.token.kind, &other.token.kind)
        else {
            return;
        };
        *counter = match self.counter_set_at.cmp(&other.counter_set_at) {
            Ordering::Less => *theirs,
            Ordering::Equal => (*counter).max(*theirs),
            Ordering::Greater => *counter,
        };
        self.counter_set_at = self.counter_set_at.max(other.counter_set_at);
    }

    /// Takes over how often it was used there, if that is more.
    pub(crate) fn keep_uses_of(&mut self, count: u64, last: Option<Timestamp>) {
        self.use_count = self.use_count.max(count);
        self.last_used = self.last_used.max(last);
    }

    /// Sets the counter to use next, wherever it was.
    pub(crate) fn set_counter(&mut self, new: Counter, now: Timestamp) -> Result<(), VaultError> {
        let Kind::Hotp { counter, .. } = &mut self.token.kind else {
            return Err(VaultError::BadCounter);
        };
        *counter = new;
        self.counter_set_at = Some(after(self.counter_set_at, now));
        Ok(())
    }

    /// Puts it at a place in the list. That is no change of the account: of two copies the one with the
    /// later edit wins, and the place is decided apart from that.
    pub(crate) fn place(&mut self, order: i64, now: Timestamp) {
        if self.order != order {
            self.order = order;
            self.order_set_at = Some(after(self.order_set_at, now));
        }
    }

    /// Takes over the place in the list of another copy, if that was moved later.
    pub(crate) fn keep_place_of(&mut self, other: &Account) {
        if self.order_set_at < other.order_set_at {
            self.order = other.order;
            self.order_set_at = other.order_set_at;
        }
    }

    /// Takes the counter to use now and moves on to the next one.
    pub(crate) fn advance(&mut self) -> Result<Counter, VaultError> {
        let Kind::Hotp { counter, .. } = &mut self.token.kind else {
            return Err(VaultError::BadCounter);
        };
        let now = *counter;
        *counter = now.next().ok_or(VaultError::BadCounter)?;
        Ok(now)
    }
}

/// A time that is later than the one before, whatever the clock says.
fn after(before: Option<Timestamp>, now: Timestamp) -> Timestamp {
    let later = before.map(|at| at.saturating_add(1));
    now.max(later.unwrap_or_default())
}

/// An account in the trash.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trashed {
    /// The account as it was.
    pub account: Account,
    /// When it was removed.
    pub deleted_at: Timestamp,
    /// On how many days, seen one by one, it has lain here since.
    pub(crate) days_seen: u32,
}

impl Trashed {
    /// For how many days it can still be restored.
    #[must_use]
    pub fn days_left(&self) -> u32 {
        TRASH_DAYS.saturating_sub(self.days_seen)
    }
}

/// An account in the file that this version cannot read. It is kept byte for byte.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unreadable {
    /// Its id, as far as that can be read.
    pub id: Option<String>,
    pub(crate) in_trash: bool,
    pub(crate) raw: Zeroizing<String>,
}

impl fmt::Debug for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unreadable")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
