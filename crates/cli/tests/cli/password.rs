//! The app password: on, every command with it, forgotten, changed, off.

use crate::desk::{Desk, Ran};

const PASSWORD: &str = "синий чайник поёт на крыше";
const NEW: &str = "жёлтый трамвай едет домой";
const ACCOUNTS: &str = "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=GitHub\n\
     otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=3\n\
     motp://Work:me?secret=e3152afee62599c8\n";

/// A vault with accounts and a checked sheet, and the key of that sheet.
fn with_sheet() -> (Desk, String) {
    let desk = Desk::with_keyring();
    desk.done(&["add", "--stdin"], ACCOUNTS);
    let sheet = desk.new_sheet(&[], "");
    desk.done(&["recovery", "check", "--stdin"], &sheet);
    (desk, sheet)
}

fn secrets(desk: &Desk, options: &[&str], opening: &str) -> String {
    let arguments = [&["list", "--json", "--show-secrets"], options].concat();
    desk.done(&arguments, opening)
}

/// A run with `--json` and the password.
fn opened(desk: &Desk, arguments: &[&str], input: &str) -> Ran {
    desk.run(
        &[arguments, &["--json", "--password-stdin"]].concat(),
        input,
    )
}

#[test]
fn a_whole_life_with_a_password_loses_nothing() {
    let (desk, sheet) = with_sheet();
    let all = secrets(&desk, &[], "");
    let guard = desk.json(&["password", "set", "--password-stdin"], PASSWORD);
    assert_eq!(guard["guard"], "password");
    assert_eq!(
        desk.keys_in_keyring(),
        0,
        "the keyring knows nothing any more"
    );

    let none = desk.run(&["list", "--json"], "");
    assert_eq!(none.refusal(), (3, "password_needed".into()), "{none:?}");
    let wrong = opened(&desk, &["list"], "wrong password\n");
    assert_eq!(wrong.refusal(), (4, "wrong_password".into()), "{wrong:?}");
    assert_eq!(secrets(&desk, &["--password-stdin"], PASSWORD), all);

    // Forgotten: the sheet opens, and lets set a new one.
    assert_eq!(secrets(&desk, &["--recovery-stdin"], &sheet), all);
    let lines = format!("{NEW}\n{sheet}\n");
    desk.done(
        &["password", "set", "--password-stdin", "--recovery-stdin"],
        &lines,
    );
    let old = opened(&desk, &["list"], PASSWORD);
    assert_eq!(old.refusal(), (4, "wrong_password".into()));
    assert_eq!(secrets(&desk, &["--password-stdin"], NEW), all);

    let lines = format!("{NEW}\n{PASSWORD}\n");
    desk.done(&["password", "change", "--password-stdin"], &lines);
    assert_eq!(opened(&desk, &["list"], NEW).status, 4);
    assert_eq!(secrets(&desk, &["--password-stdin"], PASSWORD), all);

    desk.done(&["password", "remove", "--password-stdin"], PASSWORD);
    assert_eq!(desk.keys_in_keyring(), 1);
    assert_eq!(secrets(&desk, &[], ""), all, "the keyring opens it again");
    let left = std::fs::read_dir(desk.data_dir())
        .expect("readable")
        .flatten();
    let left: Vec<_> = left.map(|file| file.file_name()).collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().contains("device-key")),
        "{left:?}"
    );
}

