//! What the person waits for, against its limit: opening the vault with the keyring of the desktop,
//! saving, unlocking by password, locking. Each figure stands beside another one of the same run,
//! since machines differ. Prints a table and fails nothing.
//!
//! Starts itself again on a session bus of its own with a fresh home, for a real GNOME keyring.
//! `PROPUSK_BENCH_DIR` names the file system to measure on (default: the temporary folder).

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a benchmark may stop at errors, and prints

// As the dependents call it.
extern crate propusk_vault as vault;

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use otp::{Algorithm, Digits, Entry, Kind, Period, Secret, Token};
use vault::keyring::fake::Fake;
use vault::keyring::user_of;
use vault::{DataDir, Edit, Keyring, Passphrase, RecoveryKey, Start, Vault, unlock_with_password};
use zeroize::Zeroize;

/// What is freed is wiped, as in the application.
#[global_allocator]
static WIPED: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

const NOW: u64 = 1_750_000_000;
const INSIDE: &str = "PROPUSK_BENCH_INSIDE";
const PASSWORD: &str = "пять ворон на мосту у ворот";

fn main() {
    if std::env::var_os(INSIDE).is_none() && on_a_session_bus() {
        return;
    }
    println!("{:<58} {:>9} {:>9} {:>9}", "", "p50 ms", "p95 ms", "limit");
    let daemon = std::env::var_os(INSIDE).map(|_| Daemon::start());
    open(daemon.is_some());
    drop(daemon);
    save();
    unlock();
    lock();
}

