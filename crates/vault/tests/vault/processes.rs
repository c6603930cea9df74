//! Several processes over one vault, and processes that are killed at any moment.
//!
//! A process is this test binary, started again with a role. Its keyring is the scripted one, filled
//! with the key that the test hands over on its standard input.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use otp::Kind;
use vault::keyring::fake::Fake;
use vault::keyring::user_of;
use vault::{DataDir, Edit, RecoveryKey, Start, Vault};

use crate::fixtures::{Desk, NOW, full, hotp, other_password, password, totp};

const ROLE: &str = "PROPUSK_TEST_ROLE";
const FOLDER: &str = "PROPUSK_TEST_FOLDER";

#[test]
fn two_processes_in_a_loop_lose_nothing() {
    const ROUNDS: u64 = 40;
    let (desk, mut vault) = Desk::with_accounts(2);
    vault.add(vec![hotp(0)], NOW).unwrap();
    let mut both = [
        Process::start(&desk, "edit 0 40"),
        Process::start(&desk, "edit 1 40"),
    ];
    let shown: Vec<u64> = both.iter_mut().flat_map(Process::numbers).collect();
    for process in &mut both {
        assert!(
            process.child.wait().unwrap().success(),
            "a process could not save"
        );
    }
    let opened = desk.open();
    for number in [0, 1] {
        assert_eq!(
            opened.accounts()[number].note,
            format!("round {}", ROUNDS - 1)
        );
    }
    assert_eq!(
        opened.accounts().len(),
        3 + 2 * 40,
        "every added account is there"
    );
    assert!(opened.unreadable().is_empty());
    let mut distinct = shown.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!(
        distinct,
        (0..2 * ROUNDS).collect::<Vec<_>>(),
        "no counter twice, none left out"
    );
    let Kind::Hotp { counter, .. } = opened.accounts()[2].token.kind else {
        panic!()
    };
    assert_eq!(counter.get(), 2 * ROUNDS);
    // Per round an edit, an addition and a counter.
    assert_eq!(
        opened.generation(),
        3 + 3 * 2 * ROUNDS,
        "each save is a generation of its own"
    );
}

#[test]
fn a_kill_at_any_moment_loses_no_acknowledged_change() {
    let rounds: u64 = if full() { 200 } else { 25 };
    let (desk, mut vault) = Desk::with_accounts(2);
    vault.add(vec![hotp(0)], NOW).unwrap();
    let mut accounts = 3;
    for round in 0..rounds {
        let mut process = Process::start(&desk, "edit 0 100000");
        // Some rounds die in their first save, some after a dozen.
        std::thread::sleep(Duration::from_micros(2_000 + (round * 7_919) % 60_000));
        process.child.kill().unwrap();
        let acknowledged = process.numbers();
        let opened = desk.open();
        assert_eq!(
            opened.restored(),
            None,
            "round {round}: the vault file is torn"
        );
        let Kind::Hotp { counter, .. } = opened.accounts()[2].token.kind else {
            panic!()
        };
        if let Some(last) = acknowledged.last() {
            assert!(
                counter.get() > *last,
                "round {round}: counter {last} was acknowledged"
            );
        }
        let least = accounts + acknowledged.len();
        assert!(
            opened.accounts().len() >= least,
            "round {round}: an account is lost"
        );
        accounts = opened.accounts().len();
    }
    // What the killed ones left behind goes with the next save.
    let mut opened = desk.open();
    opened.add(vec![totp(999)], NOW).unwrap();
    let expected = [
        "lock",
        "settings.json",
        "vault.age",
        "vault.id",
        "vault.previous.age",
    ]
    .map(String::from);
    let leftover: Vec<_> = desk
        .files()
        .into_iter()
        .filter(|name| !expected.contains(name))
        .collect();
    assert!(leftover.is_empty(), "{leftover:?}");
}

