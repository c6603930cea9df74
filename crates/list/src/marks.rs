//! Where in a row the words stand that were looked for.

use vault::Account;

/// What to mark in the row of one account. Places count UTF-16 units of the text, are sorted and do
/// not overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the issuer.
    pub issuer: Vec<(u32, u32)>,
    /// In the name.
    pub name: Vec<(u32, u32)>,
    /// Where a word stands that neither of them has.
    pub beside: Option<Beside>,
}

/// A text that is shown because a word stands there only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What the text is.
    pub field: Field,
    /// The tag, or the part of the note around the word in one line: at most 80 characters.
    pub text: String,
    /// What to mark in it.
    pub marks: Vec<(u32, u32)>,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// In a tag.
    Tag,
    /// In the note.
    Note,
}

/// What to mark of these words in the row of an account.
#[must_use]
pub fn marks(_account: &Account, _text: &str) -> Marks {
    Marks::default()
}
