//! KeePass databases, KDBX 3.1 and 4.

use std::panic::{AssertUnwindSafe, catch_unwind};

use keepass::db::{DatabaseOpenError, GroupId};
use keepass::error::DatabaseKeyError;
use keepass::{Database, DatabaseKey};

use super::header::{self, Version};
use super::{Place, path_of};
use crate::import::ImportError;
use crate::import::account::Parsed;
use crate::import::request::{Password, Request};

pub(super) fn read(request: &Request<'_>) -> Result<Parsed, ImportError> {
    let version = header::check(request.bytes)?;
    let key = key_of(request)?;
    let database = {
        let _deriving = request.progress.deriving()?;
        // The reader is not ours: should a file that someone forged get it to panic, that costs no
        // more than the file.
        catch_unwind(AssertUnwindSafe(|| Database::parse(request.bytes, key)))
            .map_err(|_| ImportError::Damaged)?
            .map_err(|error| why(&error, version, request))?
    };
    request.progress.go_on()?;
    accounts(&database, request)
}

/// Password and key file; an empty password beside a key file is none.
fn key_of(request: &Request<'_>) -> Result<DatabaseKey, ImportError> {
    let mut key = DatabaseKey::new();
    // EXPOSE: the key is made of it.
    let password = request.password.map(Password::expose);
    match (password, request.key_file) {
        (None, None) => return Err(ImportError::PasswordNeeded),
        (None | Some(""), Some(_)) => {}
        (Some(password), _) => key = key.with_password(password),
    }
    if let Some(mut file) = request.key_file {
        key = key
            .with_keyfile(&mut file)
            .map_err(|_| ImportError::KeyFileNeeded)?;
    }
    Ok(key)
}

fn why(error: &DatabaseOpenError, version: Version, request: &Request<'_>) -> ImportError {
    // EXPOSE: only whether there is one.
    let no_password = request.password.is_none_or(|text| text.expose().is_empty());
    let wrong = match version {
        _ if no_password => ImportError::KeyFileNeeded,
        Version::Three => ImportError::WrongPasswordOrDamaged,
        Version::Four => ImportError::WrongPassword,
    };
    match (error, version) {
        (DatabaseOpenError::Key(DatabaseKeyError::IncorrectKey), _) => wrong,
        // Version 3 cannot tell: the padding is the first thing that a wrong key breaks.
        (DatabaseOpenError::Cryptography(_), Version::Three) => wrong,
        _ => ImportError::Damaged,
    }
}

fn accounts(database: &Database, request: &Request<'_>) -> Result<Parsed, ImportError> {
    let meta = &database.meta;
    let bin = meta.recyclebin_uuid.map(GroupId::from_uuid);
    let bin = bin.filter(|_| meta.recyclebin_enabled != Some(false));
    let mut parsed = Parsed {
        encrypted: true,
        ..Parsed::default()
    };
    let mut number = 0;
    // A stack of our own: how deep groups lie in each other is up to the file.
    let mut groups = vec![(database.root(), String::new(), false)];
    while let Some((group, path, binned)) = groups.pop() {
        let binned = binned || bin == Some(group.id());
        for entry in group.entries() {
            request.progress.go_on()?;
            number += 1;
            Place {
                number,
                path: &path,
                binned,
            }
            .take(&mut parsed, |name| entry.get(name), &entry.tags)?;
        }
        let first = groups.len();
        for child in group.group_ids().filter_map(|id| database.group(id)) {
            let path = path_of(&path, &child.name)?;
            groups.push((child, path, binned));
        }
        groups[first..].reverse();
    }
    Ok(parsed)
}
