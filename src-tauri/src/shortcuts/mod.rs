//! Keys that work in every program: they show the window, copy the code of the first favourite, or type it. None of
//! them is on by itself.

mod chord;
#[cfg(not(target_os = "linux"))]
mod native;
#[cfg(target_os = "linux")]
mod portal;
#[cfg(target_os = "linux")]
mod typing;
#[cfg(target_os = "linux")]
mod x11;

use std::sync::Mutex;

use tauri::{AppHandle, Manager, Runtime};

use crate::{
    app::{App, Core, lock},
    outside, window,
    wire::{AppError, Purpose, ShortcutWay},
};
pub use chord::Chord;

/// The keys that are ours now.
#[derive(Default)]
pub struct Shortcuts(Mutex<Held>);

#[derive(Default)]
struct Held {
    wanted: Vec<(Purpose, Chord)>,
    /// Another program has their keys.
    taken: Vec<Purpose>,
    /// Keeps the keys as long as it lives.
    #[cfg(target_os = "linux")]
    grip: Option<Grip>,
}

#[cfg(target_os = "linux")]
enum Grip {
    X11(#[allow(dead_code, reason = "lets go when it is dropped")] x11::Grip),
    Portal(#[allow(dead_code, reason = "lets go when it is dropped")] portal::Grip),
}

/// Somebody pressed the keys.
struct Press {
    purpose: Purpose,
    /// The desktop's word that it was the person, just now.
    token: Option<String>,
}

impl Core {
    fn wanted_shortcuts(&self) -> Vec<(Purpose, Chord)> {
        let settings = lock(&self.settings);
        let wanted = [
            (Purpose::Show, &settings.show_keys),
            (Purpose::Copy, &settings.copy_keys),
            (Purpose::Type, &settings.type_keys),
        ];
        let chords = wanted
            .into_iter()
            .filter_map(|(purpose, keys)| Some((purpose, Chord::parse(keys.as_deref()?)?)));
        chords
            .filter(|(purpose, _)| *purpose != Purpose::Type || can_type())
            .collect()
    }

    /// Whose keys another program has.
    pub(crate) fn taken_shortcuts(&self) -> Vec<Purpose> {
        lock(&self.shortcuts.0).taken.clone()
    }
}

/// How programs get such keys on this desktop.
pub async fn way() -> ShortcutWay {
    #[cfg(target_os = "linux")]
    if is_wayland() {
        return match portal::is_there().await {
            true => ShortcutWay::Desktop,
            false => ShortcutWay::None,
        };
    }
    ShortcutWay::Here
}

/// Whether programs here may type into the windows of others. On Windows and macOS they may, but this one does not
/// know how.
pub fn can_type() -> bool {
    #[cfg(target_os = "linux")]
    return !is_wayland();
    #[cfg(not(target_os = "linux"))]
    false
}

/// Also where we ourselves speak X11: keys of Wayland's windows do not come that way.
#[cfg(target_os = "linux")]
fn is_wayland() -> bool {
    std::env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty())
}

/// Takes the keys that are set, when the program starts.
pub fn begin<R: Runtime>(app: &AppHandle<R>) {
    let handle = app.clone();
    tauri::async_runtime::spawn_blocking(move || apply(&handle));
}

/// Takes the keys that are set, and lets go of others. It waits for the server, so not on the window's thread.
pub fn apply<R: Runtime>(app: &AppHandle<R>) {
    let state = app.state::<App>().inner().clone();
    let core = state.core();
    let mut held = lock(&core.shortcuts.0);
    let wanted = core.wanted_shortcuts();
    if held.wanted == wanted {
        return;
    }
    // The old ones first: they may be wanted for something else.
    *held = Held::default();
    #[cfg(not(target_os = "linux"))]
    native::end(app);
    if !wanted.is_empty() {
        let pressing = app.clone();
        take(
            app,
            &wanted,
            move |press| pressed(&pressing, press),
            &mut held,
        );
    }
    held.wanted = wanted;
}

#[cfg(target_os = "linux")]
fn take<R: Runtime>(
    app: &AppHandle<R>,
    wanted: &[(Purpose, Chord)],
    press: impl Fn(Press) + Send + Sync + 'static,
    held: &mut Held,
) {
    if is_wayland() {
        let state = app.state::<App>();
        let words = wanted.iter().map(|(purpose, _)| match purpose {
            Purpose::Show => state.words("settings-keys-show"),
            Purpose::Copy => state.words("settings-keys-copy"),
            Purpose::Type => state.words("settings-keys-type"),
        });
        let grip = portal::Grip::take(wanted.to_vec(), words.collect(), press);
        held.grip = Some(Grip::Portal(grip));
    } else if let Some((grip, taken)) = x11::Grip::take(wanted, press) {
        held.grip = Some(Grip::X11(grip));
        held.taken = taken;
    }
}

#[cfg(not(target_os = "linux"))]
fn take<R: Runtime>(
    app: &AppHandle<R>,
    wanted: &[(Purpose, Chord)],
    press: impl Fn(Press) + Send + Sync + 'static,
    held: &mut Held,
) {
    held.taken = native::take(app, wanted, press);
}

fn pressed<R: Runtime>(app: &AppHandle<R>, Press { purpose, token }: Press) {
    match purpose {
        Purpose::Show => bring(app, token),
        Purpose::Copy => copy_favourite(app, token),
        Purpose::Type => type_favourite(app, token),
    }
}

fn bring<R: Runtime>(app: &AppHandle<R>, token: Option<String>) {
    let handle = app.clone();
    let _ = app.run_on_main_thread(move || window::bring(&handle, token.as_deref()));
}

fn copy_favourite<R: Runtime>(app: &AppHandle<R>, token: Option<String>) {
    let (app, state) = (app.clone(), app.state::<App>().inner().clone());
    tauri::async_runtime::spawn(async move {
        match state.blocking(Core::first_favourite).await {
            Ok(account) => outside::copy(&app, account),
            Err(error) => refuse(&app, token, &error),
        }
    });
}

#[cfg(target_os = "linux")]
fn type_favourite<R: Runtime>(app: &AppHandle<R>, token: Option<String>) {
    use tauri::Emitter;
    let (app, state) = (app.clone(), app.state::<App>().inner().clone());
    tauri::async_runtime::spawn(async move {
        match state.blocking(Core::type_favourite).await {
            // The page, where there is one, marks the code as used.
            Ok(()) => drop(app.emit("code-typed", ())),
            Err(error) => refuse(&app, token, &error),
        }
    });
}

#[cfg(not(target_os = "linux"))]
fn type_favourite<R: Runtime>(_app: &AppHandle<R>, _token: Option<String>) {}

/// Tells why there is no code. A vault that is shut is opened in the window, and favourites are chosen there.
fn refuse<R: Runtime>(app: &AppHandle<R>, token: Option<String>, error: &AppError) {
    if !app.state::<App>().core().is_open() || error.code == "no_favourite" {
        bring(app, token);
    }
    outside::tell_error(app, error);
}
