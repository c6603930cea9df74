//! Without any keyring and without a session bus, as over SSH: the app password does it alone.

use serde_json::json;

use crate::desk::Desk;

const PASSWORD: &str = "синий чайник поёт на крыше";
const URI: &str =
    "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=GitHub";

#[test]
fn adding_says_how_to_begin_and_makes_nothing() {
    let desk = Desk::bare();
    let ran = desk.run(&["add", "--stdin", "--json"], URI);
    assert_eq!(ran.refusal(), (3, "keyring_unavailable".into()), "{ran:?}");
    assert!(ran.err.contains("propusk-cli password set"), "{ran:?}");
    assert!(desk.vault_bytes().is_none());
}

#[test]
fn a_vault_begins_with_a_sheet_and_a_password() {
    let desk = Desk::bare();
    let begin = |options: &[&str], input: &str| {
        let arguments = [&["password", "set", "--json", "--password-stdin"], options].concat();
        desk.run(&arguments, input)
    };
    let without = begin(&[], PASSWORD);
    assert_eq!(without.refusal(), (1, "no_sheet_yet".into()), "{without:?}");
    let sheet = desk.new_sheet(&[], "");
    assert!(desk.vault_bytes().is_none(), "a sheet alone is no vault");
    let begun = begin(&["--recovery-stdin"], &format!("{PASSWORD}\n{sheet}\n"));
    assert_eq!(begun.status, 0, "{begun:?}");

    desk.done(
        &["add", "--stdin", "--password-stdin"],
        &format!("{PASSWORD}\n{URI}\n"),
    );
    let code = desk.done(&["code", "github", "--password-stdin"], PASSWORD);
    assert_eq!(code.trim().len(), 6);
    let by_sheet = desk.json(&["list", "--recovery-stdin"], &sheet);
    assert_eq!(by_sheet[0]["account"], "alice");
    let checks = desk.json(&["doctor", "--password-stdin"], PASSWORD);
    let state = |name: &str| {
        let checks = checks.as_array().expect("a list").iter();
        let mut named = checks.filter(|check| check["check"] == name);
        named.next().map(|check| check["state"].clone())
    };
    for name in [
        "keyring",
        "device_key",
        "vault",
        "guard",
        "recovery",
        "switch",
    ] {
        assert_eq!(state(name), Some(json!("ok")), "{name}: {checks}");
    }
}

#[test]
fn who_says_so_begins_without_a_sheet_and_makes_one_later() {
    let desk = Desk::bare();
    desk.done(
        &["password", "set", "--without-sheet", "--password-stdin"],
        PASSWORD,
    );
    desk.done(
        &["add", "--stdin", "--password-stdin"],
        &format!("{PASSWORD}\n{URI}\n"),
    );
    let sheet = desk.new_sheet(&["--password-stdin"], PASSWORD);
    let checked = format!("{PASSWORD}\n{sheet}\n");
    desk.done(
        &["recovery", "check", "--stdin", "--password-stdin"],
        &checked,
    );
    assert_eq!(
        desk.json(&["list", "--recovery-stdin"], &sheet)[0]["account"],
        "alice"
    );
}

#[test]
fn a_password_is_no_way_to_the_keyring_where_there_is_none() {
    let desk = Desk::bare();
    desk.done(
        &["password", "set", "--without-sheet", "--password-stdin"],
        PASSWORD,
    );
    let before = desk.vault_bytes();
    let ran = desk.run(
        &["password", "remove", "--json", "--password-stdin"],
        PASSWORD,
    );
    assert_eq!(ran.refusal(), (3, "keyring_unavailable".into()), "{ran:?}");
    assert_eq!(desk.vault_bytes(), before);
    assert_eq!(desk.run(&["list", "--password-stdin"], PASSWORD).status, 0);
}
