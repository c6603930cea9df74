//! Keys of every program on Windows and macOS. **Not yet run.**

use std::sync::Arc;

use tauri::{AppHandle, Runtime};
use tauri_plugin_global_shortcut::{GlobalShortcutExt, ShortcutState};

use super::{Chord, Press, Purpose, chord::Key};

/// Takes the keys and calls `press` for each press. Gives back those that another program has.
pub(super) fn take<R: Runtime>(
    app: &AppHandle<R>,
    wanted: &[(Purpose, Chord)],
    press: impl Fn(Press) + Send + Sync + 'static,
) -> Vec<Purpose> {
    let (keys, press) = (app.global_shortcut(), Arc::new(press));
    let is_refused = |(purpose, chord): &&(Purpose, Chord)| {
        let (press, purpose) = (Arc::clone(&press), *purpose);
        let taken = keys.on_shortcut(spelled(*chord).as_str(), move |_, _, event| {
            if event.state() == ShortcutState::Pressed {
                press(Press {
                    purpose,
                    token: None,
                });
            }
        });
        taken.is_err()
    };
    let refused = wanted.iter().filter(is_refused);
    refused.map(|(purpose, _)| *purpose).collect()
}

/// Lets go of all keys.
pub(super) fn end<R: Runtime>(app: &AppHandle<R>) {
    let _ = app.global_shortcut().unregister_all();
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
