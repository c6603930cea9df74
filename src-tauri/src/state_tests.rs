//! The state behind the commands, over the scripted keyring: lock, password, sheet, backups, restore.

use std::{fs, path::Path, time::Duration};

use session::Idle;
use tempfile::TempDir;
use vault::{
    RecoveryKey,
    keyring::{
        KeyringError,
        fake::{Fake, Trouble},
    },
};

use crate::{
    app::{App, Core, clocks, lock},
    enrol,
    wire::{
        AppError, ChangeBackups, ChangeSettings, Guard, NewWithPassword, PointState,
        ProtectionView, RestorePoint, SetPassword, StartState, Way,
    },
};

const TOTP: &str = "otpauth://totp/Portal:ivan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const OTHER: &str = "otpauth://hotp/Other:anna?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK&counter=0";
const PASSWORD: &str = "Zaqvorm-tulbek-93-xyle";

struct Desk {
    temp: TempDir,
    fake: Fake,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let temp = tempfile::tempdir().expect("folder");
        let fake = Fake::new();
        let app = App::with_keyring(Some(temp.path().join("data")), fake.keyring());
        Self { temp, fake, app }
    }

    /// With one account.
    fn with_account() -> Self {
        let desk = Self::new();
        desk.add(TOTP);
        desk
    }

    /// With an account, a checked sheet and an app password.
    fn with_password() -> (Self, RecoveryKey) {
        let desk = Self::with_account();
        let key = desk.make_sheet();
        let view = desk.core().set_password(&password(PASSWORD, None));
        assert_eq!(view.expect("set").guard, Guard::Password);
        (desk, key)
    }

    fn core(&self) -> &Core {
        self.app.core()
    }

    fn add(&self, uri: &str) -> String {
        let entry = otp::uri::parse(uri).expect("good");
        let added = self.core().with_vault_or_new(|vault| {
            Ok(vault
                .add(vec![entry], crate::app::now().seconds())?
                .remove(0))
        });
        added.expect("added").to_string()
    }

    fn draft_key(&self) -> RecoveryKey {
        let draft = lock(&self.core().sheet);
        draft.as_ref().expect("begun").key().clone()
    }

    fn make_sheet(&self) -> RecoveryKey {
        self.core().begin_sheet().expect("begun");
        let key = self.draft_key();
        self.core().check_sheet(&[key.clone()]).expect("fits");
        key
    }

    fn issuers(&self) -> Vec<String> {
        let accounts = self.core().accounts().expect("open").accounts;
        accounts.into_iter().map(|account| account.issuer).collect()
    }

    /// The next start of the program.
    fn restarted(self) -> Self {
        let app = App::with_keyring(Some(self.temp.path().join("data")), self.fake.keyring());
        Self { app, ..self }
    }
}

fn password(new: &str, current: Option<&str>) -> SetPassword {
    SetPassword {
        current: current.map(str::to_owned),
        password: new.to_owned(),
    }
}

fn code<T>(result: Result<T, AppError>) -> String {
    result.err().expect("refused").code
}

fn state(state: &StartState) -> &'static str {
    match state {
        StartState::Welcome => "welcome",
        StartState::Ready => "ready",
        StartState::Locked => "locked",
        StartState::Blocked => "blocked",
    }
}

#[test]
fn an_app_password_needs_a_checked_sheet() {
    let desk = Desk::with_account();
    let set = || desk.core().set_password(&password(PASSWORD, None));
    assert_eq!(code(set()), "sheet_first");
    desk.core().begin_sheet().expect("begun");
    let view = desk.core().put_off_check().expect("the first sheet");
    assert!(
        view.recovery
            .is_some_and(|sheet| sheet.checked_at.is_none())
    );
    assert_eq!(code(set()), "sheet_first", "not checked");
    assert_eq!(
        code(desk.core().set_password(&password("short", None))),
        "password_too_short"
    );
}

#[test]
fn a_sheet_takes_effect_when_it_fits_and_not_before() {
    let desk = Desk::with_account();
    let core = desk.core();
    assert_eq!(code(core.sheet_view()), "no_new_sheet");
    core.begin_sheet().expect("begun");
    assert!(core.protection().draft_sheet && core.protection().recovery.is_none());
    assert_eq!(
        code(core.check_sheet(&[RecoveryKey::generate()])),
        "sheet_wrong"
    );
    let first = desk.draft_key();
    let view = core
        .check_sheet(&[RecoveryKey::generate(), first.clone()])
        .expect("fits");
    assert!(
        view.recovery
            .is_some_and(|sheet| sheet.checked_at.is_some())
    );
    assert!(!view.draft_sheet);
    assert_eq!(
        code(core.sheet_view()),
        "no_new_sheet",
        "the key is gone from memory"
    );
    core.check_sheet(&[first.clone()]).expect("still has it");

    // A new one replaces it only when it was checked.
    core.begin_sheet().expect("begun");
    assert_eq!(code(core.put_off_check()), "sheet_not_checked");
    core.check_sheet(&[first.clone()])
        .expect("the old one holds until then");
    let second = desk.draft_key();
    core.check_sheet(&[second.clone()]).expect("fits");
    assert_eq!(code(core.check_sheet(&[first])), "sheet_wrong");
    core.check_sheet(&[second]).expect("the new one holds");
}

