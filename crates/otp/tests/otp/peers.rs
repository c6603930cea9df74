//! Real files of other apps, where they are at hand: `PROPUSK_FIXTURES`, else `../shared` beside
//! the repository. They belong to others and are not a part of the project.

use std::path::{Path, PathBuf};

use otp::payload::{self, Payload};
use serde_json::{Value, json};

use crate::view;

fn folder() -> Option<PathBuf> {
    let given = std::env::var_os("PROPUSK_FIXTURES").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures/imports");
    [
        given.clone().map(|path| path.join("imports")),
        given,
        Some(beside),
    ]
    .into_iter()
    .flatten()
    .find(|path| path.join("MANIFEST.json").is_file())
}

/// What the manifest says of an entry, in our names.
fn expected(entry: &Value) -> Value {
    let text = |key: &str| entry.get(key).cloned().unwrap_or(json!(""));
    let mut view = json!({
        "type": text("type"), "issuer": text("issuer"), "account": text("name"),
        "secret": text("secret"), "algorithm": text("algo"), "digits": text("digits"),
    });
    for key in ["period", "counter"] {
        if let Some(value) = entry.get(key) {
            view[key] = value.clone();
        }
    }
    view
}

#[test]
fn reads_the_uri_lists_and_transfers_of_other_apps() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no files of other apps at hand (PROPUSK_FIXTURES)");
        return;
    };
    let manifest = std::fs::read_to_string(folder.join("MANIFEST.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let (mut files, mut entries) = (0, 0);
    for file in manifest["files"].as_array().unwrap() {
        let name = file["file"].as_str().unwrap();
        let Ok(text) = std::fs::read_to_string(folder.join(name)) else {
            continue;
        };
        let lines: Vec<_> = text
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
            .collect();
        if lines.is_empty() || !lines.iter().all(|line| line.starts_with("otpauth")) {
            continue;
        }
        files += 1;
        let mut found = Vec::new();
        for line in lines {
            match payload::read(line) {
                Ok(Payload::Entry { entry, .. }) => found.push(entry),
                Ok(Payload::Migration(batch)) => {
                    assert!(batch.refused.is_empty(), "{name}: {:?}", batch.refused);
                    found.extend(batch.entries);
                }
                Err(error) => assert_eq!(file["must_be_refused"], json!(true), "{name}: {error}"),
            }
        }
        let found: Vec<_> = found
            .iter()
            .map(|entry| {
                let mut view = view::entry(entry, &[]);
                view.as_object_mut().unwrap().remove("warnings");
                view
            })
            .collect();
        let expected: Vec<_> = file["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(expected)
            .collect();
        assert_eq!(found, expected, "{name}");
        entries += found.len();
    }
    assert!(files > 0 && entries > 0, "the folder holds lists of URIs");
    println!("{entries} entries of {files} files");
}
