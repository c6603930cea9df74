//! Accounts from pictures, the clipboard and the screen.

use std::process::Stdio;

use serde_json::{Value, json};

use crate::desk::{Desk, wait_until};
use crate::pictures;

const URI: &str = "otpauth://totp/%D0%9F%D0%BE%D1%80%D1%82%D0%B0%D0%BB:me?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=%D0%9F%D0%BE%D1%80%D1%82%D0%B0%D0%BB";
const OTHER: &str = "otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQ&counter=3";

#[test]
fn a_picture_is_read_and_its_account_added() {
    let desk = Desk::with_keyring();
    let file = desk.file("code.png", &pictures::qr(URI));
    let added = desk.json(&["add", "--qr", &file], "");
    assert_eq!(added["added"][0]["issuer"], "Портал");
    assert_eq!(desk.json(&["list"], "")[0]["account"], "me");
}

#[test]
fn a_picture_with_a_link_beside_the_code_needs_no_choice() {
    let desk = Desk::with_keyring();
    let file = desk.file(
        "code.png",
        &pictures::side_by_side(&["https://example.com/", URI]),
    );
    assert_eq!(
        desk.json(&["add", "--qr", &file], "")["added"][0]["issuer"],
        "Портал"
    );
}

#[test]
fn several_codes_are_added_only_on_demand() {
    let desk = Desk::with_keyring();
    let file = desk.file("code.png", &pictures::side_by_side(&[URI, OTHER]));
    let ran = desk.run(&["add", "--qr", &file, "--json"], "");
    assert!(
        ran.status == 1 && ran.out.contains("several_codes"),
        "{ran:?}"
    );
    assert!(desk.vault_bytes().is_none());
    let added = desk.json(&["add", "--qr", &file, "--all"], "");
    assert_eq!(added["added"].as_array().expect("list").len(), 2);
}

#[test]
fn a_scan_tells_what_is_in_every_picture_and_where() {
    let desk = Desk::bare();
    let files = [
        desk.file("one.png", &pictures::qr(URI)),
        desk.file("wifi.png", &pictures::qr("WIFI:T:WPA;S:home;P:password;;")),
        desk.file(
            "two.png",
            &pictures::side_by_side(&["https://example.com/", OTHER]),
        ),
        desk.file("none.png", &pictures::white(300, 300)),
    ];
    let arguments: Vec<_> = ["scan", "--json"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .collect();
    let ran = desk.run(&arguments, "");
    assert_eq!(ran.status, 1, "one picture has no code: {ran:?}");
    let told: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let kinds = |line: &Value| -> Vec<String> {
        let codes = line["codes"].as_array().expect("list").iter();
        let mut kinds: Vec<_> = codes
            .map(|code| code["kind"].as_str().expect("kind").to_owned())
            .collect();
        kinds.sort();
        kinds
    };
    let found: Vec<_> = told.iter().map(kinds).collect();
    assert_eq!(
        found,
        [
            vec!["otpauth"],
            vec!["wifi"],
            vec!["otpauth", "url"],
            vec![]
        ]
    );
    for (line, file) in told.iter().zip(&files) {
        assert_eq!(line["file"], json!(file));
    }
    assert_eq!(told[0]["codes"][0]["entries"][0]["issuer"], "Портал");
    assert_eq!(told[1]["codes"][0]["entries"], json!([]));
    assert_eq!(told[3]["error"], "no_qr");
    let corners: Vec<Vec<u64>> =
        serde_json::from_value(told[0]["codes"][0]["corners"].clone()).expect("corners");
    assert_eq!(corners.len(), 4);
    let (left, top, right, bottom) = (corners[0][0], corners[0][1], corners[2][0], corners[2][1]);
    assert!(
        left.abs_diff(40) < 8 && top.abs_diff(40) < 8 && right > left && bottom > top,
        "{corners:?}"
    );
    assert!(
        !ran.out.contains("payload") && !ran.out.contains("password"),
        "{}",
        ran.out
    );
}

#[test]
fn a_scan_shows_payloads_on_demand() {
    let desk = Desk::bare();
    let file = desk.file("one.png", &pictures::qr(URI));
    let told = desk.json(&["scan", &file, "--show-secrets"], "");
    assert_eq!(told["codes"][0]["payload"], URI);
    assert_eq!(
        told["codes"][0]["entries"][0]["secret"],
        "KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT"
    );
}

#[test]
fn the_codes_of_a_pdf_are_told_with_their_pages() {
    let desk = Desk::with_keyring();
    let file = desk.file("letter.pdf", &pictures::pdf(&["https://example.com/", URI]));
    let told = desk.json(&["scan", &file], "");
    let codes = told["codes"].as_array().expect("list").iter();
    let pages: Vec<_> = codes.map(|code| (&code["kind"], &code["page"])).collect();
    assert_eq!(
        pages,
        [(&json!("url"), &json!(1)), (&json!("otpauth"), &json!(2))]
    );
    let picture = desk.file("one.png", &pictures::qr(URI));
    let told = desk.json(&["scan", &picture], "");
    assert!(told["codes"][0].get("page").is_none(), "{told}");
    let added = desk.json(&["add", "--qr", &file], "");
    assert_eq!(added["added"][0]["issuer"], "Портал");
}

#[test]
fn a_dash_is_the_standard_input() {
    let desk = Desk::with_keyring();
    let bytes = |arguments: &[&str], bytes: &[u8]| {
        let file = desk.file("input", bytes);
        let input = std::fs::File::open(file).expect("just written");
        let output = desk.propusk(arguments).stdin(input).output();
        let output = output.expect("the program starts");
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("UTF-8"),
        )
    };
    let (status, out) = bytes(&["scan", "-", "--json"], &pictures::qr(URI));
    let told: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((status, &told["file"]), (Some(0), &json!("-")));
    assert_eq!(told["codes"][0]["entries"][0]["issuer"], "Портал");
    let (status, out) = bytes(&["add", "--qr", "-", "--json"], &pictures::qr(OTHER));
    assert!(status == Some(0) && out.contains("Bank"), "{out}");
    let (status, out) = bytes(&["scan", "-", "--json"], b"");
    assert!(status == Some(1) && out.contains("not_a_picture"), "{out}");
}

