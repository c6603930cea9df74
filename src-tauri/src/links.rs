//! Whether the desktop brings links with accounts to us. What is done with one: [`crate::opened`].

use crate::wire::AppError;

/// Has the desktop bring them to us from now on.
///
/// # Errors
/// `links_not_installed`, `links_not_registered`, `links_not_here`.
pub fn register() -> Result<(), AppError> {
    here::register()
}

/// Takes back what [`register`] has done; what the person chose instead meanwhile stays.
pub fn unregister() {
    here::unregister();
}

#[cfg(target_os = "linux")]
mod here {
    use webkit2gtk::gio::{AppInfo, DesktopAppInfo, prelude::AppInfoExt};

    use crate::{arguments::SCHEMES, autostart::DESKTOP_FILE, wire::AppError};

    fn types() -> impl Iterator<Item = String> {
        SCHEMES
            .iter()
            .map(|scheme| format!("x-scheme-handler/{scheme}"))
    }

    /// Through GIO, which GTK brings along and which knows where the person's choices are written.
    pub(super) fn register() -> Result<(), AppError> {
        // There the file of the package offers us, and the person chooses in the system's settings.
        if std::env::var_os("FLATPAK_ID").is_some() {
            return Ok(());
        }
        let installed = DesktopAppInfo::new(DESKTOP_FILE).filter(AppInfoExt::supports_uris);
        let installed = installed.ok_or_else(|| AppError::new("links_not_installed"))?;
        for kind in types() {
            let set = installed.set_as_default_for_type(&kind);
            set.map_err(|_| AppError::new("links_not_registered"))?;
        }
        Ok(())
    }

    pub(super) fn unregister() {
        for kind in types() {
            let now = AppInfo::default_for_type(&kind, true);
            if now
                .and_then(|app| app.id())
                .is_some_and(|id| id == DESKTOP_FILE)
            {
                AppInfo::reset_type_associations(&kind);
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod here {
    use crate::wire::AppError;

    /// The installers for these systems are still to come.
    pub(super) fn register() -> Result<(), AppError> {
        Err(AppError::new("links_not_here"))
    }

    pub(super) fn unregister() {}
}
