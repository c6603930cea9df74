//! The windows: how they are made, when they are shown, where they may go, how they end.

use std::{sync::atomic::Ordering, time::Duration};

use tauri::{
    AppHandle, Emitter, Manager, PhysicalPosition, PhysicalSize, Runtime, Url, WebviewUrl,
    WebviewWindow, WebviewWindowBuilder, WindowEvent,
    webview::{Color, NewWindowResponse, PageLoadEvent},
};
use vault::Theme;

#[cfg(target_os = "linux")]
use crate::leftovers;
use crate::{
    app::{App, lock},
    camera, enrol, export, place, recovery, recovery_codes, tray,
    wire::AppError,
};

/// Label of the main window; a capability in tauri.conf.json names it.
pub const MAIN: &str = "main";

/// Label of the window that shows a new recovery sheet, with a capability of its own.
pub const SHEET: &str = "sheet";

/// Label of the window that shows the QR codes of accounts, with a capability of its own.
pub const CODES: &str = "codes";

/// Label of the window that shows the recovery codes of an account, with a capability of its own.
pub const RECOVERY_CODES: &str = "recovery-codes";

/// `--ground` of ui/src/tokens.css, which the window shows before its page does.
const LIGHT: Color = Color(0xf4, 0xf5, 0xf7, 0xff);
const DARK: Color = Color(0x15, 0x17, 0x1b, 0xff);

/// After this long without a word from the page the person is told in a native box.
const PAGE_IS_BROKEN: Duration = Duration::from_secs(8);

/// Where the window was, for building it anew.
#[derive(Clone, Copy, Default)]
pub struct Place {
    position: Option<PhysicalPosition<i32>>,
    size: Option<PhysicalSize<u32>>,
    is_hidden: bool,
    is_minimized: bool,
    is_maximized: bool,
    is_focused: bool,
}

impl Place {
    fn of<R: Runtime>(window: &WebviewWindow<R>) -> Self {
        Self {
            position: window.outer_position().ok(),
            size: window.inner_size().ok(),
            is_hidden: !window.is_visible().unwrap_or(true),
            is_minimized: window.is_minimized().unwrap_or(false),
            is_maximized: window.is_maximized().unwrap_or(false),
            is_focused: window.is_focused().unwrap_or(false),
        }
    }
}

/// Builds the window, which appears before its page does, with the same ground: a page that is out of sight has no
/// size, and would set everything twice.
///
/// # Errors
/// What the web view says when it cannot start.
pub fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    let state = app.state::<App>();
    state.expect_page();
    let window = WebviewWindowBuilder::new(app, MAIN, page(app, "index.html"))
        .title(state.words("app-name"))
        .inner_size(f64::from(place::USUAL.0), f64::from(place::USUAL.1))
        .min_inner_size(f64::from(place::LEAST.0), f64::from(place::LEAST.1))
        .visible(false)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        // A new page has not opened the camera.
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Started {
                camera::close(window.app_handle());
            }
        })
        .build()?;
    let theme = lock(&state.core().settings).theme;
    let is_dark = match theme {
        Theme::System => matches!(window.theme(), Ok(tauri::Theme::Dark)),
        Theme::Light => false,
        Theme::Dark => true,
    };
    // Where it cannot be set, the window is white for a moment.
    let _ = window.set_background_color(Some(if is_dark { DARK } else { LIGHT }));
    if !is_being_rebuilt(app) {
        place::restore(&window);
    }
    camera::watch_capture(&window);
    let handle = app.clone();
    window.on_window_event(move |event| on_event(&handle, event));
    let handle = app.clone();
    tauri::async_runtime::spawn(async move { watch_page(&handle).await });
    appear(&window);
    Ok(window)
}

