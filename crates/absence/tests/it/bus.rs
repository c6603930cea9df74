//! Busses of a test's own.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;
use zbus::blocking::{Connection, connection};

use crate::program::Program;
use crate::until;

/// A bus that is always at the same address, ended when dropped.
pub(crate) struct Bus {
    pub(crate) address: String,
    data: PathBuf,
    daemon: Option<Child>,
}

impl Bus {
    fn start(folder: &Path, name: &str) -> Self {
        let mut bus = Self {
            address: format!("unix:path={}", folder.join(name).display()),
            data: folder.join(format!("{name}-data")),
            daemon: None,
        };
        bus.start_again();
        bus
    }

    pub(crate) fn start_again(&mut self) {
        assert!(self.daemon.is_none(), "it runs");
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .arg(format!("--address={}", self.address))
            .env("XDG_DATA_HOME", &self.data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(daemon.stdout.take().unwrap())
            .read_line(&mut ready)
            .unwrap();
        assert!(!ready.is_empty(), "the bus does not start");
        self.daemon = Some(daemon);
    }

    /// Kills it: nobody on it hears a farewell.
    pub(crate) fn die(&mut self) {
        if let Some(mut daemon) = self.daemon.take() {
            daemon.kill().unwrap();
            daemon.wait().unwrap();
        }
    }

    pub(crate) fn connect(&self) -> Connection {
        connection::Builder::address(self.address.as_str())
            .unwrap()
            .build()
            .unwrap()
    }

    /// Waits until somebody listens to signals with this word in his match rules.
    pub(crate) fn wait_for_listener(&self, word: &str) {
        let bus = self.connect();
        until("somebody listens", || {
            let answer = bus.call_method(
                Some("org.freedesktop.DBus"),
                "/org/freedesktop/DBus",
                Some("org.freedesktop.DBus.Debug.Stats"),
                "GetAllMatchRules",
                &(),
            );
            let rules: HashMap<String, Vec<String>> = answer.unwrap().body().deserialize().unwrap();
            rules.values().flatten().any(|rule| rule.contains(word))
        });
    }

    /// Lets the bus start a service when somebody asks for it; gives the file that then appears.
    pub(crate) fn offer(&mut self, service: &str) -> PathBuf {
        self.die();
        let folder = self.data.join("dbus-1/services");
        std::fs::create_dir_all(&folder).unwrap();
        let started = self.data.join(format!("{service}.started"));
        let text = format!(
            "[D-BUS Service]\nName={service}\nExec=/usr/bin/touch {}\n",
            started.display()
        );
        std::fs::write(folder.join(format!("{service}.service")), text).unwrap();
        self.start_again();
        started
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.die();
    }
}

/// A computer with a system bus and a desktop with a session bus.
pub(crate) struct Desktop {
    pub(crate) system: Bus,
    pub(crate) session: Bus,
    _folder: TempDir,
}

impl Desktop {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            system: Bus::start(folder.path(), "system"),
            session: Bus::start(folder.path(), "session"),
            _folder: folder,
        }
    }

    /// The program under test on it.
    pub(crate) fn program(&self) -> Program {
        Program::start(&self.system.address, &self.session.address, None)
    }
}
