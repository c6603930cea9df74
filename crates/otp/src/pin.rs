//! The PIN of Yandex and mOTP tokens.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A PIN: 1 to 64 characters without controls, kept as typed but for blanks around it.
///
/// Wiped when dropped; `Debug` shows nothing; compared in constant time.
#[derive(Clone)]
pub struct Pin(Zeroizing<String>);

/// Why a text is no PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PinError {
    /// Empty, too long, with control characters, or (Yandex) not 4 to 16 digits.
    #[error("not a PIN")]
    Unusable,
}

impl PinError {
    /// Stable identifier of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            PinError::Unusable => "bad_pin",
        }
    }

    /// The part that may be shown: nothing.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        None
    }
}

impl Pin {
    /// Takes the text as the PIN.
    ///
    /// # Errors
    /// [`PinError::Unusable`] if it is empty, longer than 64 bytes or holds control characters.
    pub fn new(text: &str) -> Result<Pin, PinError> {
        let text = text.trim();
        if text.is_empty() || text.len() > 64 || text.chars().any(char::is_control) {
            return Err(PinError::Unusable);
        }
        Ok(Pin(Zeroizing::new(text.to_owned())))
    }

    /// A PIN as Yandex gives it out: 4 to 16 digits.
    ///
    /// # Errors
    /// [`PinError::Unusable`] if it is anything else.
    pub fn for_yandex(text: &str) -> Result<Pin, PinError> {
        let pin = Pin::new(text)?;
        if pin.is_for_yandex() {
            Ok(pin)
        } else {
            Err(PinError::Unusable)
        }
    }

    pub(crate) fn is_for_yandex(&self) -> bool {
        (4..=16).contains(&self.0.len()) && self.0.bytes().all(|b| b.is_ascii_digit())
    }

    /// The text. Mark each use with an `EXPOSE` comment that says why.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Pin {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Pin {}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_pin() {
        let shown = format!(
            "{:?} {:#?}",
            Pin::new("5239").unwrap(),
            Pin::new("5239").unwrap()
        );
        assert!(
            !shown.contains("5239") && !shown.contains('4'),
            "not even its length: {shown}"
        );
    }

    #[test]
    fn refuses_what_is_no_pin() {
        for bad in ["", "  ", "12\u{0}34", &"1".repeat(65)] {
            assert_eq!(Pin::new(bad), Err(PinError::Unusable));
        }
        for bad in ["123", "12345678901234567", "12a4", "١٢٣٤"] {
            assert_eq!(Pin::for_yandex(bad), Err(PinError::Unusable), "{bad}");
        }
        assert_eq!(
            Pin::new(" 1234\n"),
            Pin::new("1234"),
            "blanks around it are not part of it"
        );
        assert_ne!(Pin::new("1234"), Pin::new("1235"));
    }
}
