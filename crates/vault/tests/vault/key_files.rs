//! Rows of the start-up table about the files that hold the device key under the app password.

use std::io::Write;
use std::time::{Duration, Instant};

use age::secrecy::SecretString;
use age::{Encryptor, scrypt};
use vault::keyring::user_of;
use vault::{DataDir, Guard, Start, Vault, Way};

use crate::fixtures::{Desk, NOW, PASSWORD, full, other_password, password, totp};
use crate::keys::identity_under;

const FIRST: &str = "device-key.age";
const COPY: &str = "device-key.previous.age";

#[test]
fn a_damaged_key_file_is_healed_from_its_copy() {
    let (desk, accounts, _sheet) = Desk::with_password();
    let good = desk.bytes(FIRST);
    let text = String::from_utf8_lossy(&good).into_owned();
    let header = text.find("\n---").unwrap();
    // In the version, the salt, the work factor, the key, the MAC, the content.
    let places = [
        3,
        35,
        text.find(" 18").unwrap() + 2,
        header - 5,
        header + 10,
        good.len() - 3,
    ];
    let bits: &[u8] = if full() {
        &[0, 1, 2, 3, 4, 5, 6, 7]
    } else {
        &[1]
    };
    for (place, bit) in places
        .iter()
        .step_by(if full() { 1 } else { 2 })
        .flat_map(|at| bits.iter().map(move |bit| (*at, bit)))
    {
        let mut bad = good.clone();
        bad[place] ^= 1 << bit;
        desk.put(FIRST, &bad);
        assert_eq!(
            desk.unlock(&password()).accounts(),
            accounts,
            "{place}.{bit}"
        );
        assert_eq!(desk.bytes(FIRST), good, "{place}.{bit}: healed");
    }
    let lengths = [0, good.len() - 1, 1, 100];
    for length in &lengths[..if full() { 4 } else { 2 }] {
        desk.put(FIRST, &good[..*length]);
        assert_eq!(desk.unlock(&password()).accounts(), accounts, "{length}");
        assert_eq!(desk.bytes(FIRST), good, "{length}: healed");
    }
}

#[test]
fn a_missing_key_file_is_healed_from_its_copy() {
    let (desk, accounts, _sheet) = Desk::with_password();
    std::fs::remove_file(desk.file(FIRST)).unwrap();
    assert!(desk.is_locked(), "the keyring is not asked");
    assert_eq!(desk.unlock(&password()).accounts(), accounts);
    assert_eq!(desk.bytes(FIRST), desk.bytes(COPY));
    std::fs::remove_file(desk.file(FIRST)).unwrap();
    assert_eq!(desk.refused(&other_password()), "wrong_password");
    assert!(
        !desk.files().contains(&FIRST.to_owned()),
        "only the right one heals"
    );
}

#[test]
fn a_missing_or_damaged_copy_is_made_again() {
    let (desk, _accounts, _sheet) = Desk::with_password();
    std::fs::remove_file(desk.file(COPY)).unwrap();
    desk.unlock(&password());
    assert_eq!(desk.bytes(FIRST), desk.bytes(COPY));
    desk.put(COPY, b"somebody wrote here");
    desk.unlock(&password());
    assert_eq!(desk.bytes(FIRST), desk.bytes(COPY));
}

#[cfg(unix)]
#[test]
fn a_key_file_that_cannot_be_read_is_a_damaged_one() {
    let (desk, accounts, sheet) = Desk::with_password();
    let first = desk.file(FIRST);
    std::fs::remove_file(&first).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", &first).unwrap();
    assert_eq!(desk.unlock(&password()).accounts(), accounts);
    let _ = std::fs::remove_file(&first);
    std::fs::create_dir(&first).unwrap();
    assert_eq!(desk.unlock(&password()).accounts(), accounts);
    std::fs::remove_file(desk.file(COPY)).unwrap();
    let Start::Blocked(blocked) = desk.start() else {
        panic!("no key file can be read");
    };
    assert_eq!(blocked.code(), "password_file_damaged");
    assert_eq!(blocked.ways[0], Way::Sheet);
    assert_eq!(desk.open_by(&sheet).accounts(), accounts);
}

