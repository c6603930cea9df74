//! Several programs at once, and programs that are killed.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;

use crate::desk::Desk;

fn uri(name: &str, number: usize) -> String {
    // Each with a key of its own.
    let key: String = format!("{number:05}")
        .bytes()
        .map(|digit| char::from(digit - b'0' + b'A'))
        .collect();
    format!("otpauth://totp/{name}:{number}?secret={key}GEZDGNBVGY3TQOJQGEZDGNBVGY3&issuer={name}")
}

fn names(desk: &Desk) -> BTreeSet<String> {
    let list = desk.json(&["list"], "");
    let accounts = list.as_array().expect("a list").iter();
    accounts
        .map(|account| account["account"].as_str().expect("text").to_owned())
        .collect()
}

#[test]
fn two_programs_that_add_at_the_same_time_lose_nothing() {
    const EACH: usize = 8;
    let desk = Desk::with_keyring();
    desk.done(&["add", &uri("first", 0)], "");
    std::thread::scope(|scope| {
        for worker in 0..2 {
            let desk = &desk;
            scope.spawn(move || {
                for turn in 0..EACH {
                    desk.done(&["add", &uri("both", 1 + worker * EACH + turn)], "");
                }
            });
        }
    });
    let expected: BTreeSet<_> = (0..=2 * EACH).map(|number| number.to_string()).collect();
    assert_eq!(names(&desk), expected);
}

#[test]
fn two_programs_never_give_the_same_hotp_code() {
    let desk = Desk::with_keyring();
    desk.done(
        &[
            "add",
            "otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        ],
        "",
    );
    let codes: Vec<String> = std::thread::scope(|scope| {
        let work = || {
            (0..4)
                .map(|_| desk.done(&["code", "bank"], ""))
                .collect::<Vec<_>>()
        };
        let both = [scope.spawn(work), scope.spawn(work)];
        both.into_iter()
            .flat_map(|thread| thread.join().expect("no panic"))
            .collect()
    });
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 8, "{codes:?}");
}

#[test]
fn what_was_acknowledged_survives_kills_at_any_moment() {
    let desk = Desk::with_keyring();
    desk.done(&["add", &uri("kept", 0)], "");
    let mut acknowledged = BTreeSet::from(["0".to_owned()]);
    for number in 1..25_usize {
        let mut command = desk.propusk(&["add", &uri("kept", number)]);
        let quiet = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = quiet.spawn().expect("starts");
        std::thread::sleep(Duration::from_millis(
            u64::try_from(number).expect("small") * 7 % 90,
        ));
        let _ = child.kill();
        if child.wait().expect("ended").success() {
            acknowledged.insert(number.to_string());
        }
    }
    let found = names(&desk);
    assert!(
        acknowledged.is_subset(&found),
        "{acknowledged:?} in {found:?}"
    );
    desk.done(&["add", &uri("kept", 99)], "");
    assert_eq!(
        names(&desk).len(),
        found.len() + 1,
        "the vault still takes changes"
    );
}

#[test]
fn a_hung_keyring_holds_nothing_up_for_long() {
    let desk = Desk::with_keyring();
    desk.done(&["add", &uri("kept", 0)], "");
    let before = desk.vault_bytes();
    desk.signal_keyring("-STOP");
    let start = std::time::Instant::now();
    let ran = desk.run(&["list", "--json"], "");
    assert!(
        start.elapsed() < Duration::from_secs(15),
        "{:?}",
        start.elapsed()
    );
    assert!(
        ran.status == 3 && ran.out.contains("keyring_silent"),
        "{ran:?}"
    );
    desk.signal_keyring("-CONT");
    assert_eq!(desk.vault_bytes(), before);
    assert_eq!(names(&desk).len(), 1, "it works again");
}
