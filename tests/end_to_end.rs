//! The main job with nothing faked: a portal's page in Chromium, its QR found on the screen by our
//! real window, the code on the clipboard, the account still there after kill -9, and the screen
//! that says the key is missing.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use fantoccini::{Client, Locator};

use crate::{
    browser::{self, acceptable_codes},
    clipboard::copy_text,
    desktop::{Desktop, wait_until},
    page::{PATIENCE, click, close, fill, find, text, value},
    secrets_on_disk,
};

/// 160-bit secret of the portal's page: a canary that must be nowhere on disk in clear.
const SECRET: &str = "CANARYQ3PORTAL5ENROLMENT7SECRET2";
/// The issuer as the portal writes it, percent-encoded.
const ISSUER: &str = "Госуслуги";
const PHONE: &str = "+7 900 000-00-00";
/// A second secret, typed by hand.
const TYPED: &str = "TYPEDCANARY2BYHAND4KEEPITSECRET3";

#[tokio::test(flavor = "multi_thread")]
async fn from_the_qr_on_the_screen_to_the_code_on_the_clipboard() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    // The portal is somebody else's program: its files are outside the person's folders.
    let portal = tempfile::tempdir().expect("folder");
    open_portal(&mut desktop, portal.path());

    let window = desktop.open_window().await;
    let mut watch = secrets_on_disk::ProcessWatch::start(&[SECRET, TYPED]);

    // Scan.
    click(&window, "add").await;
    click(&window, "scan-screen").await;
    find(&window, "preview").await;
    let issuer = value(&window, "preview-issuer").await;
    assert_eq!(
        issuer, ISSUER,
        "the Cyrillic issuer is read from the screen"
    );
    assert_eq!(value(&window, "preview-name").await, PHONE);
    save_picture(&desktop, "preview");

    // Add.
    click(&window, "confirm-add").await;
    find(&window, "first-code").await;
    assert_shown_code_is_right(&desktop, &window, "first-code", SECRET).await;
    assert!(
        desktop.data_dir().join("vault.age").exists(),
        "saved before the code is shown"
    );

    // Copy.
    click(&window, "first-code-copy").await;
    let copied_at = Instant::now();
    // Near the end of a period it waits for the next one.
    wait_until(
        "a code is on the clipboard",
        Duration::from_secs(12),
        || clipboard(&desktop, "UTF8_STRING").is_some(),
    );
    let copied = clipboard(&desktop, "UTF8_STRING").expect("a code on the clipboard");
    assert!(
        acceptable_codes(&desktop, SECRET).contains(&copied),
        "{copied} is the code of this moment"
    );
    assert_eq!(
        clipboard(&desktop, "x-kde-passwordManagerHint").as_deref(),
        Some("secret"),
        "clipboard managers are asked not to keep it"
    );
    wait_until("the clipboard is cleared", Duration::from_secs(37), || {
        clipboard(&desktop, "UTF8_STRING").is_none_or(|text| text != copied)
    });
    assert!(
        copied_at.elapsed() >= Duration::from_secs(4),
        "time enough to paste"
    );

    // Somebody else's clipboard is left alone.
    click(&window, "first-code-copy").await;
    copy_text(&desktop, "мои заметки");
    tokio::time::sleep(Duration::from_secs(37)).await;
    assert_eq!(
        clipboard(&desktop, "UTF8_STRING").as_deref(),
        Some("мои заметки")
    );

    // By hand.
    click(&window, "first-code-later").await;
    find(&window, "card").await;
    click(&window, "add").await;
    click(&window, "manual").await;
    fill(&window, "manual-issuer", "Почта").await;
    fill(&window, "manual-name", "ivan@example.org").await;
    fill(&window, "manual-key", TYPED).await;
    click(&window, "manual-continue").await;
    click(&window, "confirm-add").await;
    find(&window, "first-code").await;
    assert_shown_code_is_right(&desktop, &window, "first-code", TYPED).await;
    click(&window, "first-code-later").await;
    save_picture(&desktop, "main");
    watch.check();

    // kill -9, start again: both accounts are there.
    let before = fs::read(desktop.data_dir().join("vault.age")).expect("vault");
    for id in desktop.propusk_processes() {
        desktop.output("kill", &["-9", &id.to_string()]);
    }
    drop(window);
    wait_until("the program is dead", PATIENCE, || {
        desktop.propusk_processes().is_empty()
    });
    let window = desktop.open_window().await;
    find(&window, "card").await;
    let cards = window
        .find_all(Locator::Css("[data-testid=card]"))
        .await
        .expect("cards");
    assert_eq!(cards.len(), 2);
    assert_shown_code_is_right(&desktop, &window, "code", SECRET).await;
    watch.check();
    close(window, &desktop).await;

    // The key is taken away: words, and the vault stays as it is.
    desktop.output("secret-tool", &["clear", "service", "app.propusk.Propusk"]);
    let window = desktop.open_window().await;
    find(&window, "blocked").await;
    let words = text(&window, "blocked").await;
    assert!(
        words.contains("не тронуты"),
        "says first that nothing is lost: {words}"
    );
    save_picture(&desktop, "key-missing");
    click(&window, "retry").await;
    find(&window, "blocked").await;
    assert_eq!(
        fs::read(desktop.data_dir().join("vault.age")).expect("vault"),
        before,
        "the vault is not touched"
    );
    let items = desktop
        .try_output(
            "secret-tool",
            &["search", "--all", "service", "app.propusk.Propusk"],
        )
        .unwrap_or_default();
    assert!(!items.contains("secret ="), "no new key was made: {items}");
    close(window, &desktop).await;

    // S1: nothing of it lies anywhere in clear.
    let found = secrets_on_disk::search(desktop.everything(), &[SECRET, TYPED]);
    assert!(found.is_empty(), "secrets in clear on disk: {found:?}");
}

