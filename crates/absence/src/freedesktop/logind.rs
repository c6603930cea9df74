//! logind (systemd's, or elogind's): sleep, and what becomes of our own session.

use std::collections::HashMap;
use std::os::fd::OwnedFd;

use futures_lite::StreamExt;
use zbus::connection::Builder;
use zbus::fdo::{DBusProxy, NameOwnerChanged};
use zbus::names::{BusName, OwnedUniqueName};
use zbus::proxy::CacheProperties;
use zbus::zvariant::{self, OwnedObjectPath, Value};
use zbus::{Connection, MatchRule, Message, MessageStream, Proxy};

use super::{connected, names};
use crate::{Absence, Source, Tell};

const NAME: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const BUS: &str = "org.freedesktop.DBus";

/// What we hear of: its coming and going, sleep, and all sessions, for ours is not known yet.
const RULES: [&str; 3] = [
    "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',\
     arg0='org.freedesktop.login1'",
    "type='signal',sender='org.freedesktop.login1',member='PrepareForSleep'",
    "type='signal',sender='org.freedesktop.login1',\
     path_namespace='/org/freedesktop/login1/session'",
];

/// Listens on the system bus until it goes.
pub(super) async fn follow(tell: &Tell) -> zbus::Result<()> {
    connected(Builder::system(), async |bus| {
        // Before the first rule, so that no signal is missed.
        let mut messages = MessageStream::from(bus);
        let names = names(bus).await?;
        for rule in RULES {
            names.add_match_rule(MatchRule::try_from(rule)?).await?;
        }
        let mut logind = match owner(&names).await {
            Some(owner) => Some(Logind::meet(bus, owner).await),
            None => None,
        };
        while let Some(message) = messages.try_next().await? {
            if let Some(owner) = new_owner(&message) {
                // What the old one gave us goes first.
                drop(logind.take());
                if let Some(owner) = owner {
                    logind = Some(Logind::meet(bus, owner).await);
                }
            } else if let Some(logind) = &mut logind {
                logind.hear(bus, &message, tell).await;
            }
        }
        Ok(())
    })
    .await
}

/// logind, with as much as it can tell us.
pub(super) async fn sources() -> Vec<Source> {
    let found = connected(Builder::system(), async |bus| {
        let Some(owner) = owner(&names(bus).await?).await else {
            return Ok(Vec::new());
        };
        let tells: &[Absence] = match session(bus, &owner).await {
            Some(_) => &[
                Absence::Suspending,
                Absence::ScreenLocked,
                Absence::SessionInactive,
            ],
            None => &[Absence::Suspending],
        };
        Ok(vec![Source { name: NAME, tells }])
    });
    found.await.unwrap_or_default()
}

/// A running logind.
struct Logind {
    /// Who may speak for it: anybody on the bus can send us a signal of its looks.
    owner: OwnedUniqueName,
    /// The session that the person sees us in.
    session: Option<OwnedObjectPath>,
    /// Keeps the computer awake until we have heard that it goes to sleep and have done our work.
    delay: Option<OwnedFd>,
}

impl Logind {
    async fn meet(bus: &Connection, owner: OwnedUniqueName) -> Self {
        Self {
            session: session(bus, &owner).await,
            delay: delay(bus, &owner).await,
            owner,
        }
    }

    async fn hear(&mut self, bus: &Connection, message: &Message, tell: &Tell) {
        let header = message.header();
        if header.sender() != Some(&*self.owner) {
            return;
        }
        let (Some(interface), Some(member)) = (header.interface(), header.member()) else {
            return;
        };
        let ours = self.session.as_ref().map(|path| path.as_ref()) == header.path().cloned();
        match (interface.as_str(), member.as_str()) {
            (MANAGER, "PrepareForSleep") => match message.body().deserialize() {
                Ok(true) => {
                    tell(Absence::Suspending);
                    self.delay = None;
                }
                Ok(false) => self.delay = delay(bus, &self.owner).await,
                Err(_) => {}
            },
            (SESSION, "Lock") if ours => tell(Absence::ScreenLocked),
            (PROPERTIES, "PropertiesChanged") if ours => {
                for absence in changed(message) {
                    tell(absence);
                }
            }
            _ => {}
        }
    }
}

/// Who logind is at the moment, if it runs.
async fn owner(names: &DBusProxy<'_>) -> Option<OwnedUniqueName> {
    let name = BusName::try_from(NAME).ok()?;
    names.get_name_owner(name).await.ok()
}

/// Told by the bus that logind has come (its new owner) or gone (none); nothing for other messages.
fn new_owner(message: &Message) -> Option<Option<OwnedUniqueName>> {
    if message.header().sender().is_none_or(|sender| sender != BUS) {
        return None;
    }
    let signal = NameOwnerChanged::from_message(message.clone())?;
    let change = signal.args().ok()?;
    let owner = change.new_owner().as_ref();
    Some(owner.map(|owner| owner.to_owned().into()))
}

/// Called by its unique name, so that the bus does not start it.
async fn manager(bus: &Connection, owner: &OwnedUniqueName) -> zbus::Result<Proxy<'static>> {
    zbus::proxy::Builder::new(bus)
        .destination(owner.clone())?
        .path(PATH)?
        .interface(MANAGER)?
        .cache_properties(CacheProperties::No)
        .build()
        .await
}

/// Our session: that of this process; for one that the desktop started as a service of the user, and
/// which is in none, the session with the user's screen. Both are `auto`, which old versions do not
/// know. None for a process that no screen belongs to.
async fn session(bus: &Connection, owner: &OwnedUniqueName) -> Option<OwnedObjectPath> {
    let manager = manager(bus, owner).await.ok()?;
    if let Ok(session) = manager.call("GetSession", &("auto",)).await {
        return Some(session);
    }
    // Not our own number: in a container it would be somebody else's. 0 is who asks.
    if let Ok(session) = manager.call("GetSessionByPID", &(0_u32,)).await {
        return Some(session);
    }
    let id = std::env::var("XDG_SESSION_ID").ok()?;
    manager.call("GetSession", &(id,)).await.ok()
}

/// Asks logind to wait for us before the computer sleeps. Where it refuses, we are told all the same.
async fn delay(bus: &Connection, owner: &OwnedUniqueName) -> Option<OwnedFd> {
    let what = (
        "sleep",
        "Propusk",
        "Locks the accounts before the computer sleeps",
        "delay",
    );
    let manager = manager(bus, owner).await.ok()?;
    let held: zvariant::OwnedFd = manager.call("Inhibit", &what).await.ok()?;
    Some(held.into())
}

/// What the new values of our session's properties mean.
fn changed(message: &Message) -> Vec<Absence> {
    let body = message.body();
    let Ok((SESSION, values, _)) =
        body.deserialize::<(&str, HashMap<&str, Value<'_>>, Vec<&str>)>()
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if values.get("LockedHint") == Some(&Value::Bool(true)) {
        found.push(Absence::ScreenLocked);
    }
    if values.get("Active") == Some(&Value::Bool(false)) {
        found.push(Absence::SessionInactive);
    }
    found
}
