//! The recovery key: a second key of the vault, which lies on paper only.

use zeroize::Zeroizing;

use crate::account::Timestamp;
use crate::container::Key;

/// The key of a recovery sheet: an age identity. `Debug` shows nothing, and it is wiped when dropped.
#[derive(Clone)]
pub struct RecoveryKey(pub(crate) Key);

/// What the vault knows about its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recovery {
    /// When the sheet was made.
    pub made_at: Timestamp,
    /// When it was last seen to fit, by scanning or typing it.
    pub checked_at: Option<Timestamp>,
}

impl RecoveryKey {
    /// A new key. It opens nothing before a vault has taken it on.
    #[must_use]
    pub fn generate() -> Self {
        Self(Key::generate())
    }

    /// Reads the text of a sheet, `AGE-SECRET-KEY-1…` in one line; none for any other text.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Key::from_text(text.as_bytes()).map(Self)
    }

    /// The text for the sheet.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        // EXPOSE: to be printed on the sheet, nowhere else.
        self.0.to_text()
    }
}

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryKey")
    }
}
