//! `password`: the app password, with which the vault needs no keyring.

use vault::{Guard, Passphrase, Start, Vault, Way};

use crate::args::{Password, SetPassword};
use crate::ask;
use crate::backup;
use crate::given::judged;
use crate::outcome::{Failure, Status};
use crate::say::Say;
use crate::store::{Store, now};

/// Sets, changes or removes it.
pub(crate) fn run(request: &Password, store: &Store, say: &mut Say<'_>) -> Result<Status, Failure> {
    let (vault, message) = match request {
        Password::Set(request) => set(request, store, say)?,
        Password::Change => (change(store, say)?, "cli-password-changed"),
        Password::Remove => (remove(store, say)?, "cli-password-removed"),
    };
    say.tell(message, &[])?;
    backup::after_change(store, &vault, say)?;
    if say.json {
        say.data(&serde_json::json!({ "guard": guard_name(&vault) }))?;
    }
    Ok(Status::Done)
}

/// `keyring` or `password`.
pub(crate) fn guard_name(vault: &Vault) -> &'static str {
    match vault.guard() {
        Guard::Keyring => "keyring",
        Guard::Password => "password",
    }
}

/// Where there is no vault yet, this makes it.
fn set(
    request: &SetPassword,
    store: &Store,
    say: &mut Say<'_>,
) -> Result<(Vault, &'static str), Failure> {
    match store.start() {
        Start::Welcome => Ok((begin(request, store, say)?, "cli-vault-made-with-password")),
        Start::Blocked(blocked) if blocked.ways.contains(&Way::NewWithPassword) => {
            Ok((begin(request, store, say)?, "cli-vault-made-with-password"))
        }
        Start::Locked if store.given.sheet.is_none() => {
            Err(Failure::refused("password_is_set", None))
        }
        Start::Ready(_) | Start::Locked | Start::Blocked(_) => {
            let password = new_password(store.given.password.as_ref(), say)?;
            let mut vault = store.existing(say)?;
            vault.set_password(&store.keyring, &password, now())?;
            Ok((vault, "cli-password-set"))
        }
    }
}

/// A new vault under a password. The sheet comes first: it is read back from paper, which proves
/// that it is there; or the person goes without one by saying so.
fn begin(request: &SetPassword, store: &Store, say: &mut Say<'_>) -> Result<Vault, Failure> {
    let given = &store.given;
    let sheet = match &given.sheet {
        Some(sheet) => Some(sheet.clone()),
        None if request.without_sheet => None,
        None if ask::is_possible() => {
            let first = || Failure::refused("no_sheet_yet", None);
            say.tell("cli-sheet-first", &[])?;
            Some(ask::sheet(say)?.ok_or_else(first)?)
        }
        None => return Err(Failure::refused("no_sheet_yet", None)),
    };
    let password = new_password(given.password.as_ref(), say)?;
    let vault = Vault::create_with_password(&store.dir, &password, sheet.as_ref(), now())?;
    if sheet.is_none() {
        say.tell("cli-sheet-missing", &[])?;
    }
    Ok(vault)
}

fn change(store: &Store, say: &mut Say<'_>) -> Result<Vault, Failure> {
    // A bad new password is refused before anything is asked or computed.
    let given = store.given.second.as_ref();
    let second = given.map(|_| new_password(given, say)).transpose()?;
    let mut vault = locked_by_password(store, say)?;
    let password = match second {
        Some(password) => password,
        None => ask::new_password(say)?,
    };
    vault.set_password(&store.keyring, &password, now())?;
    Ok(vault)
}

fn remove(store: &Store, say: &mut Say<'_>) -> Result<Vault, Failure> {
    let mut vault = locked_by_password(store, say)?;
    vault.move_to_keyring(&store.keyring, now())?;
    Ok(vault)
}

/// The vault, which must be under a password: opened with it, or with the sheet.
fn locked_by_password(store: &Store, say: &mut Say<'_>) -> Result<Vault, Failure> {
    let vault = store.existing(say)?;
    match vault.guard() {
        Guard::Password => Ok(vault),
        Guard::Keyring => Err(Failure::refused("no_password", None)),
    }
}

/// A password that may be set: the one that was given, or one that is asked for.
pub(crate) fn new_password(
    given: Option<&Passphrase>,
    say: &Say<'_>,
) -> Result<Passphrase, Failure> {
    match given {
        Some(password) => judged(password.clone()),
        None => ask::new_password(say),
    }
}
