//! Copying without the window: from the tray, by a key of the desktop, from its search. What the window
//! would say is said by a notification, which never has the code in it.

use tauri::{AppHandle, Emitter, Manager, Runtime};
use vault::AccountId;

use crate::{
    accounts::{find, label},
    app::{App, Core},
    clipboard, copying,
    notice::{self, Notice},
    wire::{AppError, CopyView, WaitEndedView},
};

/// Copies the code of an account by the same guard as the window, and tells of it.
pub fn copy<R: Runtime>(app: &AppHandle<R>, account: AccountId) {
    let (app, state) = (app.clone(), app.state::<App>().inner().clone());
    tauri::async_runtime::spawn(async move {
        let asked = account.to_string();
        let copied = state.blocking(move |core| core.copy_outside(&asked)).await;
        clipboard::clear_when_due(app.clone());
        copying::copy_when_due(app.clone());
        match copied {
            Ok(CopyView {
                copied: Some(copied),
                ..
            }) => {
                let ended = WaitEndedView {
                    account: account.to_string(),
                    copied: Some(copied),
                    error: None,
                };
                // The page, where there is one, marks the code as used.
                let _ = app.emit("copy-ended", ended.clone());
                tell_of_end(&app, &ended);
            }
            Ok(CopyView { waits_until, .. }) => {
                let core = state.core();
                let seconds = core.seconds_until(waits_until.unwrap_or_default());
                let title = core.words_with_seconds("copy-waits", seconds);
                let body = core.name_of(&account);
                notice::show(&app, Notice { title, body });
            }
            Err(error) => tell_error(&app, &error),
        }
    });
}

/// Tells how a copy ended that was asked for outside of the window.
pub fn tell_of_end<R: Runtime>(app: &AppHandle<R>, ended: &WaitEndedView) {
    if let Some(error) = &ended.error {
        return tell_error(app, error);
    }
    let state = app.state::<App>();
    let core = state.core();
    let until = ended.copied.as_ref().and_then(|copied| copied.valid_until);
    let title = match until {
        Some(until) => core.words_with_seconds("tray-copied", core.seconds_until(until)),
        None => state.words("tray-copied-counter"),
    };
    let body = core.name_of(&ended.account.as_str().into());
    notice::show(app, Notice { title, body });
}

/// Tells what did not work, in the two lines of the window.
pub fn tell_error<R: Runtime>(app: &AppHandle<R>, error: &AppError) {
    let language = app.state::<App>().core().language();
    let words = words::error(language, &error.code, error.detail.as_deref());
    let notice = Notice {
        title: words.what,
        body: words.advice,
    };
    notice::show(app, notice);
}

impl Core {
    fn words_with_seconds(&self, id: &str, seconds: u64) -> String {
        words::text(self.language(), id, &[("seconds", &seconds.to_string())])
    }

    fn seconds_until(&self, moment: u64) -> u64 {
        moment.saturating_sub(self.code_time().seconds())
    }

    /// Empty when the vault was locked meanwhile.
    fn name_of(&self, account: &AccountId) -> String {
        let named = self.with_vault(|vault| find(vault, account).map(label));
        named.unwrap_or_default()
    }
}
