//! Enpass: JSON, and a table whose rows are a title and pairs of a label and a value (formats.md §4,
//! §5.5).

use serde::Deserialize;

use super::account::Parsed;
use super::content::{Content, Kind};
use super::json::{self, Each, Few, Text};
use super::registry::Format;
use super::request::{Progress, Request};
use super::table::{self, Rows};
use super::{ImportError, bitwarden, link};

pub(super) const FORMAT: Format = Format {
    id: "enpass",
    app: "Enpass",
    files: ".json, .csv",
    is: |content| match &content.kind {
        Kind::Json(text, shape) => {
            content.has_keys(&["items"]) && !shape.has(&["encrypted"]) && bitwarden::is_enpass(text)
        }
        Kind::Text(text) => is_table(text),
        Kind::Archive(_) | Kind::Markup(_) | Kind::Bytes => false,
    },
    read: |request, content| {
        let mut parsed = match content.json() {
            Some((text, _)) => items(text, request.progress)?,
            None => rows(request, content)?,
        };
        parsed.holds_passwords = true;
        Ok(parsed)
    },
};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(default, borrow)]
    folders: Each<'a>,
    #[serde(borrow)]
    items: Each<'a>,
}

#[derive(Deserialize)]
struct Folder {
    uuid: String,
    title: String,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    title: Text,
    #[serde(default)]
    subtitle: Text,
    #[serde(default)]
    note: Text,
    #[serde(default)]
    favorite: Text,
    #[serde(default)]
    trashed: Text,
    #[serde(default)]
    folders: Few<String>,
    #[serde(default)]
    fields: Few<Field>,
}

#[derive(Deserialize)]
struct Field {
    #[serde(rename = "type", default)]
    kind: Text,
    #[serde(default)]
    value: Text,
    #[serde(default)]
    deleted: Text,
}

fn items(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let file: File<'_> = json::whole(text)?;
    let folders = file.folders.readable::<Folder>();
    let mut parsed = Parsed::default();
    for (place, raw) in file.items.numbered() {
        progress.go_on()?;
        let item = match json::one::<Item>(raw) {
            Ok(item) => item,
            Err(reason) => {
                parsed.take(place, ("", ""), Err(reason))?;
                continue;
            }
        };
        let live = |field: &&Field| field.deleted.number().unwrap_or_default() == 0;
        let fields = || item.fields.iter().filter(live);
        let first = |kind: &str| {
            let mut values = fields().filter(|field| field.kind.or_empty() == kind);
            values.find_map(|field| field.value.get())
        };
        let user = first("username").or_else(|| first("email"));
        let names = (
            item.title.or_empty(),
            user.unwrap_or(item.subtitle.or_empty()),
        );
        let named = item.folders.iter();
        let named = named.filter_map(|id| folders.iter().find(|folder| folder.uuid == *id));
        let tags: Vec<&str> = named.map(|folder| folder.title.as_str()).collect();
        let codes = fields().filter(|field| field.kind.or_empty() == "totp");
        for code in codes.filter_map(|field| field.value.get()) {
            let account = if item.trashed.number().unwrap_or_default() != 0 {
                Err(super::Reason::Trashed)
            } else {
                link::account_or_secret(code, names.0, names.1).map(|found| {
                    found
                        .tagged(&tags)
                        .noted(item.note.get())
                        .favourite(item.favorite.number() == Some(1))
                })
            };
            parsed.take(place, names, account)?;
        }
    }
    Ok(parsed)
}

/// The first row names a title, a field and a value; where it is missing, a label `TOTP` stands
/// below the first row, where a table with a column of that name has none.
fn is_table(text: &str) -> bool {
    let mut rows = Rows::of(text).map(|(row, _)| row);
    let Some(first) = rows.next() else {
        return false;
    };
    let head: Vec<&str> = first.iter().take(3).collect();
    head.iter()
        .map(|cell| cell.to_lowercase())
        .eq(["title", "field", "value"])
        || rows.any(|row| value(&row, "totp").is_some())
}

/// The value after a label; labels stand in every second cell.
fn value<'a>(row: &'a csv::StringRecord, label: &str) -> Option<&'a str> {
    let labels = row.iter().enumerate().skip(1).step_by(2);
    let mut labels = labels.filter(|(_, cell)| cell.eq_ignore_ascii_case(label));
    labels
        .find_map(|(at, _)| row.get(at + 1))
        .filter(|value| !value.is_empty())
}

fn rows(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let text = table::text_of(content).ok_or(ImportError::Damaged)?;
    let mut parsed = Parsed::default();
    for (row, line) in Rows::of(text) {
        request.progress.go_on()?;
        let Some(code) = value(&row, "totp") else {
            continue;
        };
        let user = ["username", "e-mail", "email"];
        let user = user.iter().find_map(|label| value(&row, label));
        let names = (row.get(0).unwrap_or_default(), user.unwrap_or_default());
        let account = link::account_or_secret(code, names.0, names.1);
        // What is left over after the pairs is the note.
        let note = row.get(row.len() - 1).filter(|_| row.len() % 2 == 0);
        parsed.take(line, names, account.map(|found| found.noted(note)))?;
    }
    Ok(parsed)
}
