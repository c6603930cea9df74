//! A tray as desktops have one, and what stands in it, over the bus: the icon, its menu, and the
//! notifications that come of it.

use std::{
    collections::HashMap,
    process::{Child, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use zbus::{
    blocking::{Connection, Proxy, connection::Builder},
    interface,
    zvariant::{OwnedValue, Structure, Value},
};

use crate::desktop::{Desktop, wait_until};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const LIMIT: Duration = Duration::from_secs(20);

/// What Cinnamon, MATE and Xfce show icons by. It ends with the value.
pub struct TrayHost {
    watcher: Child,
    /// It runs only beside a panel, which it knows by this name.
    _panel: Connection,
}

impl TrayHost {
    pub fn start(desktop: &Desktop) -> Self {
        let panel = Builder::address(desktop.bus())
            .and_then(|bus| bus.name("org.x.StatusIconMonitor.Panel"));
        let panel = panel.and_then(Builder::build).expect("the session bus");
        let watcher = desktop
            .command("/usr/libexec/xapps/sn-watcher/xapp-sn-watcher")
            // It leaves other desktops to their own.
            .env("XDG_CURRENT_DESKTOP", "X-Cinnamon")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("xapp-sn-watcher (Debian package xapp-sn-watcher)");
        let host = Self {
            watcher,
            _panel: panel,
        };
        let bus = connect(desktop);
        wait_until("the tray is there", LIMIT, || {
            let watcher = Proxy::new(&bus, WATCHER, "/StatusNotifierWatcher", WATCHER);
            let registered =
                watcher.and_then(|it| it.get_property("IsStatusNotifierHostRegistered"));
            registered.is_ok_and(|registered: bool| registered)
        });
        host
    }
}

impl Drop for TrayHost {
    fn drop(&mut self) {
        let _ = self.watcher.kill();
        let _ = self.watcher.wait();
    }
}

fn connect(desktop: &Desktop) -> Connection {
    let builder = Builder::address(desktop.bus()).expect("an address");
    builder.build().expect("the session bus")
}

/// Our icon.
pub struct Icon {
    bus: Connection,
    name: String,
    path: String,
}

impl Icon {
    /// Waits for the only icon in the tray.
    pub fn wait(desktop: &Desktop) -> Self {
        let bus = connect(desktop);
        let mut found = None;
        wait_until("an icon stands in the tray", LIMIT, || {
            found = icons(&bus).into_iter().next();
            found.is_some()
        });
        let found = found.expect("waited for");
        let (name, path) = found.split_once('/').expect("a name and a path");
        Self {
            bus,
            name: name.to_owned(),
            path: format!("/{path}"),
        }
    }

    /// Whether there is no icon in the tray.
    pub fn is_none(desktop: &Desktop) -> bool {
        icons(&connect(desktop)).is_empty()
    }

    /// Sizes of the pictures that a panel gets.
    pub fn pictures(&self) -> Vec<(i32, i32, usize)> {
        let item = self.proxy(&self.path, "org.kde.StatusNotifierItem");
        let pictures: Vec<(i32, i32, Vec<u8>)> = item.get_property("IconPixmap").expect("pictures");
        let size = |(width, height, data): (i32, i32, Vec<u8>)| (width, height, data.len());
        pictures.into_iter().map(size).collect()
    }

    /// A click on the icon itself.
    pub fn click(&self) {
        let item = self.proxy(&self.path, "org.kde.StatusNotifierItem");
        item.call::<_, _, ()>("Activate", &(0, 0)).expect("clicked");
    }

    /// The words of the menu, without the lines between them.
    pub fn menu(&self) -> Vec<String> {
        self.items().into_iter().map(|(_, words)| words).collect()
    }

    /// Waits until the menu says this, or does not.
    pub fn wait_for(&self, what: &str, is: impl Fn(&[String]) -> bool) -> Vec<String> {
        let mut menu = Vec::new();
        wait_until(what, LIMIT, || {
            menu = self.menu();
            is(&menu)
        });
        menu
    }

    /// Chooses an item.
    pub fn choose(&self, words: &str) {
        self.press(words).expect("chosen");
    }

    /// Chooses what ends the program, which may be gone before it has answered.
    pub fn quit(&self) {
        let _ = self.press("Quit");
    }

    fn press(&self, words: &str) -> zbus::Result<()> {
        let items = self.items();
        let found = items.iter().find(|(_, label)| label == words);
        let Some((number, _)) = found else {
            panic!("no {words} in {items:?}");
        };
        let none = Value::from(0_i32);
        let menu = self.proxy("/MenuBar", "com.canonical.dbusmenu");
        let event = (*number, "clicked", none, 0_u32);
        menu.call("Event", &event)
    }

    fn items(&self) -> Vec<(i32, String)> {
        let menu = self.proxy("/MenuBar", "com.canonical.dbusmenu");
        let wanted: Vec<&str> = Vec::new();
        type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let (_, root): (u32, Layout) = menu.call("GetLayout", &(0, -1, wanted)).expect("a menu");
        let lines = root.2.into_iter().filter_map(|line| {
            let line = Structure::try_from(line).expect("a line of the menu");
            let (number, properties, _): Layout =
                line.try_into().expect("number, properties, lines below");
            let label = properties.get("label")?.try_clone().expect("no handle");
            let label = String::try_from(label).expect("text");
            // As a panel shows it: a single underscore would mark a letter.
            Some((number, label.replace("__", "_")))
        });
        lines.collect()
    }

    fn proxy<'a>(&'a self, path: &'a str, interface: &'a str) -> Proxy<'a> {
        Proxy::new(&self.bus, self.name.as_str(), path, interface).expect("the icon")
    }
}

