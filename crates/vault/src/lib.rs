//! Accounts at rest: the encrypted file, the key in the keyring, and every change between.
//!
//! [`start`] looks at the data folder and the keyring and gives an open [`Vault`], a welcome, or the
//! reason why the vault stays shut. docs/vault-format.md describes the files so that a stranger can
//! read them; docs/decisions/0001 says why the keyring holds one key and not the accounts.
#![forbid(unsafe_code)]

mod account;
pub mod backup;
mod body;
mod change;
mod choice;
mod container;
pub mod copy;
mod device_key;
mod edit;
mod error;
mod fold;
mod folder;
mod icon;
mod id;
mod import;
pub mod keyring;
mod merge;
mod organise;
mod passphrase;
mod plain;
mod points;
mod purge;
mod record;
mod recovery;
mod revision;
mod save;
mod settings;
mod snapshots;
mod start;
mod switch;
mod tags;
mod unsaved;
mod uses;
mod vault;
mod window_place;

// Named as a dependency so that it pins the stores; see Cargo.toml.
use ::keyring as _;

pub use crate::account::{Account, AccountId, Timestamp, Trashed, Unreadable};
pub use crate::body::Guard;
pub use crate::choice::{Density, Language, Order, Theme};
pub use crate::edit::{Edit, NOTE_MAX, Parameters, Tick};
pub use crate::error::VaultError;
pub use crate::fold::{Piece, bare, fold, folded};
pub use crate::folder::DataDir;
pub use crate::icon::{PICTURE_MAX, PICTURE_SIDE, Picture};
pub use crate::import::Imported;
pub use crate::keyring::{Keyring, KeyringError};
pub use crate::organise::Beside;
pub use crate::passphrase::{PASSWORD_MIN, Passphrase, Verdict};
pub use crate::points::{Point, PointAccount, PointId, PointKind, PointState};
pub use crate::recovery::{Recovery, RecoveryKey};
pub use crate::revision::Revision;
pub use crate::settings::{BackupFailure, BackupPlan, BackupSuccess, Settings, TEXT_PERCENT};
pub use crate::start::{
    Blocked, Start, Way, accept_older_vault, start, unlock_with_password, unlock_with_sheet,
};
pub use crate::tags::{TAG_MAX, TAGS_MAX};
pub use crate::unsaved::Unsaved;
pub use crate::vault::Vault;
pub use crate::window_place::WindowPlace;
