//! Locking, the app password, and what a lock must not lose.

use std::{fs, pin::pin, time::Duration};

use session::Idle;
use vault::{
    Passphrase,
    keyring::{KeyringError, fake::Trouble},
};

use super::{Desk, OTHER, PASSWORD, TOTP, code, password, renamed, state};
use crate::{
    app::{Core, clocks, lock},
    enrol,
    wire::{ChangeSettings, Guard, ListAccounts, NewWithPassword, Way},
};

const OTHER_PASSWORD: &str = "krom-Visplen-48-daltug";

#[test]
fn the_password_locks_and_opens_and_wrong_ones_cost_time() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    assert!(desk.fake.users().is_empty(), "the key has left the keyring");
    let start = std::time::Instant::now();
    assert!(core.lock_up(false).expect("locked"));
    // 200 ms are promised; the machine may be five times as slow.
    assert!(start.elapsed() < Duration::from_secs(1));
    assert!(!core.lock_up(false).expect("nothing to do"), "locked twice");
    let view = core.start();
    assert_eq!(state(&view.state), "locked");
    assert_eq!(view.ways, [Way::Password, Way::Sheet]);
    assert_eq!(state(&core.retry_start().state), "locked", "no way around");
    assert_eq!(code(core.accounts(&ListAccounts::all())), "locked");
    assert_eq!(
        code(core.with_vault_or_new(|_| Ok(()))),
        "locked",
        "no second vault"
    );
    assert_eq!(
        code(core.new_with_password(&NewWithPassword {
            password: PASSWORD.into(),
            understood: true,
        })),
        "locked"
    );
    for _ in 0..5 {
        assert_eq!(
            code(core.unlock_with_password("Zaqvorm-tulbek-93-xylo")),
            "wrong_password"
        );
    }
    let refused = core.unlock_with_password(PASSWORD).err().expect("too soon");
    assert_eq!(
        (refused.code.as_str(), refused.detail.as_deref()),
        ("too_many_tries", Some("1"))
    );
    std::thread::sleep(Duration::from_millis(1_050));
    assert_eq!(
        state(&core.unlock_with_password(PASSWORD).expect("right").state),
        "ready"
    );
    assert_eq!(desk.issuers(), ["Portal"]);

    // At the next start, too.
    let desk = desk.restarted();
    assert_eq!(state(&desk.core().start().state), "locked");
    desk.core().unlock_with_password(PASSWORD).expect("right");
    assert_eq!(desk.issuers(), ["Portal"]);
}

#[test]
fn changing_or_removing_the_password_asks_for_it() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    let other = OTHER_PASSWORD;
    assert_eq!(
        code(core.set_password(&password(other, None))),
        "wrong_password"
    );
    assert_eq!(
        code(core.set_password(&password(other, Some("no")))),
        "wrong_password"
    );
    assert_eq!(
        code(core.renew_key()),
        "wrong_password",
        "no way around the password"
    );
    core.set_password(&password(other, Some(PASSWORD)))
        .expect("changed");
    assert_eq!(
        code(core.remove_password(PASSWORD)),
        "wrong_password",
        "the old one"
    );
    let view = core.remove_password(other).expect("off");
    assert_eq!(view.guard, Guard::Keyring);
    assert_eq!(desk.fake.users().len(), 1);
    assert_eq!(state(&desk.restarted().core().start().state), "ready");
}

#[test]
fn without_a_password_the_keyring_opens_what_was_locked() {
    let desk = Desk::with_account();
    assert!(desk.core().lock_up(false).expect("locked"));
    let view = desk.core().start();
    assert_eq!(
        (state(&view.state), view.ways),
        ("locked", vec![Way::Retry])
    );
    assert_eq!(code(desk.core().accounts(&ListAccounts::all())), "locked");
    assert_eq!(state(&desk.core().retry_start().state), "ready");
    assert_eq!(desk.issuers(), ["Portal"]);
}

#[test]
fn a_lock_drops_what_waits_for_a_yes_and_what_comes_late() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    let hotp = desk.add(OTHER);
    core.next_code(&hotp).expect("pressed");
    enrol::from_text(core, TOTP).expect("a preview");
    core.begin_sheet().expect("begun");
    core.lock_up(false).expect("locked");
    assert!(lock(&core.draft).is_none() && lock(&core.sheet).is_none());
    assert!(lock(&core.pressed).is_empty());
    assert_eq!(code(enrol::from_text(core, TOTP)), "locked", "a slow scan");
    assert!(lock(&core.draft).is_none());
    assert_eq!(code(core.begin_sheet()), "locked");
}

