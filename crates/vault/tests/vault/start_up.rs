//! The start-up table, row by row, over the scripted keyring.

use std::time::{Duration, Instant};

use vault::Way::{Backup, NewVault, NewWithPassword, OpenOlder, Retry, Sheet, Unlock};
use vault::keyring::fake::{Fake, Trouble};
use vault::keyring::user_of;
use vault::{DataDir, Keyring, KeyringError, Start, Vault, Way};

use crate::fixtures::{DAY, Desk, NOW, totp};

const STRANGE_KEY: &str =
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

#[test]
fn nothing_anywhere_is_a_welcome() {
    let desk = Desk::new();
    assert!(matches!(desk.start(), Start::Welcome));
    assert!(desk.files().is_empty(), "a start creates nothing");
    assert_eq!(
        desk.fake.writes(),
        0,
        "a start writes nothing into the keyring"
    );
}

#[test]
fn a_good_vault_and_its_key_open() {
    let (desk, vault) = Desk::with_accounts(3);
    let opened = desk.open();
    assert_eq!(opened.accounts(), vault.accounts());
    assert_eq!(opened.id(), vault.id());
    assert_eq!(opened.restored(), None);
    assert_eq!(desk.fake.writes(), 1, "after set-up the key is only read");
}

#[test]
fn a_key_without_a_vault_is_said_and_never_overwritten() {
    let (desk, vault) = Desk::with_accounts(1);
    let user = desk.user();
    let old_id = vault.id().to_owned();
    for name in ["vault.age", "vault.previous.age"] {
        std::fs::remove_file(desk.file(name)).unwrap();
    }
    assert_eq!(desk.blocked(), "key_without_vault");
    let refused = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap_err();
    assert_eq!(refused.code(), "key_without_vault");
    let anew = Vault::create_beside_old_key(&desk.dir, &desk.keyring, NOW).unwrap();
    assert_ne!(anew.id(), old_id, "a new vault has a new id");
    assert!(
        desk.fake.users().contains(&user),
        "the old key is still there"
    );
    assert!(desk.open().accounts().is_empty());
}

#[test]
fn a_key_of_another_folder_does_not_stand_in_the_way() {
    let (desk, _vault) = Desk::with_accounts(1);
    let other = DataDir::open(desk.temp.path().join("other")).unwrap();
    assert!(matches!(
        vault::start(&other, &desk.keyring, NOW),
        Start::Welcome
    ));
    Vault::create(&other, &desk.keyring, NOW).unwrap();
    assert_eq!(
        desk.fake.users().len(),
        2,
        "each folder has a vault and an item of its own"
    );
    assert_eq!(desk.open().accounts().len(), 1);
}

#[test]
fn a_key_without_any_note_counts_as_ours() {
    let desk = Desk::new();
    desk.fake.put(
        "vault:0b8e9d0c-0000-4000-8000-000000000000",
        STRANGE_KEY.as_bytes(),
        None,
    );
    assert_eq!(desk.blocked(), "key_without_vault");
}

#[test]
fn a_missing_key_never_makes_a_new_vault() {
    let (desk, _vault) = Desk::with_accounts(2);
    let before = (
        desk.bytes("vault.age"),
        desk.bytes("vault.previous.age"),
        desk.files(),
    );
    let key = desk.fake.take(&desk.user()).unwrap();
    assert_eq!(desk.blocked(), "key_missing");
    for refused in [
        Vault::create(&desk.dir, &desk.keyring, NOW),
        Vault::create_beside_old_key(&desk.dir, &desk.keyring, NOW),
    ] {
        assert_eq!(refused.unwrap_err().code(), "vault_exists");
    }
    assert!(desk.fake.users().is_empty(), "no new key either");
    let after = (
        desk.bytes("vault.age"),
        desk.bytes("vault.previous.age"),
        desk.files(),
    );
    assert_eq!(before, after, "the files are untouched");
    let id = String::from_utf8(desk.bytes("vault.id")).unwrap();
    desk.fake.put(&user_of(id.trim()), &key, None);
    assert_eq!(
        desk.open().accounts().len(),
        2,
        "with the key back the codes are back"
    );
}

