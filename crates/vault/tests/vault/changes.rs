//! Adding, editing, removing, restoring; and what a second process sees of it.

use std::time::Duration;

use otp::{Counter, Kind};
use vault::{AccountId, Edit, Imported, Vault};

use crate::fixtures::{DAY, Desk, NOW, hotp, one_of_each, totp};

#[test]
fn every_kind_comes_back_as_it_was() {
    let (desk, mut vault) = Desk::with_accounts(0);
    let entries = one_of_each();
    let ids = vault.add(entries.clone(), NOW).unwrap();
    let opened = desk.open();
    assert!(opened.unreadable().is_empty());
    for (id, entry) in ids.iter().zip(&entries) {
        let account = opened.account(id).unwrap();
        assert_eq!(account.token, entry.token);
        assert_eq!(
            (&account.issuer, &account.name),
            (&entry.issuer, &entry.name)
        );
        assert_eq!((account.created_at, account.updated_at), (NOW, NOW));
        assert!(!account.confirmed);
    }
    let order: Vec<_> = opened
        .accounts()
        .iter()
        .map(|account| account.id.clone())
        .collect();
    assert_eq!(order, ids, "in the order in which they were added");
}

#[test]
fn an_edit_changes_what_it_names_and_nothing_else() {
    let (desk, mut vault) = Desk::with_accounts(2);
    let id = vault.accounts()[1].id.clone();
    let before = vault.account(&id).unwrap().clone();
    let edit = Edit {
        name: Some("  новое имя ".into()),
        confirmed: Some(true),
        ..Edit::default()
    };
    vault.edit(&id, edit, NOW + 5).unwrap();
    let opened = desk.open();
    let after = opened.account(&id).unwrap();
    assert_eq!(after.name, "новое имя", "cleaned as an imported name is");
    assert_eq!(after.issuer, before.issuer);
    assert_eq!(after.token, before.token);
    assert!(after.confirmed);
    assert_eq!((after.created_at, after.updated_at), (NOW, NOW + 5));
    assert_eq!(opened.accounts()[0].updated_at, NOW);
}

#[test]
fn an_account_is_added_behind_one_at_the_very_end() {
    let (_desk, mut vault) = Desk::with_accounts(1);
    let last = vault.accounts()[0].id.clone();
    let edit = Edit {
        order: Some(i64::MAX),
        ..Edit::default()
    };
    vault.edit(&last, edit, NOW).unwrap();
    let added = vault.add(vec![totp(7), totp(8)], NOW + 1).unwrap();
    assert_eq!(added.len(), 2, "nothing is left out in silence");
    assert_eq!(vault.accounts().len(), 3);
}

#[test]
fn an_unknown_account_is_an_error_of_its_own() {
    let (_desk, mut vault) = Desk::with_accounts(1);
    let nobody = AccountId::from("nobody");
    let generation = vault.generation();
    assert_eq!(
        vault
            .edit(&nobody, Edit::default(), NOW)
            .unwrap_err()
            .code(),
        "account_not_found"
    );
    assert_eq!(
        vault.remove(&nobody, NOW).unwrap_err().code(),
        "account_not_found"
    );
    assert_eq!(
        vault.restore(&nobody, NOW).unwrap_err().code(),
        "account_not_found"
    );
    assert_eq!(
        vault.advance(&nobody, NOW).unwrap_err().code(),
        "account_not_found"
    );
    assert_eq!(vault.generation(), generation);
    assert!(vault.unsaved().is_none());
}

#[test]
fn a_removed_account_comes_back_to_its_place() {
    let (desk, mut vault) = Desk::with_accounts(3);
    let before = vault.accounts().to_vec();
    let id = before[1].id.clone();
    vault.remove(&id, NOW + 1).unwrap();
    let mut opened = desk.open();
    assert!(opened.account(&id).is_none());
    assert_eq!(opened.trash().len(), 1);
    assert_eq!(opened.trash()[0].deleted_at, NOW + 1);
    opened.restore(&id, NOW + 2).unwrap();
    let order: Vec<_> = desk
        .open()
        .accounts()
        .iter()
        .map(|account| account.id.clone())
        .collect();
    assert_eq!(
        order,
        before
            .iter()
            .map(|account| account.id.clone())
            .collect::<Vec<_>>()
    );
    assert_eq!(desk.open().account(&id).unwrap().token, before[1].token);
    assert!(desk.open().trash().is_empty());
}