#[test]
fn with_both_damaged_the_sheet_opens_and_a_new_password_mends() {
    let (desk, accounts, sheet) = Desk::with_password();
    let before = desk.bytes("vault.age");
    for name in [FIRST, COPY] {
        let mut bad = desk.bytes(name);
        bad[3] ^= 1;
        desk.put(name, &bad);
    }
    let Start::Blocked(blocked) = desk.start() else {
        panic!("no password can open that");
    };
    assert_eq!(blocked.code(), "password_file_damaged");
    assert_eq!(blocked.ways, [Way::Sheet, Way::Backup, Way::Retry]);
    assert_eq!(desk.refused(&password()), "password_file_damaged");
    for refused in [
        Vault::create(&desk.dir, &desk.keyring, NOW),
        Vault::create_with_password(&desk.dir, &password(), None, NOW),
    ] {
        assert_eq!(refused.unwrap_err().code(), "vault_exists");
    }
    assert_eq!(desk.bytes("vault.age"), before);
    let mut opened = desk.open_by(&sheet);
    assert_eq!(
        (opened.accounts(), opened.guard()),
        (&accounts[..], Guard::Password)
    );
    opened
        .set_password(&desk.keyring, &other_password(), NOW)
        .unwrap();
    assert_eq!(desk.unlock(&other_password()).accounts(), accounts);
}

#[test]
fn with_both_gone_the_vault_says_that_its_key_is_missing() {
    let (desk, accounts, sheet) = Desk::with_password();
    for name in [FIRST, COPY] {
        std::fs::remove_file(desk.file(name)).unwrap();
    }
    assert_eq!(desk.blocked(), "key_missing");
    let mut opened = desk.open_by(&sheet);
    opened.move_to_keyring(&desk.keyring, NOW).unwrap();
    assert_eq!(desk.open().accounts(), accounts);
}

/// A key file under this password, made by the `age` crate with this work factor.
fn key_file(identity: &str, password: &str, work_factor: u8) -> Vec<u8> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(password.to_owned()));
    recipient.set_work_factor(work_factor);
    let recipient: &dyn age::Recipient = &recipient;
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient)).unwrap();
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).unwrap();
    writer.write_all(identity.as_bytes()).unwrap();
    writer.finish().unwrap();
    sealed
}

#[test]
fn a_bomb_in_place_of_the_key_file_is_refused_at_once() {
    let (desk, accounts, sheet) = Desk::with_password();
    let good = desk.bytes(FIRST);
    let text = String::from_utf8_lossy(&good).into_owned();
    let factor = text.find(" 18\n").unwrap() + 1;
    let mut bombs: Vec<(String, Vec<u8>)> = ["21", "30", "63", "64", "99"]
        .iter()
        .map(|work| {
            let mut bomb = good.clone();
            bomb[factor..factor + 2].copy_from_slice(work.as_bytes());
            (format!("work factor {work}"), bomb)
        })
        .collect();
    bombs.push((
        "ten megabytes".into(),
        [&good[..], &vec![b'x'; 10 << 20]].concat(),
    ));
    bombs.push(("a long line".into(), vec![b'A'; 10 << 20]));
    let mut many = text[..text.find("\n---").unwrap()].to_owned();
    many.push_str(&"\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n".repeat(60));
    bombs.push(("many stanzas".into(), many.into_bytes()));
    for (name, bomb) in bombs {
        for file in [FIRST, COPY] {
            desk.put(file, &bomb);
        }
        let began = Instant::now();
        assert_eq!(desk.refused(&password()), "password_file_damaged", "{name}");
        let took = began.elapsed();
        assert!(took < Duration::from_secs(2), "{name}: took {took:?}");
        let _ = desk.start();
        assert_eq!(desk.open_by(&sheet).accounts(), accounts, "{name}");
    }
    // With a good copy beside it a bomb does no harm.
    desk.put(COPY, &good);
    assert_eq!(desk.unlock(&password()).accounts(), accounts);
    assert_eq!(desk.bytes(FIRST), good, "healed");
}

#[test]
fn a_file_for_keys_in_place_of_the_key_file_is_a_damaged_one() {
    let (desk, _accounts, _sheet) = Desk::with_password();
    let vault_file = desk.bytes("vault.age");
    for file in [FIRST, COPY] {
        desk.put(file, &vault_file);
    }
    assert_eq!(desk.blocked(), "password_file_damaged");
    // Under the right password, but not a key.
    let no_key = key_file("hello", PASSWORD, 10);
    for file in [FIRST, COPY] {
        desk.put(file, &no_key);
    }
    assert_eq!(desk.refused(&password()), "password_file_damaged");
}

