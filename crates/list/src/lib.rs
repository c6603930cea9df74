//! Which accounts are listed, and in what order: the orders of the list, the search with the marks of
//! what was found, and the accounts that are there twice.
//!
//! Pure: no clock, no files. A search reads the [`Index`] that is made once per state of the vault;
//! [`Marks`] are made for the rows that are shown.
#![forbid(unsafe_code)]

mod duplicates;
mod index;
mod keyboard;
mod marks;
mod order;
mod rank;
mod spelling;
mod words;

pub use duplicates::{Duplicates, Why, duplicates};
pub use index::{Index, Query};
pub use marks::{Beside, Field, Marker, Marks};
