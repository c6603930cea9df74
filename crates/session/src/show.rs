//! What to show for an account at a given moment.

use std::time::Duration;

use otp::{Code, CodeError, Counter, Kind, Token};

use crate::Moment;

/// What an account shows.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Shown {
    /// A code of the running period and the one that follows.
    Timed(Timed),
    /// HOTP: nothing until the person presses, see [`crate::press`]. The counter is the next one.
    OnPress(Counter),
    /// Yandex and mOTP without a PIN: no code can be computed.
    PinMissing,
}

/// The code of a period.
#[derive(Debug, Clone)]
pub struct Timed {
    /// The code of the running period.
    pub code: Code,
    /// The code of the period after it; `None` only where time itself ends.
    pub next: Option<Code>,
    /// When the running period began.
    pub from: Moment,
    /// When it ends; at that moment `next` is valid.
    pub until: Moment,
}

impl Timed {
    /// How long the code is still valid at `now`.
    #[must_use]
    pub fn left(&self, now: Moment) -> Duration {
        now.until(self.until)
    }

    /// The same in seconds to show to a person: 30 at the start of a 30 s period, 1 in its last
    /// second, 0 only when it is over.
    #[must_use]
    pub fn seconds_left(&self, now: Moment) -> u64 {
        self.left(now)
            .as_millis()
            .div_ceil(1000)
            .try_into()
            .unwrap_or(u64::MAX)
    }
}

/// What the account with `token` shows at `now`.
///
/// # Errors
/// When the code cannot be computed for another reason than a missing PIN.
pub fn show(token: &Token, now: Moment) -> Result<Shown, CodeError> {
    match &token.kind {
        Kind::Hotp { counter, .. } => return Ok(Shown::OnPress(*counter)),
        Kind::Yandex { pin: None } | Kind::Motp { pin: None } => return Ok(Shown::PinMissing),
        Kind::Totp { .. } | Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => {}
    }
    let code = token.code_at(now.seconds())?;
    let Some(step) = token.step_at(now.seconds()) else {
        return Ok(Shown::PinMissing);
    };
    let next = token.code_at(step.until).ok();
    let (from, until) = (
        Moment::from_seconds(step.from),
        Moment::from_seconds(step.until),
    );
    Ok(Shown::Timed(Timed {
        code,
        next,
        from,
        until,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(uri: &str) -> Token {
        otp::uri::parse(uri).expect("good").token
    }

    fn timed(uri: &str, now: Moment) -> Timed {
        match show(&token(uri), now).expect("computes") {
            Shown::Timed(timed) => timed,
            other => panic!("no timed code but {other:?}"),
        }
    }

    /// RFC 6238 appendix B, SHA1.
    const RFC: &str = "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8";

    #[test]
    fn shows_the_code_of_the_period_and_the_one_after_it() {
        let at_59 = timed(RFC, Moment::from_seconds(59));
        assert_eq!(at_59.code.as_str(), "94287082", "RFC 6238 for the time 59");
        assert_eq!((at_59.from.seconds(), at_59.until.seconds()), (30, 60));
        let next = timed(RFC, at_59.until);
        assert_eq!(
            at_59.next.as_ref().map(Code::as_str),
            Some(next.code.as_str())
        );
    }

    #[test]
    fn the_code_changes_exactly_at_the_boundary() {
        let last = timed(RFC, Moment::from_millis(59_999));
        let first = timed(RFC, Moment::from_millis(60_000));
        assert_eq!(last.until, first.from);
        assert_ne!(last.code, first.code);
        assert_eq!(last.next, Some(first.code));
    }

    #[test]
    fn counts_down_from_the_whole_period_to_one() {
        let at = |millis| {
            timed(RFC, Moment::from_millis(millis)).seconds_left(Moment::from_millis(millis))
        };
        assert_eq!(
            [at(30_000), at(30_001), at(31_000), at(59_000), at(59_999)],
            [30, 30, 29, 1, 1]
        );
        let shown = timed(RFC, Moment::from_seconds(30));
        assert_eq!(
            shown.seconds_left(Moment::from_seconds(61)),
            0,
            "it is over"
        );
    }

    #[test]
    fn follows_periods_that_do_not_divide_a_minute() {
        let shown = timed(&format!("{RFC}&period=45"), Moment::from_seconds(100));
        assert_eq!((shown.from.seconds(), shown.until.seconds()), (90, 135));
    }

    #[test]
    fn shows_codes_at_the_end_of_32_bit_time_and_of_time_itself() {
        for year in [2_147_483_647, 2_147_483_648, 4_294_967_296] {
            assert!(
                timed(RFC, Moment::from_seconds(year)).next.is_some(),
                "{year}"
            );
        }
        let end = timed(RFC, Moment::from_millis(u64::MAX));
        assert!(end.until >= end.from);
    }

    #[test]
    fn hotp_shows_no_code_before_the_press() {
        let token = token("otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=7");
        let shown = show(&token, Moment::from_seconds(59)).expect("needs no computing");
        assert!(
            matches!(shown, Shown::OnPress(counter) if counter.get() == 7),
            "{shown:?}"
        );
    }

    #[test]
    fn a_missing_pin_is_said_and_not_guessed() {
        let token = token("motp://x?secret=e3152afee62599c8");
        let shown = show(&token, Moment::from_seconds(59)).expect("needs no computing");
        assert!(matches!(shown, Shown::PinMissing), "{shown:?}");
    }
}
