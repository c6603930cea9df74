use thiserror::Error;

use crate::key::TYPED_LENGTH;

/// Why there is no sheet.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SheetError {
    /// The text is not a recovery key as age writes it: a mistake of the caller.
    #[error("not a recovery key")]
    NotAKey,
    /// The page or its QR code could not be drawn.
    #[error("the sheet could not be drawn: {0}")]
    NotDrawn(&'static str),
}

impl SheetError {
    /// The stable identifier under which the catalogue keeps the words and other programs match.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAKey => "internal",
            Self::NotDrawn(_) => "sheet_not_drawn",
        }
    }

    /// The fact to show beside the words; never the key.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::NotAKey => None,
            Self::NotDrawn(part) => Some((*part).to_owned()),
        }
    }
}

/// Why a typed or scanned text is not the key of a sheet. Groups are counted from 1, as they are
/// numbered on the sheet.
#[derive(Debug, Error, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypedError {
    /// Fewer than [`TYPED_LENGTH`] characters.
    #[error("{0} characters of {TYPED_LENGTH}")]
    TooShort(usize),
    /// More than [`TYPED_LENGTH`] characters.
    #[error("{0} characters instead of {TYPED_LENGTH}")]
    TooLong(usize),
    /// A letter or digit that no sheet has.
    #[error("{character} in group {group} never occurs on a sheet")]
    WrongCharacter {
        /// Which one.
        character: char,
        /// Where.
        group: usize,
    },
    /// One character of this group is wrong: with another in its place the checksum would be right.
    #[error("a mistake in group {0}")]
    WrongGroup(usize),
    /// The checksum is wrong, and more than one character must be.
    #[error("more than one mistake")]
    WrongChecksum,
}

impl TypedError {
    /// The stable identifier under which the catalogue keeps the words and other programs match.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooShort(_) => "sheet_too_short",
            Self::TooLong(_) => "sheet_too_long",
            Self::WrongCharacter { .. } => "sheet_wrong_character",
            Self::WrongGroup(_) => "sheet_wrong_group",
            Self::WrongChecksum => "sheet_wrong_checksum",
        }
    }

    /// The fact to show beside the words: how many characters there are, or which group to look at.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::TooShort(there) | Self::TooLong(there) => Some(there.to_string()),
            Self::WrongCharacter { character, group } => Some(format!("{group}: {character}")),
            Self::WrongGroup(group) => Some(group.to_string()),
            Self::WrongChecksum => None,
        }
    }
}
