//! S7: another program of the same user can read neither our memory nor a core file. As root this
//! would prove nothing, so program and reader run as an ordinary user.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::desktop::{Desktop, PROPUSK, wait_until};

/// Debian's `nobody`.
const USER: u32 = 65534;
const SHOWN: Duration = Duration::from_secs(60);

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A command of the ordinary user, in a desktop's environment but with a home of their own.
fn command(desktop: &Desktop, home: &Path, program: &str) -> Command {
    let mut command = desktop.command("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", program])
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("TMPDIR", home)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Whether the ordinary user may read the memory of a process.
fn may_read(desktop: &Desktop, home: &Path, process: u32) -> bool {
    let script = format!("exec 3< /proc/{process}/mem");
    let status = command(desktop, home, "sh").args(["-c", &script]).status();
    status.expect("sh").success()
}

fn limit_of_core(process: u32) -> String {
    let limits = fs::read_to_string(format!("/proc/{process}/limits")).expect("limits");
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max core file"));
    line.expect("a limit of core files").to_owned()
}

#[test]
fn programs_of_the_same_user_cannot_read_our_memory() {
    if !rustix::process::geteuid().is_root() {
        // Without root there is no second user to be, and none is needed: we are an ordinary one.
        eprintln!("skipped: only root can play another user here");
        return;
    }
    let desktop = Desktop::start("ru_RU.UTF-8");
    let place = tempfile::tempdir().expect("folder");
    fs::set_permissions(place.path(), Permissions::from_mode(0o755)).expect("mode");
    let home = place.path().join("home");
    fs::create_dir(&home).expect("folder");
    chown(&home, Some(USER), Some(USER)).expect("owner");
    // The folder of the build may be closed to other users.
    let program = place.path().join("propusk");
    // By another process: one that a parallel test starts would hold a copy of ours open for writing.
    let copied = Command::new("cp").arg(PROPUSK).arg(&program).status();
    assert!(copied.expect("cp").success());
    fs::set_permissions(&program, Permissions::from_mode(0o755)).expect("mode");

    let program: PathBuf = program;
    let window = command(&desktop, &home, &program.to_string_lossy()).spawn();
    let window = Running(window.expect("the window starts"));
    let sleeper = command(&desktop, &home, "sleep").arg("600").spawn();
    let sleeper = Running(sleeper.expect("sleep starts"));
    wait_until("the web process runs", SHOWN, || {
        let children = format!("/proc/{0}/task/{0}/children", window.0.id());
        fs::read_to_string(children).is_ok_and(|list| !list.trim().is_empty())
    });

    assert!(
        may_read(&desktop, &home, sleeper.0.id()),
        "the reader reads an ordinary program: else the next line proves nothing"
    );
    assert!(!may_read(&desktop, &home, window.0.id()), "our memory");
    let limit = limit_of_core(window.0.id());
    assert_eq!(
        limit.split_whitespace().collect::<Vec<_>>()[4..6],
        ["0", "0"],
        "no core file: {limit}"
    );
}
