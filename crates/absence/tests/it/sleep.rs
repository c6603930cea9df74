//! The computer goes to sleep and wakes up.

use crate::bus::Desktop;
use crate::logind::{Finds, Logind};

#[test]
fn the_computer_stays_awake_until_the_callback_has_returned() {
    let desktop = Desktop::start();
    let logind = Logind::start(&desktop.system);
    let mut program = desktop.program();
    program.order("watch slowly");
    let delay = logind.delay();
    assert_eq!(
        (delay.what.as_str(), delay.mode.as_str()),
        ("sleep", "delay")
    );

    // Twice: after waking up the next sleep waits for us again.
    let mut delay = delay;
    for _ in 0..2 {
        logind.prepare_for_sleep(true);
        assert_eq!(program.told(), "Suspending");
        delay.assert_held();
        program.order("go");
        delay.wait_for_end();
        logind.assert_nobody_asks_for_delay();
        program.assert_told_nothing();

        logind.prepare_for_sleep(false);
        delay = logind.delay();
        program.assert_told_nothing();
    }
    delay.assert_held();
}

#[test]
fn a_refused_delay_does_not_hide_the_sleep() {
    let desktop = Desktop::start();
    let logind = Logind::that(&desktop.system, Finds::ByAuto, false);
    let mut program = desktop.program();
    program.order("watch");
    desktop.system.wait_for_listener("login1/session");
    logind.prepare_for_sleep(true);
    assert_eq!(program.told(), "Suspending");
    logind.prepare_for_sleep(false);
    logind.prepare_for_sleep(true);
    assert_eq!(program.told(), "Suspending");
    program.assert_told_nothing();
}
