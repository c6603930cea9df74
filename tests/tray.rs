//! The tray: the program goes on without its window for those who want that, and only where it can be
//! reached.

use std::{
    fs,
    process::{Child, Stdio},
    time::Duration,
};

use serde_json::json;

use crate::{
    browser::acceptable_codes,
    clipboard::copied_text,
    desktop::{Desktop, wait_until},
    hung_keyring::ask_to_close,
    page::{PATIENCE, add_by_hand, ask, click, close, find, invoke, list, open_settings},
    tray_host::{Icon, Notified, TrayHost},
};

const SECRET: &str = "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK";
const NAME: &str = "Mail_box: ivan";

/// The processes of the web view that belong to our program.
fn web_processes(desktop: &Desktop) -> usize {
    desktop.propusk_processes().into_iter().map(children).sum()
}

/// The processes that a process has started.
fn children(id: u32) -> usize {
    let threads = fs::read_dir(format!("/proc/{id}/task"))
        .into_iter()
        .flatten();
    let lists = threads.flatten().map(|thread| {
        let children = fs::read_to_string(thread.path().join("children"));
        children.unwrap_or_default().split_whitespace().count()
    });
    lists.sum()
}

/// Closes the window as a person does; again where it did not hear.
fn close_to_tray(desktop: &Desktop) {
    wait_until("the window and its processes are gone", PATIENCE, || {
        ask_to_close(desktop, "Propusk");
        web_processes(desktop) == 0
    });
    assert_is_in_tray(desktop);
}

fn close_for_good(desktop: &Desktop) {
    wait_until("the program has ended", PATIENCE, || {
        ask_to_close(desktop, "Propusk");
        desktop.propusk_processes().is_empty()
    });
}

fn assert_is_in_tray(desktop: &Desktop) {
    assert_eq!(web_processes(desktop), 0, "no window");
    assert_eq!(desktop.propusk_processes().len(), 1, "the program goes on");
}

fn is_shown(desktop: &Desktop) -> bool {
    let search = ["search", "--onlyvisible", "--name", "^Propusk$"];
    let found = desktop.try_output("xdotool", &search);
    found.is_some_and(|found| !found.trim().is_empty())
}

