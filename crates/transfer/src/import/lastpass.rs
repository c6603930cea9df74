//! The vault of LastPass: CSV, with codes since 2025 (formats.md §5.5). Its authenticator is another
//! app.

use super::registry::Format;
use super::table;

pub(super) const FORMAT: Format = Format {
    id: "lastpass",
    app: "LastPass",
    files: ".csv",
    is: |content| {
        let columns = ["url", "username", "password", "extra", "name", "grouping"];
        table::has_columns(content, &columns)
    },
    read: table::read_named,
};