#[test]
fn the_sheet_shows_the_key_that_it_is_checked_with() {
    let desk = Desk::with_account();
    desk.core().begin_sheet().expect("begun");
    let view = desk.core().sheet_view().expect("a sheet");
    let typed = sheet::read_typed(&view.groups.concat()).expect("a key");
    assert!(*typed == *desk.draft_key().to_text());
    assert!(view.qr.contains("<svg") && view.vault.len() == 8);
    let pdf = desk.core().sheet_pdf().expect("drawn");
    assert!(pdf.starts_with(b"%PDF-"));
    desk.core().note_sheet(true, false);
    desk.core().begin_sheet().expect("another");
    assert!(view.groups != desk.core().sheet_view().expect("a sheet").groups);
}

#[test]
fn the_password_locks_and_opens_and_wrong_ones_cost_time() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    assert!(desk.fake.users().is_empty(), "the key has left the keyring");
    assert!(core.lock_up(false).expect("locked"));
    assert!(!core.lock_up(false).expect("nothing to do"), "locked twice");
    let view = core.start();
    assert_eq!(state(&view.state), "locked");
    assert_eq!(view.ways, [Way::Password, Way::Sheet]);
    assert_eq!(state(&core.retry_start().state), "locked", "no way around");
    assert_eq!(code(core.accounts()), "locked");
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
    let other = "krom-Visplen-48-daltug";
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
fn the_sheet_opens_a_vault_whose_password_is_forgotten() {
    let (desk, key) = Desk::with_password();
    let core = desk.core();
    core.lock_up(false).expect("locked");
    assert_eq!(
        code(core.unlock_with_keys(&[RecoveryKey::generate()])),
        "sheet_wrong"
    );
    let view = core
        .unlock_with_keys(&[RecoveryKey::generate(), key])
        .expect("fits");
    assert_eq!(state(&view.state), "ready");
    assert!(core.protection().opened_by_sheet);
    assert_eq!(desk.issuers(), ["Portal"]);
    let view: ProtectionView = core.renew_key().expect("a new key");
    assert!(view.guard == Guard::Keyring && !view.opened_by_sheet);
    assert_eq!(state(&desk.restarted().core().start().state), "ready");
}

#[test]
fn the_sheet_opens_a_vault_whose_key_is_gone_from_the_keyring() {
    let desk = Desk::with_account();
    let key = desk.make_sheet();
    for user in desk.fake.users() {
        desk.fake.take(&user);
    }
    let desk = desk.restarted();
    let view = desk.core().start();
    assert_eq!(state(&view.state), "blocked");
    assert!(view.ways.contains(&Way::Sheet), "{:?}", view.ways);
    desk.core().unlock_with_keys(&[key]).expect("fits");
    desk.core().renew_key().expect("a new key");
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
    assert_eq!(code(desk.core().accounts()), "locked");
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
    let id = desk.core().accounts().expect("open").accounts[0].id.clone();
    let (data, moved) = (
        desk.temp.path().join("data"),
        desk.temp.path().join("moved"),
    );
    fs::rename(&data, &moved).expect("taken away");
    core.rename(&id, "Renamed".into(), "ivan".into())
        .expect("kept in memory");
    assert_eq!(code(core.lock_up(false)), "unsaved_at_lock");
    assert_eq!(desk.issuers(), ["Renamed"], "still there");
    let _ = fs::remove_dir_all(&data);
    fs::rename(&moved, &data).expect("given back");
    assert!(core.lock_up(false).expect("saved first"));
    core.unlock_with_password(PASSWORD).expect("right");
    assert_eq!(desk.issuers(), ["Renamed"]);

    fs::rename(&data, &moved).expect("taken away");
    core.rename(&id, "Lost".into(), "ivan".into())
        .expect("kept in memory");
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
        language: None,
        theme: None,
        lock_after_minutes: Some(0),
        lock_with_screen: None,
    };
    assert_eq!(
        core.change_settings(&never)
            .expect("saved")
            .lock_after_minutes,
        0
    );
    assert!(!core.is_to_be_locked(), "never");
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
    let view = core.check_sheet(&[key.clone()]).expect("fits");
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

#[test]
fn a_recovery_sheet_is_named_and_never_shown_among_codes() {
    let desk = Desk::new();
    let key = RecoveryKey::generate().to_text();
    for text in [
        key.to_string(),
        key.to_lowercase(),
        format!("  {}\n\n", *key),
    ] {
        let refused = enrol::from_text(desk.core(), &text).err().expect("no code");
        assert_eq!(refused.code, "recovery_sheet_is_no_code");
        assert_eq!(refused.detail, None);
    }
}

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
        code(core.restore_backup(&[key.clone()], None)),
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
    core.remove(&other).expect("removed");
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

fn files(folder: &Path) -> usize {
    fs::read_dir(folder).expect("folder").count()
}

fn newest(folder: &Path) -> std::path::PathBuf {
    let paths = fs::read_dir(folder)
        .expect("folder")
        .flatten()
        .map(|entry| entry.path());
    let generation = |path: &std::path::PathBuf| -> u64 {
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
