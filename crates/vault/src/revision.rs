//! Numbers for the states of an open vault, so that others know when theirs is of before.

use std::sync::atomic::{AtomicU64, Ordering};

/// A state of the accounts in memory. Two openings of a vault never have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    /// Another one after every change but a use.
    pub accounts: u64,
    /// Another one after every change, and after every use.
    pub uses: u64,
}

impl Revision {
    pub(crate) fn new() -> Self {
        let number = next();
        Self {
            accounts: number,
            uses: number,
        }
    }

    pub(crate) fn note_use(&mut self) {
        self.uses = next();
    }
}

fn next() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}
