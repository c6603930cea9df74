//! Keys that work in every program, as a person presses them while another one has the keyboard.

use std::{
    thread,
    time::{Duration, Instant},
};

use fantoccini::Client;
use serde_json::{Value, json};
use x11rb::protocol::xproto::ModMask;

use crate::{
    browser::acceptable_codes,
    clipboard::copied_text,
    compositor::Compositor,
    desktop::{Desktop, wait_until},
    lock::{PASSWORD, protect},
    one_instance::Screen,
    other_program::{ALT, CAPS_LOCK, CTRL, K, Keyboard, NUM_LOCK, OtherProgram, P, SHIFT, V},
    page::{
        PATIENCE, add_by_hand, ask, click, close, fill, find, invoke, list, open_settings,
        switch_to_new, text,
    },
    played_keys::PlayedKeys,
    tray_host::Notified,
};

const SECRET: &str = "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK";

const SHOW: [u8; 3] = [CTRL, ALT, P];
const COPY: [u8; 3] = [CTRL, ALT, K];
const TYPE: [u8; 3] = [CTRL, ALT, V];

#[tokio::test(flavor = "multi_thread")]
async fn keys_show_the_window_and_copy_the_favourite_from_any_program() {
    let mut desktop = Desktop::start("en_US.UTF-8");
    let notified = Notified::start(&desktop);
    let window = desktop.open_window().await;
    add_by_hand(&window, "Mail", "ivan", SECRET).await;
    let (keyboard, screen) = (Keyboard::of(&desktop), Screen::of(&desktop));
    let other = OtherProgram::start(&desktop);

    // Nothing is on by itself.
    assert!(keyboard.take(ModMask::CONTROL | ModMask::M1, V));
    open_settings(&window).await;
    for id in ["show-keys", "copy-keys", "type-keys"] {
        click(&window, id).await;
        find(&window, &format!("{id}-keys")).await;
    }
    // The third ones are another program's.
    assert!(text(&window, "error").await.contains("Ctrl+Alt+V"));
    assert_eq!(invoke(&window, "desktop").await["taken"], json!(["type"]));
    click(&window, "type-keys").await;
    wait_for_settings(&window, "typeKeys", "").await;

    other.focus();
    keyboard.press(&COPY);
    notified.wait("the word that there is none", |title| {
        title == "There is no favourite"
    });
    wait_for_our_window(&keyboard, &screen);
    make_favourite(&window).await;
    other.focus();
    keyboard.press(&SHOW);
    wait_for_our_window(&keyboard, &screen);

    other.focus();
    assert_copies(&desktop, &keyboard, &notified);
    // Whatever is locked on the keyboard.
    keyboard.press(&[CAPS_LOCK]);
    keyboard.press(&[NUM_LOCK]);
    assert_copies(&desktop, &keyboard, &notified);
    assert_eq!(other.text(), "", "no key came through");

    // Others are pressed in the settings, and are ours at once.
    find(&window, "show-keys-keys").await;
    let ours = screen.ours()[0];
    keyboard.give_to(ours);
    click(&window, "show-keys-keys").await;
    keyboard.press(&[CAPS_LOCK]);
    keyboard.press(&[CTRL, SHIFT, P]);
    wait_for_settings(&window, "showKeys", "Ctrl+Shift+P").await;
    assert_eq!(text(&window, "show-keys-keys").await, "Ctrl+Shift+P");
    other.focus();
    keyboard.press(&[CTRL, SHIFT, P]);
    wait_for_our_window(&keyboard, &screen);
    let ctrl_alt = ModMask::CONTROL | ModMask::M1;
    assert!(keyboard.take(ctrl_alt, P), "the old ones are everybody's");
    assert!(!keyboard.take(ctrl_alt, K), "the others are still ours");

    // After a restart they are ours again.
    close(window, &desktop).await;
    let window = desktop.open_window().await;
    find(&window, "card").await;
    other.focus();
    assert_copies(&desktop, &keyboard, &notified);

    for (keys, code) in [("P", "keys_unusable"), ("Ctrl+Alt+K", "keys_used_twice")] {
        let refused = ask(&window, "change_settings", json!({"showKeys": keys})).await;
        assert_eq!(refused["refused"]["code"], code);
    }
    ask(&window, "reset_settings", Value::Null).await;
    assert!(keyboard.take(ctrl_alt, K), "free again");
    close(window, &desktop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_is_typed_where_the_person_types() {
    let mut desktop = Desktop::start("en_US.UTF-8");
    let notified = Notified::start(&desktop);
    let window = desktop.open_window().await;
    add_by_hand(&window, "Mail", "ivan", SECRET).await;
    make_favourite(&window).await;
    let (keyboard, screen) = (Keyboard::of(&desktop), Screen::of(&desktop));
    let settings = json!({"typeKeys": "Ctrl+Alt+V", "guardSeconds": 0});
    ask(&window, "change_settings", settings).await;
    assert_eq!(invoke(&window, "desktop").await["taken"], json!([]));

    // Digits are on the keys, behind Shift, behind a key that we do not know of; in a second layout.
    for layout in ["us", "fr", "lt", "us,ru"] {
        let options = ["-layout", layout, "-option", "grp:shift_caps_toggle"];
        desktop.output("setxkbmap", &options);
        let other = OtherProgram::start(&desktop);
        match layout {
            "fr" => keyboard.press(&[CAPS_LOCK]),
            "us,ru" => keyboard.press(&[SHIFT, CAPS_LOCK]),
            _ => {}
        }
        keyboard.hold(&TYPE);
        thread::sleep(Duration::from_millis(300));
        assert_eq!(other.text(), "", "nothing while the keys are held");
        keyboard.release(&TYPE);
        wait_until(&format!("a code with {layout}"), PATIENCE, || {
            acceptable_codes(&desktop, SECRET).contains(&other.text())
        });
        if layout == "fr" {
            keyboard.press(&[K]);
            wait_until("Caps Lock is as it was", PATIENCE, || {
                other.text().ends_with('K')
            });
            keyboard.press(&[CAPS_LOCK]);
        }
    }
    let used = list(&window).await["accounts"][0]["copied"].clone();
    assert!(
        used.as_array().is_some_and(|used| !used.is_empty()),
        "marked as used"
    );

    // Not into our own window.
    let ours = screen.ours()[0];
    keyboard.give_to(ours);
    keyboard.press(&TYPE);
    notified.wait("the word that there is nowhere to type", |title| {
        title == "There is nowhere to type the code"
    });

    // Not of a locked vault.
    protect(&window).await;
    let known = window.windows().await.expect("windows");
    ask(&window, "lock", json!({"anyway": false})).await;
    switch_to_new(&window, &known).await;
    find(&window, "unlock-password").await;
    let other = OtherProgram::start(&desktop);
    keyboard.press(&TYPE);
    notified.wait("the word that it is locked", |title| {
        title == "Propusk is locked"
    });
    wait_for_our_window(&keyboard, &screen);
    assert_eq!(other.text(), "");
    fill(&window, "unlock-password", PASSWORD).await;
    click(&window, "unlock-open").await;
    find(&window, "card").await;
    close(window, &desktop).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn under_wayland_the_desktop_gives_the_keys_or_it_is_said_that_there_are_none() {
    let mut session = Compositor::start("en_US.UTF-8");
    let desktop = &mut session.desktop;
    let window = desktop.open_window().await;
    add_by_hand(&window, "Mail", "ivan", SECRET).await;
    make_favourite(&window).await;
    open_settings(&window).await;
    let said = text(&window, "keys-none").await;
    assert!(said.contains("gives no such keys to programs"), "{said}");
    close(window, desktop).await;

    let notified = Notified::start(desktop);
    let keys = PlayedKeys::start(desktop);
    session.start_front();
    let desktop = &mut session.desktop;
    let window = desktop.open_window().await;
    find(&window, "card").await;
    open_settings(&window).await;
    let said = text(&window, "keys-desktop").await;
    assert!(
        said.contains("cannot type into the windows of others"),
        "{said}"
    );
    click(&window, "show-keys").await;
    click(&window, "copy-keys").await;
    let asked = keys.wait_for(&["show", "copy"]);
    let words = "Copy the code of the favourite";
    let wished = ("copy".to_owned(), words.to_owned(), "CTRL+ALT+k".to_owned());
    assert_eq!(asked[1], wished);
    keys.press("copy");
    notified.wait("the word that it is copied", |title| {
        title.starts_with("Code copied") || title.starts_with("The code is about to change")
    });
    close(window, desktop).await;
}

async fn make_favourite(window: &Client) {
    let account = list(window).await["accounts"][0]["id"].clone();
    let favourite = json!({"account": account, "favourite": true});
    ask(window, "edit_account", favourite).await;
}

fn wait_for_our_window(keyboard: &Keyboard, screen: &Screen) {
    wait_until("our window has the keyboard", PATIENCE, || {
        let focus = keyboard.focus();
        screen
            .ours()
            .into_iter()
            .any(|ours| screen.holds(ours, focus))
    });
}

fn assert_copies(desktop: &Desktop, keyboard: &Keyboard, notified: &Notified) {
    let copies = || {
        let all = notified.all().into_iter();
        all.filter(|it| it.title.starts_with("Code copied")).count()
    };
    let before = copies();
    keyboard.press(&COPY);
    // Near the end of a code the next one is waited for.
    wait_until("the word that it is copied", 2 * PATIENCE, || {
        copies() > before
    });
    let copied = copied_text(desktop).expect("a code on the clipboard");
    let right = acceptable_codes(desktop, SECRET);
    assert!(right.contains(&copied), "{copied}");
}

/// Until the setting is this, and in effect: `desktop` is answered after that.
async fn wait_for_settings(window: &Client, name: &str, keys: &str) {
    let start = Instant::now();
    while invoke(window, "settings").await[name] != keys {
        assert!(start.elapsed() < PATIENCE, "{name} does not become {keys}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    invoke(window, "desktop").await;
}
