//! Apple Passwords and Safari: CSV (formats.md §4).

use super::registry::Format;
use super::table;

pub(super) const FORMAT: Format = Format {
    id: "apple-passwords",
    app: "Apple Passwords",
    files: ".csv",
    is: |content| {
        let columns = ["title", "url", "username", "password", "notes", "otpauth"];
        // 1Password has these and more.
        table::has_columns(content, &columns) && !table::has_columns(content, &["favorite"])
    },
    read: table::read_named,
};
