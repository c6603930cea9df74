//! `{"otp_list": […]}`: a browser extension with no more than names and keys (formats.md §3.12).

use serde::Deserialize;

use super::account::Parsed;
use super::content::Content;
use super::json::{self, Each, Text};
use super::registry::Format;
use super::request::Request;
use super::{ImportError, link};

pub(super) const FORMAT: Format = Format {
    id: "otp-list",
    app: "otp_list",
    files: ".json",
    is: |content| content.has_keys(&["otp_list"]),
    read,
};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    otp_list: Each<'a>,
}

#[derive(Deserialize)]
struct Account {
    #[serde(default)]
    name: Text,
    #[serde(default)]
    key: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    let file: File<'_> = json::whole(text)?;
    let mut parsed = Parsed::default();
    parsed.take_each(&file.otp_list, request.progress, |account: &Account| {
        let name = account.name.or_empty();
        let found = link::account_or_secret(account.key.or_empty(), "", name);
        (("", name), found)
    })?;
    Ok(parsed)
}