#[test]
fn trash_is_emptied_after_thirty_days_that_were_seen() {
    let (desk, mut vault) = Desk::with_accounts(2);
    let (gone, kept) = (
        vault.accounts()[0].id.clone(),
        vault.accounts()[1].id.clone(),
    );
    vault.remove(&gone, NOW).unwrap();
    let mut save_at = |now: u64| {
        vault
            .edit(
                &kept,
                Edit {
                    note: Some(now.to_string()),
                    ..Edit::default()
                },
                now,
            )
            .unwrap();
        vault.trash().len()
    };
    for day in 1..30 {
        assert_eq!(save_at(NOW + day * DAY), 1, "still there on day {day}");
        assert_eq!(
            save_at(NOW + day * DAY + 60),
            1,
            "a second save of a day does not count"
        );
    }
    assert_eq!(save_at(NOW + 30 * DAY), 0, "purged after 30 days");
    assert!(desk.open().account(&kept).is_some());
    assert_eq!(desk.open().restore_error(&gone), "account_not_found");
}

#[test]
fn a_clock_set_to_2036_deletes_nothing() {
    let (desk, mut vault) = Desk::with_accounts(2);
    let (gone, kept) = (
        vault.accounts()[0].id.clone(),
        vault.accounts()[1].id.clone(),
    );
    vault.remove(&gone, NOW).unwrap();
    let year_2036: u64 = 2_082_800_000;
    for now in [
        year_2036,
        year_2036 + DAY,
        NOW + DAY,
        0,
        NOW + 40 * DAY,
        NOW + 41 * DAY,
    ] {
        vault
            .edit(
                &kept,
                Edit {
                    note: Some(now.to_string()),
                    ..Edit::default()
                },
                now,
            )
            .unwrap();
        assert_eq!(vault.trash().len(), 1, "with the clock at {now}");
    }
    let mut opened = desk.open();
    opened.restore(&gone, NOW + 42 * DAY).unwrap();
    assert_eq!(opened.accounts().len(), 2);
}

#[test]
fn a_counter_is_saved_before_it_is_shown() {
    let (desk, mut vault) = Desk::with_accounts(0);
    let id = vault.add(vec![hotp(7)], NOW).unwrap().remove(0);
    assert_eq!(
        vault.advance(&id, NOW).unwrap().get(),
        7,
        "the one to show now"
    );
    let counter = |vault: &Vault| match vault.account(&id).unwrap().token.kind {
        Kind::Hotp { counter, .. } => counter.get(),
        ref other => panic!("{other:?}"),
    };
    assert_eq!(counter(&desk.open()), 8, "the next one is on disk");
    assert_eq!(vault.advance(&id, NOW).unwrap().get(), 8);
}

#[test]
fn a_counter_at_its_end_and_a_time_based_account_do_not_advance() {
    let (_desk, mut vault) = Desk::with_accounts(1);
    let last = vault.add(vec![hotp(1 << 53)], NOW).unwrap().remove(0);
    let timed = vault.accounts()[0].id.clone();
    assert_eq!(vault.advance(&last, NOW).unwrap_err().code(), "bad_counter");
    assert_eq!(
        vault.advance(&timed, NOW).unwrap_err().code(),
        "bad_counter"
    );
}

