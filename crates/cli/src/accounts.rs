//! The commands over accounts that are there: `list`, `edit`, `remove`.

use std::io::BufRead;

use list::{Index, Query};
use otp::Counter;
use vault::{Account, AccountId, Order, Vault};

use crate::args;
use crate::backup;
use crate::entry::{AccountJson, label};
use crate::outcome::{Failure, Status};
use crate::pin;
use crate::query::{Names, one_of};
use crate::say::{Say, argument};
use crate::store::{Store, now};

/// All accounts in the person's order, or those that have every word, the best first.
pub(crate) fn list(
    request: &args::List,
    store: &Store,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let vault = store.vault(say)?;
    let all = vault.as_ref().map(Vault::accounts).unwrap_or_default();
    let accounts = match request.search.is_empty() {
        true => all.iter().collect(),
        false => searched(all, &request.search.join(" ")),
    };
    let accounts: Vec<_> = accounts
        .into_iter()
        .map(|account| AccountJson::new(account, say.show_secrets))
        .collect();
    if say.json {
        say.data(&accounts)?;
    } else if accounts.is_empty() && !all.is_empty() {
        say.tell("cli-list-none", &[])?;
    } else if accounts.is_empty() {
        say.tell("cli-list-empty", &[])?;
    } else {
        accounts
            .iter()
            .try_for_each(|account| say.line(&account.in_words()))?;
    }
    Ok(Status::Done)
}

/// New names for one account, whether its code was seen to work, its PIN or its counter.
pub(crate) fn edit(
    request: &args::Edit,
    store: &Store,
    mut stdin: impl BufRead,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let mut vault = existing(store, &request.query, say)?;
    let id = account(&vault, &request.query)?.id.clone();
    let args::Change {
        issuer,
        name,
        confirmed,
        counter,
        pin_stdin,
    } = &request.change;
    let edit = vault::Edit {
        issuer: issuer.clone(),
        name: name.clone(),
        confirmed: *confirmed,
        pin: pin_stdin
            .then(|| pin::from_first_line(&mut stdin))
            .transpose()?,
        ..vault::Edit::default()
    };
    // First, and alone where nothing else is asked for: it may be refused.
    if let Some(counter) = *counter {
        let bad = |_| Failure::refused("bad_counter", Some(counter.to_string()));
        vault.set_counter(&id, Counter::try_from(counter).map_err(bad)?, now())?;
    }
    if counter.is_none() || issuer.is_some() || name.is_some() || confirmed.is_some() || *pin_stdin
    {
        vault.edit(&id, edit, now())?;
    }
    let status = told("cli-edited", &vault, &id, say)?;
    backup::after_change(store, &vault, say)?;
    Ok(status)
}

/// One account into the trash, from where it can be brought back for 30 days.
pub(crate) fn remove(
    request: &args::Which,
    store: &Store,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let mut vault = existing(store, &request.query, say)?;
    let removed = account(&vault, &request.query)?.clone();
    vault.remove(&removed.id, now())?;
    let label = label(&removed.issuer, &removed.name);
    say.tell("cli-removed", &[("name", &label)])?;
    say.tell("cli-removed-advice", &[("id", removed.id.as_str())])?;
    if say.json {
        say.data(&AccountJson::new(&removed, say.show_secrets))?;
    }
    backup::after_change(store, &vault, say)?;
    Ok(Status::Done)
}

/// Says what became of an account that is in the vault.
fn told(
    message: &str,
    vault: &Vault,
    id: &AccountId,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let account = vault
        .account(id)
        .ok_or(vault::VaultError::AccountNotFound)?;
    let label = label(&account.issuer, &account.name);
    say.tell(message, &[("name", &label)])?;
    if say.json {
        say.data(&AccountJson::new(account, say.show_secrets))?;
    }
    Ok(Status::Done)
}

/// The vault; without one there is nothing that `query` could mean.
pub(crate) fn existing(store: &Store, query: &str, say: &mut Say<'_>) -> Result<Vault, Failure> {
    let none = || Failure::refused("account_not_found", Some(argument(query)));
    store.vault(say)?.ok_or_else(none)
}

pub(crate) fn account<'v>(vault: &'v Vault, query: &str) -> Result<&'v Account, Failure> {
    one_of(query, vault.accounts(), names)
}

fn searched<'v>(accounts: &'v [Account], text: &str) -> Vec<&'v Account> {
    let places = Index::new(accounts).find(&Query {
        text,
        tag: None,
        order: Order::Own,
    });
    places.into_iter().map(|place| &accounts[place]).collect()
}

pub(crate) fn names(account: &Account) -> Names<'_> {
    Names {
        id: account.id.as_str(),
        issuer: &account.issuer,
        account: &account.name,
    }
}
