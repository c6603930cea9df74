//! Another program beside ours, with a field that somebody types into, and the keyboard in front of both.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use x11rb::{
    CURRENT_TIME,
    connection::Connection,
    protocol::{
        xproto::{
            ConnectionExt as _, GrabMode, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keycode,
            ModMask, Window,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

use crate::{
    desktop::{Desktop, wait_until},
    page::PATIENCE,
};

/// A window of GTK that says what stands in its field whenever that changes. First it tells its window's number.
const FIELD: &str = r#"
import gi
gi.require_version("Gtk", "3.0")
gi.require_version("GdkX11", "3.0")
from gi.repository import GdkX11, Gtk
window, field = Gtk.Window(title="Other"), Gtk.Entry()
window.add(field)
field.connect("changed", lambda field: print(field.get_text(), flush=True))
window.show_all()
print(window.get_window().get_xid(), flush=True)
Gtk.main()
"#;

/// It ends with the value.
pub struct OtherProgram {
    program: Child,
    keyboard: Keyboard,
    window: Window,
    said: Arc<Mutex<String>>,
}

impl OtherProgram {
    /// Starts it and gives it the keyboard.
    pub fn start(desktop: &Desktop) -> Self {
        let mut command = desktop.command("/usr/bin/python3");
        let mut program = command
            .args(["-c", FIELD])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 (Debian packages python3-gi, gir1.2-gtk-3.0)");
        let mut lines = BufReader::new(program.stdout.take().expect("piped")).lines();
        let window = lines.next().expect("a line").expect("text");
        let said = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&said);
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                *heard.lock().unwrap_or_else(PoisonError::into_inner) = line;
            }
        });
        let other = Self {
            program,
            keyboard: Keyboard::of(desktop),
            window: window.parse().expect("a number"),
            said,
        };
        other.focus();
        other
    }

    /// Gives it the keyboard.
    pub fn focus(&self) {
        self.keyboard.give_to(self.window);
    }

    /// What stands in its field.
    pub fn text(&self) -> String {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.clone()
    }
}

impl Drop for OtherProgram {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Keys by their places, as a keyboard sends them, and the other programs that want them.
pub struct Keyboard {
    x: RustConnection,
    root: Window,
}

pub const CTRL: Keycode = 37;
pub const SHIFT: Keycode = 50;
pub const ALT: Keycode = 64;
pub const CAPS_LOCK: Keycode = 66;
pub const NUM_LOCK: Keycode = 77;
pub const K: Keycode = 45;
pub const P: Keycode = 33;
pub const V: Keycode = 55;

impl Keyboard {
    pub fn of(desktop: &Desktop) -> Self {
        let (x, screen) = x11rb::connect(Some(desktop.display())).expect("the X server");
        let root = x.setup().roots[screen].root;
        Self { x, root }
    }

    /// Pressed one after the other and let go of.
    pub fn press(&self, keys: &[Keycode]) {
        self.hold(keys);
        self.release(keys);
    }

    pub fn hold(&self, keys: &[Keycode]) {
        for key in keys {
            self.send(KEY_PRESS_EVENT, *key);
        }
    }

    pub fn release(&self, keys: &[Keycode]) {
        for key in keys.iter().rev() {
            self.send(KEY_RELEASE_EVENT, *key);
        }
    }

    fn send(&self, event: u8, key: Keycode) {
        let sent = self.x.xtest_fake_input(event, key, 0, self.root, 0, 0, 0);
        sent.expect("sent").check().expect("pressed");
    }

    /// Asks for the keys as any program may; whether nobody had them.
    pub fn take(&self, held: ModMask, key: Keycode) -> bool {
        let mode = GrabMode::ASYNC;
        let taken = self.x.grab_key(false, self.root, held, key, mode, mode);
        taken.expect("sent").check().is_ok()
    }

    /// The window that has the keyboard.
    pub fn focus(&self) -> Window {
        let focus = self.x.get_input_focus().expect("sent").reply();
        focus.expect("an answer").focus
    }

    /// Gives the keyboard to a window.
    pub fn give_to(&self, window: Window) {
        wait_until("the window has the keyboard", PATIENCE, || {
            let given = self
                .x
                .set_input_focus(InputFocus::NONE, window, CURRENT_TIME);
            given.expect("sent").check().is_ok() && self.focus() == window
        });
    }
}
