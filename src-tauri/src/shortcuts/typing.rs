//! Typing a code into the window of another program, on X11: the server takes key presses from programs as if they
//! came from the keyboard.

use std::{
    thread,
    time::{Duration, Instant},
};

use x11rb::{
    connection::Connection as _,
    errors::{ConnectionError, ReplyError},
    protocol::{
        xkb::{self, ConnectionExt as _},
        xproto::{
            AtomEnum, ConnectionExt as _, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keycode, ModMask,
            Window,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

use super::x11::signs_of_keys;
use crate::{
    app::{Core, lock},
    wire::AppError,
};

/// So long the person may hold the keys.
const HELD_AT_MOST: Duration = Duration::from_secs(5);

/// Between two looks whether they are up.
const LOOK: Duration = Duration::from_millis(10);

/// Between two presses: some programs lose faster ones.
const BETWEEN: Duration = Duration::from_millis(8);

/// Until a program has looked up what a key means that it was just told of.
const LOOKED_UP: Duration = Duration::from_millis(500);

const SHIFT: u32 = 0xffe1;

/// A place of the keyboard that gives a sign, with Shift or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stroke {
    key: Keycode,
    shift: bool,
}

impl Core {
    /// Types the code of the first favourite into the window that has the keyboard, once all keys are up. It waits
    /// for that.
    ///
    /// # Errors
    /// Why the vault is shut, `no_favourite`, `nowhere_to_type`, why there is no code, `typing_failed`.
    pub(crate) fn type_favourite(&self) -> Result<(), AppError> {
        let failed = || AppError::new("typing_failed");
        // One code after the other.
        let _turn = lock(&self.typing);
        let account = self.first_favourite()?;
        let keyboard = Keyboard::connect().ok_or_else(failed)?;
        if !keyboard.wait_until_released() {
            return Err(failed());
        }
        let window = keyboard
            .other_window()
            .ok_or_else(|| AppError::new("nowhere_to_type"))?;
        let copied = self.take_to_type(&account)?;
        let typed = keyboard.write(copied.code.as_str(), window);
        typed.map_err(|_| failed())?;
        self.note_typed(&account, &copied);
        Ok(())
    }
}

struct Keyboard {
    x: RustConnection,
}

impl Keyboard {
    fn connect() -> Option<Self> {
        let (x, _) = RustConnection::connect(None).ok()?;
        x.xkb_use_extension(1, 0).ok()?.reply().ok()?;
        x.xtest_get_version(2, 2).ok()?.reply().ok()?;
        Some(Self { x })
    }

    /// Whether all keys came up in time: with what the person holds, the code would be something else.
    fn wait_until_released(&self) -> bool {
        let end = Instant::now() + HELD_AT_MOST;
        loop {
            let keys = self.x.query_keymap().ok().and_then(|it| it.reply().ok());
            match keys {
                Some(keys) if keys.keys.iter().all(|eight| *eight == 0) => return true,
                Some(_) if Instant::now() < end => thread::sleep(LOOK),
                _ => return false,
            }
        }
    }

    /// The window that has the keyboard, unless it is ours or there is none.
    fn other_window(&self) -> Option<Window> {
        let focus = self.focus().ok()?;
        // "None" and "the one under the pointer".
        if focus <= 1 {
            return None;
        }
        let atom = self.x.intern_atom(false, b"_NET_WM_PID").ok()?;
        let atom = atom.reply().ok()?.atom;
        let mut window = focus;
        // The mark stands on the outer window of a program.
        while window != 0 {
            let mark = (self.x).get_property(false, window, atom, AtomEnum::CARDINAL, 0, 1);
            let mark = mark.ok()?.reply().ok()?;
            if mark.value32().and_then(|mut it| it.next()) == Some(std::process::id()) {
                return None;
            }
            window = self.x.query_tree(window).ok()?.reply().ok()?.parent;
        }
        Some(focus)
    }

    fn focus(&self) -> Result<Window, ReplyError> {
        Ok(self.x.get_input_focus()?.reply()?.focus)
    }

    /// Types as long as the window has the keyboard.
    fn write(&self, text: &str, window: Window) -> Result<(), ReplyError> {
        let signs: Vec<u32> = text.chars().map(u32::from).collect();
        let layout = self.layout()?;
        let mut lent = Vec::new();
        let mut strokes = Vec::new();
        for sign in signs {
            let known = layout.stroke(sign).or_else(|| find_lent(&lent, sign));
            strokes.push(match known {
                Some(stroke) => stroke,
                None => {
                    let key = layout
                        .unused(lent.len())
                        .ok_or(ConnectionError::UnknownError)?;
                    lent.push((sign, key));
                    Stroke { key, shift: false }
                }
            });
        }
        for (sign, key) in &lent {
            self.x
                .change_keyboard_mapping(1, *key, 2, &[*sign, *sign])?;
        }
        let typed = self.strike(&strokes, layout.shift, window);
        if !lent.is_empty() {
            thread::sleep(LOOKED_UP);
        }
        for (_, key) in &lent {
            self.x.change_keyboard_mapping(1, *key, 2, &[0, 0])?;
        }
        self.focus()?;
        typed
    }

    fn strike(
        &self,
        strokes: &[Stroke],
        shift: Option<Keycode>,
        window: Window,
    ) -> Result<(), ReplyError> {
        // Caps Lock, and a Shift that is locked: letters and digits would be others.
        let locks = ModMask::LOCK | ModMask::SHIFT;
        let state = self
            .x
            .xkb_get_state(xkb::ID::USE_CORE_KBD.into())?
            .reply()?;
        let locked = state.locked_mods & locks;
        self.lock_keys(locked, ModMask::default())?;
        let typed = strokes.iter().try_for_each(|stroke| {
            if self.focus()? != window {
                return Err(ConnectionError::UnknownError.into());
            }
            let shift = shift.filter(|_| stroke.shift);
            let down = shift.into_iter().chain([stroke.key]);
            let up = [stroke.key].into_iter().chain(shift);
            let events = down.map(|key| (KEY_PRESS_EVENT, key));
            for (event, key) in events.chain(up.map(|key| (KEY_RELEASE_EVENT, key))) {
                self.x.xtest_fake_input(event, key, 0, 0, 0, 0, 0)?;
            }
            self.x.flush()?;
            thread::sleep(BETWEEN);
            Ok(())
        });
        self.lock_keys(locked, locked)?;
        typed
    }

    fn lock_keys(&self, which: ModMask, to: ModMask) -> Result<(), ReplyError> {
        if which != ModMask::default() {
            let device = xkb::ID::USE_CORE_KBD.into();
            let (group, none) = (xkb::Group::M1, ModMask::default());
            (self.x)
                .xkb_latch_lock_state(device, which, to, false, group, none, false, 0)?
                .check()?;
        }
        Ok(())
    }

    fn layout(&self) -> Result<Layout, ReplyError> {
        let state = self
            .x
            .xkb_get_state(xkb::ID::USE_CORE_KBD.into())?
            .reply()?;
        let keys = signs_of_keys(&self.x)?;
        Ok(Layout::new(keys, u8::from(state.group).into()))
    }
}

fn find_lent(lent: &[(u32, Keycode)], sign: u32) -> Option<Stroke> {
    let found = lent.iter().find(|(known, _)| *known == sign);
    found.map(|(_, key)| Stroke {
        key: *key,
        shift: false,
    })
}

/// What the keys give now.
struct Layout {
    keys: Vec<(Keycode, Vec<u32>)>,
    group: usize,
    shift: Option<Keycode>,
}

impl Layout {
    fn new(keys: Vec<(Keycode, Vec<u32>)>, group: usize) -> Self {
        let shift = keys.iter().find(|(_, signs)| signs.contains(&SHIFT));
        Self {
            shift: shift.map(|(key, _)| *key),
            keys,
            group,
        }
    }

    /// The key that gives the sign in the layout that is on, without and with Shift.
    fn stroke(&self, sign: u32) -> Option<Stroke> {
        let with = |shift: bool| {
            let mut keys = self.keys.iter();
            let found =
                keys.find(|(_, signs)| self.of_group(signs).get(usize::from(shift)) == Some(&sign));
            found.map(|(key, _)| Stroke { key: *key, shift })
        };
        with(false).or_else(|| with(true).filter(|_| self.shift.is_some()))
    }

    /// The server tells two layouts in this way, and keys that have one only once. Of further ones nothing is known.
    fn of_group<'a>(&self, signs: &'a [u32]) -> &'a [u32] {
        let of = |group: usize| signs.get(2 * group..).unwrap_or_default();
        match self.group {
            0 => of(0),
            1 if of(1).iter().take(2).any(|sign| *sign != 0) => of(1),
            1 => of(0),
            _ => &[],
        }
    }

    /// A key that gives nothing, the nth from the end.
    fn unused(&self, nth: usize) -> Option<Keycode> {
        let mut keys = self.keys.iter().rev();
        keys.by_ref()
            .filter(|(_, signs)| signs.iter().all(|sign| *sign == 0))
            .nth(nth)
            .map(|(key, _)| *key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: u32 = 0x31;
    const B: u32 = 0x62;

    /// A French and a Russian layout, of which the keys 10, 11 and 50 are here.
    fn layout(group: usize) -> Layout {
        let keys = vec![
            (10, vec![0x26, ONE, ONE, 0x21]),
            (11, vec![B, 0x42, 0x6c9, 0x6e9]),
            (50, vec![SHIFT, 0, 0, 0]),
            (51, vec![0x20, 0x20, 0, 0]),
            (97, vec![0; 4]),
            (99, vec![0; 4]),
        ];
        Layout::new(keys, group)
    }

    #[test]
    fn a_digit_is_typed_as_the_layout_wants_it() {
        let digit = |group| layout(group).stroke(ONE);
        assert_eq!(
            digit(0),
            Some(Stroke {
                key: 10,
                shift: true
            })
        );
        assert_eq!(
            digit(1),
            Some(Stroke {
                key: 10,
                shift: false
            })
        );
        assert_eq!(digit(2), None, "nothing is known of a third one");
    }

    #[test]
    fn a_key_with_one_layout_has_it_in_all() {
        assert_eq!(
            layout(1).stroke(0x20),
            Some(Stroke {
                key: 51,
                shift: false
            })
        );
    }

    #[test]
    fn a_sign_of_another_layout_is_lent_a_key() {
        assert_eq!(layout(1).stroke(B), None);
        assert_eq!(
            [0, 1, 2].map(|nth| layout(1).unused(nth)),
            [Some(99), Some(97), None]
        );
    }
}
