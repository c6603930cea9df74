//! The screen savers of the desktops, played.

use zbus::Message;
use zbus::blocking::{Connection, connection};

use crate::bus::{Bus, Desktop};
use crate::until;

const NAMES: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.xfce.ScreenSaver",
];

/// A running one, ended when dropped.
pub(crate) struct ScreenSaver {
    name: &'static str,
    bus: Connection,
}

impl ScreenSaver {
    pub(crate) fn start(bus: &Bus, name: &'static str) -> Self {
        let bus = connection::Builder::address(bus.address.as_str())
            .and_then(|builder| builder.name(name))
            .and_then(connection::Builder::build)
            .unwrap();
        Self { name, bus }
    }

    pub(crate) fn active(&self, active: bool) {
        let path = format!("/{}", self.name.replace('.', "/"));
        self.bus
            .emit_signal(None::<&str>, path, self.name, "ActiveChanged", &(active))
            .unwrap();
    }
}

/// Waits until the program listens to the last of them.
pub(crate) fn wait_for_listener(bus: &Bus) {
    bus.wait_for_listener("org.xfce.ScreenSaver");
}

#[test]
fn each_one_tells_once_that_it_has_begun_and_not_that_it_has_ended() {
    let desktop = Desktop::start();
    let mut program = desktop.program();
    program.order("watch");
    wait_for_listener(&desktop.session);
    for name in NAMES {
        let screen_saver = ScreenSaver::start(&desktop.session, name);
        screen_saver.active(false);
        screen_saver.active(true);
        screen_saver.active(false);
        assert_eq!(program.told(), "ScreenLocked", "{name}");
        program.assert_told_nothing();
    }
}

#[test]
fn one_that_restarts_or_comes_later_is_heard() {
    let desktop = Desktop::start();
    let first = ScreenSaver::start(&desktop.session, "org.gnome.ScreenSaver");
    let mut program = desktop.program();
    program.order("watch");
    wait_for_listener(&desktop.session);
    first.active(true);
    assert_eq!(program.told(), "ScreenLocked");

    drop(first);
    program.assert_told_nothing();
    let second = ScreenSaver::start(&desktop.session, "org.gnome.ScreenSaver");
    second.active(true);
    assert_eq!(program.told(), "ScreenLocked");
    program.assert_told_nothing();
}

#[test]
fn a_stranger_without_the_name_is_not_heard() {
    let desktop = Desktop::start();
    let real = ScreenSaver::start(&desktop.session, "org.gnome.ScreenSaver");
    let mut program = desktop.program();
    program.order("watch");
    wait_for_listener(&desktop.session);
    let stranger = ScreenSaver {
        name: "org.gnome.ScreenSaver",
        bus: desktop.session.connect(),
    };
    stranger.active(true);
    program.assert_told_nothing();
    real.active(true);
    assert_eq!(program.told(), "ScreenLocked");
}

#[test]
fn watching_and_looking_start_no_service() {
    let mut desktop = Desktop::start();
    let screen_saver = desktop.session.offer("org.gnome.ScreenSaver");
    let logind = desktop.system.offer("org.freedesktop.login1");
    let mut program = desktop.program();
    program.order("watch");
    assert_eq!(program.order("sources"), "[]");
    wait_for_listener(&desktop.session);
    desktop.system.wait_for_listener("login1/session");
    program.assert_told_nothing();
    assert!(!screen_saver.exists() && !logind.exists());

    // The bus would have started it.
    let call = Message::method_call("/org/gnome/ScreenSaver", "GetActive")
        .and_then(|call| call.destination("org.gnome.ScreenSaver"))
        .and_then(|call| call.build(&()));
    desktop.session.connect().send(&call.unwrap()).unwrap();
    until("the service is started when it is called", || {
        screen_saver.exists()
    });
}
