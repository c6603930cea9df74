//! The person's own picture of an account, as the file keeps it: a small `data:` address.

use crate::account::Account;

/// The most bytes that a picture may have.
pub const PICTURE_MAX: usize = 24 * 1024;

/// The start of the address, and that of the Base64 text of such a file behind it.
const FORMATS: [(&str, &str); 2] = [
    ("data:image/png;base64,", "iVBORw0KGgo"),
    ("data:image/jpeg;base64,", "/9j/"),
];

/// The `data:` address of a small PNG or JPEG.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture(String);

impl Picture {
    /// Takes an address; none if it is no small picture.
    #[must_use]
    pub fn of_address(address: String) -> Option<Self> {
        is_picture(&address).then_some(Self(address))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Picture")
    }
}

impl Account {
    /// The address of the person's own picture, if that is what [`icon`](Self::icon) is.
    #[must_use]
    pub fn picture(&self) -> Option<&str> {
        self.icon.as_deref().filter(|icon| is_picture(icon))
    }
}

fn is_picture(address: &str) -> bool {
    let behind = |(start, begin): (&str, &str)| {
        let text = address.strip_prefix(start)?;
        text.starts_with(begin).then_some(text)
    };
    let Some(text) = FORMATS.into_iter().find_map(behind) else {
        return false;
    };
    let digits = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    text.len().is_multiple_of(4)
        && text.len() / 4 * 3 <= PICTURE_MAX
        && text.len() - digits.len() <= 2
        && digits.bytes().all(is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_small_picture_is_one() {
        let png = "data:image/png;base64,iVBORw0KGgo=";
        assert!(is_picture(png));
        assert!(is_picture("data:image/jpeg;base64,/9j/4AA="));
        for other in [
            "",
            "star",
            "data:image/svg+xml;base64,iVBORw0KGgo=",
            "data:image/png;base64,PHN2Zz48",
            "data:image/png;base64,iVBORw0KGgo",
            "data:image/png;base64,iVBORw0KGgo=\" onload=\"x",
            "https://example.org/iVBORw0KGgo=",
        ] {
            assert!(!is_picture(other), "{other}");
        }
        let of =
            |length: usize| format!("data:image/png;base64,iVBORw0KGgoA{}", "A".repeat(length));
        assert!(is_picture(&of(PICTURE_MAX / 3 * 4 - 12)));
        assert!(!is_picture(&of(PICTURE_MAX / 3 * 4 - 8)), "too large");
    }
}
