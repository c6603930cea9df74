//! The two looks in which scenes are played and shown to people: Russian in light, English in dark.

use std::{fs, path::PathBuf, time::Duration};

use fantoccini::Client;

use crate::{desktop::Desktop, page::find};

/// A language and a theme.
pub struct Look {
    /// What the system says, e.g. `ru_RU.UTF-8`.
    pub language: &'static str,
    theme: &'static str,
    name: &'static str,
}

/// Russian first.
pub const LOOKS: [Look; 2] = [
    Look {
        language: "ru_RU.UTF-8",
        theme: "light",
        name: "ru-light",
    },
    Look {
        language: "en_GB.UTF-8",
        theme: "dark",
        name: "en-dark",
    },
];

impl Look {
    /// What is to be read in this language.
    pub fn say(&self, russian: &'static str, english: &'static str) -> &'static str {
        if self.language.starts_with("ru") {
            russian
        } else {
            english
        }
    }

    /// Gives the page its theme, as the setting does, once that has been applied.
    pub async fn put_on(&self, window: &Client) {
        find(window, "add").await;
        let script = "document.documentElement.dataset.theme = arguments[0]";
        window
            .execute(script, vec![self.theme.into()])
            .await
            .expect("theme");
    }

    /// Leaves a picture of the window for people to look at, when PROPUSK_PICTURES names a folder.
    pub async fn save(&self, desktop: &Desktop, window: &Client, scene: &str) {
        // Asking the driver for it never ends: see WEBKIT_DISABLE_DMABUF_RENDERER.
        if let Some(file) = self.file(scene) {
            let script = "return `${innerWidth}x${innerHeight}+${screenX}+${screenY}`";
            let place = window.execute(script, Vec::new()).await.expect("place");
            let place = place.as_str().expect("text");
            // What was just clicked fades for a moment.
            tokio::time::sleep(Duration::from_millis(400)).await;
            let file = file.to_string_lossy();
            desktop.output(
                "import",
                &["-window", "root", "-crop", place, "+repage", &file],
            );
        }
    }

    /// The same of the whole screen.
    pub fn save_screen(&self, desktop: &Desktop, scene: &str) {
        if let Some(file) = self.file(scene) {
            desktop.output("import", &["-window", "root", &file.to_string_lossy()]);
        }
    }

    fn file(&self, scene: &str) -> Option<PathBuf> {
        let folder = PathBuf::from(std::env::var_os("PROPUSK_PICTURES")?);
        fs::create_dir_all(&folder).expect("folder");
        Some(folder.join(format!("{scene}.{}.png", self.name)))
    }
}
