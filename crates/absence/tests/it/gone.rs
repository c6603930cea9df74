//! Busses and services that are not there, go, and come back.

use std::os::unix::net::UnixListener;
use std::thread;
use std::time::Duration;

use crate::bus::Desktop;
use crate::logind::{Logind, OURS};
use crate::program::Program;
use crate::screen_saver::{ScreenSaver, wait_for_listener};

const LONG_ENOUGH_TO_SPIN: Duration = Duration::from_secs(2);

/// It neither says anything nor uses the processor.
fn assert_quiet(program: &Program) {
    let before = program.processor_time();
    thread::sleep(LONG_ENOUGH_TO_SPIN);
    let used = program.processor_time() - before;
    assert!(used < LONG_ENOUGH_TO_SPIN / 20, "used {used:?}");
    program.assert_told_nothing();
}

#[test]
fn without_any_bus_it_is_quiet() {
    let nowhere = "unix:path=/nonexistent/bus";
    let mut program = Program::start(nowhere, nowhere, None);
    program.order("watch");
    assert_quiet(&program);
    assert!(program.watches(), "a bus may still come");
    program.order("drop");
    program.wait_for_end_of_watch();
}

#[test]
fn an_address_that_is_none_is_like_no_bus() {
    let mut program = Program::start("nonsense", "", None);
    program.order("watch");
    assert_quiet(&program);
    assert_eq!(program.order("sources"), "[]");
}

#[test]
fn a_bus_that_never_answers_hides_nothing_and_holds_nothing_up() {
    let desktop = Desktop::start();
    let logind = Logind::start(&desktop.system);
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("bus");
    let _silent = UnixListener::bind(&socket).unwrap();
    let silent = format!("unix:path={}", socket.display());
    let mut program = Program::start(&desktop.system.address, &silent, None);
    assert!(program.order("sources").contains("login1"));
    program.order("watch");
    let _delay = logind.delay();
    logind.signal(OURS, "Lock");
    assert_eq!(program.told(), "ScreenLocked");
    program.order("drop");
    program.wait_for_end_of_watch();
}

#[test]
fn busses_that_die_are_waited_for_quietly() {
    let mut desktop = Desktop::start();
    let logind = Logind::start(&desktop.system);
    let mut program = desktop.program();
    program.order("watch");
    let delay = logind.delay();
    wait_for_listener(&desktop.session);

    desktop.system.die();
    desktop.session.die();
    delay.wait_for_end();
    assert_quiet(&program);

    desktop.system.start_again();
    desktop.session.start_again();
    let logind = Logind::start(&desktop.system);
    let _delay = logind.delay();
    logind.signal(OURS, "Lock");
    assert_eq!(program.told(), "ScreenLocked");
    wait_for_listener(&desktop.session);
    ScreenSaver::start(&desktop.session, "org.gnome.ScreenSaver").active(true);
    assert_eq!(program.told(), "ScreenLocked");
    program.assert_told_nothing();
}

#[test]
fn one_bus_does_not_wait_for_the_other() {
    let mut desktop = Desktop::start();
    desktop.session.die();
    let logind = Logind::start(&desktop.system);
    let mut program = desktop.program();
    program.order("watch");
    let _delay = logind.delay();
    logind.signal(OURS, "Lock");
    assert_eq!(program.told(), "ScreenLocked");
}

#[test]
fn a_logind_that_restarts_or_comes_later_is_asked_again() {
    let desktop = Desktop::start();
    let mut program = desktop.program();
    program.order("watch");
    desktop.system.wait_for_listener("login1/session");
    for _ in 0..2 {
        let logind = Logind::start(&desktop.system);
        let delay = logind.delay();
        logind.signal(OURS, "Lock");
        assert_eq!(program.told(), "ScreenLocked");
        drop(logind);
        delay.wait_for_end();
        program.assert_told_nothing();
    }
}