#[test]
fn every_command_takes_the_password_and_none_goes_on_with_a_wrong_one() {
    let (desk, sheet) = with_sheet();
    desk.done(&["password", "set", "--password-stdin"], PASSWORD);
    let folder = desk.folder().join("copies");
    std::fs::create_dir(&folder).expect("made");
    let folder = folder.display().to_string();
    let backup = opened(&desk, &["backup", "--to", &folder], PASSWORD);
    assert_eq!(backup.status, 0, "{backup:?}");
    let told: serde_json::Value = serde_json::from_str(&backup.out).expect("JSON");
    let file = told["file"].as_str().expect("a path");
    let point = opened(&desk, &["snapshots"], PASSWORD);
    let points: serde_json::Value = serde_json::from_str(&point.out).expect("JSON");
    let point = points[0]["id"].as_str().expect("an id");
    let added = "otpauth://totp/Added:me?secret=MNQW4YLSPEWWGYLOMFZHSLLDMFXGC4TZ";
    let commands: &[(&[&str], &str)] = &[
        (&["list"], ""),
        (&["code", "github"], ""),
        (&["code", "bank"], ""),
        (&["add", "--stdin"], added),
        (&["edit", "github", "--name", "bob"], ""),
        (&["edit", "work", "--pin-stdin"], "1234\n"),
        (&["remove", "github"], ""),
        (&["trash"], ""),
        (&["restore", "github"], ""),
        (&["snapshots"], ""),
        (&["restore", "--snapshot", point], ""),
        (&["backup"], ""),
        (&["rehearse", file], ""),
        (&["recovery", "check", "--stdin"], &sheet),
        (&["doctor"], ""),
    ];
    let before = desk.vault_bytes();
    for (command, input) in commands.iter().step_by(3) {
        let ran = opened(&desk, command, &format!("not the password\n{input}"));
        let refusal = (4, "wrong_password".into());
        assert_eq!(ran.refusal(), refusal, "{command:?}: {ran:?}");
    }
    assert_eq!(desk.vault_bytes(), before);
    for (command, input) in commands {
        let ran = opened(&desk, command, &format!("{PASSWORD}\n{input}"));
        assert_eq!(ran.status, 0, "{command:?}: {ran:?}");
    }
    let windows = opened(&desk, &["list"], &format!("{PASSWORD}\r\n"));
    assert_eq!(
        windows.status, 0,
        "a line of Windows ends in two characters"
    );
}

#[test]
fn a_password_needs_a_checked_sheet_and_some_strength() {
    let desk = Desk::with_keyring();
    desk.done(&["add", "--stdin"], ACCOUNTS);
    let set = |password: &str| opened(&desk, &["password", "set"], password);
    assert_eq!(set(PASSWORD).refusal(), (1, "sheet_first".into()));
    let sheet = desk.new_sheet(&[], "");
    assert_eq!(
        set(PASSWORD).refusal(),
        (1, "sheet_first".into()),
        "made, not checked"
    );
    desk.done(&["recovery", "check", "--stdin"], &sheet);
    let short = set("я7#vq");
    assert_eq!(short.refusal(), (1, "password_too_short".into()));
    assert!(short.err.contains('5'), "it says how long it is: {short:?}");
    let weak = set("password1");
    assert_eq!(weak.refusal(), (1, "password_guessable".into()));
    assert!(weak.out.contains("\"hints\":["), "{weak:?}");
    assert_eq!(desk.run(&["list"], "").status, 0, "nothing was changed");

    assert_eq!(set(PASSWORD).status, 0);
    assert_eq!(set(NEW).refusal(), (1, "password_is_set".into()));
    let change = opened(
        &desk,
        &["password", "change"],
        &format!("{PASSWORD}\nqwerty\n"),
    );
    assert_eq!(change.refusal(), (1, "password_too_short".into()));
    let change = opened(&desk, &["password", "change"], &format!("wrong\n{NEW}\n"));
    assert_eq!(change.refusal(), (4, "wrong_password".into()));
    let one = opened(&desk, &["password", "change"], PASSWORD);
    assert_eq!(
        one.refusal(),
        (3, "password_needed".into()),
        "the new one is missing"
    );
    assert_eq!(opened(&desk, &["list"], PASSWORD).status, 0);
}

#[test]
fn what_is_not_there_cannot_be_changed_or_removed() {
    let (desk, _) = with_sheet();
    for step in ["change", "remove"] {
        let ran = opened(&desk, &["password", step], &format!("{PASSWORD}\n{NEW}\n"));
        assert_eq!(ran.refusal(), (1, "no_password".into()), "{step}: {ran:?}");
    }
}
