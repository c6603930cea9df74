//! `code --clip`: the copied code outlives the command, and leaves the clipboard by itself.

use std::fs;
use std::process::Stdio;

use crate::desk::{Desk, Ran, is_root, run, skip, wait_until};
use crate::fake_clock;

const URI: &str =
    "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=GitHub";
const PRESSED: &str = "otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=3";

/// A desk with both accounts, where a copied code stays for so many seconds.
fn desk(desk: Desk, seconds: u16) -> Desk {
    desk.done(&["add", "--stdin"], &format!("{URI}\n{PRESSED}\n"));
    let settings = format!(r#"{{"clear_clipboard_seconds":{seconds}}}"#);
    fs::write(desk.data_dir().join("settings.json"), settings).expect("written");
    desk
}

fn screened(seconds: u16) -> Desk {
    desk(Desk::with_keyring().with_screen(), seconds)
}

/// What another program would paste.
fn pasted(desk: &Desk) -> String {
    let mut command = desk.command("xclip");
    run(command.args(["-selection", "clipboard", "-o"]), "").out
}

/// The command lines and environments of the processes that hold a code of this desk.
fn holders(desk: &Desk) -> Vec<(String, String)> {
    let text = |path: String| {
        let bytes = fs::read(path).unwrap_or_default();
        String::from_utf8_lossy(&bytes).replace('\0', " ")
    };
    let home = desk.home().display().to_string();
    let processes = fs::read_dir("/proc").expect("/proc").flatten();
    processes
        .filter_map(|entry| entry.file_name().into_string().ok())
        .map(|id| {
            (
                text(format!("/proc/{id}/cmdline")),
                text(format!("/proc/{id}/environ")),
            )
        })
        .filter(|(line, environment)| {
            line.contains("hold-copied-code") && environment.contains(&home)
        })
        .collect()
}

fn copied(ran: &Ran) {
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{ran:?}");
    assert!(ran.err.contains("opied"), "{ran:?}");
}

#[test]
fn a_copied_code_outlives_the_command_and_leaves_when_it_is_due() {
    if !is_root() {
        return skip("only root sees the environment of a process that is closed to others");
    }
    let desk = screened(6);
    copied(&desk.run(&["code", "github", "--clip"], ""));
    let code = desk.done(&["code", "github"], "").trim().to_owned();
    assert_eq!(pasted(&desk), code, "the guard has left time to compare");
    let mut targets = desk.command("xclip");
    targets.args(["-selection", "clipboard", "-o", "-t", "TARGETS"]);
    let targets = run(&mut targets, "").out;
    assert!(targets.contains("x-kde-passwordManagerHint"), "{targets}");
    let holders_then = holders(&desk);
    assert_eq!(holders_then.len(), 1, "{holders_then:?}");
    let (line, environment) = &holders_then[0];
    assert!(!line.contains(&code) && !environment.contains(&code));
    wait_until("the code is off the clipboard", || pasted(&desk).is_empty());
    wait_until("nothing of us is left", || holders(&desk).is_empty());
}

#[test]
fn what_somebody_copied_since_stays() {
    if !is_root() {
        return skip("only root sees the environment of a process that is closed to others");
    }
    let mut desk = screened(3);
    copied(&desk.run(&["code", "github", "--clip"], ""));
    let other = desk.file("other", b"something else");
    let child = desk
        .command("xclip")
        .args(["-quiet", "-selection", "clipboard", &other])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("xclip (Debian package xclip)");
    desk.keep(child);
    wait_until("it is copied", || pasted(&desk) == "something else");
    wait_until("the holder has ended", || holders(&desk).is_empty());
    assert_eq!(pasted(&desk), "something else");
}

#[test]
fn a_code_about_to_end_is_not_copied_but_the_next_one() {
    let desk = screened(30);
    let clock = fake_clock::at(27);
    let mut command = desk.propusk(&["code", "github", "--clip"]);
    let ran = run(command.envs(clock), "");
    copied(&ran);
    assert!(ran.err.contains("about to change"), "{ran:?}");
    assert_eq!(pasted(&desk), fake_clock::code(&desk, URI, 30));
}

#[test]
fn the_next_code_is_copied_at_once() {
    let desk = screened(30);
    let mut command = desk.propusk(&["code", "github", "--next", "--clip", "--json"]);
    let ran = run(command.envs(fake_clock::at(27)), "");
    assert_eq!(ran.status, 0, "{ran:?}");
    let told: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let code = fake_clock::code(&desk, URI, 30);
    assert_eq!(pasted(&desk), code);
    assert!(
        !ran.out.contains(&code) && !ran.err.contains(&code),
        "{ran:?}"
    );
    let seconds = |name: &str| told[name].as_u64().expect("a time") - fake_clock::MIDNIGHT;
    assert_eq!((seconds("valid_from"), seconds("valid_until")), (30, 60));
}

#[test]
fn a_code_of_a_counter_is_used_up_only_where_there_is_a_clipboard() {
    let peek = |desk: &Desk| desk.done(&["code", "bank", "--peek"], "").trim().to_owned();
    let dark = desk(Desk::with_keyring(), 30);
    let before = peek(&dark);
    let ran = dark.run(&["code", "bank", "--clip", "--json"], "");
    assert_eq!(
        ran.refusal(),
        (1, "clipboard_unavailable".into()),
        "{ran:?}"
    );
    assert_eq!(peek(&dark), before);
    let desk = screened(30);
    let before = peek(&desk);
    copied(&desk.run(&["code", "bank", "--clip"], ""));
    assert_eq!(pasted(&desk), before);
    assert_ne!(peek(&desk), before);
}
