//! `generate`: a password made up on this computer and kept nowhere.

use password::{Options, PhraseOptions, Rules, WordList};
use serde::Serialize;
use words::Language;

use crate::args::Generate;
use crate::outcome::{Failure, Status};
use crate::say::{Say, argument};

#[derive(Serialize)]
struct PasswordJson<'a> {
    password: &'a str,
    /// Rounded to tenths.
    bits: f64,
    /// 0 (guessed at once) to 4 (very hard to guess).
    score: u8,
}

/// Makes one and writes it to stdout.
pub(crate) fn run(request: &Generate, say: &mut Say<'_>) -> Result<Status, Failure> {
    let rules = match (&request.portal, request.no_symbols) {
        (Some(id), _) => guide::portal(id)
            .ok_or_else(|| Failure::refused("unknown_portal", Some(argument(id))))?
            .password
            .clone(),
        (None, true) => Rules::default().without_symbols(),
        (None, false) => Rules::default(),
    };
    let mut source = password::system()?;
    let made = match request.words {
        Some(words) => {
            let list = match say.language {
                Language::Ru => WordList::Russian,
                Language::En => WordList::English,
            };
            let options = PhraseOptions { words, list };
            password::passphrase(&rules, &options, &mut source)?
        }
        None => {
            let options = Options {
                length: request.length,
                no_look_alikes: request.no_look_alikes,
            };
            password::generate(&rules, &options, &mut source)?
        }
    };
    // EXPOSE: it is made to be shown.
    if say.json {
        say.data(&PasswordJson {
            password: &made.text,
            bits: (made.bits * 10.0).round() / 10.0,
            score: made.score(),
        })?;
    } else {
        say.line(&made.text)?;
    }
    Ok(Status::Done)
}
