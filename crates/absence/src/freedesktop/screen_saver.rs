//! The screen savers of the desktops, which are also their screen lockers.

use futures_lite::StreamExt;
use zbus::connection::Builder;
use zbus::names::BusName;
use zbus::{MatchRule, Message, MessageStream};

use super::{connected, names};
use crate::{Absence, Source, Tell};

/// Each name is a service and its interface: all of them have the signal `ActiveChanged` with one
/// truth value, as the first had it. KDE and light-locker; GNOME; MATE; Cinnamon; Xfce.
const NAMES: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.xfce.ScreenSaver",
];

/// Listens on the session bus until it goes.
pub(super) async fn follow(tell: &Tell) -> zbus::Result<()> {
    connected(Builder::session(), async |bus| {
        // Before the first rule, so that no signal is missed.
        let mut messages = MessageStream::from(bus);
        let names = names(bus).await?;
        for name in NAMES {
            // The bus itself knows who has the name at the moment of the signal.
            let rule =
                format!("type='signal',sender='{name}',interface='{name}',member='ActiveChanged'");
            names
                .add_match_rule(MatchRule::try_from(rule.as_str())?)
                .await?;
        }
        while let Some(message) = messages.try_next().await? {
            if has_begun(&message) {
                tell(Absence::ScreenLocked);
            }
        }
        Ok(())
    })
    .await
}

/// Which of them are running.
pub(super) async fn sources() -> Vec<Source> {
    let found = connected(Builder::session(), async |bus| {
        let bus = names(bus).await?;
        let mut found = Vec::new();
        for name in NAMES {
            if bus.name_has_owner(BusName::try_from(name)?).await? {
                let tells = &[Absence::ScreenLocked];
                found.push(Source { name, tells });
            }
        }
        Ok(found)
    });
    found.await.unwrap_or_default()
}

fn has_begun(message: &Message) -> bool {
    let header = message.header();
    header
        .member()
        .is_some_and(|member| member == "ActiveChanged")
        && (header.interface()).is_some_and(|interface| NAMES.contains(&interface.as_str()))
        && message.body().deserialize().unwrap_or(false)
}
