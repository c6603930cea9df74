//! The one window: how it is made, when it is shown, where it may go.

use std::time::Duration;

use tauri::{
    AppHandle, Manager, Runtime, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
    webview::NewWindowResponse,
};

use crate::{app::App, enrol};

/// Label of the window; the capability in tauri.conf.json names it.
pub const MAIN: &str = "main";

/// Shown even if the page has not painted yet: a slow page beats an invisible one.
const SHOW_AT_LATEST: Duration = Duration::from_millis(1500);

/// After this long without a word from the page the person is told in a native box.
const PAGE_IS_BROKEN: Duration = Duration::from_secs(8);

/// Builds the window hidden; it appears when the page has painted, see [`show`].
///
/// # Errors
/// What the web view says when it cannot start.
pub fn build(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let state = app.state::<App>();
    let window = WebviewWindowBuilder::new(app, MAIN, page())
        .title(state.words("app-name"))
        .inner_size(420.0, 680.0)
        .min_inner_size(340.0, 480.0)
        .visible(false)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    let handle = app.clone();
    window.on_window_event(move |event| on_event(&handle, event));
    let handle = app.clone();
    tauri::async_runtime::spawn(async move { watch_first_paint(&handle).await });
    Ok(window)
}

/// Shows the window and gives it the keyboard.
pub fn show<R: Runtime>(window: &WebviewWindow<R>) {
    // A window that cannot be shown has no other way to say so.
    let _ = window.show();
    let _ = window.set_focus();
}

/// Hides the window while `work` looks at the screen behind it, and brings it back to its place.
pub async fn hidden_during<R: Runtime, T>(
    window: &WebviewWindow<R>,
    work: impl Future<Output = T>,
) -> T {
    let place = window.outer_position().ok();
    let _ = window.hide();
    // The server unmaps at once; programs behind need a moment to paint what was covered.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let result = work.await;
    show(window);
    if let Some(place) = place {
        let _ = window.set_position(place);
    }
    result
}

/// Our page; for measuring what the shell itself costs, nothing.
fn page() -> WebviewUrl {
    match Url::parse("about:blank") {
        Ok(blank) if measures_empty_page() => WebviewUrl::External(blank),
        _ => WebviewUrl::App("index.html".into()),
    }
}

fn measures_empty_page() -> bool {
    cfg!(feature = "e2e") && std::env::var_os("PROPUSK_EMPTY_PAGE").is_some()
}

/// The page may only be our own.
fn is_own_page(url: &Url) -> bool {
    // Windows has no schemes of our own: there the page has a host that wry answers for. Elsewhere
    // that name is this computer, and any program may listen there.
    let (schemes, host): (&[&str], _) = if cfg!(windows) {
        (&["http", "https"], "tauri.localhost")
    } else {
        (&["tauri"], "localhost")
    };
    let own = schemes.contains(&url.scheme()) && url.host_str() == Some(host);
    (own && url.port().is_none()) || (url.scheme() == "about" && measures_empty_page())
}

fn on_event(app: &AppHandle, event: &WindowEvent) {
    if let WindowEvent::DragDrop(drag) = event {
        enrol::on_drag(app, drag);
    }
}

async fn watch_first_paint(app: &AppHandle) {
    tokio::time::sleep(SHOW_AT_LATEST).await;
    if let Some(window) = app.get_webview_window(MAIN)
        && !app.state::<App>().page_is_ready()
    {
        show(&window);
    }
    tokio::time::sleep(PAGE_IS_BROKEN - SHOW_AT_LATEST).await;
    let state = app.state::<App>();
    if !state.page_is_ready() && !measures_empty_page() {
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
