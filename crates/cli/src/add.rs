//! `add`: new accounts into the vault, which is made if there is none.

use std::io::BufRead;

use otp::Entry;
use serde::Serialize;
use vault::Vault;

use crate::args::Add;
use crate::entry::{AccountJson, EntryJson, label};
use crate::outcome::{Failure, Status};
use crate::parse::Skipped;
use crate::pin;
use crate::say::Say;
use crate::source::{Offered, offered};
use crate::store::{Store, now};

/// What became of everything that was offered.
#[derive(Serialize)]
struct AddedJson {
    added: Vec<AccountJson>,
    duplicates: Vec<EntryJson>,
    skipped: Vec<Skipped>,
}

/// Reads the source before it opens the vault, so that bad input touches nothing.
pub(crate) fn run(
    request: &Add,
    store: impl FnOnce() -> Result<Store, Failure>,
    mut stdin: impl BufRead,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let pin = request
        .pin_stdin
        .then(|| pin::from_first_line(&mut stdin))
        .transpose()?;
    let Offered {
        mut entries,
        skipped,
    } = offered(&request.source, request.all, stdin, say)?;
    rename(request, &mut entries)?;
    if let Some(pin) = pin {
        pin::give_to(&mut entries, &pin)?;
    }
    let store = store()?;
    let vault = store.vault()?;
    let (fresh, duplicates) = sort(entries, vault.as_ref(), request.again);
    if let ([], [(_, existing)]) = (fresh.as_slice(), duplicates.as_slice()) {
        return Err(Failure::refused("duplicate", Some(existing.clone())));
    }
    for (entry, existing) in &duplicates {
        let label = label(&entry.issuer, &entry.name);
        say.explain(Some(&label), "duplicate", Some(existing))?;
    }
    let added = if fresh.is_empty() {
        Vec::new()
    } else {
        keep(fresh, &store, vault, say)?
    };
    say.tell_count("cli-added", u64::try_from(added.len()).unwrap_or(u64::MAX))?;
    for account in &added {
        account.warn(say)?;
    }
    let status = if added.is_empty() {
        Status::Refused
    } else {
        Status::Done
    };
    if say.json {
        let duplicates = duplicates
            .iter()
            .map(|(entry, _)| EntryJson::new(entry, say.show_secrets));
        let duplicates = duplicates.collect();
        say.data(&AddedJson {
            added,
            duplicates,
            skipped,
        })?;
    } else {
        added
            .iter()
            .try_for_each(|account| say.line(&account.in_words()))?;
    }
    Ok(status)
}

/// Puts the names of the command line in place of those that came with the account.
fn rename(request: &Add, entries: &mut [Entry]) -> Result<(), Failure> {
    if request.issuer.is_none() && request.name.is_none() {
        return Ok(());
    }
    let [entry] = entries else {
        return Err(Failure::refused(
            "several_entries",
            Some(entries.len().to_string()),
        ));
    };
    let issuer = request.issuer.as_ref().unwrap_or(&entry.issuer);
    let name = request.name.as_ref().unwrap_or(&entry.name);
    *entry = Entry::new(issuer, name, entry.token.clone());
    Ok(())
}

/// What is new, and what is there already, with the label of the account that has it.
fn sort(
    entries: Vec<Entry>,
    vault: Option<&Vault>,
    again: bool,
) -> (Vec<Entry>, Vec<(Entry, String)>) {
    let mut fresh: Vec<Entry> = Vec::new();
    let mut duplicates = Vec::new();
    for entry in entries {
        let stored = vault.and_then(|vault| vault.duplicate_of(&entry.token));
        let stored = stored.map(|account| label(&account.issuer, &account.name));
        let twice = || fresh.iter().find(|other| other.token == entry.token);
        match stored.or_else(|| twice().map(|other| label(&other.issuer, &other.name))) {
            Some(existing) if !again => duplicates.push((entry, existing)),
            _ => fresh.push(entry),
        }
    }
    (fresh, duplicates)
}

/// Adds all at once, in one save.
fn keep(
    fresh: Vec<Entry>,
    store: &Store,
    vault: Option<Vault>,
    say: &mut Say<'_>,
) -> Result<Vec<AccountJson>, Failure> {
    let mut vault = match vault {
        Some(vault) => vault,
        None => {
            let vault = Vault::create(&store.dir, &store.keyring, now())?;
            let path = store.dir.path().display().to_string();
            say.tell("cli-vault-made", &[("path", &path)])?;
            vault
        }
    };
    let ids = vault.add(fresh, now())?;
    let accounts = ids.iter().filter_map(|id| vault.account(id));
    Ok(accounts
        .map(|account| AccountJson::new(account, say.show_secrets))
        .collect())
}
