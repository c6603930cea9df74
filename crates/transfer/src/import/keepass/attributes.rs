//! The codes of one entry, in the spellings of KeePass, KeePassXC, KeeWeb and the plug-ins KeeOtp
//! and TrayTOTP (formats.md §5.3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use otp::{Fields, Secret};
use zeroize::Zeroizing;

use crate::import::account::{Found, Reason};
use crate::import::link;

/// Base32, made of another spelling.
type Base32 = Zeroizing<String>;

/// The accounts of an entry whose attributes `get` gives: at most one that follows the clock, and
/// one that counts.
pub(super) fn accounts<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Vec<Result<Found, Reason>> {
    let get = |name: &str| get(name).filter(|text| !text.trim().is_empty());
    let title = get("Title").unwrap_or_default();
    let user = get("UserName").unwrap_or_default();
    let by_clock = get("otp")
        .map(|text| of_text(text, title, user))
        .or_else(|| of_key("TimeOtp-Secret", &get).map(|key| time_otp(key, &get, title, user)))
        .or_else(|| get("TOTP Seed").map(|seed| tray(seed, get("TOTP Settings"), title, user)));
    let by_count =
        of_key("HmacOtp-Secret", &get).map(|key| counted(key, get("HmacOtp-Counter"), title, user));
    by_clock.into_iter().chain(by_count).collect()
}

/// A link, the text of KeeOtp or a bare secret.
pub(super) fn of_text(text: &str, title: &str, user: &str) -> Result<Found, Reason> {
    if link::is_link(text.trim()) {
        let mut found = link::account_or_secret(text, title, user)?;
        // What KeePassXC writes into a link for an entry without user and title.
        if user.is_empty() && found.entry.name == "none" {
            found.entry.name.clear();
        }
        if title.is_empty() && found.entry.issuer == "KeePassXC" {
            found.entry.issuer.clear();
        }
        return Ok(found);
    }
    let pairs = || {
        text.trim()
            .split('&')
            .filter_map(|pair| pair.split_once('='))
    };
    let get = |name: &str| {
        let mut pairs = pairs();
        pairs.find_map(|(key, value)| key.eq_ignore_ascii_case(name).then_some(value))
    };
    let Some(key) = get("key") else {
        return link::account_or_secret(text, title, user);
    };
    let key = match get("encoding").map(str::to_ascii_lowercase).as_deref() {
        None | Some("base32") => Base32::new(key.to_owned()),
        Some("hex") => Secret::from_hex(key)?.to_base32(),
        Some("base64") => of_base64(&key.replace("%3d", "=").replace("%3D", "="))?,
        Some("utf8") => Secret::from_bytes(key)?.to_base32(),
        Some(_) => return Err(Reason::Damaged),
    };
    Found::of_fields(
        title,
        user,
        Fields {
            kind: get("type").unwrap_or("totp"),
            secret: Some(&key),
            algorithm: get("otpHashMode"),
            digits: get("size"),
            period: get("step"),
            counter: get("counter"),
            pin: None,
        },
    )
}

/// The key of KeePass 2.47 and newer, in one of four spellings.
fn of_key<'a>(
    name: &str,
    get: &impl Fn(&str) -> Option<&'a str>,
) -> Option<Result<Base32, Reason>> {
    let spelled = |spelling: &str| get(&format!("{name}{spelling}"));
    let text = |text: &str| Ok(Secret::from_bytes(text)?.to_base32());
    let hex = |text: &str| Ok(Secret::from_hex(text)?.to_base32());
    spelled("")
        .map(text)
        .or_else(|| spelled("-Hex").map(hex))
        .or_else(|| spelled("-Base32").map(|text| Ok(Base32::new(text.to_owned()))))
        .or_else(|| spelled("-Base64").map(of_base64))
}

fn of_base64(text: &str) -> Result<Base32, Reason> {
    let bytes = STANDARD.decode(text.trim()).map_err(|_| Reason::Damaged)?;
    Ok(Secret::from_bytes(bytes)?.to_base32())
}

fn time_otp<'a>(
    key: Result<Base32, Reason>,
    get: &impl Fn(&str) -> Option<&'a str>,
    title: &str,
    user: &str,
) -> Result<Found, Reason> {
    Found::of_fields(
        title,
        user,
        Fields {
            kind: "totp",
            secret: Some(&key?),
            algorithm: get("TimeOtp-Algorithm"),
            digits: get("TimeOtp-Length"),
            period: get("TimeOtp-Period"),
            ..Fields::default()
        },
    )
}

fn counted(
    key: Result<Base32, Reason>,
    counter: Option<&str>,
    title: &str,
    user: &str,
) -> Result<Found, Reason> {
    Found::of_fields(
        title,
        user,
        Fields {
            kind: "hotp",
            secret: Some(&key?),
            counter,
            ..Fields::default()
        },
    )
}

/// TrayTOTP and old KeePassXC: `30;6`, or `30;S` for Steam; a time server may follow.
fn tray(seed: &str, settings: Option<&str>, title: &str, user: &str) -> Result<Found, Reason> {
    let mut settings = settings.unwrap_or_default().split(';');
    let period = settings.next();
    let digits = settings.next();
    let is_steam = digits.is_some_and(|text| text.trim().eq_ignore_ascii_case("s"));
    Found::of_fields(
        title,
        user,
        Fields {
            kind: if is_steam { "steam" } else { "totp" },
            secret: Some(seed),
            digits,
            period,
            ..Fields::default()
        },
    )
}
