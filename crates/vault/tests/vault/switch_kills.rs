//! Every exchange of a key, killed or refused at every system call by which it touches the data
//! folder or the keyring. Whatever is left, one of the ways that the person knows leads in, all
//! accounts are there, and nothing of ours opens with the key that was retired.
//!
//! The exchange runs in a process under `strace`, over a keyring in a folder. A run of all calls takes
//! about an hour (`PROPUSK_FULL=1`); otherwise a few are picked from each exchange.

mod scene;
mod trace;

use std::path::Path;

use vault::{Account, DataDir, RecoveryKey, Start, Vault, VaultError, Way};

use self::scene::{Scene, Sheets};
use self::trace::{Place, places, run};
use crate::file_keyring::{FileKeyring, REFUSES};
use crate::fixtures::{
    NOW, OTHER_PASSWORD, PASSWORD, copy_folder, files_below, full, has_program, other_password,
    password, skip,
};
use crate::keys::{body, identity_under, is_identity, opened, public, recipients_in, vault_files};

const LATER: u64 = NOW + 120;

#[test]
fn password_on() {
    survives(&Scene::under_keyring("password on"));
}

#[test]
fn password_changed() {
    survives(&Scene::under_password("password changed"));
}

#[test]
fn password_changed_while_an_earlier_switch_is_unfinished() {
    survives(&Scene::with_unfinished_switch("password changed"));
}

#[test]
fn password_off() {
    survives(&Scene::under_password("password off"));
}

#[test]
fn sheet_renewed() {
    survives(&Scene::under_keyring("sheet renewed"));
}

#[test]
fn password_after_the_sheet() {
    survives(&Scene::with_keyring_wiped("password after sheet"));
}

#[test]
fn password_after_the_sheet_in_place_of_a_forgotten_one() {
    survives(&Scene::under_password("password after sheet"));
}

#[test]
fn new_key_after_the_sheet() {
    survives(&Scene::under_keyring("key after sheet"));
}

#[test]
fn new_key_after_the_sheet_into_an_empty_keyring() {
    survives(&Scene::with_keyring_wiped("key after sheet"));
}

#[test]
fn created_with_a_password() {
    survives(&Scene::empty("created"));
}

#[test]
fn backup_restored_under_a_password() {
    survives(&Scene::with_a_backup("restored to password"));
}

#[test]
fn backup_restored_into_the_keyring() {
    survives(&Scene::with_a_backup("restored to keyring"));
}

#[test]
fn point_restored() {
    survives(&Scene::under_keyring("point restored"));
}

/// Not a test by itself: the process that is killed.
#[test]
fn child() {
    scene::child();
}

fn survives(scene: &Scene) {
    if !has_program("strace") {
        return skip("strace is not installed");
    }
    let Some(places) = places(scene) else {
        return skip("strace cannot trace here");
    };
    for place in picked(scene, &places, true) {
        let inject = format!("inject={}:signal=KILL:when={}", place.call, place.number);
        let (root, said) = run(scene, &[inject]);
        // The last calls may come after the word.
        check(
            scene,
            root.path(),
            said.as_deref(),
            &format!("killed at {place}"),
        );
    }
    for (turn, place) in picked(scene, &places, false).into_iter().enumerate() {
        let error = ["ENOSPC", "EIO", "EACCES"][turn % 3];
        let inject = format!("inject={}:error={error}:when={}", place.call, place.number);
        let (root, said) = run(scene, &[inject]);
        check(
            scene,
            root.path(),
            said.as_deref(),
            &format!("{error} at {place}"),
        );
    }
}