#[test]
fn a_change_that_cannot_be_saved_is_not_lost_by_a_lock() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    let id = desk
        .core()
        .accounts(&ListAccounts::all())
        .expect("open")
        .accounts[0]
        .id
        .clone();
    let (data, moved) = (
        desk.temp.path().join("data"),
        desk.temp.path().join("moved"),
    );
    fs::rename(&data, &moved).expect("taken away");
    core.edit(renamed(&id, "Renamed")).expect("kept in memory");
    assert_eq!(code(core.lock_up(false)), "unsaved_at_lock");
    assert_eq!(desk.issuers(), ["Renamed"], "still there");
    let _ = fs::remove_dir_all(&data);
    fs::rename(&moved, &data).expect("given back");
    assert!(core.lock_up(false).expect("saved first"));
    core.unlock_with_password(PASSWORD).expect("right");
    assert_eq!(desk.issuers(), ["Renamed"]);

    fs::rename(&data, &moved).expect("taken away");
    core.edit(renamed(&id, "Lost")).expect("kept in memory");
    assert!(core.lock_up(true).expect("the person has decided"));
    let _ = fs::remove_dir_all(&data);
    fs::rename(&moved, &data).expect("given back");
    core.unlock_with_password(PASSWORD).expect("right");
    assert_eq!(desk.issuers(), ["Renamed"], "the vault itself is whole");
}

#[test]
fn only_a_vault_with_a_password_locks_itself() {
    let long_ago = || {
        let mut reading = clocks();
        reading.wall = session::Moment::from_millis(reading.wall.millis() - 301_000);
        Idle::touched(reading)
    };
    let desk = Desk::with_account();
    *lock(&desk.core().idle) = long_ago();
    assert!(
        !desk.core().is_to_be_locked(),
        "the keyring would open it for anybody"
    );

    let (desk, _) = Desk::with_password();
    let core = desk.core();
    core.note_activity();
    assert!(!core.is_to_be_locked());
    *lock(&core.idle) = long_ago();
    assert!(core.is_to_be_locked(), "after five minutes");
    let never = ChangeSettings {
        lock_after_minutes: Some(0),
        ..ChangeSettings::default()
    };
    assert_eq!(
        core.change_settings(&never)
            .expect("saved")
            .lock_after_minutes,
        0
    );
    assert!(!core.is_to_be_locked(), "never");
}

/// The window went on with the old key: no change could be saved any more, and nothing said why.
#[test]
fn a_vault_that_another_program_puts_under_a_password_is_shut_and_keeps_the_change() {
    let desk = Desk::with_account();
    let key = desk.make_sheet();
    let core = desk.core();
    let id = core.accounts(&ListAccounts::all()).expect("open").accounts[0]
        .id
        .clone();
    let mut other = desk.other_program();
    other
        .set_password(&desk.fake.keyring(), &Passphrase::new(PASSWORD), 1)
        .expect("set");
    core.edit(renamed(&id, "Renamed")).expect("kept in memory");
    let view = core.start();
    assert_eq!(state(&view.state), "locked");
    assert_eq!(view.error.expect("why").code, "locked_elsewhere");
    assert_eq!(view.ways, [Way::Password, Way::Sheet]);
    assert_eq!(code(core.accounts(&ListAccounts::all())), "locked");
    assert!(is_told(core), "the window is put away");
    core.unlock_with_password(PASSWORD).expect("right");
    assert_eq!(desk.issuers(), ["Renamed"]);
    assert!(
        core.accounts(&ListAccounts::all())
            .expect("open")
            .unsaved
            .is_none()
    );
    other.refresh(1).expect("read");
    assert_eq!(other.accounts()[0].issuer, "Renamed", "saved");

    // Also when it is only looked at, and when the password is another one.
    other
        .set_password(&desk.fake.keyring(), &Passphrase::new(OTHER_PASSWORD), 1)
        .expect("changed");
    assert_eq!(code(core.accounts(&ListAccounts::all())), "locked");
    assert!(is_told(core));
    assert_eq!(
        code(core.unlock_with_password(PASSWORD)),
        "wrong_password",
        "the old one"
    );
    core.unlock_with_keys(&[key]).expect("the sheet");
    assert_eq!(desk.issuers(), ["Renamed"]);
}

