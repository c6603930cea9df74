//! A PIN from stdin: it must not stand on the command line.

use std::io::{BufRead, Read};

use otp::{Pin, Warning};
use zeroize::Zeroizing;

use crate::outcome::Failure;
use crate::source::Offer;

/// The first line of `stdin` as a PIN.
pub(crate) fn from_first_line(stdin: &mut impl BufRead) -> Result<Pin, Failure> {
    const LONGEST: u64 = 1024;
    let mut line = Zeroizing::new(String::with_capacity(1024));
    stdin.by_ref().take(LONGEST).read_line(&mut line)?;
    Pin::new(line.trim()).map_err(|error| Failure::refused(error.code(), error.detail()))
}

/// Gives the PIN to an account that needs one and has none.
pub(crate) fn give_to(offer: &mut Offer, pin: &Pin) -> Result<(), Failure> {
    if offer.entry.token.kind.lacks_pin() {
        let given = offer.entry.token.set_pin(pin.clone());
        given.map_err(|error| Failure::refused(error.code(), error.detail()))?;
        offer
            .warnings
            .retain(|warning| *warning != Warning::PinMissing);
    }
    Ok(())
}
