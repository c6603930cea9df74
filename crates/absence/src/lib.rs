//! Tells when the person has gone from the computer, so that the app can lock itself.
//!
//! Run and tested on Linux. The parts for Windows and macOS have passed the compiler's checks only and
//! have **not yet been run**.

// Windows and macOS have no safe interface to what is needed here.
#![cfg_attr(not(any(windows, target_os = "macos")), forbid(unsafe_code))]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(all(unix, not(target_os = "macos")))]
mod freedesktop;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

#[cfg(all(unix, not(target_os = "macos")))]
use freedesktop::Freedesktop as Here;
#[cfg(target_os = "macos")]
use macos::MacOs as Here;
#[cfg(windows)]
use windows::Windows as Here;

/// How the person has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// The computer is about to sleep.
    Suspending,
    /// The screen was locked, or is being locked, or its saver has begun.
    ScreenLocked,
    /// Somebody else uses the screen: another user, or a text console.
    SessionInactive,
}

/// Something on this computer that tells of absences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What the system calls it, such as `org.freedesktop.login1`.
    pub name: &'static str,
    /// What it tells of.
    pub tells: &'static [Absence],
}

/// Watches until it is dropped.
#[must_use = "the watch ends when it is dropped"]
pub struct Watch {
    ended: Arc<AtomicBool>,
    _here: Here,
}

/// Calls `on` for every absence from now on, until the [`Watch`] is dropped.
///
/// A desktop that tells nothing is no error: `on` is then never called. What starts or restarts later
/// is heard from then on.
///
/// `on` runs on a thread of the watch (on macOS on the main thread) and must have done its work when
/// it returns: the computer goes to sleep after that. It has two seconds (Windows; logind waits for
/// five), and must not panic. Several sources may tell of one absence, and one may repeat itself, so
/// locking what is locked must do no harm. It may drop the watch; a call that has begun when somebody
/// else drops it goes on.
pub fn watch(on: impl Fn(Absence) + Send + 'static) -> Watch {
    let ended = Arc::new(AtomicBool::new(false));
    let has_ended = Arc::clone(&ended);
    let tell = move |absence| {
        // Others may already have been on their way when the watch was dropped.
        if !has_ended.load(Ordering::SeqCst) {
            on(absence);
        }
    };
    Watch {
        ended,
        _here: Here::watch(Box::new(tell)),
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
    }
}

/// Which sources are there now; empty where nothing tells of absences. Takes two seconds at most.
pub fn sources() -> Vec<Source> {
    Here::sources()
}

type Tell = Box<dyn Fn(Absence) + Send>;

/// What a system does for us. Dropping it ends the watch.
trait System: Send + Sync {
    fn watch(tell: Tell) -> Self;
    fn sources() -> Vec<Source>;
}
