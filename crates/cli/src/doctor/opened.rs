//! The vault: whether it opens, with what, and what is in it.

use std::path::Path;

use vault::{Guard, Recovery, Start, Vault};

use super::{Check, State};
use crate::calendar::utc;
use crate::given::Given;
use crate::outcome::Failure;
use crate::say::Say;
use crate::store::Store;

/// The checks of an opened vault, or the one that says why it is not open.
pub(super) fn checks(path: &Path, given: Given, say: &mut Say<'_>) -> Vec<Check> {
    match open(path, given, say) {
        Ok(Opened::None) => {
            vec![Check::said(
                "vault",
                State::Ok,
                "cli-doctor-vault-none",
                &[],
                say,
            )]
        }
        Ok(Opened::Locked) => {
            vec![Check::said(
                "vault",
                State::Warn,
                "cli-doctor-vault-locked",
                &[],
                say,
            )]
        }
        Ok(Opened::Vault(vault)) => vec![
            accounts(&vault, say),
            guard(&vault, say),
            recovery(&vault, say),
            switch(&vault, say),
            snapshots(&vault, say),
            unreadable(&vault, say),
        ],
        Err(failure) => vec![Check::of_failure("vault", &failure, say)],
    }
}

enum Opened {
    None,
    /// Under an app password that was not given.
    Locked,
    Vault(Box<Vault>),
}

fn open(path: &Path, given: Given, say: &mut Say<'_>) -> Result<Opened, Failure> {
    let store = Store::open(Some(path.to_owned()), given)?;
    let is_given = store.given.password.is_some() || store.given.sheet.is_some();
    if !is_given && matches!(store.start(), Start::Locked) {
        return Ok(Opened::Locked);
    }
    let vault = store.vault(say)?;
    Ok(vault.map_or(Opened::None, |vault| Opened::Vault(Box::new(vault))))
}

fn accounts(vault: &Vault, say: &Say<'_>) -> Check {
    let count = vault.accounts().len();
    Check::counted("vault", State::Ok, "cli-doctor-vault-ok", count, &[], say)
}

fn guard(vault: &Vault, say: &Say<'_>) -> Check {
    let (state, id) = match vault.guard() {
        _ if vault.opened_by_sheet() => (State::Warn, "cli-doctor-guard-sheet"),
        Guard::Keyring => (State::Ok, "cli-doctor-guard-keyring"),
        Guard::Password => (State::Ok, "cli-doctor-guard-password"),
    };
    Check::said("guard", state, id, &[], say)
}

fn recovery(vault: &Vault, say: &Say<'_>) -> Check {
    let (state, id, when) = match vault.recovery() {
        None => (State::Warn, "cli-doctor-recovery-none", None),
        Some(Recovery {
            checked_at: None,
            made_at,
            ..
        }) => (State::Warn, "cli-doctor-recovery-unchecked", Some(made_at)),
        Some(Recovery { checked_at, .. }) => (State::Ok, "cli-doctor-recovery-ok", checked_at),
    };
    let when = when.map(utc).unwrap_or_default();
    Check::said("recovery", state, id, &[("when", &when)], say)
}

fn switch(vault: &Vault, say: &Say<'_>) -> Check {
    let (state, id) = if vault.is_switch_unfinished() {
        (State::Warn, "cli-doctor-switch-unfinished")
    } else {
        (State::Ok, "cli-doctor-switch-ok")
    };
    Check::said("switch", state, id, &[], say)
}

fn snapshots(vault: &Vault, say: &Say<'_>) -> Check {
    match vault.points() {
        Ok(points) => {
            let (id, count) = ("cli-doctor-snapshots-ok", points.len());
            Check::counted("snapshots", State::Ok, id, count, &[], say)
        }
        Err(error) => Check::of_failure("snapshots", &error.into(), say),
    }
}

fn unreadable(vault: &Vault, say: &Say<'_>) -> Check {
    let count = vault.unreadable().len();
    let state = if count == 0 { State::Ok } else { State::Warn };
    Check::counted(
        "unreadable",
        state,
        "cli-doctor-unreadable",
        count,
        &[],
        say,
    )
}
