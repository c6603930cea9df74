//! Drawings of known services (docs/drawings.md). A drawing looks like a confirmation, so nothing is
//! guessed: a name that is not in the table letter by letter has none.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The names of each service, by the name of its drawing.
const TABLE: &str = include_str!("../drawings.toml");

// A damaged table costs the drawings only; a test reads it.
static TABLE_READ: LazyLock<BTreeMap<String, Vec<String>>> =
    LazyLock::new(|| toml::from_str(TABLE).unwrap_or_default());

static DRAWINGS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let of_one = |(drawing, names): (&'static String, &'static Vec<String>)| {
        names.iter().map(|name| (name.as_str(), drawing.as_str()))
    };
    TABLE_READ.iter().flat_map(of_one).collect()
});

/// The name of the drawing of the service that is called so: a whole name, in large or small letters.
#[must_use]
pub fn drawing_of(issuer: &str) -> Option<&'static str> {
    // Letters beyond these may turn into others when they are made small: the sign of the kelvin into k.
    let is_plain =
        |c: char| c == ' ' || c.is_ascii_graphic() || ('А'..='я').contains(&c) || "Ёё".contains(c);
    if !issuer.chars().all(is_plain) {
        return None;
    }
    let mut name = issuer.trim().to_lowercase();
    while name.contains("  ") {
        name = name.replace("  ", " ");
    }
    DRAWINGS.get(name.as_str()).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;
    use crate::portal::{folded, portal};

    fn table() -> BTreeMap<String, Vec<String>> {
        toml::from_str(TABLE).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn every_name_of_the_table_finds_its_drawing() {
        let table = table();
        assert!(table.len() >= 60, "{}", table.len());
        for (drawing, names) in &table {
            assert!(names.is_sorted() && !names.is_empty(), "{drawing}");
            for name in names {
                assert_eq!(*name, folded(name), "{drawing}");
                let written = [
                    name.clone(),
                    name.to_uppercase(),
                    format!("  {name} "),
                    name.replace(' ', "   "),
                ];
                for name in written {
                    // One name in two lines would find one of them only.
                    assert_eq!(drawing_of(&name), Some(drawing.as_str()), "{name:?}");
                }
            }
        }
    }

    #[test]
    fn every_drawing_has_its_file_and_every_file_its_names() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/public/services");
        let files = fs::read_dir(folder).expect("there").flatten();
        let files: BTreeSet<_> = files
            .map(|it| it.file_name().into_string().expect("UTF-8"))
            .collect();
        let named: BTreeSet<_> = table()
            .keys()
            .map(|drawing| format!("{drawing}.svg"))
            .collect();
        assert_eq!(files, named);
        for file in files {
            let drawn = fs::read_to_string(format!("{folder}/{file}")).expect("text");
            assert!(
                drawn.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox="),
                "{file}"
            );
            let tags: Vec<_> = drawn
                .split('<')
                .skip(1)
                .map(|tag| tag.split([' ', '>']).next())
                .collect();
            let allowed = ["svg", "rect", "path", "/svg"].map(Some);
            assert_eq!(tags, allowed, "{file} has nothing but a ground and a path");
        }
    }

    #[test]
    fn what_only_looks_like_a_name_has_none() {
        let imitations = [
            "GitHúb",
            "Git Hub",
            "Git-Hub",
            "GitHub.",
            "GitHub!",
            "Gіthub",
            "github.com.ru",
            "evil-github.com",
            "login.github.com.evil.example",
            "GitHub\u{200b}",
            "Git\u{ad}hub",
            "\u{202e}github",
            "Ｇithub",
            "G00gle",
            "Gооgle",
            "Google Workspace login",
            "https://github.com",
            "github.com/login",
            "V\u{212a}",
            "VК",
            "ВK",
            "ſteam",
            "Telegramm",
            "",
            " ",
            "e",
            "ıtch",
            "GitHub\u{a0}Enterprise",
            "git\nhub",
            "github\n",
        ];
        for name in imitations {
            assert_eq!(drawing_of(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_mark_or_a_sign_anywhere_takes_the_drawing_away() {
        for name in table().values().flatten() {
            for (at, c) in name.char_indices() {
                let (before, after) = (&name[..at + c.len_utf8()], &name[at + c.len_utf8()..]);
                for sign in ["\u{301}", "\u{200d}", "\u{feff}", "_"] {
                    let changed = format!("{before}{sign}{after}");
                    assert_eq!(drawing_of(&changed), None, "{changed:?}");
                }
            }
        }
    }

    #[test]
    fn a_state_portal_has_none() {
        let gosuslugi = portal("gosuslugi").expect("known");
        for name in gosuslugi.issuers.iter().chain(&gosuslugi.hosts) {
            assert_eq!(drawing_of(name), None, "{name}");
        }
    }
}
