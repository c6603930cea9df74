//! A place of our own for the program: a fresh home folder and, where asked for, a session bus and
//! an X server with a GNOME keyring. Everything ends with the value.

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A user without rights, for what root may always do.
pub(crate) const NOBODY: u32 = 65534;

/// The place.
pub(crate) struct Desk {
    folder: TempDir,
    program: PathBuf,
    bus: Option<String>,
    display: Option<String>,
    /// Whose programs run here, when it is not who runs the tests.
    user: Option<u32>,
    children: Vec<Child>,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// Without a session bus, hence without a keyring.
    pub(crate) fn bare() -> Desk {
        let folder = tempfile::tempdir().expect("temporary folder");
        for name in ["home", "run"] {
            let path = folder.path().join(name);
            fs::create_dir(&path).expect("folder");
            fs::set_permissions(&path, Permissions::from_mode(0o700)).expect("mode");
        }
        let program = PathBuf::from(env!("CARGO_BIN_EXE_propusk-cli"));
        Desk {
            folder,
            program,
            bus: None,
            display: None,
            user: None,
            children: Vec::new(),
        }
    }

    /// With a keyring that is unlocked.
    pub(crate) fn with_keyring() -> Desk {
        let mut desk = Desk::bare();
        desk.start_bus();
        desk.start_keyring();
        desk
    }

