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
            let is_in_step = proxy.get_property::<bool>("NTPSynchronized").ok()?;
            // Without an answer from outside yet, or switched off: only the latter is worth a word.
            let is_on = proxy.get_property::<bool>("NTP").unwrap_or(true);
            match (is_in_step, is_on) {
                (true, _) => Some(true),
                (false, true) => None,
                (false, false) => Some(false),
            }
        };
        let _ = tell.send(asked());
    });
    told.recv_timeout(PATIENCE).ok().flatten()
}

/// Whether the system says that its clock is set from the network. `None` where it does not say.
#[cfg(windows)]
pub fn is_synchronised() -> Option<bool> {
    use std::os::windows::process::CommandExt;

    /// CREATE_NO_WINDOW of processthreadsapi.h.
    const NO_WINDOW: u32 = 0x0800_0000;

    // `NoSync`: the person has switched it off. Whether it works, Windows does not say in a word that is
    // the same in every language.
    let key = r"HKLM\SYSTEM\CurrentControlSet\Services\W32Time\Parameters";
    let answer = Command::new("reg")
        .args(["query", key, "/v", "Type"])
        .creation_flags(NO_WINDOW)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&answer.stdout).into_owned();
    text.contains("NoSync").then_some(false)
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
