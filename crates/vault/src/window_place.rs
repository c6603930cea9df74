//! How the window was when it was last closed: part of the settings, and nothing secret.

use serde::{Deserialize, Serialize};

/// Size and place of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// In units that do not depend on how dense the screen is.
    pub width: u32,
    /// In the same units.
    pub height: u32,
    /// The upper left corner in dots of the screen, where the system says it.
    #[serde(default)]
    pub corner: Option<(i32, i32)>,
    /// As large as its screen; the size is the one before.
    #[serde(default)]
    pub is_maximized: bool,
}
