//! Proton Pass: zip with JSON or with an OpenPGP message, the bare JSON, and a table (formats.md
//! §5.2).

use serde::Deserialize;

use super::account::{Found, Parsed, Reason};
use super::content::{Content, Kind as Built};
use super::json::{self, Each, EachNamed, Kind, Text};
use super::registry::Format;
use super::request::{Progress, Request};
use super::{ImportError, Unsupported, link, table};

pub(super) const FORMAT: Format = Format {
    id: "proton-pass",
    app: "Proton Pass",
    files: ".zip, .json, .csv",
    is: |content| match &content.kind {
        Built::Archive(archive) => [PLAIN, SEALED]
            .iter()
            .any(|name| archive.named(name).is_some()),
        Built::Json(_, shape) => !shape.is_list && shape.kind("vaults") == Some(Kind::Object),
        Built::Text(_) => table::has_columns(
            content,
            &["type", "name", "url", "note", "totp", "createtime"],
        ),
        Built::Markup(_) | Built::Bytes => false,
    },
    read,
};

const PLAIN: &str = "data.json";
const SEALED: &str = "data.pgp";

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    vaults: EachNamed<'a>,
}

#[derive(Deserialize)]
struct Vault<'a> {
    #[serde(default)]
    name: Text,
    #[serde(default, borrow)]
    items: Each<'a>,
}

#[derive(Deserialize)]
struct Item<'a> {
    #[serde(default)]
    state: Text,
    #[serde(default)]
    pinned: Option<bool>,
    #[serde(borrow)]
    data: Data<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data<'a> {
    #[serde(default)]
    metadata: Metadata,
    #[serde(default, borrow)]
    content: Option<Login<'a>>,
    #[serde(default, borrow)]
    extra_fields: Each<'a>,
}

#[derive(Deserialize, Default)]
struct Metadata {
    #[serde(default)]
    name: Text,
    #[serde(default)]
    note: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Login<'a> {
    #[serde(default)]
    item_email: Text,
    #[serde(default)]
    item_username: Text,
    /// Before there were two.
    #[serde(default)]
    username: Text,
    #[serde(default)]
    totp_uri: Text,
    #[serde(default, borrow)]
    sections: Each<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Section<'a> {
    #[serde(default, borrow)]
    section_fields: Each<'a>,
}

#[derive(Deserialize)]
struct Field {
    #[serde(default)]
    data: Option<FieldData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FieldData {
    #[serde(default)]
    totp_uri: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let archive = match &content.kind {
        Built::Archive(archive) => archive,
        Built::Json(text, _) => return plain(text, request.progress),
        Built::Markup(_) | Built::Text(_) | Built::Bytes => {
            return table::read_named(request, content);
        }
    };
    let Some(member) = archive.named(PLAIN) else {
        return Err(ImportError::Unsupported(Unsupported::OpenPgp));
    };
    let bytes = archive.open(member, request.password)?;
    plain(
        str::from_utf8(&bytes).map_err(|_| ImportError::Damaged)?,
        request.progress,
    )
}

fn plain(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let file: File<'_> = json::whole(text)?;
    let mut parsed = Parsed {
        holds_passwords: true,
        ..Parsed::default()
    };
    let vaults = file.vaults.0.iter();
    let vaults: Vec<Vault<'_>> = vaults
        .map(|(_, raw)| json::whole(raw.get()))
        .collect::<Result<_, _>>()?;
    let mut place = 0;
    for vault in &vaults {
        // The name of an only vault tells nothing.
        let vault_name = vault.name.get().filter(|_| vaults.len() > 1);
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
    const TRASHED: u64 = 2;
    let data = &item.data;
    let mut fields = data.extra_fields.readable::<Field>();
    let mut user = "";
    if let Some(login) = &data.content {
        let users = [&login.item_username, &login.username, &login.item_email];
        user = users.into_iter().find_map(Text::get).unwrap_or_default();
        for (_, raw) in login.sections.numbered() {
            if let Ok(section) = serde_json::from_str::<Section<'_>>(raw.get()) {
                fields.extend(section.section_fields.readable::<Field>());
            }
        }
    }
    let names = (data.metadata.name.or_empty(), user);
    let first = data.content.as_ref().and_then(|login| login.totp_uri.get());
    let others = fields
        .iter()
        .filter_map(|field| field.data.as_ref()?.totp_uri.get());
    for code in first.into_iter().chain(others) {
        let account = match item.state.number() {
            Some(TRASHED) => Err(Reason::Trashed),
            _ => found(item, code, names, vault),
        };
        parsed.take(place, names, account)?;
    }
    Ok(())
}

fn found(
    item: &Item<'_>,
    code: &str,
    (title, user): (&str, &str),
    vault: Option<&str>,
) -> Result<Found, Reason> {
    Ok(link::account_or_secret(code, title, user)?
        .tagged(vault)
        .noted(item.data.metadata.note.get())
        .favourite(item.pinned.unwrap_or_default()))
}
