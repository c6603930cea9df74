//! Plays the part of a desktop that takes pictures of the screen, under the name of the one for sway,
//! behind Debian's real portal: that of sway asks nobody and always writes to the same place.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use zbus::{
    blocking::{Connection, connection::Builder},
    interface,
    zvariant::{ObjectPath, OwnedValue, Value},
};

use crate::desktop::Desktop;

/// What the part answers, by the codes of the portal's requests.
pub enum Answer {
    /// The person closed the question.
    Cancelled,
    /// This file is the picture.
    Picture(PathBuf),
}

/// The part, until the value ends.
pub struct PlayedPortal {
    bus: Connection,
    part: Arc<Mutex<Part>>,
}

struct Part {
    answer: Answer,
    asked: u32,
}

struct Screenshots(Arc<Mutex<Part>>);

impl PlayedPortal {
    /// Takes the name; the portal itself must start after it.
    pub fn start(desktop: &Desktop) -> Self {
        let part = Arc::new(Mutex::new(Part {
            answer: Answer::Cancelled,
            asked: 0,
        }));
        let connect = || -> zbus::Result<Connection> {
            Builder::address(desktop.bus())?
                .name("org.freedesktop.impl.portal.desktop.wlr")?
                .serve_at(
                    "/org/freedesktop/portal/desktop",
                    Screenshots(Arc::clone(&part)),
                )?
                .build()
        };
        Self {
            bus: connect().expect("the session bus"),
            part,
        }
    }

    /// What the permission store remembers of the person's answer: `yes`, `no` or `ask`.
    pub fn allow(&self, answer: &str) {
        let name = "org.freedesktop.impl.portal.PermissionStore";
        // Programs outside a sandbox have no name.
        let (table, create, id, application) = ("screenshot", true, "screenshot", "");
        self.bus
            .call_method(
                Some(name),
                "/org/freedesktop/impl/portal/PermissionStore",
                Some(name),
                "SetPermission",
                &(table, create, id, application, vec![answer]),
            )
            .expect("remembered");
    }

    /// How the next pictures go.
    pub fn answer(&self, answer: Answer) {
        part(&self.part).answer = answer;
    }

    /// How often a picture was wanted.
    pub fn asked(&self) -> u32 {
        part(&self.part).asked
    }
}

fn part(part: &Mutex<Part>) -> MutexGuard<'_, Part> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

// The bus hands over what it has read.
#[allow(clippy::needless_pass_by_value)]
#[interface(name = "org.freedesktop.impl.portal.Screenshot")]
impl Screenshots {
    fn screenshot(
        &self,
        _request: ObjectPath<'_>,
        _application: &str,
        _window: &str,
        _options: HashMap<String, OwnedValue>,
    ) -> (u32, HashMap<String, OwnedValue>) {
        let mut part = part(&self.0);
        part.asked += 1;
        match &part.answer {
            Answer::Cancelled => (1, HashMap::new()),
            Answer::Picture(path) => {
                let address = Value::from(format!("file://{}", escaped(path)));
                let address = OwnedValue::try_from(address).expect("no file handle");
                (0, HashMap::from([("uri".to_owned(), address)]))
            }
        }
    }

    /// From 2 on the portal asks the person first, and remembers the answer.
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        2
    }
}

/// As GLib writes an address: letters of other scripts and spaces by their bytes.
fn escaped(path: &std::path::Path) -> String {
    let mut address = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(byte) {
            address.push(char::from(*byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}
