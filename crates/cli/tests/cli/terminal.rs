//! A person at a terminal: what is missing is asked for, and nothing that is typed is shown.

use std::io::{Read, Write};
use std::process::Stdio;
use std::time::Duration;

use crate::desk::Desk;
use crate::export;

const PASSWORD: &str = "sinij chajnik pojot na kryshe";

/// Runs our program at a terminal of its own (`script` of Debian's bsdutils) and types an answer
/// whenever it asks. Gives the exit status and all that was to be seen.
fn at_terminal(desk: &Desk, arguments: &str, answers: &[&str]) -> (i32, String) {
    let program = desk.propusk(&[]).get_program().to_owned();
    let line = format!("'{}' {arguments}", program.display());
    let mut command = desk.command("script");
    let command = command.args(["-qefc", &line, "/dev/null"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("script (Debian package bsdutils)");
    let mut typing = child.stdin.take().expect("piped");
    let mut screen = child.stdout.take().expect("piped");
    let (mut seen, mut read_to, mut piece) = (Vec::new(), 0, [0; 4096]);
    let mut answers = answers.iter();
    loop {
        let count = screen.read(&mut piece).unwrap_or(0);
        if count == 0 {
            break;
        }
        seen.extend_from_slice(&piece[..count]);
        // A question ends in a colon and a blank, with nothing after it.
        if seen[read_to..].ends_with(b": ") {
            read_to = seen.len();
            let answer = answers.next().expect("no more is asked");
            // The question comes a moment before the echo is off; nobody answers within it.
            std::thread::sleep(Duration::from_millis(300));
            writeln!(typing, "{answer}").expect("typed");
        }
    }
    let status = child.wait().expect("ended").code().expect("by itself");
    assert_eq!(answers.next(), None, "everything was asked for");
    (status, String::from_utf8(seen).expect("text"))
}

#[test]
fn what_is_missing_is_asked_for_and_never_shown() {
    let desk = Desk::bare();
    let sheet = desk.new_sheet(&[], "");
    let (almost, _) = sheet.rsplit_once(' ').expect("groups");
    let typed = [almost, &sheet, PASSWORD, PASSWORD];
    let (status, set) = at_terminal(&desk, "password set", &typed);
    assert_eq!(status, 0, "{set}");
    let (status, list) = at_terminal(&desk, "list", &["mistyped", PASSWORD]);
    assert_eq!(status, 0, "a mistyped password is asked for again: {list}");
    let (status, wrong) = at_terminal(&desk, "list", &["mistyped"; 3]);
    assert_eq!(status, 4, "{wrong}");
    let (status, by_sheet) = at_terminal(&desk, "list --recovery-stdin", &[&sheet]);
    assert_eq!(status, 0, "{by_sheet}");
    let (status, differ) = at_terminal(
        &desk,
        "password change",
        &[PASSWORD, "one two three four", "four"],
    );
    assert_eq!(status, 1, "two different ones change nothing: {differ}");
    for screen in [set, list, wrong, by_sheet, differ] {
        for secret in [PASSWORD, almost, "mistyped"] {
            assert!(!screen.contains(secret), "{screen}");
        }
    }
}

#[test]
fn a_new_sheet_is_read_back_before_it_replaces_the_old_one() {
    let desk = Desk::bare();
    desk.done(
        &["password", "set", "--without-sheet", "--password-stdin"],
        PASSWORD,
    );
    let old = desk.new_sheet(&["--password-stdin"], PASSWORD);
    let (status, put_off) = at_terminal(&desk, "recovery new --text", &[PASSWORD, ""]);
    assert!(
        status == 0 && put_off.contains("not in effect"),
        "{put_off}"
    );
    assert_eq!(desk.run(&["list", "--recovery-stdin"], &old).status, 0);
    let (status, checked) = at_terminal(&desk, "recovery check", &[PASSWORD, &old]);
    assert!(
        status == 0 && checked.contains("The sheet fits"),
        "{checked}"
    );
}

#[test]
fn a_file_is_not_written_in_clear_where_its_password_was_promised() {
    let desk = export::with_an_account();
    let file = desk.folder().join("aegis.json");
    let line = format!(
        "export --format aegis --password-stdin --out '{}'",
        file.display()
    );
    let (status, screen) = at_terminal(&desk, &line, &[PASSWORD, PASSWORD]);
    assert_eq!(status, 0, "{screen}");
    let written = std::fs::read_to_string(&file).expect("written");
    assert!(!written.contains("JBSWY3DPEHPK3PXP"), "in clear");
}
