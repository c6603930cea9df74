//! The app password and the sheet beside a real GNOME keyring.

use vault::keyring::user_of;
use vault::{Guard, Keyring, RecoveryKey, Start, Vault, Way};

use super::daemon::{Daemon, lock_collection, lookup, run};
use super::{blocked, dir, make_vault, ready};
use crate::fixtures::{NOW, password, totp};
use crate::keys;

fn make_vault_with_sheet(keyring: &Keyring) -> (Vault, RecoveryKey) {
    let mut vault = make_vault(keyring);
    let sheet = RecoveryKey::generate();
    vault.set_recovery(&sheet, true, NOW).unwrap();
    (vault, sheet)
}

fn unlocked(keyring: &Keyring) -> Vault {
    assert!(matches!(vault::start(&dir(), keyring, NOW), Start::Locked));
    vault::unlock_with_password(&dir(), keyring, &password(), NOW).unwrap()
}

fn by_sheet(keyring: &Keyring, sheet: &RecoveryKey) -> Vault {
    vault::unlock_with_sheet(&dir(), keyring, sheet, NOW).unwrap()
}

/// Whether this identity opens any file of the vault.
fn opens_anything(identity: &str) -> bool {
    let files = keys::vault_files(dir().path());
    assert!(files.len() >= 2);
    files
        .iter()
        .any(|(_, sealed)| keys::opened(sealed, identity).is_some())
}

pub(super) fn password_on_and_off() {
    let _daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let (mut vault, _sheet) = make_vault_with_sheet(&keyring);
    let stolen = lookup(vault.id());
    assert!(opens_anything(&stolen));
    vault.set_password(&keyring, &password(), NOW).unwrap();
    assert!(!vault.is_switch_unfinished());
    assert!(keyring.list().unwrap().is_empty(), "the item is gone");
    assert!(Keyring::system().list().unwrap().is_empty());
    assert!(!opens_anything(&stolen));
    let mut opened = unlocked(&Keyring::system());
    assert_eq!(opened.accounts(), vault.accounts());
    opened.move_to_keyring(&keyring, NOW).unwrap();
    let key = lookup(opened.id());
    assert_ne!(key, stolen, "another key");
    assert_eq!(key.len(), 74);
    let listed = keyring.list().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].user, user_of(opened.id()));
    assert_eq!(listed[0].folder.as_deref(), dir().path().to_str());
    let again = ready(&Keyring::system());
    assert_eq!(again.accounts(), vault.accounts());
    assert_eq!(again.guard(), Guard::Keyring);
    assert!(!opens_anything(&stolen));
}

pub(super) fn reset() {
    let _daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let (vault, sheet) = make_vault_with_sheet(&keyring);
    let lost = lookup(vault.id());
    run(
        "secret-tool",
        &["clear", "service", vault::keyring::SERVICE],
    );
    assert_eq!(blocked(&keyring), "key_missing");
    let mut opened = by_sheet(&keyring, &sheet);
    assert_eq!(opened.accounts(), vault.accounts());
    opened.move_to_keyring(&keyring, NOW).unwrap();
    assert_ne!(lookup(opened.id()), lost);
    assert!(!opens_anything(&lost));
    let again = ready(&Keyring::system());
    assert_eq!(again.accounts(), vault.accounts());
    assert!(!again.opened_by_sheet());
}

pub(super) fn locked_then_sheet() {
    let daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let (vault, sheet) = make_vault_with_sheet(&keyring);
    let old = lookup(vault.id());
    lock_collection();
    let Start::Blocked(why) = vault::start(&dir(), &keyring, NOW) else {
        panic!("a locked keyring opens nothing");
    };
    assert_eq!((why.code(), why.ways[0]), ("keyring_locked", Way::Unlock));
    assert!(why.ways.contains(&Way::Sheet));
    let mut opened = by_sheet(&keyring, &sheet);
    assert_eq!(opened.accounts(), vault.accounts());
    let refused = opened.move_to_keyring(&keyring, NOW).unwrap_err();
    assert_eq!(refused.code(), "keyring_locked");
    opened.set_password(&keyring, &password(), NOW).unwrap();
    assert!(!opens_anything(&old), "though the keyring still holds it");
    opened.add(vec![totp(3)], NOW).unwrap();
    assert_eq!(unlocked(&keyring).accounts(), opened.accounts());
    // Once the keyring is open again, its old item misleads nobody.
    daemon.kill_by_pid();
    let _again = Daemon::unlocked();
    let mut opened = unlocked(&keyring);
    opened.move_to_keyring(&keyring, NOW).unwrap();
    assert_eq!(ready(&keyring).accounts(), opened.accounts());
    assert_eq!(ready(&Keyring::system()).restored(), None);
}

pub(super) fn restarted_between() {
    let daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let (mut vault, _sheet) = make_vault_with_sheet(&keyring);
    daemon.kill_by_pid();
    let daemon = Daemon::unlocked();
    vault.set_password(&keyring, &password(), NOW).unwrap();
    assert!(!vault.is_switch_unfinished());
    assert!(keyring.list().unwrap().is_empty(), "the item is gone");
    daemon.kill_by_pid();
    let mut opened = unlocked(&keyring);
    assert_eq!(opened.accounts(), vault.accounts(), "no keyring is needed");
    let refused = opened.move_to_keyring(&keyring, NOW).unwrap_err();
    assert_eq!(refused.code(), "keyring_unavailable");
    let _daemon = Daemon::unlocked();
    opened.move_to_keyring(&keyring, NOW).unwrap();
    assert_eq!(ready(&keyring).accounts(), vault.accounts());
}
