//! What goes onto the clipboard, and until when.

use std::time::Duration;

use otp::{Code, CodeError, Token};

use crate::{Moment, Pressed, Shown, show};

/// How long a copied code stays on the clipboard after it stopped being valid: most portals
/// still accept it then (RFC 6238 §5.2).
pub const GRACE: Duration = Duration::from_secs(5);

/// Which code the person asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one that is valid now.
    Current,
    /// The one that is valid in the period after this.
    Next,
}

/// A code for the clipboard.
#[derive(Debug, Clone)]
pub struct Copied {
    /// The code.
    pub code: Code,
    /// From when and until when the code is valid, the end not included; `None` for HOTP.
    pub valid: Option<(Moment, Moment)>,
    /// When to take it off the clipboard: when `clear_after` has passed, and not later than
    /// [`GRACE`] after the end of its validity.
    pub clear_at: Moment,
}

/// The code of `token` for the clipboard at `now`, or `None` for an account that shows none: HOTP
/// before the press, a missing PIN.
///
/// # Errors
/// When the code cannot be computed.
pub fn copy(
    token: &Token,
    which: Which,
    now: Moment,
    clear_after: Duration,
) -> Result<Option<Copied>, CodeError> {
    let Shown::Timed(timed) = show(token, now)? else {
        return Ok(None);
    };
    let period = timed.from.until(timed.until);
    let (code, from, until) = match (which, timed.next) {
        (Which::Current, _) => (timed.code, timed.from, timed.until),
        (Which::Next, Some(next)) => (next, timed.until, timed.until.after(period)),
        (Which::Next, None) => return Ok(None),
    };
    let clear_at = now.after(clear_after).min(until.after(GRACE));
    Ok(Some(Copied {
        code,
        valid: Some((from, until)),
        clear_at,
    }))
}

/// The pressed code of an HOTP account for the clipboard. It has no end of its own.
#[must_use]
pub fn copy_pressed(pressed: &Pressed, now: Moment, clear_after: Duration) -> Copied {
    Copied {
        code: pressed.code().clone(),
        valid: None,
        clear_at: now.after(clear_after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URI: &str = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8";
    const HALF_A_MINUTE: Duration = Duration::from_secs(30);

    fn copied(which: Which, now: u64, clear_after: Duration) -> Copied {
        let token = otp::uri::parse(URI).expect("good").token;
        let copied = copy(&token, which, Moment::from_seconds(now), clear_after);
        copied.expect("computes").expect("TOTP has codes")
    }

    fn seconds(copied: &Copied) -> (u64, u64, u64) {
        let (from, until) = copied.valid.expect("TOTP has an end");
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
    fn an_account_without_a_code_gives_nothing_to_copy() {
        for uri in [
            "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=7",
            "motp://x?secret=e3152afee62599c8",
        ] {
            let token = otp::uri::parse(uri).expect("good").token;
            let copied = copy(
                &token,
                Which::Current,
                Moment::from_seconds(59),
                HALF_A_MINUTE,
            );
            assert!(copied.expect("no error").is_none(), "{uri}");
        }
    }
}
