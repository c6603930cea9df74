//! 500 accounts of all kinds come back byte for byte after the keyring is wiped, here and in a fresh
//! place.

use std::path::Path;

use otp::Secret;
use vault::keyring::fake::Fake;
use vault::{DataDir, Edit, RecoveryKey, Start, Vault};

use crate::fixtures::{Desk, NOW, copy_folder, one_of_each, password};
use crate::keys;

const MANY: usize = 500;

/// A vault with accounts of all kinds, and with what a person can add to one.
fn with_everything() -> (Desk, Vault, RecoveryKey) {
    let desk = Desk::new();
    let mut vault = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap();
    let mut entries: Vec<_> = one_of_each().into_iter().cycle().take(MANY).collect();
    for (number, entry) in entries.iter_mut().enumerate() {
        entry.name = format!("№ {number} \\ \"слово\"");
        // mOTP has a shape of its own for keys, and keeps the one of the fixture.
        if entry.token.kind.name() != "motp" {
            entry.token.secret = Secret::from_bytes(format!("key {number:012}")).unwrap();
        }
    }
    let ids = vault.add(entries, NOW).unwrap();
    for id in ids.iter().step_by(50) {
        let edit = Edit {
            note: Some("два\nряда\t\u{0} \u{feff}".into()),
            tags: Some(vec!["работа".into(), "дом".into()]),
            favourite: Some(true),
            ..Edit::default()
        };
        vault.edit(id, edit, NOW + 1).unwrap();
    }
    let sheet = RecoveryKey::generate();
    vault.set_recovery(&sheet, true, NOW + 2).unwrap();
    (desk, vault, sheet)
}

/// The text of the accounts in the file, without the recipients, which a new key changes.
fn accounts_in(folder: &Path, sheet: &RecoveryKey) -> String {
    let sealed = std::fs::read(folder.join("vault.age")).unwrap();
    let text = keys::opened(&sealed, &sheet.to_text()).unwrap();
    let text = String::from_utf8(text).unwrap();
    let from = text.find("\"accounts\":").unwrap();
    let to = text.find("\"tombstones\":").unwrap();
    text[from..to].to_owned()
}

/// What must come back.
struct Everything {
    made: Vault,
    sheet: RecoveryKey,
    text: String,
}

impl Everything {
    fn of(desk: &Desk, made: Vault, sheet: RecoveryKey) -> Self {
        let text = accounts_in(desk.dir.path(), &sheet);
        assert_eq!(text.matches("\"secret\":").count(), MANY);
        Self { made, sheet, text }
    }

    fn is_in(&self, dir: &DataDir, opened: &Vault) {
        assert_eq!(opened.accounts().len(), MANY);
        assert!(
            opened.accounts() == self.made.accounts(),
            "an account differs"
        );
        assert!(opened.unreadable().is_empty());
        assert_eq!(opened.restored(), None);
        let found = accounts_in(dir.path(), &self.sheet);
        assert!(found == self.text, "not byte for byte the same");
    }
}

#[test]
fn a_wiped_keyring_and_a_sheet_give_all_back() {
    let (desk, made, sheet) = with_everything();
    let all = Everything::of(&desk, made, sheet);
    desk.fake.take(&desk.user()).unwrap();
    assert_eq!(desk.blocked(), "key_missing");
    let mut opened = desk.open_by(&all.sheet);
    all.is_in(&desk.dir, &opened);
    opened.move_to_keyring(&desk.keyring, NOW).unwrap();
    all.is_in(&desk.dir, &desk.open());
}

#[test]
fn the_folder_in_a_fresh_place_and_a_sheet_give_all_back() {
    let (desk, made, sheet) = with_everything();
    let all = Everything::of(&desk, made, sheet);
    let fresh = tempfile::tempdir().unwrap();
    let path = fresh.path().join("home/.local/share/propusk");
    copy_folder(desk.dir.path(), &path);
    let (dir, keyring) = (DataDir::open(&path).unwrap(), Fake::new().keyring());
    let Start::Blocked(blocked) = vault::start(&dir, &keyring, NOW) else {
        panic!("there is no key here");
    };
    assert_eq!(blocked.code(), "key_missing");
    let mut opened = vault::unlock_with_sheet(&dir, &keyring, &all.sheet, NOW).unwrap();
    all.is_in(&dir, &opened);
    opened.move_to_keyring(&keyring, NOW).unwrap();
    let Start::Ready(again) = vault::start(&dir, &keyring, NOW) else {
        panic!("the new key opens");
    };
    all.is_in(&dir, &again);
}

#[test]
fn under_a_password_the_folder_in_a_fresh_place_gives_all_back() {
    let (desk, mut made, sheet) = with_everything();
    made.set_password(&desk.keyring, &password(), NOW).unwrap();
    let all = Everything::of(&desk, made, sheet);
    let fresh = tempfile::tempdir().unwrap();
    copy_folder(desk.dir.path(), fresh.path());
    let (dir, keyring) = (DataDir::open(fresh.path()).unwrap(), Fake::new().keyring());
    assert!(matches!(vault::start(&dir, &keyring, NOW), Start::Locked));
    let opened = vault::unlock_with_password(&dir, &keyring, &password(), NOW).unwrap();
    all.is_in(&dir, &opened);
    let by_sheet = vault::unlock_with_sheet(&dir, &keyring, &all.sheet, NOW).unwrap();
    all.is_in(&dir, &by_sheet);
}
