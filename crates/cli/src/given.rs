//! What a person gave to open the vault: lines of standard input, in this order: the app password
//! (`password change`: the old one, then the new one), the text of the recovery sheet, the password
//! of a file.

use std::io::{self, BufRead, IsTerminal};

use vault::{Passphrase, RecoveryKey};
use zeroize::Zeroizing;

use crate::args::{Command, Common, Password};
use crate::ask;
use crate::input::secret_line;
use crate::outcome::{Failure, Status};
use crate::say::Say;

/// Nothing of it need be there: then the keyring opens the vault, or the person is asked.
#[derive(Default)]
pub(crate) struct Given {
    pub(crate) password: Option<Passphrase>,
    /// The new one of `password change`.
    pub(crate) second: Option<Passphrase>,
    pub(crate) sheet: Option<RecoveryKey>,
    /// The password of the file that comes in or goes out.
    pub(crate) of_file: Option<Zeroizing<String>>,
}

impl Given {
    /// Takes the lines that the options promise off the front of `input`. At a terminal the person
    /// is asked for them: a line of standard input would be seen while it is typed.
    pub(crate) fn read(
        common: &Common,
        command: &Command,
        input: &mut impl BufRead,
        say: &mut Say<'_>,
    ) -> Result<Given, Failure> {
        let mut given = Given::default();
        let at_terminal = io::stdin().is_terminal();
        // For a file that comes in or goes out the usual option is about the file.
        let (of_app, of_file) = match command {
            Command::Import(request) => (request.vault_password_stdin, common.password_stdin),
            Command::Export(request) => (request.vault_password_stdin, common.password_stdin),
            _ => (common.password_stdin, false),
        };
        // At a terminal each command asks for its password where it needs one.
        if of_app && !at_terminal {
            given.password = Some(password_line(input)?);
            if matches!(command, Command::Password(Password::Change)) {
                given.second = Some(password_line(input)?);
            }
        }
        if common.recovery_stdin {
            given.sheet = if at_terminal {
                Some(ask::sheet(say)?.ok_or_else(sheet_needed)?)
            } else {
                Some(sheet_line(input)?)
            };
        }
        if of_file {
            given.of_file = match command {
                _ if !at_terminal => Some(secret_line(input)?.ok_or_else(password_needed)?),
                // Without one the file would be written in clear.
                Command::Export(_) => Some(ask::new_file_password(say)?),
                _ => None,
            };
        }
        Ok(given)
    }

    /// The app password, which is asked for where it was not given.
    pub(crate) fn password(&self, say: &Say<'_>) -> Result<Passphrase, Failure> {
        self.password.clone().map_or_else(|| ask::password(say), Ok)
    }

    /// The sheet, which is asked for where it was not given.
    pub(crate) fn sheet(&self, say: &mut Say<'_>) -> Result<RecoveryKey, Failure> {
        match &self.sheet {
            Some(sheet) => Ok(sheet.clone()),
            None => ask::sheet(say)?.ok_or_else(sheet_needed),
        }
    }
}

/// A password to be set, when it is good enough.
///
/// # Errors
/// `password_too_short` with the number of its characters, `password_guessable`.
pub(crate) fn judged(password: Passphrase) -> Result<Passphrase, Failure> {
    let verdict = password.verdict();
    if verdict.too_short {
        let characters = Some(verdict.characters.to_string());
        return Err(Failure::refused("password_too_short", characters));
    }
    if verdict.guessable {
        let failure = Failure::refused("password_guessable", None);
        return Err(Failure {
            hints: verdict.hints,
            ..failure
        });
    }
    Ok(password)
}

/// The key of a sheet out of what somebody typed from it.
pub(crate) fn sheet_of(typed: &str) -> Result<RecoveryKey, Failure> {
    let text = sheet::read_typed(typed)?;
    RecoveryKey::from_text(&text).ok_or_else(|| Failure::refused("sheet_wrong_checksum", None))
}

/// The next line of `input` as the text of a sheet.
pub(crate) fn sheet_line(input: &mut impl BufRead) -> Result<RecoveryKey, Failure> {
    sheet_of(&secret_line(input)?.ok_or_else(sheet_needed)?)
}

fn password_line(input: &mut impl BufRead) -> Result<Passphrase, Failure> {
    let line = secret_line(input)?;
    Ok(Passphrase::new(&line.ok_or_else(password_needed)?))
}

fn password_needed() -> Failure {
    Failure::new(Status::Unavailable, "password_needed", None)
}

fn sheet_needed() -> Failure {
    Failure::new(Status::Unavailable, "sheet_needed", None)
}
