//! A copied code on the clipboard, and its clearing on time: a webview's timers may sleep for
//! minutes, so the deadline lives here, on the wall clock.

use std::time::{Duration, Instant};

use otp::Code;
use scan::clipboard::Clipboard;
use session::Moment;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::{
    app::{App, lock, now},
    wire::AppError,
};

/// How often the deadline is looked at while a code is held.
const TICK: Duration = Duration::from_millis(500);

/// The longest that the exit waits for the clipboard.
const EXIT_WAITS: Duration = Duration::from_millis(800);

/// The clipboard and when to clear it.
#[derive(Default)]
pub struct Holder {
    clipboard: Clipboard,
    held: Option<Held>,
}

struct Held {
    since: (Moment, Instant),
    clear_at: Moment,
    /// One task watches, however often is copied.
    watched: bool,
}

impl Holder {
    /// The clipboard itself, for reading.
    pub fn clipboard(&mut self) -> &mut Clipboard {
        &mut self.clipboard
    }

    /// Puts a code there, to be cleared at `clear_at`.
    ///
    /// # Errors
    /// No clipboard.
    pub fn hold(&mut self, code: &Code, now: Moment, clear_at: Moment) -> Result<(), AppError> {
        self.clipboard.put_code(code.as_str())?;
        let watched = self.held.as_ref().is_some_and(|held| held.watched);
        self.held = Some(Held {
            since: (now, Instant::now()),
            clear_at,
            watched,
        });
        Ok(())
    }

    /// Takes the code away if it is still there; what somebody else copied stays.
    pub fn clear(&mut self) -> bool {
        self.held = None;
        // A clipboard that cannot be reached now cannot be cleared: it died with its X server.
        self.clipboard.clear_if_ours().unwrap_or(false)
    }

    /// Whether the held code is due: its time has come, or the clock was moved meanwhile.
    fn is_due(&self) -> bool {
        self.held.as_ref().is_some_and(|held| {
            let (wall, steady) = held.since;
            let now = now();
            let limit = wall.until(held.clear_at);
            now >= held.clear_at || now < wall || steady.elapsed() >= limit
        })
    }
}

/// Takes our code off the clipboard when the program ends. The exit does not wait for a clipboard
/// whose owner hangs: ours then dies with the process anyway (Linux) or nobody can reach it.
pub fn clear_at_exit(app: &App) {
    let (done, waiting) = std::sync::mpsc::channel();
    let app = app.clone();
    std::thread::spawn(move || {
        lock(&app.core().clipboard).clear();
        let _ = done.send(());
    });
    let _ = waiting.recv_timeout(EXIT_WAITS);
}

/// Watches the clipboard until the held code is cleared.
pub fn clear_when_due<R: Runtime>(app: AppHandle<R>) {
    {
        let state = app.state::<App>();
        let mut holder = lock(&state.core().clipboard);
        match &mut holder.held {
            Some(held) if !held.watched => held.watched = true,
            _ => return,
        }
    }
    tauri::async_runtime::spawn(async move {
        loop {
            tokio::time::sleep(TICK).await;
            let state = app.state::<App>().inner().clone();
            let cleared = state.blocking(|core| {
                let mut holder = lock(&core.clipboard);
                let due = holder.is_due();
                if due {
                    holder.clear();
                }
                Ok(due || holder.held.is_none())
            });
            if cleared.await.unwrap_or(true) {
                // Without a page there is nobody to tell.
                let _ = app.emit("clipboard-cleared", ());
                return;
            }
        }
    });
}
