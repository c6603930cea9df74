//! Backups, earlier states, the trash.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
    time::Duration,
};

use vault::RecoveryKey;

use super::{Desk, OTHER, PASSWORD, TOTP, code, state};
use crate::{
    app::lock,
    wire::{ChangeBackups, ListAccounts, ManyAccounts, PointState, RestorePoint},
};

#[test]
fn every_change_is_backed_up_and_a_failure_is_told() {
    let (desk, key) = Desk::with_password();
    let core = desk.core();
    let folder = desk.temp.path().join("stick");
    assert_eq!(code(core.back_up()), "no_backup_folder");
    assert_eq!(
        code(core.back_up_to(folder.clone())),
        "backup_folder_missing"
    );
    assert!(core.backups().is_none(), "nothing was begun");
    fs::create_dir(&folder).expect("stick");
    let view = core
        .back_up_to(folder.clone())
        .expect("the first")
        .expect("on");
    assert_eq!(
        view.success.map(|done| (done.accounts, done.of)),
        Some((1, 1))
    );
    desk.add(OTHER);
    core.back_up_if_due().expect("the second");
    assert_eq!(files(&folder), 2);
    core.back_up_if_due().expect("nothing is due");
    assert_eq!(files(&folder), 2);
    let newest = newest(&folder);
    let rehearsal = core.rehearse(&newest).expect("a backup");
    assert_eq!(
        (rehearsal.accounts, rehearsal.of, rehearsal.unreadable),
        (2, 2, 0)
    );

    // The stick is pulled out.
    let away = desk.temp.path().join("away");
    fs::rename(&folder, &away).expect("pulled");
    desk.add(TOTP);
    assert_eq!(code(core.back_up_if_due()), "backup_folder_missing");
    let failure = core.backups().expect("on").failure.expect("noted");
    assert_eq!(failure.error.code, "backup_folder_missing");
    let fewer = ChangeBackups {
        keep: Some(1),
        off: None,
    };
    assert_eq!(
        core.change_backups(&fewer)
            .expect("noted")
            .map(|view| view.keep),
        Some(1)
    );
    fs::rename(&away, &folder).expect("put in");
    assert!(core.back_up().expect("works again").failure.is_none());
    assert_eq!(files(&folder), 1, "one is kept");
    let off = ChangeBackups {
        keep: None,
        off: Some(true),
    };
    assert!(core.change_backups(&off).expect("noted").is_none());

    // A new computer, the backup, the sheet.
    let fresh = Desk::new();
    let core = fresh.core();
    core.start();
    assert_eq!(
        code(core.restore_backup(std::slice::from_ref(&key), None)),
        "no_backup_chosen"
    );
    assert_eq!(code(core.take_backup(desk.temp.path())), "not_a_backup");
    let file = self::newest(&folder);
    assert!(core.take_backup(&file).expect("read").size > 1000);
    let other = RecoveryKey::generate();
    assert_eq!(
        code(core.restore_backup(&[other], None)),
        "backup_other_key"
    );
    let view = core.restore_backup(&[key], None).expect("restored");
    assert_eq!(state(&view.state), "ready");
    assert_eq!(fresh.issuers(), ["Portal", "Other", "Portal"]);
    assert!(lock(&core.backup).is_none());
    assert_eq!(fresh.fake.users().len(), 1, "a key of its own");
}