#[test]
fn a_vault_whose_key_another_program_exchanges_in_the_keyring_goes_on() {
    let desk = Desk::with_account();
    let core = desk.core();
    let counter = desk.add(OTHER);
    let mut other = desk.other_program();
    let mut exchange = || {
        other
            .move_to_keyring(&desk.fake.keyring(), 1)
            .expect("a new key");
    };
    exchange();
    let id = core.accounts(&ListAccounts::all()).expect("open").accounts[0]
        .id
        .clone();
    exchange();
    core.edit(renamed(&id, "Renamed")).expect("saved");
    assert!(
        core.accounts(&ListAccounts::all())
            .expect("open")
            .unsaved
            .is_none()
    );
    exchange();
    assert_eq!(code(core.next_code(&counter)), "key_changed", "not shown");
    core.next_code(&counter).expect("the first counter");
    let view = core.accounts(&ListAccounts::all()).expect("open");
    assert_eq!(view.accounts[0].issuer, "Renamed");
    assert_eq!(view.accounts[1].counter, Some(1), "none was skipped");
    assert!(!is_told(core), "the window stays");
}

#[test]
fn what_does_not_open_by_any_key_shuts_no_vault_that_is_open() {
    let (stranger, _) = Desk::with_password();
    let desk = Desk::with_account();
    let core = desk.core();
    let file = desk.temp.path().join("data/vault.age");
    let own = fs::read(&file).expect("vault");
    let _ = fs::remove_file(file.with_file_name("vault.previous.age"));
    let strange = fs::read(stranger.temp.path().join("data/vault.age")).expect("vault");
    fs::write(&file, &strange).expect("put there");
    let id = core
        .accounts(&ListAccounts::all())
        .expect("still open")
        .accounts[0]
        .id
        .clone();
    core.edit(renamed(&id, "Renamed")).expect("kept in memory");
    let view = core.accounts(&ListAccounts::all()).expect("still open");
    assert_eq!(view.unsaved.expect("told").code, "key_wrong");
    assert_eq!(fs::read(&file).expect("vault"), strange, "not touched");
    fs::write(&file, own).expect("given back");
    core.retry_save().expect("saved");
    assert_eq!(desk.issuers(), ["Renamed"]);
}

/// Whether the window has been told, since the last time, that its vault was shut.
fn is_told(core: &Core) -> bool {
    let mut notified = pin!(core.shut.notified());
    notified.as_mut().enable()
}

/// A vault that is unlocked after an idle lock was shut again at once, when the look at the idle time
/// waited for the key derivation.
#[test]
fn a_vault_that_is_being_unlocked_is_not_locked_for_the_time_before() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    let mut reading = clocks();
    reading.wall = session::Moment::from_millis(reading.wall.millis() - 301_000);
    *lock(&core.idle) = Idle::touched(reading);
    let unlocking = lock(&core.vault);
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| core.is_to_be_locked());
        std::thread::sleep(Duration::from_millis(300));
        core.note_activity();
        drop(unlocking);
        assert!(!looking.join().expect("looked"), "the person is there");
    });
}

#[test]
fn where_nothing_keeps_a_key_a_vault_begins_with_a_password() {
    let desk = Desk::new();
    let core = desk.core();
    desk.fake
        .set_trouble(Trouble::Fails(KeyringError::Unavailable));
    let view = core.start();
    assert_eq!(state(&view.state), "blocked");
    assert!(view.ways.contains(&Way::NewWithPassword), "{:?}", view.ways);
    let new = |understood| NewWithPassword {
        password: PASSWORD.into(),
        understood,
    };
    assert_eq!(code(core.new_with_password(&new(false))), "sheet_first");
    core.begin_sheet().expect("begun");
    let key = desk.draft_key();
    assert_eq!(
        code(core.new_with_password(&new(false))),
        "sheet_first",
        "not checked"
    );
    let view = core.check_sheet(std::slice::from_ref(&key)).expect("fits");
    assert!(view.recovery.is_some() && !view.draft_sheet);
    assert_eq!(
        state(&core.new_with_password(&new(false)).expect("made").state),
        "ready"
    );
    desk.add(TOTP);
    core.lock_up(false).expect("locked");
    core.unlock_with_keys(&[key])
        .expect("the sheet is that of the vault");

    let other = Desk::new();
    other
        .fake
        .set_trouble(Trouble::Fails(KeyringError::Unavailable));
    other.core().start();
    other
        .core()
        .new_with_password(&new(true))
        .expect("the person goes without");
    assert!(other.core().protection().recovery.is_none());
}
