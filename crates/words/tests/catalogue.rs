//! The catalogue has every text that the Rust code asks for, in both languages.

// clippy.toml allows this in test functions, not in what they call.
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use propusk_words::{self as words, Language};

/// The Rust sources that are shipped: `src` of every crate and of the shell.
fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crates = fs::read_dir(root.join("crates")).expect("crates/ is there");
    let mut folders: Vec<_> = crates
        .map(|entry| entry.expect("readable").path().join("src"))
        .collect();
    folders.push(root.join("src-tauri"));
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.map(|entry| entry.expect("readable").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                let shipped = text
                    .split("\n#[cfg(test)]\nmod ")
                    .next()
                    .unwrap_or_default();
                sources.push((path, shipped.to_owned()));
            }
        }
    }
    assert!(
        sources.len() > 20,
        "only {} sources found: looking in the wrong place",
        sources.len()
    );
    sources
}

/// The string literals of a source that are made of lower-case words joined by `joint`.
fn literals(source: &str, joint: char) -> impl Iterator<Item = &str> {
    let is_name = move |text: &&str| {
        text.starts_with(|first: char| first.is_ascii_lowercase())
            && text
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint)
    };
    source.split('"').filter(is_name)
}

/// The bodies of all `fn code(` of errors, warnings and reasons: from the signature to the closing brace.
fn bodies_of_code(source: &str) -> impl Iterator<Item = &str> {
    let starts = source.match_indices("fn code(").map(|(start, _)| start);
    let ours = starts.filter(|&start| {
        let before = &source[..start];
        let owner = before
            .rfind("\nimpl ")
            .map(|impl_| &before[impl_ + 6..])
            .unwrap_or_default();
        let owner = owner.split([' ', '{', '<']).next().unwrap_or_default();
        owner.ends_with("Error") || ["Warning", "Unsupported", "Reason", "Lost"].contains(&owner)
    });
    ours.map(|start| {
        let body = &source[start..];
        let mut depth = 0_u32;
        let end = body.find(|c| {
            depth = match c {
                '{' => depth + 1,
                '}' => depth - 1,
                _ => depth,
            };
            c == '}' && depth == 0
        });
        &body[..end.expect("braces are balanced")]
    })
}

/// The codes that the command line refuses with: `refused("CODE"`.
fn refusals(source: &str) -> impl Iterator<Item = &str> {
    source
        .split("refused(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

/// The codes that the window refuses with: `AppError::new("CODE"` and `AppError::with("CODE"`.
fn refusals_of_the_window(source: &str) -> impl Iterator<Item = &str> {
    ["AppError::new(", "AppError::with("]
        .into_iter()
        .flat_map(|call| source.split(call).skip(1))
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
}

#[test]
fn explains_every_refusal_of_the_window_in_two_languages() {
    let sources = sources();
    let codes: BTreeSet<_> = sources
        .iter()
        .flat_map(|(_, source)| refusals_of_the_window(source))
        .collect();
    assert!(codes.len() > 5, "only {codes:?} found");
    for code in codes {
        let id = format!("error-{}", code.replace('_', "-"));
        for language in Language::ALL {
            let explained =
                words::has(language, &id) && words::has(language, &format!("{id}.advice"));
            assert!(explained, "{language:?} has no words for {code}");
        }
    }
}

#[test]
fn has_every_text_that_the_code_names() {
    let mut ids = BTreeSet::new();
    for (_, source) in sources() {
        let named = literals(&source, '-').filter(|id| {
            [
                "cli-",
                "error-",
                "warning-",
                "tray-",
                "sheet-print-",
                "codes-print-",
            ]
            .iter()
            .any(|family| {
                // A family name alone is the start of an id that is put together.
                id.strip_prefix(family).is_some_and(|rest| !rest.is_empty())
            })
        });
        ids.extend(named.map(str::to_owned));
    }
    assert!(ids.len() > 20, "only {} ids found", ids.len());
    for language in Language::ALL {
        let missing: Vec<_> = ids.iter().filter(|id| !words::has(language, id)).collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:#?}");
    }
}

#[test]
fn explains_every_error_and_warning_in_two_languages() {
    let mut codes = BTreeSet::new();
    for (path, source) in sources() {
        let named = bodies_of_code(&source).flat_map(|body| literals(body, '_'));
        codes.extend(
            named
                .chain(refusals(&source))
                .map(|code| (path.clone(), code.to_owned())),
        );
    }
    assert!(codes.len() > 40, "only {} codes found", codes.len());
    let mut missing = Vec::new();
    for (path, code) in codes {
        let id = code.replace('_', "-");
        let two_lines = |language, id: &str| {
            words::has(language, id) && words::has(language, &format!("{id}.advice"))
        };
        for language in Language::ALL {
            let explained = two_lines(language, &format!("error-{id}"))
                || two_lines(language, &format!("cli-error-{id}"))
                || words::has(language, &format!("warning-{id}"));
            if !explained {
                missing.push(format!("{language:?} {code} ({})", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "no words for {missing:#?}");
}

#[test]
fn both_languages_have_the_same_messages_and_parse_without_a_mistake() {
    let mut all = Vec::new();
    for language in Language::ALL {
        let path = format!(
            "{}/../../ui/locales/{}.ftl",
            env!("CARGO_MANIFEST_DIR"),
            language.tag()
        );
        let source = fs::read_to_string(&path).expect("the catalogue is there");
        if let Err((_, mistakes)) = FluentResource::try_new(source.clone()) {
            panic!("{path}: {mistakes:?}");
        }
        let mut ids: Vec<_> = source
            .lines()
            .filter_map(id_of)
            .map(str::to_owned)
            .collect();
        ids.sort();
        let mut once = ids.clone();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "{path}: an id is there twice");
        all.push(once.into_iter().collect::<BTreeSet<_>>());
    }
    let difference: Vec<_> = all[0].symmetric_difference(&all[1]).collect();
    assert!(
        difference.is_empty(),
        "only in one language: {difference:?}"
    );
}

fn id_of(line: &str) -> Option<&str> {
    let (id, _) = line.split_once(" =")?;
    let plain = id
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    (plain && !id.is_empty()).then_some(id)
}

#[test]
fn fills_variables_without_invisible_marks_and_chooses_plural_forms() {
    let russian = words::error(Language::Ru, "bad_digits", Some("262"));
    assert!(russian.what.contains("262"), "{russian:?}");
    assert!(
        !russian.what.contains('\u{2068}'),
        "isolating marks would be copied along"
    );
    let forms: BTreeSet<_> = [1, 2, 5]
        .map(|n| words::counted(Language::Ru, "cli-added", n, &[]))
        .into();
    assert_eq!(forms.len(), 3, "Russian has three forms: {forms:?}");
}

#[test]
fn an_unknown_code_still_gives_two_lines() {
    for language in Language::ALL {
        let text = words::error(language, "never_heard_of", None);
        assert!(text.what.contains("never_heard_of"), "{text:?}");
        assert!(!text.advice.is_empty(), "{text:?}");
    }
}

#[test]
fn a_name_that_looks_like_a_number_keeps_its_noughts() {
    let text = words::text(Language::En, "cli-removed", &[("name", "007")]);
    assert!(text.contains("007"), "{text}");
}
