//! A GNOME keyring to test with, and the ways to change it behind the back of the application.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use vault::keyring::user_of;
use vault::{Keyring, KeyringError};
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::OwnedObjectPath;

pub(super) fn run(program: &str, args: &[&str]) -> String {
    let output = Command::new(program).args(args).output().unwrap();
    assert!(output.status.success(), "{program} {args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

pub(super) fn lookup(vault_id: &str) -> String {
    let user = user_of(vault_id);
    run(
        "secret-tool",
        &[
            "lookup",
            "service",
            vault::keyring::SERVICE,
            "username",
            &user,
        ],
    )
}

pub(super) fn store(user: &str, secret: &str, collection: &str) {
    let mut child = Command::new("secret-tool")
        .args([
            "store",
            "--label=test",
            &format!("--collection={collection}"),
        ])
        .args(["service", vault::keyring::SERVICE, "username", user])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(secret.as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success());
}

pub(super) fn lock_collection() {
    let bus = Connection::session().unwrap();
    let service = Proxy::new(
        &bus,
        "org.freedesktop.secrets",
        "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service",
    )
    .unwrap();
    let collection: OwnedObjectPath = service.call("ReadAlias", &("default")).unwrap();
    let (locked, _): (Vec<OwnedObjectPath>, OwnedObjectPath) =
        service.call("Lock", &(vec![collection])).unwrap();
    assert_eq!(locked.len(), 1);
}

/// A GNOME keyring daemon of a test's own, ended by its process id.
pub(super) struct Daemon(Child);

impl Daemon {
    pub(super) fn unlocked() -> Self {
        Self::start(
            &["--foreground", "--unlock", "--components=secrets"],
            b"test",
        )
    }

    pub(super) fn start(args: &[&str], password: &[u8]) -> Self {
        let mut child = Command::new("gnome-keyring-daemon")
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(password).unwrap();
        let until = Instant::now() + Duration::from_secs(10);
        while matches!(Keyring::system().check(), Err(KeyringError::Unavailable)) {
            assert!(Instant::now() < until, "the keyring daemon does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self(child)
    }

    pub(super) fn signal(&self, name: &str) {
        run("kill", &[&format!("-{name}"), &self.0.id().to_string()]);
    }

    /// Sends a signal after this process has ended.
    #[allow(clippy::zombie_processes)] // it outlives this process, that is its purpose
    pub(super) fn signal_later(&self, name: &str, seconds: u32) {
        let script = format!(
            "sleep {seconds}; kill -{name} {0}; kill -KILL {0}",
            self.0.id()
        );
        Command::new("sh")
            .args(["-c", &script])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
    }

    pub(super) fn kill_by_pid(&self) {
        self.signal("KILL");
        std::thread::sleep(Duration::from_millis(100));
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // One that was killed already, or replaced, has no process to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
