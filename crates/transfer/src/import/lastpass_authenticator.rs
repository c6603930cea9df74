//! LastPass Authenticator: plain JSON (formats.md §3.9).

use otp::Fields;
use serde::Deserialize;

use super::ImportError;
use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, Each, Kind, Text};
use super::registry::Format;
use super::request::Request;

pub(super) const FORMAT: Format = Format {
    id: "lastpass-authenticator",
    app: "LastPass Authenticator",
    files: ".json",
    is: |content| {
        let marks = ["deviceName", "localDeviceId", "folders"];
        content.json().is_some_and(|(_, shape)| {
            !shape.is_list
                && shape.kind("accounts") == Some(Kind::List)
                && marks.iter().any(|mark| shape.has(&[mark]))
        })
    },
    read,
};

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    accounts: Each<'a>,
    #[serde(borrow, default)]
    folders: Each<'a>,
}

#[derive(Deserialize)]
struct Folder {
    id: Text,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    #[serde(default)]
    issuer_name: Text,
    #[serde(default)]
    original_issuer_name: Text,
    #[serde(default)]
    user_name: Text,
    #[serde(default)]
    original_user_name: Text,
    #[serde(default)]
    secret: Text,
    #[serde(default)]
    time_step: Text,
    #[serde(default)]
    digits: Text,
    #[serde(default)]
    algorithm: Text,
    #[serde(default)]
    is_favorite: Option<bool>,
    #[serde(default)]
    folder_data: Option<InFolder>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InFolder {
    #[serde(default)]
    folder_id: Text,
}

/// "Other accounts" and "Favorites": every file has them, nobody made them.
const BUILT_IN: [&str; 2] = ["0", FAVOURITES];
const FAVOURITES: &str = "1";

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    let file: File<'_> = json::whole(text)?;
    let folders = file.folders.readable::<Folder>();
    let mut parsed = Parsed::default();
    parsed.take_each(&file.accounts, request.progress, |account: &Account| {
        let issuer = account.issuer_name.get();
        let issuer = issuer.unwrap_or(account.original_issuer_name.or_empty());
        let name = account.user_name.get();
        let name = name.unwrap_or(account.original_user_name.or_empty());
        let found = found(account, (issuer, name), &folders);
        ((issuer, name), found)
    })?;
    Ok(parsed)
}

fn found(
    account: &Account,
    (issuer, name): (&str, &str),
    folders: &[Folder],
) -> Result<Found, Reason> {
    let folder = account.folder_data.as_ref();
    let folder = folder.and_then(|folder| folder.folder_id.get());
    let own = folder.filter(|id| !BUILT_IN.contains(id));
    let own = own.and_then(|id| folders.iter().find(|known| known.id.get() == Some(id)));
    Ok(Found::of_fields(
        issuer,
        name,
        Fields {
            kind: "totp",
            secret: account.secret.get(),
            algorithm: account.algorithm.get(),
            digits: account.digits.get(),
            period: account.time_step.get(),
            ..Fields::default()
        },
    )?
    .tagged(own.map(|folder| folder.name.as_str()))
    .favourite(account.is_favorite.unwrap_or_default() || folder == Some(FAVOURITES)))
}
