//! The process that decodes pictures, from the app's side.
//!
//! It is the program `propusk-scan`, with an empty environment and no
//! arguments; pictures and payloads go through its two pipes only. It ends with its [`Worker`].

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use picture::message::{Answer, Icon, Order, Still, read, write};
use picture::{Effort, Found, MAX_FILE_BYTES, PictureError, Sight, TooLarge};

use crate::error::ScanError;
use crate::program::program_of_ours;
use crate::shot::Shot;

/// Its name.
const PROGRAM: &str = "propusk-scan";

/// How long the worker may think about one picture or one page. It ends its looks by itself after a
/// second or two; slow machines take several times as long.
const PATIENCE: Duration = Duration::from_secs(15);

/// A process that decodes, kept for as many pictures as its owner likes.
#[derive(Debug)]
pub struct Worker {
    orders: ChildStdin,
    answers: ChildStdout,
    child: Arc<Killable>,
    frames: u32,
}

/// Every such frame gets the harder look: a code that one look misses is often read by the other.
const HARDER_EVERY: u32 = 5;

/// Ends the work of a [`Worker`] from another thread.
#[derive(Debug, Clone)]
pub struct Stopper(Arc<Killable>);

impl Stopper {
    /// Kills the worker: what it was asked ends with `scan_cancelled`, and so does all it is asked
    /// afterwards.
    pub fn stop(&self) {
        self.0.kill(Fate::Stopped);
    }
}

/// Why a worker was killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stopped,
    Hung,
}

#[derive(Debug)]
struct Killable {
    child: Mutex<Child>,
    fate: Mutex<Option<Fate>>,
}

impl Killable {
    fn kill(&self, fate: Fate) {
        let mut known = lock(&self.fate);
        known.get_or_insert(fate);
        // It may have ended by itself.
        let _ = lock(&self.child).kill();
    }
}

impl Worker {
    /// Starts the process and waits until it has given up what it does not need. About 10 ms.
    ///
    /// # Errors
    /// `scan_worker_missing` when there is no such program, or one of another version;
    /// `scan_worker_crashed`, `scan_worker_hung`.
    pub fn start() -> Result<Self, ScanError> {
        let program = program_of_ours(PROGRAM).map_err(|error| ScanError::WorkerMissing {
            program: PathBuf::from(PROGRAM),
            reason: error.to_string(),
        })?;
        Self::start_program(&program)
    }

