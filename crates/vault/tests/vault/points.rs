//! Restore points: what each holds, and how an earlier state comes back, whole or in part.

use std::collections::BTreeSet;

use otp::{Counter, Kind};
use serde_json::json;
use vault::{
    AccountId, Edit, Point, PointAccount, PointId, PointKind, PointState, RecoveryKey, Vault,
};

use crate::fixtures::{DAY, Desk, NOW, hotp, totp};

fn note(vault: &mut Vault, id: &AccountId, text: &str, now: u64) {
    let edit = Edit {
        note: Some(text.to_owned()),
        ..Edit::default()
    };
    vault.edit(id, edit, now).unwrap();
}

/// The snapshot of this generation.
fn point(vault: &Vault, generation: u64) -> Point {
    let mut points = vault.points().unwrap().into_iter();
    points
        .find(|it| it.kind == PointKind::Snapshot && it.generation == generation)
        .unwrap()
}

fn ids<'a>(accounts: impl IntoIterator<Item = &'a vault::Account>) -> BTreeSet<&'a str> {
    accounts.into_iter().map(|it| it.id.as_str()).collect()
}

fn counter(vault: &Vault, id: &AccountId) -> u64 {
    match vault.account(id).unwrap().token.kind {
        Kind::Hotp { counter, .. } => counter.get(),
        _ => panic!("an account with a counter"),
    }
}

/// Day 0: accounts 0, 1, 2. Day 1: 0 has a note, 1 is in the trash, 3 is new; 2 was used.
fn two_days() -> (Desk, Vault, PointId) {
    let (desk, mut vault) = Desk::with_accounts(3);
    let first = vault.generation();
    let all: Vec<_> = vault.accounts().iter().map(|it| it.id.clone()).collect();
    note(&mut vault, &all[0], "changed", NOW + DAY);
    vault.remove(&all[1], NOW + DAY).unwrap();
    vault.add(vec![totp(3)], NOW + DAY).unwrap();
    let id = point(&vault, first).id;
    (desk, vault, id)
}

#[test]
fn each_point_says_what_it_holds_and_how_it_differs() {
    let (_desk, vault, id) = two_days();
    let points = vault.points().unwrap();
    let told: Vec<_> = points
        .iter()
        .map(|it| {
            (
                it.kind,
                it.written_at,
                it.accounts,
                it.missing,
                it.changed,
                it.newer,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            // Without the addition: one in the trash already, one noted.
            (PointKind::Previous, NOW + DAY, 2, 0, 0, 1),
            (PointKind::Snapshot, NOW, 3, 1, 1, 1),
        ]
    );
    let states: Vec<_> = vault
        .point_accounts(&id)
        .unwrap()
        .iter()
        .map(|it: &PointAccount| (it.issuer.clone(), it.name.clone(), it.state))
        .collect();
    let named = |number: u32, state| {
        (
            format!("Портал {number}"),
            format!("user{number}@example.org"),
            state,
        )
    };
    assert_eq!(
        states,
        [
            named(0, PointState::Changed),
            named(1, PointState::Missing),
            named(2, PointState::Same),
        ]
    );
    let shown = format!("{:?} {points:?}", vault.point_accounts(&id).unwrap());
    assert!(
        !shown.contains("Портал") && !shown.contains("user"),
        "{shown}"
    );
}

#[test]
fn the_newest_comes_first_and_what_does_not_open_is_left_out() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let id = vault.accounts()[0].id.clone();
    for day in 1..5 {
        note(&mut vault, &id, &day.to_string(), NOW + day * DAY);
    }
    let generations = |vault: &Vault| -> Vec<_> {
        vault
            .points()
            .unwrap()
            .iter()
            .map(|it| it.generation)
            .collect()
    };
    assert_eq!(generations(&vault), [5, 5, 4, 3, 2]);
    let snapshots = desk.snapshots();
    desk.put(&snapshots[1], b"damaged");
    let (other, _) = Desk::with_accounts(1);
    desk.put(&snapshots[2], &other.bytes("vault.age"));
    assert_eq!(generations(&vault), [5, 5, 2]);
    let refused = vault.restore_point(&PointId::from(snapshots[1].as_str()), None, NOW);
    assert_eq!(refused.unwrap_err().code(), "point_not_found");
    for strange in [
        "",
        "vault.age",
        "vault.id",
        "../data/vault.previous.age",
        "snapshots/",
    ] {
        let refused = vault.point_accounts(&PointId::from(strange)).unwrap_err();
        assert_eq!(refused.code(), "point_not_found", "{strange}");
    }
}

