//! The list of accounts of a real vault.

mod accounts;
mod any_text;
mod duplicates;
mod marks;
mod order;
mod search;
