//! Two copies of one vault become one.
//!
//! Needed when the file on disk is not a successor of what this process holds, for example because
//! an older copy was put in its place: per account the newer state wins; the HOTP counter that was set
//! last or else the larger one, and the tick at a used recovery code, always do; the place in the list
//! is that of the later move.

use std::collections::BTreeMap;

use crate::account::{Account, Timestamp, Trashed};
use crate::body::{Body, Tombstone};

enum State {
    Live(Account),
    Trashed(Trashed),
    Buried(Tombstone),
}

impl State {
    fn id(&self) -> &str {
        match self {
            Self::Live(account) => account.id.as_str(),
            Self::Trashed(trashed) => trashed.account.id.as_str(),
            Self::Buried(tombstone) => &tombstone.id,
        }
    }

    fn changed_at(&self) -> Timestamp {
        match self {
            Self::Live(account) => account.updated_at,
            Self::Trashed(trashed) => trashed.deleted_at.max(trashed.account.updated_at),
            Self::Buried(tombstone) => tombstone.deleted_at,
        }
    }

    fn account_mut(&mut self) -> Option<&mut Account> {
        match self {
            Self::Live(account) => Some(account),
            Self::Trashed(trashed) => Some(&mut trashed.account),
            Self::Buried(_) => None,
        }
    }
}

impl Body {
    /// Takes over from `other` what is newer there. On a tie this copy stays.
    pub(crate) fn merge(&mut self, other: Body) {
        let mut states: BTreeMap<String, State> = BTreeMap::new();
        for state in self.take_states() {
            states.insert(state.id().to_owned(), state);
        }
        self.generation = self.generation.max(other.generation);
        self.last_seen = self.last_seen.max(other.last_seen);
        let mut other = other;
        for unreadable in std::mem::take(&mut other.unreadable) {
            if !self.unreadable.contains(&unreadable) {
                self.unreadable.push(unreadable);
            }
        }
        for theirs in other.take_states() {
            match states.remove(theirs.id()) {
                None => states.insert(theirs.id().to_owned(), theirs),
                Some(ours) => {
                    let (mut winner, mut loser) = if theirs.changed_at() > ours.changed_at() {
                        (theirs, ours)
                    } else {
                        (ours, theirs)
                    };
                    keep_what_counts(&mut winner, &mut loser);
                    states.insert(winner.id().to_owned(), winner)
                }
            };
        }
        for state in states.into_values() {
            match state {
                State::Live(account) => self.accounts.push(account),
                State::Trashed(trashed) => self.trash.push(trashed),
                State::Buried(tombstone) => self.tombstones.push(tombstone),
            }
        }
        self.sort();
    }

    fn take_states(&mut self) -> Vec<State> {
        let accounts = std::mem::take(&mut self.accounts)
            .into_iter()
            .map(State::Live);
        let trash = std::mem::take(&mut self.trash)
            .into_iter()
            .map(State::Trashed);
        let tombstones = std::mem::take(&mut self.tombstones)
            .into_iter()
            .map(State::Buried);
        accounts.chain(trash).chain(tombstones).collect()
    }
}

fn keep_what_counts(winner: &mut State, loser: &mut State) {
    let (Some(winner), Some(loser)) = (winner.account_mut(), loser.account_mut()) else {
        return;
    };
    winner.keep_used_of(loser);
    winner.keep_place_of(loser);
}
