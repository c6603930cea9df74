//! A copied code on the clipboard, and its clearing on time: a webview's timers may sleep for
//! minutes, so the deadline lives here, on the wall clock.

use std::time::Duration;

use scan::clipboard::Clipboard;
use session::Held;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::{
    app::{App, Core, clocks, lock},
    wire::AppError,
};

/// How often the deadline is looked at while a code is held.
const TICK: Duration = Duration::from_millis(500);

/// The clipboard and when to clear it.
#[derive(Default)]
pub struct Holder {
    clipboard: Clipboard,
    held: Option<Held>,
    /// One task watches, however often is copied.
    watched: bool,
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
        let now = clocks();
        self.clipboard.put_code(text)?;
        self.held = Some(Held::new(now, now.wall.after(keep)));
        Ok(())
    }

    /// Takes the code away when it is due and still there; what somebody else copied stays. A
    /// clipboard that cannot be reached now (another program has it open, or its owner hangs) is
    /// asked again at the next look.
    fn look(&mut self) -> Look {
        let Some(held) = &self.held else {
            return Look::Gone;
        };
        let now = clocks();
        if !held.is_due(now) {
            return Look::Held;
        }
        let found = match self.clipboard.clear_if_ours() {
            Ok(true) => Look::Cleared,
            Ok(false) => Look::Gone,
            Err(_) if !held.is_given_up(now) => return Look::Held,
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

    #[test]
    fn does_not_say_cleared_when_somebody_else_has_copied_since() {
        // Nothing was put there by us, as after another program took the clipboard over.
        let now = clocks();
        let mut holder = Holder {
            held: Some(Held::new(now, now.wall)),
            ..Holder::default()
        };
        assert_eq!(holder.look(), Look::Gone);
        assert!(holder.held.is_none());
    }
}
