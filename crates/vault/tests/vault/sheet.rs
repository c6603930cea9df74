//! The recovery sheet: made, checked, renewed, and the way in that it is.

use std::path::Path;
use std::process::Command;

use vault::backup::{self, Opener};
use vault::keyring::user_of;
use vault::{RecoveryKey, Start, Way};

use crate::fixtures::{DAY, Desk, NOW, has_program, password, skip, totp};
use crate::keys;

const NOTHING: [String; 0] = [];

#[test]
fn a_first_sheet_opens_the_vault_and_every_earlier_state() {
    let (desk, mut vault) = Desk::with_accounts(2);
    vault.add(vec![totp(2)], NOW + DAY).unwrap();
    vault.add(vec![totp(3)], NOW + 2 * DAY).unwrap();
    assert_eq!(vault.recovery(), None);
    let sheet = RecoveryKey::generate();
    assert_eq!(desk.opened_by(&sheet.to_text()), NOTHING);
    vault.set_recovery(&sheet, false, NOW + 2 * DAY).unwrap();
    let known = vault.recovery().unwrap();
    assert_eq!((known.made_at, known.checked_at), (NOW + 2 * DAY, None));
    assert_eq!(desk.opened_by(&sheet.to_text()), desk.all_files());
    assert_eq!(desk.opened_by(&desk.keyring_key()), desk.all_files());
    let strange = RecoveryKey::generate();
    let refused = vault.check_recovery(&strange, NOW).unwrap_err();
    assert_eq!(refused.code(), "sheet_wrong");
    assert_eq!(vault.recovery().unwrap().checked_at, None);
    vault.check_recovery(&sheet, NOW + 3 * DAY).unwrap();
    let opened = desk.open();
    assert_eq!(opened.recovery(), vault.recovery());
    assert_eq!(opened.recovery().unwrap().checked_at, Some(NOW + 3 * DAY));
}

#[test]
fn its_text_comes_back_as_the_same_sheet() {
    let (desk, vault, sheet) = Desk::with_sheet(3);
    let text = sheet.to_text();
    assert_eq!((text.len(), &text[..16]), (74, "AGE-SECRET-KEY-1"));
    let scanned = RecoveryKey::from_text(&text).unwrap();
    assert_eq!(desk.open_by(&scanned).accounts(), vault.accounts());
    assert!(RecoveryKey::from_text(&text[..73]).is_none());
    assert!(!format!("{sheet:?}").contains("AGE"));
}

#[test]
fn it_opens_whatever_the_keyring_says_and_changes_nothing_by_itself() {
    let (desk, vault, sheet) = Desk::with_sheet(3);
    let before = (desk.bytes("vault.age"), desk.files());
    let key = desk.fake.take(&desk.user()).unwrap();
    let Start::Blocked(blocked) = desk.start() else {
        panic!("no key, no codes");
    };
    assert_eq!(blocked.code(), "key_missing");
    assert!(blocked.ways.contains(&Way::Sheet));
    let opened = desk.open_by(&sheet);
    assert_eq!(opened.accounts(), vault.accounts());
    assert_eq!(opened.restored(), None);
    assert_eq!(before, (desk.bytes("vault.age"), desk.files()));
    assert!(desk.fake.users().is_empty());
    desk.fake.put(&user_of(vault.id()), &key, None);
    assert!(!desk.open().opened_by_sheet());
}

#[test]
fn changes_can_be_saved_in_a_session_that_it_opened() {
    let (desk, _vault, sheet) = Desk::with_sheet(3);
    let key = desk.fake.take(&desk.user()).unwrap();
    let mut opened = desk.open_by(&sheet);
    opened.add(vec![totp(7)], NOW).unwrap();
    assert_eq!(desk.open_by(&sheet).accounts(), opened.accounts());
    desk.fake.put(&user_of(opened.id()), &key, None);
    assert_eq!(
        desk.open().accounts(),
        opened.accounts(),
        "also for the key"
    );
}

#[test]
fn another_sheet_is_named_so() {
    let (desk, _vault, _sheet) = Desk::with_sheet(3);
    let before = desk.bytes("vault.age");
    let strange = RecoveryKey::generate();
    let refused = vault::unlock_with_sheet(&desk.dir, &desk.keyring, &strange, NOW).unwrap_err();
    assert_eq!(refused.code(), "sheet_wrong");
    assert_eq!(desk.bytes("vault.age"), before);
}

#[test]
fn a_renewed_sheet_retires_the_old_one_here_and_not_in_older_backups() {
    let (desk, mut vault, old) = Desk::with_sheet(3);
    let elsewhere = tempfile::tempdir().unwrap();
    let older = backup::write(&vault, elsewhere.path(), 10, NOW)
        .unwrap()
        .file;
    let new = RecoveryKey::generate();
    vault.set_recovery(&new, true, NOW + 1).unwrap();
    assert_eq!(vault.recovery().unwrap().made_at, NOW + 1);
    assert_eq!(desk.opened_by(&old.to_text()), NOTHING);
    assert_eq!(desk.opened_by(&new.to_text()), desk.all_files());
    assert_eq!(desk.opened_by(&desk.keyring_key()), desk.all_files());
    let refused = vault::unlock_with_sheet(&desk.dir, &desk.keyring, &old, NOW).unwrap_err();
    assert_eq!(refused.code(), "sheet_wrong");
    assert_eq!(
        vault.check_recovery(&old, NOW).unwrap_err().code(),
        "sheet_wrong"
    );
    assert_eq!(desk.open_by(&new).accounts(), vault.accounts());
    let newer = backup::write(&vault, elsewhere.path(), 10, NOW + 1)
        .unwrap()
        .file;
    let held = |file: &Path, sheet: &RecoveryKey| {
        backup::rehearse(&std::fs::read(file).unwrap(), Opener::Sheet(sheet))
            .map(|found| found.accounts)
            .map_err(|error| error.code())
    };
    assert_eq!(held(&older, &old), Ok(3), "an old backup keeps its sheet");
    assert_eq!(held(&older, &new), Err("backup_other_key"));
    assert_eq!(held(&newer, &new), Ok(3));
    assert_eq!(held(&newer, &old), Err("backup_other_key"));
}

