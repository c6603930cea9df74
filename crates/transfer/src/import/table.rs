//! Tables: CSV with commas, semicolons or tabs, as password managers export them and as people keep
//! them (formats.md §4). Their columns are told by name, so one reader does for all.

use csv::{Position, ReaderBuilder, StringRecord};

use super::account::{Found, Parsed, Reason};
use super::content::{Content, Kind};
use super::registry::Format;
use super::request::{Progress, Request};
use super::{ImportError, link};

pub(super) const FORMAT: Format = Format {
    id: "csv-table",
    app: "CSV",
    files: ".csv, .tsv, .txt",
    is: |content| text_of(content).is_some_and(has_codes),
    read: |request, content| {
        let text = text_of(content).ok_or(ImportError::Damaged)?;
        read(text, request.progress, link::account_or_secret)
    },
};

/// Names of columns, as [`plain`] makes them: the code (a link or a secret) …
const CODE: &[&str] = &[
    "otpauth",
    "totp",
    "logintotp",
    "otpsecret",
    "otpurl",
    "otp",
    "2fa",
    "totpkey",
    "totpsecret",
    "totpuri",
    "onetimepassword",
];
/// … what it belongs to …
const TITLE: &[&str] = &["title", "name", "account"];
/// … whose it is, the best first …
const USER: &[&str] = &["username", "loginusername", "loginname", "login", "email"];
/// … the same where a column says who issued it: a name is then the user's …
const ISSUER: &[&str] = &["issuer"];
const USER_OF_ISSUER: &[&str] = &["username", "account", "name", "label"];
/// … where it lies; several are several groups …
const GROUP: &[&str] = &["folder", "group", "grouping", "category", "vault"];
/// … the same with commas or semicolons between …
const GROUPS: &[&str] = &["collections", "tags"];
const NOTE: &[&str] = &["notes", "note", "extra", "comments"];
const FAVOURITE: &[&str] = &["favorite", "favourite", "fav"];
const PASSWORD: &[&str] = &["password", "loginpassword"];

/// How an account is made of a code, a title and a user.
pub(super) type Maker = fn(&str, &str, &str) -> Result<Found, Reason>;

/// Reads every row that has a code. Rows without one are passed over: a password manager holds many.
pub(super) fn read(text: &str, progress: &Progress, account: Maker) -> Result<Parsed, ImportError> {
    let mut rows = Rows::of(text);
    let mut parsed = Parsed::default();
    let Some((first, _)) = rows.next() else {
        return Ok(parsed);
    };
    let headless = first.iter().any(link::is_link);
    let columns = Columns::of(&first);
    if headless {
        rows = Rows::of(text);
    }
    for (row, line) in rows {
        progress.go_on()?;
        parsed.holds_passwords |= columns.has(&row, PASSWORD);
        let Some(code) = columns.code(&row) else {
            if is_swallowed(&row, &first) {
                parsed.take(line, ("", ""), Err(Reason::Damaged))?;
            }
            continue;
        };
        let (title, user) = if headless {
            let mut others = row.iter().filter(|cell| !link::is_link(cell));
            (
                others.next().unwrap_or_default(),
                others.next().unwrap_or_default(),
            )
        } else if columns.is_there("issuer") {
            (columns.get(&row, ISSUER), columns.get(&row, USER_OF_ISSUER))
        } else {
            (columns.get(&row, TITLE), columns.get(&row, USER))
        };
        let title = without_user(title, user);
        let account = account(code, title, user).map(|found| columns.complete(&row, found));
        parsed.take(line, (title, user), account)?;
    }
    Ok(parsed)
}

/// Whether a quote that nothing closes has swallowed the rows behind it: a row is short, and a cell of it
/// goes on over line ends.
fn is_swallowed(row: &StringRecord, first: &StringRecord) -> bool {
    row.len() < first.len() && row.iter().any(|cell| cell.contains('\n'))
}

/// Whether the first row has all these names of columns, in any order and spelling.
pub(super) fn has_columns(content: &Content<'_>, names: &[&str]) -> bool {
    let Some((first, _)) = text_of(content).and_then(|text| Rows::of(text).next()) else {
        return false;
    };
    let first: Vec<String> = first.iter().map(plain).collect();
    names
        .iter()
        .all(|name| first.iter().any(|cell| cell == name))
}

/// Whether a text has rows with cells at all.
pub(super) fn is_table(text: &str) -> bool {
    let lengths: Vec<usize> = Rows::of(text).take(3).map(|(row, _)| row.len()).collect();
    match lengths.as_slice() {
        [first, rest @ ..] => *first > 1 && !rest.is_empty() && rest.iter().all(|n| n == first),
        [] => false,
    }
}

/// The text of what may be a table.
pub(super) fn text_of<'a>(content: &'a Content<'_>) -> Option<&'a str> {
    match &content.kind {
        Kind::Text(text) => Some(text),
        Kind::Archive(_) | Kind::Json(..) | Kind::Markup(_) | Kind::Bytes => None,
    }
}

