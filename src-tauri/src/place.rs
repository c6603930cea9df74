//! How the window was when it was last closed, and how much of that fits on the screens of today.

use tauri::{AppHandle, Manager, Monitor, PhysicalPosition, PhysicalSize, Runtime, WebviewWindow};
use vault::WindowPlace;

use crate::{
    app::{App, Core, lock},
    window::MAIN,
};

/// Width and height of the window at first.
pub const USUAL: (u32, u32) = (420, 680);

/// In less nothing can be read.
pub const LEAST: (u32, u32) = (340, 480);

/// A screen without the bars of the desktop, in its dots.
#[derive(Debug, Clone, Copy)]
struct Area {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
    scale: f64,
}

/// Notes how the main window is now, while it is there. On the main thread.
pub fn note<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let state = app.state::<App>();
    let core = state.core();
    if let Some(place) = look_at(&window, core.kept_place()) {
        *lock(&core.window_place) = Some(place);
    }
}

fn look_at<R: Runtime>(window: &WebviewWindow<R>, kept: WindowPlace) -> Option<WindowPlace> {
    // An icon has no place worth to keep, and its size is what it was.
    if window.is_minimized().unwrap_or(false) {
        return None;
    }
    if window.is_maximized().unwrap_or(false) {
        return Some(WindowPlace {
            is_maximized: true,
            ..kept
        });
    }
    let scale = window.scale_factor().ok()?;
    let size = window.inner_size().ok()?.to_logical::<u32>(scale);
    let corner = window.outer_position().ok().filter(|_| tells_its_place());
    Some(WindowPlace {
        width: size.width,
        height: size.height,
        corner: corner.map(|at| (at.x, at.y)),
        is_maximized: false,
    })
}

/// Wayland tells no window where it is.
#[cfg(target_os = "linux")]
fn tells_its_place() -> bool {
    use gtk::{gdk::Display, glib::prelude::ObjectExt};
    Display::default().is_some_and(|display| display.type_().name() == "GdkX11Display")
}

#[cfg(not(target_os = "linux"))]
fn tells_its_place() -> bool {
    true
}

/// Gives a new window the size and the place that were kept, as far as the screens allow.
pub fn restore<R: Runtime>(window: &WebviewWindow<R>) {
    let kept = window.state::<App>().core().kept_place();
    let screens = window.available_monitors().unwrap_or_default();
    let areas: Vec<_> = screens.iter().map(Area::of).collect();
    let Some(place) = fit(kept, &areas) else {
        return;
    };
    // What the window system refuses stays as usual.
    let _ = window.set_size(tauri::LogicalSize::new(place.width, place.height));
    if let Some((x, y)) = place.corner {
        let _ = window.set_position(PhysicalPosition::new(x, y));
    }
    if place.is_maximized {
        let _ = window.maximize();
    }
}

impl Core {
    /// How the window was when it was last looked at, in this run or before.
    fn kept_place(&self) -> WindowPlace {
        let noted = *lock(&self.window_place);
        noted
            .or_else(|| lock(&self.settings).window)
            .unwrap_or(WindowPlace {
                width: USUAL.0,
                height: USUAL.1,
                corner: None,
                is_maximized: false,
            })
    }

    /// Writes down how the window was, if that is news.
    pub fn save_window_place(&self) {
        let place = lock(&self.window_place).take();
        if place.is_some() && lock(&self.settings).window != place {
            self.note_in_settings(|settings| settings.window = place);
        }
    }
}

impl Area {
    fn of(screen: &Monitor) -> Self {
        let area = screen.work_area();
        let length = |dots: u32| i32::try_from(dots).unwrap_or(i32::MAX);
        Self {
            x: area.position.x,
            y: area.position.y,
            width: length(area.size.width),
            height: length(area.size.height),
            scale: screen.scale_factor(),
        }
    }

    /// How many dots of a window of this size at this corner are on it.
    fn overlap(&self, (x, y): (i32, i32), size: PhysicalSize<i32>) -> i64 {
        let common = |at: i32, length: i32, begin: i32, whole: i32| {
            let (at, begin) = (i64::from(at), i64::from(begin));
            let end = (at + i64::from(length)).min(begin + i64::from(whole));
            (end - at.max(begin)).max(0)
        };
        common(x, size.width, self.x, self.width) * common(y, size.height, self.y, self.height)
    }
}