fn wait_for_window(desktop: &Desktop) {
    wait_until("the window is there", PATIENCE, || is_shown(desktop));
    assert!(web_processes(desktop) > 0, "and something draws it");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_copies_locks_shows_adds_and_quits() {
    let mut desktop = Desktop::start("en_US.UTF-8");
    let _host = TrayHost::start(&desktop);
    let notified = Notified::start(&desktop);
    let window = desktop.open_window().await;
    add_by_hand(&window, "Mail_box", "ivan", SECRET).await;
    add_by_hand(&window, "Other", "anna", SECRET).await;

    // The person turns it on, and the icon comes.
    open_settings(&window).await;
    click(&window, "stay-in-tray").await;
    let icon = Icon::wait(&desktop);
    assert_eq!(
        icon.pictures(),
        [24_i32, 32, 48].map(|side| (side, side, usize::try_from(4 * side * side).expect("small")))
    );
    let plain = ["Show", "Add", "Lock", "Quit"];
    let menu = icon.wait_for("the menu of an open vault", |menu| menu.len() == 5);
    assert_eq!(menu[0], "Your favourites will be here");
    assert_eq!(menu[1..], plain);
    let accounts = list(&window).await["accounts"].clone();
    let account = accounts
        .as_array()
        .expect("accounts")
        .iter()
        .find(|it| it["issuer"] == "Mail_box");
    let account = account.expect("added")["id"].clone();
    ask(
        &window,
        "edit_account",
        json!({"account": account, "favourite": true}),
    )
    .await;
    let menu = icon.wait_for("the favourite", |menu| menu[0] == NAME);
    assert_eq!(menu[1..], plain);
    ask(
        &window,
        "change_settings",
        json!({"clearClipboardSeconds": 5}),
    )
    .await;

    // The open window goes to what adds an account.
    icon.choose("Add");
    find(&window, "scan-screen").await;

    // Without a window: a code, and a word about it.
    close_to_tray(&desktop);
    icon.choose(NAME);
    // Near the end of a period it waits for the next one, and says so.
    let told = notified.wait("the word that it is copied", |title| {
        title.starts_with("Code copied, ")
    });
    let copied = copied_text(&desktop).expect("a code on the clipboard");
    assert!(
        acceptable_codes(&desktop, SECRET).contains(&copied),
        "{copied}"
    );
    let seconds: u64 = told
        .title
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|it| it.parse().ok())
        .next()
        .expect("seconds");
    assert!((1..=30).contains(&seconds), "{}", told.title);
    assert_eq!(told.body, NAME);
    for one in notified.all() {
        assert!(one.is_transient, "{one:?}");
        assert!(
            !format!("{one:?}").contains(&copied),
            "the code is in a notification"
        );
    }
    wait_until("the clipboard is cleared", PATIENCE, || {
        copied_text(&desktop).is_none_or(|text| text != copied)
    });
    let before = notified.all().len();
    icon.choose(NAME);
    wait_until("the next word", PATIENCE, || notified.all().len() > before);
    assert_eq!(
        notified.all()[before].replaces,
        7,
        "it takes the place of the one before"
    );

    // Locked: no names.
    icon.choose("Lock");
    let menu = icon.wait_for("the menu of a locked vault", |menu| menu[0] != NAME);
    assert_eq!(menu, ["Show", "Quit"]);

    // A new window. The driver cannot follow into it; a person can.
    icon.choose("Show");
    wait_for_window(&desktop);
    assert_eq!(icon.menu(), ["Show", "Quit"], "it is still locked");
    wait_until("the vault is open again", PATIENCE, || {
        // Without a window manager the keys go where the pointer has come in last.
        for (x, y) in [("1000", "780"), ("200", "676")] {
            desktop.output("xdotool", &["mousemove", x, y]);
        }
        // The button that unlocks has the focus.
        desktop.output("xdotool", &["key", "Return"]);
        icon.menu()[0] == NAME
    });

    // A click on the icon does the same; the vault is still open then.
    close_to_tray(&desktop);
    icon.click();
    wait_for_window(&desktop);
    assert_eq!(icon.menu()[0], NAME);

    icon.quit();
    wait_until("the program has ended", PATIENCE, || {
        desktop.propusk_processes().is_empty()
    });
    wait_until("the icon is gone", PATIENCE, || Icon::is_none(&desktop));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_tray_nobody_is_left_with_a_program_that_cannot_be_seen() {
    let mut desktop = Desktop::start("en_US.UTF-8");
    // No tray: it is not offered, and closing ends the program, whatever was set.
    let window = desktop.open_window().await;
    assert_eq!(invoke(&window, "desktop").await["tray"], false);
    add_by_hand(&window, "Mail", "ivan", SECRET).await;
    open_settings(&window).await;
    find(&window, "clear-clipboard").await;
    let offered = window
        .find_all(fantoccini::Locator::Css("[data-testid=stay-in-tray]"))
        .await;
    assert!(offered.expect("asked").is_empty());
    ask(&window, "change_settings", json!({"stayInTray": true})).await;
    close(window, &desktop).await;

    // It comes while the program runs.
    let window = desktop.open_window().await;
    find(&window, "card").await;
    let host = TrayHost::start(&desktop);
    assert_eq!(invoke(&window, "desktop").await["tray"], true);
    Icon::wait(&desktop);
    close_to_tray(&desktop);

    // It is started anew: nothing happens. It goes away: the window is there again.
    drop(host);
    let host = TrayHost::start(&desktop);
    Icon::wait(&desktop);
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert_is_in_tray(&desktop);
    drop(host);
    wait_for_window(&desktop);

    // With no tray, closing ends the program again.
    close_for_good(&desktop);

    // With a tray, but for somebody who does not want it any more.
    let _host = TrayHost::start(&desktop);
    let window = desktop.open_window().await;
    find(&window, "card").await;
    Icon::wait(&desktop);
    ask(&window, "change_settings", json!({"stayInTray": false})).await;
    wait_until("the icon is taken away", PATIENCE, || {
        Icon::is_none(&desktop)
    });
    close_for_good(&desktop);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_start_waits_in_the_tray_or_shows_the_window_where_there_is_none() {
    let mut desktop = Desktop::start("en_US.UTF-8");
    let window = desktop.open_window().await;
    add_by_hand(&window, "Mail", "ivan", SECRET).await;
    ask(&window, "change_settings", json!({"stayInTray": true})).await;
    close(window, &desktop).await;

    // A panel may come a while after the programs of a session; none does.
    let mut program = start_hidden(&desktop);
    wait_until("the window is there after all", 3 * PATIENCE, || {
        is_shown(&desktop)
    });
    wait_until("the program has ended", PATIENCE, || {
        ask_to_close(&desktop, "Propusk");
        program.try_wait().expect("ours").is_some()
    });

    let _host = TrayHost::start(&desktop);
    let mut program = start_hidden(&desktop);
    let icon = Icon::wait(&desktop);
    icon.wait_for("the vault is open without a page", |menu| {
        menu.iter().any(|line| line == "Lock")
    });
    assert!(!is_shown(&desktop) && children(program.id()) == 0);
    icon.choose("Show");
    wait_until("the window is there", PATIENCE, || is_shown(&desktop));
    icon.quit();
    wait_until("the program has ended", PATIENCE, || {
        program.try_wait().expect("ours").is_some()
    });
}

fn start_hidden(desktop: &Desktop) -> Child {
    let program = desktop.program().to_str().expect("a path as text");
    let mut command = desktop.command(program);
    let command = command.arg("--hidden").stderr(Stdio::null());
    command.spawn().expect("the program starts")
}