#[test]
fn a_password_set_while_another_process_saves_is_told_to_it_and_nothing_is_lost() {
    let (desk, mut vault, _sheet) = Desk::with_sheet(3);
    let mut process = Process::start(&desk, "add until refused");
    while vault.accounts().len() < 6 {
        vault.refresh(NOW).unwrap();
    }
    vault.set_password(&desk.keyring, &password(), NOW).unwrap();
    let (added, said) = process.told();
    assert_eq!(
        said.as_deref(),
        Some("key_wrong"),
        "it must not go on as if nothing were"
    );
    let opened = desk.unlock(&password());
    assert_eq!(opened.restored(), None);
    assert!(added.len() >= 3, "it had not begun");
    assert_eq!(
        opened.accounts().len(),
        3 + added.len(),
        "all that was acknowledged is there"
    );
    vault.refresh(NOW).unwrap();
    assert_eq!(opened.accounts(), vault.accounts());
    assert!(!opened.is_switch_unfinished());
}

#[test]
fn what_the_other_process_could_not_save_stays_with_it() {
    let (desk, mut vault, _sheet) = Desk::with_sheet(3);
    let mut other = desk.open();
    vault.set_password(&desk.keyring, &password(), NOW).unwrap();
    let before = desk.all_bytes();
    assert_eq!(other.refresh(NOW).unwrap_err().code(), "key_wrong");
    let refused = other.add(vec![totp(9)], NOW).unwrap_err();
    assert_eq!(refused.code(), "key_wrong");
    assert_eq!(other.unsaved().unwrap().code(), "key_wrong");
    assert_eq!(other.accounts().len(), 4);
    assert_eq!(other.retry_save(NOW).unwrap_err().code(), "key_wrong");
    // Nor can it take the vault over by a switch of its own.
    let refused = other.set_password(&desk.keyring, &other_password(), NOW);
    assert_eq!(refused.unwrap_err().code(), "key_wrong");
    let refused = other.move_to_keyring(&desk.keyring, NOW);
    assert_eq!(refused.unwrap_err().code(), "key_wrong");
    let refused = other.set_recovery(&RecoveryKey::generate(), true, NOW);
    assert_eq!(refused.unwrap_err().code(), "key_wrong");
    assert!(desk.fake.users().is_empty(), "no key is left behind");
    assert_eq!(desk.all_bytes(), before, "nothing is overwritten");
    assert_eq!(desk.unlock(&password()).accounts(), vault.accounts());
}

/// Not a test by itself: what the processes of the tests above do.
#[test]
fn child() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    if role == "add" {
        // A tracer counts the calls of each thread by itself. So that "the third write" means one
        // of ours and not one of the thread that runs the tests, ours have high numbers.
        for _ in 0..100 {
            let mut null = File::options()
                .read(true)
                .write(true)
                .open("/dev/null")
                .unwrap();
            null.write_all(b"0").unwrap();
            assert_eq!(null.read(&mut [0]).unwrap(), 0);
        }
    }
    let mut key = String::new();
    std::io::stdin().read_to_string(&mut key).unwrap();
    if role == "create" {
        create();
        return;
    }
    let dir = DataDir::open(std::env::var_os(FOLDER).unwrap()).unwrap();
    let id = std::fs::read_to_string(dir.path().join("vault.id")).unwrap();
    let fake = Fake::new();
    fake.put(&user_of(id.trim()), key.as_bytes(), None);
    let Start::Ready(vault) = vault::start(&dir, &fake.keyring(), NOW) else {
        panic!("the child cannot open the vault");
    };
    let words: Vec<&str> = role.split(' ').collect();
    match words[..] {
        ["edit", account, rounds] => {
            edit(vault, account.parse().unwrap(), rounds.parse().unwrap());
        }
        ["add"] => add(vault),
        ["add", "until", "refused"] => add_until_refused(vault),
        _ => panic!("no role {role}"),
    }
}

