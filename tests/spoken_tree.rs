//! What a screen reader gets from the window over AT-SPI: the tree of objects, and what the window reports
//! there while it runs.

use std::{
    collections::HashMap,
    fmt::{self, Write as _},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use zbus::{
    MatchRule,
    blocking::{Connection, MessageIterator, Proxy, connection::Builder},
    message::Type,
    zvariant::{OwnedObjectPath, OwnedValue, Value},
};

use crate::{desktop::Desktop, page::PATIENCE};

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const TEXT: &str = "org.a11y.atspi.Text";
const EVENTS: &str = "org.a11y.atspi.Event.Object";
/// A tree deeper than this has no end.
const DEEPEST: usize = 40;

/// What an object is, by the numbers of AT-SPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A push button.
    Button,
    /// What WebKit makes of a button with a menu, and of a choice.
    ComboBox,
    /// A window within the window.
    Dialog,
    /// The page.
    Document,
    /// A field to type in.
    Entry,
    /// The window of the program.
    Frame,
    /// A list.
    List,
    /// One of a list.
    ListItem,
    /// A menu.
    Menu,
    /// One of a menu.
    MenuItem,
    /// Something to be heard at once.
    Notification,
    /// A line between groups of a menu.
    Separator,
    /// A button that stays pressed.
    ToggleButton,
    /// Anything else.
    Other(u32),
}

impl From<u32> for Role {
    fn from(number: u32) -> Self {
        match number {
            11 => Self::ComboBox,
            16 => Self::Dialog,
            23 => Self::Frame,
            31 => Self::List,
            32 => Self::ListItem,
            33 => Self::Menu,
            35 => Self::MenuItem,
            43 => Self::Button,
            50 => Self::Separator,
            62 => Self::ToggleButton,
            79 => Self::Entry,
            95 => Self::Document,
            101 => Self::Notification,
            other => Self::Other(other),
        }
    }
}

/// How an object is, by the numbers of AT-SPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Can be used.
    Enabled = 8,
    /// Can have the focus.
    Focusable = 11,
    /// Has it.
    Focused = 12,
    /// Nothing else can be used meanwhile.
    Modal = 16,
    /// Stays down.
    Pressed = 20,
    /// Opens a menu.
    HasPopup = 42,
}

const STATES: [State; 6] = [
    State::Enabled,
    State::Focusable,
    State::Focused,
    State::Modal,
    State::Pressed,
    State::HasPopup,
];

/// Where an object is on the bus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    program: String,
    path: OwnedObjectPath,
}

/// One object as a screen reader sees it.
#[derive(Clone)]
pub struct Spoken {
    /// Where it is.
    pub place: Place,
    /// How deep it lies.
    pub depth: usize,
    /// What it is.
    pub role: Role,
    /// What it is called.
    pub name: String,
    /// What it contains as text, when it has any.
    pub text: String,
    /// Its attributes, such as its number in a list.
    pub attributes: HashMap<String, String>,
    states: Vec<u32>,
}

impl Spoken {
    /// Whether it is in this state.
    #[allow(clippy::as_conversions)] // the number of a state is its value
    pub fn is(&self, state: State) -> bool {
        let number = state as usize;
        let word = self.states.get(number / 32).copied().unwrap_or(0);
        word & (1 << (number % 32)) != 0
    }
}

/// The objects of the screen in reading order, each before those in it.
#[derive(Clone)]
pub struct Tree(Vec<Spoken>);

impl Tree {
    /// All objects in reading order.
    pub fn all(&self) -> &[Spoken] {
        &self.0
    }

    /// The objects of a role, in reading order.
    pub fn of_role(&self, role: Role) -> Vec<&Spoken> {
        self.0.iter().filter(|one| one.role == role).collect()
    }

    /// The first object of this role and name.
    pub fn find(&self, role: Role, name: &str) -> Option<&Spoken> {
        (self.0.iter()).find(|one| one.role == role && one.name == name)
    }

    /// The same where there must be one.
    pub fn expect(&self, role: Role, name: &str) -> &Spoken {
        self.find(role, name)
            .unwrap_or_else(|| panic!("no {role:?} is called \"{name}\":\n{self}"))
    }

    /// What lies in an object.
    pub fn inside(&self, outer: &Spoken) -> Self {
        let at = self.number(outer);
        let inner = self.0[at + 1..]
            .iter()
            .take_while(|one| one.depth > outer.depth);
        Self(inner.cloned().collect())
    }

    /// Which one it is in reading order.
    pub fn number(&self, object: &Spoken) -> usize {
        let at = (self.0.iter()).position(|one| one.place == object.place);
        at.expect("an object of this tree")
    }

