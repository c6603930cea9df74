//! What must hold whatever bytes come in. Each check is one function that panics when it does not.
//!
//! The fuzz targets in `fuzz/fuzz_targets` call them, and `tests/seeds.rs` runs them over
//! `fuzz/corpus` in every `cargo test`, without cargo-fuzz.
// Empty in a test of itself, which holds none: the wire types of the window would want the generator of
// the page's types there.
#![cfg(not(test))]
#![forbid(unsafe_code)]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is how a check says that something does not hold"
)]

mod account;
mod folder;
mod import;
mod ipc;
mod migration;
mod picture;
mod recovery_codes;
mod settings;
mod uri;
mod uri_list;
mod vault_body;

pub use import::import;
pub use ipc::{REQUESTS, ipc};
pub use migration::migration;
pub use picture::picture;
pub use recovery_codes::recovery_codes;
pub use settings::settings;
pub use uri::uri;
pub use uri_list::uri_list;
pub use vault_body::vault_body;

/// A check, given the bytes to try.
pub type Check = fn(&[u8]);

/// Every check under the name of its fuzz target and of its folder of seeds.
pub const ALL: [(&str, Check); 12] = [
    ("import_archive", import),
    ("import_binary", import),
    ("import_json", import),
    ("import_text", import),
    ("ipc", ipc),
    ("migration", migration),
    ("picture", picture),
    ("recovery_codes", recovery_codes),
    ("settings", settings),
    ("uri", uri),
    ("uri_list", uri_list),
    ("vault_body", vault_body),
];