#[test]
fn a_whole_state_comes_back_and_what_was_not_in_it_goes_to_the_trash() {
    let (desk, mut vault, id) = two_days();
    let before: Vec<_> = vault.accounts().to_vec();
    let then = vault.generation();
    assert_eq!(vault.restore_point(&id, None, NOW + DAY + 60).unwrap(), 2);
    for opened in [&vault, &desk.open()] {
        let names: Vec<_> = opened
            .accounts()
            .iter()
            .map(|it| it.issuer.as_str())
            .collect();
        assert_eq!(names, ["Портал 0", "Портал 1", "Портал 2"]);
        assert_eq!(opened.accounts()[0].note, "");
        let trash: Vec<_> = opened
            .trash()
            .iter()
            .map(|it| it.account.issuer.as_str())
            .collect();
        assert_eq!(
            trash,
            ["Портал 3"],
            "what was in the trash came out, what is newer went in"
        );
        assert_eq!(opened.trash()[0].days_left(), 30);
    }
    // Undone by the snapshot that was taken before.
    let undo = point(&vault, then).id;
    assert_eq!(
        vault.restore_point(&undo, None, NOW + DAY + 120).unwrap(),
        2
    );
    let opened = desk.open();
    assert_eq!(ids(opened.accounts()), ids(&before));
    assert_eq!(opened.accounts()[0].note, "changed");
    let trash: Vec<_> = opened
        .trash()
        .iter()
        .map(|it| it.account.issuer.as_str())
        .collect();
    assert_eq!(trash, ["Портал 1"]);
}

#[test]
fn single_accounts_come_back_and_nothing_else_moves() {
    let (desk, mut vault, id) = two_days();
    let trashed = vault.trash()[0].account.id.clone();
    let only = [trashed.clone()];
    assert_eq!(vault.restore_point(&id, Some(&only), NOW + DAY).unwrap(), 1);
    let opened = desk.open();
    let names: Vec<_> = opened
        .accounts()
        .iter()
        .map(|it| it.issuer.as_str())
        .collect();
    assert_eq!(
        names,
        ["Портал 0", "Портал 1", "Портал 2", "Портал 3"],
        "in its old place"
    );
    assert_eq!(opened.accounts()[0].note, "changed", "not asked for");
    assert!(opened.trash().is_empty());
    let stranger = [trashed, AccountId::from("nobody")];
    let refused = vault
        .restore_point(&id, Some(&stranger), NOW + DAY)
        .unwrap_err();
    assert_eq!(refused.code(), "account_not_found");
    assert_eq!(vault.restore_point(&id, Some(&[]), NOW + DAY).unwrap(), 0);
    assert_eq!(desk.open().accounts().len(), 4);
}

#[test]
fn a_counter_never_goes_back() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let id = vault.add(vec![hotp(5)], NOW).unwrap().remove(0);
    let first = vault.generation();
    for _ in 0..7 {
        vault.advance(&id, NOW + DAY).unwrap();
    }
    let point = point(&vault, first).id;
    assert_eq!(
        vault.point_accounts(&point).unwrap()[1].state,
        PointState::Same
    );
    vault.restore_point(&point, None, NOW + DAY).unwrap();
    assert_eq!(counter(&desk.open(), &id), 12, "whole");
    // Also from the trash, and for a single account.
    vault.remove(&id, NOW + DAY).unwrap();
    vault
        .restore_point(&point, Some(std::slice::from_ref(&id)), NOW + DAY)
        .unwrap();
    assert_eq!(counter(&desk.open(), &id), 12);
    assert_eq!(vault.advance(&id, NOW + DAY).unwrap().get(), 12);
}

#[test]
fn a_restore_keeps_a_counter_that_was_set_back_since() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let id = vault.add(vec![hotp(50)], NOW).unwrap().remove(0);
    let first = vault.generation();
    let five = Counter::try_from(5).unwrap();
    vault.set_counter(&id, five, NOW + DAY).unwrap();
    let point = point(&vault, first).id;
    vault.restore_point(&point, None, NOW + DAY).unwrap();
    assert_eq!(counter(&desk.open(), &id), 5, "a person has said so");
}

