//! The vault locks itself: after a minute without a touch, and with the screen.

use std::time::{Duration, Instant};

use fantoccini::{Client, wd::TimeoutConfiguration};
use serde_json::json;

use crate::{
    desktop::{Desktop, wait_until},
    page::{PATIENCE, add_by_hand, ask, click, fill, find, invoke, list, switch_to_new},
};

const SECRET: &str = "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK";
/// The app password of these tests.
pub const PASSWORD: &str = "Zaqvorm-tulbek-93-xyle";
const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_with_a_password_locks_when_nobody_is_there_and_with_the_screen() {
    let mut desktop = Desktop::start("en_US.UTF-8");
    let window = desktop.open_window().await;
    add_by_hand(&window, "Mail", "ivan", SECRET).await;
    protect(&window).await;

    // With the screen, the code on the clipboard too.
    let copied = list(&window).await["accounts"][0]["id"].clone();
    ask(
        &window,
        "copy_code",
        json!({"account": copied, "which": "current"}),
    )
    .await;
    let on_clipboard = || desktop.try_output("xclip", &["-selection", "clipboard", "-o"]);
    wait_until("a code is on the clipboard", PATIENCE, || {
        on_clipboard().is_some_and(|text| text.len() == 6)
    });
    let saver = ScreenSaver::start(&desktop);
    let known = window.windows().await.expect("windows");
    saver.tell(true);
    switch_to_new(&window, &known).await;
    find(&window, "lock").await;
    wait_until("the clipboard is cleared", PATIENCE, || {
        on_clipboard().is_none_or(|text| text.is_empty())
    });
    let refused = list(&window).await;
    assert_eq!(refused["refused"]["code"], "locked");
    saver.tell(false);
    unlock(&window).await;

    // Not where the person does not want it.
    ask(
        &window,
        "change_settings",
        json!({"lockWithScreen": false, "lockAfterMinutes": 1}),
    )
    .await;
    saver.tell(true);
    tokio::time::sleep(Duration::from_secs(3)).await;
    find(&window, "card").await;
    saver.tell(false);

    // After a minute without a touch, and not before.
    let known = window.windows().await.expect("windows");
    ask(&window, "note_activity", json!({})).await;
    let touched = Instant::now();
    switch_to_new_within(&window, &known, 2 * MINUTE).await;
    let waited = touched.elapsed();
    assert!(waited >= MINUTE, "{waited:?} is too early");
    find(&window, "lock").await;
    unlock(&window).await;
    let _ = window.close().await;
}

/// A checked sheet and an app password.
pub async fn protect(window: &Client) {
    // Deriving a key is slow on a busy machine.
    let patient = TimeoutConfiguration::new(Some(2 * MINUTE), None, None);
    window.update_timeouts(patient).await.expect("timeouts");
    let main = window.window().await.expect("main");
    invoke(window, "begin_sheet").await;
    switch_to_new(window, std::slice::from_ref(&main)).await;
    find(window, "paper-done").await;
    let sheet = invoke(window, "sheet").await;
    let groups = sheet["groups"].as_array().expect("groups").iter();
    let key: String = groups.filter_map(|group| group.as_str()).collect();
    let _ = ask(window, "close_sheet", json!({})).await;
    window.switch_to_window(main).await.expect("main");
    let view = ask(window, "check_sheet", json!({"from": "typed", "text": key})).await;
    assert!(view["recovery"].is_object(), "{view}");
    let view = ask(window, "set_password", json!({"password": PASSWORD})).await;
    assert_eq!(view["guard"], "password");
}

async fn unlock(window: &Client) {
    fill(window, "unlock-password", PASSWORD).await;
    click(window, "unlock-open").await;
    find(window, "card").await;
}

async fn switch_to_new_within(
    window: &Client,
    known: &[fantoccini::wd::WindowHandle],
    limit: Duration,
) {
    let start = Instant::now();
    while window
        .windows()
        .await
        .is_ok_and(|all| all.as_slice() == known)
    {
        assert!(start.elapsed() < limit, "still open after {limit:?}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    switch_to_new(window, known).await;
}

/// The part of a desktop that locks the screen.
struct ScreenSaver(zbus::blocking::Connection);

impl ScreenSaver {
    fn start(desktop: &Desktop) -> Self {
        let connect = || {
            zbus::blocking::connection::Builder::address(desktop.bus())?
                .name("org.freedesktop.ScreenSaver")?
                .build()
        };
        Self(connect().expect("the session bus"))
    }

    fn tell(&self, active: bool) {
        let (path, name) = (
            "/org/freedesktop/ScreenSaver",
            "org.freedesktop.ScreenSaver",
        );
        self.0
            .emit_signal(None::<&str>, path, name, "ActiveChanged", &(active,))
            .expect("told");
    }
}
