//! WinAuth: a list of links, as it is or in an archive (formats.md §3.21).
//!
//! Its links differ from others': the label is form-encoded, those of Steam carry the account's own
//! data, and those of Battle.net a serial number.

use serde::Deserialize;
use zeroize::Zeroizing;

use super::account::{Found, Parsed, Reason};
use super::content::{Content, Kind};
use super::json::Text;
use super::registry::Format;
use super::request::Request;
use super::{ImportError, authenticator_plus, link, steam};

pub(super) const FORMAT: Format = Format {
    id: "winauth",
    app: "WinAuth",
    files: ".txt, .zip",
    is: |content| match &content.kind {
        Kind::Text(text) => text.lines().any(|line| {
            let uri = Uri::of(line.trim());
            uri.is_some_and(|uri| uri.param("data").or(uri.param("serial")).is_some())
        }),
        Kind::Archive(archive) => match archive.members() {
            [member] => {
                let name = member.name.to_ascii_lowercase();
                name.ends_with(".txt") && archive.named(authenticator_plus::LIST).is_none()
            }
            _ => false,
        },
        Kind::Json(..) | Kind::Markup(_) | Kind::Bytes => false,
    },
    read,
};

/// A link of an account, taken apart but not decoded.
struct Uri<'a> {
    kind: &'a str,
    label: &'a str,
    query: &'a str,
}

/// What Steam's own data is needed for.
#[derive(Deserialize)]
struct SteamData {
    #[serde(default)]
    shared_secret: Text,
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    match &content.kind {
        Kind::Archive(archive) => {
            let [list] = archive.members() else {
                return Err(ImportError::Damaged);
            };
            let bytes = archive.open(list, request.password)?;
            let text = str::from_utf8(&bytes).map_err(|_| match list.encrypted {
                // The old cipher of zip lets one wrong password in 256 pass.
                true => ImportError::WrongPasswordOrDamaged,
                false => ImportError::Damaged,
            })?;
            let mut parsed = accounts(text, request)?;
            parsed.encrypted = list.encrypted;
            Ok(parsed)
        }
        Kind::Text(text) => accounts(text, request),
        Kind::Json(..) | Kind::Markup(_) | Kind::Bytes => Err(ImportError::Damaged),
    }
}

fn accounts(text: &str, request: &Request<'_>) -> Result<Parsed, ImportError> {
    let mut parsed = Parsed::default();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        request.progress.go_on()?;
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match Uri::of(line) {
            Some(uri) => parsed.take(index + 1, ("", ""), uri.account())?,
            None => link::line(&mut parsed, index + 1, line)?,
        }
    }
    Ok(parsed)
}

impl<'a> Uri<'a> {
    fn of(line: &'a str) -> Option<Self> {
        const SCHEME: &str = "otpauth://";
        let (scheme, rest) = line.split_at_checked(SCHEME.len())?;
        let (path, query) = rest.split_once('?')?;
        let (kind, label) = path.split_once('/')?;
        scheme
            .eq_ignore_ascii_case(SCHEME)
            .then_some(Self { kind, label, query })
    }

    /// A parameter that is not empty, still encoded.
    fn param(&self, name: &str) -> Option<&'a str> {
        let mut params = self
            .query
            .split('&')
            .filter_map(|param| param.split_once('='));
        let (_, value) = params.find(|(known, value)| *known == name && !value.is_empty())?;
        Some(value)
    }

    fn account(&self) -> Result<Found, Reason> {
        let Self { kind, query, .. } = self;
        // What is left of a plus here is a space.
        let label = self.label.replace('+', "%20");
        if let Some(data) = self.param("data") {
            // The secret of the link is another one.
            let data = serde_json::from_str::<SteamData>(&decode(data));
            let token = steam::token(&data.map_err(|_| Reason::Damaged)?.shared_secret)?;
            let secret = token.secret.to_base32();
            let link = format!("otpauth://steam/{label}?secret={}", secret.as_str());
            let link = Zeroizing::new(link);
            return Ok(link::account(&link)?.or_names("Steam", ""));
        }
        let link = Zeroizing::new(format!("otpauth://{kind}/{label}?{query}"));
        if self.param("serial").is_none() {
            return link::account(&link);
        }
        let digits = match self.param("digits") {
            None => "&digits=8",
            Some(_) => "",
        };
        let link = Zeroizing::new(format!("{}{digits}", link.as_str()));
        Ok(link::account(&link)?.or_names("Battle.net", ""))
    }
}

/// Form decoding; what is no escape stays as it is.
fn decode(text: &str) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let escaped = after.first_chunk::<2>().filter(|_| *byte == b'%');
        let mut decoded = [0];
        rest = match escaped {
            Some(digits) if hex::decode_to_slice(digits, &mut decoded).is_ok() => {
                after.get(2..).unwrap_or_default()
            }
            _ => {
                decoded = [if *byte == b'+' { b' ' } else { *byte }];
                after
            }
        };
        bytes.extend_from_slice(&decoded);
    }
    Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned())
}
