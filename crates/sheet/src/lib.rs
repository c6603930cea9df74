//! The recovery sheet: a page of paper that opens the vault when the keyring is gone.
//!
//! On it stands the recovery key, an age X25519 identity of 74 characters: as a QR code, and as
//! groups of four for a person to type. [`pdf`] sets the page, [`groups`] and [`qr_svg`] show the
//! same in a window, [`read_typed`] takes back what a person typed or a camera saw. Beside it,
//! [`codes`] prints the QR codes of accounts.
//!
//! Pure: no file, no clock, no keyring. What comes out holds the key and is wiped when dropped;
//! while a page is being set, the libraries below us keep pieces of it (glyph numbers, QR modules)
//! in memory that they free without wiping.
#![forbid(unsafe_code)]

pub mod codes;
mod draft;
mod error;
mod fonts;
mod key;
mod page;
mod pen;
mod qr;
mod typed;

pub use error::{SheetError, TypedError};
pub use key::{GROUP_LENGTH, RecoveryKey, TYPED_LENGTH, groups};
pub use page::{Sheet, day, pdf};
pub use qr::{qr_svg, text_svg};
pub use typed::read_typed;
