//! The picture in the tray. A panel is light or dark, and does not say which: where the icon is installed,
//! panels colour it themselves; elsewhere they get one that is seen on both.

#[cfg(not(target_os = "linux"))]
pub(super) use native::picture;
#[cfg(target_os = "linux")]
pub(super) use themed::{installed_name, pictures};

#[cfg(target_os = "linux")]
mod themed {
    use std::{env, path::Path, sync::OnceLock};

    use tauri::{image::Image, include_image};

    /// As the packages install it.
    const NAME: &str = "app.propusk.Propusk-symbolic";

    /// Sizes of panels: an ordinary one, a large one, one on a screen with twice the pixels.
    static PICTURES: [Image<'_>; 3] = [
        include_image!("icons/tray/24.png"),
        include_image!("icons/tray/32.png"),
        include_image!("icons/tray/48.png"),
    ];

    /// The name that panels find the installed icon by.
    pub(crate) fn installed_name() -> Option<&'static str> {
        static INSTALLED: OnceLock<bool> = OnceLock::new();
        let is_installed = || {
            let named = env::var("XDG_DATA_DIRS").unwrap_or_default();
            let folders = match named.as_str() {
                "" => "/usr/local/share:/usr/share",
                named => named,
            };
            let file = format!("icons/hicolor/symbolic/apps/{NAME}.svg");
            let mut folders = folders.split(':');
            folders.any(|folder| Path::new(folder).join(&file).is_file())
        };
        INSTALLED.get_or_init(is_installed).then_some(NAME)
    }

    /// Width, height and pixels as the bus wants them: alpha, red, green, blue.
    pub(crate) fn pictures() -> impl Iterator<Item = (i32, i32, Vec<u8>)> {
        PICTURES.iter().filter_map(|picture| {
            let mut pixels = picture.rgba().to_vec();
            for pixel in pixels.chunks_exact_mut(4) {
                pixel.rotate_right(1);
            }
            let width = picture.width().try_into().ok()?;
            let height = picture.height().try_into().ok()?;
            Some((width, height, pixels))
        })
    }
}

#[cfg(not(target_os = "linux"))]
mod native {
    use tauri::{image::Image, include_image};

    /// macOS colours what has no colour of its own.
    pub(crate) fn picture() -> Image<'static> {
        if cfg!(target_os = "macos") {
            include_image!("icons/tray/template.png")
        } else {
            include_image!("icons/tray/32.png")
        }
    }
}
