//! The app password: on, changed, off, and who is locked out by it.

use vault::keyring::fake::{Fake, Trouble};
use vault::keyring::user_of;
use vault::{Guard, KeyringError, Passphrase, RecoveryKey, Start, Vault};

use crate::fixtures::{
    Desk, NOW, OTHER_PASSWORD, PASSWORD, full, has_program, other_password, password, skip, totp,
};
use crate::keys::{body, identity_under, public, recipients_in, vault_files};

const NOTHING: [String; 0] = [];

#[test]
fn switching_it_on_locks_out_whoever_had_read_the_key() {
    let (desk, mut vault, sheet) = Desk::with_sheet(3);
    let stolen = desk.keyring_key();
    assert_eq!(desk.opened_by(&stolen), desk.all_files());
    vault.set_password(&desk.keyring, &password(), NOW).unwrap();
    assert_eq!(vault.guard(), Guard::Password);
    assert!(!vault.is_switch_unfinished());
    assert_eq!(
        desk.opened_by(&stolen),
        NOTHING,
        "the old key opens nothing"
    );
    assert!(
        desk.fake.users().is_empty(),
        "no key is left in the keyring"
    );
    let key = identity_under(&desk.bytes("device-key.age"), PASSWORD).unwrap();
    assert_ne!(key, stolen, "it is a new key");
    assert_eq!(desk.opened_by(&key), desk.all_files());
    assert_eq!(desk.opened_by(&sheet.to_text()), desk.all_files());
    assert_eq!(
        desk.bytes("device-key.age"),
        desk.bytes("device-key.previous.age"),
        "a copy for the case of damage"
    );
    // A program that puts the key that it had read back into the keyring gains nothing.
    desk.fake.put(&user_of(vault.id()), stolen.as_bytes(), None);
    assert!(desk.is_locked());
    let opened = desk.unlock(&password());
    assert_eq!(opened.accounts(), vault.accounts());
    assert_eq!(opened.guard(), Guard::Password);
    assert!(!opened.opened_by_sheet());
    assert_eq!(opened.restored(), None);
}

#[test]
fn what_is_saved_under_a_password_is_for_its_key_and_the_sheet_alone() {
    let (desk, _accounts, sheet) = Desk::with_password();
    let mut vault = desk.unlock(&password());
    vault.add(vec![totp(9)], NOW).unwrap();
    let key = identity_under(&desk.bytes("device-key.age"), PASSWORD).unwrap();
    let mut expected = [public(&key), public(&sheet.to_text())];
    expected.sort();
    for (name, sealed) in vault_files(desk.dir.path()) {
        assert_eq!(recipients(&sealed, &sheet), expected, "{name}");
        let body = body(&sealed, &key).unwrap();
        assert!(body.get("switch").is_none(), "{name}: no key lies inside");
    }
    assert_eq!(desk.unlock(&password()).accounts(), vault.accounts());
}

/// Whom a vault file is for, `age1…`, sorted.
fn recipients(sealed: &[u8], sheet: &RecoveryKey) -> Vec<String> {
    recipients_in(&body(sealed, &sheet.to_text()).unwrap())
}

#[test]
fn changing_it_retires_the_old_password_and_its_key() {
    let (desk, accounts, sheet) = Desk::with_password();
    let mut vault = desk.unlock(&password());
    let old_file = desk.bytes("device-key.age");
    let old_key = identity_under(&old_file, PASSWORD).unwrap();
    vault
        .set_password(&desk.keyring, &other_password(), NOW)
        .unwrap();
    assert!(vault.is_password(&other_password()).unwrap());
    assert!(!vault.is_password(&password()).unwrap());
    assert_eq!(desk.opened_by(&old_key), NOTHING);
    assert_eq!(desk.opened_by(&sheet.to_text()), desk.all_files());
    let sealed = desk.bytes("device-key.age");
    assert_eq!(desk.bytes("device-key.previous.age"), sealed);
    let key = identity_under(&sealed, OTHER_PASSWORD).unwrap();
    assert_eq!(desk.opened_by(&key), desk.all_files());
    assert_eq!(desk.refused(&password()), "wrong_password");
    assert_eq!(desk.unlock(&other_password()).accounts(), accounts);
    // Whoever kept a copy of the old key file and knows the old password has a key to nothing.
    desk.put("device-key.age", &old_file);
    desk.put("device-key.previous.age", &old_file);
    assert_eq!(desk.refused(&password()), "key_wrong");
    assert_eq!(desk.open_by(&sheet).accounts(), accounts);
}