/// The window appears, after a lock where and as it was.
fn appear<R: Runtime>(window: &WebviewWindow<R>) {
    let app = window.app_handle();
    let place = lock(&app.state::<App>().core().rebuilding).take();
    let Some(place) = place else {
        let state = app.state::<App>();
        if !state.core().starts_hidden.load(Ordering::Relaxed) {
            return show(window);
        }
        // Before it is shown, so that it does not flash up. Not hidden for good: nothing would bring it back.
        let _ = window.minimize();
        let _ = window.show();
        return;
    };
    if place.is_hidden {
        return;
    }
    // Nobody waits for this window: it does not take the keyboard from the one in front.
    let _ = window.show();
    if let Some(position) = place.position {
        let _ = window.set_position(position);
    }
    if place.is_minimized {
        let _ = window.minimize();
    } else if place.is_focused {
        let _ = window.set_focus();
    }
}

/// Brings the main window to the front, and builds it where it was closed; `token` is the desktop's word
/// that the person wishes it. On the main thread where there is one.
pub fn bring<R: Runtime>(app: &AppHandle<R>, token: Option<&str>) {
    let state = app.state::<App>().inner().clone();
    let core = state.core();
    core.starts_hidden.store(false, Ordering::Relaxed);
    let in_front = |place: Place| Place {
        is_hidden: false,
        is_minimized: false,
        is_focused: true,
        ..place
    };
    // Held throughout: of two who ask at once only one builds it.
    let mut rebuilding = lock(&core.rebuilding);
    if let Some(place) = rebuilding.as_mut() {
        // It is on its way.
        *place = in_front(*place);
        return;
    }
    let Some(window) = app.get_webview_window(MAIN) else {
        let place = in_front(lock(&core.left_at).take().unwrap_or_default());
        *rebuilding = Some(place);
        return build_at(app, place);
    };
    drop(rebuilding);
    // One that is not there yet comes to the front by itself.
    if window.is_visible().unwrap_or(false) {
        let _ = window.unminimize();
        show(&window);
        present(&window, token);
    }
}

/// Whether the window is gone for good: the program is about to end.
pub fn is_ending<R: Runtime>(app: &AppHandle<R>) -> bool {
    let state = app.state::<App>();
    let core = state.core();
    is_missing(app) && !core.stays_in_tray() && !core.starts_hidden.load(Ordering::Relaxed)
}

/// As [`bring`], and the page opens what adds an account.
pub fn bring_to_add<R: Runtime>(app: &AppHandle<R>) {
    let state = app.state::<App>().inner().clone();
    state.core().add_is_asked.store(true, Ordering::Relaxed);
    bring(app, None);
    if app.get_webview_window(MAIN).is_some() && state.page_is_ready() {
        tell_page_to_add(app);
    }
}

/// Passes on what was asked before there was a page.
pub fn tell_page_to_add<R: Runtime>(app: &AppHandle<R>) {
    let state = app.state::<App>();
    if state.core().add_is_asked.swap(false, Ordering::Relaxed) {
        let _ = app.emit_to(MAIN, "add-asked", ());
    }
}

/// Whether there is no main window, and none on its way.
pub fn is_missing<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.get_webview_window(MAIN).is_none() && !is_being_rebuilt(app)
}

/// Ends the windows and the processes that drew them, while the program goes on.
fn go_to_tray<R: Runtime>(app: &AppHandle<R>) {
    end_others(app);
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let core = app.state::<App>().inner().clone();
    let core = core.core();
    *lock(&core.left_at) = Some(Place::of(&window));
    camera::close(app);
    core.forget_page();
    end(&window);
}

/// Ends the windows with the processes that drew them, and builds the main one anew: a web process
/// keeps what it has shown until it ends.
pub fn rebuild<R: Runtime>(app: &AppHandle<R>) {
    end_others(app);
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    *lock(&app.state::<App>().core().rebuilding) = Some(Place::of(&window));
    end(&window);
}

/// Ends the windows beside the main one.
fn end_others<R: Runtime>(app: &AppHandle<R>) {
    let others = [SHEET, CODES, RECOVERY_CODES].map(|label| app.get_webview_window(label));
    for window in others.into_iter().flatten() {
        end(&window);
    }
}

