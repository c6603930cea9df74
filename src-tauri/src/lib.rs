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

use std::process::ExitCode;

use tauri::{Context, Manager, RunEvent, Runtime};
use vault::DataDir;

pub use app::App;
pub use commands::plugin;

/// The configuration of tauri.conf.json with the page, as the tests see it too.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
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
                    clipboard::clear_at_exit(&handle.state::<App>());
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