#[test]
fn a_key_file_of_another_vault_is_named_a_wrong_key() {
    let (desk, accounts, sheet) = Desk::with_password();
    let strange = key_file(&sheet_of_another_vault(), PASSWORD, 10);
    for file in [FIRST, COPY] {
        desk.put(file, &strange);
    }
    assert_eq!(desk.refused(&password()), "key_wrong");
    assert_eq!(desk.refused(&other_password()), "wrong_password");
    assert_eq!(desk.open_by(&sheet).accounts(), accounts);
}

fn sheet_of_another_vault() -> String {
    vault::RecoveryKey::generate().to_text().to_string()
}

#[test]
fn a_newer_vault_under_a_password_is_refused_and_left_alone() {
    let (desk, _accounts, _sheet) = Desk::with_password();
    let key = identity_under(&desk.bytes(FIRST), PASSWORD).unwrap();
    let mut body = crate::keys::body(&desk.bytes("vault.age"), &key).unwrap();
    body["min_reader"] = 7.into();
    let newer = crate::keys::sealed(body.to_string().as_bytes(), &[&key]);
    desk.put("vault.age", &newer);
    std::fs::remove_file(desk.file(COPY)).unwrap();
    let before: Vec<_> = desk.files();
    let refused = vault::unlock_with_password(&desk.dir, &desk.keyring, &password(), NOW);
    let refused = refused.unwrap_err();
    assert_eq!(
        (refused.code(), refused.detail()),
        ("vault_newer", Some("7".into()))
    );
    assert_eq!(desk.bytes("vault.age"), newer);
    assert_eq!(desk.files(), before);
}

#[test]
fn an_older_vault_is_said_by_password_and_by_sheet() {
    let (desk, _accounts, sheet) = Desk::with_password();
    let mut vault = desk.unlock(&password());
    let old = desk.bytes("vault.age");
    vault.add(vec![totp(5)], NOW).unwrap();
    desk.put("vault.age", &old);
    assert_eq!(desk.refused(&password()), "vault_older");
    let by_sheet = vault::unlock_with_sheet(&desk.dir, &desk.keyring, &sheet, NOW);
    assert_eq!(by_sheet.unwrap_err().code(), "vault_older");
    assert_eq!(desk.bytes("vault.age"), old, "nothing is changed");
    vault::accept_older_vault(&desk.dir).unwrap();
    assert_eq!(desk.open_by(&sheet).accounts().len(), 3);
    assert_eq!(desk.unlock(&password()).accounts().len(), 3);
}

#[test]
fn under_a_password_damage_is_healed_from_previous_and_then_from_snapshots() {
    let (desk, _accounts, sheet) = Desk::with_password();
    let mut vault = desk.unlock(&password());
    vault.add(vec![totp(5)], NOW + 1).unwrap();
    for (file, accounts) in [("vault.age", 3), ("vault.previous.age", 3), ("", 2)] {
        if file.is_empty() {
            let newest = desk.snapshots().pop().unwrap();
            desk.put(&newest, b"");
        } else {
            let mut bad = desk.bytes(file);
            let end = bad.len() - 1;
            bad[end] ^= 1;
            desk.put(file, &bad);
        }
        let opened = desk.unlock(&password());
        assert!(opened.restored().is_some());
        assert_eq!(opened.accounts(), &vault.accounts()[..accounts], "{file}");
        let opened = desk.open_by(&sheet);
        assert!(opened.restored().is_some());
        assert_eq!(opened.accounts(), &vault.accounts()[..accounts], "{file}");
    }
}

#[test]
fn with_all_damaged_a_password_helps_nothing_and_a_backup_is_offered() {
    let (desk, _accounts, sheet) = Desk::with_password();
    for name in desk.all_files() {
        desk.put(&name, b"somebody wrote here");
    }
    let Start::Blocked(blocked) = desk.start() else {
        panic!("there is nothing to open");
    };
    assert_eq!(blocked.code(), "vault_damaged");
    assert_eq!(blocked.ways[0], Way::Backup);
    assert_eq!(desk.refused(&password()), "vault_damaged");
    let by_sheet = vault::unlock_with_sheet(&desk.dir, &desk.keyring, &sheet, NOW);
    assert_eq!(by_sheet.unwrap_err().code(), "vault_damaged");
}

