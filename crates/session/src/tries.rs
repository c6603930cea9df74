//! Wrong passwords: the first few cost nothing, then each one costs a wait. Nothing is ever wiped.

use std::time::Duration;

/// How many wrong tries are free.
const FREE: u32 = 5;

/// The longest wait.
const LONGEST: Duration = Duration::from_secs(60);

/// The wrong tries since the last right one. Times are readings of the steady clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tries {
    wrong: u32,
    next: Duration,
}

impl Tries {
    /// How long the person has to wait until the next try, or `None` when that may be now.
    #[must_use]
    pub fn wait(&self, steady: Duration) -> Option<Duration> {
        let left = self.next.saturating_sub(steady);
        (!left.is_zero()).then_some(left)
    }

    /// Notes a wrong password: 1 s after the fifth, then 2, 4 and so on up to a minute.
    pub fn wrong(&mut self, steady: Duration) {
        self.wrong = self.wrong.saturating_add(1);
        if let Some(beyond) = self.wrong.checked_sub(FREE) {
            let wait = Duration::from_secs(1_u64.checked_shl(beyond).unwrap_or(u64::MAX));
            self.next = steady.saturating_add(wait.min(LONGEST));
        }
    }

    /// Notes the right password.
    pub fn right(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(1_000);

    fn after_wrong(times: u32) -> Tries {
        let mut tries = Tries::default();
        for _ in 0..times {
            tries.wrong(START);
        }
        tries
    }

    #[test]
    fn four_wrong_tries_are_free() {
        assert_eq!(after_wrong(4).wait(START), None);
    }

    #[test]
    fn then_the_wait_doubles_up_to_a_minute() {
        let waits: Vec<_> = (5..=13)
            .map(|times| after_wrong(times).wait(START).map(|wait| wait.as_secs()))
            .collect();
        let doubled = [1, 2, 4, 8, 16, 32, 60, 60, 60].map(Some);
        assert_eq!(waits, doubled);
        let after_thousands = after_wrong(100_000).wait(START);
        assert_eq!(after_thousands, Some(LONGEST), "and never more");
    }

    #[test]
    fn the_wait_ends() {
        let tries = after_wrong(7);
        let (almost, over) = (Duration::from_millis(3_999), Duration::from_secs(4));
        assert_eq!(tries.wait(START + almost), Some(Duration::from_millis(1)));
        assert_eq!(tries.wait(START + over), None);
    }

    #[test]
    fn the_right_password_forgives() {
        let mut tries = after_wrong(9);
        tries.right();
        assert_eq!(tries.wait(START), None);
        tries.wrong(START);
        assert_eq!(tries.wait(START), None, "counted from the beginning again");
    }
}
