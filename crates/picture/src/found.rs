use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// One QR code of a picture.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The payload; a secret, wiped when dropped.
    pub text: Zeroizing<String>,
    /// `[x, y]` in pixels of the picture: top left, top right, bottom right, bottom left of the code
    /// as it is turned, so that the top left one may be anywhere in the picture. On a page of a PDF in
    /// pixels of the page as it was drawn.
    pub corners: [[u32; 2]; 4],
    /// The page of a PDF, from 1; a picture is its only page.
    pub page: u32,
}

impl std::fmt::Debug for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Found")
            .field("corners", &self.corners)
            .field("page", &self.page)
            .finish_non_exhaustive()
    }
}

/// How hard to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effort {
    /// One look: for frames of a camera, where the next one comes soon. 5–45 ms.
    Quick,
    /// As well what is cheap near the finder patterns of a code that could not be read at once: for
    /// frames of a camera, where a code is in sight but not read. 10–100 ms.
    Frame,
    /// The costly looks too, until a wanted text is found: for a picture that a person chose, and for
    /// the screen. Up to one and a half seconds for a 4K screen without a code.
    Thorough,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_place_and_not_the_payload() {
        let found = Found {
            text: Zeroizing::new("otpauth://totp/a?secret=CANARY".to_owned()),
            corners: [[7, 7]; 4],
            page: 1,
        };
        let shown = format!("{found:?}");
        assert!(shown.contains('7') && !shown.contains("CANARY"), "{shown}");
    }
}
