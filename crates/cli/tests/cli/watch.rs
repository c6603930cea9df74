//! `code --watch`: a line for each period, until Ctrl+C.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Stdio};

use crate::desk::{Desk, Ran, run};
use crate::fake_clock;

const PASSWORD: &str = "sinij chajnik pojot na kryshe";
const URI: &str =
    "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=GitHub";

/// Without a display, a session bus and a keyring, as over SSH.
fn desk() -> Desk {
    let desk = Desk::bare();
    desk.done(
        &["password", "set", "--without-sheet", "--password-stdin"],
        PASSWORD,
    );
    let input = format!("{PASSWORD}\n{URI}\n");
    desk.done(&["add", "--stdin", "--password-stdin"], &input);
    desk
}

fn interrupt(child: &Child) {
    let id = child.id().to_string();
    let ran = run(std::process::Command::new("kill").args(["-INT", &id]), "");
    assert_eq!(ran.status, 0, "{ran:?}");
}

#[test]
fn a_pipe_gets_a_line_for_each_period_and_the_interrupt_is_a_good_end() {
    let desk = desk();
    let mut command = desk.propusk(&["code", "github", "--watch", "--password-stdin"]);
    let mut child = command
        .envs(fake_clock::at(27))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut input = child.stdin.take().expect("piped");
    writeln!(input, "{PASSWORD}").expect("typed");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut line = || {
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        line
    };
    // Opening by a password takes a second or more: the first one may be of the second period.
    let codes = [0, 30, 60].map(|seconds| fake_clock::code(&desk, URI, seconds));
    let seen = [line(), line()];
    let seen = seen.each_ref().map(|line| line.trim());
    assert!(
        seen == [&codes[0], &codes[1]] || seen == [&codes[1], &codes[2]],
        "{seen:?} of {codes:?}"
    );
    interrupt(&child);
    let mut rest = String::new();
    out.read_to_string(&mut rest).expect("read");
    assert_eq!(rest, "");
    assert_eq!(child.wait().expect("ended").code(), Some(0));
}

#[test]
fn a_terminal_gets_one_line_that_counts_down() {
    let desk = Desk::with_keyring();
    desk.done(&["add", "--stdin"], URI);
    let program = desk.propusk(&[]).get_program().to_owned();
    let line = format!("exec '{}' code github --watch", program.display());
    let mut command = desk.command("script");
    let mut child = command
        .args(["-qefc", &line, "/dev/null"])
        .envs(fake_clock::at(20))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("script (Debian package bsdutils)");
    let mut typing = child.stdin.take().expect("piped");
    let mut screen = child.stdout.take().expect("piped");
    let code = fake_clock::code(&desk, URI, 0);
    let (mut seen, mut piece) = (String::new(), [0; 4096]);
    while seen.matches(&code).count() < 3 {
        let count = screen.read(&mut piece).expect("read");
        assert!(count > 0, "it ended: {seen}");
        seen.push_str(&String::from_utf8_lossy(&piece[..count]));
    }
    typing.write_all(b"\x03").expect("Ctrl+C");
    let mut rest = String::new();
    screen.read_to_string(&mut rest).expect("read");
    assert_eq!(child.wait().expect("ended").code(), Some(0), "{seen}{rest}");
    assert!(!seen.contains('\n'), "one line: {seen:?}");
    let counted: Vec<u8> = seen
        .split('\r')
        .filter_map(|line| line.strip_suffix(" s").or(line.strip_suffix(" s ")))
        .filter_map(|line| line.rsplit(' ').next()?.parse().ok())
        .collect();
    assert!(
        counted.len() >= 2 && counted.windows(2).all(|two| two[1] + 1 == two[0]),
        "a second at a time: {counted:?} of {seen:?}"
    );
}

#[test]
fn what_does_not_change_with_time_is_not_watched() {
    let desk = Desk::with_keyring();
    desk.done(
        &["add", "--stdin"],
        "otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQ&counter=3",
    );
    let refused: Ran = desk.run(&["code", "bank", "--watch", "--json"], "");
    assert_eq!(refused.refusal(), (1, "watch_without_time".into()));
}

#[test]
fn without_a_display_nothing_is_copied() {
    let desk = desk();
    let arguments = ["code", "github", "--clip", "--json", "--password-stdin"];
    let ran = desk.run(&arguments, PASSWORD);
    assert_eq!(
        ran.refusal(),
        (1, "clipboard_unavailable".into()),
        "{ran:?}"
    );
}