/// Builds a window beside the main one, that shows one of our pages and goes nowhere else. It is destroyed when
/// the person closes it, and its web process with it.
///
/// # Errors
/// `internal` when it cannot be made.
pub fn beside<R: Runtime>(
    app: &AppHandle<R>,
    label: &str,
    file: &str,
    title: &str,
    size: (f64, f64),
    smallest: (f64, f64),
) -> Result<WebviewWindow<R>, AppError> {
    let built = WebviewWindowBuilder::new(app, label, page(app, file))
        .title(app.state::<App>().words(title))
        .inner_size(size.0, size.1)
        .min_inner_size(smallest.0, smallest.1)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build();
    let window = built.map_err(|_| AppError::new("internal"))?;
    let this = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            end(&this);
        }
    });
    Ok(window)
}

/// Destroys a window without asking its page. Its web process ends with it.
pub fn end<R: Runtime>(window: &WebviewWindow<R>) {
    #[cfg(target_os = "linux")]
    let _ = window.with_webview(|view| forget_web_view(&view.inner()));
    // A window that is gone already needs no end.
    let _ = window.destroy();
}

/// Takes away what keeps a web view for ever: wry's handler of messages holds the view, the view holds
/// its content manager, and that holds the handler. With the view would stay the text around the
/// cursor of the page, such as a key that was typed.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn forget_web_view(view: &webkit2gtk::WebView) {
    use webkit2gtk::{WebViewExt, glib::prelude::ObjectExt};
    if let Some(manager) = view.user_content_manager() {
        // SAFETY: disposing disconnects the handlers and nothing else; the object stays valid for the
        // view, which is destroyed next. The page talks to us over another way than these messages.
        unsafe { manager.run_dispose() };
    }
}

/// What happens when a window is gone.
pub fn after_destroyed<R: Runtime>(app: &AppHandle<R>, label: &str) {
    if label == SHEET {
        recovery::window_closed(app);
        return;
    }
    if label == CODES {
        export::codes::window_closed(app);
        return;
    }
    if label == RECOVERY_CODES {
        recovery_codes::window_closed(app);
        return;
    }
    let place = *lock(&app.state::<App>().core().rebuilding);
    match place {
        None => {
            // The program ends with its main window, or goes on in the tray.
            end_others(app);
            if app.state::<App>().core().stays_in_tray() {
                #[cfg(target_os = "linux")]
                leftovers::end();
                tray::window_closed(app);
            }
        }
        Some(place) => build_at(app, place),
    }
}

fn build_at<R: Runtime>(app: &AppHandle<R>, place: Place) {
    let app = app.clone();
    // Not here: on Windows a window cannot be built inside an event.
    tauri::async_runtime::spawn(async move {
        let built = build(&app);
        match built {
            Ok(window) => {
                if let Some(size) = place.size {
                    let _ = window.set_size(size);
                }
                if place.is_maximized {
                    let _ = window.maximize();
                }
            }
            // Without its window the program is of no use, and invisible.
            Err(_) => app.exit(1),
        }
    });
}

/// Whether the program goes on although its last window is gone.
pub fn is_being_rebuilt<R: Runtime>(app: &AppHandle<R>) -> bool {
    lock(&app.state::<App>().core().rebuilding).is_some()
}

/// Shows the window and gives it the keyboard.
pub fn show<R: Runtime>(window: &WebviewWindow<R>) {
    // A window that cannot be shown has no other way to say so.
    let _ = window.show();
    let _ = window.set_focus();
}

/// Desktops let a window come to the front only for a wish of the person's that is newer than the last
/// one to the window in front; the token proves it.
#[cfg(target_os = "linux")]
fn present<R: Runtime>(window: &WebviewWindow<R>, token: Option<&str>) {
    use gtk::prelude::GtkWindowExt;
    let Ok(window) = window.gtk_window() else {
        return;
    };
    if let Some(token) = token {
        window.set_startup_id(token);
    }
    window.present();
}

#[cfg(not(target_os = "linux"))]
fn present<R: Runtime>(_window: &WebviewWindow<R>, _token: Option<&str>) {}

