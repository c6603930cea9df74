//! Keys of every program on Windows and macOS. **Not yet run.**

use std::sync::Arc;

use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_global_shortcut::{Builder, GlobalShortcut, ShortcutState};

use super::{Chord, Press, Purpose, chord::Key};

/// Takes the keys and calls `press` for each press. Gives back those that another program has.
pub(super) fn take<R: Runtime>(
    app: &AppHandle<R>,
    wanted: &[(Purpose, Chord)],
    press: impl Fn(Press) + Send + Sync + 'static,
) -> Vec<Purpose> {
    if app.try_state::<GlobalShortcut<R>>().is_none() {
        // Without keys nothing of it is needed. Where it fails, every key is refused below.
        let _ = app.plugin(Builder::new().build());
    }
    let press = Arc::new(press);
    let take = |(purpose, chord): &(Purpose, Chord)| {
        let (press, purpose) = (Arc::clone(&press), *purpose);
        let keys = app.try_state::<GlobalShortcut<R>>()?;
        let taken = keys.on_shortcut(spelled(*chord).as_str(), move |_, _, event| {
            if event.state() == ShortcutState::Pressed {
                press(Press {
                    purpose,
                    token: None,
                });
            }
        });
        taken.ok()
    };
    let refused = wanted.iter().filter(|wish| take(wish).is_none());
    refused.map(|(purpose, _)| *purpose).collect()
}

/// Lets go of all keys.
pub(super) fn end<R: Runtime>(app: &AppHandle<R>) {
    if let Some(keys) = app.try_state::<GlobalShortcut<R>>() {
        let _ = keys.unregister_all();
    }
}

/// The chord as the crate spells it.
fn spelled(chord: Chord) -> String {
    let key = match chord.key {
        Key::Letter(letter) => format!("Key{letter}"),
        Key::Digit(digit) => format!("Digit{digit}"),
        Key::Function(number) => format!("F{number}"),
    };
    chord.spelled(["Control+", "Alt+", "Shift+", "Super+"], &key)
}
