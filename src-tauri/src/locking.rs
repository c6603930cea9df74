//! Locking: what is open is wiped, and the web process that showed it ends.
//!
//! A change that could not be saved is worth more than a lock in time. It is tried once more; if it
//! still cannot be saved, a lock that nobody asked for waits and tries again every two seconds, and
//! the person who asks for one is told and decides.

use std::{sync::atomic::Ordering, thread, time::Duration};

use session::Idle;
use tauri::{AppHandle, Manager, Runtime};
use vault::Guard;

use crate::{
    app::{App, Core, Slot, clocks, lock, now},
    window,
    wire::AppError,
};

/// How often is looked whether the person is still there.
const TICK: Duration = Duration::from_secs(2);

/// So long after the last use it is saved. Shorter than the usual wait until the lock, which saves none.
const QUIET: Duration = Duration::from_secs(60);

impl Core {
    /// Shuts the vault and drops everything secret; true if there was something to shut. `anyway`:
    /// also when the last change is then lost.
    ///
    /// # Errors
    /// `unsaved_at_lock`: nothing was locked.
    pub fn lock_up(&self, anyway: bool) -> Result<bool, AppError> {
        let mut slot = lock(&self.vault);
        let Slot::Ready(vault) = &mut *slot else {
            return Ok(false);
        };
        if vault.unsaved().is_some() && vault.retry_save(now().seconds()).is_err() && !anyway {
            return Err(AppError::new("unsaved_at_lock"));
        }
        let by_password = vault.guard() == Guard::Password;
        self.shut(&mut slot, by_password, None);
        Ok(true)
    }

    /// Drops the vault and everything secret around it. The caller holds the lock of the vault: nobody
    /// can put anything back there meanwhile.
    pub(crate) fn shut(&self, slot: &mut Slot, by_password: bool, why: Option<AppError>) {
        *slot = Slot::Locked { by_password, why };
        lock(&self.pressed).clear();
        *lock(&self.used) = None;
        self.forget_wait();
        self.forget_page();
        *lock(&self.given) = None;
        self.lock_is_due.store(false, Ordering::Relaxed);
        self.tray.refresh();
    }

    /// Drops what was there for the page only: it has gone, and what it began is not gone on with.
    pub(crate) fn forget_page(&self) {
        lock(&self.revealed).hide();
        *lock(&self.listing) = None;
        *lock(&self.draft) = None;
        self.close_camera();
        *lock(&self.import) = None;
        *lock(&self.codes) = None;
        *lock(&self.recovery_codes) = None;
        *lock(&self.sheet) = None;
        *lock(&self.backup) = None;
    }

    /// Somebody is there.
    pub fn note_activity(&self) {
        *lock(&self.idle) = Idle::touched(clocks());
        self.lock_is_due.store(false, Ordering::Relaxed);
    }

    /// Whether the person has gone and the vault is one that locks itself then.
    pub(crate) fn is_to_be_locked(&self) -> bool {
        // First, because it waits while the vault is being unlocked: what is known of the person from
        // before would shut it again at once.
        if !self.is_guarded_by_password() {
            return false;
        }
        let minutes = lock(&self.settings).lock_after_minutes;
        let limit = Duration::from_secs(60 * u64::from(minutes));
        let is_over = minutes > 0 && lock(&self.idle).is_over(clocks(), limit);
        is_over || self.lock_is_due.load(Ordering::Relaxed)
    }

    /// Without an app password the keyring opens the vault again for anybody: an automatic lock would
    /// only be in the way.
    fn is_guarded_by_password(&self) -> bool {
        matches!(&*lock(&self.vault), Slot::Ready(vault) if vault.guard() == Guard::Password)
    }
}

/// Locks now; false when nothing was open. When this returns, our process holds nothing secret any more;
/// the windows and their processes end behind it.
///
/// # Errors
/// `unsaved_at_lock`, unless `anyway`.
pub fn lock_now<R: Runtime>(app: &AppHandle<R>, anyway: bool) -> Result<bool, AppError> {
    let was_open = app.state::<App>().core().lock_up(anyway)?;
    if was_open {
        put_away(app);
    }
    Ok(was_open)
}

/// Ends what still shows something of a vault that is shut.
fn put_away<R: Runtime>(app: &AppHandle<R>) {
    window::rebuild(app);
    // The owner of the clipboard may hang; the lock does not wait for it.
    let state = app.state::<App>().inner().clone();
    thread::spawn(move || lock(&state.core().clipboard).clear());
}

/// Locks a vault with an app password because the person has gone: the screen was locked, the
/// computer goes to sleep, somebody else uses it.
fn lock_for_absence<R: Runtime>(app: &AppHandle<R>) {
    let core = app.state::<App>().inner().clone();
    let core = core.core();
    if lock(&core.settings).lock_with_screen
        && core.is_guarded_by_password()
        && lock_now(app, false).is_err()
    {
        core.lock_is_due.store(true, Ordering::Relaxed);
    }
}

/// Watches for the person's absence as long as the program runs.
pub fn watch<R: Runtime>(app: &AppHandle<R>) {
    let handle = app.clone();
    app.manage(absence::watch(move |_| lock_for_absence(&handle)));
    let (handle, state) = (app.clone(), app.state::<App>().inner().clone());
    tauri::async_runtime::spawn(async move {
        loop {
            state.core().shut.notified().await;
            put_away(&handle);
        }
    });
    let handle = app.clone();
    let state = app.state::<App>().inner().clone();
    // Here and not in the page, whose timers may sleep.
    tauri::async_runtime::spawn(async move {
        loop {
            tokio::time::sleep(TICK).await;
            let handle = handle.clone();
            let look = move |core: &Core| {
                core.forget_old_given();
                if core.is_to_be_locked() {
                    return lock_now(&handle, false);
                }
                core.save_uses_after(QUIET);
                Ok(false)
            };
            // What cannot be saved now is tried again at the next look.
            let _ = state.blocking(look).await;
        }
    });
}
