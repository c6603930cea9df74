//! A PIN from stdin: it must not stand on the command line.

use std::io::{BufRead, Read};

use otp::{Entry, Pin};
use zeroize::Zeroizing;

use crate::outcome::Failure;

/// The first line of `stdin` as a PIN.
pub(crate) fn from_first_line(stdin: &mut impl BufRead) -> Result<Pin, Failure> {
    const LONGEST: u64 = 1024;
    let mut line = Zeroizing::new(String::with_capacity(1024));
    stdin.by_ref().take(LONGEST).read_line(&mut line)?;
    Pin::new(line.trim()).map_err(|error| Failure::refused(error.code(), error.detail()))
}

/// Gives the PIN to every account that needs one and has none.
pub(crate) fn give_to(entries: &mut [Entry], pin: &Pin) -> Result<(), Failure> {
    for entry in entries
        .iter_mut()
        .filter(|entry| entry.token.kind.lacks_pin())
    {
        let given = entry.token.set_pin(pin.clone());
        given.map_err(|error| Failure::refused(error.code(), error.detail()))?;
    }
    Ok(())
}
