//! `propusk-scan`: decodes pictures for the app in a process that can do nothing else. It is not meant
//! to be started by hand.

use std::io;
use std::process::ExitCode;

use propusk_decode::{sandbox, serve};

fn main() -> ExitCode {
    #[cfg(target_os = "linux")]
    close_what_was_inherited();
    sandbox::enter();
    match serve::serve(io::stdin(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Files that the app had from whoever started it are no business of ours.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn close_what_was_inherited() {
    let (first, last, how): (libc::c_uint, libc::c_uint, libc::c_uint) = (3, libc::c_uint::MAX, 0);
    // SAFETY: nothing has been opened here yet, so nobody uses a number above the three pipes. Kernels
    // before 5.9 do not know the call and change nothing.
    unsafe { libc::syscall(libc::SYS_close_range, first, last, how) };
}
