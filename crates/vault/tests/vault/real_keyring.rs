//! The start-up table over a real GNOME keyring on a session bus of its own.
//!
//! Each test starts this test binary again inside `dbus-run-session`, with a fresh home, and runs
//! one scenario there.

mod daemon;
mod ways_out;

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use vault::keyring::fake::Fake;
use vault::keyring::user_of;
use vault::{DataDir, Keyring, KeyringError, Start, Vault};
use zbus::blocking::Connection;

use self::daemon::{Daemon, lock_collection, lookup, run, store};
use crate::fixtures::{NOW, has_program, skip, totp};

const SCENARIO: &str = "PROPUSK_TEST_KEYRING_SCENARIO";

/// Runs `scenario` of [`inside`] on a new session bus. `activation`: whether the bus may start a
/// keyring by itself; a daemon that a test starts would hand its password to that one and end.
fn on_a_session_bus(scenario: &str, activation: bool) {
    for program in ["dbus-run-session", "gnome-keyring-daemon", "secret-tool"] {
        if !has_program(program) {
            return skip(&format!("{program} is not installed"));
        }
    }
    let home = tempfile::tempdir().unwrap();
    let runtime = home.path().join("run");
    std::fs::create_dir(&runtime).unwrap();
    std::fs::set_permissions(&runtime, std::fs::Permissions::from_mode(0o700)).unwrap();
    let mut command = Command::new("dbus-run-session");
    if !activation {
        let config = home.path().join("bus.conf");
        std::fs::write(&config, BUS_WITHOUT_ACTIVATION).unwrap();
        command.arg(format!("--config-file={}", config.display()));
    }
    let output = command
        .arg("--")
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "real_keyring::inside", "--nocapture"])
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("XDG_DATA_HOME")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", &runtime)
        .env(SCENARIO, scenario)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "scenario {scenario} failed:\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        told.contains("scenario done"),
        "scenario {scenario} did not run: {told}"
    );
}

const BUS_WITHOUT_ACTIVATION: &str = r#"<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow receive_sender="*" eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

#[test]
fn a_vault_is_made_and_opened_with_a_real_keyring() {
    on_a_session_bus("opens", false);
}

#[test]
fn no_keyring_service_is_named() {
    on_a_session_bus("no service", false);
}

#[test]
fn no_session_bus_is_named() {
    on_a_session_bus("no bus", false);
}

#[test]
fn a_keyring_without_a_collection_is_named() {
    on_a_session_bus("no collection", true);
}

#[test]
fn a_locked_keyring_is_named_at_once_and_opens_when_unlocked() {
    on_a_session_bus("locked", false);
}

#[test]
fn a_restarted_daemon_is_healed_by_the_same_handle() {
    on_a_session_bus("restarted", false);
}

#[test]
fn a_deleted_item_never_makes_a_new_vault() {
    on_a_session_bus("deleted", false);
}

#[test]
fn changed_bytes_and_a_second_item_are_told_apart() {
    on_a_session_bus("changed", false);
}

#[test]
fn a_stopped_daemon_is_silent_and_recovers() {
    on_a_session_bus("stopped", false);
}

#[test]
fn an_earlier_vault_elsewhere_leaves_a_new_folder_a_welcome() {
    on_a_session_bus("two folders", false);
}

#[test]
fn an_app_password_takes_the_item_out_and_brings_another_back() {
    on_a_session_bus("password", false);
}

#[test]
fn after_a_keyring_was_reset_the_sheet_opens_and_a_new_item_is_made() {
    on_a_session_bus("reset", false);
}

#[test]
fn beside_a_locked_keyring_the_sheet_opens_and_a_password_can_be_set() {
    on_a_session_bus("locked, sheet", false);
}

#[test]
fn a_daemon_restarted_between_password_and_keyring_is_no_hindrance() {
    on_a_session_bus("restarted, password", false);
}

/// Not a test by itself: the inside of the tests above.
#[test]
fn inside() {
    let Ok(scenario) = std::env::var(SCENARIO) else {
        return;
    };
    match scenario.as_str() {
        "opens" => opens(),
        "no service" => no_service("keyring_unavailable"),
        "no bus" => no_bus(),
        "no collection" => no_service("keyring_no_collection"),
        "locked" => locked(),
        "restarted" => restarted(),
        "deleted" => deleted(),
        "changed" => changed(),
        "stopped" => stopped(),
        "two folders" => two_folders(),
        "password" => ways_out::password_on_and_off(),
        "reset" => ways_out::reset(),
        "locked, sheet" => ways_out::locked_then_sheet(),
        "restarted, password" => ways_out::restarted_between(),
        other => panic!("no scenario {other}"),
    }
    println!("scenario done");
}

