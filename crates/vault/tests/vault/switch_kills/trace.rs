//! Runs an exchange of keys under `strace`.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::io::{Read, Write};
use std::process::{Command, Stdio};

use super::scene::{ROLE, ROOT, Scene};
use crate::fixtures::copy_folder;

/// All calls by which a process can change or read a file.
const CALLS: &str = "openat,read,write,pwrite64,fsync,fdatasync,ftruncate,linkat,link,renameat,\
renameat2,rename,unlinkat,unlink,mkdirat,mkdir,fchmod,flock";
/// Those after which other names are on disk.
const NAMING: [&str; 6] = [
    "linkat", "renameat", "rename", "unlinkat", "unlink", "mkdirat",
];

/// A system call: its name and its number among its like of that thread.
pub(super) struct Place {
    pub(super) call: String,
    pub(super) number: usize,
    /// Whether it gives a file a name or takes one.
    pub(super) names: bool,
    /// Whether it changes anything on disk.
    pub(super) changes: bool,
    line: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.call, self.number, self.line)
    }
}

/// The calls of the exchange that touch the data folder or the keyring.
pub(super) fn places(scene: &Scene) -> Option<Vec<Place>> {
    let log = tempfile::NamedTempFile::new().unwrap();
    let options = [
        "-y".to_owned(),
        format!("--output={}", log.path().display()),
    ];
    let (root, said) = run(scene, &options);
    assert_eq!(said?, "saved", "the exchange itself does not work");
    let folder = root.path().to_str().unwrap();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut seen = HashSet::new();
    let mut places = Vec::new();
    for line in std::fs::read_to_string(log.path()).unwrap().lines() {
        // `PID call(arguments) = result`; strace counts for each thread by itself.
        let Some((head, rest)) = line.split_once('(') else {
            continue;
        };
        let Some((thread, call)) = head.split_once(' ') else {
            continue;
        };
        let call = call.trim();
        let count = counts
            .entry((thread.to_owned(), call.to_owned()))
            .or_default();
        *count += 1;
        // The thread of the keyring has low numbers, which could also mean those of another thread.
        let is_ours = *count > 100 || !["openat", "read", "write"].contains(&call);
        if is_ours && line.contains(folder) && seen.insert((call.to_owned(), *count)) {
            let names = NAMING.contains(&call) && line.ends_with("= 0");
            let writes = ["write", "pwrite64", "ftruncate"].contains(&call);
            places.push(Place {
                call: call.to_owned(),
                number: *count,
                names,
                changes: names || writes || line.contains("O_CREAT"),
                line: rest.replace(folder, "").chars().take(90).collect(),
            });
        }
    }
    assert!(
        places.len() > 30,
        "too few calls were seen: {}",
        places.len()
    );
    Some(places)
}

/// Runs the exchange on a copy of the scene; what it left and the word that it said, if any.
pub(super) fn run(scene: &Scene, options: &[String]) -> (tempfile::TempDir, Option<String>) {
    let root = tempfile::tempdir().unwrap();
    copy_folder(scene.root.path(), root.path());
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", &format!("--trace={CALLS}")]);
    for option in options {
        if option.starts_with('-') {
            command.arg(option);
        } else {
            command.args(["-e", option, "--output=/dev/null"]);
        }
    }
    let mut child = command
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "switch_kills::child", "--nocapture"])
        .env(ROLE, scene.role)
        .env(ROOT, root.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let sheets = format!("{}\n{}", scene.sheet, scene.new_sheet);
    child
        .stdin
        .take()
        .unwrap()
        .write_all(sheets.as_bytes())
        .unwrap();
    let mut text = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    child.wait().unwrap();
    let said = text.lines().find_map(|line| line.strip_prefix("said "));
    (root, said.map(str::to_owned))
}
