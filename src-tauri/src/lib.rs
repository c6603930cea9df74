//! The shell of Propusk: a window, the commands its page may call, and what only a desktop program
//! does (screen, clipboard, dialogs). Codes, vault and decoding live in `crates/`.

// Commands are `pub` in private modules: tauri finds them by path.
#![allow(unreachable_pub)]

mod accounts;
mod app;
mod clipboard;
mod commands;
mod enrol;
mod harden;
mod preferences;
mod refusal;
mod window;
pub mod wire;

use std::{
    process::ExitCode,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use tauri::{Context, Manager, RunEvent, Runtime};
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

/// What is left to do when the window closes: our code off the clipboard, and a last try to save what
/// could not be saved. Neither a clipboard whose owner hangs nor a full disk holds the exit up.
fn leave(app: &App) {
    let work: [fn(&Core); 2] = [
        |core| app::lock(&core.clipboard).clear(),
        Core::save_what_is_unsaved,
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
        .setup(|app| {
            window::build(app.handle())?;
            Ok(())
        })
        .build(context());
    match app {
        Ok(app) => {
            app.run(|handle, event| {
                if let RunEvent::Exit = event {
                    leave(&handle.state::<App>());
                }
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
