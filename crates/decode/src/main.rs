//! `propusk-scan`: decodes pictures for the app in a process that can do nothing else. It is not meant
//! to be started by hand.

use std::io;
use std::process::ExitCode;

use propusk_decode::{sandbox, serve};

fn main() -> ExitCode {
    sandbox::enter();
    match serve::serve(io::stdin(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
