//! How often codes were copied: shown at once, and saved without a save of their own.

use vault::{AccountId, Edit, Vault};

use crate::fixtures::{DAY, Desk, NOW};

fn id(vault: &Vault, place: usize) -> AccountId {
    vault.accounts()[place].id.clone()
}

fn uses(vault: &Vault) -> Vec<(u64, Option<u64>)> {
    let accounts = vault.accounts().iter();
    accounts.map(|it| (it.use_count, it.last_used)).collect()
}

fn touch(vault: &mut Vault, place: usize, now: u64) {
    let edit = Edit {
        note: Some(format!("at {now}")),
        ..Edit::default()
    };
    vault.edit(&id(vault, place), edit, now).unwrap();
}

#[test]
fn a_use_costs_no_save_and_goes_along_with_the_next_one() {
    let (desk, mut vault) = Desk::with_accounts(2);
    let (before, revision) = (desk.all_bytes(), vault.revision());
    vault.note_use(&id(&vault, 0), NOW + 5);
    vault.note_use(&id(&vault, 0), NOW + 6);
    vault.note_use(&"nobody".into(), NOW + 6);
    assert_eq!(uses(&vault), [(2, Some(NOW + 6)), (0, None)]);
    assert_eq!(vault.revision().accounts, revision.accounts);
    assert_ne!(vault.revision().uses, revision.uses);
    assert!(vault.unsaved().is_none() && vault.unsaved_changes().is_none());
    assert_eq!(desk.all_bytes(), before);
    touch(&mut vault, 1, NOW + 7);
    assert_eq!(uses(&desk.open()), [(2, Some(NOW + 6)), (0, None)]);
    assert_eq!(desk.open().accounts()[0].updated_at, NOW, "no change of it");
}

#[test]
fn a_save_of_uses_alone_leaves_the_earlier_states_as_they_are() {
    let (desk, mut vault) = Desk::with_accounts(2);
    touch(&mut vault, 0, NOW + 1);
    let (previous, snapshots) = (desk.bytes("vault.previous.age"), desk.snapshots());
    let last_seen = vault.last_seen();
    // Days later, when another save would keep the last state of that day.
    vault.note_use(&id(&vault, 1), NOW + 3 * DAY);
    vault.save_uses().unwrap();
    assert_eq!(uses(&desk.open())[1], (1, Some(NOW + 3 * DAY)));
    assert_eq!(desk.bytes("vault.previous.age"), previous);
    assert_eq!(desk.snapshots(), snapshots);
    assert_eq!(desk.open().last_seen(), last_seen);
    let saved = desk.bytes("vault.age");
    vault.save_uses().unwrap();
    assert_eq!(desk.bytes("vault.age"), saved, "once");
    touch(&mut vault, 0, NOW + 3 * DAY);
    assert_eq!(
        desk.snapshots().len(),
        snapshots.len() + 1,
        "that day's is taken now"
    );
}

#[test]
fn of_two_programs_the_larger_count_and_the_later_time_stay() {
    let (desk, mut ours) = Desk::with_accounts(2);
    let mut theirs = desk.open();
    for second in 1..4 {
        ours.note_use(&id(&ours, 0), NOW + second);
    }
    theirs.note_use(&id(&theirs, 0), NOW + 9);
    theirs.note_use(&id(&theirs, 1), NOW + 9);
    touch(&mut theirs, 1, NOW + 10);
    assert!(ours.refresh(NOW + 11).unwrap());
    let both = [(3, Some(NOW + 9)), (1, Some(NOW + 9))];
    assert_eq!(uses(&ours), both);
    ours.save_uses().unwrap();
    assert_eq!(uses(&desk.open()), both);
    assert_eq!(desk.open().accounts()[1].note, format!("at {}", NOW + 10));
}

#[test]
fn an_older_copy_that_is_put_back_loses_no_use() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let older = desk.bytes("vault.age");
    vault.note_use(&id(&vault, 0), NOW + 1);
    touch(&mut vault, 0, NOW + 2);
    desk.put("vault.age", &older);
    touch(&mut vault, 0, NOW + 3);
    assert_eq!(uses(&desk.open()), [(1, Some(NOW + 1))]);
}

#[test]
fn where_more_than_uses_would_be_written_they_wait_for_a_change() {
    let (desk, mut ours) = Desk::with_accounts(2);
    let mut theirs = desk.open();
    let older = desk.bytes("vault.age");
    ours.note_use(&id(&ours, 0), NOW + 1);
    touch(&mut theirs, 1, NOW + 2);
    let before = desk.all_bytes();
    ours.save_uses().unwrap();
    assert_eq!(desk.all_bytes(), before, "another program has written");

    assert!(ours.refresh(NOW + 3).unwrap());
    desk.put("vault.age", &older);
    assert!(ours.refresh(NOW + 4).unwrap());
    let before = desk.all_bytes();
    ours.save_uses().unwrap();
    assert_eq!(desk.all_bytes(), before, "the note is not on disk either");
    touch(&mut ours, 0, NOW + 5);
    assert_eq!(uses(&desk.open()), [(1, Some(NOW + 1)), (0, None)]);
    assert_eq!(desk.open().accounts()[1].note, format!("at {}", NOW + 2));
}

#[test]
fn uses_that_cannot_be_saved_trouble_nobody() {
    let (desk, mut vault) = Desk::with_accounts(1);
    vault.note_use(&id(&vault, 0), NOW + 1);
    let data = desk.temp.path().join("data");
    let moved = desk.temp.path().join("moved");
    std::fs::rename(&data, &moved).unwrap();
    vault.save_uses().unwrap_err();
    assert!(vault.unsaved().is_none());
    std::fs::rename(&moved, &data).unwrap();
    vault.save_uses().unwrap();
    assert_eq!(uses(&desk.open()), [(1, Some(NOW + 1))]);
}
