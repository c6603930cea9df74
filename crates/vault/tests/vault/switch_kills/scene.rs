//! What there is before an exchange of keys, and the process that makes it.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use vault::backup::{self, Into};
use vault::{
    Account, DataDir, PointKind, RecoveryKey, Start, Timestamp, Vault, unlock_with_password,
    unlock_with_sheet,
};

use super::{Left, keys_in};
use crate::file_keyring::{FileKeyring, REFUSES};
use crate::fixtures::{DAY, Desk, NOW, PASSWORD, copy_folder, other_password, password, totp};
use crate::keys::identity_under;

pub(super) const ROLE: &str = "PROPUSK_TEST_SWITCH";
pub(super) const ROOT: &str = "PROPUSK_TEST_SWITCH_ROOT";
const AT: Timestamp = NOW + 60;

/// What becomes of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheets {
    /// It opens before and after.
    Checked,
    /// It is replaced by the other one.
    Renewed,
    /// It opens nothing here before, and the vault after.
    Coming,
}

pub(super) struct Scene {
    pub(super) role: &'static str,
    /// A data folder, a keyring and what else the process needs.
    pub(super) root: tempfile::TempDir,
    pub(super) sheet: String,
    pub(super) new_sheet: String,
    pub(super) sheets: Sheets,
    /// Keys of before.
    pub(super) retired: Vec<String>,
    before: Vec<Account>,
    after: Option<Vec<Account>>,
}

impl Scene {
    /// A vault of three accounts with a checked sheet, a previous file and two snapshots.
    pub(super) fn under_keyring(role: &'static str) -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("keyring")).unwrap();
        let left = Left::at(root.path());
        let sheet = RecoveryKey::generate();
        let mut vault = Vault::create(&left.dir, &left.keyring, NOW - 2 * DAY).unwrap();
        vault.set_recovery(&sheet, true, NOW - 2 * DAY).unwrap();
        for (number, days) in [(0, 2), (1, 1), (2, 0)] {
            vault.add(vec![totp(number)], NOW - days * DAY).unwrap();
        }
        let sheets = if role == "sheet renewed" {
            Sheets::Renewed
        } else {
            Sheets::Checked
        };
        let before = vault.accounts().to_vec();
        Self {
            role,
            sheet: sheet.to_text().to_string(),
            new_sheet: RecoveryKey::generate().to_text().to_string(),
            sheets,
            retired: keys_in(&root.path().join("keyring")),
            after: (role == "point restored").then(|| before[..1].to_vec()),
            before,
            root,
        }
    }

    pub(super) fn under_password(role: &'static str) -> Self {
        static KEY: OnceLock<String> = OnceLock::new();
        let (desk, before, sheet) = Desk::with_password();
        let key = KEY.get_or_init(|| {
            let key_file = desk.bytes("device-key.age");
            identity_under(&key_file, PASSWORD).unwrap()
        });
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("keyring")).unwrap();
        copy_folder(desk.dir.path(), &root.path().join("data"));
        Self {
            sheet: sheet.to_text().to_string(),
            retired: vec![key.clone()],
            before,
            root,
            ..Self::under_keyring(role)
        }
    }

    /// The key of before the password could not be taken out of the keyring, and still cannot.
    pub(super) fn with_unfinished_switch(role: &'static str) -> Self {
        let mut scene = Self::under_keyring(role);
        std::fs::write(scene.root.path().join("keyring").join(REFUSES), b"").unwrap();
        let left = Left::at(scene.root.path());
        let Start::Ready(mut vault) = vault::start(&left.dir, &left.keyring, NOW) else {
            panic!()
        };
        vault.set_password(&left.keyring, &password(), NOW).unwrap();
        assert!(vault.is_switch_unfinished());
        let key_file = std::fs::read(scene.data().join("device-key.age")).unwrap();
        scene
            .retired
            .push(identity_under(&key_file, PASSWORD).unwrap());
        scene
    }

    pub(super) fn with_keyring_wiped(role: &'static str) -> Self {
        let scene = Self::under_keyring(role);
        let keyring = scene.root.path().join("keyring");
        for found in std::fs::read_dir(keyring).unwrap() {
            std::fs::remove_file(found.unwrap().path()).unwrap();
        }
        scene
    }

    pub(super) fn empty(role: &'static str) -> Self {
        let scene = Self::under_keyring(role);
        std::fs::remove_dir_all(scene.root.path().join("keyring")).unwrap();
        std::fs::remove_dir_all(scene.data()).unwrap();
        std::fs::create_dir(scene.data()).unwrap();
        Self {
            sheets: Sheets::Coming,
            before: Vec::new(),
            ..scene
        }
    }

    /// A backup, and a vault of its own password that does not open any more.
    pub(super) fn with_a_backup(role: &'static str) -> Self {
        let scene = Self::under_password(role);
        let left = Left::at(scene.root.path());
        let vault = unlock_with_password(&left.dir, &left.keyring, &password(), NOW).unwrap();
        let outside = scene.root.path().join("outside");
        std::fs::create_dir(&outside).unwrap();
        backup::write(&vault, &outside, 10, NOW).unwrap();
        for (name, _) in crate::keys::vault_files(&scene.data()) {
            std::fs::write(scene.data().join(name), b"somebody wrote here").unwrap();
        }
        Self {
            sheets: Sheets::Coming,
            ..scene
        }
    }

    fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    /// Whether these are the accounts that a person must find.
    pub(super) fn is_expected(&self, found: &[Account], is_done: bool) -> bool {
        let is_after = |after: &Vec<Account>| {
            let ids = |accounts: &[Account]| -> Vec<_> {
                accounts
                    .iter()
                    .map(|it| (it.id.clone(), it.token.clone()))
                    .collect()
            };
            ids(found) == ids(after)
        };
        match &self.after {
            Some(after) => is_after(after) || (!is_done && found == self.before),
            None => found == self.before,
        }
    }

    /// That the process can do its work over what was left.
    pub(super) fn can_be_repeated(&self, left: &Path, place: &str) {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(left, copy.path());
        assert_eq!(
            act(self.role, copy.path(), &self.sheet, &self.new_sheet),
            "saved",
            "{place}: again"
        );
        let left = Left::at(copy.path());
        let sheet = RecoveryKey::from_text(&self.sheet).unwrap();
        let opened = unlock_with_sheet(&left.dir, &left.keyring, &sheet, AT).unwrap();
        assert!(self.is_expected(opened.accounts(), true), "{place}: again");
    }
}