/// The place on the screen that has most of it: not larger than that screen, and whole on it. Where it was
/// on none of them it has no corner. None without a screen.
fn fit(kept: WindowPlace, areas: &[Area]) -> Option<WindowPlace> {
    let dots = |area: &Area| {
        tauri::LogicalSize::new(kept.width, kept.height).to_physical::<i32>(area.scale)
    };
    let seen = |area: &&Area| kept.corner.map_or(0, |at| area.overlap(at, dots(area)));
    let most = areas.iter().rev().max_by_key(seen)?;
    let room = PhysicalSize::new(most.width, most.height).to_logical::<u32>(most.scale);
    let within = |length: u32, least: u32, room: u32| length.max(least).min(room);
    let place = WindowPlace {
        width: within(kept.width, LEAST.0, room.width),
        height: within(kept.height, LEAST.1, room.height),
        ..kept
    };
    let size = tauri::LogicalSize::new(place.width, place.height).to_physical::<i32>(most.scale);
    let at = |at: i32, length: i32, begin: i32, whole: i32| {
        let last = begin.saturating_add(whole.saturating_sub(length));
        at.min(last).max(begin)
    };
    let corner = place.corner.filter(|_| seen(&most) > 0).map(|(x, y)| {
        (
            at(x, size.width, most.x, most.width),
            at(y, size.height, most.y, most.height),
        )
    });
    Some(WindowPlace { corner, ..place })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Area = Area {
        x: 0,
        y: 0,
        width: 1280,
        height: 800,
        scale: 1.0,
    };
    /// To the left of it, and dense.
    const BESIDE: Area = Area {
        x: -2560,
        y: 0,
        width: 2560,
        height: 1440,
        scale: 2.0,
    };

    fn place(width: u32, height: u32, corner: Option<(i32, i32)>) -> WindowPlace {
        WindowPlace {
            width,
            height,
            corner,
            is_maximized: false,
        }
    }

    #[test]
    fn what_fits_comes_back_as_it_was() {
        for kept in [
            place(420, 680, None),
            place(700, 600, Some((100, 50))),
            place(1280, 800, Some((0, 0))),
            place(600, 500, Some((-2000, 300))),
        ] {
            assert_eq!(fit(kept, &[SCREEN, BESIDE]), Some(kept));
        }
    }

    #[test]
    fn nothing_is_larger_than_its_screen_or_less_than_can_be_read() {
        let fitted = |kept| fit(kept, &[SCREEN]).expect("a screen");
        assert_eq!(
            fitted(place(5000, 9000, Some((3, 3)))),
            place(1280, 800, Some((0, 0)))
        );
        assert_eq!(fitted(place(u32::MAX, 0, None)), place(1280, 480, None));
        assert_eq!(
            fitted(place(0, 0, Some((5, 5)))).corner,
            None,
            "it was nowhere"
        );
        let dense = fit(place(5000, 5000, Some((-2560, 0))), &[SCREEN, BESIDE]);
        assert_eq!(dense, Some(place(1280, 720, Some((-2560, 0)))));
    }

    #[test]
    fn a_window_that_hangs_over_the_edge_is_moved_in() {
        let fitted = fit(place(400, 500, Some((1200, 700))), &[SCREEN]);
        assert_eq!(fitted, Some(place(400, 500, Some((880, 300)))));
        let fitted = fit(place(400, 500, Some((-100, -100))), &[SCREEN]);
        assert_eq!(fitted, Some(place(400, 500, Some((0, 0)))));
    }

    #[test]
    fn the_place_on_a_screen_that_is_gone_is_left_to_the_desktop() {
        for corner in [(-2000, 300), (i32::MAX, i32::MAX), (i32::MIN, 0)] {
            let fitted = fit(place(600, 500, Some(corner)), &[SCREEN]);
            assert_eq!(fitted, Some(place(600, 500, None)), "{corner:?}");
        }
        assert_eq!(fit(place(600, 500, None), &[]), None);
    }
}