#[test]
fn accounts_that_cannot_be_read_survive_a_restore() {
    let (desk, mut vault) = Desk::with_accounts(2);
    let first = vault.generation();
    let mut body = desk.body();
    let strange =
        json!({"id": "future-1", "kind": "quantum", "secret": "?", "later": [1, {"a": null}]});
    body["accounts"]
        .as_array_mut()
        .unwrap()
        .push(strange.clone());
    // As a later version would have saved it.
    body["generation"] = json!(first + 1);
    desk.put_body(body.to_string().as_bytes());
    vault.add(vec![totp(2)], NOW + DAY).unwrap();
    let before_strange = point(&vault, first + 1).id;
    vault
        .restore_point(&before_strange, None, NOW + DAY)
        .unwrap();
    vault
        .remove(&vault.accounts()[0].id.clone(), NOW + 2 * DAY)
        .unwrap();
    let older = vault.points().unwrap().pop().unwrap().id;
    vault.restore_point(&older, None, NOW + 2 * DAY).unwrap();
    let opened = desk.open();
    assert_eq!((opened.accounts().len(), opened.unreadable().len()), (2, 1));
    let written = desk.body();
    assert!(
        written["accounts"].as_array().unwrap().contains(&strange),
        "{written}"
    );
}

#[test]
fn a_second_process_adds_to_what_was_restored_and_loses_nothing() {
    let (desk, mut vault, id) = two_days();
    let mut other = desk.open();
    // The other one has not heard of the restore, and saves.
    vault.restore_point(&id, None, NOW + DAY + 60).unwrap();
    other.add(vec![totp(9)], NOW + DAY + 61).unwrap();
    let names: BTreeSet<_> = other
        .accounts()
        .iter()
        .map(|it| it.issuer.clone())
        .collect();
    let wanted = ["Портал 0", "Портал 1", "Портал 2", "Портал 9"].map(String::from);
    assert_eq!(names, BTreeSet::from(wanted));
    assert_eq!(other.accounts()[0].note, "", "the restored state");
    // And the other way round: what the other one has saved meanwhile is in the trash, not lost.
    vault.restore_point(&id, None, NOW + DAY + 62).unwrap();
    let opened = desk.open();
    let trash: BTreeSet<_> = opened
        .trash()
        .iter()
        .map(|it| it.account.issuer.clone())
        .collect();
    assert_eq!(
        trash,
        BTreeSet::from(["Портал 3", "Портал 9"].map(String::from))
    );
    // An older copy of the file in its place is merged, and the restored state is the newer one.
    let restored = ids(opened.accounts()).len();
    let previous = desk.bytes("vault.previous.age");
    desk.put("vault.age", &previous);
    vault.add(vec![totp(20)], NOW + DAY + 63).unwrap();
    assert_eq!(desk.open().accounts().len(), restored + 1);
    assert_eq!(desk.open().trash().len(), 2);
}

#[test]
fn a_restore_that_cannot_be_saved_waits_in_memory_and_keeps_its_snapshot() {
    let (desk, mut vault, id) = two_days();
    let then = vault.generation();
    let aside = desk.temp.path().join("aside");
    std::fs::rename(desk.file("lock"), &aside).unwrap();
    std::fs::create_dir(desk.file("lock")).unwrap();
    let refused = vault.restore_point(&id, None, NOW + DAY).unwrap_err();
    assert_eq!(vault.unsaved(), Some(&refused));
    assert_eq!(vault.accounts().len(), 3, "shown as it will be");
    assert_eq!(desk.open().accounts().len(), 3);
    assert_eq!(desk.open().generation(), then, "and not saved yet");
    std::fs::remove_dir(desk.file("lock")).unwrap();
    vault.retry_save(NOW + DAY).unwrap();
    assert_eq!(desk.open().accounts()[0].note, "");
    assert_eq!(
        point(&vault, then).accounts,
        3,
        "also when it is the second try"
    );
}

