//! S6: nothing leaves the computer. The program runs in a network namespace of its own, without any
//! interface that is up, and every socket that it or a child of it asks for is noted by strace. It is
//! driven by keys, because WebDriver itself speaks TCP.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::{
    clipboard::{copied_text, copy_picture},
    desktop::{Desktop, PROPUSK, wait_until},
};

/// Everything is slower under strace.
const SHOWN: Duration = Duration::from_secs(120);
const URI: &str =
    "otpauth://totp/Portal:ivan?secret=NETWORKCANARYNETWORKCANARYNETWOR&issuer=Portal";

#[test]
fn no_socket_leaves_the_computer() {
    if !rustix::process::geteuid().is_root() {
        assert!(std::env::var_os("CI").is_none(), "CI runs this as root");
        eprintln!("skipped: only root can make a network namespace here");
        return;
    }
    let mut desktop = Desktop::dark("en_US.UTF-8");
    desktop.start_screen();
    // The address of a path: abstract ones do not reach into another network namespace.
    let socket = desktop.everything().join("run/bus");
    desktop.start_session_bus(&[
        "--session",
        &format!("--address=unix:path={}", socket.display()),
    ]);
    desktop.start_keyring();

    let log = desktop.everything().join("tmp").join("sockets");
    let control = desktop.everything().join("tmp").join("control");
    let mut python = strace(&desktop, &control, "python3");
    python.args([
        "-c",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
    ]);
    assert!(python.status().expect("strace").success());
    assert!(
        families(&control).contains("AF_INET"),
        "a socket to the network is seen: else the next lines prove nothing"
    );

    let program = strace(&desktop, &log, PROPUSK).spawn();
    let mut program = Ended(program.expect("strace (Debian package strace)"));
    wait_until("the window is there", SHOWN, || {
        desktop
            .try_output("xdotool", &["search", "--onlyvisible", "--name", "Propusk"])
            .is_some()
    });
    // Without a window manager the keys go where the pointer is.
    desktop.output("xdotool", &["mousemove", "200", "400"]);
    std::thread::sleep(Duration::from_secs(3));

    // Adds an account from a copied picture and copies its code.
    let picture = (desktop.command("qrencode"))
        .args(["-o", "-", "-s", "6", URI])
        .output()
        .expect("qrencode (Debian package qrencode)");
    copy_picture(&desktop, &picture.stdout);
    let vault = desktop.data_dir().join("vault.age");
    press_until(&desktop, "ctrl+v", Duration::from_secs(20), || {
        // The preview has the focus on its button, or the key was for nobody yet.
        desktop.output("xdotool", &["key", "Return"]);
        std::thread::sleep(Duration::from_secs(1));
        vault.exists()
    });
    press_until(&desktop, "Return", Duration::from_secs(2), || {
        copied_text(&desktop).is_some_and(|text| text.len() == 6)
    });
    // Settings, their last rows among them (the clock, which is looked at without asking anybody), the
    // keys, a lock, and the end.
    desktop.output("xdotool", &["key", "Escape"]);
    for row in 1..=8 {
        desktop.output("xdotool", &["key", "ctrl+comma"]);
        std::thread::sleep(Duration::from_millis(700));
        for _ in 0..row {
            desktop.output("xdotool", &["key", "shift+Tab"]);
        }
        for key in ["Return", "Escape", "Escape"] {
            std::thread::sleep(Duration::from_millis(700));
            desktop.output("xdotool", &["key", key]);
        }
    }
    for key in ["F1", "Escape", "ctrl+l"] {
        desktop.output("xdotool", &["key", key]);
        std::thread::sleep(Duration::from_secs(1));
    }
    program.end();

    let families = families(&log);
    println!("sockets of the program and its children: {families:?}");
    assert!(families.contains("AF_UNIX"), "strace has seen the program");
    let local: BTreeSet<_> = ["AF_UNIX", "AF_NETLINK"].map(str::to_owned).into();
    assert!(families.is_subset(&local), "{families:?}");
}

/// Presses a key again and again until it has helped.
fn press_until(desktop: &Desktop, key: &str, pause: Duration, mut done: impl FnMut() -> bool) {
    for _ in 0..6 {
        desktop.output("xdotool", &["key", key]);
        let end = std::time::Instant::now() + pause;
        while std::time::Instant::now() < end {
            if done() {
                return;
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }
    panic!("{key} does not help");
}

/// A command that is watched, in a network namespace of its own.
fn strace(desktop: &Desktop, log: &Path, program: &str) -> Command {
    let mut command = desktop.command("unshare");
    command
        .args([
            "--net",
            "strace",
            "-f",
            "-qq",
            "--trace=socket,connect",
            "-o",
        ])
        .arg(log)
        .arg(program)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// The families of all sockets that were asked for or connected, whether they were given or not.
fn families(log: &Path) -> BTreeSet<String> {
    let log = fs::read_to_string(log).unwrap_or_default();
    log.lines()
        .filter(|line| line.contains("socket(") || line.contains("connect("))
        .filter_map(|line| {
            let at = line.find("AF_")?;
            let name =
                line[at..].split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            name.into_iter().next().map(str::to_owned)
        })
        .collect()
}

/// A program that is ended with all it started.
struct Ended(Child);

impl Ended {
    fn end(&mut self) {
        let children = format!("/proc/{0}/task/{0}/children", self.0.id());
        let children = fs::read_to_string(children).unwrap_or_default();
        for child in children.split_whitespace() {
            let _ = Command::new("kill").args(["-TERM", child]).status();
        }
        std::thread::sleep(Duration::from_secs(2));
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Ended {
    fn drop(&mut self) {
        self.end();
    }
}