/// The process under the tracer.
pub(super) fn child() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    // A tracer counts the calls of each thread by itself. So that "the third write" means one of ours
    // and not one of the thread that runs the tests, ours have high numbers.
    for _ in 0..100 {
        let mut null = std::fs::File::options()
            .read(true)
            .write(true)
            .open("/dev/null")
            .unwrap();
        null.write_all(b"0").unwrap();
        assert_eq!(null.read(&mut [0]).unwrap(), 0);
    }
    let mut sheets = String::new();
    std::io::stdin().read_to_string(&mut sheets).unwrap();
    let (sheet, new_sheet) = sheets.split_once('\n').unwrap();
    let root = PathBuf::from(std::env::var_os(ROOT).unwrap());
    println!("\nsaid {}", act(&role, &root, sheet, new_sheet));
}

fn act(role: &str, root: &Path, sheet: &str, new_sheet: &str) -> &'static str {
    let dir = DataDir::open(root.join("data")).unwrap();
    let keyring = FileKeyring::open(&root.join("keyring"));
    let sheet = RecoveryKey::from_text(sheet).unwrap();
    let new_sheet = RecoveryKey::from_text(new_sheet).unwrap();
    let ready = || match vault::start(&dir, &keyring, AT) {
        Start::Ready(vault) => vault,
        other => panic!("the child cannot open the vault: {other:?}"),
    };
    let unlocked = || unlock_with_password(&dir, &keyring, &password(), AT).unwrap();
    let by_sheet = || unlock_with_sheet(&dir, &keyring, &sheet, AT).unwrap();
    let restored = |into| {
        let file = std::fs::read_dir(root.join("outside"))
            .unwrap()
            .next()
            .unwrap();
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        backup::restore(&dir, &bytes, &sheet, into, AT).map(|_| ())
    };
    let done = match role {
        "password on" => ready().set_password(&keyring, &other_password(), AT),
        "password changed" => unlocked().set_password(&keyring, &other_password(), AT),
        "password off" => unlocked().move_to_keyring(&keyring, AT),
        "sheet renewed" => ready().set_recovery(&new_sheet, true, AT),
        "password after sheet" => by_sheet().set_password(&keyring, &other_password(), AT),
        "key after sheet" => by_sheet().move_to_keyring(&keyring, AT),
        "created" => {
            Vault::create_with_password(&dir, &other_password(), Some(&sheet), AT).map(|_| ())
        }
        "restored to password" => restored(Into::Password(&other_password())),
        "restored to keyring" => restored(Into::Keyring(&keyring)),
        "point restored" => {
            let mut vault = ready();
            let mut points = vault.points().unwrap();
            points.retain(|it| it.kind == PointKind::Snapshot && it.accounts == 1);
            vault.restore_point(&points[0].id, None, AT).map(|_| ())
        }
        _ => panic!("no role {role}"),
    };
    done.map_or_else(|error| error.code(), |()| "saved")
}
