//! What goes onto the clipboard, and until when.

use std::time::Duration;

use otp::{Code, CodeError, Counter, Token};

use crate::{Guard, Moment, Pressed, Shown, show};

/// How long a copied code stays on the clipboard after it stopped being valid: most portals
/// still accept it then (RFC 6238 §5.2).
pub const GRACE: Duration = Duration::from_secs(5);

/// Which code the person asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one that is valid now, unless it is about to end.
    Current,
    /// The one that is valid in the period after this, at once.
    Next,
}

/// What a copy comes to.
#[derive(Debug, Clone)]
pub enum Offer {
    /// A code for the clipboard.
    Now(Copied),
    /// The code would end on its way to the portal. At this moment the next one is valid.
    Wait(Moment),
}

/// A code for the clipboard.
#[derive(Debug, Clone)]
pub struct Copied {
    /// The code.
    pub code: Code,
    /// How long it is good for.
    pub life: Life,
    /// When to take it off the clipboard: when `clear_after` has passed, and not later than
    /// [`GRACE`] after the end of its validity.
    pub clear_at: Moment,
}

/// How long a code is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// From the first moment until the second, which is not included.
    Period(Moment, Moment),
    /// HOTP: until it is used.
    Counter(Counter),
}

impl Life {
    /// Whether the code is not yet valid at `now`, or has at least what `guard` asks for.
    #[must_use]
    pub fn is_enough(self, guard: Guard, now: Moment) -> bool {
        match self {
            Life::Period(from, until) => {
                now < from || now.until(until) >= guard.needed(from.until(until))
            }
            Life::Counter(_) => true,
        }
    }
}

/// The code of `token` for the clipboard at `now`, or `None` for an account that shows none: HOTP
/// before the press, a missing PIN.
///
/// # Errors
/// When the code cannot be computed.
pub fn copy(
    token: &Token,
    which: Which,
    guard: Guard,
    now: Moment,
    clear_after: Duration,
) -> Result<Option<Offer>, CodeError> {
    let Shown::Timed(timed) = show(token, now)? else {
        return Ok(None);
    };
    let period = timed.from.until(timed.until);
    let current = Life::Period(timed.from, timed.until);
    let (code, life, until) = match (which, timed.next) {
        (Which::Current, Some(_)) if !current.is_enough(guard, now) => {
            return Ok(Some(Offer::Wait(timed.until)));
        }
        (Which::Current, _) => (timed.code, current, timed.until),
        (Which::Next, Some(next)) => {
            let until = timed.until.after(period);
            (next, Life::Period(timed.until, until), until)
        }
        (Which::Next, None) => return Ok(None),
    };
    let clear_at = now.after(clear_after).min(until.after(GRACE));
    Ok(Some(Offer::Now(Copied {
        code,
        life,
        clear_at,
    })))
}

/// The pressed code of an HOTP account for the clipboard. It has no end of its own.
#[must_use]
pub fn copy_pressed(pressed: &Pressed, now: Moment, clear_after: Duration) -> Copied {
    Copied {
        code: pressed.code().clone(),
        life: Life::Counter(pressed.counter()),
        clear_at: now.after(clear_after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URI: &str = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8";
    const HALF_A_MINUTE: Duration = Duration::from_secs(30);

    fn offer(which: Which, guard: u8, now: u64, clear_after: Duration) -> Offer {
        let token = otp::uri::parse(URI).expect("good").token;
        let now = Moment::from_seconds(now);
        let offer = copy(&token, which, Guard::of_seconds(guard), now, clear_after);
        offer.expect("computes").expect("TOTP has codes")
    }

    fn copied(which: Which, now: u64, clear_after: Duration) -> Copied {
        match offer(which, 0, now, clear_after) {
            Offer::Now(copied) => copied,
            Offer::Wait(until) => panic!("waits until {until:?} without a guard"),
        }
    }

    fn seconds(copied: &Copied) -> (u64, u64, u64) {
        let Life::Period(from, until) = copied.life else {
            panic!("TOTP has an end");
        };
        (from.seconds(), until.seconds(), copied.clear_at.seconds())
    }

    #[test]
    fn a_fresh_code_leaves_the_clipboard_after_the_set_time() {
        let copied = copied(Which::Current, 1_111_111_080, Duration::from_secs(20));
        assert_eq!(
            seconds(&copied),
            (1_111_111_080, 1_111_111_110, 1_111_111_100)
        );
        assert_eq!(
            copied.code.as_str(),
            "07081804",
            "RFC 6238 for the time 1111111109"
        );
    }

    #[test]
    fn a_code_near_its_end_leaves_five_seconds_after_it() {
        let copied = copied(Which::Current, 1_111_111_109, HALF_A_MINUTE);
        assert_eq!(
            seconds(&copied),
            (1_111_111_080, 1_111_111_110, 1_111_111_115)
        );
    }

    #[test]
    fn the_next_code_is_judged_by_its_own_end() {
        let copied = copied(Which::Next, 1_111_111_109, Duration::from_secs(300));
        assert_eq!(
            copied.code.as_str(),
            "14050471",
            "RFC 6238 for the time 1111111111"
        );
        assert_eq!(
            seconds(&copied),
            (1_111_111_110, 1_111_111_140, 1_111_111_145)
        );
    }

    #[test]
    fn a_code_about_to_end_is_not_handed_over_but_the_next_one_is_on_request() {
        let five = |which, now| offer(which, 5, now, HALF_A_MINUTE);
        assert!(matches!(five(Which::Current, 1_111_111_105), Offer::Now(_)));
        let late = five(Which::Current, 1_111_111_106);
        assert!(
            matches!(late, Offer::Wait(until) if until.seconds() == 1_111_111_110),
            "4 s left: {late:?}"
        );
        assert!(matches!(five(Which::Next, 1_111_111_106), Offer::Now(_)));
    }

    #[test]
    fn an_account_without_a_code_gives_nothing_to_copy() {
        for uri in [
            "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=7",
            "motp://x?secret=e3152afee62599c8",
        ] {
            let token = otp::uri::parse(uri).expect("good").token;
            let copied = copy(
                &token,
                Which::Current,
                Guard::default(),
                Moment::from_seconds(59),
                HALF_A_MINUTE,
            );
            assert!(copied.expect("no error").is_none(), "{uri}");
        }
    }
}
