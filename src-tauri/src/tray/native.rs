//! The tray of Windows and macOS. **Not yet run.**

use std::sync::Mutex;

use futures_lite::future::pending;
use tauri::{
    AppHandle, Manager, Runtime,
    menu::{Menu, MenuBuilder, MenuItem, PredefinedMenuItem},
    tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent},
};

use super::{Choice, Line, act, icon};
use crate::{app::App, window};

/// These desktops always have a tray.
pub(super) struct Host;

impl Host {
    pub(super) async fn connect() -> Option<Self> {
        Some(Self)
    }

    pub(super) async fn is_there(&mut self) -> bool {
        true
    }

    pub(super) async fn changed(&mut self) {
        pending().await
    }
}

/// The icon in the tray.
pub(super) struct Item<R: Runtime>(TrayIcon<R>);

/// What the items of the menu do, by their number.
#[derive(Default)]
struct Choices(Mutex<Vec<Choice>>);

impl<R: Runtime> Item<R> {
    /// Puts the icon there; `None` when the system does not take it.
    pub(super) async fn show(app: &AppHandle<R>, lines: Vec<Line>) -> Option<Self> {
        app.manage(Choices::default());
        let menu = menu_of(app, lines).ok()?;
        let built = TrayIconBuilder::new()
            .icon(icon::picture())
            .icon_as_template(cfg!(target_os = "macos"))
            .tooltip(app.state::<App>().words("app-name"))
            .menu(&menu)
            // macOS shows the menu of such an icon on a click; on Windows a click brings the window.
            .show_menu_on_left_click(cfg!(target_os = "macos"))
            .on_menu_event(|app, event| {
                let choices = app.state::<Choices>();
                let number = event.id().as_ref().parse::<usize>();
                let choice = number
                    .ok()
                    .and_then(|at| crate::app::lock(&choices.0).get(at).cloned());
                if let Some(choice) = choice {
                    act(app, choice);
                }
            })
            .on_tray_icon_event(|tray, event| {
                if let TrayIconEvent::Click {
                    button: MouseButton::Left,
                    button_state: MouseButtonState::Up,
                    ..
                } = event
                    && cfg!(windows)
                {
                    window::bring(tray.app_handle(), None);
                }
            })
            .build(app);
        built.ok().map(Self)
    }

    /// The icon with this menu.
    pub(super) async fn with(self, lines: Vec<Line>) -> Option<Self> {
        if let Ok(menu) = menu_of(self.0.app_handle(), lines) {
            // One that is not taken leaves the old one.
            let _ = self.0.set_menu(Some(menu));
        }
        Some(self)
    }

    /// Takes the icon away.
    pub(super) async fn end(self) {
        let id = self.0.id().clone();
        let _ = self.0.app_handle().remove_tray_by_id(&id);
    }
}

fn menu_of<R: Runtime>(app: &AppHandle<R>, lines: Vec<Line>) -> tauri::Result<Menu<R>> {
    let mut menu = MenuBuilder::new(app);
    let mut choices = Vec::new();
    for line in lines {
        menu = match line {
            Line::Item(words, choice) => {
                let number = choices.len().to_string();
                choices.push(choice);
                menu.item(&MenuItem::with_id(
                    app,
                    number,
                    shown(&words),
                    true,
                    None::<&str>,
                )?)
            }
            Line::Words(words) => {
                menu.item(&MenuItem::new(app, shown(&words), false, None::<&str>)?)
            }
            Line::Rule => menu.item(&PredefinedMenuItem::separator(app)?),
        };
    }
    *crate::app::lock(&app.state::<Choices>().0) = choices;
    menu.build()
}

/// A single ampersand would mark a letter and not be shown.
fn shown(words: &str) -> String {
    words.replace('&', "&&")
}
