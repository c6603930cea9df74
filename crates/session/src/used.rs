//! Which codes were copied. A portal accepts a code once (RFC 6238 §5.2), so a second use is foretold.

use std::{collections::HashMap, time::Duration};

use vault::AccountId;

use crate::{Copied, Life, Moment};

/// The codes that were copied and are still shown: in memory only, per account.
#[derive(Debug, Clone, Default)]
pub struct Used(HashMap<AccountId, Vec<Life>>);

impl Used {
    /// Notes that this code was handed over.
    pub fn note(&mut self, id: &AccountId, copied: &Copied, now: Moment) {
        self.forget_the_past(now);
        let lives = self.0.entry(id.clone()).or_default();
        // A counter only grows: the code before it is not shown any more.
        lives.retain(|life| *life != copied.life && matches!(life, Life::Period(..)));
        lives.push(copied.life);
    }

    /// The codes of the account that were copied and have not ended at `now`.
    pub fn of(&self, id: &AccountId, now: Moment) -> impl Iterator<Item = Life> {
        let lives = self.0.get(id).into_iter().flatten();
        lives.copied().filter(move |life| !is_over(*life, now))
    }

    /// The codes of the account are others from now on.
    pub fn forget(&mut self, id: &AccountId) {
        self.0.remove(id);
    }

    fn forget_the_past(&mut self, now: Moment) {
        for lives in self.0.values_mut() {
            lives
                .retain(|life| !matches!(life, Life::Period(_, until) if until.after(KEPT) <= now));
        }
        self.0.retain(|_, lives| !lives.is_empty());
    }
}

/// A mark is kept for so long after the end of its code: the clock may be set back, and the portal
/// still knows that code.
const KEPT: Duration = Duration::from_secs(60 * 60);

fn is_over(life: Life, now: Moment) -> bool {
    matches!(life, Life::Period(_, until) if until <= now)
}

#[cfg(test)]
mod tests {
    use otp::Token;

    use super::*;
    use crate::{Guard, Offer, Which, copy};

    fn token() -> Token {
        let uri = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        otp::uri::parse(uri).expect("good").token
    }

    fn copied(which: Which, now: u64) -> Copied {
        let now = Moment::from_seconds(now);
        let offer = copy(&token(), which, Guard::of_seconds(0), now, Duration::ZERO);
        match offer.expect("computes") {
            Some(Offer::Now(copied)) => copied,
            other => panic!("nothing to copy: {other:?}"),
        }
    }

    fn marks(used: &Used, id: &str, now: u64) -> Vec<u64> {
        let id = AccountId::from(id);
        let lives = used.of(&id, Moment::from_seconds(now));
        let starts = lives.map(|life| match life {
            Life::Period(from, _) => from.seconds(),
            Life::Counter(counter) => counter.get(),
        });
        starts.collect()
    }

    #[test]
    fn a_mark_ends_with_its_code() {
        let mut used = Used::default();
        used.note(
            &"a".into(),
            &copied(Which::Current, 70),
            Moment::from_seconds(70),
        );
        assert_eq!(marks(&used, "a", 70), [60]);
        assert_eq!(marks(&used, "a", 89), [60]);
        assert_eq!(marks(&used, "a", 90), [0; 0]);
        assert_eq!(marks(&used, "b", 70), [0; 0], "of another account");
    }

    #[test]
    fn this_code_and_the_next_one_are_marked_apart() {
        let mut used = Used::default();
        let at_85 = Moment::from_seconds(85);
        for which in [Which::Current, Which::Next, Which::Current] {
            used.note(&"a".into(), &copied(which, 85), at_85);
        }
        let mut found = marks(&used, "a", 85);
        found.sort_unstable();
        assert_eq!(found, [60, 90], "each once");
        assert_eq!(marks(&used, "a", 90), [90]);
    }

    #[test]
    fn a_clock_that_is_set_back_brings_the_mark_of_its_code_back_too() {
        let mut used = Used::default();
        used.note(
            &"a".into(),
            &copied(Which::Current, 70),
            Moment::from_seconds(70),
        );
        assert_eq!(marks(&used, "a", 95), [0; 0]);
        assert_eq!(marks(&used, "a", 75), [60], "the portal still knows it");
    }

    #[test]
    fn marks_of_codes_that_are_no_more_go() {
        let mut used = Used::default();
        let at_70 = Moment::from_seconds(70);
        for id in ["a", "b"] {
            used.note(&id.into(), &copied(Which::Current, 70), at_70);
        }
        used.forget(&"a".into());
        assert_eq!(marks(&used, "a", 70), [0; 0]);
        assert_eq!(marks(&used, "b", 70), [60]);
    }

    #[test]
    fn nothing_piles_up() {
        let mut used = Used::default();
        for minute in 0..1_000 {
            let id = AccountId::from(format!("{minute}"));
            let now = minute * 7_200;
            used.note(&id, &copied(Which::Current, now), Moment::from_seconds(now));
        }
        assert_eq!(used.0.len(), 1);
    }
}