#[test]
fn a_key_file_without_its_vault_is_no_welcome_and_hides_no_new_vault() {
    let (desk, _accounts, _sheet) = Desk::with_password();
    let key_file = desk.bytes(FIRST);
    for name in desk.all_files() {
        std::fs::remove_file(desk.file(&name)).unwrap();
    }
    assert_eq!(desk.blocked(), "key_without_vault");
    let refused = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap_err();
    assert_eq!(refused.code(), "key_without_vault");
    assert_eq!(desk.bytes(FIRST), key_file);
    let mut anew = Vault::create_beside_old_key(&desk.dir, &desk.keyring, NOW).unwrap();
    anew.add(vec![totp(1)], NOW).unwrap();
    assert_eq!(
        desk.open().accounts(),
        anew.accounts(),
        "the new vault opens"
    );
    let kept: Vec<_> = std::fs::read_dir(desk.file("quarantine"))
        .unwrap()
        .map(|it| std::fs::read(it.unwrap().path()).unwrap())
        .collect();
    assert!(kept.contains(&key_file), "the old key file is kept");
}

#[test]
fn a_key_prepared_for_a_vault_that_never_came_stands_in_nobodys_way() {
    let desk = Desk::new();
    desk.put(
        "device-key.new.age",
        &key_file(&sheet_of_another_vault(), PASSWORD, 10),
    );
    assert!(matches!(desk.start(), Start::Welcome));
    let made = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap();
    assert_eq!(desk.open().id(), made.id());
    assert!(!desk.files().iter().any(|it| it.contains("device-key")));
}

#[test]
fn only_snapshots_are_no_welcome_either() {
    let (desk, _vault, sheet) = Desk::with_sheet(3);
    for name in ["vault.age", "vault.previous.age"] {
        std::fs::remove_file(desk.file(name)).unwrap();
    }
    assert!(desk.open().restored().is_some());
    desk.fake.take(&desk.user());
    assert_eq!(desk.blocked(), "key_missing");
    for refused in [
        Vault::create(&desk.dir, &desk.keyring, NOW),
        Vault::create_beside_old_key(&desk.dir, &desk.keyring, NOW),
        Vault::create_with_password(&desk.dir, &password(), None, NOW),
    ] {
        assert_eq!(refused.unwrap_err().code(), "vault_exists");
    }
    assert_eq!(desk.open_by(&sheet).accounts().len(), 2);
}

#[test]
fn a_key_in_the_keyring_and_in_a_key_file_finishes_the_switch() {
    let (desk, mut vault, _sheet) = Desk::with_sheet(3);
    let (user, old) = (desk.user(), desk.keyring_key());
    desk.fake.set_trouble(vault::keyring::fake::Trouble::Fails(
        vault::KeyringError::Failed("busy".into()),
    ));
    vault.set_password(&desk.keyring, &password(), NOW).unwrap();
    desk.fake.set_trouble(vault::keyring::fake::Trouble::None);
    assert_eq!(desk.fake.users(), [user_of(vault.id())]);
    assert!(
        desk.is_locked(),
        "the password is in force, the keyring does not open"
    );
    let opened = desk.unlock(&password());
    assert!(!opened.is_switch_unfinished());
    assert!(desk.fake.users().is_empty(), "{user} is gone");
    assert!(desk.opened_by(&old).is_empty());
    assert_eq!(opened.accounts(), vault.accounts());
}

#[test]
fn a_vault_copied_elsewhere_opens_with_the_password_there() {
    let (desk, accounts, _sheet) = Desk::with_password();
    let fresh = Desk::new();
    crate::fixtures::copy_folder(desk.dir.path(), fresh.dir.path());
    let dir = DataDir::open(fresh.dir.path()).unwrap();
    assert!(matches!(
        vault::start(&dir, &fresh.keyring, NOW),
        Start::Locked
    ));
    assert_eq!(fresh.unlock(&password()).accounts(), accounts);
}
