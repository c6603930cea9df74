//! Keys of every program on X11: the server gives them to whoever asks first.

use std::{collections::HashMap, sync::Arc, thread};

use x11rb::{
    COPY_DEPTH_FROM_PARENT,
    connection::Connection,
    errors::ReplyError,
    protocol::{
        ErrorKind, Event,
        xkb::{self, BoolCtrl, ConnectionExt as _, PerClientFlag},
        xproto::{
            ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, GrabMode, Keycode,
            Mapping, ModMask, WindowClass,
        },
    },
    rust_connection::RustConnection,
};

use super::{Chord, Press, Purpose, chord::Key};

/// Caps Lock and Num Lock change nothing.
const IGNORED: [u16; 4] = [0, 2, 16, 18];

/// Shift, Ctrl, Alt and Super.
const COUNTED: u16 = 1 | 4 | 8 | 64;

/// The letters of a keyboard by their places, for layouts without Latin ones: the number of the first key of a row,
/// and what is printed on the row.
const ROWS: [(Keycode, &str); 3] = [(24, "QWERTYUIOP"), (38, "ASDFGHJKL"), (52, "ZXCVBNM")];

/// A key with what is held, as the server counts.
type Pressed = (Keycode, u16);

/// Keys that are ours until the value ends.
pub(super) struct Grip {
    connection: Arc<RustConnection>,
    root: u32,
    /// Never shown: what the thread is woken by.
    window: u32,
}

impl Grip {
    /// Takes the keys and calls `press` for each press. Beside it those that another program has.
    pub(super) fn take(
        wanted: &[(Purpose, Chord)],
        press: impl Fn(Press) + Send + 'static,
    ) -> Option<(Self, Vec<Purpose>)> {
        let (connection, screen) = RustConnection::connect(None).ok()?;
        let root = connection.setup().roots.get(screen)?.root;
        press_once(&connection);
        let window = connection.generate_id().ok()?;
        let created = connection.create_window(
            COPY_DEPTH_FROM_PARENT,
            window,
            root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_ONLY,
            0,
            &CreateWindowAux::new(),
        );
        created.ok()?.check().ok()?;
        let mut keys = HashMap::new();
        let taken = grab(&connection, root, wanted, &mut keys);
        let connection = Arc::new(connection);
        let (heard, wanted) = (Arc::clone(&connection), wanted.to_vec());
        thread::Builder::new()
            .name("shortcuts".to_owned())
            .spawn(move || listen(&heard, root, &wanted, keys, press))
            .ok()?;
        let grip = Self {
            connection,
            root,
            window,
        };
        Some((grip, taken))
    }
}

impl Drop for Grip {
    fn drop(&mut self) {
        let wake = ClientMessageEvent::new(32, self.window, 1_u32, [0_u32; 5]);
        let _ = self
            .connection
            .send_event(false, self.window, EventMask::NO_EVENT, wake);
        // It waits for the server: the next one may want the same keys. A server that has gone has let go of them.
        if let Ok(free) = (self.connection).ungrab_key(0_u8, self.root, ModMask::ANY) {
            let _ = free.check();
        }
    }
}

/// Has the server say once that a key is pressed, however long it is held.
fn press_once(connection: &RustConnection) {
    if let Ok(known) = connection.xkb_use_extension(1, 0) {
        let _ = known.reply();
    }
    let once = PerClientFlag::DETECTABLE_AUTO_REPEAT;
    let none = BoolCtrl::default();
    let device = xkb::ID::USE_CORE_KBD.into();
    if let Ok(set) = connection.xkb_per_client_flags(device, once, once, none, none, none) {
        let _ = set.reply();
    }
}

fn listen(
    connection: &RustConnection,
    root: u32,
    wanted: &[(Purpose, Chord)],
    mut keys: HashMap<Pressed, Purpose>,
    press: impl Fn(Press),
) {
    let mut down = None;
    while let Ok(event) = connection.wait_for_event() {
        match event {
            Event::KeyPress(event) => {
                let is_held = down.replace(event.detail) == Some(event.detail);
                let pressed = (event.detail, u16::from(event.state) & COUNTED);
                if let Some(purpose) = keys.get(&pressed).filter(|_| !is_held) {
                    press(Press {
                        purpose: *purpose,
                        // What GTK knows as a moment of the person's.
                        token: Some(format!("_TIME{}", event.time)),
                    });
                }
            }
            Event::KeyRelease(_) => down = None,
            // Another layout: the letters may lie on other keys.
            Event::MappingNotify(event) if event.request == Mapping::KEYBOARD => {
                let _ = connection.ungrab_key(0_u8, root, ModMask::ANY);
                keys.clear();
                grab(connection, root, wanted, &mut keys);
            }
            Event::ClientMessage(_) => break,
            _ => {}
        }
    }
}

