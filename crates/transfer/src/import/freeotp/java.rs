//! The part of Java's serialisation that a `HashMap` of texts needs ("Java Object Serialization
//! Specification", §6.4).

use std::collections::HashMap;
use std::rc::Rc;

use zeroize::Zeroizing;

use crate::import::{ImportError, MOST_ENTRIES};

/// What every stream begins with: its mark and version.
pub(super) const START: &[u8] = b"\xac\xed\x00\x05";

/// A block of 8 bytes: the capacity and size of the map, after the description of its class.
const SIZES: [u8; 2] = [0x77, 8];
const TEXT: u8 = 0x74;
const LONG_TEXT: u8 = 0x7c;
const REFERENCE: u8 = 0x71;
/// The number of the first text: the class and the map have numbers, too.
const FIRST_TEXT: u32 = 0x7e_0002;

/// The longest key, in bytes; those of FreeOTP are identifiers.
const LONGEST_KEY: usize = 256;

/// A text; shared, because a short reference may stand for a long one any number of times.
type Shared = Rc<Zeroizing<String>>;

/// The texts, in their order.
pub(super) struct Map {
    keys: Vec<String>,
    values: HashMap<String, Shared>,
}

impl Map {
    /// Reads the map to its end.
    ///
    /// # Errors
    /// [`ImportError::Damaged`] when it is cut, or is no map of texts;
    /// [`ImportError::TooManyEntries`] when it has more than two texts for each of 10 000 accounts.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ImportError> {
        let (size, rest) = size(bytes).ok_or(ImportError::Damaged)?;
        if usize::try_from(size).is_ok_and(|size| size > 2 * MOST_ENTRIES + 1) {
            return Err(ImportError::TooManyEntries);
        }
        Self::of_size(size, rest).ok_or(ImportError::Damaged)
    }

    fn of_size(size: u32, mut rest: &[u8]) -> Option<Self> {
        let mut texts = Vec::new();
        let mut map = Self {
            keys: Vec::new(),
            values: HashMap::new(),
        };
        for _ in 0..size {
            let key = next(&mut rest, &mut texts)?;
            let value = next(&mut rest, &mut texts)?;
            if key.len() > LONGEST_KEY {
                return None;
            }
            map.keys.push(key.to_string());
            map.values.insert(key.to_string(), value);
        }
        Some(map)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(|value| value.as_str())
    }
}

/// The size of the map, and what follows it.
fn size(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let sizes = bytes.windows(2).position(|pair| pair == SIZES)?;
    let (size, rest) = bytes.get(sizes + 6..)?.split_first_chunk()?;
    Some((u32::from_be_bytes(*size), rest))
}

/// Takes one text off the front.
fn next(rest: &mut &[u8], texts: &mut Vec<Shared>) -> Option<Shared> {
    let (kind, after) = rest.split_first()?;
    let (length, after) = match *kind {
        TEXT => {
            let (length, after) = after.split_first_chunk()?;
            (usize::from(u16::from_be_bytes(*length)), after)
        }
        LONG_TEXT => {
            let (length, after) = after.split_first_chunk()?;
            (usize::try_from(u64::from_be_bytes(*length)).ok()?, after)
        }
        REFERENCE => {
            let (number, after) = after.split_first_chunk()?;
            let number = u32::from_be_bytes(*number).checked_sub(FIRST_TEXT)?;
            *rest = after;
            return texts.get(usize::try_from(number).ok()?).cloned();
        }
        _ => return None,
    };
    let (text, after) = after.split_at_checked(length)?;
    *rest = after;
    let text = Rc::new(decode(text)?);
    texts.push(Rc::clone(&text));
    Some(text)
}

/// Modified UTF-8: UTF-16 whose units are written with one to three bytes each, zero with two.
fn decode(bytes: &[u8]) -> Option<Zeroizing<String>> {
    let mut units = Zeroizing::new(Vec::with_capacity(bytes.len()));
    let mut rest = bytes;
    loop {
        let tail = |byte: &u8| (byte & 0xc0 == 0x80).then_some(u16::from(byte & 0x3f));
        let (unit, after) = match rest {
            [] => break,
            [a, after @ ..] if *a < 0x80 => (u16::from(*a), after),
            [a, b, after @ ..] if a & 0xe0 == 0xc0 => (u16::from(a & 0x1f) << 6 | tail(b)?, after),
            [a, b, c, after @ ..] if a & 0xf0 == 0xe0 => {
                (u16::from(a & 0x0f) << 12 | tail(b)? << 6 | tail(c)?, after)
            }
            _ => return None,
        };
        units.push(unit);
        rest = after;
    }
    String::from_utf16(&units).ok().map(Zeroizing::new)
}
