//! Codes that are hidden until the person asks for one.

use std::{collections::HashMap, time::Duration};

use vault::AccountId;

use crate::{Moment, Reading};

/// For how long a code is shown that was asked for.
pub const REVEALED: Duration = Duration::from_secs(10);

/// Which accounts show their codes although codes are hidden. The steady clock decides: nobody can keep a
/// code on the screen by setting the other one.
#[derive(Debug, Clone, Default)]
pub struct Revealed(HashMap<AccountId, Duration>);

impl Revealed {
    /// The person asked for the code of this account.
    pub fn reveal(&mut self, id: &AccountId, now: Reading) {
        self.0.retain(|_, since| !left(*since, now).is_zero());
        self.0.insert(id.clone(), now.steady);
    }

    /// When the code of the account is hidden again; `None` when it is hidden now.
    #[must_use]
    pub fn until(&self, id: &AccountId, now: Reading) -> Option<Moment> {
        let left = left(*self.0.get(id)?, now);
        (!left.is_zero()).then(|| now.wall.after(left))
    }

    /// All are hidden again.
    pub fn hide(&mut self) {
        self.0.clear();
    }
}

fn left(since: Duration, now: Reading) -> Duration {
    REVEALED.saturating_sub(now.steady.saturating_sub(since))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall: u64, steady: u64) -> Reading {
        Reading {
            wall: Moment::from_seconds(wall),
            steady: Duration::from_secs(steady),
        }
    }

    fn until(revealed: &Revealed, id: &str, now: Reading) -> Option<u64> {
        revealed.until(&id.into(), now).map(Moment::seconds)
    }

    #[test]
    fn a_code_is_shown_for_ten_seconds_and_no_other_one_is() {
        let mut revealed = Revealed::default();
        revealed.reveal(&"a".into(), at(1_000, 50));
        assert_eq!(until(&revealed, "a", at(1_000, 50)), Some(1_010));
        assert_eq!(until(&revealed, "a", at(1_009, 59)), Some(1_010));
        assert_eq!(until(&revealed, "a", at(1_010, 60)), None);
        assert_eq!(until(&revealed, "b", at(1_000, 50)), None);
    }

    #[test]
    fn asking_again_begins_anew() {
        let mut revealed = Revealed::default();
        revealed.reveal(&"a".into(), at(1_000, 50));
        revealed.reveal(&"a".into(), at(1_008, 58));
        assert_eq!(until(&revealed, "a", at(1_017, 67)), Some(1_018));
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_keep_it_on_the_screen() {
        let mut revealed = Revealed::default();
        revealed.reveal(&"a".into(), at(1_000, 50));
        assert_eq!(until(&revealed, "a", at(900, 55)), Some(905));
        assert_eq!(until(&revealed, "a", at(900, 61)), None);
    }

    #[test]
    fn all_are_hidden_at_once_and_nothing_piles_up() {
        let mut revealed = Revealed::default();
        for second in 0..100 {
            let id = AccountId::from(format!("{second}"));
            revealed.reveal(&id, at(1_000 + second, second));
        }
        assert_eq!(revealed.0.len(), 10);
        revealed.hide();
        assert_eq!(until(&revealed, "99", at(1_099, 99)), None);
    }
}
