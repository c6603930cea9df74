//! `add`: new accounts into the vault, which is made if there is none.

use std::io::BufRead;

use otp::Entry;
use serde::Serialize;
use vault::Vault;

use crate::args::Add;
use crate::backup;
use crate::entry::{AccountJson, EntryJson, label};
use crate::outcome::{Failure, Status};
use crate::parse::Skipped;
use crate::pin;
use crate::say::Say;
use crate::source::{Offer, Offered, offered};
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
        mut offers,
        skipped,
    } = offered(&request.source, request.all, stdin, say)?;
    rename(request, &mut offers)?;
    if let Some(pin) = pin {
        offers
            .iter_mut()
            .try_for_each(|offer| pin::give_to(offer, &pin))?;
    }
    let store = store()?;
    let mut vault = store.vault_or_new(request.new_vault, say)?;
    let (fresh, duplicates) = sort(offers, &vault, request.again);
    if let ([], [(_, existing)]) = (fresh.as_slice(), duplicates.as_slice()) {
        return Err(Failure::refused("duplicate", Some(existing.clone())));
    }
    for (Offer { entry, .. }, existing) in &duplicates {
        let label = label(&entry.issuer, &entry.name);
        say.explain(Some(&label), "duplicate", Some(existing))?;
    }
    let added = keep(fresh, &mut vault, say)?;
    say.tell_count("cli-added", added.len())?;
    added.iter().try_for_each(|account| account.warn(say))?;
    let status = if added.is_empty() {
        Status::Refused
    } else {
        Status::Done
    };
    if say.json {
        let duplicates = duplicates.iter().map(|(Offer { entry, warnings }, _)| {
            EntryJson::new(entry, warnings, say.show_secrets)
        });
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
    if status == Status::Done {
        backup::after_change(&store, &vault, say)?;
    }
    Ok(status)
}

/// Adds all at once, in one save; without any there is nothing to save.
fn keep(fresh: Vec<Offer>, vault: &mut Vault, say: &Say<'_>) -> Result<Vec<AccountJson>, Failure> {
    let (entries, warnings): (Vec<_>, Vec<_>) = fresh
        .into_iter()
        .map(|offer| (offer.entry, offer.warnings))
        .unzip();
    let ids = if entries.is_empty() {
        Vec::new()
    } else {
        vault.add(entries, now())?
    };
    let accounts = ids.iter().filter_map(|id| vault.account(id)).zip(warnings);
    let shown = accounts.map(|(account, warnings)| {
        AccountJson::new(account, say.show_secrets).with_warnings(&warnings)
    });
    Ok(shown.collect())
}

/// Puts the names of the command line in place of those that came with the account.
fn rename(request: &Add, offers: &mut [Offer]) -> Result<(), Failure> {
    if request.issuer.is_none() && request.name.is_none() {
        return Ok(());
    }
    let [Offer { entry, .. }] = offers else {
        return Err(Failure::refused(
            "several_entries",
            Some(offers.len().to_string()),
        ));
    };
    let issuer = request.issuer.as_ref().unwrap_or(&entry.issuer);
    let name = request.name.as_ref().unwrap_or(&entry.name);
    *entry = Entry::new(issuer, name, entry.token.clone());
    Ok(())
}

/// What is new, and what is there already, with the label of the account that has it.
fn sort(offers: Vec<Offer>, vault: &Vault, again: bool) -> (Vec<Offer>, Vec<(Offer, String)>) {
    let mut fresh: Vec<Offer> = Vec::new();
    let mut duplicates = Vec::new();
    for offer in offers {
        let stored = vault.duplicate_of(&offer.entry.token);
        let stored = stored.map(|account| label(&account.issuer, &account.name));
        let twice = || {
            let same = fresh
                .iter()
                .find(|other| other.entry.token == offer.entry.token);
            same.map(|other| label(&other.entry.issuer, &other.entry.name))
        };
        match stored.or_else(twice) {
            Some(existing) if !again => duplicates.push((offer, existing)),
            _ => fresh.push(offer),
        }
    }
    (fresh, duplicates)
}