#[test]
fn switching_it_off_puts_a_new_key_into_the_keyring() {
    let (desk, _accounts, sheet) = Desk::with_password();
    let mut vault = desk.unlock(&password());
    let old_file = desk.bytes("device-key.age");
    let old_key = identity_under(&old_file, PASSWORD).unwrap();
    vault.move_to_keyring(&desk.keyring, NOW).unwrap();
    assert_eq!(vault.guard(), Guard::Keyring);
    assert!(!desk.files().iter().any(|it| it.contains("device-key")));
    assert_eq!(desk.opened_by(&old_key), NOTHING);
    assert_eq!(desk.opened_by(&desk.keyring_key()), desk.all_files());
    assert_eq!(desk.opened_by(&sheet.to_text()), desk.all_files());
    assert_eq!(desk.open().accounts(), vault.accounts());
    assert_eq!(desk.open().guard(), Guard::Keyring);
}

#[test]
fn one_set_after_the_sheet_retires_the_forgotten_one() {
    let (desk, accounts, sheet) = Desk::with_password();
    let mut opened = desk.open_by(&sheet);
    assert_eq!(opened.guard(), Guard::Password);
    let before = desk.bytes("vault.age");
    opened
        .set_password(&desk.keyring, &other_password(), NOW)
        .unwrap();
    assert!(
        !opened.opened_by_sheet(),
        "the session goes on with the new key"
    );
    assert_eq!(desk.opened_by(&sheet.to_text()), desk.all_files());
    let old = recipients(&before, &sheet);
    for (name, sealed) in vault_files(desk.dir.path()) {
        let now = recipients(&sealed, &sheet);
        let kept: Vec<_> = now.iter().filter(|it| old.contains(it)).collect();
        assert_eq!(
            (now.len(), kept.len()),
            (2, 1),
            "{name}: only the sheet is kept"
        );
    }
    assert_eq!(desk.refused(&password()), "wrong_password");
    assert_eq!(desk.unlock(&other_password()).accounts(), accounts);
}

#[test]
fn a_checked_sheet_comes_first() {
    let desk = Desk::new();
    let mut vault = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap();
    let files = desk.files();
    let refused = |vault: &mut Vault| {
        let refused = vault.set_password(&desk.keyring, &password(), NOW);
        assert_eq!(refused.unwrap_err().code(), "sheet_first");
    };
    refused(&mut vault);
    let sheet = RecoveryKey::generate();
    vault.set_recovery(&sheet, false, NOW).unwrap();
    refused(&mut vault);
    assert_eq!(desk.open().guard(), Guard::Keyring);
    assert!(!desk.files().iter().any(|it| it.contains("device-key")));
    assert!(files.iter().all(|it| desk.files().contains(it)));
    vault.check_recovery(&sheet, NOW).unwrap();
    vault.set_password(&desk.keyring, &password(), NOW).unwrap();
    assert!(desk.is_locked());
}

#[test]
fn short_and_guessable_ones_are_refused_before_anything_is_touched() {
    let (desk, mut vault, _sheet) = Desk::with_sheet(3);
    let before = (desk.bytes("vault.age"), desk.files(), desk.fake.users());
    for (text, code) in [
        ("ключ7Ж!", "password_too_short"),
        ("", "password_too_short"),
        ("password1", "password_guessable"),
        ("aaaaaaaaaaaa", "password_guessable"),
    ] {
        let weak = Passphrase::new(text);
        let refused = vault.set_password(&desk.keyring, &weak, NOW).unwrap_err();
        assert_eq!(refused.code(), code, "{text}");
        let elsewhere = Desk::new();
        let refused = Vault::create_with_password(&elsewhere.dir, &weak, None, NOW).unwrap_err();
        assert_eq!(refused.code(), code, "{text}");
        assert!(elsewhere.files().is_empty(), "{text}");
    }
    let after = (desk.bytes("vault.age"), desk.files(), desk.fake.users());
    assert_eq!(before, after);
}