/// In a full run all places; a kill at a call that changes nothing leaves what the next one does.
/// Otherwise some of those where a file gets another name, or goes: few where each takes several key
/// derivations.
fn picked<'a>(scene: &Scene, places: &'a [Place], kills: bool) -> Vec<&'a Place> {
    if full() {
        let all = places.iter();
        return all.filter(|place| place.changes || !kills).collect();
    }
    let naming: Vec<_> = places.iter().filter(|place| place.names).collect();
    let (wanted, shift) = match scene.role {
        "password on" if kills => (2, 1),
        "password on" => (1, 2),
        "password changed" => (usize::from(kills), 1),
        "sheet renewed" | "key after sheet" | "point restored" => (3, 1 + usize::from(kills)),
        _ => (usize::from(kills), 3),
    };
    let place = |turn| turn * naming.len() / wanted + shift * naming.len() / 7;
    (0..wanted)
        .map(|turn| naming[place(turn) % naming.len()])
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Keyring,
    Password,
    OtherPassword,
    Sheet,
    NewSheet,
}

/// What the person may try after the exchange was cut short.
fn known(role: &str) -> Vec<Known> {
    use Known::{Keyring, NewSheet, OtherPassword, Password, Sheet};
    match role {
        "password on" => vec![Keyring, OtherPassword, Sheet],
        "password changed" => vec![Password, OtherPassword, Sheet],
        "password off" => vec![Password, Keyring, Sheet],
        "sheet renewed" => vec![Keyring, Sheet, NewSheet],
        "password after sheet" => vec![OtherPassword, Sheet],
        "key after sheet" => vec![Keyring, Sheet],
        "created" => vec![OtherPassword, Sheet],
        "restored to password" => vec![OtherPassword, Sheet],
        "restored to keyring" => vec![Keyring, Sheet],
        "point restored" => vec![Keyring, Sheet],
        _ => panic!("no role {role}"),
    }
}

/// Tries each way in on a copy of what the process left behind.
fn check(scene: &Scene, left: &Path, said: Option<&str>, place: &str) {
    let place = &format!("{} {place}, said {said:?}", scene.role);
    let is_done = said == Some("saved");
    let mut opening = Vec::new();
    for way in known(scene.role) {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(left, copy.path());
        let _ = std::fs::remove_file(copy.path().join("keyring").join(REFUSES));
        let desk = Left::at(copy.path());
        let place = &format!("{place}, then by {way:?}");
        let mut vault = match desk.enter(scene, way) {
            Ok(vault) => vault,
            Err(why) => {
                eprintln!("{place}: {why}");
                continue;
            }
        };
        opening.push(way);
        assert!(
            scene.is_expected(vault.accounts(), is_done),
            "{place}: accounts are lost"
        );
        if way == Known::Sheet && scene.role == "sheet renewed" {
            assert!(!is_done, "{place}: the old sheet is retired");
        } else {
            assert_eq!(
                vault.restored(),
                None,
                "{place}: an earlier state was taken"
            );
        }
        if vault.opened_by_sheet() {
            desk.go_on_after_the_sheet(&mut vault);
        }
        assert!(!vault.is_switch_unfinished(), "{place}: not finished");
        let accounts = vault.accounts().to_vec();
        drop(vault);
        desk.check_keys(scene, &accounts, place);
    }
    let by = |way| opening.contains(&way);
    let is_any = match scene.role {
        "password on" => by(Known::Keyring) || by(Known::OtherPassword),
        "password changed" => by(Known::Password) || by(Known::OtherPassword),
        "password off" => by(Known::Password) || by(Known::Keyring),
        "sheet renewed" => by(Known::Keyring) && (by(Known::Sheet) || by(Known::NewSheet)),
        "point restored" => by(Known::Keyring),
        // The sheet, which is checked below, is what the person holds.
        "password after sheet" | "key after sheet" => true,
        _ => !is_done || by(Known::OtherPassword) || by(Known::Keyring),
    };
    assert!(is_any, "{place}: only {opening:?} open");
    if is_done {
        match scene.role {
            "password on" => assert!(!by(Known::Keyring), "{place}"),
            "password changed" => assert_eq!(
                (by(Known::Password), by(Known::OtherPassword)),
                (false, true),
                "{place}"
            ),
            "password off" => assert!(!by(Known::Password) && by(Known::Keyring), "{place}"),
            "sheet renewed" => assert_eq!(
                (by(Known::Sheet), by(Known::NewSheet)),
                (false, true),
                "{place}"
            ),
            "password after sheet" => assert!(by(Known::OtherPassword), "{place}"),
            "key after sheet" => assert!(by(Known::Keyring), "{place}"),
            _ => {}
        }
    }
    match scene.sheets {
        Sheets::Renewed => {}
        Sheets::Checked => assert!(by(Known::Sheet), "{place}: the sheet does not open"),
        // Where there was no vault that opens, there may be none yet; then it can be made again.
        Sheets::Coming if by(Known::Sheet) => {}
        Sheets::Coming => {
            assert!(!is_done, "{place}: the sheet does not open");
            scene.can_be_repeated(left, place);
        }
    }
}