#[test]
fn a_counter_is_set_forward_and_back_on_the_disk() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let id = vault.add(vec![hotp(7)], NOW).unwrap().remove(0);
    for set in [90, 3, 1 << 53, 0] {
        let counter = Counter::try_from(set).unwrap();
        vault.set_counter(&id, counter, NOW + 1).unwrap();
        let opened = desk.open();
        let Kind::Hotp { counter, .. } = opened.account(&id).unwrap().token.kind else {
            panic!()
        };
        assert_eq!(counter.get(), set, "on the disk");
    }
    assert_eq!(vault.account(&id).unwrap().updated_at, NOW + 1);
    let timed = vault.accounts()[0].id.clone();
    let refused = vault.set_counter(&timed, Counter::MAX, NOW).unwrap_err();
    assert_eq!(refused.code(), "bad_counter");
    let refused = vault.set_counter(&"nobody".into(), Counter::MAX, NOW);
    assert_eq!(refused.unwrap_err().code(), "account_not_found");
}

#[test]
fn a_counter_that_cannot_be_set_stays_and_is_not_set_later() {
    let (desk, mut vault) = Desk::with_accounts(0);
    let id = vault.add(vec![hotp(7)], NOW).unwrap().remove(0);
    let moved = desk.file("moved");
    std::fs::rename(desk.file("lock"), &moved).unwrap();
    std::fs::create_dir(desk.file("lock")).unwrap();
    let counter = Counter::try_from(3).unwrap();
    assert!(vault.set_counter(&id, counter, NOW).is_err());
    assert!(vault.unsaved().is_none(), "nothing waits");
    std::fs::remove_dir(desk.file("lock")).unwrap();
    std::fs::rename(&moved, desk.file("lock")).unwrap();
    assert_eq!(vault.advance(&id, NOW).unwrap().get(), 7);
}

#[test]
fn a_counter_that_was_set_wins_over_an_older_copy_and_not_over_a_later_set() {
    let (desk, mut vault) = Desk::with_accounts(0);
    let id = vault.add(vec![hotp(50)], NOW).unwrap().remove(0);
    let old = desk.bytes("vault.age");
    let mut other = desk.open();
    // The same second for all of it: the order of the sets decides.
    let set = |vault: &mut Vault, to: u64| {
        let counter = Counter::try_from(to).unwrap();
        vault.set_counter(&id, counter, NOW).unwrap();
    };
    set(&mut vault, 5);
    assert_eq!(other.advance(&id, NOW).unwrap().get(), 5, "it is on disk");
    vault.refresh(NOW).unwrap();
    desk.put("vault.age", &old);
    assert_eq!(
        vault.advance(&id, NOW).unwrap().get(),
        6,
        "the copy that counts 50 is older than the set"
    );
    let before = desk.bytes("vault.age");
    set(&mut vault, 80);
    set(&mut vault, 2);
    desk.put("vault.age", &before);
    assert_eq!(
        vault.advance(&id, NOW).unwrap().get(),
        2,
        "the last set counts, not the first"
    );
}

#[test]
fn two_open_vaults_never_show_the_same_counter() {
    let (desk, mut first) = Desk::with_accounts(0);
    let id = first.add(vec![hotp(0)], NOW).unwrap().remove(0);
    let mut second = desk.open();
    let shown: Vec<_> = (0..10)
        .map(|turn| {
            let vault = if turn % 2 == 0 {
                &mut first
            } else {
                &mut second
            };
            vault.advance(&id, NOW).unwrap().get()
        })
        .collect();
    assert_eq!(shown, (0..10).collect::<Vec<_>>());
}

