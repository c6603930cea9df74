//! `doctor`: what may keep codes from being shown, or from being right, and what to do about it.

mod clock;
mod copies;
mod device_key;
mod files;
mod keys;
mod opened;

pub(crate) use files::is_closed;

use std::io;
use std::path::PathBuf;

use serde::Serialize;

use crate::given::Given;
use crate::harden;
use crate::outcome::{Failure, Status};
use crate::say::Say;
use crate::store::Store;

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    Ok,
    Warn,
    Fail,
}

/// One line of the report.
#[derive(Debug, Serialize)]
pub(crate) struct Check {
    pub(crate) check: &'static str,
    pub(crate) state: State,
    pub(crate) detail: String,
    pub(crate) advice: String,
}

impl Check {
    /// A check whose words are the message `id` and, unless all is well, its `.advice`.
    pub(crate) fn said(
        check: &'static str,
        state: State,
        id: &str,
        variables: &[(&str, &str)],
        say: &Say<'_>,
    ) -> Self {
        let detail = words::text(say.language, id, variables);
        let advice = match state {
            State::Ok => String::new(),
            State::Warn | State::Fail => {
                words::text(say.language, &format!("{id}.advice"), variables)
            }
        };
        Check {
            check,
            state,
            detail,
            advice,
        }
    }

    /// As [`Check::said`], where a number chooses the form.
    pub(crate) fn counted(
        check: &'static str,
        state: State,
        id: &str,
        count: usize,
        variables: &[(&str, &str)],
        say: &Say<'_>,
    ) -> Self {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let detail = words::counted(say.language, id, count, variables);
        Check {
            detail,
            ..Check::said(check, state, id, variables, say)
        }
    }

    /// A check that failed as a command would.
    pub(crate) fn of_failure(check: &'static str, failure: &Failure, say: &Say<'_>) -> Self {
        let text = say.words_of(failure);
        Check {
            check,
            state: State::Fail,
            detail: text.what,
            advice: text.advice,
        }
    }

    /// A check that failed with an error of one of our crates.
    pub(crate) fn failed(
        check: &'static str,
        code: &'static str,
        detail: Option<String>,
        say: &Say<'_>,
    ) -> Self {
        Check::of_failure(check, &Failure::new(Status::Unavailable, code, detail), say)
    }
}

/// Makes all checks. Nothing is created; opening the vault closes its folder to others, as every
/// command does, after the report has seen how it was. Nothing is asked either: a vault under an app
/// password is looked into when the password, or the sheet, was given.
pub(crate) fn run(
    data_dir: Option<PathBuf>,
    given: Given,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let mut checks = Vec::new();
    match Store::path(data_dir) {
        Err(failure) => checks.push(Check::failed("folder", failure.code, None, say)),
        Ok(path) => {
            let folder = files::folder(&path, say);
            let usable = folder.state != State::Fail && path.exists();
            checks.push(folder);
            checks.extend(files::permissions(&path, say));
            let device_key = device_key::check(&path, say);
            checks.push(keys::keyring(device_key.is_some(), say));
            checks.push(keys::keyring_password(say));
            checks.extend(device_key);
            if usable {
                checks.extend(opened::checks(&path, given, say));
                checks.push(copies::quarantine(&path, say));
                checks.push(copies::backup(&path, say));
            }
        }
    }
    checks.push(clock::clock(say));
    checks.push(memory(say));
    report(&checks, say)?;
    let failed = |check: &Check| check.state == State::Fail;
    Ok(match checks.iter().find(|check| failed(check)) {
        None => Status::Done,
        Some(check) if check.check == "clock" => Status::Refused,
        Some(_) => Status::Unavailable,
    })
}

fn memory(say: &Say<'_>) -> Check {
    if harden::is_hardened() {
        Check::said("memory", State::Ok, "cli-doctor-memory-ok", &[], say)
    } else {
        Check::said("memory", State::Warn, "cli-doctor-memory-open", &[], say)
    }
}

fn report(checks: &[Check], say: &mut Say<'_>) -> io::Result<()> {
    if say.json {
        return say.data(&checks);
    }
    for check in checks {
        let state = match check.state {
            State::Ok => "ok  ",
            State::Warn => "warn",
            State::Fail => "fail",
        };
        say.line(&format!("{state}  {}: {}", check.check, check.detail))?;
        if !check.advice.is_empty() {
            say.line(&format!("      {}", check.advice))?;
        }
    }
    Ok(())
}
