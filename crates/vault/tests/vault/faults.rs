//! A save that is killed, or refused, at every single system call by which it touches the folder.
//!
//! `strace` runs a save once to number the calls, then once more for each of them.

use std::collections::{BTreeMap, BTreeSet};

use vault::Start;

use crate::fixtures::{Desk, full, has_program, skip};
use crate::processes::Process;

/// All calls by which a process can change or read a file.
const CALLS: &str = "openat,read,write,pwrite64,fsync,fdatasync,ftruncate,linkat,link,renameat,\
renameat2,rename,unlinkat,unlink,mkdirat,mkdir,fchmod,flock";

#[test]
fn a_save_killed_at_any_system_call_leaves_a_whole_vault() {
    let Some(places) = places() else { return };
    let mut outcomes = BTreeSet::new();
    for (call, number) in &places {
        let (desk, before) = Desk::with_accounts(2);
        let said = under_strace(&desk, &[format!("inject={call}:signal=KILL:when={number}")]);
        let opened = desk.open();
        assert_eq!(opened.restored(), None, "{call} {number}: the file is torn");
        let is_new = opened.accounts().len() == 3;
        assert!(
            is_new || opened.accounts() == before.accounts(),
            "{call} {number}"
        );
        assert!(
            is_new || said.as_deref() != Some("saved"),
            "{call} {number}: lost"
        );
        outcomes.insert((is_new, said.is_some()));
    }
    assert!(
        outcomes.contains(&(false, false)),
        "no kill came before the change: {outcomes:?}"
    );
    assert!(
        outcomes.contains(&(true, false)),
        "no kill came after the change: {outcomes:?}"
    );
}

#[test]
fn a_save_refused_at_any_system_call_says_so_and_loses_nothing() {
    let Some(places) = places() else { return };
    let errors: &[_] = if full() {
        &[
            ("EIO", "io_failed"),
            ("ENOSPC", "disk_full"),
            ("EROFS", "read_only"),
            ("EACCES", "no_permission"),
        ]
    } else {
        &[("EIO", "io_failed")]
    };
    let mut said_so = BTreeSet::new();
    for (error, code) in errors {
        for (call, number) in &places {
            let (desk, before) = Desk::with_accounts(2);
            let inject = format!("inject={call}:error={error}:when={number}");
            let said = under_strace(&desk, &[inject]);
            let place = format!("{error} at {call} {number}: said {said:?}");
            let opened = match desk.start() {
                Start::Ready(opened) => opened,
                other => panic!("{place}: {other:?}"),
            };
            assert_eq!(opened.restored(), None, "{place}");
            match said.as_deref() {
                // Some calls may fail: those for notes that only help a later start.
                Some("saved") => assert_eq!(opened.accounts().len(), 3, "{place}"),
                Some(word) => {
                    assert!([*code, "io_failed"].contains(&word), "{place}");
                    assert!([2, 3].contains(&opened.accounts().len()), "{place}");
                    assert!(opened.accounts().starts_with(before.accounts()), "{place}");
                    said_so.insert(call.clone());
                    assert!(
                        !desk.files().iter().any(|name| name.contains("new")),
                        "{place}"
                    );
                }
                // The child could not even open the vault.
                None => assert_eq!(opened.accounts(), before.accounts(), "{place}"),
            }
        }
    }
    for call in ["write", "fsync", "linkat", "renameat"] {
        assert!(
            said_so.iter().any(|it| it.starts_with(call)),
            "no error at {call} was said"
        );
    }
}

#[test]
fn a_first_save_that_fails_leaves_no_vault_without_its_key() {
    if places().is_none() {
        return;
    }
    let mut failed_with_a_vault = 0;
    for number in 1..=4 {
        let (desk, _) = Desk::with_accounts(0);
        let inject = format!("inject=fsync:error=EIO:when={number}");
        let said = traced(&desk, "create", &[inject]).expect("the child ends");
        let is_there = desk.dir.path().join("first/vault.age").exists();
        let keys = usize::from(is_there);
        assert_eq!(said, format!("io_failed {keys}"), "at fsync {number}");
        failed_with_a_vault += keys;
    }
    assert_eq!(failed_with_a_vault, 1, "the sync of the folder comes last");
}

/// The calls of one save that touch the folder: name and number among its like.
fn places() -> Option<Vec<(String, usize)>> {
    if !has_program("strace") {
        skip("strace is not installed");
        return None;
    }
    let (desk, _vault) = Desk::with_accounts(2);
    let log = desk.temp.path().join("trace");
    let said = under_strace(&desk, &["-y".into(), format!("--output={}", log.display())]);
    if said.is_none() {
        skip("strace cannot trace here");
        return None;
    }
    let folder = desk.dir.path().to_str().unwrap();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut places = BTreeSet::new();
    for line in std::fs::read_to_string(&log).unwrap().lines() {
        // `PID call(arguments) = result`; strace counts for each thread by itself.
        let Some((head, _)) = line.split_once('(') else {
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
        if line.contains(folder) {
            places.insert((call.to_owned(), *count));
        }
    }
    assert!(places.len() > 20, "too few calls were seen: {places:?}");
    Some(places.into_iter().collect())
}

/// Adds an account in a process under `strace` with these options; what the process said.
fn under_strace(desk: &Desk, options: &[String]) -> Option<String> {
    traced(desk, "add", options)
}

fn traced(desk: &Desk, role: &str, options: &[String]) -> Option<String> {
    let mut program: Vec<String> = ["strace", "-f", "-qq"].map(String::from).to_vec();
    program.push(format!("--trace={CALLS}"));
    for option in options {
        if option.starts_with('-') {
            program.push(option.clone());
        } else {
            program.extend([
                "-e".to_owned(),
                option.clone(),
                "--output=/dev/null".to_owned(),
            ]);
        }
    }
    Process::start_under(desk, role, &program).said()
}
