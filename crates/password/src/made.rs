//! A password that was made, and how strong it is.

use std::fmt;

use zeroize::Zeroizing;

/// A password that was made just now. Wiped when dropped; `Debug` prints nothing of it.
#[derive(Clone, PartialEq)]
pub struct Made {
    /// The password, all of it ASCII.
    pub text: Zeroizing<String>,
    /// How strong it is: the binary logarithm of how many others might have come as well.
    pub bits: f64,
}

/// From so many bits on a password has the score 1, 2, 3 and 4. The last: who tries a million million
/// a second, as with a stolen table of poor hashes, takes weeks for half of them.
const STEPS: [f64; 4] = [28.0, 36.0, 48.0, 60.0];

impl Made {
    /// The strength in the five steps that an app password is judged in: 0 (guessed at once) to 4 (very
    /// hard to guess).
    #[must_use]
    pub fn score(&self) -> u8 {
        let steps = STEPS.iter().filter(|step| self.bits >= **step);
        u8::try_from(steps.count()).unwrap_or(u8::MAX)
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Made")
            .field("bits", &self.bits)
            .finish_non_exhaustive()
    }
}
