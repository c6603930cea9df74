//! Files dragged onto our window by another program: the sending side of XDND 5 on the X server
//! (freedesktop.org, "Drag-and-Drop Protocol for the X Window System").

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use x11rb::{
    COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE,
    connection::Connection,
    protocol::{
        Event,
        xproto::{
            Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask,
            MapState, PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent,
            SelectionRequestEvent, Window, WindowClass,
        },
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

use crate::desktop::Desktop;

/// How long our window may take to answer each step.
const PATIENCE: Duration = Duration::from_secs(20);
const VERSION: u32 = 5;

/// Drags these files over the middle of our window and lets them go there.
pub fn drop_files(desktop: &Desktop, files: &[PathBuf]) {
    let uris: Vec<String> = files
        .iter()
        .map(|file| format!("file://{}\r\n", file.display()))
        .collect();
    let (x, _) = x11rb::connect(Some(desktop.display())).expect("the X server");
    let drag = Drag::begin(&x, uris.concat());
    drag.tell("XdndEnter", [drag.own, VERSION << 24, drag.uri_list, 0, 0]);
    let copy = drag.atom("XdndActionCopy");
    // Twice, as a hand that comes to rest: the first brings the list of files to the window.
    for _ in 0..2 {
        drag.tell("XdndPosition", [drag.own, 0, drag.middle, 0, copy]);
        drag.wait_for("XdndStatus");
    }
    drag.tell("XdndDrop", [drag.own, 0, 0, 0, 0]);
    drag.wait_for("XdndFinished");
}

struct Drag<'x> {
    x: &'x RustConnection,
    own: Window,
    over: Window,
    /// Of the window dropped on, x in the upper half.
    middle: u32,
    uri_list: Atom,
    uris: String,
}

impl<'x> Drag<'x> {
    fn begin(x: &'x RustConnection, uris: String) -> Self {
        let root = x.setup().roots[0].root;
        let own = x.generate_id().expect("a number");
        x.create_window(
            COPY_DEPTH_FROM_PARENT,
            own,
            root,
            -10,
            -10,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            COPY_FROM_PARENT,
            &CreateWindowAux::new().override_redirect(1),
        )
        .expect("sent");
        let (over, middle) = window_that_takes_drops(x, root);
        let drag = Self {
            x,
            own,
            over,
            middle,
            uri_list: atom(x, "text/uri-list"),
            uris,
        };
        let selection = drag.atom("XdndSelection");
        x.set_selection_owner(own, selection, CURRENT_TIME)
            .expect("sent")
            .check()
            .expect("the selection is ours");
        drag
    }

    fn atom(&self, name: &str) -> Atom {
        atom(self.x, name)
    }

    fn tell(&self, what: &str, data: [u32; 5]) {
        let event = ClientMessageEvent::new(32, self.over, self.atom(what), data);
        self.x
            .send_event(false, self.over, EventMask::NO_EVENT, event)
            .expect("sent")
            .check()
            .expect("delivered");
    }

    /// Hands out the list of files until the window has answered so.
    fn wait_for(&self, what: &str) {
        let wanted = self.atom(what);
        let start = Instant::now();
        loop {
            match self.x.poll_for_event().expect("connected") {
                Some(Event::SelectionRequest(request)) => self.hand_out(&request),
                Some(Event::ClientMessage(message)) if message.type_ == wanted => return,
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(10)),
            }
            assert!(start.elapsed() < PATIENCE, "no {what} from the window");
        }
    }

    fn hand_out(&self, request: &SelectionRequestEvent) {
        let (to, property) = (request.requestor, request.property);
        let known = request.target == self.uri_list;
        if known {
            self.x
                .change_property8(
                    PropMode::REPLACE,
                    to,
                    property,
                    self.uri_list,
                    self.uris.as_bytes(),
                )
                .expect("sent");
        }
        let answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: to,
            selection: request.selection,
            target: request.target,
            property: if known { property } else { NONE },
        };
        self.x
            .send_event(false, to, EventMask::NO_EVENT, answer)
            .expect("sent");
        self.x.flush().expect("sent");
    }
}

fn atom(x: &RustConnection, name: &str) -> Atom {
    let asked = x.intern_atom(false, name.as_bytes()).expect("sent");
    asked.reply().expect("an atom").atom
}

/// The window on top that takes drops, and its middle on the screen.
fn window_that_takes_drops(x: &RustConnection, root: Window) -> (Window, u32) {
    let aware = atom(x, "XdndAware");
    let all = x.query_tree(root).expect("sent").reply().expect("windows");
    let takes = |window: &Window| {
        let shown = x.get_window_attributes(*window).expect("sent").reply();
        let asked = x.get_property(false, *window, aware, AtomEnum::ATOM, 0, 1);
        shown.is_ok_and(|shown| shown.map_state == MapState::VIEWABLE)
            && asked.expect("sent").reply().is_ok_and(|it| it.length > 0)
    };
    // The last is on top.
    let over = all.children.into_iter().rev().find(takes);
    let over = over.expect("a window that takes drops");
    let place = x.get_geometry(over).expect("sent").reply().expect("place");
    let half = |at: i16, length: u16| u32::from(at.unsigned_abs()) + u32::from(length) / 2;
    (
        over,
        half(place.x, place.width) << 16 | half(place.y, place.height),
    )
}
