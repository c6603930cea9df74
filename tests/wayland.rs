//! The screen under Wayland, where only the desktop portal may look at it: sway, Debian's portal and
//! its picture taker, a portal's page in Chromium, our real window and our command line.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

use fantoccini::{Client, Locator};
use serde_json::Value;

use crate::{
    browser,
    compositor::{Compositor, PORTAL_PICTURE},
    desktop::{Desktop, wait_until},
    page::{PATIENCE, click, close, find, text, value},
    played_portal::{Answer, PlayedPortal},
    secrets_on_disk,
};

/// 160-bit secrets: canaries that must be nowhere on disk in clear.
const SECRET: &str = "WAYLANDCANARY2ON5THE6PORTAL3SEEN";
const SECOND: &str = "ANOTHERCANARY3OF5A6TERMINAL2SEEN";

#[tokio::test(flavor = "multi_thread")]
async fn under_wayland_the_portal_shows_the_screen_and_its_picture_is_gone() {
    let mut session = Compositor::start("ru_RU.UTF-8");
    let foreign = session.desktop.foreign_folder();
    show_code(&mut session, foreign.path(), SECRET);

    // A desktop without a portal: said in words, by both programs.
    let window = session.desktop.open_window().await;
    click(&window, "add").await;
    assert!(
        !session.shows(SECRET),
        "our window covers the code: else hiding it proves nothing"
    );
    click(&window, "scan-screen").await;
    assert_refused(&window, "screen_unavailable", "Снимок экрана не получился").await;
    let (status, said) = add_from_screen(&session.desktop);
    assert_eq!((status, &said["error"]), (1, &"screen_unavailable".into()));

    // With the portal the window finds what is behind it.
    session.start_portal();
    click(&window, "scan-screen").await;
    find(&window, "preview").await;
    assert!(
        !Path::new(PORTAL_PICTURE).exists(),
        "the portal's picture is deleted before anything else is asked"
    );
    assert_eq!(value(&window, "preview-issuer").await, "Госуслуги");
    assert!(
        !session.shows(SECRET),
        "our window is back where it was, above the page"
    );
    click(&window, "confirm-add").await;
    find(&window, "first-code").await;
    assert_shown_code_is_right(&session.desktop, &window, SECRET).await;
    close(window, &session.desktop).await;

    // So does the command line.
    show_code(&mut session, foreign.path(), SECOND);
    let (status, said) = add_from_screen(&session.desktop);
    assert_eq!(
        (status, &said["added"][0]["issuer"]),
        (0, &"Госуслуги".into()),
        "{said}"
    );
    assert!(!Path::new(PORTAL_PICTURE).exists());
    let id = said["added"][0]["id"].as_str().expect("an identifier");
    let code = output(cli(&session.desktop, &["code", id, "--json"])).1;
    let right = browser::acceptable_codes(&session.desktop, SECOND);
    assert!(
        right.iter().any(|right| *right == code["code"]),
        "{code}: {right:?}"
    );

    let found = secrets_on_disk::search(session.desktop.everything(), &[SECRET, SECOND]);
    assert!(found.is_empty(), "secrets in clear on disk: {found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_refuses_or_leaves_its_picture_behind_is_told() {
    let mut session = Compositor::start("ru_RU.UTF-8");
    let foreign = session.desktop.foreign_folder();
    show_code(&mut session, foreign.path(), SECRET);
    let locked = session.desktop.everything().join("locked");
    fs::create_dir(&locked).expect("folder");
    let picture = locked.join("Снимок экрана.png");
    fs::rename(session.picture().expect("a picture"), &picture).expect("moved");
    let _closed = Closed::new(&session.desktop, &locked);
    // The portal of Debian with its memory of what was allowed; only the picture taker is ours: that
    // of sway asks nobody and writes to one place.
    let portal = PlayedPortal::start(&session.desktop);
    session.start_front();
    let window = session.desktop.open_window().await;
    click(&window, "add").await;

    portal.allow("no");
    click(&window, "scan-screen").await;
    assert_refused(&window, "screen_denied", "не разрешила снимок экрана").await;
    let (status, said) = add_from_screen(&session.desktop);
    assert_eq!(
        (status, &said["error"]),
        (1, &"screen_denied".into()),
        "{said}"
    );
    assert_eq!(portal.asked(), 0, "the refusal is the portal's own");

    portal.allow("yes");
    portal.answer(Answer::Cancelled);
    click(&window, "scan-screen").await;
    assert_refused(&window, "screen_cancelled", "Снимок экрана отменён").await;
    let (status, said) = add_from_screen(&session.desktop);
    assert_eq!(
        (status, &said["error"]),
        (1, &"screen_cancelled".into()),
        "{said}"
    );

    // Its folder lets nobody delete: the code is taken, and the person is told where it lies.
    portal.answer(Answer::Picture(picture.clone()));
    click(&window, "scan-screen").await;
    find(&window, "preview").await;
    let said = text(&window, "preview").await;
    let path = picture.display().to_string();
    assert!(
        said.contains(&path) && said.contains("не удалось удалить"),
        "{said}"
    );
    assert!(picture.exists(), "else nothing is proved");
    close(window, &session.desktop).await;
    let ran = cli(&session.desktop, &["add", "--screen"])
        .output()
        .expect("it runs");
    assert!(ran.status.success(), "{ran:?}");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(said.contains(&path), "{said}");
}

/// A folder from which its owner can delete nothing.
struct Closed(std::path::PathBuf);

impl Closed {
    fn new(desktop: &Desktop, folder: &Path) -> Self {
        let folder = folder.to_owned();
        desktop.own(&folder);
        fs::set_permissions(&folder, Permissions::from_mode(0o555)).expect("mode");
        Self(folder)
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        // Else the folder of the test stays.
        let _ = fs::set_permissions(&self.0, Permissions::from_mode(0o755));
    }
}

/// A portal's page with this key, to be seen before it returns.
fn show_code(session: &mut Compositor, folder: &Path, secret: &str) {
    let issuer = "%D0%93%D0%BE%D1%81%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8";
    let uri = format!("otpauth://totp/{issuer}:ivan?secret={secret}&issuer={issuer}");
    let picture = folder.join("qr.png").display().to_string();
    // Not the browser's command line: it would show the key.
    (session.desktop).output("qrencode", &["-s", "5", "-o", &picture, &uri]);
    let page = "<!doctype html><html lang=ru><meta charset=utf-8><title>Портал</title>\
                <body style='font:18px sans-serif;margin:40px'><h1>Вход с подтверждением</h1>\
                <p>Отсканируйте QR-код приложением.</p><img src=qr.png alt=QR></body></html>";
    let wayland = [
        "--ozone-platform=wayland",
        "--enable-features=UseOzonePlatform",
    ];
    browser::open(&mut session.desktop, folder, page, &wayland);
    wait_until("the page is on the screen", 3 * PATIENCE, || {
        session.shows(secret)
    });
}

async fn assert_refused(window: &Client, code: &str, words: &str) {
    let selector = format!("[data-testid=error][data-code={code}]");
    let error = window
        .wait()
        .at_most(3 * PATIENCE)
        .for_element(Locator::Css(&selector))
        .await
        .unwrap_or_else(|error| panic!("{code}: {error}"));
    let said = error.text().await.expect("text");
    assert!(said.contains(words), "{code}: {said}");
}

async fn assert_shown_code_is_right(desktop: &Desktop, window: &Client, secret: &str) {
    let shown: String = text(window, "first-code").await;
    let shown: String = shown.chars().filter(char::is_ascii_digit).collect();
    let right = browser::acceptable_codes(desktop, secret);
    assert!(
        right.iter().any(|code| shown.contains(code.as_str())),
        "{shown}: {right:?}"
    );
}

/// Our command line, from beside the window's program.
fn cli(desktop: &Desktop, arguments: &[&str]) -> Command {
    let program = desktop.program().with_file_name("propusk-cli");
    assert!(
        program.exists(),
        "build it first: cargo build -p propusk-cli"
    );
    let mut command = desktop.command(&program.to_string_lossy());
    command.args(arguments).stdin(Stdio::null());
    command
}

/// How it ended, and what it told as JSON.
fn output(mut command: Command) -> (i32, Value) {
    let ran = command.output().expect("it runs");
    let told = serde_json::from_slice(&ran.stdout);
    let told = told.unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    (ran.status.code().expect("no signal"), told)
}

fn add_from_screen(desktop: &Desktop) -> (i32, Value) {
    output(cli(desktop, &["add", "--screen", "--json"]))
}