/// R10: the state before an import can be restored.
#[test]
fn the_state_before_an_import_can_be_restored() {
    let (desk, mut vault) = Desk::with_accounts(2);
    let before = vault.generation();
    let first = vault.accounts()[0].id.clone();
    vault.add((10..40).map(totp).collect(), NOW + 60).unwrap();
    // What was done afterwards has turned the previous file over.
    note(&mut vault, &first, "after", NOW + 120);
    note(&mut vault, &first, "again", NOW + 180);
    let found = point(&vault, before);
    assert_eq!(
        (found.kind, found.accounts, found.newer, found.changed),
        (PointKind::Snapshot, 2, 30, 1)
    );
    vault.restore_point(&found.id, None, NOW + 240).unwrap();
    let opened = desk.open();
    assert_eq!((opened.accounts().len(), opened.trash().len()), (2, 30));
    assert_eq!(opened.accounts()[0].note, "");
}

#[test]
fn what_went_to_quarantine_is_a_point_once_it_opens() {
    let (desk, mut vault) = Desk::with_accounts(2);
    vault.add(vec![totp(2)], NOW + 60).unwrap();
    let newest = desk.bytes("vault.age");
    // A bit of its header is flipped for as long as a start and a save take.
    let mut bad = newest.clone();
    bad[60] ^= 1;
    desk.put("vault.age", &bad);
    let mut opened = desk.open();
    assert_eq!(opened.restored(), Some(NOW));
    opened.add(vec![totp(7)], NOW + 120).unwrap();
    let kept = format!("quarantine/{}-0.age", NOW + 120);
    assert_eq!(desk.bytes(&kept), bad);
    assert!(
        opened
            .points()
            .unwrap()
            .iter()
            .all(|it| it.kind != PointKind::Quarantine)
    );
    desk.put(&kept, &newest);
    let points = opened.points().unwrap();
    let found = points
        .iter()
        .find(|it| it.kind == PointKind::Quarantine)
        .unwrap();
    assert_eq!(
        (found.id.as_str(), found.accounts, found.missing),
        (kept.as_str(), 3, 1)
    );
    assert_eq!(opened.restore_point(&found.id, None, NOW + 180).unwrap(), 1);
    assert_eq!(desk.open().accounts().len(), 3);
    assert_eq!(
        desk.bytes(&kept),
        newest,
        "nothing in quarantine is ever deleted"
    );
}

/// Nobody who had read the old key, or holds the old sheet, opens an earlier state with it.
#[test]
fn every_point_is_for_the_keys_of_now() {
    let (desk, mut vault) = Desk::with_accounts(2);
    vault.add(vec![totp(2)], NOW + DAY).unwrap();
    let old_sheet = RecoveryKey::generate();
    vault.set_recovery(&old_sheet, true, NOW + DAY).unwrap();
    // In quarantine lies a vault that opens, beside rubbish and a key file.
    std::fs::create_dir(desk.file("quarantine")).unwrap();
    desk.put("quarantine/1-0.age", &desk.bytes("vault.age"));
    desk.put("quarantine/1-1.age", b"rubbish");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/hostname", desk.file("quarantine/1-2.age")).unwrap();
    let old_key = desk.key();
    let sheet = RecoveryKey::generate();
    vault.set_recovery(&sheet, true, NOW + DAY).unwrap();
    vault.move_to_keyring(&desk.keyring, NOW + DAY).unwrap();
    assert!(!vault.is_switch_unfinished());
    let points = vault.points().unwrap();
    let kinds: BTreeSet<_> = points.iter().map(|it| format!("{:?}", it.kind)).collect();
    assert_eq!(kinds.len(), 3, "{kinds:?}");
    let old_key = RecoveryKey::from_text(std::str::from_utf8(&old_key).unwrap()).unwrap();
    for found in &points {
        let sealed = desk.bytes(found.id.as_str());
        let with = |key| vault::backup::rehearse(&sealed, vault::backup::Opener::Sheet(key));
        assert_eq!(
            with(&sheet).unwrap().accounts,
            found.accounts,
            "{}",
            found.id
        );
        for key in [&old_sheet, &old_key] {
            assert_eq!(
                with(key).unwrap_err().code(),
                "backup_other_key",
                "{}",
                found.id
            );
        }
    }
    assert_eq!(desk.bytes("quarantine/1-1.age"), b"rubbish");
}
