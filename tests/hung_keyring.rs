//! R5: a keyring that never answers keeps neither the window nor the exit waiting.

use std::time::{Duration, Instant};

use serde_json::Value;
use x11rb::{
    connection::Connection,
    protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask},
};

use crate::{
    desktop::{Desktop, wait_until},
    page::{PATIENCE, click, find},
};

/// One second is promised; the machine may be five times as slow.
const PROMISED: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread")]
async fn a_hung_keyring_keeps_neither_the_window_nor_the_exit_waiting() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    // As in every session, where the desktop portal is up before a keyring can hang. GTK waits for the
    // portal, and a portal that is only now started waits for this keyring, which is a part of it.
    desktop.output(
        "dbus-send",
        &[
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.DBus.Peer.Ping",
        ],
    );
    desktop.stop_keyring();
    let start = Instant::now();
    let window = desktop.open_window().await;
    let mut painted = Value::Null;
    while painted.as_u64().is_none_or(|length| length == 0) {
        assert!(start.elapsed() < PROMISED, "nothing is shown");
        let look = "return document.body?.innerText.trim().length";
        painted = window.execute(look, vec![]).await.expect("an answer");
    }

    // It says what is wrong, and trying again does not hang it either.
    find(&window, "blocked").await;
    click(&window, "retry").await;
    let answered = Instant::now();
    window
        .execute("return 1", vec![])
        .await
        .expect("the page answers");
    assert!(answered.elapsed() < PROMISED);

    // The keyring is being asked: the window is closed as a window manager does it.
    let program = desktop.propusk_processes();
    assert!(!program.is_empty());
    let closing = Instant::now();
    wait_until("the program has ended", PATIENCE, || {
        // Again and again, as a person would: a window that is just being painted may miss it.
        ask_to_close(&desktop, "Пропуск");
        desktop.propusk_processes().is_empty()
    });
    assert!(
        closing.elapsed() < PROMISED,
        "gone after {:?}",
        closing.elapsed()
    );
}

/// Sends the message of a window manager to the top window with this title, if it is still there.
pub fn ask_to_close(desktop: &Desktop, title: &str) {
    let (connection, screen) = x11rb::connect(Some(desktop.display())).expect("display");
    let root = connection.setup().roots[screen].root;
    let atom = |name: &str| {
        let request = connection
            .intern_atom(false, name.as_bytes())
            .expect("request");
        request.reply().expect("atom").atom
    };
    let (name, protocols, delete) = (
        atom("_NET_WM_NAME"),
        atom("WM_PROTOCOLS"),
        atom("WM_DELETE_WINDOW"),
    );
    let tree = connection
        .query_tree(root)
        .expect("request")
        .reply()
        .expect("tree");
    let is_ours = |window: &u32| {
        let property = connection.get_property(false, *window, name, AtomEnum::ANY, 0, 64);
        let value = property.expect("request").reply().map(|reply| reply.value);
        value.is_ok_and(|value| value == title.as_bytes())
    };
    let Some(window) = tree.children.into_iter().find(is_ours) else {
        return;
    };
    let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
    // It may have gone since; the server says so to nobody who waits.
    let _ = connection.send_event(false, window, EventMask::NO_EVENT, message);
    connection.flush().expect("sent");
}