/// Runs this program again with a bus and a home of its own; false where that is not possible.
fn on_a_session_bus() -> bool {
    let home = tempfile::tempdir().unwrap();
    // A keyring that the bus starts by itself would be another one, with a lock.
    let config = home.path().join("bus.conf");
    std::fs::write(&config, BUS_WITHOUT_ACTIVATION).unwrap();
    let status = Command::new("dbus-run-session")
        .arg(format!("--config-file={}", config.display()))
        .arg("--")
        .arg(std::env::current_exe().unwrap())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("XDG_DATA_HOME")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env(INSIDE, "1")
        .status();
    if status.is_err() {
        println!("No dbus-run-session here: opening is measured without a real keyring.");
    }
    status.is_ok()
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

/// An unlocked GNOME keyring.
struct Daemon(Child);

impl Daemon {
    fn start() -> Self {
        let mut child = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"test").unwrap();
        let until = Instant::now() + Duration::from_secs(10);
        while Keyring::system().check().is_err() {
            assert!(Instant::now() < until, "the keyring does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self(child)
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Prints one line: the median and the 95th percentile of these times.
fn row(what: &str, mut times: Vec<Duration>, limit: &str) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    println!("{what:<58} {:>9.2} {:>9.2} {limit:>9}", at(50), at(95));
}

fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn folder() -> tempfile::TempDir {
    match std::env::var_os("PROPUSK_BENCH_DIR") {
        Some(base) => tempfile::tempdir_in(base).unwrap(),
        None => tempfile::tempdir().unwrap(),
    }
}

fn entry(number: usize) -> Entry {
    let secret = Secret::from_bytes(format!("secret of account {number:06}")).unwrap();
    let kind = Kind::Totp {
        algorithm: Algorithm::Sha1,
        digits: Digits::DEFAULT,
        period: Period::DEFAULT,
    };
    Entry::new(
        &format!("Портал {number}"),
        &format!("user{number}@example.org"),
        Token { secret, kind },
    )
}

fn vault_of(accounts: usize, keyring: &Keyring) -> (tempfile::TempDir, DataDir, Vault) {
    let temp = folder();
    let dir = DataDir::open(temp.path().join("data")).unwrap();
    let mut vault = Vault::create(&dir, keyring, NOW).unwrap();
    vault.add((0..accounts).map(entry).collect(), NOW).unwrap();
    (temp, dir, vault)
}

fn started(dir: &DataDir, keyring: &Keyring) -> Vault {
    match vault::start(dir, keyring, NOW) {
        Start::Ready(vault) => vault,
        other => unreachable!("{other:?}"),
    }
}

/// From the call to the accounts in memory. The connection to the keyring is new each time, as at a
/// start of the application.
fn open(is_real: bool) {
    for (accounts, limit) in [(500, "30"), (5000, "60")] {
        let fake = Fake::new();
        let (_temp, dir, vault) = vault_of(accounts, &fake.keyring());
        let user = user_of(vault.id());
        drop(vault);
        let rounds = 100;
        if is_real {
            let key = fake.keyring().read(&user).unwrap().remove(0);
            let path = dir.path().canonicalize().unwrap();
            let note = path.to_string_lossy();
            Keyring::system().write_new(&user, &key, &note).unwrap();
            let real = (0..rounds).map(|_| time(|| started(&dir, &Keyring::system())).0);
            row(
                &format!("open {accounts} accounts, GNOME keyring"),
                real.collect(),
                limit,
            );
            let alone = (0..rounds).map(|_| time(|| Keyring::system().read(&user).unwrap()).0);
            row("  beside it: reading the key alone", alone.collect(), "");
        }
        let file = (0..rounds).map(|_| time(|| started(&dir, &fake.keyring())).0);
        row(
            &format!("  beside it: {accounts} accounts, keyring in memory"),
            file.collect(),
            "",
        );
    }
}

fn save() {
    let fake = Fake::new();
    for (accounts, limit) in [(500, ""), (5000, "30")] {
        let (_temp, dir, mut vault) = vault_of(accounts, &fake.keyring());
        let id = vault.accounts()[0].id.clone();
        let saves = (0..200).map(|round| {
            let edit = Edit {
                favourite: Some(round % 2 == 0),
                ..Edit::default()
            };
            time(|| vault.edit(&id, edit, NOW).unwrap()).0
        });
        row(
            &format!("save one change of {accounts} accounts"),
            saves.collect(),
            limit,
        );
        let bytes = std::fs::read(dir.path().join("vault.age")).unwrap();
        let (new, name) = (dir.path().join("x.new"), dir.path().join("x"));
        let plain = (0..200).map(|_| {
            let write = || {
                let mut file = std::fs::File::create(&new).unwrap();
                file.write_all(&bytes).unwrap();
                file.sync_all().unwrap();
                std::fs::rename(&new, &name).unwrap();
                std::fs::File::open(dir.path()).unwrap().sync_all().unwrap();
            };
            time(write).0
        });
        let what = format!(
            "  beside it: {} KiB written, synced, renamed",
            bytes.len() >> 10
        );
        row(&what, plain.collect(), "");
    }
}

fn unlock() {
    let fake = Fake::new();
    let keyring = fake.keyring();
    let (_temp, dir, mut vault) = vault_of(500, &keyring);
    vault
        .set_recovery(&RecoveryKey::generate(), true, NOW)
        .unwrap();
    let password = Passphrase::new(PASSWORD);
    vault.set_password(&keyring, &password, NOW).unwrap();
    drop(vault);
    let rounds = 15;
    let unlocks = (0..rounds)
        .map(|_| time(|| unlock_with_password(&dir, &keyring, &password, NOW).unwrap()).0);
    row("unlock 500 accounts by password", unlocks.collect(), "1200");
    let params = scrypt::Params::new(18, 8, 1, 32).unwrap();
    let plain = (0..rounds).map(|round: u8| {
        let mut key = [0; 32];
        time(|| scrypt::scrypt(PASSWORD.as_bytes(), &[round; 32], &params, &mut key).unwrap()).0
    });
    row("  beside it: scrypt 2^18 alone", plain.collect(), "");
}

/// A lock drops the vault; what it held is wiped then.
fn lock() {
    let fake = Fake::new();
    let (_temp, dir, vault) = vault_of(5000, &fake.keyring());
    drop(vault);
    let locks = (0..50).map(|_| {
        let vault = started(&dir, &fake.keyring());
        time(|| drop(vault)).0
    });
    row("lock 5000 accounts", locks.collect(), "200");
    let size = std::fs::metadata(dir.path().join("vault.age"))
        .unwrap()
        .len();
    let plain = (0..50).map(|_| {
        let mut bytes = vec![1_u8; usize::try_from(size).unwrap()];
        time(|| bytes.zeroize()).0
    });
    row(
        "  beside it: wiping a block of the size of the file",
        plain.collect(),
        "",
    );
}