/// Makes a first vault in a folder of its own; says how that ended and how many keys there are then.
fn create() {
    let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap()).join("first");
    let fake = Fake::new();
    let made = Vault::create(&DataDir::open(folder).unwrap(), &fake.keyring(), NOW);
    let said = made.map_or_else(|error| error.code(), |_| "saved");
    println!("\nsaid {said} {}", fake.users().len());
}

/// Adds one account; says how that ended.
fn add(mut vault: Vault) {
    let said = match vault.add(vec![totp(500)], NOW) {
        Ok(_) => "saved",
        Err(error) => error.code(),
    };
    println!("\nsaid {said}");
}

/// Adds account after account; says each once it is saved, and why it went on no longer.
fn add_until_refused(mut vault: Vault) {
    for number in 0.. {
        match vault.add(vec![totp(5000 + number)], NOW) {
            Ok(_) => println!("\nshown {number}"),
            Err(error) => return println!("\nsaid {}", error.code()),
        }
    }
}

/// Edits one account, adds one, advances the counter; says each counter once it may be shown.
fn edit(mut vault: Vault, number: usize, rounds: usize) {
    let (own, counter) = (
        vault.accounts()[number].id.clone(),
        vault.accounts()[2].id.clone(),
    );
    let mut out = std::io::stdout();
    for round in 0..rounds {
        let edit = Edit {
            note: Some(format!("round {round}")),
            ..Edit::default()
        };
        vault.edit(&own, edit, NOW).unwrap();
        vault
            .add(vec![totp(1000 + number * 100_000 + round)], NOW)
            .unwrap();
        let shown = vault.advance(&counter, NOW).unwrap();
        writeln!(out, "\nshown {}", shown.get()).unwrap();
        out.flush().unwrap();
    }
}

pub(crate) struct Process {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Process {
    pub(crate) fn start(desk: &Desk, role: &str) -> Self {
        Self::start_under(desk, role, &[])
    }

    /// Starts a process under another program, such as a tracer.
    pub(crate) fn start_under(desk: &Desk, role: &str, program: &[String]) -> Self {
        let user = desk.user();
        let key = desk.keyring.read(&user).unwrap().remove(0);
        let exe = std::env::current_exe().unwrap();
        let mut command = match program {
            [] => Command::new(exe),
            [program, args @ ..] => {
                let mut command = Command::new(program);
                command.args(args).arg(exe);
                command
            }
        };
        let mut child = command
            .args(["--exact", "processes::child", "--nocapture"])
            .env(ROLE, role)
            .env(FOLDER, desk.dir.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&key).unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Self { child, out }
    }

    /// The counters that it said, to its end. A line cut short by a kill was not said.
    fn numbers(&mut self) -> Vec<u64> {
        let mut numbers = Vec::new();
        let mut line = String::new();
        while self.out.read_line(&mut line).unwrap() > 0 {
            if let Some(number) = line
                .strip_prefix("shown ")
                .and_then(|it| it.strip_suffix('\n'))
            {
                numbers.push(number.parse().unwrap());
            }
            line.clear();
        }
        self.child.wait().unwrap();
        numbers
    }

    /// The numbers that it said, and the word that came last.
    fn told(&mut self) -> (Vec<u64>, Option<String>) {
        let mut text = String::new();
        self.out.read_to_string(&mut text).unwrap();
        self.child.wait().unwrap();
        let said = |start: &str| -> Vec<String> {
            let lines = text.lines().filter_map(|it| it.strip_prefix(start));
            lines.map(str::to_owned).collect()
        };
        let numbers = said("shown ").into_iter().map(|it| it.parse().unwrap());
        (numbers.collect(), said("said ").pop())
    }

    /// The word that it said last; none if it was killed before.
    pub(crate) fn said(mut self) -> Option<String> {
        let mut text = String::new();
        self.out.read_to_string(&mut text).unwrap();
        self.child.wait().unwrap();
        text.lines()
            .find_map(|line| line.strip_prefix("said "))
            .map(str::to_owned)
    }
}
