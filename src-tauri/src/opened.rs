//! Links and files that the program was started with, or that a later start handed over. They wait here
//! until the page can show what is in them, as for a file that is dropped on the window: a preview, and
//! nothing is added without a press.

use std::{path::PathBuf, time::Duration};

use tauri::{AppHandle, Emitter, Manager, Runtime};
use zeroize::Zeroizing;

use crate::{
    app::{App, Core, Slot, lock, steady},
    arguments::Given,
    enrol,
    wire::{AppError, DroppedView},
};

/// So long they wait for the person to open the vault or to close what is in the way.
const WAITS: Duration = Duration::from_secs(300);

/// What waits, since when by the steady clock.
pub struct Waiting {
    given: Vec<Given>,
    since: Duration,
}

/// Has the page show what is in these, as soon as it can. What waited before is forgotten.
pub fn open<R: Runtime>(app: &AppHandle<R>, given: Vec<Given>) {
    app.state::<App>().core().keep_given(given);
    // A page that is still to come asks by itself.
    let _ = app.emit("given", ());
}

impl Core {
    /// Keeps these until the page can show them.
    pub(crate) fn keep_given(&self, given: Vec<Given>) {
        if given.is_empty() {
            return;
        }
        *lock(&self.given) = Some(Waiting {
            given,
            since: steady(),
        });
    }

    /// Whether something waits for the page.
    pub fn has_given(&self) -> bool {
        lock(&self.given).is_some()
    }

    /// Forgets what has waited too long: a link holds a key.
    pub(crate) fn forget_old_given(&self) {
        lock(&self.given).take_if(|it| steady().saturating_sub(it.since) > WAITS);
    }

    /// Reads what waits; nothing when nothing does.
    ///
    /// # Errors
    /// `locked`, and then it waits on; `links_off`, or why nothing could be read.
    pub fn open_given(&self) -> Result<Option<DroppedView>, AppError> {
        match &*lock(&self.vault) {
            Slot::Ready(_) | Slot::Welcome => {}
            Slot::Unopened | Slot::Locked { .. } => return Err(AppError::new("locked")),
            Slot::Blocked { error, .. } => return Err(error.clone()),
        }
        let waiting = lock(&self.given).take();
        waiting.map(|it| self.read_given(it.given)).transpose()
    }

    fn read_given(&self, given: Vec<Given>) -> Result<DroppedView, AppError> {
        let (links, files) = sorted(given);
        if !links.is_empty() && !lock(&self.settings).open_links {
            return Err(AppError::new("links_off"));
        }
        let open = self.open_import();
        if links.is_empty() {
            return enrol::dropped(self, &files);
        }
        if files.is_empty() && open.is_none() {
            return Ok(DroppedView {
                scan: Some(enrol::from_text(self, &links)?),
                import: None,
                error: None,
            });
        }
        let id = match open {
            Some(id) => id,
            None => self.begin_import()?.import,
        };
        self.import_text(&id, &links)?;
        Ok(DroppedView {
            scan: None,
            import: Some(self.import_files(&id, &files)?),
            error: None,
        })
    }
}

/// The links, one a line, and the files.
fn sorted(given: Vec<Given>) -> (Zeroizing<String>, Vec<PathBuf>) {
    let (mut links, mut files) = (Zeroizing::new(String::new()), Vec::new());
    for given in given {
        match given {
            Given::Link(link) => {
                links.push_str(&link);
                links.push('\n');
            }
            Given::File(path) => files.push(path),
        }
    }
    (links, files)
}
