//! The right time from servers. They are asked by a program of its own, and only when the person presses
//! for it: this one has no network code in it.

use std::process::{Command, Stdio};

use session::Correction;

use crate::{
    app::{Core, clocks},
    wire::{AppError, DifferenceView},
};

/// Asked besides the portal.
const TIME_SERVER: &str = "ntp://pool.ntp.org";

/// Two servers that differ by less are of one mind: one of them counts whole seconds.
const AGREED: f64 = 2.0;

impl Core {
    /// Who would be asked: the portal of the first account that is of a known one, and a time server.
    pub fn clock_servers(&self) -> Vec<String> {
        if let Some(servers) = named_by_a_test() {
            return servers;
        }
        let host = self.with_vault(|vault| {
            let mut accounts = vault.accounts().iter();
            let portal = accounts.find_map(|it| guide::portal_of(&it.issuer, &it.name));
            Ok(portal.and_then(|portal| portal.hosts.first()))
        });
        let portal = host.ok().flatten().map(|host| format!("https://{host}"));
        portal.into_iter().chain([TIME_SERVER.to_owned()]).collect()
    }

    /// Asks them.
    ///
    /// # Errors
    /// `clock_program_missing`: the program that asks is not there. `clock_no_answer`: nobody answered.
    pub fn ask_clock(&self) -> Result<DifferenceView, AppError> {
        let missing = |_| AppError::new("clock_program_missing");
        let program = scan::program_of_ours("propusk-clock").map_err(missing)?;
        let output = Command::new(program)
            .args(self.clock_servers())
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .map_err(missing)?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let answers: Vec<_> = text.lines().filter_map(answer).collect();
        let ahead = verdict(&answers).ok_or_else(|| AppError::new("clock_no_answer"))?;
        self.know_ahead(ahead);
        Ok(DifferenceView {
            ahead,
            half_hours: 0,
            can_be_corrected: Correction::new(ahead, clocks()).is_some(),
        })
    }
}

/// What one server said.
struct Answer {
    /// Its certificate was good; otherwise anybody on the way could have answered.
    is_vouched_for: bool,
    /// Seconds by which this computer's clock is ahead.
    ahead: f64,
}

/// A line of the program: an address, and a number of seconds. `None` for `error` with a reason.
fn answer(line: &str) -> Option<Answer> {
    let (address, rest) = line.split_once(' ')?;
    let ahead = rest.parse().ok().filter(|ahead: &f64| ahead.is_finite())?;
    Some(Answer {
        is_vouched_for: address.starts_with("https://"),
        ahead,
    })
}

/// Seconds by which the clock is ahead. A server that somebody vouches for is believed before one that
/// anybody on the way can play; where they agree, the finer one counts.
fn verdict(answers: &[Answer]) -> Option<i64> {
    let of = |vouched: bool| {
        let mut some = answers.iter().filter(|it| it.is_vouched_for == vouched);
        some.next().map(|answer| answer.ahead)
    };
    let ahead = match (of(true), of(false)) {
        (Some(sure), Some(fine)) if (sure - fine).abs() < AGREED => fine,
        (Some(sure), _) => sure,
        (None, fine) => fine?,
    };
    // A float of this size is exact as text, and there is no other safe way into an integer.
    format!("{:.0}", ahead.clamp(-1e12, 1e12)).parse().ok()
}

/// The tests have servers of their own.
fn named_by_a_test() -> Option<Vec<String>> {
    if !cfg!(feature = "e2e") {
        return None;
    }
    let named = std::env::var("PROPUSK_CLOCK_SERVERS").ok()?;
    Some(named.split_whitespace().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Option<i64> {
        let answers: Vec<_> = text.lines().filter_map(answer).collect();
        verdict(&answers)
    }

    #[test]
    fn who_is_vouched_for_is_believed_and_who_agrees_is_finer() {
        assert_eq!(asked("https://a 47.4\nntp://b 46.4"), Some(46));
        assert_eq!(asked("https://a 47.4\nntp://b -500.0"), Some(47));
        assert_eq!(asked("https://a error silent\nntp://b -180.2"), Some(-180));
        assert_eq!(asked("https://a 1.0\nntp://b error silent"), Some(1));
    }

    #[test]
    fn what_is_no_answer_tells_nothing() {
        for text in [
            "",
            "https://a error no_time",
            "nonsense",
            "ntp://b NaN",
            "ntp://b inf",
        ] {
            assert_eq!(asked(text), None, "{text}");
        }
    }
}