/// Asks for the keys; gives back those that are taken or that this keyboard does not have.
fn grab(
    connection: &RustConnection,
    root: u32,
    wanted: &[(Purpose, Chord)],
    keys: &mut HashMap<Pressed, Purpose>,
) -> Vec<Purpose> {
    let mut refused = Vec::new();
    for (purpose, chord) in wanted {
        let held = held(*chord);
        let masks = IGNORED.map(|ignored| ModMask::from(held | ignored));
        let grabbed = keycode(connection, chord.key).filter(|key| {
            let is_ours = masks.iter().all(|mask| {
                let mode = GrabMode::ASYNC;
                let asked = connection.grab_key(false, root, *mask, *key, mode, mode);
                asked.is_ok_and(|answer| !is_refused(&answer.check()))
            });
            if !is_ours {
                for mask in masks {
                    // Some of them may have been free.
                    let _ = connection.ungrab_key(*key, root, mask);
                }
            }
            is_ours
        });
        match grabbed {
            Some(key) => {
                keys.insert((key, held), *purpose);
            }
            None => refused.push(*purpose),
        }
    }
    refused
}

fn is_refused(answer: &Result<(), ReplyError>) -> bool {
    match answer {
        Ok(()) => false,
        Err(ReplyError::X11Error(error)) => error.error_kind == ErrorKind::Access,
        Err(ReplyError::ConnectionError(_)) => true,
    }
}

/// The masks of X11: Shift, Control, Mod1 and Mod4.
fn held(chord: Chord) -> u16 {
    let parts = [
        (chord.shift, 1),
        (chord.ctrl, 4),
        (chord.alt, 8),
        (chord.meta, 64),
    ];
    let held = parts.into_iter().filter(|(is_held, _)| *is_held);
    held.fold(0, |masks, (_, mask)| masks | mask)
}

/// The key that has this sign in any layout of the keyboard, else the one where a letter usually is.
fn keycode(connection: &RustConnection, key: Key) -> Option<Keycode> {
    let sign = match key {
        Key::Letter(letter) => u32::from(letter.to_ascii_lowercase()),
        Key::Digit(digit) => u32::from(digit),
        Key::Function(number) => 0xffbd + u32::from(number),
    };
    let mut keys = signs_of_keys(connection).ok()?.into_iter();
    let found = keys.find_map(|(key, signs)| signs.contains(&sign).then_some(key));
    found.or_else(|| usual_place(key))
}

/// What each key gives, in all layouts one after the other.
pub(super) fn signs_of_keys(
    connection: &RustConnection,
) -> Result<Vec<(Keycode, Vec<u32>)>, ReplyError> {
    let setup = connection.setup();
    let (first, last) = (setup.min_keycode, setup.max_keycode);
    let count = last.saturating_sub(first).saturating_add(1);
    let mapping = connection.get_keyboard_mapping(first, count)?.reply()?;
    let signs_of_one = usize::from(mapping.keysyms_per_keycode).max(1);
    let keys = (first..=last).zip(mapping.keysyms.chunks(signs_of_one));
    Ok(keys.map(|(key, signs)| (key, signs.to_vec())).collect())
}

fn usual_place(key: Key) -> Option<Keycode> {
    let Key::Letter(letter) = key else {
        return None;
    };
    ROWS.iter().find_map(|(first, row)| {
        let place = row.chars().position(|printed| printed == letter)?;
        Some(first + u8::try_from(place).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_a_usual_place() {
        let place = |letter| usual_place(Key::Letter(letter));
        assert_eq!(
            [place('Q'), place('P'), place('A'), place('M')],
            [Some(24), Some(33), Some(38), Some(58)]
        );
        assert!(('A'..='Z').all(|letter| place(letter).is_some()));
    }
}
