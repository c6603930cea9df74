//! The process that holds a code on the clipboard after the command has ended: on Linux what is copied
//! is served by whoever copied it, and on every system somebody must take it off again.
//!
//! It is this program started once more. The code goes through its pipe only, never onto a command line
//! or into an environment.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use scan::clipboard::Clipboard;
use session::{Held, Moment, Reading};
use zeroize::Zeroizing;

use crate::input::{self, secret_line};
use crate::outcome::{Failure, Status};
use crate::store::now_exactly;

/// The only argument of such a process.
const ARGUMENT: &str = "hold-copied-code";

/// How often it looks whether its time has come.
const TICK: Duration = Duration::from_millis(500);

/// The process, seen from the command. Dropped without a code it ends by itself.
pub(crate) struct Holder {
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// Not waited for: it outlives this process.
    _child: Child,
}

impl Holder {
    /// Starts it and waits until it has reached the clipboard.
    ///
    /// # Errors
    /// `clipboard_unavailable`.
    pub(crate) fn start() -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg(ARGUMENT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            /// A console that closes takes along who is attached to it (DETACHED_PROCESS).
            const DETACHED: u32 = 0x0000_0008;
            command.creation_flags(DETACHED);
        }
        let mut child = command.spawn()?;
        let (Some(orders), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::refused("clipboard_unavailable", None));
        };
        let mut holder = Self {
            orders,
            answers: BufReader::new(answers),
            _child: child,
        };
        holder.agreed()?;
        Ok(holder)
    }

    /// Has it put the code there until `clear_at`.
    ///
    /// # Errors
    /// `clipboard_unavailable`.
    pub(crate) fn hold(mut self, code: &str, clear_at: Moment) -> Result<(), Failure> {
        let order = Zeroizing::new(format!("{} {code}\n", clear_at.millis()));
        self.orders.write_all(order.as_bytes())?;
        self.agreed()
    }

    /// An empty line is consent, any other one says what is wrong.
    fn agreed(&mut self) -> Result<(), Failure> {
        let mut line = String::new();
        let read = self.answers.read_line(&mut line)?;
        match line.trim() {
            "" if read > 0 => Ok(()),
            reason => Err(Failure::refused(
                "clipboard_unavailable",
                Some(reason.to_owned()),
            )),
        }
    }
}

/// Whether this process was started to hold a code.
pub(crate) fn is_asked_for(arguments: &[OsString]) -> bool {
    matches!(arguments, [_, only] if only == ARGUMENT)
}

/// Holds the code of the next line of standard input until it is due.
pub(crate) fn run() -> Status {
    leave_the_terminal();
    let mut clipboard = Clipboard::new();
    if !answered(&clipboard.reach().map_err(|error| error.detail())) {
        return Status::Refused;
    }
    let Ok(Some(line)) = secret_line(&mut input::open()) else {
        return Status::Refused;
    };
    let Some((clear_at, code)) = line.split_once(' ') else {
        return Status::WrongUse;
    };
    let Ok(clear_at) = clear_at.parse() else {
        return Status::WrongUse;
    };
    let begun = Instant::now();
    let reading = || Reading {
        wall: now_exactly(),
        steady: begun.elapsed(),
    };
    let held = Held::new(reading(), Moment::from_millis(clear_at));
    if !answered(&clipboard.put_code(code).map_err(|error| error.detail())) {
        return Status::Refused;
    }
    drop(line);
    loop {
        std::thread::sleep(TICK);
        let now = reading();
        if held.is_due(now) && (clipboard.clear_if_ours().is_ok() || held.is_given_up(now)) {
            return Status::Done;
        }
    }
}

/// Tells the command how it went; `false` when that is no way to go on.
fn answered(done: &Result<(), Option<String>>) -> bool {
    let line = match done {
        Ok(()) => String::new(),
        Err(reason) => reason.as_deref().unwrap_or("-").replace('\n', " "),
    };
    let mut out = io::stdout().lock();
    let told = writeln!(out, "{line}").and_then(|()| out.flush());
    done.is_ok() && told.is_ok()
}

/// The code stays when the terminal is closed, and no disk is kept busy.
fn leave_the_terminal() {
    #[cfg(unix)]
    {
        // Fails for a leader of a group, which has no terminal to lose.
        let _ = rustix::process::setsid();
        let _ = std::env::set_current_dir("/");
    }
}
