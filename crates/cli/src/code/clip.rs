//! `code --clip`: onto the clipboard by the guard of the window, and off it again after the same time.

use std::time::{Duration, Instant};

use otp::{Code, Token};
use scan::clipboard::Watch;
use serde::Serialize;
use session::{Copied, Due, Guard, Life, Moment, Offer, Reading, Waiting, Which};
use vault::Settings;

use crate::holder::Holder;
use crate::outcome::{Failure, Status};
use crate::say::Say;
use crate::store::{Store, now_exactly};

/// The longest pause between two looks at a waiting copy: the clock may be moved meanwhile.
const TICK: Duration = Duration::from_millis(250);

/// What was copied as data, without the code; times in unix seconds, `null` for HOTP.
#[derive(Serialize)]
struct CopiedJson {
    valid_from: Option<u64>,
    valid_until: Option<u64>,
    clears_at: u64,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// A clipboard that can be reached, with nothing of ours on it yet.
pub(super) struct Clip(Holder);

/// The code of a running period, or of the one after it.
pub(super) fn timed(
    token: &Token,
    next: bool,
    store: &Store,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let clip = Clip::open()?;
    let settings = Settings::load(&store.dir);
    let guard = Guard::of_seconds(settings.guard_seconds);
    let which = if next { Which::Next } else { Which::Current };
    let copied = loop {
        let offer = session::copy(token, which, guard, now_exactly(), kept(&settings))?;
        match offer.ok_or_else(|| Failure::refused("pin_missing", None))? {
            Offer::Now(copied) => break copied,
            Offer::Wait(until) => wait(until, say)?,
        }
    };
    clip.hold(&copied.code, copied.clear_at)?;
    tell(&copied, token.kind.name(), say)?;
    Ok(Status::Done)
}

impl Clip {
    /// # Errors
    /// `clipboard_unavailable`.
    pub(super) fn open() -> Result<Self, Failure> {
        Ok(Self(Holder::start()?))
    }

    /// The code of a counter.
    pub(super) fn pressed(
        self,
        code: &Code,
        kind: &'static str,
        store: &Store,
        say: &mut Say<'_>,
    ) -> Result<(), Failure> {
        let clear_at = now_exactly().after(kept(&Settings::load(&store.dir)));
        self.hold(code, clear_at)?;
        say.tell("cli-copied-pressed", &[])?;
        if say.json {
            say.data(&CopiedJson {
                valid_from: None,
                valid_until: None,
                clears_at: clear_at.seconds(),
                kind,
            })?;
        }
        Ok(())
    }

    fn hold(self, code: &Code, clear_at: Moment) -> Result<(), Failure> {
        self.0.hold(code.as_str(), clear_at)
    }
}

fn kept(settings: &Settings) -> Duration {
    Duration::from_secs(settings.clear_clipboard_seconds.into())
}

/// Waits for the next code; Ctrl+C ends that as it ends any program.
///
/// # Errors
/// `copy_slept`, `copied_meanwhile`.
fn wait(until: Moment, say: &mut Say<'_>) -> Result<(), Failure> {
    let clipboard = Watch::begin();
    let begun = Instant::now();
    let reading = || Reading {
        wall: now_exactly(),
        steady: begun.elapsed(),
    };
    let waiting = Waiting::new(reading(), until);
    say.tell_count("cli-copy-waits", seconds(now_exactly().until(until)))?;
    loop {
        match waiting.look(reading()) {
            Due::In(pause) => std::thread::sleep(pause.min(TICK)),
            Due::Never => return Err(Failure::refused("copy_slept", None)),
            Due::Now if clipboard.has_changed() => {
                return Err(Failure::refused("copied_meanwhile", None));
            }
            Due::Now => return Ok(()),
        }
    }
}

fn tell(copied: &Copied, kind: &'static str, say: &mut Say<'_>) -> Result<(), Failure> {
    let Life::Period(from, until) = copied.life else {
        return Ok(());
    };
    let now = now_exactly();
    if now < from {
        say.tell_count("cli-copied-next", seconds(now.until(from)))?;
    } else {
        say.tell_count("cli-copied", seconds(now.until(until)))?;
    }
    if say.json {
        say.data(&CopiedJson {
            valid_from: Some(from.seconds()),
            valid_until: Some(until.seconds()),
            clears_at: copied.clear_at.seconds(),
            kind,
        })?;
    }
    Ok(())
}

/// Begun seconds count.
fn seconds(time: Duration) -> usize {
    usize::try_from(time.as_millis().div_ceil(1000)).unwrap_or(usize::MAX)
}
