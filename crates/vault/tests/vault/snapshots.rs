//! Copies of earlier states: when one is taken, which ones are kept, and what a wrong clock or a
//! planted file does to them.

use vault::{AccountId, Edit, PointId, PointKind, RecoveryKey, Vault};

use crate::fixtures::{DAY, Desk, NOW, totp};

/// 1 January 2036.
const FAR: u64 = 2_082_758_400;

/// Changes something in a vault, as a person does every day.
fn touch(vault: &mut Vault, now: u64) {
    let id = vault.accounts()[0].id.clone();
    let edit = Edit {
        note: Some(format!("at {now}")),
        ..Edit::default()
    };
    vault.edit(&id, edit, now).unwrap();
}

/// The generation in the name of a snapshot.
fn generation(name: &str) -> u64 {
    let (_, rest) = name.strip_suffix(".age").unwrap().split_once("-g").unwrap();
    rest.parse().unwrap()
}

/// A vault that was changed three times a day for 20 days, up to `NOW`.
fn twenty_days() -> (Desk, Vault) {
    let desk = Desk::new();
    let mut vault = Vault::create(&desk.dir, &desk.keyring, NOW - 20 * DAY).unwrap();
    vault.add(vec![totp(0)], NOW - 20 * DAY).unwrap();
    for day in (0..=20).rev() {
        for hours in (0..3).rev() {
            touch(&mut vault, NOW - day * DAY - hours * 3600);
        }
    }
    (desk, vault)
}

#[test]
fn the_last_state_of_each_day_is_kept_once() {
    let (desk, mut vault) = Desk::with_accounts(1);
    for minute in 0..5 {
        touch(&mut vault, NOW + minute * 60);
    }
    assert!(desk.snapshots().is_empty(), "the day is not over");
    let (last, of_that_day) = (vault.generation(), desk.bytes("vault.age"));
    for hours in 24..27 {
        touch(&mut vault, NOW + hours * 3600);
    }
    let names = desk.snapshots();
    assert_eq!(names, [format!("snapshots/20250615T151040Z-g{last}.age")]);
    assert_eq!(desk.bytes(&names[0]), of_that_day, "the file itself");
    assert_eq!(vault.points().unwrap()[1].generation, last);
}

#[test]
fn one_is_taken_before_a_restore_a_switch_an_import_and_a_purge() {
    let (desk, mut vault) = Desk::with_accounts(3);
    let mut seen = desk.snapshots();
    let mut taken_of = |generation_before: u64, what: &str| {
        let now = desk.snapshots();
        let fresh: Vec<_> = now.iter().filter(|name| !seen.contains(name)).collect();
        assert_eq!(fresh.len(), 1, "{what}: {now:?}");
        assert_eq!(generation(fresh[0]), generation_before, "{what}");
        seen = now;
    };
    let before = vault.generation();
    vault.add((3..6).map(totp).collect(), NOW).unwrap();
    taken_of(before, "import");
    let before = vault.generation();
    let id = vault.points().unwrap()[0].id.clone();
    vault.restore_point(&id, None, NOW).unwrap();
    taken_of(before, "restore");
    let sheet = RecoveryKey::generate();
    vault.set_recovery(&sheet, true, NOW).unwrap();
    let before = vault.generation();
    vault.move_to_keyring(&desk.keyring, NOW).unwrap();
    taken_of(before, "switch");
    vault.add(vec![totp(9)], NOW).unwrap();
    assert_eq!(desk.snapshots().len(), 3, "one more account is no import");
}

#[test]
fn before_a_purge_one_is_taken_and_without_it_nothing_is_purged() {
    let (desk, mut vault) = Desk::with_accounts(2);
    let id = vault.accounts()[1].id.clone();
    vault.remove(&id, NOW).unwrap();
    for day in 1..30 {
        touch(&mut vault, NOW + day * DAY);
    }
    assert_eq!(vault.trash().len(), 1);
    // On the 30th day the snapshots cannot be written.
    let aside = desk.temp.path().join("aside");
    std::fs::rename(desk.file("snapshots"), &aside).unwrap();
    desk.put("snapshots", b"planted");
    touch(&mut vault, NOW + 30 * DAY);
    assert_eq!(vault.trash().len(), 1, "not without a copy of it");
    assert_eq!(desk.open().trash().len(), 1);
    std::fs::remove_file(desk.file("snapshots")).unwrap();
    std::fs::rename(&aside, desk.file("snapshots")).unwrap();
    let before = vault.generation();
    touch(&mut vault, NOW + 30 * DAY + 60);
    assert!(vault.trash().is_empty(), "the next save catches up");
    let newest = desk.snapshots().pop().unwrap();
    assert_eq!(generation(&newest), before);
    let point = PointId::from(newest.as_str());
    assert_eq!(
        vault.restore_point(&point, None, NOW + 30 * DAY).unwrap(),
        1
    );
    assert_eq!(vault.trash().len(), 1, "and brings the purged one back");
}

#[test]
fn ten_and_the_last_of_each_of_seven_days_are_kept() {
    let (desk, mut vault) = twenty_days();
    let names = desk.snapshots();
    // One a day: the ten newest are ten days, and the seven are among them.
    assert_eq!(names.len(), 10, "{names:?}");
    // Twelve more of today: of before the last of each of six days stays, and today is the seventh.
    let point = PointId::from(names[9].as_str());
    for minute in 0..12 {
        touch(&mut vault, NOW + minute * 60);
        vault
            .restore_point(&point, None, NOW + minute * 60)
            .unwrap();
    }
    let kept = desk.snapshots();
    let (of_before, of_today): (Vec<_>, Vec<_>) = kept.iter().partition(|it| names.contains(it));
    assert_eq!((of_before.len(), of_today.len()), (6, 10), "{kept:?}");
    assert_eq!(of_before, names[4..].iter().collect::<Vec<_>>());
    assert_eq!(
        vault.points().unwrap().len(),
        17,
        "all of them open, and the previous file"
    );
}

