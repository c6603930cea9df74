//! logind, played on a bus of the test's own.

use std::collections::HashMap;
use std::io::{PipeReader, Read};
use std::os::fd::OwnedFd;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use zbus::blocking::{Connection, connection};
use zbus::message::Header;
use zbus::zvariant::{self, OwnedObjectPath, Value};
use zbus::{fdo, interface};

use crate::bus::Bus;
use crate::{A_WHILE, SOON};

pub(crate) const PATH: &str = "/org/freedesktop/login1";
pub(crate) const MANAGER: &str = "org.freedesktop.login1.Manager";
pub(crate) const SESSION: &str = "org.freedesktop.login1.Session";
const TO_ALL: Option<&str> = None;
/// The session of the program under test, and one of somebody else.
pub(crate) const OURS: &str = "/org/freedesktop/login1/session/_37";
pub(crate) const ANOTHER: &str = "/org/freedesktop/login1/session/_38";

/// By which question it finds the session of the program under test.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finds {
    ByAuto,
    ByProcess,
    ById,
    Never,
}

/// A running one, ended when dropped.
pub(crate) struct Logind {
    bus: Connection,
    delays: Receiver<Delay>,
}

/// Somebody who wants to be waited for before the computer sleeps.
pub(crate) struct Delay {
    pub(crate) what: String,
    pub(crate) mode: String,
    /// His name on the bus.
    pub(crate) who: String,
    ended: Receiver<()>,
}

impl Delay {
    pub(crate) fn assert_held(&self) {
        let ended = self.ended.recv_timeout(A_WHILE);
        assert!(ended.is_err(), "the computer could sleep already");
    }

    pub(crate) fn wait_for_end(&self) {
        self.ended.recv_timeout(SOON).unwrap();
    }
}

impl Logind {
    pub(crate) fn start(bus: &Bus) -> Self {
        Self::that(bus, Finds::ByAuto, true)
    }

    pub(crate) fn that(bus: &Bus, finds: Finds, grants: bool) -> Self {
        let (delay, delays) = channel();
        let manager = Manager {
            finds,
            grants: grants.then_some(delay),
        };
        let bus = connection::Builder::address(bus.address.as_str())
            .and_then(|builder| builder.name("org.freedesktop.login1"))
            .and_then(|builder| builder.serve_at(PATH, manager))
            .and_then(connection::Builder::build)
            .unwrap();
        Self { bus, delays }
    }

    /// Waits for the next one who wants to be waited for.
    pub(crate) fn delay(&self) -> Delay {
        self.delays.recv_timeout(SOON).unwrap()
    }

    pub(crate) fn assert_nobody_asks_for_delay(&self) {
        assert!(self.delays.recv_timeout(A_WHILE).is_err());
    }

    pub(crate) fn prepare_for_sleep(&self, begins: bool) {
        let name = "PrepareForSleep";
        let sent = self.bus.emit_signal(TO_ALL, PATH, MANAGER, name, &(begins));
        sent.unwrap();
    }

    pub(crate) fn signal(&self, session: &str, name: &str) {
        let sent = self.bus.emit_signal(TO_ALL, session, SESSION, name, &());
        sent.unwrap();
    }

    pub(crate) fn change(&self, session: &str, property: &str, value: bool) {
        let values = HashMap::from([(property, Value::from(value)), ("IdleHint", true.into())]);
        let none: [&str; 0] = [];
        let interface = "org.freedesktop.DBus.Properties";
        let body = (SESSION, values, &none[..]);
        let sent = (self.bus).emit_signal(TO_ALL, session, interface, "PropertiesChanged", &body);
        sent.unwrap();
    }
}

struct Manager {
    finds: Finds,
    grants: Option<Sender<Delay>>,
}

#[allow(clippy::needless_pass_by_value, reason = "the shape that zbus wants")]
#[interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(
        &self,
        what: String,
        _who: &str,
        _why: &str,
        mode: String,
        #[zbus(header)] header: Header<'_>,
    ) -> fdo::Result<zvariant::OwnedFd> {
        let Some(grants) = &self.grants else {
            return Err(fdo::Error::AccessDenied("no".to_owned()));
        };
        let (read, write) = std::io::pipe().unwrap();
        let delay = Delay {
            what,
            mode,
            who: header.sender().unwrap().to_string(),
            ended: end_of(read),
        };
        grants.send(delay).unwrap();
        Ok(OwnedFd::from(write).into())
    }

    fn get_session(&self, id: &str) -> fdo::Result<OwnedObjectPath> {
        match (id, self.finds) {
            ("auto", Finds::ByAuto) | ("7", Finds::ById) => Ok(path(OURS)),
            _ => Err(fdo::Error::Failed("No such session".to_owned())),
        }
    }

    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, pid: u32) -> fdo::Result<OwnedObjectPath> {
        match (pid, self.finds) {
            (0, Finds::ByProcess) => Ok(path(OURS)),
            _ => Err(fdo::Error::Failed("In no known session".to_owned())),
        }
    }
}

fn path(text: &str) -> OwnedObjectPath {
    text.try_into().unwrap()
}

/// Is sent something when the last other end of the pipe has been closed.
fn end_of(mut pipe: PipeReader) -> Receiver<()> {
    let (end, ended) = channel();
    thread::spawn(move || {
        assert_eq!(pipe.read(&mut [0]).unwrap(), 0);
        let _ = end.send(());
    });
    ended
}
