//! The watch rests, and ends when it is dropped.

use std::thread;
use std::time::Duration;

use crate::bus::Desktop;
use crate::logind::{Logind, OURS};
use crate::screen_saver::wait_for_listener;
use crate::until;

#[test]
fn nothing_wakes_it_while_nothing_happens() {
    let desktop = Desktop::start();
    let logind = Logind::start(&desktop.system);
    let mut program = desktop.program();
    program.order("watch");
    let _delay = logind.delay();
    wait_for_listener(&desktop.session);
    // It comes to rest, and then no thread of it runs for a second, not once.
    until("nothing wakes it", || {
        let before = program.switches();
        thread::sleep(Duration::from_secs(1));
        program.switches() == before
    });
    logind.signal(OURS, "Lock");
    assert_eq!(program.told(), "ScreenLocked");
}

#[test]
fn dropping_it_ends_the_thread_and_lets_the_computer_sleep() {
    let desktop = Desktop::start();
    let logind = Logind::start(&desktop.system);
    let mut program = desktop.program();
    program.order("watch");
    let delay = logind.delay();
    delay.assert_held();
    assert!(program.watches());

    program.order("drop");
    delay.wait_for_end();
    program.wait_for_end_of_watch();
    logind.signal(OURS, "Lock");
    program.assert_told_nothing();
    logind.assert_nobody_asks_for_delay();
}

#[test]
fn the_callback_may_drop_the_watch() {
    let desktop = Desktop::start();
    let logind = Logind::start(&desktop.system);
    let mut program = desktop.program();
    program.order("watch once");
    let delay = logind.delay();
    logind.signal(OURS, "Lock");
    logind.signal(OURS, "Lock");
    assert_eq!(program.told(), "ScreenLocked");
    delay.wait_for_end();
    program.wait_for_end_of_watch();
    program.assert_told_nothing();
}
