//! Which desktop this is: where a permission is given differs.

/// `gnome`, `kde`, `macos`, or `other`.
pub(crate) fn desktop() -> &'static str {
    if cfg!(target_os = "macos") {
        return "macos";
    }
    of(&std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default())
}

/// Names in the order of preference, such as `ubuntu:GNOME` (Desktop Entry Specification).
fn of(names: &str) -> &'static str {
    let mut names = names.split(':');
    let known = names.find_map(|name| match name.to_ascii_lowercase().as_str() {
        "gnome" => Some("gnome"),
        "kde" => Some("kde"),
        _ => None,
    });
    known.unwrap_or("other")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn desktops_are_known_by_what_they_call_themselves() {
        for (names, expected) in [
            ("GNOME", "gnome"),
            ("ubuntu:GNOME", "gnome"),
            ("KDE", "kde"),
            ("sway", "other"),
            ("X-Cinnamon", "other"),
            ("", "other"),
        ] {
            assert_eq!(of(names), expected, "{names}");
        }
    }
}
