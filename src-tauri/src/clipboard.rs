//! A copied code on the clipboard, and its clearing on time: a webview's timers may sleep for
//! minutes, so the deadline lives here, on the wall clock.

use std::time::{Duration, Instant};

use scan::clipboard::Clipboard;
use session::Moment;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::{
    app::{App, Core, lock, now},
    wire::AppError,
};

/// How often the deadline is looked at while a code is held.
const TICK: Duration = Duration::from_millis(500);

/// How long a clipboard that is busy or hangs is asked again before the code is left to its owner.
const KEEP_TRYING: Duration = Duration::from_secs(60);

/// The clipboard and when to clear it.
#[derive(Default)]
pub struct Holder {
    clipboard: Clipboard,
    held: Option<Held>,
    /// One task watches, however often is copied.
    watched: bool,
}

struct Held {
    since: (Moment, Instant),
    clear_at: Moment,
}

/// What the watch found.
#[derive(Debug, PartialEq, Eq)]
enum Look {
    /// The code stays for now.
    Held,
    /// The clipboard was emptied by us.
    Cleared,
    /// There is nothing of ours to clear.
    Gone,
}

impl Holder {
    /// The clipboard itself, for reading.
    pub fn clipboard(&mut self) -> &mut Clipboard {
        &mut self.clipboard
    }

    /// Puts a code or a password there, to be cleared after a while.
    ///
    /// # Errors
    /// No clipboard.
    pub fn hold(&mut self, text: &str, keep: Duration) -> Result<(), AppError> {
        let now = now();
        self.clipboard.put_code(text)?;
        self.held = Some(Held {
            since: (now, Instant::now()),
            clear_at: now.after(keep),
        });
        Ok(())
    }

    /// Takes the code away when it is due and still there; what somebody else copied stays. A
    /// clipboard that cannot be reached now (another program has it open, or its owner hangs) is
    /// asked again at the next look.
    fn look(&mut self) -> Look {
        let Some(held) = &self.held else {
            return Look::Gone;
        };
        let (wall, steady) = held.since;
        let (now, elapsed) = (now(), steady.elapsed());
        let limit = wall.until(held.clear_at);
        // Its time has come, or the clock was moved meanwhile.
        if now < held.clear_at && now >= wall && elapsed < limit {
            return Look::Held;
        }
        let found = match self.clipboard.clear_if_ours() {
            Ok(true) => Look::Cleared,
            Ok(false) => Look::Gone,
            Err(_) if elapsed < limit + KEEP_TRYING => return Look::Held,
            Err(_) => Look::Gone,
        };
        self.held = None;
        found
    }

    /// Takes the code away now, due or not.
    pub fn clear(&mut self) {
        self.held = None;
        // The program ends: a clipboard that cannot be reached now cannot be asked again.
        let _ = self.clipboard.clear_if_ours();
    }
}

/// Watches the clipboard until the held code is cleared, and tells the page if it was.
pub fn clear_when_due<R: Runtime>(app: AppHandle<R>) {
    let state = app.state::<App>().inner().clone();
    tauri::async_runtime::spawn(async move {
        let claim = |core: &Core| Ok(!std::mem::replace(&mut lock(&core.clipboard).watched, true));
        if !state.blocking(claim).await.unwrap_or(false) {
            return;
        }
        loop {
            tokio::time::sleep(TICK).await;
            let look = |core: &Core| {
                let mut holder = lock(&core.clipboard);
                let found = holder.look();
                if found == Look::Cleared {
                    // Until now it was ours: nobody has copied anything since the wait began.
                    lock(&core.copying).watch_anew();
                }
                holder.watched = found == Look::Held;
                Ok(found)
            };
            match state.blocking(look).await {
                Ok(Look::Held) => {}
                Ok(Look::Cleared) => {
                    // Without a page there is nobody to tell.
                    let _ = app.emit("clipboard-cleared", ());
                    return;
                }
                Ok(Look::Gone) => return,
                // A panic below: the code is still held, and the next look tries again.
                Err(_) => {}
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holding(since: Moment, clear_at: Moment) -> Holder {
        let since = (since, Instant::now());
        let held = Some(Held { since, clear_at });
        Holder {
            held,
            ..Holder::default()
        }
    }

    #[test]
    fn does_not_say_cleared_when_somebody_else_has_copied_since() {
        // Nothing was put there by us, as after another program took the clipboard over.
        let mut holder = holding(now(), now());
        assert_eq!(holder.look(), Look::Gone);
        assert!(holder.held.is_none());
    }

    #[test]
    fn a_code_stays_until_it_is_due_or_the_clock_is_moved() {
        let (start, minute) = (now(), Duration::from_secs(60));
        assert_eq!(holding(start, start.after(minute)).look(), Look::Held);
        let past = Moment::from_millis(start.millis() - 120_000);
        assert_eq!(holding(past, past.after(minute)).look(), Look::Gone, "due");
        let future = start.after(minute);
        let set_back = holding(future, future.after(minute)).look();
        assert_eq!(set_back, Look::Gone, "the clock was set back");
    }
}
