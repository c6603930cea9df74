//! Questions to a person at a terminal. What is typed does not appear there.

use std::io::{self, IsTerminal};

use vault::{Passphrase, RecoveryKey};
use zeroize::Zeroizing;

use crate::given;
use crate::outcome::{Failure, Status};
use crate::say::Say;

/// How often somebody may mistype before the command ends.
pub(crate) const TRIES: usize = 3;

/// Whether somebody is there: the questions go where the messages go.
pub(crate) fn is_possible() -> bool {
    io::stderr().is_terminal()
}

/// The app password.
pub(crate) fn password(say: &Say<'_>) -> Result<Passphrase, Failure> {
    let typed = secret("cli-ask-password", "password_needed", say)?;
    Ok(Passphrase::new(&typed))
}

/// The password of a file of another app.
pub(crate) fn file_password(say: &Say<'_>) -> Result<Zeroizing<String>, Failure> {
    secret("cli-ask-file-password", "file_password_needed", say)
}

/// A new app password, typed twice.
pub(crate) fn new_password(say: &Say<'_>) -> Result<Passphrase, Failure> {
    Ok(Passphrase::new(&new_file_password(say)?))
}

/// The password of a new file, typed twice, exactly as it was typed.
pub(crate) fn new_file_password(say: &Say<'_>) -> Result<Zeroizing<String>, Failure> {
    let first = secret("cli-ask-new-password", "password_needed", say)?;
    given::judged(Passphrase::new(&first))?;
    let second = secret("cli-ask-new-password-again", "password_needed", say)?;
    if *first != *second {
        return Err(Failure::refused("passwords_differ", None));
    }
    Ok(first)
}

/// The text of a recovery sheet; `None` when nothing was typed.
pub(crate) fn sheet(say: &mut Say<'_>) -> Result<Option<RecoveryKey>, Failure> {
    for left in (0..TRIES).rev() {
        let typed = secret("cli-ask-sheet", "sheet_needed", say)?;
        if typed.trim().is_empty() {
            return Ok(None);
        }
        match given::sheet_of(&typed) {
            Err(failure) if left > 0 => {
                say.explain(None, failure.code, failure.detail.as_deref())?;
            }
            read => return read.map(Some),
        }
    }
    Ok(None)
}

fn secret(
    question: &str,
    needed: &'static str,
    say: &Say<'_>,
) -> Result<Zeroizing<String>, Failure> {
    if !is_possible() {
        return Err(Failure::new(Status::Unavailable, needed, None));
    }
    let question = words::text(say.language, question, &[]);
    let typed = rpassword::prompt_password(format!("{question} "))?;
    Ok(Zeroizing::new(typed))
}
