//! Accounts at rest: the encrypted file, the key in the keyring, and every change between.
//!
//! [`start`] looks at the data folder and the keyring and gives an open [`Vault`], a welcome, or the
//! reason why the vault stays shut. docs/vault-format.md describes the files so that a stranger can
//! read them; docs/decisions/0001 says why the keyring holds one key and not the accounts.
#![forbid(unsafe_code)]

mod account;
mod body;
mod change;
mod container;
mod error;
mod folder;
mod id;
pub mod keyring;
mod merge;
mod plain;
mod purge;
mod record;
mod save;
mod settings;
mod start;
mod vault;

// Named as a dependency so that it pins the stores; see Cargo.toml.
use ::keyring as _;

pub use crate::account::{Account, AccountId, Edit, Timestamp, Trashed, Unreadable};
pub use crate::error::VaultError;
pub use crate::folder::DataDir;
pub use crate::keyring::{Keyring, KeyringError};
pub use crate::settings::{Language, Settings, Theme};
pub use crate::start::{Blocked, Start, accept_older_vault, start};
pub use crate::vault::Vault;