/// A column of codes, or a link in a cell that is not the first of its row: a row that begins with
/// a link is a line of a list of links.
fn has_codes(text: &str) -> bool {
    if text.trim_start().starts_with('#') {
        return false;
    }
    let mut rows = Rows::of(text);
    let Some((first, _)) = rows.next().filter(|(first, _)| first.len() > 1) else {
        return false;
    };
    if first
        .iter()
        .any(|cell| CODE.contains(&plain(cell).as_str()))
    {
        return true;
    }
    let mut rows = std::iter::once(first).chain(rows.map(|(row, _)| row));
    let at = |row: &StringRecord| row.iter().position(link::is_link);
    rows.find_map(|row| at(&row)).is_some_and(|at| at > 0)
}

/// The rows with their lines; the first line is 1. A row that is no text ends the table.
pub(super) struct Rows<'a>(csv::Reader<&'a [u8]>);

impl<'a> Rows<'a> {
    /// Finds out what stands between the cells by the first line that is not blank.
    pub(super) fn of(text: &'a str) -> Self {
        let line = text.lines().find(|line| !line.trim().is_empty());
        let count = |mark: char| line.map_or(0, |line| line.matches(mark).count());
        // Of equals the last one is taken: the comma.
        let marks = [('\t', b'\t'), (';', b';'), (',', b',')];
        let mark = marks.iter().max_by_key(|(mark, _)| count(*mark));
        Self(
            ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(mark.map_or(b',', |(_, byte)| *byte))
                .from_reader(text.as_bytes()),
        )
    }
}

impl Iterator for Rows<'_> {
    type Item = (StringRecord, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = StringRecord::new();
        self.0.read_record(&mut row).ok().filter(|more| *more)?;
        let line = row.position().map_or(0, Position::line);
        row.trim();
        Some((row, usize::try_from(line).unwrap_or(usize::MAX)))
    }
}

/// The names of the columns.
struct Columns(Vec<String>);

impl Columns {
    fn of(first: &StringRecord) -> Self {
        Self(first.iter().map(plain).collect())
    }

    /// The cells under the first of the names that is there, then under the next.
    fn cells<'r>(
        &'r self,
        row: &'r StringRecord,
        names: &'r [&'r str],
    ) -> impl Iterator<Item = &'r str> {
        let under = move |name: &'r &'r str| {
            let columns = self.0.iter().enumerate();
            columns.filter_map(move |(at, column)| row.get(at).filter(|_| column == name))
        };
        let cells = names.iter().flat_map(under);
        cells.filter(|cell| !cell.is_empty())
    }

    fn get<'r>(&'r self, row: &'r StringRecord, names: &'r [&'r str]) -> &'r str {
        self.cells(row, names).next().unwrap_or_default()
    }

    fn is_there(&self, name: &str) -> bool {
        self.0.iter().any(|column| column == name)
    }

    fn has(&self, row: &StringRecord, names: &[&str]) -> bool {
        self.cells(row, names).next().is_some()
    }

    /// The code of a row: a link wins, also one that stands under another name because a cell
    /// before it has a comma that was not quoted.
    fn code<'r>(&'r self, row: &'r StringRecord) -> Option<&'r str> {
        let named = || self.cells(row, CODE);
        named()
            .find(|cell| link::is_link(cell))
            .or_else(|| row.iter().find(|cell| link::is_link(cell)))
            .or_else(|| named().next())
    }

    fn complete(&self, row: &StringRecord, found: Found) -> Found {
        let several = self
            .cells(row, GROUPS)
            .flat_map(|cell| cell.split([',', ';']));
        let tags = self.cells(row, GROUP).chain(several);
        let favourite = self.get(row, FAVOURITE);
        found
            .tagged(tags)
            .noted(Some(self.get(row, NOTE)))
            .favourite(favourite == "1" || favourite.eq_ignore_ascii_case("true"))
    }
}

/// A name of a column without case, blanks and marks.
fn plain(cell: &str) -> String {
    let letters = cell.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Apple writes `example.org (user)`.
fn without_user<'a>(title: &'a str, user: &str) -> &'a str {
    let name = title
        .strip_suffix(')')
        .and_then(|title| title.strip_suffix(user))
        .and_then(|title| title.strip_suffix(" ("));
    name.filter(|_| !user.is_empty()).unwrap_or(title)
}

/// A table that one app writes, told by the names of its columns.
pub(super) fn read_named(
    request: &Request<'_>,
    content: &Content<'_>,
) -> Result<Parsed, ImportError> {
    let text = text_of(content).ok_or(ImportError::Damaged)?;
    let mut parsed = read(text, request.progress, link::account_or_secret)?;
    parsed.holds_passwords = true;
    Ok(parsed)
}
