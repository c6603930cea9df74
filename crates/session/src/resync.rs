//! HOTP out of step with the portal (RFC 4226 §7.4): where the codes of another device stand.

use otp::{CodeError, Counter, Kind, Token};

/// How far to look from the counter that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Counters before it.
    pub back: u64,
    /// Counters after it.
    pub ahead: u64,
}

impl Default for Window {
    /// Pressed too often, or brought back from a backup of some weeks ago. A single code of six digits
    /// is found there by chance once in 8000 times, two never.
    fn default() -> Self {
        Self {
            back: 20,
            ahead: 100,
        }
    }
}

/// The counter to use after `codes`, which are codes of `token` one right after another: looked for from
/// `from` on, then before it, the nearest first. Spaces and hyphens in them do not count. `None` when
/// they are not there, there are none, or the account is not HOTP.
///
/// # Errors
/// When a code cannot be computed.
pub fn find_counter(
    token: &Token,
    codes: &[&str],
    from: Counter,
    window: Window,
) -> Result<Option<Counter>, CodeError> {
    if codes.is_empty() || !matches!(token.kind, Kind::Hotp { .. }) {
        return Ok(None);
    }
    let from = from.get();
    let ahead = from..=from.saturating_add(window.ahead);
    let back = (from.saturating_sub(window.back)..from).rev();
    for start in ahead.chain(back) {
        if let Some(next) = after(token, codes, start)? {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

/// The counter behind the codes, when they begin at `start` and there is one.
fn after(token: &Token, codes: &[&str], start: u64) -> Result<Option<Counter>, CodeError> {
    let Ok(mut counter) = Counter::try_from(start) else {
        return Ok(None);
    };
    for typed in codes {
        if !is_same(token.code_at_counter(counter)?.as_str(), typed) {
            return Ok(None);
        }
        match counter.next() {
            Some(next) => counter = next,
            None => return Ok(None),
        }
    }
    Ok(Some(counter))
}

fn is_same(code: &str, typed: &str) -> bool {
    let is_between = |it: &char| it.is_whitespace() || *it == '-';
    typed.chars().filter(|it| !is_between(it)).eq(code.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4226 appendix D: the codes of the counters 0 to 9.
    const RFC: [&str; 10] = [
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
        "520489",
    ];
    const HOTP: &str = "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0";

    fn token(uri: &str) -> Token {
        otp::uri::parse(uri).expect("good").token
    }

    fn found_within(codes: &[&str], from: u64, window: Window) -> Option<u64> {
        let from = Counter::try_from(from).expect("small");
        let found = find_counter(&token(HOTP), codes, from, window).expect("computes");
        found.map(Counter::get)
    }

    fn found(codes: &[&str], from: u64) -> Option<u64> {
        found_within(codes, from, Window::default())
    }

    #[test]
    fn the_counter_after_two_codes_is_found_ahead_and_back() {
        for (pair, next) in RFC.windows(2).zip(2..) {
            for from in [0, 3, 9, 20] {
                assert_eq!(found(pair, from), Some(next), "{pair:?} from {from}");
            }
        }
        assert_eq!(found(&RFC[4..5], 0), Some(5), "one alone");
    }

    #[test]
    fn codes_that_do_not_follow_each_other_are_not_found() {
        assert_eq!(found(&[RFC[2], RFC[4]], 0), None);
        assert_eq!(found(&[RFC[3], RFC[2]], 0), None, "the wrong way round");
        assert_eq!(found(&[RFC[2], RFC[2]], 0), None);
        assert_eq!(found(&["", ""], 0), None);
        assert_eq!(found(&[], 0), None);
    }

    #[test]
    fn the_window_ends_where_it_says() {
        let window = Window { back: 2, ahead: 3 };
        let pair = |at: usize| [RFC[at], RFC[at + 1]];
        let found = |at, from| found_within(&pair(at), from, window);
        assert_eq!((found(6, 3), found(7, 3)), (Some(8), None), "ahead");
        assert_eq!((found(2, 4), found(1, 4)), (Some(4), None), "back");
    }

    #[test]
    fn spaces_as_people_type_them_do_not_count() {
        assert_eq!(found(&["755 224", " 287-082\u{a0}"], 0), Some(2));
    }

    #[test]
    fn the_end_of_all_counters_is_no_place() {
        let last = Counter::MAX;
        let token = token(HOTP);
        let code = token.code_at_counter(last).expect("computes");
        let found = find_counter(&token, &[code.as_str()], last, Window::default());
        assert_eq!(found.expect("computes"), None, "there is no next one");
    }

    #[test]
    fn time_based_codes_have_no_counter() {
        let token = token("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let found = find_counter(&token, &RFC[..2], Counter::MAX, Window::default());
        assert_eq!(found.expect("no error"), None);
    }
}
