//! Copying codes: none that is about to end, none over what the person copied meanwhile, and each with
//! a mark that it was used.

use std::time::Duration;

use otp::Kind;
use scan::clipboard::Watch;
use session::{Copied, Due, Guard, Idle, Life, Moment, Offer, Used, Waiting, Which};
use tauri::{AppHandle, Emitter, Manager, Runtime};
use vault::{AccountId, Timestamp, Vault};

use crate::{
    accounts::find,
    app::{App, Core, Slot, clocks, lock, now},
    clipboard::{self, Holder},
    outside,
    wire::{AppError, CopiedView, CopyView, WaitEndedView, WhichCode},
};

/// The longest pause between two looks at a waiting copy: the clock may be moved meanwhile.
const TICK: Duration = Duration::from_millis(250);

/// What copying has to remember, in memory only.
#[derive(Default)]
pub struct Copying {
    /// Which codes were handed over. Kept over a lock: the portal does not forget them either.
    pub used: Used,
    /// The copy that waits for the next code; another copy ends it.
    wait: Option<Wait>,
    /// The last copy was asked for outside of the window: a notification tells how it ends.
    outside: bool,
    /// One task watches, however often is copied.
    watched: bool,
}

struct Wait {
    account: AccountId,
    waiting: Waiting,
    clipboard: Watch,
}

/// What a look at the waiting copy found.
enum Look {
    In(Duration),
    Ended(WaitEndedView),
    Gone,
}

impl Copying {
    /// We have emptied the clipboard ourselves, which a copy that waits must not take for a copy of
    /// somebody's.
    pub fn watch_anew(&mut self) {
        if let Some(wait) = &mut self.wait {
            wait.clipboard = Watch::begin();
        }
    }
}

impl Core {
    /// Puts the code of an account on the clipboard until it is due to be cleared, or begins to wait for
    /// the next one.
    ///
    /// # Errors
    /// No such account, no code to copy, no clipboard.
    pub fn copy(&self, account: &str, which: WhichCode) -> Result<CopyView, AppError> {
        let which = match which {
            WhichCode::Current => Which::Current,
            WhichCode::Next => Which::Next,
        };
        self.copy_for(false, &account.into(), which)
    }

    /// As [`Core::copy`], for somebody who does not see the window. Of a counter account it takes the next
    /// code: none that was shown before is seen there.
    ///
    /// # Errors
    /// Also when a counter could not be saved.
    pub fn copy_outside(&self, account: &str) -> Result<CopyView, AppError> {
        let id = AccountId::from(account);
        self.advance_counter(&id)?;
        self.copy_for(true, &id, Which::Current)
    }

    /// The code that is to be typed into another program. One that is about to end is refused: when the next one is
    /// there, another window may be in front.
    ///
    /// # Errors
    /// As [`Core::copy_outside`], or `code_ends_soon`.
    #[cfg(target_os = "linux")]
    pub(crate) fn take_to_type(&self, id: &AccountId) -> Result<Copied, AppError> {
        self.advance_counter(id)?;
        let guard = Guard::of_seconds(lock(&self.settings).guard_seconds);
        let take = |vault: &mut Vault| self.offer(vault, id, Which::Current, guard, Duration::ZERO);
        match self.with_vault(take)? {
            Offer::Now(copied) => Ok(copied),
            Offer::Wait(_) => Err(AppError::new("code_ends_soon")),
        }
    }

    /// The code was typed: as one that was copied, it is marked as used.
    #[cfg(target_os = "linux")]
    pub(crate) fn note_typed(&self, id: &AccountId, typed: &Copied) {
        let now = self.code_time();
        lock(&self.copying).used.note(id, typed, now);
        // Counted in memory. A vault that was locked meanwhile has nothing to count in.
        let _ = self.note_use(id, crate::app::now().seconds());
    }

    /// Of a counter account the next code is made.
    fn advance_counter(&self, id: &AccountId) -> Result<(), AppError> {
        let counts = |vault: &mut Vault| {
            let kind = &find(vault, id)?.token.kind;
            Ok(matches!(kind, Kind::Hotp { .. }))
        };
        if self.with_vault(counts)? {
            self.next_code(id.as_str())?;
        }
        Ok(())
    }

