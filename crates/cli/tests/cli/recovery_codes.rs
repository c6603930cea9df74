//! `recovery-codes` and `generate`.

use std::collections::HashSet;

use serde_json::Value;

use crate::desk::{Desk, Ran};

const URI: &str =
    "otpauth://totp/GitHub:ivan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub";
const LIST: &str = "SAVE THESE CODES!\n 1. a1b2c-3d4e5\n 2. f6a7b-8c9d0\n 3. ab12c-34d5e\nhttps://portal.example\n";

fn json_of(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("JSON: {ran:?}"))
}

fn desk() -> Desk {
    let desk = Desk::with_keyring();
    assert_eq!(desk.run(&["add", URI], "").status, 0);
    desk
}

fn shows_a_code(ran: &Ran) -> bool {
    ["a1b2c", "f6a7b", "ab12c"]
        .iter()
        .any(|code| ran.out.contains(code) || ran.err.contains(code))
}

#[test]
fn a_list_goes_in_over_standard_input_and_only_its_numbers_come_out() {
    let desk = desk();
    let ran = desk.run(
        &["recovery-codes", "github", "--stdin", "--lang", "en"],
        LIST,
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("3 codes found"), "{}", ran.err);
    assert!(ran.err.contains("3 of 3 left"), "{}", ran.err);
    assert!(ran.out.is_empty() && !shows_a_code(&ran));
    let used = ["recovery-codes", "github", "--used-stdin", "--json"];
    let ran = desk.run(&used, "F6A7B 8c9d0\n".to_lowercase().as_str());
    let json = json_of(&ran);
    assert_eq!(
        (json["left"].as_u64(), json["total"].as_u64()),
        (Some(2), Some(3))
    );
    assert!(json.get("codes").is_none() && !shows_a_code(&ran));
    let ran = desk.run(&["recovery-codes", "github", "--show-secrets"], "");
    let lines: Vec<_> = ran.out.lines().collect();
    assert_eq!(lines, ["  a1b2c-3d4e5", "✓ f6a7b-8c9d0", "  ab12c-34d5e"]);
    let ran = desk.run(
        &[
            "recovery-codes",
            "github",
            "--unused-stdin",
            "--show-secrets",
            "--json",
        ],
        "f6a7b-8c9d0",
    );
    let json = json_of(&ran);
    assert_eq!(json["codes"][1]["used"], false);
    // What is shown is a list to be read again, ticks and all.
    let again = desk.run(
        &["recovery-codes", "github", "--stdin", "--json"],
        &lines.join("\n"),
    );
    assert_eq!(json_of(&again)["left"], 2);
}

#[test]
fn a_list_with_something_like_a_code_left_out_is_refused_and_taken_line_by_line() {
    let desk = desk();
    let text = "12345678\nAbC+/dEf12==\n✓ kitten";
    let ran = desk.run(
        &[
            "recovery-codes",
            "github",
            "--stdin",
            "--json",
            "--lang",
            "en",
        ],
        text,
    );
    let json = json_of(&ran);
    assert_eq!(
        (ran.status, json["error"].as_str()),
        (1, Some("recovery_codes_doubtful")),
        "{ran:?}"
    );
    assert!(ran.err.contains("lines: 2\n"), "{}", ran.err);
    assert!(!ran.out.contains("AbC") && !ran.err.contains("AbC"));
    let left = desk.run(&["recovery-codes", "github", "--json"], "");
    assert_eq!(json_of(&left)["total"], 0, "nothing was saved");
    let lines = ["recovery-codes", "github", "--lines-stdin", "--json"];
    let json = json_of(&desk.run(&lines, text));
    assert_eq!((&json["left"], &json["total"]), (&2.into(), &3.into()));
    let shown = desk.run(&["recovery-codes", "github", "--show-secrets"], "");
    let lines: Vec<_> = shown.out.lines().collect();
    assert_eq!(lines, ["  12345678", "  AbC+/dEf12==", "✓ kitten"]);
}

#[test]
fn what_is_no_code_of_the_account_is_refused_without_being_repeated() {
    let desk = desk();
    let code = |ran: &Ran| json_of(ran)["error"].as_str().map(str::to_owned);
    let none = desk.run(
        &["recovery-codes", "github", "--stdin", "--json"],
        "no codes here",
    );
    assert_eq!(
        (none.status, code(&none).as_deref()),
        (1, Some("no_recovery_codes"))
    );
    let strange = desk.run(
        &["recovery-codes", "github", "--used-stdin", "--json"],
        "a1b2c-3d4e5\n",
    );
    assert_eq!(
        (strange.status, code(&strange).as_deref()),
        (1, Some("recovery_code_not_found"))
    );
    assert!(!shows_a_code(&strange));
    // A code on the command line is wrong use, and is not shown once more.
    let typed = desk.run(&["recovery-codes", "github", "a1b2c-3d4e5"], "");
    assert_eq!(typed.status, 2);
    assert!(!shows_a_code(&typed), "{}", typed.err);
}

#[test]
fn a_password_is_made_without_a_vault_as_it_is_asked_for() {
    let desk = Desk::bare();
    let ran = desk.run(&["generate"], "");
    assert_eq!(
        (ran.status, ran.out.trim_end().len()),
        (0, 16),
        "{}",
        ran.err
    );
    let ran = desk.run(
        &[
            "generate",
            "--length",
            "24",
            "--no-symbols",
            "--no-look-alikes",
        ],
        "",
    );
    let password = ran.out.trim_end();
    assert_eq!(password.len(), 24);
    assert!(
        password
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() && !b"0Oo1lI".contains(&it))
    );
    let json = json_of(&desk.run(&["generate", "--words", "5", "--json", "--lang", "en"], ""));
    let words = json["password"]
        .as_str()
        .unwrap_or_default()
        .split('-')
        .count();
    assert_eq!(
        (words, json["bits"].as_f64(), json["score"].as_u64()),
        (5, Some(58.3), Some(3))
    );
    let ran = desk.run(&["generate", "--portal", "gosuslugi"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    let password = ran.out.trim_end();
    assert!(
        password.contains(|it: char| it.is_ascii_punctuation()),
        "{password}"
    );
    let ran = desk.run(&["generate", "--portal", "nobody", "--json"], "");
    assert_eq!(
        (ran.status, json_of(&ran)["error"].as_str()),
        (1, Some("unknown_portal"))
    );
    let ran = desk.run(&["generate", "--portal", "github", "--no-symbols"], "");
    assert_eq!(ran.status, 2, "the portal's rules say which signs");
    let all: HashSet<_> = (0..5).map(|_| desk.run(&["generate"], "").out).collect();
    assert_eq!(all.len(), 5, "another one each time");
    for (arguments, error) in [
        (
            ["generate", "--length", "3", "--json"],
            "password_bad_length",
        ),
        (["generate", "--words", "1", "--json"], "password_bad_words"),
    ] {
        let ran = desk.run(&arguments, "");
        assert_eq!(
            (ran.status, json_of(&ran)["error"].as_str()),
            (1, Some(error))
        );
    }
    assert_eq!(
        desk.run(&["generate", "--words", "4", "--length", "20"], "")
            .status,
        2
    );
}
