//! The shell of Propusk: a window, the commands its page may call, and what only a desktop program
//! does (screen, clipboard, dialogs). Codes, vault and decoding live in `crates/`.

// Commands are `pub` in private modules: tauri finds them by path.
#![allow(unreachable_pub)]

mod account_picture;
mod accounts;
mod app;
mod arguments;
mod ask_clock;
mod autostart;
mod backups;
mod camera;
mod clipboard;
mod clock;
mod commands;
mod copying;
mod counter;
mod desktop_search;
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
mod links;
mod listing;
mod locking;
mod look;
mod notice;
#[cfg(unix)]
mod one_instance;
mod opened;
mod opening;
mod organise;
mod outside;
mod password;
mod place;
mod preferences;
mod private_file;
mod protection;
mod recovery;
mod recovery_codes;
mod refusal;
mod restore;
mod sheet_window;
mod shortcuts;
#[cfg(test)]
mod state_tests;
mod still;
mod time_service;
mod tray;
mod window;
pub mod wire;

use std::{
    env,
    io::{self, Write},
    process::ExitCode,
    sync::{atomic::Ordering, mpsc},
    thread,
    time::{Duration, Instant},
};

use tauri::{Context, Manager, RunEvent, Runtime, WindowEvent};
use vault::DataDir;

use app::Core;
use arguments::{Arguments, Asked};
use words::Language;

pub use app::App;
pub use commands::plugin;

/// The configuration of tauri.conf.json with the page, as the tests see it too.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// The longest that the exit waits for what is left to do.
const EXIT_WAITS: Duration = Duration::from_millis(800);

/// What is left to do when the window closes: our code off the clipboard, where the window was, a last
/// try to save what could not be saved, and the backup that is due. Neither a clipboard whose owner hangs nor a full
/// disk holds the exit up.
fn leave(app: &App) {
    app.core().forget_wait();
    let work: [fn(&Core); 3] = [
        |core| app::lock(&core.clipboard).clear(),
        Core::save_window_place,
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

/// How a wrong command line ends, as with other programs.
const WRONG_USE: u8 = 2;

/// Does what the program was started for, and gives its status.
pub fn run() -> ExitCode {
    let arguments = harden::prepare_process();
    let language = Language::choose(None);
    // Seen from a folder that is gone, a relative path leads nowhere, and is said to.
    match Asked::of(arguments, &env::current_dir().unwrap_or_default()) {
        Ok(Asked::Start(arguments)) => run_window(arguments),
        Ok(Asked::Help) => say(io::stdout(), &arguments::help(language)),
        Ok(Asked::Version) => say(io::stdout(), concat!("propusk ", env!("CARGO_PKG_VERSION"))),
        Err(error) => {
            say(io::stderr(), &format!("propusk: {}", error.words(language)));
            ExitCode::from(WRONG_USE)
        }
    }
}

/// Says something to whoever started the program. The stream may be closed; there is no other.
fn say(mut to: impl Write, text: &str) -> ExitCode {
    let _ = writeln!(to, "{text}");
    ExitCode::SUCCESS
}

/// Runs the program until its window closes, unless the vault has a window already.
fn run_window(arguments: Arguments) -> ExitCode {
    let folder = DataDir::default_path();
    let state = App::new(folder.clone());
    state
        .core()
        .starts_hidden
        .store(arguments.hidden, Ordering::Relaxed);
    #[cfg(unix)]
    let first = match folder.and_then(|folder| one_instance::MeetingPlace::of(&folder)) {
        None => None,
        Some(place) => {
            let request = one_instance::Request::of(&arguments);
            match place.start(&request, one_instance::PATIENCE) {
                one_instance::Start::First(first) => Some(first),
                one_instance::Start::Alone => None,
                one_instance::Start::HandedOver => return ExitCode::SUCCESS,
            }
        }
    };
    state.core().keep_given(arguments.given);
    let builder = tauri::Builder::default();
    #[cfg(windows)]
    let builder = builder.plugin(tauri_plugin_single_instance::init(
        |app, arguments, folder| {
            let arguments = arguments.into_iter().skip(1).map(Into::into);
            if let Ok(Asked::Start(arguments)) = Asked::of(arguments, folder.as_ref()) {
                if !arguments.hidden {
                    window::bring(app, None);
                }
                opened::open(app, arguments.given);
            }
        },
    ));
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_global_shortcut::Builder::new().build());
    let app = builder
        .plugin(plugin())
        .manage(state)
        .on_permission_request(|webview, kind| camera::permission(&webview, kind))
        .setup(|app| {
            // While the web view starts: the page, which asks for the same, waits for less. Without a
            // window the favourites in the tray come from it.
            let state = app.state::<App>().inner().clone();
            let opening = state.clone();
            thread::spawn(move || opening.core().start());
            if state.core().starts_hidden.load(Ordering::Relaxed) {
                tray::start_hidden(app.handle())?;
            } else {
                window::build(app.handle())?;
            }
            locking::watch(app.handle());
            backups::watch(app.handle());
            desktop_search::begin_if_wished(app.handle());
            #[cfg(unix)]
            if let Some(first) = first {
                one_instance::serve(app.handle(), first);
            }
            tray::watch(app.handle());
            shortcuts::begin(app.handle());
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
                // The window may still be there, where it was not the one that ended the program.
                RunEvent::ExitRequested { .. } => place::note(handle),
                RunEvent::Exit => leave(&handle.state::<App>()),
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(
                io::stderr(),
                &format!("propusk: the window system refused: {error}"),
            );
            ExitCode::FAILURE
        }
    }
}