    fn copy_for(&self, outside: bool, id: &AccountId, which: Which) -> Result<CopyView, AppError> {
        // First, because somebody else's clipboard may hang for seconds: the code is of the moment
        // in which it is handed over.
        let mut clipboard = lock(&self.clipboard);
        self.forget_wait();
        lock(&self.copying).outside = outside;
        self.hand_over(&mut clipboard, id, which)
    }

    /// Puts a text that is no login code on the clipboard, to be cleared as one is.
    ///
    /// # Errors
    /// What `text` says, no clipboard.
    pub(crate) fn hold_on_clipboard<'a>(
        &self,
        text: impl FnOnce() -> Result<&'a String, AppError>,
    ) -> Result<CopiedView, AppError> {
        let keep = Duration::from_secs(lock(&self.settings).clear_clipboard_seconds.into());
        // First, as for a code: the vault is asked behind it. A copy that waits sees that something was copied.
        let mut clipboard = lock(&self.clipboard);
        clipboard.hold(text()?, keep)?;
        Ok(CopiedView {
            valid_from: None,
            valid_until: None,
            clears_at: Duration::from_millis(now().after(keep).millis()).as_secs_f64(),
        })
    }

    /// A copy that waits is given up.
    pub(crate) fn forget_wait(&self) {
        lock(&self.copying).wait = None;
    }

    fn hand_over(
        &self,
        clipboard: &mut Holder,
        id: &AccountId,
        which: Which,
    ) -> Result<CopyView, AppError> {
        let (guard, keep) = {
            let settings = lock(&self.settings);
            (
                Guard::of_seconds(settings.guard_seconds),
                Duration::from_secs(settings.clear_clipboard_seconds.into()),
            )
        };
        let offer = self.with_vault(|vault| self.offer(vault, id, which, guard, keep))?;
        let copied = match offer {
            Offer::Now(copied) => copied,
            Offer::Wait(until) => return self.wait(id, until),
        };
        let now = self.code_time();
        clipboard.hold(copied.code.as_str(), now.until(copied.clear_at))?;
        let now = self.code_time();
        lock(&self.copying).used.note(id, &copied, now);
        if let (Which::Current, Life::Period(_, until)) = (which, copied.life)
            && !copied.life.is_enough(guard, now)
        {
            // The clipboard was slow, and the code would die in the person's hands.
            return self.wait(id, until);
        }
        // Counted in memory. A vault that was locked meanwhile has nothing to count in.
        let _ = self.note_use(id, crate::app::now().seconds());
        Ok(CopyView {
            copied: Some(CopiedView::of(&copied)),
            waits_until: None,
        })
    }

    /// Counts a use in memory.
    ///
    /// # Errors
    /// Why the vault is shut.
    pub(crate) fn note_use(&self, id: &AccountId, at: Timestamp) -> Result<(), AppError> {
        self.with_vault(|vault| {
            vault.note_use(id, at);
            *lock(&self.used) = Some(Idle::touched(clocks()));
            Ok(())
        })
    }

    /// Saves uses when the last one is so long ago. Not at a lock, which must not wait for the disk.
    pub(crate) fn save_uses_after(&self, quiet: Duration) {
        let is_due = |used: &mut Idle| used.is_over(clocks(), quiet);
        if lock(&self.used).take_if(is_due).is_some() {
            self.save_uses();
        }
    }

    /// Saves uses that are in memory only.
    pub(crate) fn save_uses(&self) {
        // Not as other work on the vault: what is saved here alone is worth no backup. What fails goes
        // along with the next save.
        if let Slot::Ready(vault) = &mut *lock(&self.vault) {
            let _ = vault.save_uses();
        }
    }

    fn offer(
        &self,
        vault: &Vault,
        id: &AccountId,
        which: Which,
        guard: Guard,
        keep: Duration,
    ) -> Result<Offer, AppError> {
        let now = self.code_time();
        let account = find(vault, id)?;
        match lock(&self.pressed).get(id) {
            Some(pressed) => Ok(Offer::Now(session::copy_pressed(pressed, now, keep))),
            None => session::copy(&account.token, which, guard, now, keep)?
                .ok_or_else(|| AppError::new("nothing_to_copy")),
        }
    }

    fn wait(&self, id: &AccountId, until: Moment) -> Result<CopyView, AppError> {
        // It may take seconds, and the vault may be locked meanwhile, which ends all waiting.
        let clipboard = Watch::begin();
        let wait = Wait {
            account: id.clone(),
            waiting: Waiting::new(self.code_clocks(), until),
            clipboard,
        };
        self.with_vault(|_| {
            lock(&self.copying).wait = Some(wait);
            Ok(CopyView {
                copied: None,
                waits_until: Some(until.seconds()),
            })
        })
    }

    fn look_at_wait(&self) -> Look {
        let due = |copying: &Copying| {
            let wait = copying.wait.as_ref()?;
            Some(wait.waiting.look(self.code_clocks()))
        };
        {
            let mut copying = lock(&self.copying);
            match due(&copying) {
                Some(Due::In(pause)) => return Look::In(pause),
                Some(Due::Now | Due::Never) => {}
                None => {
                    copying.watched = false;
                    return Look::Gone;
                }
            }
        }
        let mut clipboard = lock(&self.clipboard);
        let (due, wait) = {
            let mut copying = lock(&self.copying);
            // Another copy may have taken its place meanwhile.
            match (due(&copying), copying.wait.take()) {
                (Some(Due::In(pause)), wait) => {
                    copying.wait = wait;
                    return Look::In(pause);
                }
                (Some(due), Some(wait)) => (due, wait),
                (_, _) => {
                    copying.watched = false;
                    return Look::Gone;
                }
            }
        };
        let done = match due {
            Due::Never => Err(AppError::new("copy_slept")),
            _ if wait.clipboard.has_changed() => Err(AppError::new("copied_meanwhile")),
            _ => self.hand_over(&mut clipboard, &wait.account, Which::Current),
        };
        let (copied, error) = match done {
            Ok(CopyView {
                copied: None,
                waits_until: Some(_),
            }) => return Look::In(TICK),
            Ok(view) => (view.copied, None),
            Err(error) => (None, Some(error)),
        };
        lock(&self.copying).watched = false;
        Look::Ended(WaitEndedView {
            account: wait.account.to_string(),
            copied,
            error,
        })
    }
}