#[test]
fn set_composed_it_opens_decomposed() {
    let (desk, mut vault, _sheet) = Desk::with_sheet(3);
    let composed = "Ёлка й ёжик, чей-то чай";
    let decomposed = "\u{415}\u{308}лка и\u{306} е\u{308}жик, чеи\u{306}-то чаи\u{306}";
    assert_ne!(composed, decomposed);
    vault
        .set_password(&desk.keyring, &Passphrase::new(composed), NOW)
        .unwrap();
    let typed_elsewhere = Passphrase::new(decomposed);
    assert_eq!(desk.unlock(&typed_elsewhere).accounts(), vault.accounts());
    // `age -d` takes the bytes as they are typed: what is stored is the composed form.
    let sealed = desk.bytes("device-key.age");
    assert!(identity_under(&sealed, composed).is_some());
    assert!(identity_under(&sealed, decomposed).is_none());
}

#[test]
fn blanks_and_case_count() {
    let (desk, mut vault, _sheet) = Desk::with_sheet(3);
    let exact = Passphrase::new(" Вечер у реки 7 ");
    vault.set_password(&desk.keyring, &exact, NOW).unwrap();
    for near in ["Вечер у реки 7", " вечер у реки 7 "] {
        assert_eq!(desk.refused(&Passphrase::new(near)), "wrong_password");
    }
    desk.unlock(&exact);
}

#[test]
fn wrong_ones_wipe_nothing() {
    let (desk, accounts, _sheet) = Desk::with_password();
    let everything = || {
        let mut all: Vec<_> = desk.files();
        all.extend(desk.snapshots());
        all.retain(|name| desk.file(name).is_file());
        let bytes: Vec<_> = all.iter().map(|name| desk.bytes(name)).collect();
        (all, bytes)
    };
    let before = everything();
    for number in 0..if full() { 100 } else { 2 } {
        let wrong = Passphrase::new(&format!("{PASSWORD}{number}"));
        assert_eq!(desk.refused(&wrong), "wrong_password");
    }
    assert_eq!(before, everything());
    assert_eq!(desk.unlock(&password()).accounts(), accounts);
}

#[test]
fn where_there_is_no_keyring_any_more_it_is_set_all_the_same() {
    let (desk, mut vault, _sheet) = Desk::with_sheet(3);
    desk.fake
        .set_trouble(Trouble::Fails(KeyringError::NoCollection));
    vault.set_password(&desk.keyring, &password(), NOW).unwrap();
    assert!(!vault.is_switch_unfinished());
    assert_eq!(desk.unlock(&password()).accounts(), vault.accounts());
}

#[test]
fn a_key_that_could_not_be_taken_out_of_the_keyring_goes_at_a_later_start() {
    let (desk, mut vault, _sheet) = Desk::with_sheet(3);
    let old_key = desk.keyring_key();
    desk.fake.set_trouble(Trouble::Fails(KeyringError::Locked));
    vault.set_password(&desk.keyring, &password(), NOW).unwrap();
    assert!(vault.is_switch_unfinished());
    assert_eq!(
        desk.opened_by(&old_key),
        NOTHING,
        "it opens nothing all the same"
    );
    let opened = desk.unlock(&password());
    assert!(opened.is_switch_unfinished());
    desk.fake.set_trouble(Trouble::None);
    assert_eq!(desk.fake.users().len(), 1);
    let opened = desk.unlock(&password());
    assert!(!opened.is_switch_unfinished());
    assert!(desk.fake.users().is_empty());
    assert_eq!(opened.accounts(), vault.accounts());
}

#[test]
fn without_a_keyring_it_does_not_go_off_and_still_opens() {
    let (desk, _accounts, _sheet) = Desk::with_password();
    let mut vault = desk.unlock(&password());
    for error in [
        KeyringError::Unavailable,
        KeyringError::Locked,
        KeyringError::Failed("x".into()),
    ] {
        let code = error.code();
        desk.fake.set_trouble(Trouble::Fails(error));
        let refused = vault.move_to_keyring(&desk.keyring, NOW).unwrap_err();
        assert_eq!(refused.code(), code);
    }
    desk.fake.set_trouble(Trouble::Replacement);
    let refused = vault.move_to_keyring(&desk.keyring, NOW).unwrap_err();
    assert_eq!(refused.code(), "keyring_changed_bytes");
    desk.fake.set_trouble(Trouble::None);
    assert!(
        desk.fake.users().is_empty(),
        "no useless key is left behind"
    );
    assert_eq!(vault.guard(), Guard::Password);
    assert_eq!(desk.unlock(&password()).accounts(), vault.accounts());
}

