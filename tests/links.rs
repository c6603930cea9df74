//! Links and files from other programs in the real window, brought by the desktop's own `gio`; and the start
//! with the system. Nothing is added without a press, and no key stays where other programs can read it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use fantoccini::{Client, Locator};

use crate::{
    desktop::{Desktop, PROPUSK, wait_until},
    drawn,
    one_instance::{Running, Screen, bare_desktop, start, start_again},
    page::{PATIENCE, back, click, close, find, list, open_settings, value},
    secrets_on_disk,
};

/// Canaries: never on disk in clear.
const SECRET: &str = "LINKCANARY2FROM3THE4BROWSER5HERE";
const OTHER: &str = "FILECANARY2OPENED3WITH4PROPUSK67";
const DESKTOP_FILE: &str = "app.propusk.Propusk.desktop";

fn link(issuer: &str, secret: &str) -> String {
    format!("otpauth://totp/{issuer}:ivan?secret={secret}&issuer={issuer}")
}

/// What a package puts there.
fn install(desktop: &Desktop) {
    let folder = desktop.home().join(".local/share/applications");
    fs::create_dir_all(&folder).expect("folder");
    let packaged = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/linux");
    let entry = fs::read_to_string(packaged.join(DESKTOP_FILE)).expect("the file of the package");
    let entry = entry.replace("Exec=propusk ", &format!("Exec={PROPUSK} "));
    assert!(entry.contains(PROPUSK), "{entry}");
    fs::write(folder.join(DESKTOP_FILE), entry).expect("entry");
}

/// Whom the desktop would bring these links to because the person said so.
fn chosen(desktop: &Desktop, scheme: &str) -> bool {
    let list = fs::read_to_string(desktop.home().join(".config/mimeapps.list"));
    let line = format!("x-scheme-handler/{scheme}={DESKTOP_FILE}");
    list.is_ok_and(|list| list.lines().any(|it| it.starts_with(&line)))
}

async fn error(window: &Client, code: &str) {
    let found = window.wait().at_most(PATIENCE);
    let css = format!("[data-testid=error][data-code={code}]");
    found.for_element(Locator::Css(&css)).await.expect(code);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_from_another_program_is_shown_once_the_person_allows_it() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let window = desktop.open_window().await;

    // Not by itself, and not where nothing is installed.
    let given = link("Portal", SECRET);
    assert!(start_again(&desktop, &[&given]).success());
    error(&window, "links_off").await;
    click(&window, "close").await;
    open_settings(&window).await;
    click(&window, "open-links").await;
    error(&window, "links_not_installed").await;
    install(&desktop);
    click(&window, "open-links").await;
    wait_until("the desktop knows", PATIENCE, || {
        chosen(&desktop, "otpauth") && chosen(&desktop, "otpauth-migration")
    });
    back(&window).await;

    // From the browser, so to speak.
    desktop.output("gio", &["open", &given]);
    find(&window, "preview").await;
    assert_eq!(value(&window, "preview-issuer").await, "Portal");
    assert_eq!(list(&window).await["total"], 0, "only shown");
    let page = window.source().await.expect("the page");
    assert!(!page.contains(&SECRET[4..20]), "the key stays in the shell");
    click(&window, "confirm-add").await;
    click(&window, "first-code-later").await;
    find(&window, "card").await;

    // A file, as a file manager gives it.
    let picture = desktop.home().join("код портала.png");
    fs::write(&picture, drawn::png(&link("Paper", OTHER))).expect("picture");
    let address = format!("file://{}", picture.display()).replace(' ', "%20");
    assert!(start_again(&desktop, &[&address]).success());
    find(&window, "preview").await;
    assert_eq!(value(&window, "preview-issuer").await, "Paper");
    back(&window).await;
    click(&window, "close").await;
    fs::remove_file(&picture).expect("the picture");

    // Off again: what the person did not choose elsewhere is taken back.
    open_settings(&window).await;
    click(&window, "open-links").await;
    wait_until("the desktop has forgotten", PATIENCE, || {
        !chosen(&desktop, "otpauth")
    });
    close(window, &desktop).await;
    let found = secrets_on_disk::search(desktop.everything(), &[SECRET, OTHER]);
    assert!(found.is_empty(), "in clear: {found:?}");
}

#[test]
fn a_program_that_was_started_with_a_link_does_not_show_it_to_others() {
    let (desktop, screen) = bare_desktop();
    let given = link("Portal", SECRET);
    let running = Running(start(&desktop, &[&given]).spawn().expect("started"));
    wait_until("the window is shown", PATIENCE, || screen.ours().len() == 1);
    let process = PathBuf::from(format!("/proc/{}", running.0.id()));
    let line = fs::read(process.join("cmdline")).expect("readable by anybody");
    let line = String::from_utf8_lossy(&line);
    assert_eq!(line.trim_end_matches('\0'), PROPUSK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_entry_that_starts_it_with_the_system_starts_it_out_of_sight() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let window = desktop.open_window().await;
    let entry = desktop.home().join(".config/autostart").join(DESKTOP_FILE);
    assert!(!entry.exists(), "only when the person wants it");
    open_settings(&window).await;
    click(&window, "start-with-system").await;
    wait_until("there is an entry", PATIENCE, || entry.exists());
    close(window, &desktop).await;

    // What a session does with it.
    let screen = Screen::of(&desktop);
    let entry_path = entry.to_str().expect("text");
    let mut launch = desktop.command("gio");
    // What it starts keeps its streams.
    launch.args(["launch", entry_path]).stdout(Stdio::null());
    assert!(launch.status().expect("gio").success());
    wait_until("it runs", PATIENCE, || screen.ours().len() == 1);
    assert!(screen.begins_as_icon(screen.ours()[0]));
    let id = screen.process(screen.ours()[0]);
    desktop.output("kill", &[&id.to_string()]);
    wait_until("it has ended", PATIENCE, || screen.ours().is_empty());

    let window = desktop.open_window().await;
    open_settings(&window).await;
    let switch = find(&window, "start-with-system").await;
    assert_eq!(
        switch.prop("checked").await.expect("property").as_deref(),
        Some("true")
    );
    click(&window, "start-with-system").await;
    wait_until("the entry is gone", PATIENCE, || !entry.exists());
    close(window, &desktop).await;
}