#[test]
fn a_clock_that_jumps_takes_none_away() {
    for wrong in [FAR, 1_000_000] {
        let (desk, mut vault) = twenty_days();
        let there = desk.snapshots();
        let all_there = || {
            let now = desk.snapshots();
            there.iter().all(|name| now.contains(name))
        };
        touch(&mut vault, wrong);
        assert!(all_there(), "set to {wrong}");
        touch(&mut vault, wrong + 60);
        assert!(all_there(), "still {wrong}");
        touch(&mut vault, NOW + 3600);
        assert!(all_there(), "set right again after {wrong}");
        let mut restored = desk.open();
        let oldest = PointId::from(there[0].as_str());
        restored.restore_point(&oldest, None, wrong).unwrap();
        assert!(all_there(), "restored at {wrong}");
    }
}

#[test]
fn a_clock_that_jumps_a_hundred_times_still_leaves_the_newest() {
    let (desk, mut vault) = Desk::with_accounts(1);
    // A person who saves once a week has never two days in a row.
    for week in 0..105 {
        touch(&mut vault, NOW + week * 7 * DAY);
    }
    let names = desk.snapshots();
    assert_eq!(names.len(), 100);
    assert_eq!(generation(names.last().unwrap()), vault.generation() - 1);
}

#[test]
fn what_is_not_ours_is_left_alone_and_does_not_count() {
    let (desk, mut vault) = twenty_days();
    let strange = [
        "notes.txt",
        "before the holidays-g7.age",
        "20250615T151040Z-g7.age.new",
        "x-g99999999.age",
        ".hidden",
    ];
    for name in strange {
        desk.put(&format!("snapshots/{name}"), b"mine");
    }
    std::fs::create_dir(desk.file("snapshots/folder-g5.age")).unwrap();
    let points = vault.points().unwrap().len();
    for day in 1..12 {
        touch(&mut vault, NOW + day * DAY);
    }
    for name in strange {
        assert_eq!(desk.bytes(&format!("snapshots/{name}")), b"mine");
    }
    assert!(desk.file("snapshots/folder-g5.age").is_dir());
    assert_eq!(desk.snapshots().len(), 10 + strange.len() + 1);
    assert_eq!(vault.points().unwrap().len(), points);
}

#[cfg(unix)]
#[test]
fn a_planted_folder_blocks_no_daily_save_and_is_never_followed() {
    use std::os::unix::fs::symlink;

    for plant in ["file", "link to a folder", "dangling link", "pipe"] {
        let (desk, mut vault) = Desk::with_accounts(2);
        let target = desk.temp.path().join("target");
        std::fs::create_dir(&target).unwrap();
        std::fs::write(target.join("20000101T000000Z-g1.age"), b"not ours").unwrap();
        let planted = desk.file("snapshots");
        match plant {
            "file" => std::fs::write(&planted, b"x").unwrap(),
            "link to a folder" => symlink(&target, &planted).unwrap(),
            "dangling link" => symlink(target.join("nowhere"), &planted).unwrap(),
            _ => assert!(
                std::process::Command::new("mkfifo")
                    .arg(&planted)
                    .status()
                    .unwrap()
                    .success()
            ),
        }
        for day in 1..20 {
            touch(&mut vault, NOW + day * DAY);
        }
        assert!(vault.unsaved().is_none(), "{plant}");
        assert_eq!(desk.open().accounts(), vault.accounts(), "{plant}");
        let found: Vec<_> = std::fs::read_dir(&target).unwrap().collect();
        assert_eq!(found.len(), 1, "{plant}: nothing was written there");
        assert!(!target.join("nowhere").exists());
        // What needs a snapshot says why it cannot have one, keeps the change, and does not follow.
        assert_eq!(
            vault.points().unwrap_err().code(),
            "unsafe_folder",
            "{plant}"
        );
        let refused = vault.add((2..4).map(totp).collect(), NOW + 20 * DAY);
        assert_eq!(refused.unwrap_err().code(), "unsafe_folder", "{plant}");
        assert_eq!(desk.open().accounts().len(), 2);
        std::fs::remove_file(&planted).unwrap();
        vault.retry_save(NOW + 20 * DAY).unwrap();
        assert_eq!(desk.open().accounts().len(), 4);
        assert_eq!(desk.snapshots().len(), 1, "the second try takes it too");
    }
}

#[test]
fn a_vault_that_is_gone_opens_from_the_newest_snapshot() {
    let (desk, vault) = twenty_days();
    std::fs::remove_file(desk.file("vault.age")).unwrap();
    std::fs::remove_file(desk.file("vault.previous.age")).unwrap();
    let names = desk.snapshots();
    let (newest, good) = (&names[9], desk.bytes(&names[9]));
    desk.put(newest, &good[..good.len() / 2]);
    let opened = desk.open();
    assert_eq!(
        opened.generation(),
        generation(&names[8]),
        "the newest that opens"
    );
    assert!(opened.restored().is_some());
    desk.put(newest, &good);
    let mut opened = desk.open();
    assert_eq!(opened.generation(), generation(newest));
    assert_eq!(opened.accounts()[0].id, vault.accounts()[0].id);
    let kinds: Vec<_> = opened.points().unwrap().iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [PointKind::Snapshot; 10]);
    touch(&mut opened, NOW + 60);
    assert_eq!(desk.open().accounts(), opened.accounts());
    assert_ne!(opened.accounts()[0].id, AccountId::from(""));
}
