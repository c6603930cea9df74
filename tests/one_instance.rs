//! One window for one vault: what later starts of the real program come to, on a real X server.

use std::{
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use fantoccini::Client;
use serde_json::json;
use x11rb::{
    COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT,
    connection::Connection,
    properties::{WmClass, WmHints, WmHintsState},
    protocol::xproto::{
        AtomEnum, ConnectionExt as _, CreateWindowAux, MapState, Window, WindowClass,
    },
    rust_connection::RustConnection,
};

use crate::{
    desktop::{Desktop, PROPUSK, wait_until},
    page::{PATIENCE, add_by_hand, ask, click, fill, find, switch_to_new, value},
};

const SECRET: &str = "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK";

/// The windows on the screen.
pub struct Screen(RustConnection);

impl Screen {
    pub fn of(desktop: &Desktop) -> Self {
        let (x, _) = x11rb::connect(Some(desktop.display())).expect("the X server");
        Self(x)
    }

    pub fn x(&self) -> &RustConnection {
        &self.0
    }

    fn root(&self) -> Window {
        self.0.setup().roots[0].root
    }

    /// All that are shown, the one on top last.
    fn shown(&self) -> Vec<Window> {
        let tree = self.0.query_tree(self.root()).expect("sent");
        let mut all = tree.reply().expect("windows").children;
        all.retain(|window| {
            let about = self.0.get_window_attributes(*window).expect("sent").reply();
            about.is_ok_and(|about| about.map_state == MapState::VIEWABLE)
        });
        all
    }

    fn is_ours(&self, window: Window) -> bool {
        let class = WmClass::get(&self.0, window).expect("sent").reply();
        class.is_ok_and(|class| class.is_some_and(|class| class.instance() == b"propusk"))
    }

    /// Ours that are shown.
    pub fn ours(&self) -> Vec<Window> {
        let mut all = self.shown();
        all.retain(|window| self.is_ours(*window));
        all
    }

    /// Whether it is this window, or one inside.
    pub fn holds(&self, window: Window, mut inner: Window) -> bool {
        while inner > 1 && inner != window {
            let tree = self.0.query_tree(inner).expect("sent").reply();
            inner = tree.map_or(0, |tree| tree.parent);
        }
        inner == window
    }

    /// Another program's window over everything.
    fn cover(&self) -> Window {
        let cover = self.0.generate_id().expect("a number");
        let look = CreateWindowAux::new().override_redirect(1);
        self.0
            .create_window(
                COPY_DEPTH_FROM_PARENT,
                cover,
                self.root(),
                0,
                0,
                1280,
                800,
                0,
                WindowClass::INPUT_OUTPUT,
                COPY_FROM_PARENT,
                &look,
            )
            .expect("sent");
        self.0
            .map_window(cover)
            .expect("sent")
            .check()
            .expect("shown");
        cover
    }

    fn is_on_top(&self, ours: Window) -> bool {
        self.shown().last() == Some(&ours)
    }

    /// Whether the program asked for the window to begin as an icon.
    /// The process that a window is of.
    pub fn process(&self, window: Window) -> u32 {
        let name = self.0.intern_atom(true, b"_NET_WM_PID").expect("sent");
        let name = name.reply().expect("a name").atom;
        let kind = AtomEnum::CARDINAL;
        let property = self.0.get_property(false, window, name, kind, 0, 1);
        let property = property.expect("sent").reply().expect("a property");
        let mut values = property.value32().expect("numbers");
        values.next().expect("a process")
    }

    pub fn begins_as_icon(&self, window: Window) -> bool {
        let hints = WmHints::get(&self.0, window).expect("sent").reply();
        let state = hints.ok().flatten().and_then(|hints| hints.initial_state);
        matches!(state, Some(WmHintsState::Iconic))
    }
}

/// A desktop with nothing on its screen.
pub fn bare_desktop() -> (Desktop, Screen) {
    let mut desktop = Desktop::dark("en_US.UTF-8");
    desktop.start_screen();
    desktop.start_session_bus(&["--session"]);
    let screen = Screen::of(&desktop);
    (desktop, screen)
}

pub fn start(desktop: &Desktop, arguments: &[&str]) -> Command {
    let mut command = desktop.command(PROPUSK);
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Starts the program once more and waits for its end.
pub fn start_again(desktop: &Desktop, arguments: &[&str]) -> ExitStatus {
    let mut again = start(desktop, arguments).spawn().expect("started");
    wait_for(&mut again)
}

fn wait_for(program: &mut Child) -> ExitStatus {
    let mut ended = None;
    wait_until("the second start has ended", PATIENCE, || {
        ended = program.try_wait().expect("a child");
        ended.is_some()
    });
    ended.expect("ended")
}

/// Ends with the test, whatever comes of it.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_brings_the_first_window_to_the_front_also_while_it_locks() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let window = desktop.open_window().await;
    add_by_hand(&window, "Mail", "ivan", SECRET).await;
    let screen = Screen::of(&desktop);
    let ours = screen.ours()[0];
    screen.cover();
    assert!(!screen.is_on_top(ours), "covered");

    assert!(start_again(&desktop, &[]).success());
    wait_until("the window is on top", PATIENCE, || screen.is_on_top(ours));
    assert_eq!(screen.ours().len(), 1);

    // As the system starts it: the first stays where it is.
    screen.cover();
    assert!(start_again(&desktop, &["--hidden"]).success());
    assert!(!screen.is_on_top(ours), "nobody asked for it");

    // The window is being built anew behind a lock.
    let known = window.windows().await.expect("windows");
    ask(&window, "lock", json!({"anyway": false})).await;
    assert!(start_again(&desktop, &[]).success());
    switch_to_new(&window, &known).await;
    find(&window, "lock").await;
    wait_until("the new window is on top", PATIENCE, || {
        screen
            .ours()
            .first()
            .is_some_and(|new| screen.is_on_top(*new))
    });

    // And one that shows a sheet with a typed text keeps it.
    click(&window, "unlock").await;
    add_sheet_keeps_its_text(&window, &desktop).await;
    let _ = window.close().await;
}

async fn add_sheet_keeps_its_text(window: &Client, desktop: &Desktop) {
    find(window, "card").await;
    click(window, "add").await;
    click(window, "manual").await;
    fill(window, "manual-issuer", "Typed").await;
    assert!(start_again(desktop, &[]).success());
    assert_eq!(value(window, "manual-issuer").await, "Typed");
}

#[test]
fn of_many_starts_at_once_one_has_the_window() {
    let mut desktop = Desktop::dark("en_US.UTF-8");
    desktop.start_screen();
    // Nor is a session bus needed for it.
    desktop.set("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    let mut all: Vec<Running> = (0..4)
        .map(|_| Running(start(&desktop, &[]).spawn().expect("started")))
        .collect();
    let screen = Screen::of(&desktop);
    wait_until("all but one have ended", 2 * PATIENCE, || {
        all.retain_mut(|program| match program.0.try_wait().expect("a child") {
            None => true,
            Some(status) => {
                assert!(status.success(), "{status}");
                false
            }
        });
        all.len() == 1
    });
    wait_until("its window is shown", PATIENCE, || screen.ours().len() == 1);
}

#[test]
fn another_vault_has_a_window_of_its_own() {
    let (desktop, screen) = bare_desktop();
    let _first = Running(start(&desktop, &[]).spawn().expect("started"));
    wait_until("the first is shown", PATIENCE, || screen.ours().len() == 1);
    let mut other = start(&desktop, &[]);
    other.env("XDG_DATA_HOME", desktop.home().join("other"));
    let _other = Running(other.spawn().expect("started"));
    wait_until("both are shown", PATIENCE, || screen.ours().len() == 2);
}

#[test]
fn a_start_out_of_sight_is_an_icon_until_somebody_asks_for_the_window() {
    let (desktop, screen) = bare_desktop();
    let _first = Running(start(&desktop, &["--hidden"]).spawn().expect("started"));
    wait_until("there is a window", PATIENCE, || screen.ours().len() == 1);
    let ours = screen.ours()[0];
    assert!(screen.begins_as_icon(ours), "out of the way");
    screen.cover();
    assert!(start_again(&desktop, &[]).success());
    wait_until("it is on top", PATIENCE, || screen.is_on_top(ours));
}

#[test]
fn a_wrong_command_line_is_told_and_opens_nothing() {
    let desktop = Desktop::dark("ru_RU.UTF-8");
    let output = |arguments: &[&str]| start(&desktop, arguments).output().expect("started");
    let wrong = output(&["--hiden=GEZDGNBVGY3TQOJQ"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8(wrong.stderr).expect("text");
    assert!(said.contains("--hiden") && !said.contains("GEZD"), "{said}");
    let foreign = output(&["https://example.org/"]);
    assert_eq!(foreign.status.code(), Some(2));
    let help = output(&["--help"]);
    assert!(help.status.success() && help.stderr.is_empty());
    assert!(String::from_utf8(help.stdout).is_ok_and(|help| help.contains("--hidden")));
    let version = output(&["--version"]);
    let version = String::from_utf8(version.stdout).expect("text");
    assert_eq!(
        version.trim(),
        concat!("propusk ", env!("CARGO_PKG_VERSION"))
    );
}

/// A second start does not wait for ever for a first that hangs.
#[test]
fn a_first_that_hangs_keeps_nobody_from_the_codes() {
    let (desktop, screen) = bare_desktop();
    let first = Running(start(&desktop, &[]).spawn().expect("started"));
    wait_until("the first is shown", PATIENCE, || screen.ours().len() == 1);
    let id = first.0.id().to_string();
    desktop.output("kill", &["-STOP", &id]);
    let _second = Running(start(&desktop, &[]).spawn().expect("started"));
    wait_until(
        "the second is shown",
        PATIENCE + Duration::from_secs(10),
        || screen.ours().len() == 2,
    );
    desktop.output("kill", &["-CONT", &id]);
}
