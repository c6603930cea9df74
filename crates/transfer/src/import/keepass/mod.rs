//! KeePass and its relatives: databases, XML and CSV (formats.md §5.3).

mod attributes;
mod database;
mod header;
mod xml;

use super::ImportError;
use super::account::{Parsed, Reason};
use super::content::{Content, Kind};
use super::registry::Format;
use super::request::Request;
use super::table;

pub(super) const FORMAT: Format = Format {
    id: "keepass",
    app: "KeePass, KeePassXC",
    files: ".kdbx (3.1, 4), .xml, .csv",
    is: |content| match &content.kind {
        Kind::Bytes => content.bytes.starts_with(header::MAGIC),
        Kind::Markup(text) => xml::is(text),
        Kind::Text(_) => is_table(content),
        Kind::Archive(_) | Kind::Json(..) => false,
    },
    read,
};

/// KeePassXC, and KeePass 1 and 2.
fn is_table(content: &Content<'_>) -> bool {
    let columns: [&[&str]; 2] = [
        &["group", "title", "username", "password", "url", "notes"],
        &["account", "loginname", "password", "website", "comments"],
    ];
    columns
        .iter()
        .any(|names| table::has_columns(content, names))
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let mut parsed = match &content.kind {
        Kind::Markup(text) => xml::read(text, request.progress)?,
        Kind::Text(text) => {
            let mut parsed = table::read(text, request.progress, attributes::of_text)?;
            for found in &mut parsed.found {
                // The first group is the database itself.
                let paths = std::mem::take(&mut found.tags);
                let below = paths
                    .iter()
                    .filter_map(|path| Some(path.split_once('/')?.1));
                *found = found.clone().tagged(below);
            }
            parsed
        }
        Kind::Archive(_) | Kind::Json(..) | Kind::Bytes => return database::read(request),
    };
    parsed.holds_passwords = true;
    Ok(parsed)
}

/// Where an entry lies.
struct Place<'a> {
    /// Its number in the file, from 1.
    number: usize,
    /// Its groups below the first one, which is the database itself.
    path: &'a str,
    /// It lies in the recycle bin.
    binned: bool,
}

impl Place<'_> {
    /// Takes the accounts of an entry over.
    fn take<'e>(
        &self,
        parsed: &mut Parsed,
        get: impl Fn(&str) -> Option<&'e str>,
        tags: &[String],
    ) -> Result<(), ImportError> {
        let names = (
            get("Title").unwrap_or_default(),
            get("UserName").unwrap_or_default(),
        );
        for account in attributes::accounts(&get) {
            let account = account.and_then(|found| {
                if self.binned {
                    return Err(Reason::Trashed);
                }
                let tags = tags.iter().map(String::as_str);
                Ok(found
                    .tagged([self.path].into_iter().chain(tags))
                    .noted(get("Notes")))
            });
            parsed.take(self.number, names, account)?;
        }
        Ok(())
    }
}

/// The longest path of a group, in bytes. Each group within another repeats that one's.
const LONGEST_PATH: usize = 8 << 10;

/// The path of a group within another.
///
/// # Errors
/// [`ImportError::Damaged`] when it is longer than any that a person made.
fn path_of(outer: &str, name: &str) -> Result<String, ImportError> {
    if outer.len() + name.len() > LONGEST_PATH {
        return Err(ImportError::Damaged);
    }
    Ok(match outer {
        "" => name.to_owned(),
        outer => format!("{outer}/{name}"),
    })
}