    /// The object that has the focus, the innermost where several say so.
    pub fn focused(&self) -> Option<&Spoken> {
        self.0.iter().rfind(|one| one.is(State::Focused))
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for one in &self.0 {
            let indent = one.depth * 2;
            write!(to, "{:indent$}{:?} \"{}\"", "", one.role, one.name)?;
            if !one.text.is_empty() && one.text != one.name {
                write!(to, " = \"{}\"", one.text)?;
            }
            let mut states = String::new();
            for state in STATES.into_iter().filter(|state| one.is(*state)) {
                if !matches!(state, State::Enabled | State::Focusable) {
                    write!(states, " {state:?}")?;
                }
            }
            writeln!(to, "{}", states.to_lowercase())?;
        }
        Ok(())
    }
}

/// What a window has reported.
#[derive(Default)]
struct Heard {
    announcements: Vec<String>,
    new_names: Vec<String>,
}

/// A screen reader on a desktop.
pub struct ScreenReader {
    bus: Connection,
    heard: Arc<Mutex<Heard>>,
}

impl ScreenReader {
    /// Starts on a desktop whose windows are still to come.
    pub fn start(desktop: &mut Desktop) -> Self {
        desktop.set("NO_AT_BRIDGE", "0");
        let connect = |address: &str| Builder::address(address)?.build();
        let session = connect(desktop.bus()).expect("session bus");
        let (a11y, path) = ("org.a11y.Bus", "/org/a11y/bus");
        // Asking for it starts the accessibility bus.
        let bus = Proxy::new(&session, a11y, path, a11y).expect("proxy");
        let address: String = (bus.call("GetAddress", &()))
            .expect("an accessibility bus (Debian package at-spi2-core)");
        let status = Proxy::new(&session, a11y, path, "org.a11y.Status").expect("proxy");
        for switch in ["IsEnabled", "ScreenReaderEnabled"] {
            status.set_property(switch, true).expect("switched on");
        }
        let bus = connect(&address).expect("accessibility bus");
        let name = "org.a11y.atspi.Registry";
        let registry = Proxy::new(&bus, name, "/org/a11y/atspi/registry", name);
        // Programs report only what somebody has asked for.
        (registry
            .expect("proxy")
            .call::<_, _, ()>("RegisterEvent", &("object:",)))
        .expect("registered");
        let heard = Arc::default();
        let (listening, to) = (bus.clone(), Arc::clone(&heard));
        thread::spawn(move || listen(&listening, &to));
        Self { bus, heard }
    }

    /// Everything that can be read, as soon as something is so.
    pub fn read_when(&self, what: &str, is_so: impl Fn(&Tree) -> bool) -> Tree {
        let start = Instant::now();
        loop {
            let tree = self.read();
            if is_so(&tree) {
                return tree;
            }
            assert!(start.elapsed() < PATIENCE, "{what}: not so in\n{tree}");
            thread::sleep(Duration::from_millis(200));
        }
    }

    /// Everything that can be read at this moment.
    pub fn read(&self) -> Tree {
        let root = Place {
            program: "org.a11y.atspi.Registry".to_owned(),
            path: OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").expect("path"),
        };
        let mut found = Vec::new();
        let mut open: Vec<_> = self.children(&root).into_iter().map(|it| (it, 0)).collect();
        open.reverse();
        while let Some((place, depth)) = open.pop() {
            assert!(depth < DEEPEST, "a tree without an end");
            // What is gone by now is not there.
            let Ok(one) = self.look_at(&place, depth) else {
                continue;
            };
            found.push(one);
            let children = self.children(&place).into_iter().rev();
            open.extend(children.map(|it| (it, depth + 1)));
        }
        Tree(found)
    }

    /// The name that an object has at this moment.
    pub fn name_of(&self, object: &Spoken) -> String {
        let name = self.proxy(&object.place, ACCESSIBLE).get_property("Name");
        name.unwrap_or_default()
    }

    /// What was announced since the last time.
    pub fn announcements(&self) -> Vec<String> {
        std::mem::take(&mut self.heard.lock().expect("list").announcements)
    }

    /// Names that objects were reported to have got since the last time.
    pub fn new_names(&self) -> Vec<String> {
        std::mem::take(&mut self.heard.lock().expect("list").new_names)
    }

