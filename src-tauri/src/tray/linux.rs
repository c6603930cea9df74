//! The tray of a Linux desktop: StatusNotifierItem. Whoever shows the icons names itself on the session bus.

use std::{pin::Pin, time::Duration};

use futures_lite::{Stream, StreamExt, future::pending, stream};
use ksni::{Handle, Icon, MenuItem, ToolTip, TrayMethods, menu::StandardItem};
use tauri::{AppHandle, Manager, Runtime};
use zbus::{connection::Builder, fdo::DBusProxy, proxy::CacheProperties};

use super::{Choice, Line, act, icon};
use crate::{app::App, window};

const NAME: &str = "org.kde.StatusNotifierWatcher";

/// A panel that hangs shows no icons.
const PATIENCE: Duration = Duration::from_secs(2);

#[zbus::proxy(
    interface = "org.kde.StatusNotifierWatcher",
    default_service = "org.kde.StatusNotifierWatcher",
    default_path = "/StatusNotifierWatcher",
    gen_blocking = false
)]
trait Watcher {
    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> zbus::Result<bool>;
    #[zbus(signal)]
    fn status_notifier_host_registered(&self) -> zbus::Result<()>;
    #[zbus(signal)]
    fn status_notifier_host_unregistered(&self) -> zbus::Result<()>;
}

/// Whether icons are shown here, and when that changes.
pub(super) struct Host {
    bus: DBusProxy<'static>,
    watcher: WatcherProxy<'static>,
    changes: Pin<Box<dyn Stream<Item = ()> + Send>>,
}

impl Host {
    /// Listens on the session bus; `None` where there is none.
    pub(super) async fn connect() -> Option<Self> {
        Self::try_connect().await.ok()
    }

    async fn try_connect() -> zbus::Result<Self> {
        let connection = Builder::session()?.method_timeout(PATIENCE).build().await?;
        let bus = DBusProxy::new(&connection).await?;
        let watcher = WatcherProxy::builder(&connection)
            .cache_properties(CacheProperties::No)
            .build()
            .await?;
        let owners = bus
            .receive_name_owner_changed_with_args(&[(0, NAME)])
            .await?;
        let came = watcher.receive_status_notifier_host_registered().await?;
        let went = watcher.receive_status_notifier_host_unregistered().await?;
        let hosts = stream::or(came.map(drop), went.map(drop));
        Ok(Self {
            bus,
            watcher,
            changes: Box::pin(stream::or(owners.map(drop), hosts)),
        })
    }

    /// Whether somebody shows icons now. Starts nobody who would.
    pub(super) async fn is_there(&mut self) -> bool {
        let Ok(name) = NAME.try_into() else {
            return false;
        };
        self.bus.name_has_owner(name).await.unwrap_or(false)
            && self
                .watcher
                .is_status_notifier_host_registered()
                .await
                .unwrap_or(false)
    }

    /// Waits until that may have changed.
    pub(super) async fn changed(&mut self) {
        if self.changes.next().await.is_none() {
            // The bus has ended, and the session with it.
            pending::<()>().await;
        }
    }
}

/// The icon in the tray.
pub(super) struct Item<R: Runtime>(Handle<Drawn<R>>);

impl<R: Runtime> Item<R> {
    /// Puts the icon there; `None` when the tray does not take it.
    pub(super) async fn show(app: &AppHandle<R>, lines: Vec<Line>) -> Option<Self> {
        let drawn = Drawn {
            app: app.clone(),
            lines,
        };
        drawn.spawn().await.ok().map(Self)
    }

    /// The icon with this menu; `None` when it is gone.
    pub(super) async fn with(self, lines: Vec<Line>) -> Option<Self> {
        let kept = self.0.update(move |drawn| drawn.lines = lines).await;
        kept.map(|()| self)
    }

    /// Takes the icon away.
    pub(super) async fn end(self) {
        self.0.shutdown().await;
    }
}

struct Drawn<R: Runtime> {
    app: AppHandle<R>,
    lines: Vec<Line>,
}

impl<R: Runtime> ksni::Tray for Drawn<R> {
    fn id(&self) -> String {
        // Constant, so that a panel remembers where the person has put it.
        "app.propusk.Propusk".to_owned()
    }

    fn title(&self) -> String {
        self.app.state::<App>().words("app-name")
    }

    fn icon_name(&self) -> String {
        icon::installed_name().unwrap_or_default().to_owned()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        icon::pictures()
            .map(|(width, height, data)| Icon {
                width,
                height,
                data,
            })
            .collect()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.title(),
            ..ToolTip::default()
        }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        window::bring(&self.app, None);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.lines.iter().map(item_of).collect()
    }

    // The default asks every host to ask again before it shows the menu; ours is always up to date.
    fn menu_about_to_show(&mut self) {}
}

fn item_of<R: Runtime>(line: &Line) -> MenuItem<Drawn<R>> {
    match line {
        Line::Item(words, choice) => {
            let choice: Choice = choice.clone();
            StandardItem {
                label: shown(words),
                activate: Box::new(move |drawn: &mut Drawn<R>| act(&drawn.app, choice.clone())),
                ..StandardItem::default()
            }
            .into()
        }
        Line::Words(words) => StandardItem {
            label: shown(words),
            enabled: false,
            ..StandardItem::default()
        }
        .into(),
        Line::Rule => MenuItem::Separator,
    }
}

/// A single underscore would mark a letter and not be shown.
fn shown(words: &str) -> String {
    words.replace('_', "__")
}
