//! The icon in the tray: the program goes on without its window, for those who want that.
//!
//! On Linux a tray comes and goes with the panel of the desktop. Nobody is left with a program that cannot
//! be seen: without a tray, closing the window ends the program, and a tray that goes away brings the
//! window back.

mod icon;
#[cfg(target_os = "linux")]
mod linux;
mod menu;
#[cfg(not(target_os = "linux"))]
mod native;

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use futures_lite::future::or;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::Notify;
use vault::AccountId;

#[cfg(target_os = "linux")]
use linux::{Host, Item};
#[cfg(not(target_os = "linux"))]
use native::{Host, Item};

#[cfg(target_os = "linux")]
use crate::leftovers;
use crate::{
    app::{App, Core, lock},
    locking, outside, window,
};
use menu::Line;

/// A panel that is started anew is back by then.
const PANEL_RESTARTS: Duration = Duration::from_secs(3);

/// At the start of a session the panel may come after us.
const PANEL_STARTS: Duration = Duration::from_secs(15);

/// Until the library of the web view has put away what its window had.
#[cfg(target_os = "linux")]
const WEB_VIEW_RESTS: Duration = Duration::from_secs(5);

/// What is known of the icon.
#[derive(Default)]
pub struct Tray {
    /// An icon of ours stands in a tray.
    is_shown: AtomicBool,
    lines: Mutex<Vec<Line>>,
    /// Accounts, lock or settings are others than the menu shows.
    outdated: Notify,
    /// The icon is to be looked at.
    due: Notify,
}

/// What an item of the menu does.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    Copy(AccountId),
    Show,
    Add,
    Lock,
    Quit,
}

impl Tray {
    /// Something that the menu shows has changed.
    pub fn refresh(&self) {
        self.outdated.notify_one();
    }
}

impl Core {
    /// Whether the program goes on when its window is closed.
    pub(crate) fn stays_in_tray(&self) -> bool {
        self.tray.is_shown.load(Ordering::Relaxed) && self.wants_tray()
    }

    fn wants_tray(&self) -> bool {
        lock(&self.settings).stay_in_tray
    }
}

/// Whether this desktop shows icons in a tray.
pub async fn is_there() -> bool {
    match Host::connect().await {
        Some(mut host) => host.is_there().await,
        None => false,
    }
}

/// Shows the icon where it is wanted and there is a tray, as long as the program runs.
pub fn watch<R: Runtime>(app: &AppHandle<R>) {
    app.state::<App>().core().tray.refresh();
    let handle = app.clone();
    tauri::async_runtime::spawn(async move { keep_menu(&handle).await });
    let handle = app.clone();
    tauri::async_runtime::spawn(async move { keep_icon(&handle).await });
}

/// Starts without a window, where the person wants the tray and one is there or comes soon; otherwise with
/// it. Instead of [`window::build`], before [`watch`].
///
/// # Errors
/// What the web view says when it cannot start.
pub fn start_hidden<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let state = app.state::<App>().inner().clone();
    if !state.core().wants_tray() {
        return window::build(app).map(drop);
    }
    Ok(())
}

/// The window was closed, and the program goes on.
pub fn window_closed<R: Runtime>(app: &AppHandle<R>) {
    let (app, state) = (app.clone(), app.state::<App>().inner().clone());
    tauri::async_runtime::spawn(async move {
        let _ = state
            .blocking(|core| {
                core.save_what_is_unsaved();
                Ok(())
            })
            .await;
        #[cfg(target_os = "linux")]
        {
            tokio::time::sleep(WEB_VIEW_RESTS).await;
            if window::is_missing(&app) {
                leftovers::put_down_code();
            }
        }
    });
}

async fn keep_menu<R: Runtime>(app: &AppHandle<R>) {
    let state = app.state::<App>().inner().clone();
    loop {
        state.core().tray.outdated.notified().await;
        // It waits for the vault, and that for the keyring; the icon does not.
        let drawn = state.blocking(|core| {
            *lock(&core.tray.lines) = core.menu();
            Ok(())
        });
        let _ = drawn.await;
        state.core().tray.due.notify_one();
    }
}

async fn keep_icon<R: Runtime>(app: &AppHandle<R>) {
    let state = app.state::<App>().inner().clone();
    let core = state.core();
    let mut host: Option<Host> = None;
    let mut item: Option<Item<R>> = None;
    let mut alone_until: Option<Instant> = None;
    loop {
        match core.wants_tray() {
            true if host.is_none() => host = Host::connect().await,
            true => {}
            false => host = None,
        }
        let is_there = match &mut host {
            Some(host) => host.is_there().await,
            None => false,
        };
        let lines = lock(&core.tray.lines).clone();
        match (is_there, item.take()) {
            (true, Some(shown)) => item = shown.with(lines).await,
            (true, None) => item = Item::show(app, lines).await,
            (false, Some(shown)) => shown.end().await,
            (false, None) => {}
        }
        core.tray.is_shown.store(item.is_some(), Ordering::Relaxed);

        let changed = async {
            match &mut host {
                Some(host) => or(core.tray.due.notified(), host.changed()).await,
                None => core.tray.due.notified().await,
            }
        };
        let is_alone = item.is_none() && window::is_missing(app);
        if !is_alone {
            alone_until = None;
            changed.await;
            continue;
        }
        let end = *alone_until.get_or_insert_with(|| {
            let is_start = core.starts_hidden.swap(false, Ordering::Relaxed);
            Instant::now()
                + if is_start {
                    PANEL_STARTS
                } else {
                    PANEL_RESTARTS
                }
        });
        if tokio::time::timeout_at(end.into(), changed).await.is_err() {
            alone_until = None;
            window::bring(app, None);
        }
    }
}

/// Does what was chosen in the menu.
fn act<R: Runtime>(app: &AppHandle<R>, choice: Choice) {
    match choice {
        Choice::Copy(account) => outside::copy(app, account),
        Choice::Show => window::bring(app, None),
        Choice::Add => window::bring_to_add(app),
        Choice::Lock => lock_from_menu(app),
        Choice::Quit => app.exit(0),
    }
}

/// Locks; what stands in the way is for the person to decide, in the window.
fn lock_from_menu<R: Runtime>(app: &AppHandle<R>) {
    let (handle, state) = (app.clone(), app.state::<App>().inner().clone());
    tauri::async_runtime::spawn(async move {
        let asked = handle.clone();
        let locked = state.blocking(move |_| locking::lock_now(&asked, false));
        if let Err(error) = locked.await {
            window::bring(&handle, None);
            outside::tell_error(&handle, &error);
        }
    });
}
