//! Ente Auth: a list of links, plain or encrypted, and JSON that holds such links (formats.md §3.3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::account::{Parsed, Reason};
use super::content::{Content, Kind as Built};
use super::json::{self, Each, Few, Kind, Text};
use super::registry::Format;
use super::request::{Progress, Request};
use super::{ImportError, Unsupported, link, uri_list};
use crate::seal::cipher::open_secretstream;
use crate::seal::kdf::{self, Argon2Cost};

pub(super) const FORMAT: Format = Format {
    id: "ente",
    app: "Ente Auth",
    files: ".txt, .json",
    is: |content| match &content.kind {
        Built::Text(text) => is_list(text),
        Built::Json(text, shape) => {
            let others = ["encrypted", "folders", "collections"];
            content.has_keys(&["kdfParams", "encryptedData"])
                || !shape.is_list
                    && shape.kind("items") == Some(Kind::List)
                    && !others.iter().any(|key| shape.has(&[key]))
                    && text.contains("otpauth:")
        }
        Built::Archive(_) | Built::Markup(_) | Built::Bytes => false,
    },
    read,
};

/// The parameter of a link that holds what else Ente knows of the account.
const DISPLAY: &str = "codeDisplay=";
/// Where a link begins within a line: old files join them by commas.
const NEXT: &str = ",otpauth://";

/// Whether a list of links is Ente's: any other one has neither.
fn is_list(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| link::is_link(line.trim_start_matches('"')))
        && (text.contains(DISPLAY) || text.contains(NEXT))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    #[serde(default)]
    version: Text,
    #[serde(default)]
    kdf_params: Option<KdfParams>,
    #[serde(default)]
    encrypted_data: Text,
    #[serde(default)]
    encryption_nonce: Text,
    #[serde(borrow, default)]
    items: Each<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct KdfParams {
    /// Bytes.
    #[serde(default)]
    mem_limit: Text,
    #[serde(default)]
    ops_limit: Text,
    #[serde(default)]
    salt: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    #[serde(default)]
    raw_data: Text,
    #[serde(default)]
    display: Option<Display>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Display {
    pinned: Option<bool>,
    trashed: Option<bool>,
    note: Text,
    tags: Few<Text>,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let Some((text, shape)) = content.json() else {
        return list(
            content.text().ok_or(ImportError::Damaged)?,
            request.progress,
        );
    };
    let file: File<'_> = json::whole(text)?;
    if !shape.has(&["encryptedData"]) {
        return items(&file.items, request.progress);
    }
    let opened = open(&file, request)?;
    let text = str::from_utf8(&opened).map_err(|_| ImportError::Damaged)?;
    let mut parsed = list(text, request.progress)?;
    parsed.encrypted = true;
    Ok(parsed)
}

fn open(file: &File<'_>, request: &Request<'_>) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    const HEADER: usize = 24;
    const MORE: usize = 17;
    if file.version.number().is_some_and(|version| version > 1) {
        return Err(ImportError::Unsupported(Unsupported::NewerVersion));
    }
    let bytes = |text: &Text| STANDARD.decode(text.or_empty());
    let params = file.kdf_params.as_ref().ok_or(ImportError::Damaged)?;
    let (Ok(salt), Ok(header), Ok(sealed), Some(memory), Some(passes)) = (
        bytes(&params.salt),
        bytes(&file.encryption_nonce),
        bytes(&file.encrypted_data),
        params.mem_limit.number(),
        params.ops_limit.number(),
    ) else {
        return Err(ImportError::Damaged);
    };
    if header.len() != HEADER || sealed.len() < MORE {
        return Err(ImportError::Damaged);
    }
    let cost = Argon2Cost {
        memory: memory / 1024,
        passes,
        lanes: 1,
    };
    let key = kdf::argon2id(request.password()?, &salt, cost, request.progress)?;
    open_secretstream(&key, &header, &sealed).map_err(|_| ImportError::WrongPassword)
}

fn items(items: &Each<'_>, progress: &Progress) -> Result<Parsed, ImportError> {
    let mut parsed = Parsed::default();
    for (place, raw) in items.numbered() {
        progress.go_on()?;
        // cotp writes the link itself.
        let item = match json::one::<Text>(raw) {
            Ok(raw_data) => Ok(Item {
                raw_data,
                display: None,
            }),
            Err(_) => json::one::<Item>(raw),
        };
        match item {
            Ok(item) if item.raw_data.get().is_some() => {
                let uri = uri_list::uri_in(item.raw_data.or_empty());
                one(&mut parsed, place, uri, display_in(uri).or(item.display))?;
            }
            Ok(_) => parsed.take(place, ("", ""), Err(Reason::Damaged))?,
            Err(reason) => parsed.take(place, ("", ""), Err(reason))?,
        }
    }
    Ok(parsed)
}

fn list(text: &str, progress: &Progress) -> Result<Parsed, ImportError> {
    let mut parsed = Parsed::default();
    let mut place = 0;
    for line in text.lines() {
        let mut rest = Some(line.trim());
        while let Some(line) = rest {
            place += 1;
            progress.go_on()?;
            let (uri, next) = match line.find(NEXT).and_then(|at| line.split_at_checked(at)) {
                Some((uri, next)) => (uri, next.strip_prefix(',')),
                None => (line, None),
            };
            rest = next;
            if !uri.is_empty() && !uri.starts_with('#') {
                self::line(&mut parsed, place, uri_list::uri_in(uri))?;
            }
        }
    }
    Ok(parsed)
}

/// Takes over one link, which may be of Ente.
pub(super) fn line(parsed: &mut Parsed, place: usize, uri: &str) -> Result<(), ImportError> {
    one(parsed, place, uri, display_in(uri))
}

/// Takes over one link, with what else is known of its account.
fn one(
    parsed: &mut Parsed,
    place: usize,
    uri: &str,
    display: Option<Display>,
) -> Result<(), ImportError> {
    let Some(display) = display else {
        return link::line(parsed, place, uri);
    };
    let found = link::account(uri);
    if display.trashed.unwrap_or_default() {
        let entry = found.as_ref().ok().map(|found| &found.entry);
        let names = entry.map_or(("", ""), |entry| (&entry.issuer, &entry.name));
        return parsed.take(place, names, Err(Reason::Trashed));
    }
    let tags = display.tags.iter();
    let found = found.map(|found| {
        found
            .tagged(tags.map(Text::or_empty))
            .noted(display.note.get())
            .favourite(display.pinned.unwrap_or_default())
    });
    parsed.take(place, ("", ""), found)
}

/// What else Ente knows of the account of a link. What cannot be read is passed over: the account
/// does not depend on it.
fn display_in(uri: &str) -> Option<Display> {
    let (_, params) = uri.split_once('?')?;
    let mut params = params.split('&');
    let value = params.find_map(|param| param.strip_prefix(DISPLAY))?;
    let value = Zeroizing::new(value.replace('+', " "));
    let text = Zeroizing::new(percent_decode_str(&value).collect::<Vec<u8>>());
    // Commas are escaped once more: old versions split a file at each.
    let text = Zeroizing::new(str::from_utf8(&text).ok()?.replace("%2C", ","));
    serde_json::from_str(&text).ok()
}
