//! The promises of the copy guard and of the used marks, over random times, periods and settings, with
//! a clock that sleeps and jumps.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used, clippy::panic)]

use std::time::Duration;

use otp::Token;
use proptest::prelude::*;
use propusk_session::{
    Copied, Due, Guard, Life, Moment, Offer, Reading, Shown, Timed, Used, Waiting, Which, copy,
    show,
};
use vault::AccountId;

const CLEAR_AFTER: Duration = Duration::from_secs(30);

/// A computer: both clocks, and what happens to them.
#[derive(Debug, Clone, Copy)]
struct Computer {
    wall: u64,
    steady: u64,
}

/// What happens between two looks.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// Milliseconds pass.
    Pass(u64),
    /// The computer sleeps: the steady clock stands still.
    Sleep(u64),
    /// Somebody sets the clock.
    Set(i64),
}

impl Computer {
    fn reading(self) -> Reading {
        Reading {
            wall: Moment::from_millis(self.wall),
            steady: Duration::from_millis(self.steady),
        }
    }

    fn after(self, event: Event) -> Self {
        let (wall, steady) = match event {
            Event::Pass(millis) => (self.wall + millis, self.steady + millis),
            Event::Sleep(millis) => (self.wall + millis, self.steady),
            Event::Set(millis) => (self.wall.saturating_add_signed(millis), self.steady),
        };
        Self { wall, steady }
    }
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => (0_u64..400).prop_map(Event::Pass),
        2 => (0_u64..20_000).prop_map(Event::Pass),
        1 => (0_u64..100_000).prop_map(Event::Sleep),
        1 => (-100_000_i64..100_000).prop_map(Event::Set),
    ]
}

fn token(period: u64) -> Token {
    let uri = format!("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&period={period}");
    otp::uri::parse(&uri).expect("good").token
}

fn timed(token: &Token, now: Moment) -> Timed {
    match show(token, now).expect("computes") {
        Shown::Timed(timed) => timed,
        other => panic!("no timed code but {other:?}"),
    }
}

/// Presses "copy" and does what the shell does until there is a code, or the copy is given up.
fn press(token: &Token, guard: Guard, computer: &mut Computer, events: &[Event]) -> Option<Copied> {
    let mut waiting: Option<Waiting> = None;
    let mut events = events.iter();
    loop {
        let now = computer.reading();
        match waiting.map_or(Due::Now, |waiting| waiting.look(now)) {
            Due::Never => return None,
            Due::In(_) => {}
            Due::Now => match copy(token, Which::Current, guard, now.wall, CLEAR_AFTER) {
                Ok(Some(Offer::Now(copied))) => return Some(copied),
                Ok(Some(Offer::Wait(until))) => waiting = Some(Waiting::new(now, until)),
                other => panic!("nothing to copy: {other:?}"),
            },
        }
        // Once nothing more happens, time passes.
        *computer = computer.after(events.next().copied().unwrap_or(Event::Pass(50)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_guarded_copy_is_never_valid_for_less_than_was_asked(
        start in 1_700_000_000_000_u64..4_300_000_000_000,
        period in 15_u64..=60,
        seconds in 0_u8..=Guard::MOST,
        events in proptest::collection::vec(event(), 0..40),
    ) {
        let token = token(period);
        let guard = Guard::of_seconds(seconds);
        let mut computer = Computer { wall: start, steady: 1_000 };
        if let Some(copied) = press(&token, guard, &mut computer, &events) {
            let now = computer.reading().wall;
            let Life::Period(from, until) = copied.life else { panic!("TOTP has an end") };
            prop_assert!(from <= now && now < until, "a strict portal takes no other");
            let asked = Duration::from_secs(seconds.into()).min(Duration::from_secs(period) / 3);
            prop_assert!(now.until(until) >= asked, "only {:?} left", now.until(until));
            prop_assert!(copied.life.is_enough(guard, now));
            let code = token.code_at(now.seconds()).expect("computes");
            prop_assert_eq!(&copied.code, &code, "the portal computes another one");
        }
    }

    #[test]
    fn on_an_untouched_clock_a_copy_always_comes_and_soon(
        start in 1_700_000_000_000_u64..4_300_000_000_000,
        period in 15_u64..=60,
        seconds in 0_u8..=Guard::MOST,
    ) {
        let mut computer = Computer { wall: start, steady: 1_000 };
        let copied = press(&token(period), Guard::of_seconds(seconds), &mut computer, &[]);
        prop_assert!(copied.is_some());
        let waited = computer.wall - start;
        prop_assert!(waited <= u64::from(seconds) * 1_000 + 50, "waited {waited} ms");
    }

    #[test]
    fn a_mark_never_outlives_its_code_nor_hides_an_unused_one(
        start in 1_700_000_000_000_u64..4_300_000_000_000,
        period in 15_u64..=60,
        steps in proptest::collection::vec((event(), 0_u8..4), 1..60),
    ) {
        let (token, id) = (token(period), AccountId::from("a"));
        let mut used = Used::default();
        let mut computer = Computer { wall: start, steady: 1_000 };
        let mut copied_codes = Vec::new();
        for (event, action) in steps {
            computer = computer.after(event);
            let now = computer.reading().wall;
            let which = match action {
                0 => Some(Which::Current),
                1 => Some(Which::Next),
                _ => None,
            };
            if let Some(which) = which
                && let Ok(Some(Offer::Now(copied))) = copy(&token, which, Guard::default(), now, CLEAR_AFTER)
            {
                used.note(&id, &copied, now);
                copied_codes.push((copied.life, copied.code));
            }
            let shown = timed(&token, now);
            let marked: Vec<Life> = used.of(&id, now).collect();
            for life in &marked {
                let Life::Period(_, until) = *life else { panic!("TOTP has an end") };
                prop_assert!(now < until, "the mark outlives its code");
            }
            let current = Life::Period(shown.from, shown.until);
            if copied_codes.iter().any(|(life, _)| *life == current) {
                prop_assert!(marked.contains(&current), "a copied code is shown without its mark");
            }
            if marked.contains(&current) {
                prop_assert!(
                    copied_codes.iter().any(|(life, code)| *life == current && *code == shown.code),
                    "a code that nobody copied is marked"
                );
            }
        }
    }
}
