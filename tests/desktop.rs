//! A desktop of our own for tests: X server, session bus, gnome-keyring, a fresh home folder, and
//! WebKitWebDriver to drive the real window. Everything ends with the value.

use std::{
    fs::{self, Permissions},
    io::{BufRead, BufReader, Read, Write},
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, chown},
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder};
use serde_json::json;
use tempfile::TempDir;

/// The program under test, built with the `e2e` feature.
pub const PROPUSK: &str = env!("CARGO_BIN_EXE_propusk");

/// A running desktop.
pub struct Desktop {
    folder: TempDir,
    display: String,
    bus: String,
    language: &'static str,
    /// The program that windows are opened of.
    program: PathBuf,
    /// Whose programs run here, when it is not who runs the tests.
    user: Option<u32>,
    /// More of the environment of every program.
    everywhere: Vec<(&'static str, String)>,
    /// More of the environment of the windows to come.
    environment: Vec<(&'static str, PathBuf)>,
    keyring: u32,
    /// The driver of the window that was opened last.
    driver: Option<Child>,
    children: Vec<Child>,
}

impl Desktop {
    /// Starts the servers; `language` is what the system says, e.g. `ru_RU.UTF-8`.
    pub fn start(language: &'static str) -> Self {
        let mut desktop = Self::dark(language);
        desktop.start_screen();
        desktop.start_session_bus(&["--session"]);
        desktop.start_keyring();
        desktop
    }

    /// The folders of a person, without a screen, a bus or a keyring.
    pub fn dark(language: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("temporary folder");
        for name in ["home", "run", "tmp"] {
            let path = folder.path().join(name);
            fs::create_dir(&path).expect("folder");
            fs::set_permissions(&path, Permissions::from_mode(0o700)).expect("mode");
        }
        Self {
            folder,
            display: String::new(),
            bus: String::new(),
            language,
            program: PathBuf::from(PROPUSK),
            user: None,
            everywhere: Vec::new(),
            environment: Vec::new(),
            keyring: 0,
            driver: None,
            children: Vec::new(),
        }
    }

    /// Home folder of the person.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Everything the person's programs can write to: home, runtime folder, temporary folder.
    pub fn everything(&self) -> &Path {
        self.folder.path()
    }

    /// Folder of the vault.
    pub fn data_dir(&self) -> PathBuf {
        self.home().join(".local/share/propusk")
    }

    /// The X display.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Address of the session bus.
    pub fn bus(&self) -> &str {
        &self.bus
    }

    /// The file that windows opened from now on save to, in the place of the system's dialog.
    pub fn save_to(&mut self, path: PathBuf) {
        self.environment.push(("PROPUSK_SAVE_TO", path));
    }

    /// Windows opened from now on have the two cameras that the web view draws itself, and no other.
    pub fn draw_cameras(&mut self) {
        self.environment.push(("PROPUSK_MOCK_CAMERA", "1".into()));
    }

    /// From now on the keyring does not answer, as behind a prompt that nobody sees.
    pub fn stop_keyring(&self) {
        self.output("kill", &["-STOP", &self.keyring.to_string()]);
    }

    /// Opens this program from now on, a copy of ours that has other programs beside it.
    pub fn use_program(&mut self, program: PathBuf) {
        self.program = program;
    }

    /// The program that windows are opened of.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Gives everything that is here to a user without rights, who runs everything from now on.
    pub fn give_to(&mut self, user: u32) {
        let folders = ["", "home", "run", "tmp"].map(|name| self.folder.path().join(name));
        for folder in folders {
            chown(&folder, Some(user), Some(user)).expect("given away");
        }
        self.user = Some(user);
    }

    /// A folder for somebody else's program: what that keeps is not ours to promise.
    pub fn foreign_folder(&self) -> TempDir {
        let folder = tempfile::tempdir().expect("temporary folder");
        self.own(folder.path());
        folder
    }

    /// Makes something that the test has made the person's.
    pub fn own(&self, path: &Path) {
        if self.user.is_some() {
            chown(path, self.user, self.user).expect("given away");
        }
    }

    /// Sets a variable for every program to come.
    pub fn set(&mut self, name: &'static str, value: &str) {
        self.everywhere.push((name, value.to_owned()));
    }

    /// Sets a variable for the windows opened from now on.
    pub fn set_for_windows(&mut self, name: &'static str, value: &str) {
        self.environment.push((name, value.into()));
    }

    /// A command in this desktop's environment, which is otherwise empty.
    pub fn command(&self, program: &str) -> Command {
        let mut command = match self.user {
            None => Command::new(program),
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={user}"), format!("--regid={user}")]);
                command.args(["--clear-groups", program]);
                command
            }
        };
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home())
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("TMPDIR", self.folder.path().join("tmp"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("LANG", self.language)
            .env("LC_ALL", self.language)
            .env("NO_AT_BRIDGE", "1")
            .envs(self.everywhere.iter().cloned());
        command
    }

    /// Runs a command to its end and gives its standard output; fails on a non-zero status.
    pub fn output(&self, program: &str, arguments: &[&str]) -> String {
        let output = self
            .command(program)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        assert!(
            output.status.success(),
            "{program} {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Like [`Desktop::output`], but `None` when the command refuses.
    pub fn try_output(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let output = self
            .command(program)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Keeps a background program until the desktop ends.
    pub fn keep(&mut self, command: &mut Command) {
        self.children
            .push(command.spawn().expect("background program"));
    }

    /// Opens the real window under a driver of its own: one that saw its program die keeps the dead
    /// session for a while and refuses the next.
    pub async fn open_window(&mut self) -> Client {
        let port = self.start_driver();
        let capabilities =
            json!({"webkitgtk:browserOptions": {"binary": self.program, "args": []}});
        let serde_json::Value::Object(capabilities) = capabilities else {
            unreachable!()
        };
        let address = format!("http://127.0.0.1:{port}");
        ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&address)
            .await
            .expect("the window opens")
    }

    /// Process numbers of our running program.
    pub fn propusk_processes(&self) -> Vec<u32> {
        let ours = fs::canonicalize(&self.program).expect("path");
        let name = self.program.as_os_str().as_bytes();
        let driver = self.driver.as_ref().map(Child::id);
        let mut found = Vec::new();
        for entry in fs::read_dir("/proc").expect("/proc").flatten() {
            let Some(id) = entry.file_name().to_str().and_then(|n| n.parse().ok()) else {
                continue;
            };
            // Root may read the link of a non-dumpable process, its own user may not: compare the
            // command line as well.
            let by_link = fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == ours);
            let by_name = fs::read(entry.path().join("cmdline"))
                .is_ok_and(|line| line.split(|b| *b == 0).next() == Some(name));
            // Another desktop may run beside this one: ours is what our driver has started.
            if (by_link || by_name) && parent_of(&entry.path()) == driver {
                found.push(id);
            }
        }
        found
    }

    /// Starts an X server, for every program to come.
    pub fn start_screen(&mut self) {
        self.display = self.start_x_server();
        self.everywhere.push(("DISPLAY", self.display.clone()));
    }

    fn start_x_server(&mut self) -> String {
        // `-r`: on a busy machine a key is up so late that it would repeat itself.
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-r",
                "-noreset",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb (Debian package xvfb)");
        let mut line = String::new();
        BufReader::new(server.stdout.take().expect("piped"))
            .read_line(&mut line)
            .expect("number");
        self.children.push(server);
        format!(":{}", line.trim())
    }

    /// Starts a bus with these arguments, which is the session's from now on.
    pub fn start_session_bus(&mut self, arguments: &[&str]) {
        let mut bus = self
            .command("dbus-daemon")
            .args(arguments)
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon (Debian package dbus)");
        let mut line = String::new();
        BufReader::new(bus.stdout.take().expect("piped"))
            .read_line(&mut line)
            .expect("address");
        self.children.push(bus);
        line.trim().clone_into(&mut self.bus);
    }

    /// Starts a keyring, unlocked.
    pub fn start_keyring(&mut self) {
        let mut daemon = self
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon (Debian package gnome-keyring)");
        daemon
            .stdin
            .take()
            .expect("piped")
            .write_all(b"test")
            .expect("password");
        // It prints its control folder when it is ready.
        let mut first = [0_u8; 1];
        let _ = daemon.stdout.as_mut().expect("piped").read(&mut first);
        self.keyring = daemon.id();
        self.children.push(daemon);
        wait_until("the keyring answers", Duration::from_secs(10), || {
            self.try_output("secret-tool", &["store", "--label=probe", "probe", "1"])
                .is_some()
        });
    }

    fn start_driver(&mut self) -> u16 {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("port");
        let port = listener.local_addr().expect("address").port();
        drop(listener);
        let driver = self
            .command("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .envs([
                ("TAURI_AUTOMATION", "true"),
                ("TAURI_WEBVIEW_AUTOMATION", "true"),
            ])
            .envs(self.environment.iter().cloned())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver (Debian package webkit2gtk-driver)");
        if let Some(mut old) = self.driver.replace(driver) {
            let _ = old.kill();
            let _ = old.wait();
        }
        wait_until("the driver listens", Duration::from_secs(10), || {
            std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        port
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for id in self.propusk_processes() {
            let _ = Command::new("kill").args(["-9", &id.to_string()]).status();
        }
        for child in self.driver.iter_mut().chain(self.children.iter_mut().rev()) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The parent of a process, which anybody may read, unlike the environment of a non-dumpable one.
fn parent_of(process: &Path) -> Option<u32> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    // After the name, which stands in brackets: state, parent.
    stat.rsplit_once(')')?.1.split(' ').nth(2)?.parse().ok()
}

/// Waits for something that another program does; panics with its name when it does not happen.
pub fn wait_until(what: &str, limit: Duration, mut happened: impl FnMut() -> bool) {
    let start = Instant::now();
    while !happened() {
        assert!(start.elapsed() < limit, "{what}: not within {limit:?}");
        std::thread::sleep(Duration::from_millis(100));
    }
}
