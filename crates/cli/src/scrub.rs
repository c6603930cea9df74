//! A URI on the command line stands there for every program to see while this one runs.

use std::ffi::OsString;

use crate::args::Cli;
#[cfg(unix)]
use crate::args::{Add, Command, Source};

/// The pipe holds this many bytes before anybody reads, on every system; most URIs have 200.
#[cfg(unix)]
const HELD: usize = 4096;

/// Starts this program anew with the URI on standard input, and without it on the command line: it
/// was to be seen for some milliseconds only. Where that cannot be, or standard input has something
/// else to say, the program goes on as it is.
#[cfg(unix)]
pub(crate) fn hide_uri(cli: &Cli, arguments: &[OsString]) {
    use std::os::unix::process::CommandExt;

    let (Some(uri), [name, arguments @ ..]) = (uri_to_hide(cli), arguments) else {
        return;
    };
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let Ok(held) = held(uri) else {
        return;
    };
    let arguments = arguments.iter().filter(|argument| *argument != "--");
    let arguments = arguments.map(|argument| match argument {
        argument if argument == uri => "--stdin".into(),
        argument => argument.clone(),
    });
    // It comes back only when it failed.
    let _ = std::process::Command::new(program)
        .arg0(name)
        .args(arguments)
        .stdin(held)
        .exec();
}

/// Other systems cannot put another program into this process.
#[cfg(not(unix))]
pub(crate) fn hide_uri(_: &Cli, _: &[OsString]) {}

/// The end of a pipe that has the text in it.
#[cfg(unix)]
fn held(text: &str) -> std::io::Result<std::io::PipeReader> {
    use std::io::Write;

    let (reader, mut writer) = std::io::pipe()?;
    writer.write_all(text.as_bytes())?;
    Ok(reader)
}

#[cfg(unix)]
fn uri_to_hide(cli: &Cli) -> Option<&str> {
    let Command::Add(Add {
        source: Source { uri: Some(uri), .. },
        pin_stdin: false,
        ..
    }) = &cli.command
    else {
        return None;
    };
    let is_read = cli.common.password_stdin || cli.common.recovery_stdin;
    (!is_read && uri.len() <= HELD).then_some(uri)
}
