//! A picture of the screen, taken by the means that the desktop allows.
//!
//! The caller hides its own window first, and keeps the main thread free: a capture may wait for a
//! person to answer the desktop's question.

use std::path::PathBuf;

use crate::error::ScanError;
use crate::shot::Shot;

#[cfg(any(windows, target_os = "macos"))]
mod native;
#[cfg(target_os = "linux")]
mod portal;
#[cfg(target_os = "linux")]
mod x11;

/// What a capture brought.
#[derive(Debug)]
pub struct Capture {
    /// One picture a monitor; through the portal one picture of all of them.
    pub pictures: Vec<Shot>,
    /// The portal leaves a picture of the screen, codes and all, in the person's folder; it is deleted
    /// at once. When that failed, this is where it still lies: the person must be told.
    pub left_behind: Option<PathBuf>,
}

/// How the screen is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// The root window of the X server. Nothing is asked, nothing is written.
    X11,
    /// The desktop portal (Wayland, sandboxes). It may ask the person, and it refuses a process that
    /// has made itself non-dumpable (it looks into /proc/PID/root): such a caller makes itself dumpable
    /// for the time of the capture.
    Portal,
    /// What Windows and macOS offer.
    System,
}

/// Which means [`capture`] will use.
///
/// # Errors
/// `screen_unavailable` when there is no screen at all.
pub fn means() -> Result<Means, ScanError> {
    if cfg!(any(windows, target_os = "macos")) {
        return Ok(Means::System);
    }
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let in_flatpak = std::path::Path::new("/.flatpak-info").exists();
    means_of(&set, in_flatpak)
}

fn means_of(set: &dyn Fn(&str) -> Option<String>, in_flatpak: bool) -> Result<Means, ScanError> {
    // SNAP_NAME is inherited from a terminal that is a snap itself: only our own counts.
    let in_snap = set("SNAP_NAME").is_some_and(|name| name.starts_with("propusk"));
    // In a Wayland session the root window of XWayland is black, whatever DISPLAY says.
    let wayland = set("WAYLAND_DISPLAY").is_some()
        || set("XDG_SESSION_TYPE").is_some_and(|kind| kind == "wayland");
    let display = set("DISPLAY").is_some();
    if wayland || (display && (in_flatpak || in_snap)) {
        Ok(Means::Portal)
    } else if display {
        Ok(Means::X11)
    } else {
        Err(ScanError::ScreenUnavailable(
            "DISPLAY, WAYLAND_DISPLAY".to_owned(),
        ))
    }
}

/// Takes a picture of every monitor. Blocks, through the portal for up to a minute.
///
/// # Errors
/// `screen_unavailable`, `screen_denied`, `screen_cancelled`.
pub fn capture() -> Result<Capture, ScanError> {
    capture_as(None)
}

/// As [`capture`], telling the portal the identifier of the installed application (the name of its
/// `.desktop` file), so that it asks under the right name and remembers the answer. Portals before
/// 1.20 do not know the call; that is no error.
///
/// # Errors
/// As [`capture`].
pub fn capture_as(application: Option<&str>) -> Result<Capture, ScanError> {
    capture_by(means()?, application)
}

#[cfg(target_os = "linux")]
fn capture_by(means: Means, application: Option<&str>) -> Result<Capture, ScanError> {
    match means {
        Means::X11 => Ok(Capture {
            pictures: x11::capture()?.into_iter().map(Shot::from).collect(),
            left_behind: None,
        }),
        Means::Portal => portal::capture(application),
        Means::System => Err(ScanError::ScreenUnavailable(
            "not on this system".to_owned(),
        )),
    }
}

#[cfg(any(windows, target_os = "macos"))]
fn capture_by(_: Means, _: Option<&str>) -> Result<Capture, ScanError> {
    Ok(Capture {
        pictures: native::capture()?.into_iter().map(Shot::from).collect(),
        left_behind: None,
    })
}

#[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
fn capture_by(_: Means, _: Option<&str>) -> Result<Capture, ScanError> {
    Err(ScanError::ScreenUnavailable(
        "not on this system".to_owned(),
    ))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn chosen(set: &[(&str, &str)], in_flatpak: bool) -> Option<Means> {
        let value = |name: &str| {
            set.iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        means_of(&value, in_flatpak).ok()
    }

    #[test]
    fn the_desktop_decides_the_means() {
        let x = ("DISPLAY", ":0");
        let way = ("WAYLAND_DISPLAY", "wayland-0");
        assert_eq!(chosen(&[x], false), Some(Means::X11));
        assert_eq!(
            chosen(&[x, ("XDG_SESSION_TYPE", "x11")], false),
            Some(Means::X11)
        );
        assert_eq!(
            chosen(&[x, way], false),
            Some(Means::Portal),
            "XWayland is there too"
        );
        assert_eq!(chosen(&[way], false), Some(Means::Portal));
        let session = ("XDG_SESSION_TYPE", "wayland");
        assert_eq!(
            chosen(&[x, session], false),
            Some(Means::Portal),
            "only XWayland is seen"
        );
        assert_eq!(chosen(&[x], true), Some(Means::Portal), "Flatpak");
        assert_eq!(
            chosen(&[x, ("SNAP_NAME", "propusk")], false),
            Some(Means::Portal)
        );
        assert_eq!(
            chosen(&[x, ("SNAP_NAME", "code")], false),
            Some(Means::X11),
            "inherited"
        );
        assert_eq!(chosen(&[], false), None);
        assert_eq!(chosen(&[("XDG_SESSION_TYPE", "tty")], true), None);
    }
}