/// A page like a portal's, with the QR drawn by libqrencode, in a Chromium window.
fn open_portal(desktop: &mut Desktop, folder: &Path) {
    let uri = format!(
        "otpauth://totp/%D0%93%D0%BE%D1%81%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8:%2B7%20900%20000-00-00\
         ?secret={SECRET}&algorithm=SHA1&digits=6&issuer=%D0%93%D0%BE%D1%81%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8&period=30"
    );
    let picture = folder.join("qr.png");
    desktop.output(
        "qrencode",
        &["-s", "4", "-o", &picture.to_string_lossy(), &uri],
    );
    let page = "<!doctype html><html lang=ru><meta charset=utf-8><title>Портал</title>\
         <body style='font:18px sans-serif;margin:40px'><h1>Вход с подтверждением</h1>\
         <p>Отсканируйте QR-код приложением и введите код.</p><img src=qr.png alt=QR>\
         <p><input placeholder='Код из приложения'></p></body></html>";
    browser::open(desktop, folder, page, &[]);
    wait_until(
        "the portal's page is on the screen",
        Duration::from_secs(60),
        || screen_has_qr(desktop, folder),
    );
}

/// Debian's zbar reads the screen: proves that the page is painted before our program looks.
fn screen_has_qr(desktop: &Desktop, folder: &Path) -> bool {
    let shot = folder.join("screen.png");
    let shot = shot.to_string_lossy();
    desktop
        .try_output("import", &["-window", "root", &shot])
        .is_some()
        && desktop
            .try_output("zbarimg", &["-q", &shot])
            .is_some_and(|text| text.contains(SECRET))
}

async fn assert_shown_code_is_right(desktop: &Desktop, window: &Client, id: &str, secret: &str) {
    let digits = |text: String| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let start = Instant::now();
    loop {
        let shown = digits(text(window, id).await);
        let right = acceptable_codes(desktop, secret);
        if right.iter().any(|code| shown.contains(code.as_str())) {
            return;
        }
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{shown} is none of {right:?}"
        );
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

fn clipboard(desktop: &Desktop, target: &str) -> Option<String> {
    desktop.try_output("xclip", &["-selection", "clipboard", "-o", "-t", target])
}

/// Leaves a picture of the whole screen for people to look at, when a folder is named.
fn save_picture(desktop: &Desktop, name: &str) {
    if let Ok(folder) = std::env::var("PROPUSK_PICTURES") {
        fs::create_dir_all(&folder).expect("folder");
        desktop.try_output(
            "import",
            &["-window", "root", &format!("{folder}/{name}.png")],
        );
    }
}