/// What a process left behind.
struct Left {
    dir: DataDir,
    keyring: vault::Keyring,
}

impl Left {
    fn at(root: &Path) -> Self {
        Self {
            dir: DataDir::open(root.join("data")).unwrap(),
            keyring: FileKeyring::open(&root.join("keyring")),
        }
    }

    /// As a person goes in, who takes what the start offers.
    fn enter(&self, scene: &Scene, way: Known) -> Result<Vault, String> {
        let mut start = vault::start(&self.dir, &self.keyring, LATER);
        if let Start::Blocked(blocked) = &start
            && let VaultError::Older { .. } = blocked.reason
            && scene.sheets == Sheets::Coming
        {
            // The backup is older than what was here before, which the person knows.
            vault::accept_older_vault(&self.dir).unwrap();
            start = vault::start(&self.dir, &self.keyring, LATER);
        }
        let is_asked_for_password = matches!(start, Start::Locked);
        let is_sheet_offered = match &start {
            Start::Blocked(blocked) => blocked.ways.contains(&Way::Sheet),
            // A sheet that is tried while the key is there: as if it were lost a moment later.
            Start::Locked | Start::Ready(_) => true,
            Start::Welcome => false,
        };
        let opened = match way {
            Known::Keyring => {
                return match start {
                    Start::Ready(vault) => Ok(vault),
                    other => Err(format!("{other:?}")),
                };
            }
            _ if scene.sheets == Sheets::Coming && matches!(start, Start::Welcome) => {
                return Err("a welcome".into());
            }
            Known::Password | Known::OtherPassword if !is_asked_for_password => {
                return Err(format!("no password is asked for: {start:?}"));
            }
            Known::Password => self.unlock(&password()),
            Known::OtherPassword => self.unlock(&other_password()),
            Known::Sheet | Known::NewSheet if !is_sheet_offered => {
                return Err(format!("no sheet is asked for: {start:?}"));
            }
            Known::Sheet => self.open_by(&scene.sheet),
            Known::NewSheet => self.open_by(&scene.new_sheet),
        };
        let opened = match opened {
            Err(VaultError::Older { .. }) if scene.sheets == Sheets::Coming => {
                vault::accept_older_vault(&self.dir).unwrap();
                return self.enter(scene, way);
            }
            other => other,
        };
        opened.map_err(|error| format!("{}; the start said {start:?}", error.code()))
    }

    fn unlock(&self, password: &vault::Passphrase) -> Result<Vault, VaultError> {
        vault::unlock_with_password(&self.dir, &self.keyring, password, LATER)
    }

    fn open_by(&self, sheet: &str) -> Result<Vault, VaultError> {
        let sheet = RecoveryKey::from_text(sheet).unwrap();
        vault::unlock_with_sheet(&self.dir, &self.keyring, &sheet, LATER)
    }

    /// What the person is led to next: a new key in the keyring, or where there is none a password.
    fn go_on_after_the_sheet(&self, vault: &mut Vault) {
        let done = if self.keyring.check().is_ok() {
            vault.move_to_keyring(&self.keyring, LATER)
        } else {
            vault.set_password(&self.keyring, &password(), LATER)
        };
        done.unwrap();
    }