/// Hides our windows while `work` looks at the screen behind them, and brings them back to their
/// places, the one that asked in front.
pub async fn hidden_during<R: Runtime, T>(
    asking: &WebviewWindow<R>,
    work: impl Future<Output = T>,
) -> T {
    let windows: Vec<_> = asking.webview_windows().into_values().collect();
    let places: Vec<_> = windows.iter().map(Place::of).collect();
    camera::close(asking.app_handle());
    for window in &windows {
        let _ = window.hide();
    }
    // The server unmaps at once; programs behind need a moment to paint what was covered.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let result = work.await;
    for (window, place) in windows.iter().zip(places) {
        if place.is_hidden {
            continue;
        }
        let _ = window.show();
        if let Some(position) = place.position {
            let _ = window.set_position(position);
        }
    }
    let _ = asking.set_focus();
    result
}

/// One of our pages, with the language and the theme to begin in; for measuring what the shell itself costs, an empty one.
fn page<R: Runtime>(app: &AppHandle<R>, file: &str) -> WebviewUrl {
    let state = app.state::<App>();
    let language = state.core().language().tag();
    let theme = lock(&state.core().settings).theme.code();
    empty_page().map_or_else(
        || WebviewUrl::App(format!("{file}#{language}/{theme}").into()),
        WebviewUrl::External,
    )
}

/// Where the empty page is. A file: for `about:blank` no web process would be started.
fn empty_page() -> Option<Url> {
    if !cfg!(feature = "e2e") {
        return None;
    }
    Url::from_file_path(std::env::var_os("PROPUSK_EMPTY_PAGE")?).ok()
}

/// The page may only be our own.
pub fn is_own_page(url: &Url) -> bool {
    // Windows has no schemes of our own: there the page has a host that wry answers for. Elsewhere
    // that name is this computer, and any program may listen there.
    let (schemes, host): (&[&str], _) = if cfg!(windows) {
        (&["http", "https"], "tauri.localhost")
    } else {
        (&["tauri"], "localhost")
    };
    let own = schemes.contains(&url.scheme()) && url.host_str() == Some(host);
    (own && url.port().is_none()) || empty_page().is_some_and(|empty| *url == empty)
}

fn on_event<R: Runtime>(app: &AppHandle<R>, event: &WindowEvent) {
    match event {
        WindowEvent::DragDrop(drag) => enrol::on_drag(app, drag),
        WindowEvent::CloseRequested { api, .. } => {
            place::note(app);
            if app.state::<App>().core().stays_in_tray() {
                api.prevent_close();
                go_to_tray(app);
            }
        }
        _ => {}
    }
}

async fn watch_page<R: Runtime>(app: &AppHandle<R>) {
    tokio::time::sleep(PAGE_IS_BROKEN).await;
    let state = app.state::<App>();
    let is_there = app.get_webview_window(MAIN).is_some();
    if is_there && !state.page_is_ready() && empty_page().is_none() {
        let box_of_last_resort = rfd::AsyncMessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title(state.words("app-name"))
            .set_description(state.words("window-did-not-start"));
        box_of_last_resort.show().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_the_ground_of_its_page() {
        let written = |Color(red, green, blue, _)| format!("#{red:02x}{green:02x}{blue:02x}");
        let ground = format!(
            "--ground: light-dark({}, {});",
            written(LIGHT),
            written(DARK)
        );
        assert!(include_str!("../../ui/src/tokens.css").contains(&ground));
    }

    #[test]
    fn the_page_cannot_leave_for_a_server_on_this_computer() {
        let may_open = |url: &str| is_own_page(&Url::parse(url).expect("a URL"));
        let own = if cfg!(windows) {
            "http://tauri.localhost/index.html"
        } else {
            "tauri://localhost/index.html"
        };
        assert!(may_open(own));
        for other in [
            "http://tauri.localhost:8080/?code=123456",
            "https://tauri.localhost:8443/",
            "http://localhost/",
            "tauri://elsewhere/",
            "file:///etc/passwd",
            "about:blank",
            "data:text/html,x",
        ] {
            assert!(!may_open(other), "{other}");
        }
        #[cfg(not(windows))]
        assert!(!may_open("http://tauri.localhost/"), "resolves to loopback");
    }
}
