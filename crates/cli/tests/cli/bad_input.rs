//! The table of bad input: each has its code, its exit status, words in both languages, and leaves
//! what is stored as it was.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::Value;

use crate::desk::{Desk, NOBODY, Ran, is_root, run, skip};
use crate::pictures;

const GOOD: &str = "otpauth://totp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const STORED: &str = "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT";

/// What is given to `add`.
enum Input {
    Text(&'static str),
    Picture(fn() -> Vec<u8>),
    /// A file that is not there.
    NoFile,
    /// A folder in place of a file.
    Folder,
}

/// What is given, the code of the refusal, and what the words must say about it.
const TABLE: &[(&str, Input, &str, &str)] = &[
    (
        "unreadable picture",
        Input::Picture(cut_off),
        "unreadable_picture",
        "",
    ),
    (
        "picture without a code",
        Input::Picture(|| pictures::white(400, 300)),
        "no_qr",
        "",
    ),
    (
        "Wi-Fi code",
        Input::Picture(|| pictures::qr("WIFI:T:WPA;S:home;P:secret;;")),
        "not_otp_wifi",
        "Wi-Fi",
    ),
    (
        "link",
        Input::Picture(|| pictures::qr("https://example.com/login")),
        "not_otp_url",
        "",
    ),
    (
        "passkey",
        Input::Picture(|| pictures::qr("FIDO:/1234567890")),
        "not_otp_fido",
        "",
    ),
    (
        "Steam login",
        Input::Picture(|| pictures::qr("https://s.team/q/1/2345678")),
        "not_otp_steam_login",
        "Steam",
    ),
    (
        "Microsoft push",
        Input::Picture(|| pictures::qr("phonefactor://activate_account?code=1")),
        "not_otp_microsoft_push",
        "Microsoft",
    ),
    (
        "sign-in to a messenger",
        Input::Picture(|| pictures::qr("tg://login?token=AQIDBAUGBwgJCgsMDQ4PEA")),
        "not_otp_sign_in",
        "",
    ),
    (
        "app store",
        Input::Picture(|| pictures::qr("https://apps.apple.com/ru/app/x/id388497605")),
        "not_otp_app_store",
        "",
    ),
    (
        "Duo",
        Input::Picture(|| pictures::qr("duo://abcdef-YXBpLTEyMzQ")),
        "not_otp_duo_push",
        "Duo",
    ),
    (
        "Okta",
        Input::Picture(|| pictures::qr("oktaverify://a@example.okta.com/?t=A&f=B")),
        "not_otp_okta_push",
        "Okta",
    ),
    (
        "RSA",
        Input::Picture(|| pictures::qr("com.rsa.securid://ctf?ctfData=200072704612")),
        "not_otp_rsa",
        "RSA",
    ),
    (
        "bill",
        Input::Picture(|| pictures::qr("ST00012|Name=X|PersonalAcc=40702810138250123017")),
        "not_otp_payment",
        "",
    ),
    (
        "contact card",
        Input::Picture(|| pictures::qr("BEGIN:VCARD\nVERSION:3.0\nFN:Alice\nEND:VCARD")),
        "not_otp_vcard",
        "",
    ),
    (
        "phone number",
        Input::Picture(|| pictures::qr("tel:+79000000000")),
        "not_otp_everyday",
        "",
    ),
    (
        "photo of an iPhone",
        Input::Picture(|| b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
        "picture_format",
        "HEIC",
    ),
    (
        "drawing",
        Input::Picture(|| b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>".to_vec()),
        "picture_format",
        "SVG",
    ),
    (
        "a link in a text that cannot be read",
        Input::Text("Good day,\n\nthe link is otpauth://totp/x?secret=JBSW0.\n\nBye"),
        "not_base32",
        "",
    ),
    (
        "several codes",
        Input::Picture(|| pictures::side_by_side(&[GOOD, "otpauth://totp/b?secret=KRSXG5DT"])),
        "several_codes",
        "2",
    ),
    (
        "60 megapixels",
        Input::Picture(|| pictures::white(10_000, 6_000)),
        "picture_too_large",
        "",
    ),
    (
        "text instead of a picture",
        Input::Picture(|| b"This is no picture.".to_vec()),
        "not_a_picture",
        "",
    ),
    ("empty file", Input::Picture(Vec::new), "not_a_picture", ""),
    (
        "no such file",
        Input::NoFile,
        "file_not_found",
        "nowhere.png",
    ),
    ("a folder", Input::Folder, "file_unreadable", "home"),
    (
        "truncated Base32",
        Input::Text("otpauth://totp/x?secret=J"),
        "empty_secret",
        "",
    ),
    (
        "wrong letter in Base32",
        Input::Text("otpauth://totp/x?secret=JBSWY3DPEHPK3PX1"),
        "not_base32",
        "",
    ),
    (
        "empty secret",
        Input::Text("otpauth://totp/x?secret="),
        "empty_secret",
        "",
    ),
    (
        "no secret",
        Input::Text("otpauth://totp/x?issuer=y"),
        "missing_secret",
        "",
    ),
    (
        "262 digits",
        Input::Text("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=262"),
        "bad_digits",
        "262",
    ),
    (
        "no digits",
        Input::Text("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=0"),
        "bad_digits",
        "0",
    ),
    (
        "period 0",
        Input::Text("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=0"),
        "bad_period",
        "0",
    ),
    (
        "unknown type",
        Input::Text("otpauth://sotp/x?secret=JBSWY3DPEHPK3PXP"),
        "unknown_type",
        "sotp",
    ),
    (
        "unknown algorithm",
        Input::Text("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=SHA3"),
        "unknown_algorithm",
        "SHA3",
    ),
    (
        "damaged transfer",
        Input::Text("otpauth-migration://offline?data=AAAA"),
        "migration_damaged",
        "",
    ),
    ("plain text", Input::Text("hello"), "not_otp_text", ""),
    ("nothing", Input::Text(""), "empty_input", ""),
];

fn cut_off() -> Vec<u8> {
    let mut bytes = pictures::qr(GOOD);
    bytes.truncate(bytes.len() / 2);
    bytes
}

#[test]
fn every_bad_input_is_explained_in_both_languages_and_changes_nothing() {
    let desk = Desk::with_keyring();
    desk.done(&["add", STORED], "");
    let before = stored(&desk.data_dir());
    let mut wrong = Vec::new();
    for (name, input, code, mention) in TABLE {
        let file = match input {
            Input::Text(_) => None,
            Input::Picture(draw) => Some(desk.file("picture.png", &draw())),
            Input::NoFile => Some(desk.folder().join("nowhere.png").display().to_string()),
            Input::Folder => Some(desk.home().display().to_string()),
        };
        let (arguments, text) = match (&file, input) {
            (None, Input::Text(text)) => (vec!["add", "--stdin"], *text),
            (file, _) => (vec!["add", "--qr", file.as_deref().expect("a file")], ""),
        };
        let runs = both_languages(|language| desk.run(&[&arguments[..], &language].concat(), text));
        wrong.extend(mistakes(name, &runs, 1, code, mention));
        if stored(&desk.data_dir()) != before {
            wrong.push(format!("{name}: what is stored was changed"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(desk.json(&["list"], "").as_array().map(Vec::len), Some(1));
}

#[test]
fn no_keyring() {
    let desk = Desk::bare();
    refused(&desk, &["add", "--stdin"], GOOD, 3, "keyring_unavailable");
    assert!(
        desk.vault_bytes().is_none(),
        "there is no vault without its key"
    );
    // The same with a vault that another session has made.
    let with = Desk::with_keyring();
    with.done(&["add", STORED], "");
    let folder = with.data_dir().display().to_string();
    let before = with.vault_bytes();
    for command in [&["list"][..], &["code", "github"], &["add", "--stdin"]] {
        let arguments = [command, &["--data-dir", &folder]].concat();
        refused(&desk, &arguments, GOOD, 3, "keyring_unavailable");
    }
    assert_eq!(with.vault_bytes(), before);
}

#[test]
fn locked_keyring() {
    let desk = Desk::with_keyring();
    desk.done(&["add", STORED], "");
    let before = stored(&desk.data_dir());
    desk.lock_keyring();
    for command in [
        &["list"][..],
        &["code", "github"],
        &["add", "--stdin"],
        &["remove", "github"],
    ] {
        refused(&desk, command, GOOD, 3, "keyring_locked");
    }
    assert_eq!(stored(&desk.data_dir()), before);
}

#[test]
fn a_second_instance_that_is_writing() {
    let desk = Desk::with_keyring();
    desk.done(&["add", STORED], "");
    let before = desk.vault_bytes();
    let lock = fs::File::open(desk.data_dir().join("lock")).expect("a save has made it");
    lock.lock().expect("locked");
    refused(&desk, &["add", "--stdin"], GOOD, 3, "busy");
    assert_eq!(desk.vault_bytes(), before);
    assert_eq!(
        desk.run(&["code", "github"], "").status,
        0,
        "reading needs no lock"
    );
    drop(lock);
    desk.done(&["add", "--stdin"], GOOD);
    assert_eq!(desk.json(&["list"], "").as_array().map(Vec::len), Some(2));
}

#[test]
fn read_only_folder() {
    let desk = if is_root() {
        Desk::of_nobody()
    } else {
        Desk::with_keyring()
    };
    desk.done(&["add", STORED], "");
    let before = stored(&desk.data_dir());
    fs::set_permissions(desk.data_dir(), Permissions::from_mode(0o500)).expect("closed");
    refused(&desk, &["add", "--stdin"], GOOD, 3, "no_permission");
    refused(&desk, &["remove", "github"], "", 3, "no_permission");
    assert_eq!(
        desk.run(&["code", "github"], "").status,
        0,
        "codes are still shown"
    );
    fs::set_permissions(desk.data_dir(), Permissions::from_mode(0o700)).expect("opened");
    assert_eq!(stored(&desk.data_dir()), before);
}

#[test]
fn a_folder_of_another_user() {
    if !is_root() {
        return skip("only root can give a folder away");
    }
    let desk = Desk::with_keyring();
    let folder = desk.folder().join("foreign");
    fs::create_dir(&folder).expect("made");
    std::os::unix::fs::chown(&folder, Some(NOBODY), Some(NOBODY)).expect("given away");
    let folder = folder.display().to_string();
    refused(
        &desk,
        &["--data-dir", &folder, "add", "--stdin"],
        GOOD,
        3,
        "unsafe_folder",
    );
    assert_eq!(fs::read_dir(&folder).expect("readable").count(), 0);
}

#[test]
fn full_disk_and_read_only_file_system() {
    if !is_root() {
        return skip("only root can mount a small disk");
    }
    let desk = Desk::with_keyring();
    let disk = desk.folder().join("disk");
    fs::create_dir(&disk).expect("made");
    let Some(mounted) = Mounted::tmpfs(&desk, &disk) else {
        return skip("this machine does not let root mount a tmpfs");
    };
    let folder = disk.join("data");
    let data_dir = folder.display().to_string();
    let with = |arguments: &[&'static str]| -> Vec<String> {
        ["--data-dir", &data_dir]
            .iter()
            .chain(arguments)
            .map(|text| (*text).to_owned())
            .collect()
    };
    let refused = |arguments: &[&'static str], code: &str| {
        let arguments = with(arguments);
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        refused(&desk, &arguments, GOOD, 3, code);
    };
    let list = with(&["list"]);
    let count = || {
        let list: Vec<_> = list.iter().map(String::as_str).collect();
        desk.json(&list, "").as_array().map(Vec::len)
    };
    let add = with(&["add", STORED]);
    desk.done(&add.iter().map(String::as_str).collect::<Vec<_>>(), "");
    let before = stored(&folder);

    let filler = disk.join("filler");
    let _ = fs::write(&filler, vec![1; 1 << 20]); // it stops where the disk ends
    refused(&["add", "--stdin"], "disk_full");
    assert_eq!((stored(&folder), count()), (before.clone(), Some(1)));
    fs::remove_file(&filler).expect("removed");

    mounted.read_only();
    refused(&["add", "--stdin"], "read_only");
    assert_eq!((stored(&folder), count()), (before, Some(1)));
}

/// A small disk that goes with the value.
struct Mounted<'a> {
    desk: &'a Desk,
    path: &'a Path,
}

impl<'a> Mounted<'a> {
    fn tmpfs(desk: &'a Desk, path: &'a Path) -> Option<Mounted<'a>> {
        let mut command = std::process::Command::new("mount");
        command
            .args(["-t", "tmpfs", "-o", "size=64k,mode=0755", "none"])
            .arg(path);
        (run(&mut command, "").status == 0).then_some(Mounted { desk, path })
    }

    fn read_only(&self) {
        let mut command = self.desk.command("mount");
        let ran = run(command.args(["-o", "remount,ro"]).arg(self.path), "");
        assert_eq!(ran.status, 0, "{ran:?}");
    }
}

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.path).status();
    }
}

/// Vault, previous vault and id, byte for byte.
pub(crate) fn stored(folder: &Path) -> Vec<Option<Vec<u8>>> {
    let names = ["vault.age", "vault.previous.age", "vault.id"];
    names
        .iter()
        .map(|name| fs::read(folder.join(name)).ok())
        .collect()
}

fn both_languages(mut run: impl FnMut([&'static str; 3]) -> Ran) -> [Ran; 2] {
    ["ru", "en"].map(|language| run(["--json", "--lang", language]))
}

/// Runs in both languages and expects this refusal.
pub(crate) fn refused(desk: &Desk, arguments: &[&str], input: &str, status: i32, code: &str) {
    let runs = both_languages(|language| desk.run(&[arguments, &language].concat(), input));
    let wrong = mistakes(&arguments.join(" "), &runs, status, code, "");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with a refusal in Russian and in English.
fn mistakes(name: &str, runs: &[Ran; 2], status: i32, code: &str, mention: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let [russian, english] = runs;
    for (ran, is_russian) in [(russian, true), (english, false)] {
        let told: Value = serde_json::from_str(&ran.out).unwrap_or_default();
        let cyrillic = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c));
        let lines: Vec<_> = ran.err.lines().collect();
        let checks = [
            (ran.status == status, "exit status"),
            (told["error"] == code, "code"),
            (
                told["message"]
                    .as_str()
                    .is_some_and(|m| Some(&m) == lines.first()),
                "message",
            ),
            (lines.len() == 2, "two lines: what happened, what to do"),
            (lines.iter().all(|line| line.len() > 10), "words"),
            (
                lines.iter().all(|line| cyrillic(line) == is_russian),
                "language",
            ),
            (ran.err.contains(mention), "mention"),
            (!ran.err.contains(code), "words instead of the code"),
        ];
        let failed = checks.iter().filter(|(good, _)| !good);
        wrong.extend(failed.map(|(_, what)| format!("{name}: {what}: {ran:?}")));
    }
    wrong
}