impl CopiedView {
    fn of(copied: &session::Copied) -> Self {
        let (from, until) = match copied.life {
            Life::Period(from, until) => (Some(from.seconds()), Some(until.seconds())),
            Life::Counter(_) => (None, None),
        };
        Self {
            valid_from: from,
            valid_until: until,
            clears_at: Duration::from_millis(copied.clear_at.millis()).as_secs_f64(),
        }
    }
}

/// Watches a waiting copy to its end and tells the page of it.
pub fn copy_when_due<R: Runtime>(app: AppHandle<R>) {
    let state = app.state::<App>().inner().clone();
    tauri::async_runtime::spawn(async move {
        let claim = |core: &Core| {
            let mut copying = lock(&core.copying);
            Ok(copying.wait.is_some() && !std::mem::replace(&mut copying.watched, true))
        };
        if !state.blocking(claim).await.unwrap_or(false) {
            return;
        }
        loop {
            match state.blocking(|core| Ok(core.look_at_wait())).await {
                Ok(Look::In(pause)) => tokio::time::sleep(pause.min(TICK)).await,
                Ok(Look::Gone) => return,
                Ok(Look::Ended(ended)) => {
                    clipboard::clear_when_due(app.clone());
                    if lock(&state.core().copying).outside {
                        outside::tell_of_end(&app, &ended);
                    }
                    // Without a page there is nobody to tell.
                    let _ = app.emit("copy-ended", ended);
                    return;
                }
                // A panic below: it is looked at again.
                Err(_) => tokio::time::sleep(TICK).await,
            }
        }
    });
}