    fn look_at(&self, place: &Place, depth: usize) -> zbus::Result<Spoken> {
        let it = self.proxy(place, ACCESSIBLE);
        let role: u32 = it.call("GetRole", &())?;
        Ok(Spoken {
            role: Role::from(role),
            name: it.get_property("Name")?,
            states: it.call("GetState", &())?,
            // What only passes on to the page has none.
            attributes: it.call("GetAttributes", &()).unwrap_or_default(),
            text: text_of(&self.bus, place),
            place: place.clone(),
            depth,
        })
    }

    fn children(&self, of: &Place) -> Vec<Place> {
        let it = self.proxy(of, ACCESSIBLE);
        let mut all: Vec<(String, OwnedObjectPath)> =
            it.call("GetChildren", &()).unwrap_or_default();
        // GTK's view of the page has a child, in another process, and tells of it only by its number.
        if all.is_empty() {
            let count: i32 = it.get_property("ChildCount").unwrap_or(0);
            let one = |at| it.call("GetChildAtIndex", &(at,)).ok();
            all = (0..count).filter_map(one).collect();
        }
        all.into_iter()
            .map(|(program, path)| Place { program, path })
            .filter(|place| !place.path.as_str().ends_with("/null"))
            .collect()
    }

    fn proxy<'a>(&self, place: &'a Place, interface: &'static str) -> Proxy<'a> {
        proxy(&self.bus, place, interface)
    }
}

fn proxy<'a>(bus: &Connection, place: &'a Place, interface: &'static str) -> Proxy<'a> {
    zbus::blocking::proxy::Builder::new(bus)
        .destination(place.program.as_str())
        .and_then(|it| it.path(&place.path))
        .and_then(|it| it.interface(interface))
        // Names change, and nobody tells.
        .map(|it| it.cache_properties(zbus::proxy::CacheProperties::No))
        .and_then(zbus::blocking::proxy::Builder::build)
        .expect("proxy")
}

fn text_of(bus: &Connection, place: &Place) -> String {
    // Most objects have no text, and say so with an error.
    let text = proxy(bus, place, TEXT).call("GetText", &(0, -1));
    text.unwrap_or_default()
}

/// Notes what a screen reader says of itself: what appears in a live region.
fn listen(bus: &Connection, heard: &Mutex<Heard>) {
    let rule = MatchRule::builder()
        .msg_type(Type::Signal)
        .interface(EVENTS)
        .expect("interface")
        .build();
    let events = MessageIterator::for_match_rule(rule, bus, Some(10_000)).expect("listens");
    for event in events.flatten() {
        let header = event.header();
        let (Some(member), Some(program), Some(path)) =
            (header.member(), header.sender(), header.path())
        else {
            continue;
        };
        let Ok((detail, value)) = body_of(&event) else {
            continue;
        };
        let place = Place {
            program: program.to_string(),
            path: path.to_owned().into(),
        };
        let said = match (member.as_str(), detail.as_str(), &*value) {
            ("ChildrenChanged", "add", Value::Structure(child)) => {
                let child = child.try_clone().ok().and_then(|it| it.try_into().ok());
                let Some((program, path)): Option<(String, OwnedObjectPath)> = child else {
                    continue;
                };
                let child = Place { program, path };
                if !is_live(bus, &place) && !is_live(bus, &child) {
                    continue;
                }
                text_of(bus, &child)
            }
            ("TextChanged", "insert", Value::Str(text)) if is_live(bus, &place) => text.to_string(),
            ("Announcement", _, Value::Str(text)) => text.to_string(),
            ("PropertyChange", "accessible-name", Value::Str(name)) => {
                heard.lock().expect("list").new_names.push(name.to_string());
                continue;
            }
            _ => continue,
        };
        // A region that comes empty says nothing.
        if !said.is_empty() {
            heard.lock().expect("list").announcements.push(said);
        }
    }
}

/// What happened, and with what. Older programs send something else in the last place.
fn body_of(event: &zbus::Message) -> zbus::Result<(String, OwnedValue)> {
    let body = event.body();
    type Newer = (String, i32, i32, OwnedValue, HashMap<String, OwnedValue>);
    type Older = (String, i32, i32, OwnedValue, (String, OwnedObjectPath));
    if let Ok((detail, _, _, value, _)) = body.deserialize::<Newer>() {
        return Ok((detail, value));
    }
    let (detail, _, _, value, _) = body.deserialize::<Older>()?;
    Ok((detail, value))
}

/// Whether a screen reader speaks of itself when something appears in an object.
fn is_live(bus: &Connection, place: &Place) -> bool {
    let attributes: HashMap<String, String> =
        (proxy(bus, place, ACCESSIBLE).call("GetAttributes", &())).unwrap_or_default();
    let live = attributes.get("container-live").or(attributes.get("live"));
    live.is_some_and(|live| live != "off")
}