    fn start_program(program: &Path) -> Result<Self, ScanError> {
        let missing = |reason: &dyn std::fmt::Display| ScanError::WorkerMissing {
            program: program.to_owned(),
            reason: reason.to_string(),
        };
        let mut child = Command::new(program)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| missing(&error))?;
        let (Some(orders), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(missing(&"no pipes"));
        };
        let child = Arc::new(Killable {
            child: Mutex::new(child),
            fate: Mutex::new(None),
        });
        let mut worker = Self {
            orders,
            answers,
            child,
            frames: 0,
        };
        let ready = worker.in_time(|worker| read(&mut worker.answers))?;
        match ready {
            Answer::Ready(version) if version == env!("CARGO_PKG_VERSION") => Ok(worker),
            Answer::Ready(version) => Err(missing(&version)),
            _ => Err(ScanError::WorkerCrashed),
        }
    }

    /// The QR codes of a picture. Goes from the cheap look to the costly ones and stops after the first
    /// that has found a text which `wanted` accepts. Everything found on the way is returned, each text
    /// once, with its first place.
    ///
    /// # Errors
    /// `not_a_picture`, `unreadable_picture`, `pdf_locked`, `picture_too_large`; `no_qr` and its kin
    /// when no code at all was read; `scan_worker_crashed`, `scan_worker_hung`, `scan_cancelled`.
    pub fn decode(
        &mut self,
        shot: &Shot,
        wanted: &dyn Fn(&str) -> bool,
        effort: Effort,
    ) -> Result<Vec<Found>, ScanError> {
        let source = shot.source()?;
        let mut found: Vec<Found> = Vec::new();
        let mut answer = self.ask(&Order::Look { source, effort }, shot.bytes())?;
        loop {
            match answer {
                Answer::Seen(codes) => {
                    let enough = codes.iter().any(|code| wanted(&code.text));
                    found.extend(codes);
                    let verdict = if enough { Order::Stop } else { Order::GoOn };
                    answer = self.ask(&verdict, &[])?;
                }
                Answer::Done(Err(error)) => return Err(error.into()),
                Answer::Done(Ok(())) if found.is_empty() => {
                    return Err(PictureError::NoQr(Sight::Nothing).into());
                }
                Answer::Done(Ok(())) => return Ok(found),
                Answer::Ready(_) | Answer::Still(_) | Answer::Icon(_) => {
                    return Err(ScanError::WorkerCrashed);
                }
            }
        }
    }

    /// The QR codes of the next frame of a camera: quickly, and every fifth time a little harder.
    ///
    /// # Errors
    /// As [`Worker::decode`].
    pub fn decode_frame(
        &mut self,
        frame: &Shot,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<Found>, ScanError> {
        self.frames = self.frames.wrapping_add(1);
        let effort = if self.frames.is_multiple_of(HARDER_EVERY) {
            Effort::Frame
        } else {
            Effort::Quick
        };
        self.decode(frame, wanted, effort)
    }

    /// A small PNG of the picture, no longer than `side` pixels, in which the codes between the given
    /// corners, and all others that can be read, are painted over.
    ///
    /// # Errors
    /// As [`Worker::decode`], but for `no_qr`.
    pub fn still(
        &mut self,
        shot: &Shot,
        side: u32,
        hidden: Vec<[[u32; 2]; 4]>,
    ) -> Result<Still, ScanError> {
        let order = Order::Still {
            source: shot.source()?,
            side,
            hidden,
        };
        match self.ask(&order, shot.bytes())? {
            Answer::Still(still) => Ok(still),
            Answer::Done(Err(error)) => Err(error.into()),
            Answer::Ready(_) | Answer::Seen(_) | Answer::Icon(_) | Answer::Done(Ok(())) => {
                Err(ScanError::WorkerCrashed)
            }
        }
    }

    /// The middle of a picture file as a square of `side` pixels, in a new file of at most `most` bytes.
    ///
    /// # Errors
    /// As [`Worker::decode`], but for `no_qr`.
    pub fn icon(&mut self, file: &[u8], side: u32, most: usize) -> Result<Icon, ScanError> {
        let size = u64::try_from(file.len()).unwrap_or(u64::MAX);
        if size > MAX_FILE_BYTES {
            return Err(PictureError::TooLarge(TooLarge::Bytes(size)).into());
        }
        let order = Order::Icon {
            file: size,
            side,
            most,
        };
        match self.ask(&order, file)? {
            Answer::Icon(icon) => Ok(icon),
            Answer::Done(Err(error)) => Err(error.into()),
            Answer::Ready(_) | Answer::Seen(_) | Answer::Still(_) | Answer::Done(Ok(())) => {
                Err(ScanError::WorkerCrashed)
            }
        }
    }

    /// What stops it from elsewhere.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(self.child.clone())
    }

    /// The number of the process.
    #[must_use]
    pub fn id(&self) -> u32 {
        lock(&self.child.child).id()
    }

    fn ask(&mut self, order: &Order, bytes: &[u8]) -> Result<Answer, ScanError> {
        self.in_time(|worker| {
            write(order, &mut worker.orders)?;
            io::Write::write_all(&mut worker.orders, bytes)?;
            io::Write::flush(&mut worker.orders)?;
            read(&mut worker.answers)
        })
    }

    /// Talks to the worker, and kills it when that takes too long.
    fn in_time<T>(
        &mut self,
        talk: impl FnOnce(&mut Self) -> io::Result<T>,
    ) -> Result<T, ScanError> {
        let watched = Watch::over(self.child.clone());
        let said = talk(self);
        drop(watched);
        said.map_err(|_| match *lock(&self.child.fate) {
            Some(Fate::Stopped) => ScanError::Cancelled,
            Some(Fate::Hung) => ScanError::WorkerHung,
            None => ScanError::WorkerCrashed,
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let mut child = lock(&self.child.child);
        let _ = child.kill();
        // Leaves no zombie behind; what was killed ends at once.
        let _ = child.wait();
    }
}

/// Kills the worker unless it is dropped in time.
struct Watch {
    over: Option<Sender<()>>,
}

impl Watch {
    fn over(child: Arc<Killable>) -> Self {
        let (over, waiting) = channel();
        thread::spawn(move || {
            if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                child.kill(Fate::Hung);
            }
        });
        Self { over: Some(over) }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.take();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn refusal(program: &str) -> &'static str {
        Worker::start_program(Path::new(program)).map_or_else(|error| error.code(), |_| "started")
    }

    #[test]
    fn what_is_no_worker_is_told() {
        assert_eq!(refusal("/nonexistent/propusk-scan"), "scan_worker_missing");
        assert_eq!(refusal("/bin/true"), "scan_worker_crashed", "says nothing");
        assert_eq!(
            refusal("/bin/pwd"),
            "scan_worker_crashed",
            "says something else"
        );
    }
}
