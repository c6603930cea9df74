//! Every text that Propusk shows to a person, in Russian and English.
//!
//! There is one catalogue per language, `ui/locales/{ru,en}.ftl` (Fluent), used by the window, the
//! tray and the command line. This crate is its Rust side. It knows no error type: an error
//! travels as its stable code and an optional non-secret detail, and becomes two lines here, what
//! happened and what to do.
#![forbid(unsafe_code)]

mod catalogue;
mod language;

pub use catalogue::{ErrorText, counted, error, has, text, warning};
pub use language::Language;
