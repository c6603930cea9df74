//! The key as it stands on the sheet.

use std::fmt;

use bech32::Bech32;
use bech32::primitives::decode::CheckedHrpstring;

use crate::SheetError;

/// What every key begins with; on the sheet it has a line of its own.
pub(crate) const BEGINNING: &str = "AGE-SECRET-KEY-1";

/// How many characters follow the beginning: what a person types.
pub const TYPED_LENGTH: usize = 58;

/// How many characters stand together in a group; the last group has two.
pub const GROUP_LENGTH: usize = 4;

/// How many bytes the characters stand for, without the checksum.
const KEY_BYTES: usize = 32;

/// A checked recovery key, borrowed from whoever wipes it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RecoveryKey<'k>(&'k str);

impl<'k> RecoveryKey<'k> {
    /// Takes the one line that age writes: 74 characters, upper case, nothing around them.
    ///
    /// # Errors
    ///
    /// [`SheetError::NotAKey`] for anything else. What a person typed goes through
    /// [`read_typed`](crate::read_typed) first.
    pub fn new(text: &'k str) -> Result<Self, SheetError> {
        if is_key(text) {
            Ok(Self(text))
        } else {
            Err(SheetError::NotAKey)
        }
    }

    /// The one line. Mark each use with an `EXPOSE` comment that says why.
    pub(crate) fn expose(self) -> &'k str {
        self.0
    }
}

impl fmt::Debug for RecoveryKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(…)")
    }
}

/// The key in the pieces in which the sheet shows it: first the beginning that all keys share, then
/// the fifteen groups, so that the index of a group is the number printed at it.
#[must_use]
pub fn groups(key: RecoveryKey<'_>) -> Vec<&str> {
    // EXPOSE: a person reads and types these.
    let (beginning, mut rest) = key.expose().split_at(BEGINNING.len());
    let mut groups = vec![beginning];
    while !rest.is_empty() {
        let (group, after) = rest.split_at(GROUP_LENGTH.min(rest.len()));
        groups.push(group);
        rest = after;
    }
    groups
}

/// Whether the line is a key: length, case, characters, checksum, padding.
pub(crate) fn is_key(line: &str) -> bool {
    line.starts_with(BEGINNING)
        && line.len() == BEGINNING.len() + TYPED_LENGTH
        && CheckedHrpstring::new::<Bech32>(line).is_ok_and(|key| {
            key.byte_iter().count() == KEY_BYTES && key.validate_segwit_padding().is_ok()
        })
}