#[test]
fn a_save_keeps_what_another_process_changed() {
    let (desk, mut first) = Desk::with_accounts(3);
    let mut second = desk.open();
    let ids: Vec<_> = first
        .accounts()
        .iter()
        .map(|account| account.id.clone())
        .collect();
    let name = |text: &str| Edit {
        name: Some(text.into()),
        ..Edit::default()
    };
    first.edit(&ids[0], name("by first"), NOW + 1).unwrap();
    second.edit(&ids[1], name("by second"), NOW + 1).unwrap();
    second
        .edit(
            &ids[0],
            Edit {
                favourite: Some(true),
                ..Edit::default()
            },
            NOW + 1,
        )
        .unwrap();
    first.remove(&ids[2], NOW + 2).unwrap();
    second
        .edit(&ids[2], name("edited in the trash"), NOW + 3)
        .unwrap();
    second.add(vec![totp(77)], NOW + 3).unwrap();
    let opened = desk.open();
    let found = |id: &AccountId| opened.account(id).unwrap();
    assert_eq!(
        (found(&ids[0]).name.as_str(), found(&ids[0]).favourite),
        ("by first", true)
    );
    assert_eq!(found(&ids[1]).name, "by second");
    assert_eq!(opened.trash()[0].account.name, "edited in the trash");
    assert_eq!(opened.accounts().len(), 3);
}

#[test]
fn a_refresh_takes_over_what_another_process_saved() {
    let (desk, mut first) = Desk::with_accounts(1);
    let mut second = desk.open();
    assert!(!second.refresh(NOW).unwrap(), "nothing has changed");
    first.add(vec![totp(8)], NOW).unwrap();
    assert!(second.refresh(NOW).unwrap());
    assert_eq!(second.accounts(), first.accounts());
    assert!(!second.refresh(NOW).unwrap());
    std::fs::remove_file(desk.file("vault.age")).unwrap();
    assert!(!second.refresh(NOW).unwrap());
    assert_eq!(
        second.accounts().len(),
        2,
        "a vanished file does not empty the memory"
    );
    second.add(vec![totp(9)], NOW).unwrap();
    assert_eq!(
        desk.open().accounts().len(),
        3,
        "and the next save writes it anew"
    );
}

#[test]
fn an_older_copy_put_in_place_while_we_run_is_merged() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let counter = vault.add(vec![hotp(5)], NOW).unwrap().remove(0);
    let old = desk.bytes("vault.age");
    let added = vault.add(vec![totp(50)], NOW + 1).unwrap().remove(0);
    vault.advance(&counter, NOW + 1).unwrap();
    let removed = vault.accounts()[0].id.clone();
    vault.remove(&removed, NOW + 2).unwrap();
    desk.put("vault.age", &old);
    vault.add(vec![totp(51)], NOW + 3).unwrap();
    let opened = desk.open();
    assert!(opened.account(&added).is_some(), "what only we had is kept");
    assert!(opened.account(&removed).is_none(), "the newer removal wins");
    assert_eq!(
        vault.advance(&counter, NOW + 4).unwrap().get(),
        6,
        "the larger counter wins"
    );
    assert_eq!(opened.accounts().len(), 3);
}

#[test]
fn duplicates_are_found_by_the_secret_and_its_parameters() {
    let (_desk, mut vault) = Desk::with_accounts(3);
    vault.add(vec![hotp(4)], NOW).unwrap();
    let known = &vault.accounts()[1];
    assert_eq!(vault.duplicate_of(&totp(1).token).unwrap().id, known.id);
    assert!(vault.duplicate_of(&totp(9).token).is_none());
    assert!(
        vault.duplicate_of(&hotp(9).token).is_some(),
        "the counter makes no other account"
    );
    let mut other_kind = totp(1).token;
    other_kind.kind = Kind::Steam;
    assert!(
        vault.duplicate_of(&other_kind).is_none(),
        "other codes, so another account"
    );
}

#[test]
fn a_second_writer_that_holds_the_lock_is_named() {
    let (desk, vault) = Desk::with_accounts(1);
    let lock = std::fs::File::options()
        .write(true)
        .open(desk.file("lock"))
        .unwrap();
    lock.lock().unwrap();
    let dir = desk.dir.with_patience(Duration::from_millis(50));
    let vault::Start::Ready(mut impatient) = vault::start(&dir, &desk.keyring, NOW) else {
        panic!("reading needs no lock");
    };
    let id = vault.accounts()[0].id.clone();
    let edit = Edit {
        note: Some("kept".into()),
        ..Edit::default()
    };
    assert_eq!(impatient.edit(&id, edit, NOW).unwrap_err().code(), "busy");
    assert_eq!(impatient.unsaved().unwrap().code(), "busy");
    assert_eq!(
        impatient.account(&id).unwrap().note,
        "kept",
        "the edit waits in memory"
    );
    drop(lock);
    impatient.retry_save(NOW).unwrap();
    assert!(impatient.unsaved().is_none());
    assert_eq!(desk.open().account(&id).unwrap().note, "kept");
}