#[test]
fn only_a_previous_file_without_its_key_is_no_welcome() {
    let (desk, _vault) = Desk::with_accounts(2);
    std::fs::remove_file(desk.file("vault.age")).unwrap();
    desk.fake.take(&desk.user());
    assert_eq!(desk.blocked(), "key_missing");
    let refused = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap_err();
    assert_eq!(refused.code(), "vault_exists");
}

#[test]
fn a_key_that_does_not_open_is_named_so() {
    let (desk, _vault) = Desk::with_accounts(2);
    let before = desk.bytes("vault.age");
    desk.fake.put(&desk.user(), STRANGE_KEY.as_bytes(), None);
    assert_eq!(desk.blocked(), "key_wrong");
    assert_eq!(desk.bytes("vault.age"), before);
}

#[test]
fn an_item_of_the_wrong_shape_is_named_so_and_kept() {
    let (desk, _vault) = Desk::with_accounts(2);
    for wrong in [
        &b"hunter2"[..],
        b"",
        b"\xff\xff",
        b"AGE-SECRET-KEY-1",
        &[b'A'; 3000],
    ] {
        desk.fake.put(&desk.user(), wrong, None);
        assert_eq!(desk.blocked(), "key_malformed", "{wrong:?}");
        assert_eq!(desk.fake.take(&desk.user()).unwrap().as_slice(), wrong);
        desk.fake.put("vault:other", b"also wrong", None);
        assert_eq!(
            desk.blocked(),
            "key_missing",
            "another item of the wrong shape is not ours"
        );
        desk.fake.take("vault:other");
        let id = String::from_utf8(desk.bytes("vault.id")).unwrap();
        desk.fake.put(&user_of(id.trim()), wrong, None);
    }
}

#[test]
fn a_keyring_that_changes_what_it_reads_loses_nothing() {
    let (desk, _vault) = Desk::with_accounts(2);
    let before = desk.bytes("vault.age");
    for trouble in [
        Trouble::Garbage,
        Trouble::Replacement,
        Trouble::Truncated(40),
    ] {
        desk.fake.set_trouble(trouble.clone());
        assert_eq!(desk.blocked(), "key_malformed", "{trouble:?}");
    }
    desk.fake.set_trouble(Trouble::None);
    assert_eq!(desk.open().accounts().len(), 2);
    assert_eq!(desk.bytes("vault.age"), before);
}

#[test]
fn every_ambiguous_key_is_tried() {
    let (desk, _vault) = Desk::with_accounts(2);
    for other in [STRANGE_KEY, "not a key"] {
        desk.fake.set_trouble(Trouble::Ambiguous(other.into()));
        assert_eq!(desk.open().accounts().len(), 2);
    }
}

#[test]
fn keyring_trouble_has_its_own_words_and_touches_nothing() {
    let (desk, _vault) = Desk::with_accounts(2);
    let before = desk.bytes("vault.age");
    for (error, code) in [
        (KeyringError::Unavailable, "keyring_unavailable"),
        (KeyringError::NoCollection, "keyring_no_collection"),
        (KeyringError::Locked, "keyring_locked"),
        (KeyringError::Failed("x".into()), "keyring_failed"),
    ] {
        desk.fake.set_trouble(Trouble::Fails(error));
        assert_eq!(desk.blocked(), code);
        let refused = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap_err();
        assert!(["vault_exists", code].contains(&refused.code()));
    }
    assert_eq!(desk.bytes("vault.age"), before);
    desk.fake.set_trouble(Trouble::None);
    assert_eq!(desk.open().accounts().len(), 2);
}

