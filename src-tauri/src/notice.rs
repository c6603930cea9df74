//! Notifications of the desktop. There is one at a time: the next one takes its place. Where nobody shows
//! notifications, nothing happens.

use tauri::{AppHandle, Manager, Runtime};

use crate::app::App;

/// What a notification says. Never a code.
pub struct Notice {
    /// The line that is always seen.
    pub title: String,
    /// What is behind it.
    pub body: String,
}

/// Shows it, in the place of the one before.
pub fn show<R: Runtime>(app: &AppHandle<R>, notice: Notice) {
    let state = app.state::<App>().inner().clone();
    tauri::async_runtime::spawn(async move { state.core().notices.show(&state, notice).await });
}

#[cfg(target_os = "linux")]
pub use freedesktop::Notices;

#[cfg(target_os = "linux")]
mod freedesktop {
    use std::{collections::HashMap, time::Duration};

    use tokio::sync::Mutex;
    use zbus::{connection::Builder, proxy::CacheProperties, zvariant::Value};

    use super::Notice;
    use crate::app::App;

    /// A desktop that hangs shows no notifications.
    const PATIENCE: Duration = Duration::from_secs(2);

    /// So long a notification is seen, in milliseconds.
    const SEEN: i32 = 6000;

    #[zbus::proxy(
        interface = "org.freedesktop.Notifications",
        default_service = "org.freedesktop.Notifications",
        default_path = "/org/freedesktop/Notifications",
        gen_blocking = false
    )]
    trait Notifications {
        #[allow(clippy::too_many_arguments)]
        fn notify(
            &self,
            app_name: &str,
            replaces_id: u32,
            app_icon: &str,
            summary: &str,
            body: &str,
            actions: &[&str],
            hints: HashMap<&str, Value<'_>>,
            expire_timeout: i32,
        ) -> zbus::Result<u32>;
    }

    /// The notification that is shown, and whom it was given to. The connection stays: some desktops take
    /// a notification away when its program has gone.
    #[derive(Default)]
    pub struct Notices(Mutex<Option<(NotificationsProxy<'static>, u32)>>);

    impl Notices {
        pub(super) async fn show(&self, app: &App, notice: Notice) {
            let mut last = self.0.lock().await;
            // It stays empty when something fails, and the next one connects anew.
            let (desktop, before) = match last.take() {
                Some(known) => known,
                None => match connect().await {
                    Ok(desktop) => (desktop, 0),
                    Err(_) => return,
                },
            };
            let hints = HashMap::from([
                // Not for the list of notifications that were missed.
                ("transient", Value::from(true)),
                ("desktop-entry", Value::from("app.propusk.Propusk")),
            ]);
            let (name, body) = (app.words("app-name"), escaped(&notice.body));
            let icon = "app.propusk.Propusk";
            let shown = desktop.notify(&name, before, icon, &notice.title, &body, &[], hints, SEEN);
            if let Ok(number) = shown.await {
                *last = Some((desktop, number));
            }
        }
    }

    async fn connect() -> zbus::Result<NotificationsProxy<'static>> {
        let connection = Builder::session()?.method_timeout(PATIENCE).build().await?;
        NotificationsProxy::builder(&connection)
            .cache_properties(CacheProperties::No)
            .build()
            .await
    }

    /// Desktops may read the body as markup.
    fn escaped(text: &str) -> String {
        let text = text.replace('&', "&amp;");
        text.replace('<', "&lt;").replace('>', "&gt;")
    }
}

#[cfg(not(target_os = "linux"))]
pub use native::Notices;

/// **Not yet run.**
#[cfg(not(target_os = "linux"))]
mod native {
    use super::Notice;
    use crate::app::App;

    /// What these systems keep of notifications is their own matter.
    #[derive(Default)]
    pub struct Notices;

    impl Notices {
        pub(super) async fn show(&self, app: &App, notice: Notice) {
            let name = app.words("app-name");
            let shown = app.blocking(move |_| {
                let mut shown = notify_rust::Notification::new();
                shown
                    .appname(&name)
                    .summary(&notice.title)
                    .body(&notice.body);
                // Nobody to show it is no error.
                let _ = shown.show();
                Ok(())
            });
            let _ = shown.await;
        }
    }
}
