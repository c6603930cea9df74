//! Keys of every program on Wayland: the desktop asks the person which, and tells when they are pressed.

use std::{pin::pin, time::Duration};

use ashpd::{
    AppID,
    desktop::{
        CreateSessionOptions,
        global_shortcuts::{Activated, BindShortcutsOptions, GlobalShortcuts, NewShortcut},
    },
    register_host_app_with_connection,
    zbus::Connection,
};
use futures_lite::{StreamExt, future::or};
use tokio::sync::oneshot;

use super::{Chord, Press, Purpose, chord::Key};
use crate::harden;

/// A desktop that hangs gives no keys.
const PATIENCE: Duration = Duration::from_secs(2);

/// Keys that the desktop gives us until the value ends.
pub(super) struct Grip {
    _until: oneshot::Sender<()>,
}

/// Whether the desktop gives keys to programs.
pub(super) async fn is_there() -> bool {
    // The crate takes a portal that is not there for the first version of it.
    let asked = async {
        let portal = GlobalShortcuts::new().await.ok()?;
        portal.get_property::<u32>("version").await.ok()
    };
    matches!(tokio::time::timeout(PATIENCE, asked).await, Ok(Some(_)))
}

impl Grip {
    /// Asks for the keys, each with the words for what it does, and calls `press` for each press.
    pub(super) fn take(
        wanted: Vec<(Purpose, Chord)>,
        words: Vec<String>,
        press: impl Fn(Press) + Send + Sync + 'static,
    ) -> Self {
        let (_until, ended) = oneshot::channel::<()>();
        tauri::async_runtime::spawn(async move {
            // A desktop that refuses has told the person so.
            let listening = async { drop(listen(&wanted, &words, &press).await) };
            or(listening, async { drop(ended.await) }).await;
        });
        Self { _until }
    }
}

async fn listen(
    wanted: &[(Purpose, Chord)],
    words: &[String],
    press: &(impl Fn(Press) + Sync),
) -> ashpd::Result<()> {
    // A connection of its own: what was asked for ends with it.
    let connection = Connection::session().await?;
    let (portal, session) = {
        // The portal looks at who calls with the first call, and remembers it.
        let _seen = harden::SeenByPortal::now();
        if let Ok(id) = AppID::try_from("app.propusk.Propusk") {
            // Unknown to older portals, refused in a sandbox: the keys may come all the same.
            let _ = register_host_app_with_connection(connection.clone(), id).await;
        }
        let portal = GlobalShortcuts::with_connection(connection).await?;
        let session = portal
            .create_session(CreateSessionOptions::default())
            .await?;
        (portal, session)
    };
    let mut presses = pin!(portal.receive_activated().await?);
    let shortcuts = wanted.iter().zip(words).map(|((purpose, chord), words)| {
        NewShortcut::new(name(*purpose), words).preferred_trigger(trigger(*chord).as_str())
    });
    let shortcuts: Vec<_> = shortcuts.collect();
    let options = BindShortcutsOptions::default();
    portal
        .bind_shortcuts(&session, &shortcuts, None, options)
        .await?
        .response()?;
    while let Some(pressed) = presses.next().await {
        let mut ours = wanted.iter().map(|(purpose, _)| *purpose);
        if let Some(purpose) = ours.find(|it| name(*it) == pressed.shortcut_id()) {
            let token = token(&pressed);
            press(Press { purpose, token });
        }
    }
    Ok(())
}

/// By what the desktop remembers the person's choice.
fn name(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Show => "show",
        Purpose::Copy => "copy",
        Purpose::Type => "type",
    }
}

fn token(pressed: &Activated) -> Option<String> {
    let token = pressed.options().get("activation_token")?;
    token.downcast_ref::<&str>().ok().map(str::to_owned)
}

/// The chord as the portal spells it.
fn trigger(chord: Chord) -> String {
    let key = match chord.key {
        Key::Letter(letter) => letter.to_ascii_lowercase().to_string(),
        Key::Digit(digit) => digit.to_string(),
        Key::Function(number) => format!("F{number}"),
    };
    chord.spelled(["CTRL+", "ALT+", "SHIFT+", "LOGO+"], &key)
}
