//! The command line itself: wrong use, help and language.

use crate::desk::{Desk, run};

#[test]
fn wrong_use_ends_with_2_and_two_lines_in_the_users_language() {
    let desk = Desk::bare();
    for arguments in [
        &[][..],
        &["frobnicate"],
        &["list", "--nonsense"],
        &["code"],
        &["code", "x", "--watch", "--next"],
        &["code", "x", "--watch", "--clip"],
        &["add"],
        &["add", "--stdin", "--screen"],
        &["edit", "x"],
        &["edit", "x", "--confirmed", "perhaps"],
        &["scan"],
        &["list", "--lang", "de"],
        &["restore"],
        &["restore", "x", "--backup", "y"],
        &["restore", "--snapshot", "x", "--older"],
        &["recovery"],
        &["recovery", "new"],
        &["recovery", "new", "--text", "--checked-stdin"],
        &["recovery", "check", "--stdin", "--qr", "x"],
        &["password"],
        &["password", "forget"],
        &["backup", "--keep", "0"],
        &["backup", "--off", "--keep", "3"],
        &["rehearse"],
    ] {
        for (language, is_russian) in [("ru_RU.UTF-8", true), ("en_GB.UTF-8", false)] {
            let ran = run(desk.propusk(arguments).env("LANG", language), "");
            assert_eq!(
                (ran.status, ran.out.as_str()),
                (2, ""),
                "{arguments:?}: {ran:?}"
            );
            assert_eq!(ran.err.lines().count(), 2, "{arguments:?}: {ran:?}");
            let cyrillic = ran
                .err
                .lines()
                .all(|line| line.chars().any(|c| ('а'..='я').contains(&c)));
            assert_eq!(cyrillic, is_russian, "{arguments:?}: {ran:?}");
        }
    }
}

#[test]
fn help_describes_every_command_and_argument_in_both_languages() {
    let desk = Desk::bare();
    let commands = [
        "add",
        "list",
        "code",
        "edit",
        "remove",
        "restore",
        "trash",
        "snapshots",
        "backup",
        "rehearse",
        "recovery",
        "recovery new",
        "recovery check",
        "password",
        "password set",
        "password change",
        "password remove",
        "scan",
        "parse",
        "compute",
        "explain",
        "doctor",
    ];
    for language in ["ru", "en"] {
        let whole = desk.done(&["--lang", language, "--help"], "");
        for command in commands {
            let steps: Vec<_> = command.split(' ').collect();
            assert!(
                steps.len() > 1 || whole.contains(&format!("  {command} ")),
                "{command}: {whole}"
            );
            let arguments = [&["--lang", language], steps.as_slice(), &["--help"]].concat();
            let help = desk.done(&arguments, "");
            assert!(!help.contains("cli-"), "a text is missing: {help}");
            assert!(
                help.contains("--data-dir") && help.contains("--json"),
                "{help}"
            );
        }
        assert!(
            !whole.contains("cli-about") && !whole.contains("cli-arg"),
            "{whole}"
        );
    }
}

#[test]
fn the_language_is_the_option_then_the_setting_then_the_system() {
    let desk = Desk::bare();
    let russian = |arguments: &[&str], system: &str| {
        let ran = run(
            desk.propusk(arguments).env("LANG", system),
            "otpauth://totp/x?secret=0\n",
        );
        assert_eq!(ran.status, 1, "{ran:?}");
        ran.err.contains("знак")
    };
    assert!(russian(&["parse"], "ru_RU.UTF-8"));
    assert!(!russian(&["parse"], "de_DE.UTF-8"));
    assert!(!russian(&["parse", "--lang", "en"], "ru_RU.UTF-8"));
    let folder = desk.folder().join("data");
    std::fs::create_dir(&folder).expect("made");
    std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .expect("closed");
    std::fs::write(folder.join("settings.json"), r#"{"language":"ru"}"#).expect("written");
    let folder = folder.display().to_string();
    assert!(
        russian(&["parse", "--data-dir", &folder], "en_GB.UTF-8"),
        "the window's setting counts"
    );
    assert!(!russian(
        &["parse", "--data-dir", &folder, "--lang=en"],
        "en_GB.UTF-8"
    ));
}

#[test]
fn a_reader_that_goes_away_is_no_error_to_speak_of() {
    let desk = Desk::bare();
    let program = env!("CARGO_BIN_EXE_propusk-cli");
    let script = format!("yes '' | head -n 100000 | '{program}' parse --json | head -n 1");
    let ran = run(desk.command("sh").args(["-c", &script]), "");
    assert_eq!(ran.out.lines().count(), 1);
    assert!(
        !ran.err.contains("panicked") && !ran.err.contains("internal error"),
        "{}",
        ran.err
    );
}

#[test]
fn the_version_is_told() {
    let out = Desk::bare().done(&["--version"], "");
    assert_eq!(
        out.trim(),
        format!("propusk-cli {}", env!("CARGO_PKG_VERSION"))
    );
}
