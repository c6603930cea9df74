//! The shell of Propusk: a window, the commands its page may call, and what only a desktop program
//! does (screen, clipboard, dialogs). Codes, vault and decoding live in `crates/`.

// Commands are `pub` in private modules: tauri finds them by path.
#![allow(unreachable_pub)]

mod account_picture;
mod accounts;
mod app;
mod ask_clock;
mod backups;
mod camera;
mod clipboard;
mod clock;
mod commands;
mod copying;
mod counter;
mod diagnosis;
mod enrol;
mod export;
mod harden;
mod harvest;
mod help;
mod import;
mod keyring_file;
#[cfg(target_os = "linux")]
mod leftovers;
mod listing;
mod locking;
mod look;
mod notice;
mod opening;
mod organise;
mod outside;
mod password;
mod preferences;
mod private_file;
mod protection;
mod recovery;
mod recovery_codes;
mod refusal;
mod restore;
mod sheet_window;
#[cfg(test)]
mod state_tests;
mod still;
mod time_service;
mod tray;
mod window;
pub mod wire;

use std::{
    process::ExitCode,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use tauri::{Context, Manager, RunEvent, Runtime, WindowEvent};
use vault::DataDir;

use app::Core;

pub use app::App;
pub use commands::plugin;

/// The configuration of tauri.conf.json with the page, as the tests see it too.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// The longest that the exit waits for what is left to do.
const EXIT_WAITS: Duration = Duration::from_millis(800);

/// What is left to do when the window closes: our code off the clipboard, a last try to save what
/// could not be saved, and the backup that is due. Neither a clipboard whose owner hangs nor a full
/// disk holds the exit up.
fn leave(app: &App) {
    app.core().forget_wait();
    let work: [fn(&Core); 2] = [
        |core| app::lock(&core.clipboard).clear(),
        |core| {
            core.save_what_is_unsaved();
            // A failure is noted in the settings; the page of the next start shows it.
            let _ = core.back_up_if_due();
        },
    ];
    let (done, waiting) = mpsc::channel();
    for work in work {
        let (app, done) = (app.clone(), done.clone());
        thread::spawn(move || {
            work(app.core());
            let _ = done.send(());
        });
    }
    let end = Instant::now() + EXIT_WAITS;
    for _ in work {
        let _ = waiting.recv_timeout(end.saturating_duration_since(Instant::now()));
    }
}

/// Runs the program until its window closes.
pub fn run() -> ExitCode {
    harden::prepare_process();
    let app = tauri::Builder::default()
        .plugin(plugin())
        .manage(App::new(DataDir::default_path()))
        .on_permission_request(|webview, kind| camera::permission(&webview, kind))
        .setup(|app| {
            // While the web view starts: the page, which asks for the same, waits for less. Without a
            // window the favourites in the tray come from it.
            let state = app.state::<App>().inner().clone();
            thread::spawn(move || state.core().start());
            if std::env::args_os().any(|argument| argument == "--hidden") {
                tray::start_hidden(app.handle())?;
            } else {
                window::build(app.handle())?;
            }
            locking::watch(app.handle());
            backups::watch(app.handle());
            tray::watch(app.handle());
            Ok(())
        })
        .build(context());
    match app {
        Ok(app) => {
            app.run(|handle, event| match event {
                RunEvent::WindowEvent {
                    label,
                    event: WindowEvent::Destroyed,
                    ..
                } => window::after_destroyed(handle, &label),
                RunEvent::ExitRequested {
                    code: None, api, ..
                } if window::is_being_rebuilt(handle)
                    || handle.state::<App>().core().stays_in_tray() =>
                {
                    api.prevent_exit();
                }
                RunEvent::Exit => leave(&handle.state::<App>()),
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            use std::io::Write;
            // stderr may be closed; there is nowhere else to say it.
            let _ = writeln!(
                std::io::stderr(),
                "propusk: the window system refused: {error}"
            );
            ExitCode::FAILURE
        }
    }
}
