//! A real X11 clipboard, seen through `xclip` from the other side.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::desktop::{Display, Program, bare, tools};
use crate::drawing::{PLAIN, PORTAL, code, png};

fn display() -> Option<Display> {
    tools(&["Xvfb", "xclip"]).then(|| Display::start("640x480x24"))
}

/// Copies bytes as another program does. Its server of the clipboard goes with the display.
fn copy(display: &Display, target: &str, bytes: &[u8]) {
    let file = display.save("copied", bytes);
    let mut xclip = display
        .command("xclip")
        .args(["-selection", "clipboard", "-t", target, "-i"])
        .arg(file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    assert!(xclip.wait().unwrap().success());
    // xclip goes into the background before it owns the clipboard.
    let start = Instant::now();
    while paste_bytes(display, target).as_deref() != Some(bytes) {
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "xclip does not serve {target}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What another program pastes; nothing when it is refused.
fn paste(display: &Display, target: &str) -> Option<String> {
    paste_bytes(display, target).map(|bytes| String::from_utf8(bytes).unwrap())
}

fn paste_bytes(display: &Display, target: &str) -> Option<Vec<u8>> {
    let output = display
        .command("xclip")
        .args(["-selection", "clipboard", "-t", target, "-o"])
        .output()
        .unwrap();
    output.status.success().then_some(output.stdout)
}

fn text(display: &Display) -> Option<String> {
    paste(display, "UTF8_STRING")
}

#[test]
fn a_code_is_put_with_the_hint_that_keeps_it_out_of_histories() {
    let Some(display) = display() else { return };
    let mut program = display.program();
    assert_eq!(program.ask("put 123456"), "done");
    assert_eq!(text(&display).as_deref(), Some("123456"));
    assert_eq!(
        paste(&display, "x-kde-passwordManagerHint").as_deref(),
        Some("secret")
    );
    let targets = paste(&display, "TARGETS").unwrap();
    assert!(
        !targets.contains("SAVE_TARGETS"),
        "a manager must not keep it: {targets}"
    );
}

#[test]
fn our_code_is_cleared_and_cleared_once() {
    let Some(display) = display() else { return };
    let mut program = display.program();
    program.ask("put 123456");
    program.ask("put 654321");
    assert_eq!(
        text(&display).as_deref(),
        Some("654321"),
        "the later one replaces the earlier"
    );
    assert_eq!(program.ask("clear"), "cleared true");
    assert_eq!(text(&display), None);
    assert_eq!(program.ask("content"), "error clipboard_empty");
    assert_eq!(program.ask("clear"), "cleared false");
}

#[test]
fn what_was_copied_since_is_left_alone() {
    let Some(display) = display() else { return };
    let mut program = display.program();
    program.ask("put 123456");
    copy(&display, "UTF8_STRING", "мой текст".as_bytes());
    assert_eq!(program.ask("clear"), "cleared false");
    assert_eq!(text(&display).as_deref(), Some("мой текст"));

    program.ask("put 123456");
    copy(&display, "image/png", &png(&code(PORTAL, PLAIN)));
    assert_eq!(
        program.ask("clear"),
        "cleared false",
        "a picture is not our code"
    );
    assert_eq!(program.ask("content"), format!("picture [{PORTAL}]"));
}

#[test]
fn our_code_is_cleared_also_when_a_manager_serves_it_by_now() {
    let Some(display) = display() else { return };
    let mut program = display.program();
    program.ask("put 123456");
    copy(&display, "UTF8_STRING", b"123456");
    assert_eq!(program.ask("clear"), "cleared true");
    assert_eq!(text(&display), None);
}

#[test]
fn reads_pictures_files_and_text() {
    let Some(display) = display() else { return };
    let mut program = display.program();
    assert_eq!(program.ask("content"), "error clipboard_empty");

    copy(
        &display,
        "UTF8_STRING",
        "otpauth://totp/Иван?secret=JBSWY3DP".as_bytes(),
    );
    assert_eq!(
        program.ask("content"),
        "text otpauth://totp/Иван?secret=JBSWY3DP"
    );

    copy(&display, "image/png", &png(&code(PORTAL, PLAIN)));
    assert_eq!(program.ask("content"), format!("picture [{PORTAL}]"));

    copy(
        &display,
        "text/uri-list",
        b"file:///tmp/%D0%BA%D0%BE%D0%B4.png\r\nfile:///tmp/b.png",
    );
    assert_eq!(
        program.ask("content"),
        r#"files ["/tmp/код.png", "/tmp/b.png"]"#
    );

    copy(
        &display,
        "UTF8_STRING",
        b"x-special/nautilus-clipboard\ncopy\nfile:///tmp/a.png\n",
    );
    assert_eq!(program.ask("content"), r#"files ["/tmp/a.png"]"#);

    copy(&display, "UTF8_STRING", b" \n");
    assert_eq!(
        program.ask("content"),
        "error clipboard_empty",
        "blank text is nothing"
    );
}

#[test]
fn refuses_damaged_and_huge_pictures_and_goes_on() {
    let Some(display) = display() else { return };
    let mut program = display.program();
    let good = png(&code(PORTAL, PLAIN));
    copy(&display, "image/png", &good[..good.len() / 2]);
    assert_eq!(program.ask("content"), "error unreadable_picture");

    let mut huge = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(10_000, 6_000)
        .write_to(&mut huge, image::ImageFormat::Png)
        .unwrap();
    copy(&display, "image/png", huge.get_ref());
    assert_eq!(program.ask("content"), "error picture_too_large");

    copy(&display, "image/png", &good);
    assert_eq!(program.ask("content"), format!("picture [{PORTAL}]"));
}

#[test]
fn a_part_of_a_page_is_there_as_html() {
    let Some(display) = display() else { return };
    let mut program = display.program();
    assert_eq!(program.ask("html"), "nothing");
    let page = b"<a href=\"otpauth://totp/a?secret=JBSWY3DP\">here</a>";
    copy(&display, "text/html", page);
    let page = str::from_utf8(page).unwrap();
    assert_eq!(program.ask("html"), format!("html {page}"));
    assert_eq!(
        program.ask("content"),
        format!("text {page}"),
        "there is no plain text"
    );
    copy(&display, "UTF8_STRING", b"here");
    assert_eq!(program.ask("html"), "nothing");
}

#[test]
fn a_picture_of_any_kind_comes_as_it_was_copied() {
    let Some(display) = display() else { return };
    let mut program = display.program();
    // A hundred times what fits one request of the X protocol: the owner sends it in pieces.
    let mut large = png(&code(PORTAL, PLAIN));
    large.resize(32 << 20, 0);
    copy(&display, "image/png", &large);
    assert_eq!(program.ask("content"), format!("picture [{PORTAL}]"));

    large.resize((64 << 20) + 1, 0);
    copy(&display, "image/png", &large);
    assert_eq!(program.ask("content"), "error picture_too_large");

    // No decoder of ours has looked at it before the worker does.
    copy(&display, "image/bmp", b"not at all");
    assert_eq!(program.ask("content"), "error not_a_picture");
}

#[test]
fn gives_up_on_an_owner_that_hangs() {
    let Some(display) = display() else { return };
    let mut owner = display
        .command("xclip")
        .args(["-selection", "clipboard", "-quiet", "-i"])
        .arg(display.save("copied", b"text"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while text(&display).as_deref() != Some("text") {
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "xclip does not serve"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    let stopped = std::process::Command::new("kill")
        .args(["-STOP", &owner.id().to_string()])
        .status();
    assert!(stopped.unwrap().success());
    let start = Instant::now();
    assert_eq!(
        display.program().ask("content"),
        "error clipboard_unavailable"
    );
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "four seconds, with a slack of five"
    );
    owner.kill().unwrap();
    owner.wait().unwrap();
}

#[test]
fn a_watch_tells_of_what_was_copied_since_and_not_of_what_went() {
    let Some(display) = display() else { return };
    let mut program = display.program();
    copy(&display, "UTF8_STRING", b"before");
    assert_eq!(program.ask("watch"), "watches");
    assert_eq!(program.ask("changed"), "changed false");
    assert_eq!(
        program.ask("content"),
        "text before",
        "reading is no copying"
    );
    assert_eq!(program.ask("changed"), "changed false");
    copy(&display, "UTF8_STRING", b"before");
    // The same text again: its first owner may still answer for a moment.
    let start = Instant::now();
    while program.ask("changed") != "changed true" {
        assert!(start.elapsed() < Duration::from_secs(10), "not noticed");
    }
    program.ask("put 123456");
    program.ask("watch");
    assert_eq!(program.ask("clear"), "cleared true");
    assert_eq!(program.ask("changed"), "changed false", "it only went");
}

#[test]
fn says_when_there_is_no_clipboard() {
    let mut program = Program::start(bare(std::env::current_exe().unwrap()));
    for order in ["content", "put 123456"] {
        assert_eq!(program.ask(order), "error clipboard_unavailable", "{order}");
    }
    assert_eq!(
        program.ask("clear"),
        "cleared false",
        "nothing was put, so nothing is left"
    );
}
