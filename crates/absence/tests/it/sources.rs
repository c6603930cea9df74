//! What the doctor can say.

use crate::bus::Desktop;
use crate::logind::{Finds, Logind};
use crate::screen_saver::ScreenSaver;

#[test]
fn says_which_sources_are_there() {
    let desktop = Desktop::start();
    let mut program = desktop.program();
    assert_eq!(program.order("sources"), "[]");

    let logind = Logind::start(&desktop.system);
    let _gnome = ScreenSaver::start(&desktop.session, "org.gnome.ScreenSaver");
    assert_eq!(
        program.order("sources"),
        "[Source { name: \"org.freedesktop.login1\", \
         tells: [Suspending, ScreenLocked, SessionInactive] }, \
         Source { name: \"org.gnome.ScreenSaver\", tells: [ScreenLocked] }]"
    );
    logind.assert_nobody_asks_for_delay();

    drop(logind);
    let _logind = Logind::that(&desktop.system, Finds::Never, true);
    let said = program.order("sources");
    assert!(said.contains("login1\", tells: [Suspending] }"), "{said}");
}
