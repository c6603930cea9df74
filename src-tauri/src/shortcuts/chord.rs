//! Keys that are pressed together, such as `Ctrl+Alt+P`.

/// A letter, a digit or a function key, with what is held meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// Held.
    pub ctrl: bool,
    /// Held.
    pub alt: bool,
    /// Held.
    pub shift: bool,
    /// Held: the key with the sign of the system.
    pub meta: bool,
    /// Pressed.
    pub key: Key,
}

/// The key that is pressed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// `A` to `Z`.
    Letter(char),
    /// `0` to `9`.
    Digit(char),
    /// `F1` to `F12`.
    Function(u8),
}

/// One key that is held makes what programs have for themselves, such as `Ctrl+C` and `Alt+F4`.
const HELD_AT_LEAST: usize = 2;

impl Chord {
    /// Reads `Ctrl+Alt+P`; `None` for what is no chord, and for one that programs need themselves.
    pub fn parse(text: &str) -> Option<Self> {
        let mut held: Vec<_> = text.split('+').collect();
        let key = Key::parse(held.pop()?)?;
        let mut chord = Self {
            ctrl: false,
            alt: false,
            shift: false,
            meta: false,
            key,
        };
        for name in &held {
            let place = match *name {
                "Ctrl" => &mut chord.ctrl,
                "Alt" => &mut chord.alt,
                "Shift" => &mut chord.shift,
                "Super" => &mut chord.meta,
                _ => return None,
            };
            if std::mem::replace(place, true) {
                return None;
            }
        }
        (held.len() >= HELD_AT_LEAST).then_some(chord)
    }

    /// The chord in the words of others: what is held by these names of Ctrl, Alt, Shift and Super, then the key.
    pub fn spelled(self, names: [&str; 4], key: &str) -> String {
        let held = [self.ctrl, self.alt, self.shift, self.meta];
        let names = held.into_iter().zip(names);
        let held: String = names
            .filter_map(|(is_held, name)| is_held.then_some(name))
            .collect();
        held + key
    }
}

impl Key {
    fn parse(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        match (letters.next()?, letters.as_str()) {
            (letter @ 'A'..='Z', "") => Some(Self::Letter(letter)),
            (digit @ '0'..='9', "") => Some(Self::Digit(digit)),
            ('F', number) => {
                let number: u8 = number.parse().ok()?;
                (1..=12).contains(&number).then_some(Self::Function(number))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_window_writes() {
        let chord = Chord::parse("Ctrl+Alt+P").expect("a chord");
        assert!(chord.ctrl && chord.alt && !chord.shift && !chord.meta);
        assert_eq!(chord.key, Key::Letter('P'));
        let key = |text| Chord::parse(text).expect("a chord").key;
        assert_eq!(key("Shift+Super+7"), Key::Digit('7'));
        assert_eq!(key("Ctrl+Alt+Shift+F9"), Key::Function(9));
    }

    #[test]
    fn leaves_to_programs_what_they_need() {
        for text in ["P", "Shift+P", "7", "Ctrl+C", "Alt+F4", "F5", "Super+L"] {
            assert_eq!(Chord::parse(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_chord() {
        for text in [
            "",
            "Ctrl",
            "Ctrl+Alt",
            "Ctrl+Alt+",
            "+Alt+P",
            "Ctrl+Ctrl+P",
            "Ctrl+Alt+p",
            "Ctrl+Alt+PP",
            "Ctrl+Alt+F0",
            "Ctrl+Alt+F13",
            "Ctrl+Alt+F999",
            "Hyper+Alt+P",
            "Ctrl+Alt+Ы",
        ] {
            assert_eq!(Chord::parse(text), None, "{text}");
        }
    }

    #[test]
    fn is_spelled_as_others_do() {
        let chord = Chord::parse("Ctrl+Super+P").expect("a chord");
        let names = ["CTRL+", "ALT+", "SHIFT+", "LOGO+"];
        assert_eq!(chord.spelled(names, "p"), "CTRL+LOGO+p");
    }
}
