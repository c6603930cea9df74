//! `code --watch`: the code of each period as it begins, until Ctrl+C.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use otp::Token;
use session::Timed;

use super::{CodeJson, show, timed};
use crate::outcome::{Failure, Status};
use crate::say::{Say, printable};
use crate::store::now_exactly;

/// The longest pause between two looks at the clock: it may be moved, and the computer may sleep.
const TICK: Duration = Duration::from_secs(1);

/// At a terminal one line that counts down; elsewhere, or as JSON, a line for each period.
pub(super) fn run(token: &Token, say: &mut Say<'_>) -> Result<Status, Failure> {
    let (end, ended) = mpsc::channel();
    ctrlc::set_handler(move || {
        // Nobody listens any more: the program is ending.
        let _ = end.send(());
    })
    .map_err(io::Error::other)?;
    let counts_down = !say.json && io::stdout().is_terminal();
    let mut line = Line::default();
    let mut shown_from = None;
    loop {
        let now = now_exactly();
        let code = timed(token, now)?;
        let left = code.left(now);
        if counts_down {
            line.replace(&words_of(&code, code.seconds_left(now), say), say)?;
        } else if shown_from.replace(code.from) != Some(code.from) {
            show(&CodeJson::of(&code, token), say)?;
            say.out.flush()?;
        }
        // To the next whole second of the countdown, the last of which is the end of the period.
        let within = left.subsec_nanos();
        let pause = match within {
            0 => TICK,
            _ => Duration::from_nanos(within.into()),
        };
        match ended.recv_timeout(pause) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    if counts_down {
        say.out.write_all(b"\n")?;
    }
    Ok(Status::Done)
}

fn words_of(code: &Timed, seconds: u64, say: &Say<'_>) -> String {
    let variables = [
        ("code", code.code.as_str()),
        ("seconds", &seconds.to_string()),
    ];
    words::text(say.language, "cli-code-left", &variables)
}

/// The line of a terminal that is written over and over.
#[derive(Default)]
struct Line {
    width: usize,
}

impl Line {
    fn replace(&mut self, text: &str, say: &mut Say<'_>) -> io::Result<()> {
        let text = printable(text);
        // Blanks over what the line before had more; no control sequences: not every terminal knows them.
        let width = std::mem::replace(&mut self.width, text.chars().count());
        write!(say.out, "\r{text:<width$}")?;
        say.out.flush()
    }
}