#[test]
fn nothing_secret_and_no_name_is_printed_for_debugging() {
    let (_desk, mut vault) = Desk::with_accounts(1);
    vault.add(one_of_each(), NOW).unwrap();
    let printed = format!("{vault:?} {:?} {:?}", vault.accounts(), vault.trash());
    // A random id may hold the digits of the PIN.
    let ids = vault.accounts().iter().map(|account| account.id.as_str());
    let printed = ids.fold(printed, |text, id| text.replace(id, ""));
    for private in [
        "user0@example.org",
        "Портал",
        "Госуслуги",
        "5239",
        "secret of account",
    ] {
        assert!(!printed.contains(private), "{private} in {printed}");
    }
}

trait RestoreError {
    fn restore_error(self, id: &AccountId) -> &'static str;
}

impl RestoreError for Vault {
    fn restore_error(mut self, id: &AccountId) -> &'static str {
        self.restore(id, NOW).unwrap_err().code()
    }
}

#[test]
fn an_import_is_one_save_with_a_restore_point_and_can_be_taken_back() {
    let (desk, mut vault) = Desk::with_accounts(3);
    let before: Vec<_> = vault.accounts().to_vec();
    let generation = vault.generation();
    let imported: Vec<_> = one_of_each()
        .into_iter()
        .map(|entry| Imported {
            entry,
            tags: vec!["Работа".to_owned()],
            note: "заметка".to_owned(),
            favourite: true,
            recovery_codes: vec!["1111-2222".to_owned().into(), "3333-4444".to_owned().into()],
            recovery_codes_used: vec!["3333-4444".to_owned().into()],
        })
        .collect();
    let (ids, saved) = vault.import(imported.clone(), NOW + 1);
    saved.unwrap();
    assert_eq!(vault.generation(), generation + 1, "one save");
    let opened = desk.open();
    assert_eq!(opened.accounts().len(), before.len() + ids.len());
    for (id, imported) in ids.iter().zip(&imported) {
        let account = opened.account(id).unwrap();
        assert_eq!(account.token, imported.entry.token);
        assert_eq!(account.tags, imported.tags);
        assert_eq!(account.note, imported.note);
        assert!(account.favourite);
        assert_eq!(account.recovery_codes, imported.recovery_codes);
        assert_eq!(account.used_recovery_codes(), imported.recovery_codes_used);
    }
    let states = opened.points().unwrap();
    assert!(
        states.iter().any(|point| point.generation == generation),
        "the state before is kept"
    );

    let count = vault.undo_import(&ids, NOW + 2).unwrap();
    assert_eq!(count, ids.len());
    let opened = desk.open();
    assert_eq!(opened.accounts(), before, "as it was");
    assert_eq!(opened.trash().len(), ids.len(), "and nothing is lost");
    assert_eq!(vault.undo_import(&ids, NOW + 3).unwrap(), 0);
}

#[test]
fn the_first_import_of_all_needs_no_restore_point() {
    let (desk, mut vault) = Desk::with_accounts(0);
    let entry = one_of_each().remove(0);
    let imported = Imported {
        entry,
        tags: Vec::new(),
        note: String::new(),
        favourite: false,
        recovery_codes: Vec::new(),
        recovery_codes_used: Vec::new(),
    };
    vault.import(vec![imported], NOW + 1).1.unwrap();
    let opened = desk.open();
    let with_accounts = opened.points().unwrap().into_iter();
    assert_eq!(opened.accounts().len(), 1);
    assert!(with_accounts.count() <= 1, "only the save before");
}
