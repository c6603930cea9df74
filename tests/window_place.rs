//! The window comes back as it was closed, and always whole on the screen: the real program on a real X server.

use std::{fs, process::Stdio, time::Duration};

use serde_json::json;
use x11rb::{
    connection::Connection,
    protocol::xproto::{ConfigureWindowAux, ConnectionExt as _},
};

use crate::{
    desktop::{Desktop, PROPUSK, wait_until},
    hung_keyring::ask_to_close,
    one_instance::{Running, Screen, bare_desktop},
    page::PATIENCE,
};

/// Left, top, width, height.
type Place = (i16, i16, u16, u16);

fn open(desktop: &Desktop, screen: &Screen) -> Running {
    let program = desktop.command(PROPUSK).stdin(Stdio::null()).spawn();
    let running = Running(program.expect("started"));
    wait_until("the window is shown", PATIENCE, || screen.ours().len() == 1);
    running
}

fn place(screen: &Screen) -> Option<Place> {
    let about = screen.x().get_geometry(*screen.ours().first()?);
    let about = about.expect("sent").reply().ok()?;
    Some((about.x, about.y, about.width, about.height))
}

fn close(desktop: &Desktop, mut running: Running) {
    wait_until("the program has ended", Duration::from_secs(10), || {
        ask_to_close(desktop, "Propusk");
        running.0.try_wait().expect("a child").is_some()
    });
}

#[test]
fn the_window_comes_back_where_it_was_and_never_off_the_screen() {
    let (desktop, screen) = bare_desktop();

    let running = open(&desktop, &screen);
    assert!(place(&screen).is_some_and(|(_, _, width, height)| (width, height) == (420, 680)));
    // As a window manager moves it.
    let wanted: Place = (150, 60, 700, 600);
    let to = ConfigureWindowAux::new()
        .x(150)
        .y(60)
        .width(700)
        .height(600);
    let x = screen.x();
    x.configure_window(screen.ours()[0], &to).expect("sent");
    x.flush().expect("sent");
    wait_until("it has moved", PATIENCE, || place(&screen) == Some(wanted));
    // What the program knows of it comes after.
    std::thread::sleep(Duration::from_millis(500));
    close(&desktop, running);

    let running = open(&desktop, &screen);
    wait_until("it is back there", PATIENCE, || {
        place(&screen) == Some(wanted)
    });
    close(&desktop, running);

    // The screen was larger then, and there were more of them.
    let file = desktop.data_dir().join("settings.json");
    let kept = |window: serde_json::Value| {
        let mut settings: serde_json::Value =
            serde_json::from_slice(&fs::read(&file).expect("settings")).expect("JSON");
        assert_eq!(settings["window"]["width"], 700, "{settings}");
        settings["window"] = window;
        fs::write(&file, settings.to_string()).expect("settings");
    };
    kept(json!({"width": 4000, "height": 3000, "corner": [1200, 700]}));
    let running = open(&desktop, &screen);
    wait_until("it fills the screen", PATIENCE, || {
        place(&screen) == Some((0, 0, 1280, 800))
    });
    drop(running);
    fs::write(
        &file,
        json!({"window": {"width": 500, "height": 600, "corner": [9000, -9000]}}).to_string(),
    )
    .expect("settings");
    let running = open(&desktop, &screen);
    wait_until("it is on the screen", PATIENCE, || {
        place(&screen).is_some_and(|(x, y, width, height)| {
            x >= 0 && y >= 0 && (width, height) == (500, 600) && x <= 780 && y <= 200
        })
    });
    drop(running);
    // Nothing in it keeps the window away.
    fs::write(&file, br#"{"window": {"width": "x", "corner": 7}}"#).expect("settings");
    open(&desktop, &screen);
}
