//! `restore`: accounts from the trash or a restore point, a vault from a backup file, a key for the
//! keyring.

use vault::backup::{self, Into};
use vault::{AccountId, PointAccount, PointId, Start, Vault, VaultError, Way};

use crate::args::Restore;
use crate::ask;
use crate::backup as automatic;
use crate::entry::{AccountJson, label};
use crate::outcome::{Failure, Status};
use crate::password::{guard_name, new_password};
use crate::query::{Names, one_of};
use crate::say::{Say, argument};
use crate::store::{Store, now};

/// Brings back what was asked for.
pub(crate) fn run(request: &Restore, store: &Store, say: &mut Say<'_>) -> Result<Status, Failure> {
    match request {
        Restore {
            backup: Some(file), ..
        } => from_backup(file, store, say),
        Restore {
            snapshot: Some(id),
            query,
            ..
        } => from_point(id, query, store, say),
        Restore { older: true, .. } => {
            vault::accept_older_vault(&store.dir)?;
            let vault = store.existing(say)?;
            told_count(vault.accounts().len(), &vault, say)
        }
        Restore { key: true, .. } => new_key(store, say),
        Restore { query, .. } => from_trash(query, store, say),
    }
}

fn from_trash(queries: &[String], store: &Store, say: &mut Say<'_>) -> Result<Status, Failure> {
    let none = |query: &String| Failure::refused("account_not_found", Some(argument(query)));
    let found = store.vault(say)?;
    let mut vault =
        found.ok_or_else(|| queries.first().map_or_else(|| none(&String::new()), none))?;
    // All are looked for before the first one moves.
    let ids = queries.iter().map(|query| {
        let trashed = one_of(query, vault.trash(), |trashed| Names {
            id: trashed.account.id.as_str(),
            issuer: &trashed.account.issuer,
            account: &trashed.account.name,
        });
        trashed.map(|trashed| trashed.account.id.clone())
    });
    let ids = ids.collect::<Result<Vec<_>, _>>()?;
    for id in &ids {
        vault.restore(id, now())?;
        let account = vault.account(id).ok_or(VaultError::AccountNotFound)?;
        let label = label(&account.issuer, &account.name);
        say.tell("cli-restored", &[("name", &label)])?;
        if say.json {
            say.data(&AccountJson::new(account, say.show_secrets))?;
        }
    }
    automatic::after_change(store, &vault, say)?;
    Ok(Status::Done)
}

fn from_point(
    id: &str,
    queries: &[String],
    store: &Store,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let mut vault = store.existing(say)?;
    let point = PointId::from(id);
    let accounts = vault.point_accounts(&point)?;
    let only = queries.iter().map(|query| wanted(query, &accounts));
    let only = only.collect::<Result<Vec<_>, _>>()?;
    let only = (!only.is_empty()).then_some(only.as_slice());
    let count = vault.restore_point(&point, only, now())?;
    automatic::after_change(store, &vault, say)?;
    told_count(count, &vault, say)
}

fn wanted(query: &str, accounts: &[PointAccount]) -> Result<AccountId, Failure> {
    let found = one_of(query, accounts, |account| Names {
        id: account.id.as_str(),
        issuer: &account.issuer,
        account: &account.name,
    })?;
    Ok(found.id.clone())
}

/// On a new computer: into its keyring where there is one, otherwise under a new app password.
fn from_backup(
    file: &std::path::Path,
    store: &Store,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let bytes = automatic::read(file)?;
    match store.start() {
        Start::Welcome => {}
        Start::Blocked(blocked) if blocked.ways.contains(&Way::Backup) => {}
        Start::Blocked(blocked) => return Err(blocked.into()),
        // Under a password that was forgotten the same sheet opens it, and nothing is lost.
        Start::Ready(_) | Start::Locked => {
            return Err(Failure::new(
                Status::Unavailable,
                VaultError::Exists.code(),
                None,
            ));
        }
    }
    let sheet = store.given.sheet(say)?;
    let given = store.given.password.as_ref();
    let in_the_way = if given.is_some() {
        None
    } else {
        store.keyring.check().err()
    };
    let vault = match in_the_way {
        None if given.is_none() => backup::restore(
            &store.dir,
            &bytes,
            &sheet,
            Into::Keyring(&store.keyring),
            now(),
        )?,
        Some(error) if !ask::is_possible() => return Err(VaultError::from(error).into()),
        None | Some(_) => {
            let password = new_password(given, say)?;
            backup::restore(&store.dir, &bytes, &sheet, Into::Password(&password), now())?
        }
    };
    told_count(vault.accounts().len(), &vault, say)
}

/// After the keyring lost its key and the sheet has opened the vault.
fn new_key(store: &Store, say: &mut Say<'_>) -> Result<Status, Failure> {
    if store.given.sheet.is_none() {
        return Err(Failure::refused("key_needs_sheet", None));
    }
    let mut vault = store.existing(say)?;
    vault.move_to_keyring(&store.keyring, now())?;
    say.tell("cli-key-renewed", &[])?;
    automatic::after_change(store, &vault, say)?;
    if say.json {
        say.data(&serde_json::json!({ "guard": guard_name(&vault) }))?;
    }
    Ok(Status::Done)
}

fn told_count(count: usize, vault: &Vault, say: &mut Say<'_>) -> Result<Status, Failure> {
    say.tell_count("cli-restored-count", count)?;
    if say.json {
        let (accounts, guard) = (vault.accounts().len(), guard_name(vault));
        say.data(&serde_json::json!({ "restored": count, "accounts": accounts, "guard": guard }))?;
    }
    Ok(Status::Done)
}
