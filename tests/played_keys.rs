//! Plays the part of a desktop on Wayland that gives keys to programs, behind Debian's real portal: no desktop of
//! Debian 12 that runs without a screen has that part.

use std::{
    collections::HashMap,
    fs,
    sync::{Arc, Mutex, PoisonError},
};

use zbus::{
    blocking::{Connection, connection::Builder},
    interface,
    zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value},
};

use crate::{
    desktop::{Desktop, wait_until},
    page::PATIENCE,
};

const NAME: &str = "org.freedesktop.impl.portal.desktop.played";
const PATH: &str = "/org/freedesktop/portal/desktop";

/// The part, until the value ends.
pub struct PlayedKeys {
    bus: Connection,
    asked: Arc<Mutex<Asked>>,
}

/// What was asked for.
#[derive(Default)]
struct Asked {
    session: Option<OwnedObjectPath>,
    /// What each is called, the words for it, and the keys that are wished.
    keys: Vec<(String, String, String)>,
}

struct GlobalShortcuts(Arc<Mutex<Asked>>);

impl PlayedKeys {
    /// Takes the name and tells the portal of it, which must start after that.
    pub fn start(desktop: &mut Desktop) -> Self {
        let parts = desktop.everything().join("portals");
        fs::create_dir(&parts).expect("folder");
        let part = format!(
            "[portal]\nDBusName={NAME}\nInterfaces=org.freedesktop.impl.portal.GlobalShortcuts;\nUseIn=sway;\n"
        );
        fs::write(parts.join("played.portal"), part).expect("part");
        desktop.set("XDG_DESKTOP_PORTAL_DIR", &parts.to_string_lossy());
        let asked = Arc::default();
        let connect = || -> zbus::Result<Connection> {
            Builder::address(desktop.bus())?
                .name(NAME)?
                .serve_at(PATH, GlobalShortcuts(Arc::clone(&asked)))?
                .build()
        };
        Self {
            bus: connect().expect("the session bus"),
            asked,
        }
    }

    /// Waits until exactly these are asked for.
    pub fn wait_for(&self, names: &[&str]) -> Vec<(String, String, String)> {
        let mut keys = Vec::new();
        wait_until("the keys are asked for", PATIENCE, || {
            keys.clone_from(&asked(&self.asked).keys);
            keys.iter().map(|(name, ..)| name).eq(names)
        });
        keys
    }

    /// The person presses them.
    pub fn press(&self, name: &str) {
        let session = asked(&self.asked).session.clone().expect("a session");
        let options: HashMap<&str, Value<'_>> = HashMap::new();
        let signal = (session, name, 1_u64, options);
        let interface = "org.freedesktop.impl.portal.GlobalShortcuts";
        let told = (self.bus).emit_signal(None::<&str>, PATH, interface, "Activated", &signal);
        told.expect("told");
    }
}

fn asked(asked: &Mutex<Asked>) -> std::sync::MutexGuard<'_, Asked> {
    asked.lock().unwrap_or_else(PoisonError::into_inner)
}

type Answer = (u32, HashMap<String, OwnedValue>);

// The bus hands over what it has read.
#[allow(clippy::needless_pass_by_value)]
#[interface(name = "org.freedesktop.impl.portal.GlobalShortcuts")]
impl GlobalShortcuts {
    fn create_session(
        &self,
        _request: ObjectPath<'_>,
        session: OwnedObjectPath,
        _application: &str,
        _options: HashMap<String, OwnedValue>,
    ) -> Answer {
        asked(&self.0).session = Some(session);
        (0, HashMap::new())
    }

    fn bind_shortcuts(
        &self,
        _request: ObjectPath<'_>,
        _session: ObjectPath<'_>,
        shortcuts: Vec<(String, HashMap<String, OwnedValue>)>,
        _window: &str,
        _options: HashMap<String, OwnedValue>,
    ) -> Answer {
        let said = |about: &HashMap<String, OwnedValue>, what: &str| {
            let said = about
                .get(what)
                .and_then(|it| it.downcast_ref::<&str>().ok());
            said.unwrap_or_default().to_owned()
        };
        let keys = shortcuts.iter().map(|(name, about)| {
            let words = said(about, "description");
            (name.clone(), words, said(about, "preferred_trigger"))
        });
        asked(&self.0).keys = keys.collect();
        (0, HashMap::new())
    }

    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        1
    }
}