#[test]
fn a_vault_may_begin_with_one_where_there_is_no_keyring() {
    let desk = Desk::new();
    desk.fake
        .set_trouble(Trouble::Fails(KeyringError::NoCollection));
    let sheet = RecoveryKey::generate();
    let mut vault = Vault::create_with_password(&desk.dir, &password(), Some(&sheet), NOW).unwrap();
    assert_eq!(vault.guard(), Guard::Password);
    assert!(vault.recovery().unwrap().checked_at.is_some());
    vault.add(vec![totp(1)], NOW).unwrap();
    assert_eq!(desk.unlock(&password()).accounts(), vault.accounts());
    assert_eq!(desk.open_by(&sheet).accounts(), vault.accounts());
    for refused in [
        Vault::create_with_password(&desk.dir, &other_password(), None, NOW),
        Vault::create(&desk.dir, &Fake::new().keyring(), NOW),
    ] {
        assert_eq!(refused.unwrap_err().code(), "vault_exists");
    }
    assert_eq!(desk.unlock(&password()).accounts(), vault.accounts());
    assert_eq!(desk.fake.writes(), 0);
}

#[test]
fn without_a_sheet_only_the_password_opens() {
    let desk = Desk::new();
    let mut vault = Vault::create_with_password(&desk.dir, &password(), None, NOW).unwrap();
    assert_eq!(vault.recovery(), None);
    vault.add(vec![totp(1)], NOW).unwrap();
    let strange = RecoveryKey::generate();
    let refused = vault::unlock_with_sheet(&desk.dir, &desk.keyring, &strange, NOW).unwrap_err();
    assert_eq!(refused.code(), "sheet_wrong");
    assert_eq!(desk.unlock(&password()).accounts(), vault.accounts());
}

#[test]
fn the_stock_age_tool_opens_the_key_file_and_with_it_the_vault() {
    for program in ["age", "python3"] {
        if !has_program(program) {
            return skip(&format!("{program} is not installed"));
        }
    }
    let (desk, _accounts, _sheet) = Desk::with_password();
    let output = std::process::Command::new("python3")
        .args(["-c", AGE_ON_A_TERMINAL])
        .arg(desk.dir.path())
        .arg(PASSWORD)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let body: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(body["accounts"].as_array().unwrap().len(), 3);
}

/// `age` asks for a passphrase on its terminal only, so it gets one.
const AGE_ON_A_TERMINAL: &str = r#"
import os, pty, subprocess, sys
folder, password = sys.argv[1:]
key = os.path.join(folder, "key.txt")
child, terminal = pty.fork()
if child == 0:
    os.execvp("age", ["age", "-d", "-o", key, os.path.join(folder, "device-key.age")])
seen = b""
while b"passphrase" not in seen:
    seen += os.read(terminal, 1024)
os.write(terminal, password.encode() + b"\n")
try:
    while os.read(terminal, 1024):
        pass
except OSError:
    pass
if os.waitpid(child, 0)[1] != 0:
    sys.exit("age did not open the key file")
sys.exit(subprocess.run(["age", "-d", "-i", key, os.path.join(folder, "vault.age")]).returncode)
"#;

#[test]
fn a_locked_vault_is_never_a_welcome_and_never_replaced() {
    let (desk, _accounts, _sheet) = Desk::with_password();
    let before = desk.bytes("vault.age");
    for refused in [
        Vault::create(&desk.dir, &desk.keyring, NOW),
        Vault::create_beside_old_key(&desk.dir, &desk.keyring, NOW),
        Vault::create_with_password(&desk.dir, &other_password(), None, NOW),
    ] {
        assert_eq!(refused.unwrap_err().code(), "vault_exists");
    }
    assert!(matches!(desk.start(), Start::Locked));
    assert_eq!(desk.bytes("vault.age"), before);
    desk.unlock(&password());
}
