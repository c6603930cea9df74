//! `propusk-clock ADDRESS…`: a line for each address, with the seconds by which this computer's clock is
//! ahead, or why there is no answer.

use std::{env, io::Write, process::ExitCode};

fn main() -> ExitCode {
    let mut out = std::io::stdout();
    for address in env::args().skip(1) {
        let line = match propusk_clock::ask(&address) {
            Ok(ahead) => format!("{address} {ahead:.1}"),
            Err(error) => format!("{address} error {}", error.code()),
        };
        // Whoever asked may have gone meanwhile.
        if writeln!(out, "{line}").is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