    /// As [`Desk::with_keyring`], for a user without rights. The tests must run as root.
    pub(crate) fn of_nobody() -> Desk {
        let mut desk = Desk::bare();
        // The user may not be able to go where the program was built.
        let program = desk.folder.path().join("propusk-cli");
        fs::copy(&desk.program, &program).expect("copied");
        desk.program = program;
        for path in [".", "home", "run", "propusk-cli"] {
            let path = desk.folder.path().join(path);
            std::os::unix::fs::chown(&path, Some(NOBODY), Some(NOBODY)).expect("given away");
        }
        desk.user = Some(NOBODY);
        desk.start_bus();
        desk.start_keyring();
        desk
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn data_dir(&self) -> PathBuf {
        self.home().join(".local/share/propusk")
    }

    /// The bytes of the vault, to see that nothing changed it.
    pub(crate) fn vault_bytes(&self) -> Option<Vec<u8>> {
        fs::read(self.data_dir().join("vault.age")).ok()
    }

    /// A command in this place, whose environment is otherwise empty.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = match self.user {
            None => Command::new(program),
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={user}"), format!("--regid={user}")]);
                command.arg("--clear-groups").arg(program);
                command
            }
        };
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home())
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("LANG", "en_GB.UTF-8")
            .current_dir(self.folder.path());
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
        if let Some(display) = &self.display {
            command.env("DISPLAY", display);
        }
        command
    }

    /// Our program, not started yet.
    pub(crate) fn propusk(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(&self.program);
        command.args(arguments);
        command
    }

    /// Runs our program to its end.
    pub(crate) fn run(&self, arguments: &[&str], input: &str) -> Ran {
        run(&mut self.propusk(arguments), input)
    }

    /// Runs our program, which must succeed, and gives what it wrote to stdout.
    pub(crate) fn done(&self, arguments: &[&str], input: &str) -> String {
        let ran = self.run(arguments, input);
        assert_eq!(ran.status, 0, "{arguments:?}: {ran:?}");
        ran.out
    }

    /// As [`Desk::done`], with `--json`.
    pub(crate) fn json(&self, arguments: &[&str], input: &str) -> Value {
        let out = self.done(&[arguments, &["--json"]].concat(), input);
        serde_json::from_str(&out).expect("JSON")
    }

    /// The key of a new recovery sheet of this vault, as it stands there in groups. `opening`: the
    /// lines that open the vault, and their options.
    pub(crate) fn new_sheet(&self, options: &[&str], opening: &str) -> String {
        let arguments = [&["recovery", "new", "--text"], options].concat();
        self.done(&arguments, opening).trim().to_owned()
    }

    /// Takes all our keys out of the keyring, as a reset of it would.
    pub(crate) fn wipe_keyring(&self) {
        let mut command = self.command("secret-tool");
        let ran = run(
            command.args(["clear", "service", "app.propusk.Propusk"]),
            "",
        );
        assert_eq!(ran.status, 0, "{ran:?}");
        assert_eq!(self.keys_in_keyring(), 0);
    }

    /// How many of our keys lie in the keyring.
    pub(crate) fn keys_in_keyring(&self) -> usize {
        let mut command = self.command("secret-tool");
        let command = command.args(["search", "--all", "service", "app.propusk.Propusk"]);
        run(command, "").out.matches("secret = ").count()
    }

    /// A file for the program to read.
    pub(crate) fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, content).expect("written");
        path.display().to_string()
    }

    fn start_bus(&mut self) {
        let mut bus = self
            .command("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon (Debian package dbus)");
        let mut address = String::new();
        let out = bus.stdout.take().expect("piped");
        BufReader::new(out)
            .read_line(&mut address)
            .expect("an address");
        self.bus = Some(address.trim().to_owned());
        self.children.push(bus);
    }

    fn start_keyring(&mut self) {
        let mut daemon = self
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon (Debian package gnome-keyring)");
        daemon
            .stdin
            .take()
            .expect("piped")
            .write_all(b"test")
            .expect("password");
        self.children.push(daemon);
        let keyrings = self.home().join(".local/share/keyrings/login.keyring");
        wait_until("the keyring is there", || {
            keyrings.exists() && self.keyring_owns_its_name()
        });
    }

    fn keyring_owns_its_name(&self) -> bool {
        let asked = self.dbus(&[
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.secrets",
        ]);
        asked.is_some_and(|answer| answer.contains("true"))
    }

    /// Sends a signal to the keyring daemon, which is the last program that was started.
    pub(crate) fn signal_keyring(&self, signal: &str) {
        let keyring = self.children.last().expect("it runs").id().to_string();
        let ran = run(self.command("kill").args([signal, &keyring]), "");
        assert_eq!(ran.status, 0, "{ran:?}");
    }

    /// Locks the keyring, as a screen saver may do.
    pub(crate) fn lock_keyring(&self) {
        let locked = self.dbus(&[
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service.Lock",
            "array:objpath:/org/freedesktop/secrets/collection/login",
        ]);
        assert!(
            locked.is_some_and(|answer| answer.contains("collection/login")),
            "it is locked"
        );
    }

    fn dbus(&self, arguments: &[&str]) -> Option<String> {
        let mut command = self.command("dbus-send");
        let command = command.args(["--session", "--print-reply"]).args(arguments);
        let ran = run(command, "");
        (ran.status == 0).then_some(ran.out)
    }

    /// Adds an X server.
    pub(crate) fn with_screen(mut self) -> Desk {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-noreset",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb (Debian package xvfb)");
        let mut number = String::new();
        let out = server.stdout.take().expect("piped");
        BufReader::new(out)
            .read_line(&mut number)
            .expect("a number");
        self.display = Some(format!(":{}", number.trim()));
        self.children.push(server);
        self
    }

    /// Keeps a program of the person running until the place is left.
    pub(crate) fn keep(&mut self, child: Child) {
        self.children.push(child);
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Ran {
    /// The exit status and the code of the refusal, of a run with `--json`.
    pub(crate) fn refusal(&self) -> (i32, String) {
        let told: Value = serde_json::from_str(&self.out).unwrap_or_default();
        let code = told["error"].as_str().unwrap_or("no refusal");
        (self.status, code.to_owned())
    }
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command, input: &str) -> Ran {
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    // A program that does not read its input closes it early, which is no fault.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    let _ = writer.join().expect("no panic");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let status = output.status.code().expect("ended by itself");
    Ran {
        status,
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Waits for what another program does.
pub(crate) fn wait_until(what: &str, mut happened: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !happened() {
        assert!(Instant::now() < end, "{what}: not within 20 s");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Whether the tests run as root, which may do everything.
pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Says that a test could not do its work here.
pub(crate) fn skip(why: &str) {
    eprintln!("SKIPPED: {why}");
}
