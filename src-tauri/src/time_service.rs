//! The system's own care for its clock: whether it is set from the network, and where a person sets it.

use std::process::{Command, Stdio};

use crate::wire::AppError;

/// Whether the system says that its clock is set from the network. `None` where it does not say.
#[cfg(target_os = "linux")]
pub fn is_synchronised() -> Option<bool> {
    use std::{sync::mpsc, thread, time::Duration};

    /// timedated is started on request; a bus that hangs is not waited for.
    const PATIENCE: Duration = Duration::from_millis(1500);

    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let asked = || {
            let bus = zbus::blocking::Connection::system().ok()?;
            let (name, path) = ("org.freedesktop.timedate1", "/org/freedesktop/timedate1");
            let proxy = zbus::blocking::Proxy::new(&bus, name, path, name).ok()?;
            proxy.get_property::<bool>("NTPSynchronized").ok()
        };
        let _ = tell.send(asked());
    });
    told.recv_timeout(PATIENCE).ok().flatten()
}

/// Whether the system says that its clock is set from the network. `None` where it does not say.
#[cfg(windows)]
pub fn is_synchronised() -> Option<bool> {
    // The service of Windows, by its state: in words that no language changes.
    let state = Command::new("sc")
        .args(["query", "w32time"])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&state.stdout);
    // SERVICE_RUNNING is 4, SERVICE_STOPPED is 1.
    let line = text.lines().find(|line| line.contains("STATE"))?;
    let number = line.split(':').nth(1)?.split_whitespace().next()?;
    match number {
        "4" => None, // it runs, which does not say that it has set the clock
        _ => Some(false),
    }
}

/// Whether the system says that its clock is set from the network. `None` where it does not say.
#[cfg(not(any(target_os = "linux", windows)))]
pub fn is_synchronised() -> Option<bool> {
    None
}

/// Where each desktop sets its clock, in the order in which they are tried.
#[cfg(target_os = "linux")]
const SETTINGS: &[&[&str]] = &[
    &["gnome-control-center", "system", "datetime"],
    &["systemsettings", "kcm_clock"],
    &["systemsettings5", "kcm_clock"],
    &["cinnamon-settings", "calendar"],
    &["mate-time-admin"],
    &["time-admin"],
];
#[cfg(windows)]
const SETTINGS: &[&[&str]] = &[&["explorer", "ms-settings:dateandtime"]];
#[cfg(target_os = "macos")]
const SETTINGS: &[&[&str]] = &[&[
    "open",
    "x-apple.systempreferences:com.apple.Date-Time-Settings.extension",
]];

/// Opens the system's own settings of date and time.
///
/// # Errors
/// `no_clock_settings`: none of the known ones is here.
pub fn open_settings() -> Result<(), AppError> {
    for command in SETTINGS {
        let [program, arguments @ ..] = command else {
            continue;
        };
        let started = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        if let Ok(mut child) = started {
            // Somebody has to take note of its end.
            std::thread::spawn(move || child.wait());
            return Ok(());
        }
    }
    Err(AppError::new("no_clock_settings"))
}