    /// Once it is open and finished: all files are for the same keys, the retired ones open none, and
    /// exactly one way of the device key leads in again.
    fn check_keys(&self, scene: &Scene, accounts: &[Account], place: &str) {
        let folder = self.dir.path();
        let sealed = std::fs::read(folder.join("vault.age")).unwrap();
        let sheet = [&scene.sheet, &scene.new_sheet]
            .into_iter()
            .find(|sheet| opened(&sealed, sheet).is_some())
            .unwrap_or_else(|| panic!("{place}: no sheet opens"));
        let now = body(&sealed, sheet).unwrap();
        let recipients = recipients_in(&now);
        assert_eq!(recipients.len(), 2, "{place}: a device key and a sheet");
        assert!(
            now.get("switch").is_none() && now.get("reseal").is_none(),
            "{place}"
        );
        for (name, sealed) in vault_files(folder) {
            let place = format!("{place}: {name}");
            // What lay here before a restore from a backup is for keys of its own.
            let Some(then) = body(&sealed, sheet) else {
                assert_eq!(scene.sheets, Sheets::Coming, "{place}: not for the sheet");
                continue;
            };
            if scene.sheets != Sheets::Coming {
                // A key whose exchange never began may be among them.
                let then = recipients_in(&then);
                assert!(
                    recipients.iter().all(|it| then.contains(it)),
                    "{place}: other keys"
                );
            }
        }
        if scene.sheets != Sheets::Coming {
            // What a kill has left half done counts too.
            for file in files_below(folder) {
                let sealed = std::fs::read(&file).unwrap();
                for retired in &scene.retired {
                    let is_retired = !recipients.contains(&public(retired));
                    let opens = opened(&sealed, retired).is_some();
                    assert!(
                        !(is_retired && opens),
                        "{place}: a retired key opens {file:?}"
                    );
                }
            }
        }
        match vault::start(&self.dir, &self.keyring, LATER) {
            Start::Ready(again) => {
                assert_eq!(again.accounts(), accounts, "{place}: opened again");
                assert!(!folder.join("device-key.age").exists(), "{place}");
            }
            Start::Locked => {
                let key_file = std::fs::read(folder.join("device-key.age")).unwrap();
                let copy = std::fs::read(folder.join("device-key.previous.age")).unwrap();
                assert_eq!(key_file, copy, "{place}: the copy is another one");
                let mut keys = [OTHER_PASSWORD, PASSWORD]
                    .iter()
                    .filter_map(|it| identity_under(&key_file, it));
                let key = keys
                    .next()
                    .unwrap_or_else(|| panic!("{place}: no password opens"));
                assert!(
                    recipients.contains(&public(&key)),
                    "{place}: the key file is stale"
                );
                if full() {
                    // A key derivation more.
                    assert_eq!(keys.next(), None, "{place}: two passwords open");
                }
                let items = self.keyring.list().unwrap_or_default();
                let retired = scene.retired.last().map(String::as_bytes);
                let is_kept = items.iter().any(|item| {
                    let secrets = self.keyring.read(&item.user).unwrap();
                    secrets.iter().any(|it| Some(it.as_slice()) == retired)
                });
                assert!(!is_kept, "{place}: the retired key is still in the keyring");
            }
            other => panic!("{place}: then it does not open again: {other:?}"),
        }
    }
}

/// The identities in the keyring folder.
fn keys_in(keyring: &Path) -> Vec<String> {
    let store = FileKeyring::open(keyring);
    let items = store.list().unwrap();
    let secrets = items.iter().flat_map(|it| store.read(&it.user).unwrap());
    secrets
        .map(|it| String::from_utf8(it.to_vec()).unwrap())
        .filter(|it| is_identity(it))
        .collect()
}
