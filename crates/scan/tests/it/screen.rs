//! A real X server, read through the crate.

use x11rb::connection::Connection;
use x11rb::protocol::randr::{ConnectionExt as _, MonitorInfo};
use x11rb::protocol::xproto::ConnectionExt as _;
use x11rb::wrapper::ConnectionExt as _;

use crate::desktop::{Display, Program, bare, tools};
use crate::drawing::{Look, PLAIN, PORTAL, WHITE, code, page};

const SHOP: &str = "https://apps.example/authenticator";

#[test]
fn reads_a_code_on_the_screen_at_every_depth() {
    if !tools(&["Xvfb", "display"]) {
        return;
    }
    for depth in [16, 24, 30] {
        let display = Display::start(&format!("1280x800x{depth}"));
        display.show(&page(1280, 800, WHITE, &[(411, 203, &code(PORTAL, PLAIN))]));
        assert_eq!(
            display.program().ask("screen"),
            format!("1280x800 [{PORTAL}]"),
            "{depth} bits"
        );
    }
}

#[test]
fn reads_each_monitor_of_a_wide_screen() {
    if !tools(&["Xvfb", "display"]) {
        return;
    }
    let display = Display::start("3200x1200x24");
    // Small modules, and larger than one reply of the server may be.
    let (left, right) = (code(SHOP, PLAIN), code(PORTAL, Look { module: 3, ..PLAIN }));
    display.show(&page(
        3200,
        1200,
        WHITE,
        &[(100, 900, &left), (2700, 30, &right)],
    ));
    let mut program = display.program();
    assert_eq!(
        program.ask("screen"),
        format!("3200x1200 [{PORTAL} {SHOP}]"),
        "one monitor"
    );

    split_into_two(&display.name);
    assert_eq!(
        program.ask("screen"),
        format!("1600x1200 [{SHOP}]; 1600x1200 [{PORTAL}]")
    );
}

/// Makes two monitors of 1600×1200 out of the one wide screen.
fn split_into_two(display: &str) {
    let (connection, screen) = x11rb::connect(Some(display)).unwrap();
    let root = connection.setup().roots[screen].root;
    let resources = connection
        .randr_get_screen_resources(root)
        .unwrap()
        .reply()
        .unwrap();
    // The real output goes to the left one: a monitor of its own would remain otherwise.
    for (name, x, outputs) in [("left", 0, resources.outputs), ("right", 1600, Vec::new())] {
        let name = connection
            .intern_atom(false, name.as_bytes())
            .unwrap()
            .reply()
            .unwrap()
            .atom;
        let monitor = MonitorInfo {
            name,
            primary: x == 0,
            automatic: false,
            x,
            y: 0,
            width: 1600,
            height: 1200,
            width_in_millimeters: 400,
            height_in_millimeters: 300,
            outputs,
        };
        connection
            .randr_set_monitor(root, monitor)
            .unwrap()
            .check()
            .unwrap();
    }
    connection.sync().unwrap();
}

#[test]
fn an_empty_screen_is_read_and_holds_no_code() {
    if !tools(&["Xvfb"]) {
        return;
    }
    let display = Display::start("1024x768x24");
    assert_eq!(display.program().ask("screen"), "1024x768 []");
}

#[test]
fn says_when_there_is_no_screen() {
    let this = std::env::current_exe().unwrap();
    assert_eq!(
        Program::start(bare(&this)).ask("screen"),
        "error screen_unavailable"
    );
    let mut nobody = bare(&this);
    nobody.env("DISPLAY", ":31999");
    assert_eq!(
        Program::start(nobody).ask("screen"),
        "error screen_unavailable"
    );
    let mut wayland = bare(&this);
    wayland
        .env("WAYLAND_DISPLAY", "wayland-9")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    assert_eq!(
        Program::start(wayland).ask("screen"),
        "error screen_unavailable",
        "no portal"
    );
}