fn icons(bus: &Connection) -> Vec<String> {
    let watcher = Proxy::new(bus, WATCHER, "/StatusNotifierWatcher", WATCHER).expect("a proxy");
    watcher
        .get_property("RegisteredStatusNotifierItems")
        .unwrap_or_default()
}

/// Somebody who shows notifications, and keeps what they said.
pub struct Notified {
    _bus: Connection,
    shown: Arc<Mutex<Vec<Shown>>>,
}

/// One notification.
#[derive(Clone, Debug)]
pub struct Shown {
    pub replaces: u32,
    pub title: String,
    pub body: String,
    pub is_transient: bool,
}

struct Notifications(Arc<Mutex<Vec<Shown>>>);

impl Notified {
    pub fn start(desktop: &Desktop) -> Self {
        let shown = Arc::new(Mutex::new(Vec::new()));
        let connect = || -> zbus::Result<Connection> {
            Builder::address(desktop.bus())?
                .name("org.freedesktop.Notifications")?
                .serve_at(
                    "/org/freedesktop/Notifications",
                    Notifications(Arc::clone(&shown)),
                )?
                .build()
        };
        Self {
            _bus: connect().expect("the session bus"),
            shown,
        }
    }

    /// All until now.
    pub fn all(&self) -> Vec<Shown> {
        shown(&self.shown).clone()
    }

    /// Waits for one with such a title.
    pub fn wait(&self, what: &str, is: impl Fn(&str) -> bool) -> Shown {
        let mut found = None;
        wait_until(what, LIMIT, || {
            found = self.all().into_iter().find(|it| is(&it.title));
            found.is_some()
        });
        found.expect("waited for")
    }
}

fn shown(shown: &Mutex<Vec<Shown>>) -> MutexGuard<'_, Vec<Shown>> {
    shown.lock().unwrap_or_else(PoisonError::into_inner)
}

// The bus hands over what it has read.
#[allow(clippy::needless_pass_by_value, clippy::too_many_arguments)]
#[interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    fn notify(
        &self,
        _program: &str,
        replaces: u32,
        _icon: &str,
        title: &str,
        body: &str,
        _actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        shown(&self.0).push(Shown {
            replaces,
            title: title.to_owned(),
            body: body.to_owned(),
            is_transient: hints
                .get("transient")
                .is_some_and(|it| **it == Value::from(true)),
        });
        7
    }
}