#[test]
fn a_link_is_found_in_an_e_mail() {
    let desk = Desk::with_keyring();
    let (one, two) = URI.split_at(60);
    let mail = format!(
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         =D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82.\r\n\r\n{}=\r\n{} =E2=80=94 =D0=BA=D0=BB=D1=8E=D1=87.\r\n\
         otpauth://totp/x?secret=3DJBSW0\r\n",
        one.replace('=', "=3D"),
        two.replace('=', "=3D"),
    );
    let ran = desk.run(&["add", "--stdin", "--json", "--show-secrets"], &mail);
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    let added = told["added"].as_array().expect("list");
    assert_eq!((ran.status, added.len()), (0, 1), "{ran:?}");
    assert_eq!(added[0]["secret"], "KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT");
    assert_eq!(told["skipped"][0]["reason"], "not_base32");
    assert!(ran.err.contains('8'), "the line is named: {}", ran.err);
}

#[test]
fn a_copied_part_of_a_page_gives_its_link_or_its_picture() {
    let mut desk = Desk::with_keyring().with_screen();
    let page = format!("<p><a href=\"{}\">сюда</a></p>", URI.replace('&', "&amp;"));
    copy(&mut desk, &["-t", "text/html"], page.as_bytes());
    let added = desk.json(&["add", "--clipboard"], "");
    assert_eq!(added["added"][0]["issuer"], "Портал");
    let picture = base64(&pictures::qr(OTHER));
    let page = format!("<p>Код:<img src=\"data:image/png;base64,{picture}\"></p>");
    copy(&mut desk, &["-t", "text/html"], page.as_bytes());
    let added = desk.json(&["add", "--clipboard"], "");
    assert_eq!(added["added"][0]["issuer"], "Bank");
    copy(&mut desk, &["-t", "text/html"], b"<p>nothing</p>");
    let (status, code) = desk.run(&["add", "--clipboard", "--json"], "").refusal();
    assert_eq!((status, code.as_str()), (1, "not_otp_text"));
}

/// RFC 4648 §4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let part = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for (letter, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let index = usize::try_from(bits >> shift & 63).expect("six bits");
            let is_there = letter <= three.len();
            text.push(if is_there {
                char::from(LETTERS[index])
            } else {
                '='
            });
        }
    }
    text
}

#[test]
fn the_clipboard_gives_a_text_or_a_picture() {
    let mut desk = Desk::with_keyring().with_screen();
    let empty = desk.run(&["add", "--clipboard", "--json"], "");
    assert!(
        empty.status == 1 && empty.out.contains("clipboard_empty"),
        "{empty:?}"
    );
    copy(&mut desk, &[], format!("{URI}\n").as_bytes());
    assert_eq!(
        desk.json(&["add", "--clipboard"], "")["added"][0]["issuer"],
        "Портал"
    );
    copy(&mut desk, &["-t", "image/png"], &pictures::qr(OTHER));
    assert_eq!(
        desk.json(&["add", "--clipboard"], "")["added"][0]["issuer"],
        "Bank"
    );
}

/// Puts bytes on the clipboard, and keeps the program that serves them.
fn copy(desk: &mut Desk, arguments: &[&str], bytes: &[u8]) {
    let file = desk.file("copied", bytes);
    let child = desk
        .command("xclip")
        .args(["-quiet", "-selection", "clipboard"])
        .args(arguments)
        .arg(&file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("xclip (Debian package xclip)");
    desk.keep(child);
    wait_until("the clipboard is filled", || {
        let target = arguments.last().copied().unwrap_or("UTF8_STRING");
        let mut command = desk.command("xclip");
        command
            .args(["-o", "-selection", "clipboard", "-t", target])
            .stdin(Stdio::null());
        command.output().is_ok_and(|output| output.stdout == bytes)
    });
}

#[test]
fn the_screen_gives_the_code_that_is_seen_on_it() {
    let mut desk = Desk::with_keyring().with_screen();
    let none = desk.run(&["add", "--screen", "--json"], "");
    assert!(
        none.status == 1 && none.out.contains("no_qr_on_screen"),
        "{none:?}"
    );
    let file = desk.file("code.png", &pictures::qr(URI));
    let Ok(viewer) = desk
        .command("display")
        .args(["-immutable", "-geometry", "+100+100", &file])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
    else {
        return crate::desk::skip("no picture viewer (Debian package imagemagick)");
    };
    desk.keep(viewer);
    let mut added = None;
    wait_until("the code is on the screen", || {
        let ran = desk.run(&["add", "--screen", "--json"], "");
        added = (ran.status == 0).then_some(ran.out);
        added.is_some()
    });
    let added: Value = serde_json::from_str(&added.expect("added")).expect("JSON");
    assert_eq!(added["added"][0]["issuer"], "Портал");
}

#[test]
fn without_a_screen_the_way_out_is_told() {
    let desk = Desk::bare();
    for (source, code) in [
        ("--screen", "screen_unavailable"),
        ("--clipboard", "clipboard_unavailable"),
    ] {
        let ran = desk.run(&["add", source, "--json"], "");
        assert!(ran.status == 1 && ran.out.contains(code), "{ran:?}");
        assert!(ran.err.contains("--qr"), "{ran:?}");
    }
}