#[test]
fn an_earlier_state_and_the_trash_give_back_what_was_removed() {
    let desk = Desk::with_account();
    let core = desk.core();
    let other = desk.add(OTHER);
    core.remove(&ManyAccounts {
        accounts: vec![other.clone()],
    })
    .expect("removed");
    let trash = core.trash().expect("open");
    assert_eq!((trash.len(), trash[0].issuer.as_str()), (1, "Other"));
    assert_eq!(trash[0].days_left, 30);
    let points = core.points().expect("open");
    let before = points
        .iter()
        .find(|point| point.missing == 1)
        .expect("before the removal");
    let accounts = core.point_accounts(&before.id).expect("opens");
    assert!(
        accounts
            .iter()
            .any(|it| it.id == other && it.state == PointState::Missing)
    );
    let only = RestorePoint {
        point: before.id.clone(),
        accounts: Some(vec![other.clone()]),
    };
    assert_eq!(core.restore_point(&only).expect("brought back").restored, 1);
    assert_eq!(desk.issuers(), ["Portal", "Other"]);
    assert_eq!(code(core.point_accounts("../vault.id")), "point_not_found");
}

/// A folder on a network that was gone held the codes up, and the lock too.
#[test]
fn a_backup_folder_that_hangs_holds_up_neither_codes_nor_changes_nor_the_lock() {
    let (desk, _key) = Desk::with_password();
    let core = desk.core();
    let folder = desk.temp.path().join("network");
    fs::create_dir(&folder).expect("folder");
    core.back_up_to(folder.clone()).expect("the first");
    let (hangs, hung) = mpsc::channel();
    let (answer, answers) = mpsc::channel::<()>();
    let (app, writing) = (desk.app.clone(), hangs);
    let backup = thread::spawn(move || {
        app.core().back_up_by(|sealed, plan, at| {
            writing.send(()).expect("somebody waits");
            let _ = answers.recv();
            sealed.write(&plan.folder, plan.keep, at)
        })
    });
    hung.recv().expect("it is being written");

    let (done, finished) = mpsc::channel();
    let app = desk.app.clone();
    thread::spawn(move || {
        let core = app.core();
        let entry = otp::uri::parse(OTHER).expect("good");
        let added =
            core.with_vault(|vault| Ok(vault.add(vec![entry], crate::app::now().seconds())?));
        let counter = added.expect("saved").remove(0).to_string();
        core.next_code(&counter).expect("a code");
        let shown = core
            .accounts(&ListAccounts::all())
            .expect("open")
            .accounts
            .len();
        let locked = core.lock_up(false).expect("saved");
        let _ = done.send((shown, locked));
    });
    let seen = finished.recv_timeout(Duration::from_secs(20));
    assert_eq!(seen, Ok((2, true)), "everything waits for the folder");

    drop(answer);
    let view = backup.join().expect("ended").expect("written at last");
    let success = view.success.expect("noted");
    assert_eq!((success.accounts, success.of), (1, 1), "as it was then");
    core.unlock_with_password(PASSWORD).expect("right");
    core.back_up_if_due()
        .expect("what was changed meanwhile is due");
    let success = core.backups().expect("on").success.expect("noted");
    assert_eq!(success.accounts, 2);
}

#[test]
fn a_folder_that_was_given_up_says_nothing_about_the_new_one() {
    let (desk, _key) = Desk::with_password();
    let core = desk.core();
    let [old, new] = ["old", "new"].map(|name| desk.temp.path().join(name));
    fs::create_dir(&old).expect("folder");
    fs::create_dir(&new).expect("folder");
    core.back_up_to(old).expect("the first");
    let refused = core.back_up_by(|_, _, _| {
        core.back_up_to(new.clone()).expect("does not wait");
        Err(vault::VaultError::BackupFolderMissing)
    });
    assert_eq!(code(refused), "backup_folder_missing");
    let view = core.backups().expect("on");
    assert_eq!(view.folder, new.display().to_string());
    assert!(view.failure.is_none() && view.success.is_some());
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder).expect("folder").count()
}

fn newest(folder: &Path) -> PathBuf {
    let paths = fs::read_dir(folder)
        .expect("folder")
        .flatten()
        .map(|entry| entry.path());
    let generation = |path: &PathBuf| -> u64 {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        name.rsplit_once("-g")
            .and_then(|(_, g)| g.parse().ok())
            .unwrap_or(0)
    };
    paths.max_by_key(generation).expect("a backup")
}
