//! Real export files, checked against what is known to be in them. They belong to other projects
//! and are not a part of this one: the check runs where `PROPUSK_IMPORT_FILES` names a folder of
//! them (scripts/check looks for one), and says so where there is none.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use propusk_transfer::import::{self, Found, ImportError, Parsed, Password, Progress, Request};
use serde_json::Value;

/// Accounts whose expectation differs from what we do: the file (`*` for its folder), the name as
/// `issuer/name` (`*` for all) and the reason. docs/import.md has the same table.
const DIFFERENT: &[(&str, &str, &str)] = &[(
    "bitwarden-authenticator-ios/TwoFasExport.2fas",
    "Name/person@example.com",
    "the secret is a placeholder and no Base32",
)];

#[test]
fn every_file_gives_exactly_its_accounts() {
    let Some(folder) = std::env::var_os("PROPUSK_IMPORT_FILES").map(PathBuf::from) else {
        println!("real files: skipped, PROPUSK_IMPORT_FILES names no folder");
        return;
    };
    let manifest = std::fs::read(folder.join("MANIFEST.json")).expect("the list of files");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let files = manifest["files"].as_array().expect("a list");
    let only = std::env::var("PROPUSK_IMPORT_ONLY").unwrap_or_default();
    let (mut right, mut all, mut wrong) = (0, 0, String::new());
    for expected in files {
        let name = expected["file"].as_str().expect("a name");
        if !name.contains(&only) {
            continue;
        }
        all += 1;
        match judge(&folder, expected) {
            Ok(()) => right += 1,
            Err(why) => writeln!(wrong, "{name}: {why}").expect("memory"),
        }
    }
    println!("real files: {right} of {all}");
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Whether an account of a file stands in the table of differences.
fn differs(file: &str, account: &str) -> bool {
    DIFFERENT.iter().any(|(files, accounts, _)| {
        (*files == file
            || files
                .strip_suffix('*')
                .is_some_and(|folder| file.starts_with(folder)))
            && (*accounts == "*" || *accounts == account)
    })
}

fn judge(folder: &Path, expected: &Value) -> Result<(), String> {
    let file = expected["file"].as_str().expect("a name");
    let path = folder.join(file);
    let bytes = std::fs::read(&path).map_err(|error| error.to_string())?;
    let password = expected["password"]
        .as_str()
        .map(|text| Password::new(text.to_owned()));
    let progress = Progress::default();
    let mut request = Request::new(&bytes, &progress);
    request.password = password.as_ref();
    request.file_name = path.file_name().and_then(|name| name.to_str());
    let refused = expected["must_be_refused"] == true;
    let entries = expected["entries"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let entries: Vec<String> = entries
        .iter()
        .filter(|entry| {
            let name = format!("{}/{}", text(&entry["issuer"]), text(&entry["name"]));
            !differs(file, &name)
        })
        .map(expected_words)
        .collect();
    match import::read(&request) {
        Ok((_, parsed)) if refused && parsed.found.is_empty() => Ok(()),
        Err(_) if refused => Ok(()),
        Ok(_) if refused => Err("was not refused".to_owned()),
        Err(error) if entries.is_empty() && is_none(error) => Ok(()),
        Err(error) => Err(format!(
            "{} instead of {} accounts",
            error.code(),
            entries.len()
        )),
        Ok((format, parsed)) => {
            let found = parsed.found.iter().filter(|found| {
                !differs(
                    file,
                    &format!("{}/{}", found.entry.issuer, found.entry.name),
                )
            });
            compare(&entries, &found.map(in_words).collect::<Vec<_>>(), &parsed)
                .map_err(|why| format!("as {format:?}: {why}"))
        }
    }
}

/// The errors that say that a file has no account at all.
fn is_none(error: ImportError) -> bool {
    matches!(
        error,
        ImportError::NoAccounts
            | ImportError::OnlySynced
            | ImportError::UnknownTable
            | ImportError::UnknownText
            | ImportError::UnknownJson
            | ImportError::Empty
            | ImportError::Picture
    )
}

fn compare(expected: &[String], found: &[String], parsed: &Parsed) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    let missing: Vec<_> = expected
        .iter()
        .filter(|line| !found.contains(line))
        .collect();
    let more: Vec<_> = found
        .iter()
        .filter(|line| !expected.contains(line))
        .collect();
    let refused = parsed.refused.iter();
    let refused = refused.map(|refused| format!("{} {}", refused.name, refused.reason.code()));
    Err(format!(
        "expected {} found {}\n  missing {missing:#?}\n  more {more:#?}\n  refused {:?}",
        expected.len(),
        found.len(),
        refused.collect::<Vec<_>>()
    ))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn expected_words(entry: &Value) -> String {
    line_of(|key| match key {
        "groups" => {
            let groups = entry[key].as_array().map_or(&[][..], Vec::as_slice);
            groups.iter().map(text).collect::<Vec<_>>().join(",")
        }
        // The same bytes may be spelled in several ways.
        "secret" => match otp::Secret::from_base32(&text(&entry[key])) {
            Ok(secret) if entry["type"] != "motp" => secret.to_base32().to_string(),
            _ => text(&entry[key]),
        },
        _ => text(&entry[key]),
    })
}

fn in_words(found: &Found) -> String {
    let kind = &found.entry.token.kind;
    line_of(|key| match key {
        "type" => kind.name().to_owned(),
        "issuer" => found.entry.issuer.clone(),
        "name" => found.entry.name.clone(),
        "secret" => found.entry.token.secret_text().to_string(),
        "algo" => kind.algorithm().to_string(),
        "digits" => kind.digits().to_string(),
        "period" => kind
            .period()
            .map(|period| period.get().to_string())
            .unwrap_or_default(),
        "counter" => match kind {
            otp::Kind::Hotp { counter, .. } => counter.get().to_string(),
            _ => String::new(),
        },
        "groups" => found.tags.join(","),
        // EXPOSE: a test compares it.
        "pin" => kind
            .pin()
            .map(|pin| pin.expose().to_owned())
            .unwrap_or_default(),
        other => panic!("unknown field {other}"),
    })
}

fn line_of(field: impl Fn(&str) -> String) -> String {
    [
        "type", "issuer", "name", "secret", "algo", "digits", "period", "counter", "pin", "groups",
    ]
    .map(field)
    .join(" | ")
}
