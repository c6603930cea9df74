//! The numbers of a token, each with its range.

use std::fmt;

/// A number outside the range of its type; holds the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is out of range")]
pub struct OutOfRange(pub u64);

/// Length of a code: 1 to 10 characters. RFC 4226 §5.3 wants at least 6; exports hold all of these.
///
/// With 10 the first digit is 0, 1 or 2 only, as the truncated value has 31 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digits(u8);

/// Length of a time step: 1 to 86 400 seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(u64);

/// Moving factor of an HOTP token, the next one to use: 0 to 2^53, so that it survives JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counter(u64);

impl Digits {
    /// Six, where nothing is said.
    pub const DEFAULT: Digits = Digits(6);

    /// The number of characters, 1 to 10.
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }
}

impl Period {
    /// Thirty seconds, where nothing is said.
    pub const DEFAULT: Period = Period(30);
    pub(crate) const MOTP: Period = Period(10);

    /// The number of seconds, 1 to 86 400.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }
}

impl Counter {
    /// The largest counter, 2^53.
    pub const MAX: Counter = Counter(1 << 53);

    /// The number, 0 to 2^53.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }

    /// The counter after this one, or `None` at the end of the range.
    #[must_use]
    pub fn next(self) -> Option<Counter> {
        Counter::try_from(self.0 + 1).ok()
    }
}

impl Default for Digits {
    fn default() -> Self {
        Digits::DEFAULT
    }
}

impl Default for Period {
    fn default() -> Self {
        Period::DEFAULT
    }
}

impl TryFrom<u32> for Digits {
    type Error = OutOfRange;

    fn try_from(number: u32) -> Result<Self, OutOfRange> {
        match u8::try_from(number) {
            Ok(digits @ 1..=10) => Ok(Digits(digits)),
            _ => Err(OutOfRange(number.into())),
        }
    }
}

impl TryFrom<u64> for Period {
    type Error = OutOfRange;

    fn try_from(number: u64) -> Result<Self, OutOfRange> {
        if (1..=86_400).contains(&number) {
            Ok(Period(number))
        } else {
            Err(OutOfRange(number))
        }
    }
}

impl TryFrom<u64> for Counter {
    type Error = OutOfRange;

    fn try_from(number: u64) -> Result<Self, OutOfRange> {
        if number <= Counter::MAX.0 {
            Ok(Counter(number))
        } else {
            Err(OutOfRange(number))
        }
    }
}

macro_rules! shown_as_number {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}
shown_as_number!(Digits, Period, Counter);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ranges_end_where_they_should() {
        for bad in [0, 11, 255, 256, 262, u32::MAX] {
            assert_eq!(
                Digits::try_from(bad),
                Err(OutOfRange(bad.into())),
                "digits {bad}"
            );
        }
        assert_eq!(Digits::try_from(10).map(Digits::get), Ok(10));
        for bad in [0, 86_401, u64::MAX] {
            assert_eq!(Period::try_from(bad), Err(OutOfRange(bad)), "period {bad}");
        }
        assert_eq!(Period::try_from(86_400).map(Period::get), Ok(86_400));
        assert_eq!(Counter::try_from(1 << 53), Ok(Counter::MAX));
        assert_eq!(
            Counter::try_from((1 << 53) + 1),
            Err(OutOfRange((1 << 53) + 1))
        );
        assert_eq!(Counter::MAX.next(), None, "a counter never wraps");
    }
}
