//! Our session at logind is locked, or somebody else's takes the screen.

use zbus::zvariant::Value;

use crate::bus::Desktop;
use crate::logind::{ANOTHER, Finds, Logind, MANAGER, OURS, PATH, SESSION};
use crate::program::Program;

#[test]
fn tells_once_of_each_lock_and_of_a_user_switch() {
    let desktop = Desktop::start();
    let logind = Logind::start(&desktop.system);
    let mut program = desktop.program();
    program.order("watch");
    let _delay = logind.delay();

    logind.signal(OURS, "Lock");
    assert_eq!(program.told(), "ScreenLocked");
    program.assert_told_nothing();
    logind.change(OURS, "LockedHint", true);
    assert_eq!(program.told(), "ScreenLocked");
    program.assert_told_nothing();
    logind.change(OURS, "Active", false);
    assert_eq!(program.told(), "SessionInactive");
    program.assert_told_nothing();
}

#[test]
fn coming_back_and_other_sessions_tell_nothing() {
    let desktop = Desktop::start();
    let logind = Logind::start(&desktop.system);
    let mut program = desktop.program();
    program.order("watch");
    let _delay = logind.delay();

    logind.signal(OURS, "Unlock");
    logind.change(OURS, "LockedHint", false);
    logind.change(OURS, "Active", true);
    logind.signal(ANOTHER, "Lock");
    logind.change(ANOTHER, "LockedHint", true);
    logind.change(ANOTHER, "Active", false);
    logind.prepare_for_sleep(false);
    // Signals come in the order in which they are sent.
    logind.prepare_for_sleep(true);
    assert_eq!(program.told(), "Suspending");
    program.assert_told_nothing();
}

#[test]
fn finds_our_session_whichever_question_logind_understands() {
    for (finds, id) in [
        (Finds::ByAuto, None),
        (Finds::ByProcess, None),
        (Finds::ById, Some("7")),
    ] {
        let desktop = Desktop::start();
        let logind = Logind::that(&desktop.system, finds, true);
        let mut program = Program::start(&desktop.system.address, &desktop.session.address, id);
        program.order("watch");
        let _delay = logind.delay();
        logind.signal(ANOTHER, "Lock");
        logind.signal(OURS, "Lock");
        assert_eq!(program.told(), "ScreenLocked");
        program.assert_told_nothing();
    }
}

#[test]
fn without_a_session_it_still_tells_of_sleep() {
    let desktop = Desktop::start();
    let logind = Logind::that(&desktop.system, Finds::Never, true);
    let mut program = desktop.program();
    program.order("watch");
    let _delay = logind.delay();
    logind.signal(OURS, "Lock");
    logind.prepare_for_sleep(true);
    assert_eq!(program.told(), "Suspending");
    program.assert_told_nothing();
}

#[test]
fn nobody_else_can_speak_for_logind() {
    let desktop = Desktop::start();
    let logind = Logind::start(&desktop.system);
    let mut program = desktop.program();
    program.order("watch");
    let delay = logind.delay();

    // Sent to us alone, so the match rules do not keep it away.
    let stranger = desktop.system.connect();
    let to = Some(delay.who.as_str());
    let new_owner = stranger.unique_name().unwrap().to_string();
    let name = "org.freedesktop.login1";
    let bus = "org.freedesktop.DBus";
    let sent = [
        stranger.emit_signal(to, PATH, MANAGER, "PrepareForSleep", &(true)),
        stranger.emit_signal(to, OURS, SESSION, "Lock", &()),
        stranger.emit_signal(
            to,
            "/org/freedesktop/DBus",
            bus,
            "NameOwnerChanged",
            &(name, "", new_owner.as_str()),
        ),
        stranger.emit_signal(to, OURS, SESSION, "Lock", &()),
        // What cannot be understood harms nothing either.
        stranger.emit_signal(
            to,
            PATH,
            MANAGER,
            "PrepareForSleep",
            &("yes", Value::from(1)),
        ),
    ];
    for result in sent {
        result.unwrap();
    }
    program.assert_told_nothing();
    delay.assert_held();
    logind.signal(OURS, "Lock");
    assert_eq!(program.told(), "ScreenLocked");
}