#[test]
fn the_stock_age_tool_opens_vault_and_backup_with_its_text() {
    if !has_program("age") {
        return skip("age is not installed");
    }
    let (desk, vault, sheet) = Desk::with_sheet(3);
    let elsewhere = tempfile::tempdir().unwrap();
    let backup = backup::write(&vault, elsewhere.path(), 10, NOW).unwrap();
    assert_eq!((backup.accounts, backup.of), (3, 3));
    let key = elsewhere.path().join("key.txt");
    std::fs::write(&key, &*sheet.to_text()).unwrap();
    let mut files = vec![backup.file];
    files.extend(desk.all_files().iter().map(|name| desk.file(name)));
    for file in files {
        let output = Command::new("age")
            .arg("-d")
            .arg("-i")
            .args([&key, &file])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}: {output:?}", file.display());
        let body: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(body["accounts"].is_array(), "{}", file.display());
    }
}

#[test]
fn after_it_a_new_key_goes_beside_an_item_of_the_wrong_shape() {
    let (desk, vault, sheet) = Desk::with_sheet(3);
    let user = desk.user();
    let old_key = desk.keyring_key();
    desk.fake.put(&user, b"hunter2", None);
    assert_eq!(desk.blocked(), "key_malformed");
    let mut opened = desk.open_by(&sheet);
    opened.move_to_keyring(&desk.keyring, NOW).unwrap();
    assert!(!opened.opened_by_sheet());
    assert_eq!(desk.fake.users().len(), 2);
    assert_eq!(
        desk.fake.take(&user).unwrap().as_slice(),
        b"hunter2",
        "kept"
    );
    desk.fake.put(&user, b"hunter2", None);
    assert_eq!(desk.opened_by(&old_key), NOTHING);
    let again = desk.open();
    assert_eq!(again.accounts(), vault.accounts());
    assert_eq!(again.restored(), None);
    assert!(!again.is_switch_unfinished());
}

#[test]
fn after_it_the_key_that_was_in_the_way_opens_nothing() {
    let (desk, vault, sheet) = Desk::with_sheet(3);
    let old_key = desk.keyring_key();
    let mut opened = desk.open_by(&sheet);
    opened.move_to_keyring(&desk.keyring, NOW).unwrap();
    assert_eq!(desk.opened_by(&old_key), NOTHING);
    let again = desk.open();
    assert_eq!(again.accounts(), vault.accounts());
    assert_eq!(
        again.restored(),
        None,
        "the old item beside it misleads nobody"
    );
}

#[test]
fn a_sheet_session_may_not_renew_the_sheet_that_it_lives_on() {
    let (desk, _vault, sheet) = Desk::with_sheet(3);
    desk.fake.take(&desk.user());
    let mut opened = desk.open_by(&sheet);
    let refused = opened.set_recovery(&RecoveryKey::generate(), true, NOW);
    assert_eq!(refused.unwrap_err().code(), "key_missing");
    opened.move_to_keyring(&desk.keyring, NOW).unwrap();
    let new = RecoveryKey::generate();
    opened.set_recovery(&new, true, NOW).unwrap();
    assert_eq!(desk.opened_by(&sheet.to_text()), NOTHING);
    assert_eq!(desk.open_by(&new).accounts(), opened.accounts());
}

#[test]
fn renewed_under_a_password_the_password_stays() {
    let (desk, _accounts, old) = Desk::with_password();
    let mut vault = desk.unlock(&password());
    let new = RecoveryKey::generate();
    let key_file = desk.bytes("device-key.age");
    vault.set_recovery(&new, true, NOW).unwrap();
    assert_eq!(desk.bytes("device-key.age"), key_file);
    assert_eq!(desk.opened_by(&old.to_text()), NOTHING);
    assert_eq!(desk.opened_by(&new.to_text()), desk.all_files());
    assert_eq!(desk.unlock(&password()).accounts(), vault.accounts());
}

#[test]
fn the_key_of_the_sheet_is_written_nowhere() {
    let (desk, _vault, sheet) = Desk::with_sheet(3);
    let text = sheet.to_text();
    let key = desk.keyring_key();
    let mut opened = desk.open_by(&sheet);
    opened.add(vec![totp(8)], NOW).unwrap();
    opened.move_to_keyring(&desk.keyring, NOW).unwrap();
    let new_key = String::from_utf8(desk.fake.take(&desk.fake.users()[1]).unwrap().to_vec());
    for (name, sealed) in keys::vault_files(desk.dir.path()) {
        let plain = keys::opened(&sealed, new_key.as_ref().unwrap()).unwrap();
        let plain = String::from_utf8(plain).unwrap();
        assert!(!plain.contains(&text[16..]), "{name}");
        assert!(!plain.contains(&key[16..]), "{name}");
    }
}