#[test]
fn without_a_vault_keyring_trouble_is_said_as_well() {
    let desk = Desk::new();
    desk.fake
        .set_trouble(Trouble::Fails(KeyringError::NoCollection));
    assert_eq!(desk.blocked(), "keyring_no_collection");
    let refused = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap_err();
    assert_eq!(refused.code(), "keyring_no_collection");
    assert!(!desk.files().contains(&"vault.age".to_owned()));
}

#[test]
fn a_locked_keyring_opens_after_the_prompt() {
    let (desk, _vault) = Desk::with_accounts(1);
    desk.fake.set_trouble(Trouble::Fails(KeyringError::Locked));
    assert_eq!(desk.blocked(), "keyring_locked");
    assert_eq!(
        desk.keyring.unlock(),
        Err(KeyringError::Locked),
        "the person said no"
    );
    desk.fake.set_prompt_unlocks(true);
    assert_eq!(desk.keyring.unlock(), Ok(()));
    assert_eq!(desk.open().accounts().len(), 1);
}

#[test]
fn a_silent_keyring_blocks_for_the_deadline_only() {
    let (desk, _vault) = Desk::with_accounts(1);
    desk.fake
        .set_trouble(Trouble::Slow(Duration::from_millis(1500)));
    let impatient = desk.keyring.with_deadline(Duration::from_millis(200));
    let began = Instant::now();
    let Start::Blocked(blocked) = vault::start(&desk.dir, &impatient, NOW) else {
        panic!("a silent keyring must block the start");
    };
    assert_eq!(blocked.code(), "keyring_silent");
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "took {:?}",
        began.elapsed()
    );
    // Calls behind the hanging one wait within their own deadline as well.
    assert_eq!(impatient.check(), Err(KeyringError::Silent));
    desk.fake.set_trouble(Trouble::None);
    assert_eq!(
        desk.open().accounts().len(),
        1,
        "once it answers again the vault opens"
    );
}

#[test]
fn a_restarted_daemon_is_healed_without_a_word() {
    let (desk, _vault) = Desk::with_accounts(1);
    desk.fake
        .set_trouble(Trouble::Stale(KeyringError::Failed("NoSession".into())));
    assert_eq!(desk.open().accounts().len(), 1);
    assert_eq!(desk.fake.reopened(), 1);
}

#[test]
fn a_store_that_panics_does_not_take_the_keyring_away() {
    let (desk, _vault) = Desk::with_accounts(1);
    desk.fake.set_trouble(Trouble::Panics);
    assert_eq!(desk.blocked(), "keyring_failed");
    desk.fake.set_trouble(Trouble::None);
    assert_eq!(desk.open().accounts().len(), 1);
}

#[test]
fn a_lost_vault_id_is_found_among_all_items() {
    let (desk, vault) = Desk::with_accounts(2);
    desk.fake.put("vault:other", STRANGE_KEY.as_bytes(), None);
    for wrong in [
        None,
        Some(&b"rubbish"[..]),
        Some(b"3f0c5c5e-0000-4000-8000-000000000000"),
    ] {
        match wrong {
            None => std::fs::remove_file(desk.file("vault.id")).unwrap(),
            Some(text) => desk.put("vault.id", text),
        }
        assert_eq!(desk.open().accounts().len(), 2, "{wrong:?}");
    }
    let mut opened = desk.open();
    opened.add(vec![totp(9)], NOW).unwrap();
    assert_eq!(
        desk.bytes("vault.id"),
        format!("{}\n", vault.id()).into_bytes(),
        "noted again"
    );
}

#[test]
fn a_lost_vault_id_and_only_strange_keys_is_a_wrong_key() {
    let (desk, _vault) = Desk::with_accounts(2);
    std::fs::remove_file(desk.file("vault.id")).unwrap();
    desk.fake.take(&desk.user());
    assert_eq!(desk.blocked(), "key_missing");
    desk.fake.put("vault:other", STRANGE_KEY.as_bytes(), None);
    assert_eq!(desk.blocked(), "key_wrong");
}

