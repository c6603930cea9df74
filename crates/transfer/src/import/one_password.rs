//! 1Password: 1PUX, and the tables of versions 4 to 8 (formats.md §5.4).

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::account::{Found, Parsed, Reason};
use super::content::{Content, Kind};
use super::json::{self, Each, Few, Text};
use super::registry::Format;
use super::request::{Progress, Request};
use super::{ImportError, link, table};

pub(super) const FORMAT: Format = Format {
    id: "1password",
    app: "1Password",
    files: ".1pux, .csv",
    is: |content| match &content.kind {
        Kind::Archive(archive) => archive.named(DATA).is_some(),
        Kind::Text(_) => {
            let new = [
                "title", "url", "username", "password", "otpauth", "favorite", "archived",
            ];
            let old = ["ainfo", "autosubmit", "scope", "title", "username"];
            table::has_columns(content, &new) || table::has_columns(content, &old)
        }
        Kind::Json(..) | Kind::Markup(_) | Kind::Bytes => false,
    },
    read,
};

const DATA: &str = "export.data";

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    accounts: Few<Owner<'a>>,
}

#[derive(Deserialize)]
struct Owner<'a> {
    #[serde(default, borrow)]
    vaults: Few<Vault<'a>>,
}

#[derive(Deserialize)]
struct Vault<'a> {
    #[serde(default)]
    attrs: Attributes,
    #[serde(default, borrow)]
    items: Each<'a>,
}

#[derive(Deserialize, Default)]
struct Attributes {
    #[serde(default)]
    name: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    #[serde(default)]
    state: Text,
    #[serde(default)]
    fav_index: Text,
    #[serde(default)]
    overview: Option<Overview>,
    #[serde(default, borrow)]
    details: Option<Details<'a>>,
}

#[derive(Deserialize)]
struct Overview {
    #[serde(default)]
    title: Text,
    #[serde(default)]
    tags: Few<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Details<'a> {
    #[serde(default)]
    notes_plain: Text,
    #[serde(default, borrow)]
    login_fields: Each<'a>,
    #[serde(default, borrow)]
    sections: Each<'a>,
}

#[derive(Deserialize)]
struct LoginField {
    #[serde(default)]
    designation: Text,
    #[serde(default)]
    value: Text,
}

#[derive(Deserialize)]
struct Section<'a> {
    #[serde(default, borrow)]
    fields: Each<'a>,
}

/// A field whose value has its kind as a key; kinds that are not asked for stay unread.
#[derive(Deserialize)]
struct Field<'a> {
    #[serde(borrow)]
    value: HashMap<String, &'a RawValue>,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let Kind::Archive(archive) = &content.kind else {
        return table::read_named(request, content);
    };
    let member = archive.named(DATA).ok_or(ImportError::Damaged)?;
    let bytes = archive.open(member, request.password)?;
    let text = str::from_utf8(&bytes).map_err(|_| ImportError::Damaged)?;
    let mut parsed = items(&json::whole(text)?, request.progress)?;
    parsed.encrypted = member.encrypted;
    parsed.holds_passwords = !member.encrypted;
    Ok(parsed)
}

fn items(file: &File<'_>, progress: &Progress) -> Result<Parsed, ImportError> {
    let mut parsed = Parsed::default();
    let vaults = || file.accounts.iter().flat_map(|owner| owner.vaults.iter());
    // The name of an only vault tells nothing.
    let several = vaults().filter(|vault| !vault.items.is_empty()).count() > 1;
    let mut place = 0;
    for vault in vaults() {
        let vault_name = vault.attrs.name.get().filter(|_| several);
        for (_, raw) in vault.items.numbered() {
            progress.go_on()?;
            place += 1;
            match serde_json::from_str::<Item<'_>>(raw.get()) {
                Ok(item) => take(&mut parsed, place, &item, vault_name)?,
                Err(_) => parsed.take(place, ("", ""), Err(Reason::Damaged))?,
            }
        }
    }
    Ok(parsed)
}

fn take(
    parsed: &mut Parsed,
    place: usize,
    item: &Item<'_>,
    vault: Option<&str>,
) -> Result<(), ImportError> {
    let Some(details) = &item.details else {
        return Ok(());
    };
    let title = item
        .overview
        .as_ref()
        .map(|overview| overview.title.or_empty());
    let logins = details.login_fields.readable::<LoginField>();
    let user = logins
        .iter()
        .find(|field| field.designation.or_empty() == "username");
    let names = (
        title.unwrap_or_default(),
        user.map(|field| field.value.or_empty()).unwrap_or_default(),
    );
    for code in codes(details) {
        let account = code.and_then(|code| found(item, details, code.get(), names, vault));
        parsed.take(place, names, account)?;
    }
    Ok(())
}

/// The codes in the sections of an item; several are possible.
fn codes(details: &Details<'_>) -> Vec<Result<Text, Reason>> {
    let sections = details.sections.numbered();
    let sections = sections.filter_map(|(_, raw)| {
        let section = serde_json::from_str::<Section<'_>>(raw.get()).ok()?;
        Some(
            section
                .fields
                .numbered()
                .map(|(_, raw)| raw)
                .collect::<Vec<_>>(),
        )
    });
    let fields = sections.flatten().filter_map(|raw| {
        let field = serde_json::from_str::<Field<'_>>(raw.get()).ok()?;
        field.value.get("totp").copied()
    });
    let codes = fields.map(json::one::<Text>);
    codes
        .filter(|code| code.as_ref().map_or(true, |code| code.get().is_some()))
        .collect()
}

fn found(
    item: &Item<'_>,
    details: &Details<'_>,
    code: Option<&str>,
    (title, user): (&str, &str),
    vault: Option<&str>,
) -> Result<Found, Reason> {
    if matches!(item.state.or_empty(), "trashed" | "deleted") {
        return Err(Reason::Trashed);
    }
    let tags = item
        .overview
        .iter()
        .flat_map(|overview| overview.tags.iter());
    let tags = tags.map(String::as_str);
    Ok(
        link::account_or_secret(code.unwrap_or_default(), title, user)?
            .tagged(vault.into_iter().chain(tags))
            .noted(details.notes_plain.get())
            .favourite(item.fav_index.number() == Some(1)),
    )
}
