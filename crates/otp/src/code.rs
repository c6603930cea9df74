//! A code as shown.

use std::fmt;

use zeroize::Zeroize;

/// A one-time code of 1 to 10 characters. Wiped when dropped; `Debug` shows nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Code {
    // All ASCII; the bytes past `len` are 0.
    bytes: [u8; 10],
    len: u8,
}

impl Code {
    /// The characters, e.g. `081804`. A leading zero is part of the code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Only ASCII goes in, so the default is never taken.
        str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }

    /// The last `digits` decimal digits of the value, with leading zeros.
    pub(crate) fn decimal(value: u32, digits: u8) -> Code {
        Code::spelled(value.into(), digits, b"0123456789", Order::LastFirst)
    }

    /// `len` letters of the value in the base of the alphabet.
    pub(crate) fn spelled(mut value: u64, len: u8, alphabet: &[u8], order: Order) -> Code {
        let mut code = Code {
            bytes: [0; 10],
            len: len.min(10),
        };
        let base = u64::try_from(alphabet.len()).unwrap_or(u64::MAX);
        let places = &mut code.bytes[..usize::from(code.len)];
        let mut letter = || {
            let index = usize::try_from(value % base).unwrap_or_default();
            value /= base;
            alphabet[index]
        };
        match order {
            Order::FirstFirst => places.iter_mut().for_each(|place| *place = letter()),
            Order::LastFirst => places.iter_mut().rev().for_each(|place| *place = letter()),
        }
        code
    }
}

/// Where the least significant letter goes.
#[derive(Clone, Copy)]
pub(crate) enum Order {
    /// To the front, as Steam does.
    FirstFirst,
    /// To the end, as numbers are written.
    LastFirst,
}

/// Takes what `totp-rs` prints, without going through the heap. More than 10 bytes is an error.
impl fmt::Write for Code {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let start = usize::from(self.len);
        let places = self
            .bytes
            .get_mut(start..start + text.len())
            .ok_or(fmt::Error)?;
        places.copy_from_slice(text.as_bytes());
        self.len = u8::try_from(start + text.len()).map_err(|_| fmt::Error)?;
        Ok(())
    }
}

impl Drop for Code {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_code() {
        assert_eq!(format!("{:?}", Code::decimal(123_456, 6)), "Code(…)");
    }

    #[test]
    fn leading_zeros_stay() {
        assert_eq!(Code::decimal(42, 6).as_str(), "000042");
        assert_eq!(Code::decimal(2_147_483_647, 10).as_str(), "2147483647");
        assert_eq!(Code::decimal(1_234_567, 1).as_str(), "7");
    }

    #[test]
    fn takes_ten_characters_and_no_more() {
        use std::fmt::Write as _;
        let mut code = Code::default();
        assert_eq!(write!(code, "{:04}{}", 12, "345678"), Ok(()));
        assert_eq!(code.as_str(), "0012345678");
        assert_eq!(write!(code, "9"), Err(fmt::Error));
    }
}