fn opens() {
    let _daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    assert!(matches!(
        vault::start(&dir(), &keyring, NOW),
        Start::Welcome
    ));
    let made = make_vault(&keyring);
    let item = lookup(made.id());
    assert!(
        item.starts_with("AGE-SECRET-KEY-1"),
        "the item is the age identity"
    );
    assert_eq!(item.len(), 74, "one line of 74 characters");
    let opened = ready(&keyring);
    assert_eq!(opened.accounts(), made.accounts());
    let listed = keyring.list().unwrap();
    assert_eq!(listed.len(), 1, "one item per vault");
    assert_eq!(listed[0].user, user_of(made.id()));
    assert_eq!(listed[0].folder.as_deref(), dir().path().to_str());
    // Another process sees the same.
    assert!(matches!(
        vault::start(&dir(), &Keyring::system(), NOW),
        Start::Ready(_)
    ));
}

fn no_service(code: &str) {
    let keyring = Keyring::system();
    let began = Instant::now();
    assert_eq!(blocked(&keyring), code);
    assert_eq!(
        Vault::create(&dir(), &keyring, NOW).unwrap_err().code(),
        code
    );
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "took {:?}",
        began.elapsed()
    );
    put_vault_file();
    let before = vault_file();
    assert_eq!(blocked(&keyring), code);
    assert_eq!(vault_file(), before);
}

fn no_bus() {
    // The variable is read once per connection, so a helper of its own gets another value.
    if std::env::var_os("PROPUSK_TEST_NO_BUS").is_none() {
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "real_keyring::inside", "--nocapture"])
            .env("PROPUSK_TEST_NO_BUS", "1")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .status()
            .unwrap();
        assert!(status.success());
        return;
    }
    no_service("keyring_unavailable");
}

fn locked() {
    let daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let made = make_vault(&keyring);
    let before = vault_file();
    lock_collection();
    for keyring in [&keyring, &Keyring::system()] {
        let began = Instant::now();
        assert_eq!(blocked(keyring), "keyring_locked");
        assert!(
            began.elapsed() < Duration::from_secs(1),
            "took {:?}",
            began.elapsed()
        );
    }
    // First without a prompter, then with one that never answers: the request ends within the
    // deadline and holds up nothing behind it.
    let mut prompter = None;
    for _ in 0..2 {
        let began = Instant::now();
        let refused = keyring.unlock().unwrap_err();
        assert!(
            matches!(refused, KeyringError::Locked | KeyringError::Silent),
            "unlocking without an answer gave {refused:?}"
        );
        assert!(
            began.elapsed() < Duration::from_secs(4),
            "took {:?}",
            began.elapsed()
        );
        assert!(["keyring_locked", "keyring_silent"].contains(&blocked(&keyring)));
        assert!(
            began.elapsed() < Duration::from_secs(8),
            "took {:?}",
            began.elapsed()
        );
        let bus = Connection::session().unwrap();
        bus.request_name("org.gnome.keyring.SystemPrompter")
            .unwrap();
        prompter = Some(bus);
    }
    drop(prompter);
    assert_eq!(vault_file(), before, "the vault is untouched");
    let other = DataDir::open(home().join("fresh")).unwrap();
    let Start::Blocked(fresh) = vault::start(&other, &keyring, NOW) else {
        panic!("a locked keyring must not look like an empty one");
    };
    assert_eq!(fresh.code(), "keyring_locked");
    daemon.kill_by_pid();
    let _again = Daemon::unlocked();
    assert_eq!(
        ready(&keyring).id(),
        made.id(),
        "the same handle opens it once unlocked"
    );
}

fn restarted() {
    let mut daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let made = make_vault(&keyring);
    assert_eq!(ready(&keyring).id(), made.id());
    for _ in 0..3 {
        daemon.kill_by_pid();
        assert_eq!(blocked(&keyring), "keyring_unavailable");
        daemon = Daemon::unlocked();
        assert_eq!(
            ready(&keyring).id(),
            made.id(),
            "healed without a new handle"
        );
    }
    // A new session whose keyring nobody has unlocked: words, and no new vault.
    daemon.kill_by_pid();
    let _locked = Daemon::start(&["--foreground", "--components=secrets"], &[]);
    assert_eq!(blocked(&keyring), "keyring_locked");
}

