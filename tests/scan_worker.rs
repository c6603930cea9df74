//! The program that decodes pictures, seen from the window that starts it: when it dies, hangs or is
//! not there, that is told in words and the codes go on; what it has read is in nobody's command line.

use std::{
    collections::BTreeSet,
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

use crate::{
    desktop::{Desktop, PROPUSK},
    drawn,
    look::LOOKS,
    page::{add_by_hand, back, click, close, find, text},
    scan::{assert_is_right, assert_refused, show},
};

const WORKER: &str = "propusk-scan";
const SECRET: &str = "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK";
/// In the code that the worker reads.
const READ: &str = "WORKERCANARY2IN3NO4COMMAND5LINE6";

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_dies_hangs_or_is_missing_is_told_and_the_codes_go_on() {
    for look in &LOOKS {
        // Before the desktop, so that it ends after it.
        let folder = tempfile::tempdir().expect("folder");
        let mut desktop = Desktop::start(look.language);
        let program = folder.path().join("propusk");
        copy(Path::new(PROPUSK), &program);
        desktop.use_program(program);
        let window = desktop.open_window().await;
        look.put_on(&window).await;
        add_by_hand(&window, "Почта", "ivan", SECRET).await;
        let crashed = look.say(
            "Чтение картинки прервалось",
            "The reading of the picture broke off",
        );
        for (worker, code, words) in [
            (
                None,
                "scan_worker_missing",
                look.say(
                    "Не хватает части программы, которая читает QR-коды",
                    "The part of the program that reads QR codes is missing",
                ),
            ),
            (Some("kill -SEGV $$"), "scan_worker_crashed", crashed),
            (Some("exit 0"), "scan_worker_crashed", crashed),
            (
                Some("exec sleep 600"),
                "scan_worker_hung",
                look.say("чтение остановлено", "the reading was stopped"),
            ),
        ] {
            let beside = folder.path().join(WORKER);
            if let Some(script) = worker {
                put_script(&beside, script);
            }
            click(&window, "add").await;
            click(&window, "scan-screen").await;
            assert_refused(&window, code, &[words]).await;
            look.save(&desktop, &window, code).await;
            back(&window).await;
            assert_is_right(&desktop, &text(&window, "code").await, SECRET);
        }
        // Mended while the window is open.
        copy(&built(WORKER), &folder.path().join(WORKER));
        click(&window, "add").await;
        click(&window, "scan-screen").await;
        assert_refused(&window, "no_qr_on_screen", &[]).await;
        close(window, &desktop).await;
        let left = processes_of(&folder.path().join(WORKER));
        assert!(left.is_empty(), "no worker outlives the window: {left:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_worker_has_read_is_in_no_command_line_and_no_environment() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let portal = desktop.foreign_folder();
    let window = desktop.open_window().await;
    find(&window, "add").await;
    // A code that is not wanted: the worker has read it, and looks on for another by costlier means.
    let link = format!("https://portal.example/?key={READ}");
    let page = drawn::page(false, &drawn::plain(&link, 5));
    show(&mut desktop, portal.path(), &page, &[]);
    let watch = Watch::start(built(WORKER));
    click(&window, "add").await;
    click(&window, "scan-screen").await;
    find(&window, "error").await;
    let seen = watch.end();
    assert!(!seen.is_empty(), "the worker was seen at work");
    for told in &seen {
        assert!(!told.contains(READ), "{told}");
    }
    close(window, &desktop).await;
}

/// By another process: one that a parallel test starts would hold a copy of ours open for writing.
fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp")
        .args(["--remove-destination"])
        .arg(from)
        .arg(to)
        .status();
    assert!(copied.expect("cp").success(), "{}", from.display());
}

fn put_script(file: &Path, script: &str) {
    // In one step, also while the one before still runs.
    let fresh = file.with_extension("new");
    fs::write(&fresh, format!("#!/bin/sh\n{script}\n")).expect("script");
    fs::set_permissions(&fresh, Permissions::from_mode(0o755)).expect("mode");
    fs::rename(fresh, file).expect("in place");
}

/// A program that is built beside ours.
fn built(name: &str) -> PathBuf {
    let program = Path::new(PROPUSK).with_file_name(name);
    assert!(program.exists(), "build it first: {name}");
    program
}

/// Numbers of the processes that run this program.
fn processes_of(program: &Path) -> Vec<u32> {
    let program = fs::canonicalize(program).expect("path");
    let all = fs::read_dir("/proc").expect("/proc").flatten();
    all.filter_map(|entry| {
        let runs = fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program);
        entry.file_name().to_str()?.parse().ok().filter(|_| runs)
    })
    .collect()
}

/// Reads what everybody may read of a program's processes, as fast as it can.
struct Watch {
    stop: Arc<AtomicBool>,
    seen: JoinHandle<BTreeSet<String>>,
}

impl Watch {
    fn start(program: PathBuf) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let seen = thread::spawn(move || {
            let mut seen = BTreeSet::new();
            while !stopped.load(Ordering::Relaxed) {
                for process in processes_of(&program) {
                    for part in ["cmdline", "environ"] {
                        let told = fs::read(format!("/proc/{process}/{part}")).unwrap_or_default();
                        if !told.is_empty() {
                            seen.insert(format!("{part}: {}", String::from_utf8_lossy(&told)));
                        }
                    }
                }
            }
            seen
        });
        Self { stop, seen }
    }

    fn end(self) -> BTreeSet<String> {
        self.stop.store(true, Ordering::Relaxed);
        self.seen.join().expect("it does not panic")
    }
}
