//! The browser extension Authenticator: JSON, plain or in one of its three encryptions
//! (formats.md §3.12). Its other export is a list of links.

mod keys;

use otp::{Fields, Secret};
use serde::Deserialize;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::ImportError;
use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::json::{self, EachNamed, Text};
use super::registry::Format;
use super::request::Request;
use keys::Keys;

pub(super) const FORMAT: Format = Format {
    id: "authenticator-extension",
    app: "Authenticator (browser)",
    files: ".json",
    is: |content| match content.json() {
        Some((text, shape))
            if !shape.is_list && shape.kinds().any(|kind| kind == json::Kind::Object) =>
        {
            let members = serde_json::from_str::<EachNamed<'_>>(text);
            members.is_ok_and(|members| members.0.iter().any(|(_, raw)| is_member(raw)))
        }
        Some(_) | None => false,
    },
    read,
};

/// What stands under the identifier of an account or a key.
#[derive(Deserialize)]
struct Member {
    #[serde(rename = "dataType", default)]
    data_type: Text,
    #[serde(rename = "type", default)]
    kind: Text,
    #[serde(default)]
    secret: Text,
    /// In the first two versions: the secret is encrypted.
    #[serde(default)]
    encrypted: Option<bool>,
    /// In the third version: the whole account, encrypted.
    #[serde(default)]
    data: Text,
    #[serde(rename = "keyId", default)]
    key_id: Text,
    #[serde(default)]
    hash: Text,
    #[serde(default)]
    issuer: Text,
    #[serde(default)]
    account: Text,
    #[serde(default)]
    algorithm: Text,
    #[serde(default)]
    digits: Text,
    #[serde(default)]
    period: Text,
    #[serde(default)]
    counter: Text,
    #[serde(default)]
    pinned: Option<bool>,
}

/// Whether a member is an account or a key of this extension.
fn is_member(raw: &RawValue) -> bool {
    let Ok(member) = json::one::<Member>(raw) else {
        return false;
    };
    match member.data_type.get() {
        Some("OTPStorage" | "EncOTPStorage" | "Key") => true,
        Some(_) => false,
        // Versions before 2018 wrote no kind of data.
        None => member.secret.get().is_some() && member.hash.get().is_some(),
    }
}

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let (text, _) = content.json().ok_or(ImportError::Damaged)?;
    let members: EachNamed<'_> = json::whole(text)?;
    let mut keys = Keys::of(&members);
    let mut parsed = Parsed::default();
    let mut place = 0;
    for (id, raw) in &members.0 {
        request.progress.go_on()?;
        // Settings and keys.
        if ["UserSettings", "LocalStorage", "key", "enc", "hash"].contains(&id.as_str()) {
            continue;
        }
        let member = json::one::<Member>(raw);
        if member
            .as_ref()
            .is_ok_and(|member| member.data_type.get() == Some("Key"))
        {
            continue;
        }
        place += 1;
        match member.and_then(|member| opened(member, &mut keys, request)) {
            Ok(member) => {
                let names = names(&member);
                parsed.take(place, names, found(&member, names))?;
            }
            Err(reason) => parsed.take(place, ("", ""), Err(reason))?,
        }
    }
    keys.verdict()?;
    parsed.encrypted = keys.was_used();
    Ok(parsed)
}

/// An account with its secret in clear.
fn opened(mut member: Member, keys: &mut Keys, request: &Request<'_>) -> Result<Member, Reason> {
    if member.data_type.get() == Some("EncOTPStorage") {
        let text = keys.open(member.key_id.get(), member.data.or_empty(), request)?;
        return serde_json::from_str(&text).map_err(|_| Reason::Damaged);
    }
    if member.encrypted == Some(true) {
        let secret = keys.open(member.key_id.get(), member.secret.or_empty(), request)?;
        member.secret = Text::of(secret);
    }
    Ok(member)
}

/// The issuer may be followed by the domain it was seen at.
fn names(member: &Member) -> (&str, &str) {
    let issuer = member.issuer.or_empty();
    let issuer = issuer.split_once("::").map_or(issuer, |(issuer, _)| issuer);
    (issuer, member.account.or_empty())
}

fn found(member: &Member, (issuer, name): (&str, &str)) -> Result<Found, Reason> {
    let (kind, secret) = kind_and_secret(member);
    let is_hex = matches!(kind, "hex" | "hhex");
    let base32: Option<Zeroizing<String>> = match secret.filter(|_| is_hex) {
        Some(secret) => Some(Secret::from_hex(secret)?.to_base32()),
        None => None,
    };
    let fields = Fields {
        kind: match kind {
            "hex" | "battle" => "totp",
            "hhex" => "hotp",
            kind => kind,
        },
        secret: base32.as_ref().map(|text| text.as_str()).or(secret),
        algorithm: member.algorithm.get(),
        digits: member.digits.get().or((kind == "battle").then_some("8")),
        period: member.period.get(),
        counter: member.counter.get(),
        pin: None,
    };
    let found = Found::of_fields(issuer, name, fields)?;
    Ok(found.favourite(member.pinned.unwrap_or_default()))
}

/// Old versions had no kinds but marks in front of the secret, and wrote hex without saying so.
fn kind_and_secret(member: &Member) -> (&str, Option<&str>) {
    let secret = member.secret.get().map(str::trim);
    let mark = |marks: &[&str]| marks.iter().find_map(|mark| secret?.strip_prefix(mark));
    if let Some(rest) = mark(&["blz-", "bliz-"]) {
        return ("battle", Some(rest));
    }
    if let Some(rest) = mark(&["stm-"]) {
        return ("steam", Some(rest));
    }
    let kind = member.kind.get().unwrap_or("totp");
    let is_hex = secret.is_some_and(|text| {
        text.bytes().all(|b| b.is_ascii_hexdigit()) && Secret::from_base32(text).is_err()
    });
    match kind {
        "totp" if is_hex => ("hex", secret),
        "hotp" if is_hex => ("hhex", secret),
        kind => (kind, secret),
    }
}