fn deleted() {
    let _daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let made = make_vault(&keyring);
    let before = vault_file();
    run(
        "secret-tool",
        &["clear", "service", vault::keyring::SERVICE],
    );
    assert!(keyring.list().unwrap().is_empty());
    for keyring in [&keyring, &Keyring::system()] {
        assert_eq!(blocked(keyring), "key_missing");
        assert_eq!(
            Vault::create(&dir(), keyring, NOW).unwrap_err().code(),
            "vault_exists"
        );
    }
    assert!(keyring.list().unwrap().is_empty(), "no key was made");
    assert_eq!(vault_file(), before, "the vault is untouched");
    assert_eq!(made.accounts().len(), 2, "and what is open stays open");
    std::fs::remove_file(dir().path().join("vault.id")).unwrap();
    assert_eq!(blocked(&keyring), "key_missing");
}

fn changed() {
    let _daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let made = make_vault(&keyring);
    let key = lookup(made.id());
    let user = user_of(made.id());
    // A second item of the same name in another collection.
    store(&user, "rubbish", "session");
    assert_eq!(keyring.read(&user).unwrap().len(), 2, "now it is ambiguous");
    assert_eq!(ready(&keyring).id(), made.id(), "every candidate is tried");
    run(
        "secret-tool",
        &["clear", "service", vault::keyring::SERVICE],
    );
    for wrong in [
        "rubbish",
        "AGE-SECRET-KEY-1",
        &key[..73],
        &format!("{}\u{fffd}", &key[..73]),
    ] {
        store(&user, wrong, "default");
        assert_eq!(blocked(&keyring), "key_malformed", "{wrong:?}");
        assert_eq!(lookup(made.id()), wrong, "the item is kept");
    }
    let strange = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    store(&user, strange, "default");
    assert_eq!(blocked(&keyring), "key_wrong");
    store(&user, &key, "default");
    assert_eq!(ready(&keyring).accounts(), made.accounts());
    std::fs::remove_file(dir().path().join("vault.id")).unwrap();
    assert_eq!(
        ready(&keyring).id(),
        made.id(),
        "found among all items of ours"
    );
}

fn stopped() {
    let daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let made = make_vault(&keyring);
    daemon.signal("STOP");
    for keyring in [&keyring, &Keyring::system()] {
        let began = Instant::now();
        assert_eq!(blocked(keyring), "keyring_silent");
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "took {:?}",
            began.elapsed()
        );
    }
    daemon.signal("CONT");
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        match vault::start(&dir(), &keyring, NOW) {
            Start::Ready(opened) => break assert_eq!(opened.id(), made.id()),
            other => assert!(Instant::now() < until, "does not recover: {other:?}"),
        }
    }
    // The process ends with a call under way: were the exit to wait, this test would hang.
    daemon.signal("STOP");
    let hanging = keyring.with_deadline(Duration::from_millis(50));
    assert_eq!(hanging.check(), Err(KeyringError::Silent));
    daemon.signal_later("CONT", 5);
}

fn two_folders() {
    let _daemon = Daemon::unlocked();
    let keyring = Keyring::system();
    let first = make_vault(&keyring);
    let other = DataDir::open(home().join("other")).unwrap();
    assert!(matches!(
        vault::start(&other, &keyring, NOW),
        Start::Welcome
    ));
    let second = Vault::create(&other, &keyring, NOW).unwrap();
    assert_ne!(first.id(), second.id());
    assert_eq!(keyring.list().unwrap().len(), 2);
    for name in ["vault.age", "vault.previous.age", "vault.id"] {
        std::fs::remove_file(dir().path().join(name)).unwrap();
    }
    assert_eq!(
        blocked(&keyring),
        "key_without_vault",
        "this folder's key is known by its note"
    );
}

fn home() -> PathBuf {
    PathBuf::from(std::env::var_os("HOME").unwrap())
        .canonicalize()
        .unwrap()
}

fn dir() -> DataDir {
    DataDir::open(home().join("data")).unwrap()
}

fn vault_file() -> Vec<u8> {
    std::fs::read(dir().path().join("vault.age")).unwrap()
}

/// A vault whose key the keyring does not hold.
fn put_vault_file() {
    Vault::create(&dir(), &Fake::new().keyring(), NOW).unwrap();
}

fn make_vault(keyring: &Keyring) -> Vault {
    let mut vault = Vault::create(&dir(), keyring, NOW).unwrap();
    vault.add(vec![totp(1), totp(2)], NOW).unwrap();
    vault
}

fn ready(keyring: &Keyring) -> Vault {
    match vault::start(&dir(), keyring, NOW) {
        Start::Ready(vault) => vault,
        other => panic!("expected an open vault, got {other:?}"),
    }
}

fn blocked(keyring: &Keyring) -> &'static str {
    match vault::start(&dir(), keyring, NOW) {
        Start::Blocked(blocked) => blocked.code(),
        other => panic!("expected a blocked start, got {other:?}"),
    }
}