#[test]
fn a_damaged_vault_without_previous_is_said_even_without_a_keyring() {
    let (desk, _vault) = Desk::with_accounts(2);
    std::fs::remove_file(desk.file("vault.previous.age")).unwrap();
    desk.put("vault.age", b"this is no age file");
    desk.fake
        .set_trouble(Trouble::Fails(KeyringError::Unavailable));
    assert_eq!(desk.blocked(), "vault_damaged");
    let refused = Vault::create_beside_old_key(&desk.dir, &desk.keyring, NOW).unwrap_err();
    assert_eq!(refused.code(), "vault_exists");
    assert_eq!(
        desk.bytes("vault.age"),
        b"this is no age file",
        "it stays for later rescue"
    );
}

#[test]
fn an_empty_file_is_damaged_and_not_a_welcome() {
    let (desk, _vault) = Desk::with_accounts(2);
    std::fs::remove_file(desk.file("vault.previous.age")).unwrap();
    desk.put("vault.age", b"");
    assert_eq!(desk.blocked(), "vault_damaged");
}

#[test]
fn an_older_vault_than_last_seen_is_said_and_can_be_accepted() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let old = desk.bytes("vault.age");
    vault.add(vec![totp(5)], NOW).unwrap();
    desk.put("vault.age", &old);
    assert_eq!(desk.blocked(), "vault_older");
    assert_eq!(desk.bytes("vault.age"), old, "nothing is changed");
    vault::accept_older_vault(&desk.dir).unwrap();
    assert_eq!(desk.open().accounts().len(), 1);
}

#[test]
fn a_snapshot_is_the_last_resort_and_its_date_is_said() {
    let (desk, vault, _sheet) = Desk::with_sheet(3);
    for name in ["vault.age", "vault.previous.age"] {
        let mut bad = desk.bytes(name);
        bad[500] ^= 1;
        // Not in place: the newest snapshot is a second name of the previous file.
        std::fs::remove_file(desk.file(name)).unwrap();
        desk.put(name, &bad);
    }
    let before = desk.all_bytes();
    let mut opened = desk.open();
    assert_eq!(
        opened.restored(),
        Some(NOW - DAY),
        "the date of what is shown"
    );
    assert_eq!(opened.accounts(), &vault.accounts()[..2]);
    assert_eq!(desk.all_bytes(), before, "a start changes nothing");
    opened.add(vec![totp(8)], NOW).unwrap();
    assert_eq!(desk.open().restored(), None);
    assert_eq!(desk.open().accounts().len(), 3);
    let newest = desk.snapshots().pop().unwrap();
    for name in ["vault.age", "vault.previous.age", &newest] {
        desk.put(name, b"");
    }
    let opened = desk.open();
    assert_eq!(
        opened.restored(),
        Some(NOW - 2 * DAY),
        "then the one before"
    );
    assert_eq!(opened.accounts().len(), 1);
}

#[test]
fn each_trouble_of_the_keyring_offers_the_ways_past_it() {
    let (desk, _vault, _sheet) = Desk::with_sheet(3);
    let empty = Desk::new();
    let unavailable = ([Retry, Sheet, Backup], [NewWithPassword, Backup, Retry]);
    let failed = ([Retry, Sheet, Backup], [Retry, NewWithPassword, Backup]);
    let locked = ([Unlock, Sheet, Backup], [Unlock, NewWithPassword, Backup]);
    for (error, (with_vault, without)) in [
        (KeyringError::Unavailable, unavailable),
        (KeyringError::NoCollection, unavailable),
        (KeyringError::Failed("x".into()), failed),
        (KeyringError::Locked, locked),
        (KeyringError::Silent, failed),
    ] {
        for (desk, expected) in [(&desk, with_vault), (&empty, without)] {
            desk.fake.set_trouble(Trouble::Fails(error.clone()));
            assert_eq!(ways(desk, error.code()), expected);
            desk.fake.set_trouble(Trouble::None);
        }
    }
}

