//! Backups: how they are written and kept, what a rehearsal says, and the way back from one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;
use vault::backup::{self, Into, Opener};
use vault::{DataDir, Guard, PointKind, RecoveryKey, Start, Vault};

use crate::fixtures::{DAY, Desk, NOW, PASSWORD, copy_folder, other_password, password, totp};
use crate::keys;

/// A desk, a vault with a sheet, and a folder for backups.
fn with_folder(accounts: usize) -> (Desk, Vault, RecoveryKey, PathBuf) {
    let (desk, mut vault) = Desk::with_accounts(accounts);
    let sheet = RecoveryKey::generate();
    vault.set_recovery(&sheet, true, NOW).unwrap();
    let folder = desk.temp.path().join("stick");
    std::fs::create_dir(&folder).unwrap();
    (desk, vault, sheet, folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|found| found.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn quarantined(desk: &Desk) -> BTreeSet<Vec<u8>> {
    let folder = desk.file("quarantine");
    if !folder.exists() {
        return BTreeSet::new();
    }
    let files = names(&folder).into_iter();
    files
        .map(|name| desk.bytes(&format!("quarantine/{name}")))
        .collect()
}

fn prefix(vault: &Vault) -> String {
    format!("propusk-{}-", &vault.id()[..8])
}

#[test]
fn a_backup_is_the_vault_file_and_was_opened_again_and_counted() {
    let (desk, vault, sheet, folder) = with_folder(7);
    let written = backup::write(&vault, &folder, 3, NOW + 60).unwrap();
    assert_eq!((written.accounts, written.of), (7, 7));
    let name = format!(
        "{}20250615T150740Z-g{}.age",
        prefix(&vault),
        vault.generation()
    );
    assert_eq!(written.file, folder.canonicalize().unwrap().join(&name));
    assert_eq!(names(&folder), [name]);
    let bytes = std::fs::read(&written.file).unwrap();
    assert_eq!(bytes, desk.bytes("vault.age"));
    for opener in [Opener::Vault(&vault), Opener::Sheet(&sheet)] {
        let told = backup::rehearse(&bytes, opener).unwrap();
        assert_eq!((told.accounts, told.unreadable), (7, 0));
        assert_eq!(
            (told.vault_id.as_str(), told.generation),
            (vault.id(), vault.generation())
        );
        assert_eq!(told.written_at, NOW);
    }
}

#[test]
fn what_was_taken_for_a_backup_is_written_also_when_the_vault_went_on_and_was_shut() {
    let (desk, mut vault, sheet, folder) = with_folder(2);
    let before = desk.bytes("vault.age");
    let sealed = backup::Sealed::of(&vault).unwrap();
    vault.add(vec![totp(9)], NOW + 1).unwrap();
    drop(vault);
    let written = sealed.write(&folder, 3, NOW + 60).unwrap();
    assert_eq!((written.accounts, written.of), (2, 2));
    let bytes = std::fs::read(&written.file).unwrap();
    assert_eq!(bytes, before);
    let told = backup::rehearse(&bytes, Opener::Sheet(&sheet)).unwrap();
    assert_eq!(told.accounts, 2);
}

#[test]
fn the_sheet_comes_first() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let folder = desk.temp.path().to_owned();
    let refused = backup::write(&vault, &folder, 3, NOW).unwrap_err();
    assert_eq!(refused.code(), "sheet_first");
    vault
        .set_recovery(&RecoveryKey::generate(), false, NOW)
        .unwrap();
    backup::write(&vault, &folder, 3, NOW).unwrap();
}

#[test]
fn only_the_newest_of_this_vault_are_kept() {
    let (_desk, vault, _sheet, folder) = with_folder(1);
    let own = prefix(&vault);
    let strange = [
        "propusk-00000000-20200101T000000Z-g1.age".to_owned(),
        format!("{own}my own copy.age"),
        format!("{own}20200101T000000Z-g1.age.txt"),
        format!("{own}20200101T000000Z-g1 (1).age"),
        "vault.age".to_owned(),
        "20200101T000000Z-g1.age".to_owned(),
    ];
    for name in &strange {
        std::fs::write(folder.join(name), b"mine").unwrap();
    }
    // A backup that was killed leaves this.
    std::fs::write(
        folder.join(format!("{own}20200101T000000Z-g1.age.new")),
        b"half",
    )
    .unwrap();
    let mut written = Vec::new();
    for hour in 0..6 {
        let file = backup::write(&vault, &folder, 3, NOW + hour * 3600)
            .unwrap()
            .file;
        written.push(file.file_name().unwrap().to_str().unwrap().to_owned());
    }
    let wanted: BTreeSet<_> = strange.iter().chain(&written[3..]).cloned().collect();
    assert_eq!(BTreeSet::from_iter(names(&folder)), wanted);
    backup::write(&vault, &folder, 0, NOW + DAY).unwrap();
    assert_eq!(
        names(&folder).len(),
        strange.len() + 1,
        "none would be no backup"
    );
}

#[test]
fn a_wrong_clock_or_a_lower_generation_costs_no_new_backup() {
    let (_desk, vault, _sheet, folder) = with_folder(1);
    let keep = |now, keep| backup::write(&vault, &folder, keep, now).unwrap().file;
    let far = keep(2_082_758_400, 2);
    let first = keep(NOW, 2);
    assert!(far.exists() && first.exists());
    let second = keep(NOW + 60, 2);
    assert!(
        first.exists() && second.exists() && !far.exists(),
        "the future counts as the oldest"
    );
    let back = keep(1_000_000, 2);
    assert!(
        back.exists() && second.exists(),
        "what was just written stays"
    );
    let again = keep(NOW + 120, 1);
    assert_eq!(
        names(&folder),
        [again.file_name().unwrap().to_str().unwrap()]
    );
}

#[test]
fn nothing_is_removed_before_a_good_one_is_there() {
    let (desk, vault, _sheet, folder) = with_folder(2);
    for hour in 0..3 {
        backup::write(&vault, &folder, 3, NOW + hour * 3600).unwrap();
    }
    let before = names(&folder);
    let good = desk.bytes("vault.age");
    for bad in [&b"damaged"[..], &good[..good.len() - 1]] {
        desk.put("vault.age", bad);
        let refused = backup::write(&vault, &folder, 1, NOW + DAY).unwrap_err();
        assert_eq!(refused.code(), "vault_damaged");
        assert_eq!(names(&folder), before);
    }
    let (other, _) = Desk::with_accounts(1);
    desk.put("vault.age", &other.bytes("vault.age"));
    assert_eq!(
        backup::write(&vault, &folder, 1, NOW).unwrap_err().code(),
        "key_wrong"
    );
    std::fs::remove_file(desk.file("vault.age")).unwrap();
    assert_eq!(
        backup::write(&vault, &folder, 1, NOW).unwrap_err().code(),
        "io_failed"
    );
    assert_eq!(names(&folder), before);
}

#[test]
fn a_folder_that_is_none_is_said() {
    let (desk, vault, _sheet, folder) = with_folder(1);
    let code = |folder: &Path| backup::write(&vault, folder, 1, NOW).unwrap_err().code();
    assert_eq!(code(&folder.join("gone")), "backup_folder_missing");
    std::fs::write(folder.join("file"), b"").unwrap();
    assert_eq!(code(&folder.join("file")), "backup_folder_missing");
    assert_eq!(code(Path::new("")), "backup_folder_missing");
    #[cfg(unix)]
    {
        // A link that the person made is followed; one that leads nowhere is said.
        std::os::unix::fs::symlink(desk.temp.path().join("nowhere"), folder.join("link")).unwrap();
        assert_eq!(code(&folder.join("link")), "backup_folder_missing");
        std::os::unix::fs::symlink(&folder, desk.temp.path().join("usb")).unwrap();
        let written = backup::write(&vault, &desk.temp.path().join("usb"), 1, NOW).unwrap();
        assert!(written.file.starts_with(folder.canonicalize().unwrap()));
    }
}

#[cfg(unix)]
#[test]
fn a_planted_link_or_folder_at_its_name_is_not_followed() {
    let (desk, vault, _sheet, folder) = with_folder(1);
    let target = desk.temp.path().join("target");
    std::fs::write(&target, b"another program's file").unwrap();
    let name = format!(
        "{}20250615T150640Z-g{}.age",
        prefix(&vault),
        vault.generation()
    );
    for planted in [name.clone(), format!("{name}.new")] {
        std::os::unix::fs::symlink(&target, folder.join(planted)).unwrap();
    }
    let written = backup::write(&vault, &folder, 1, NOW).unwrap();
    assert!(written.file.symlink_metadata().unwrap().is_file());
    assert_eq!(std::fs::read(&target).unwrap(), b"another program's file");
    assert_eq!(names(&folder), std::slice::from_ref(&name));
    std::fs::remove_file(folder.join(&name)).unwrap();
    std::fs::create_dir(folder.join(&name)).unwrap();
    assert!(backup::write(&vault, &folder, 1, NOW).is_err());
    assert_eq!(names(&folder), [name], "and nothing half done stays behind");
}

/// A program that had read the old key must not find the new one in a backup.
#[test]
fn a_backup_in_the_middle_of_an_exchange_holds_no_key() {
    let (desk, vault, sheet, folder) = with_folder(1);
    let mut body = desk.body();
    body["switch"] = json!({
        "old": String::from_utf8(desk.key()).unwrap(),
        "new": sheet.to_text().as_str(),
        "to": "keyring",
    });
    desk.put_body(body.to_string().as_bytes());
    let written = backup::write(&vault, &folder, 1, NOW).unwrap();
    let bytes = std::fs::read(written.file).unwrap();
    let text = keys::body(&bytes, std::str::from_utf8(&desk.key()).unwrap()).unwrap();
    assert!(text.get("switch").is_none());
    assert_eq!(text["accounts"], desk.body()["accounts"]);
}

#[test]
fn a_rehearsal_says_what_is_wrong() {
    let (desk, vault, sheet, folder) = with_folder(3);
    let file = backup::write(&vault, &folder, 1, NOW).unwrap().file;
    let good = std::fs::read(file).unwrap();
    let code = |bytes: &[u8], key: &RecoveryKey| {
        backup::rehearse(bytes, Opener::Sheet(key)).map_or_else(|error| error.code(), |_| "good")
    };
    assert_eq!(code(&good, &sheet), "good");
    assert_eq!(code(&good, &RecoveryKey::generate()), "backup_other_key");
    // Another vault with a sheet of its own.
    let (other_desk, other, other_sheet, _) = with_folder(1);
    let theirs = other_desk.bytes("vault.age");
    assert_eq!(code(&theirs, &sheet), "backup_other_key");
    assert_eq!(
        backup::rehearse(&theirs, Opener::Vault(&vault))
            .unwrap_err()
            .code(),
        "backup_other_key"
    );
    assert_eq!(
        backup::rehearse(&theirs, Opener::Sheet(&other_sheet))
            .unwrap()
            .vault_id,
        other.id(),
        "whose it is can be told"
    );
    for bad in [
        &b""[..],
        b"PK\x03\x04",
        "заметки".as_bytes(),
        &good[..good.len() - 1],
    ] {
        assert_eq!(code(bad, &sheet), "not_a_backup");
    }
    for bit in (0..good.len() * 8).step_by(997) {
        let mut bad = good.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        let said = code(&bad, &sheet);
        // In the part of the header that is for our key damage looks like another key.
        assert!(
            ["not_a_backup", "backup_other_key"].contains(&said),
            "bit {bit}: {said}"
        );
        assert!(bit < 600 * 8 || said == "not_a_backup", "bit {bit}: {said}");
    }
    let key = String::from_utf8(desk.key()).unwrap();
    let mut body = desk.body();
    body["min_reader"] = json!(2);
    let newer = keys::sealed(body.to_string().as_bytes(), &[&key]);
    let refused = backup::rehearse(&newer, Opener::Vault(&vault)).unwrap_err();
    assert_eq!(
        (refused.code(), refused.detail()),
        ("vault_newer", Some("2".into()))
    );
    let no_vault = keys::sealed(b"[1, 2]", &[&key]);
    let refused = backup::rehearse(&no_vault, Opener::Vault(&vault)).unwrap_err();
    assert_eq!(refused.code(), "not_a_backup");
    assert_eq!(
        desk.open().accounts(),
        vault.accounts(),
        "a rehearsal changes nothing"
    );
}

/// A backup of seven accounts, and what restores it.
fn a_backup() -> (Vec<u8>, RecoveryKey, Vault) {
    let (_desk, vault, sheet, folder) = with_folder(7);
    let file = backup::write(&vault, &folder, 1, NOW).unwrap().file;
    (std::fs::read(file).unwrap(), sheet, vault)
}

#[test]
fn an_empty_folder_gets_the_vault_back() {
    let (bytes, sheet, old) = a_backup();
    let desk = Desk::new();
    let into = Into::Keyring(&desk.keyring);
    let restored = backup::restore(&desk.dir, &bytes, &sheet, into, NOW + 60).unwrap();
    assert_eq!(restored.accounts(), old.accounts());
    assert!(!restored.opened_by_sheet());
    let mut opened = desk.open();
    assert_eq!((opened.id(), opened.guard()), (old.id(), Guard::Keyring));
    assert_eq!(opened.accounts(), old.accounts());
    assert!(opened.generation() > old.generation());
    assert_eq!(opened.recovery().unwrap().checked_at, Some(NOW + 60));
    assert!(quarantined(&desk).is_empty());
    opened.add(vec![totp(9)], NOW + 120).unwrap();
    assert_eq!(desk.open_by(&sheet).accounts(), opened.accounts());

    let desk = Desk::new();
    let under = password();
    let into = Into::Password(&under);
    backup::restore(&desk.dir, &bytes, &sheet, into, NOW + 60).unwrap();
    assert!(desk.fake.users().is_empty(), "the keyring was not touched");
    assert_eq!(desk.unlock(&password()).accounts(), old.accounts());
    assert_eq!(
        desk.bytes("device-key.age"),
        desk.bytes("device-key.previous.age")
    );
    assert_eq!(desk.bytes("vault.id"), format!("{}\n", old.id()).as_bytes());
}

#[test]
fn a_refused_restore_changes_nothing() {
    let (bytes, sheet, _) = a_backup();
    let desk = Desk::new();
    let weak = vault::Passphrase::new("123");
    for (bytes, key, into, code) in [
        (
            &bytes[..],
            &RecoveryKey::generate(),
            Into::Keyring(&desk.keyring),
            "backup_other_key",
        ),
        (
            &bytes[..99],
            &sheet,
            Into::Keyring(&desk.keyring),
            "not_a_backup",
        ),
        (
            &bytes[..],
            &sheet,
            Into::Password(&weak),
            "password_too_short",
        ),
    ] {
        let refused = backup::restore(&desk.dir, bytes, key, into, NOW).unwrap_err();
        assert_eq!(refused.code(), code);
    }
    assert!(desk.files().is_empty() && desk.fake.users().is_empty());
    assert!(matches!(desk.start(), Start::Welcome));
}

#[test]
fn over_a_damaged_vault_everything_is_kept_and_what_the_sheet_opens_is_a_point() {
    let (bytes, sheet, old) = a_backup();
    let desk = Desk::new();
    backup::restore(&desk.dir, &bytes, &sheet, Into::Keyring(&desk.keyring), NOW).unwrap();
    let mut vault = desk.open();
    // Since the backup three accounts more, on three days; then the key is lost and the file damaged.
    for number in 0..3 {
        vault
            .add(
                vec![totp(100 + number)],
                NOW + u64::try_from(number).unwrap() * DAY,
            )
            .unwrap();
    }
    vault.add(vec![totp(200)], NOW + 2 * DAY).unwrap();
    desk.fake.take(&desk.user());
    let mut bad = desk.bytes("vault.age");
    let middle = bad.len() / 2;
    bad[middle] ^= 1;
    desk.put("vault.age", &bad);
    let now = NOW + 3 * DAY;
    let into = Into::Keyring(&desk.keyring);
    let mut restored = backup::restore(&desk.dir, &bytes, &sheet, into, now).unwrap();
    assert_eq!(restored.accounts(), old.accounts());
    let kept = quarantined(&desk);
    assert!(
        kept.len() == 2 && kept.contains(&bad),
        "the damaged file as it is"
    );
    assert!(
        restored.generation() >= vault.generation(),
        "counted on from what was there"
    );
    let points = restored.points().unwrap();
    let found: Vec<_> = points.iter().map(|it| (it.kind, it.accounts)).collect();
    assert_eq!(
        found,
        [
            (PointKind::Quarantine, 10), // the previous file of then
            (PointKind::Snapshot, 9),
            (PointKind::Snapshot, 8),
        ]
    );
    let newest = points[0].id.clone();
    assert_eq!(restored.restore_point(&newest, None, now).unwrap(), 3);
    assert_eq!(desk.open().accounts().len(), 10);
    // A day later nothing of that is thinned out before its time.
    restored.add(vec![totp(300)], now + DAY).unwrap();
    assert!(restored.points().unwrap().len() > points.len());
}

#[test]
fn over_a_foreign_vault_with_a_password_everything_is_kept() {
    let (bytes, sheet, old) = a_backup();
    let (desk, theirs, their_sheet) = Desk::with_password();
    let under = other_password();
    // The copy of their key file is the only whole one.
    desk.put("device-key.age", b"damaged");
    let before = desk.temp.path().join("before");
    copy_folder(desk.dir.path(), &before);
    let kept = [
        "vault.age",
        "vault.previous.age",
        "device-key.age",
        "device-key.previous.age",
    ];
    let mut kept: BTreeSet<_> = kept.iter().map(|name| desk.bytes(name)).collect();
    kept.extend(desk.snapshots().iter().map(|name| desk.bytes(name)));
    let into = Into::Password(&under);
    let restored = backup::restore(&desk.dir, &bytes, &sheet, into, NOW + 60).unwrap();
    assert!(quarantined(&desk) == kept);
    assert!(
        desk.snapshots().is_empty(),
        "among ours they would be thinned out"
    );
    assert_eq!(restored.accounts(), old.accounts());
    assert_eq!(desk.unlock(&under).accounts(), old.accounts());
    assert_eq!(desk.refused(&password()), "wrong_password");
    // And the way back to theirs: each file in quarantine is what it was.
    let dir = DataDir::open(desk.temp.path().join("again")).unwrap();
    for name in names(&desk.file("quarantine")) {
        let bytes = desk.bytes(&format!("quarantine/{name}"));
        if keys::identity_under(&bytes, PASSWORD).is_some() {
            std::fs::write(dir.path().join("device-key.age"), bytes).unwrap();
        } else if bytes == std::fs::read(before.join("vault.age")).unwrap() {
            std::fs::write(dir.path().join("vault.age"), bytes).unwrap();
        }
    }
    let back = vault::unlock_with_password(&dir, &desk.keyring, &password(), NOW).unwrap();
    assert_eq!(back.accounts(), theirs);
    let by_sheet = vault::unlock_with_sheet(&dir, &desk.keyring, &their_sheet, NOW).unwrap();
    assert_eq!(by_sheet.accounts(), theirs);
}

#[test]
fn over_a_good_vault_whose_key_is_gone_its_newer_accounts_stay_at_hand() {
    let (desk, mut vault, sheet, folder) = with_folder(2);
    let file = backup::write(&vault, &folder, 1, NOW).unwrap().file;
    vault.add(vec![totp(8)], NOW + 60).unwrap();
    desk.fake.take(&desk.user());
    assert_eq!(desk.blocked(), "key_missing");
    let bytes = std::fs::read(file).unwrap();
    let into = Into::Keyring(&desk.keyring);
    let mut restored = backup::restore(&desk.dir, &bytes, &sheet, into, NOW + 120).unwrap();
    assert_eq!(restored.accounts().len(), 2);
    let newest = restored.points().unwrap().remove(0);
    assert_eq!((newest.accounts, newest.missing), (3, 1));
    restored.restore_point(&newest.id, None, NOW + 180).unwrap();
    assert_eq!(desk.open().accounts().len(), 3);
}

#[test]
fn a_keyring_in_trouble_leaves_what_was_there() {
    use vault::KeyringError;
    use vault::keyring::fake::Trouble;

    let (bytes, sheet, _) = a_backup();
    let (desk, _vault) = Desk::with_accounts(1);
    let before = desk.bytes("vault.age");
    desk.fake.set_trouble(Trouble::Fails(KeyringError::Locked));
    let into = Into::Keyring(&desk.keyring);
    let refused = backup::restore(&desk.dir, &bytes, &sheet, into, NOW).unwrap_err();
    assert_eq!(refused.code(), "keyring_locked");
    assert_eq!(desk.bytes("vault.age"), before);
    desk.fake.set_trouble(Trouble::None);
    assert_eq!(desk.open().accounts().len(), 1);
    assert_eq!(desk.fake.users().len(), 1);
}

/// What a kill of a restore leaves between the vault and its key file: both ways in still lead on.
#[test]
fn a_restore_that_was_killed_before_its_last_steps_still_opens() {
    let (bytes, sheet, old) = a_backup();
    let desk = Desk::new();
    let under = password();
    let into = Into::Password(&under);
    backup::restore(&desk.dir, &bytes, &sheet, into, NOW).unwrap();
    let good = desk.bytes("device-key.age");
    std::fs::rename(desk.file("device-key.age"), desk.file("device-key.new.age")).unwrap();
    for theirs in ["device-key.age", "device-key.previous.age"] {
        desk.put(theirs, b"the damaged key file of a vault before");
    }
    for _ in 0..2 {
        assert_eq!(desk.unlock(&password()).accounts(), old.accounts());
    }
    for name in ["device-key.age", "device-key.previous.age"] {
        assert!(desk.bytes(name) == good, "{name}");
    }

    let desk = Desk::new();
    let into = Into::Keyring(&desk.keyring);
    backup::restore(&desk.dir, &bytes, &sheet, into, NOW).unwrap();
    desk.put("device-key.age", &good);
    assert_eq!(desk.refused(&password()), "key_wrong");
    let mut opened = desk.open_by(&sheet);
    opened.move_to_keyring(&desk.keyring, NOW).unwrap();
    assert_eq!(desk.open().accounts(), old.accounts());
}