#[test]
fn each_trouble_with_keys_and_files_offers_the_ways_past_it() {
    let (desk, mut vault, _sheet) = Desk::with_sheet(3);
    let user = desk.user();
    let key = desk.fake.take(&user).unwrap();
    assert_eq!(ways(&desk, "key_missing"), [Sheet, Retry, Backup]);
    desk.fake.put(&user, b"hunter2", None);
    assert_eq!(ways(&desk, "key_malformed"), [Sheet, Retry, Backup]);
    desk.fake.put(&user, STRANGE_KEY.as_bytes(), None);
    assert_eq!(ways(&desk, "key_wrong"), [Sheet, Retry, Backup]);
    desk.fake.put(&user, &key, None);
    let old = desk.bytes("vault.age");
    vault.add(vec![totp(4)], NOW).unwrap();
    desk.put("vault.age", &old);
    assert_eq!(ways(&desk, "vault_older"), [OpenOlder, Retry]);
    for name in desk.all_files() {
        desk.put(&name, b"rubbish");
    }
    assert_eq!(ways(&desk, "vault_damaged"), [Backup, Retry]);
    for name in desk.all_files() {
        std::fs::remove_file(desk.file(&name)).unwrap();
    }
    assert_eq!(ways(&desk, "key_without_vault"), [Backup, NewVault, Retry]);
}

fn ways(desk: &Desk, code: &str) -> Vec<Way> {
    match desk.start() {
        Start::Blocked(blocked) => {
            assert_eq!(blocked.code(), code);
            blocked.ways
        }
        other => panic!("{code}: got {other:?}"),
    }
}

#[test]
fn broken_settings_never_block_the_codes() {
    let (desk, _vault) = Desk::with_accounts(1);
    desk.put("settings.json", b"\xff{{{");
    assert_eq!(desk.open().accounts().len(), 1);
}

#[test]
fn a_keyring_that_changes_bytes_makes_no_vault() {
    for trouble in [
        Trouble::Garbage,
        Trouble::Replacement,
        Trouble::Truncated(73),
    ] {
        let desk = Desk::new();
        desk.fake.set_trouble(trouble.clone());
        let refused = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap_err();
        assert_eq!(refused.code(), "keyring_changed_bytes", "{trouble:?}");
        assert!(desk.fake.users().is_empty(), "the useless item is removed");
        assert!(!desk.files().contains(&"vault.age".to_owned()));
    }
}

#[test]
fn a_key_written_too_late_is_taken_out_again() {
    let desk = Desk::new();
    desk.fake
        .set_trouble(Trouble::Slow(Duration::from_millis(150)));
    // The list answers in time, the three steps of writing do not.
    let impatient = desk.keyring.with_deadline(Duration::from_millis(300));
    let refused = Vault::create(&desk.dir, &impatient, NOW).unwrap_err();
    assert_eq!(refused.code(), "keyring_silent");
    desk.fake.set_trouble(Trouble::None);
    desk.keyring.check().unwrap();
    assert!(
        desk.fake.users().is_empty(),
        "or the next start would find a key without a vault"
    );
    assert!(matches!(desk.start(), Start::Welcome));
}

#[test]
fn only_one_short_line_of_ascii_reaches_the_keyring() {
    let fake = Fake::new();
    let keyring: Keyring = fake.keyring();
    for bad in [&b"two\nlines"[..], b"", "ключ".as_bytes(), &[b'A'; 129]] {
        let refused = keyring.write_new("vault:x", bad, "/folder").unwrap_err();
        assert_eq!(refused.code(), "keyring_failed");
    }
    assert_eq!(fake.writes(), 0);
}

#[test]
fn an_existing_item_is_never_written_over() {
    let fake = Fake::new();
    fake.put("vault:x", b"precious", None);
    assert!(
        fake.keyring()
            .write_new("vault:x", b"other", "/folder")
            .is_err()
    );
    assert_eq!(fake.take("vault:x").unwrap().as_slice(), b"precious");
}
