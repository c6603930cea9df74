//! The parameters after the `?`.

use std::borrow::Cow;

use crate::clean::clean;
use crate::fields::given;
use crate::uri::escape::{Plus, decode, split_once};

/// The parameters that mean something; of each the first that is not empty. Decoded but for the
/// names, which not every caller needs.
#[derive(Default)]
pub(crate) struct Params<'a> {
    pub(crate) secret: Option<Cow<'a, str>>,
    pub(crate) algorithm: Option<Cow<'a, str>>,
    pub(crate) digits: Option<Cow<'a, str>>,
    pub(crate) period: Option<Cow<'a, str>>,
    pub(crate) counter: Option<Cow<'a, str>>,
    pub(crate) pin: Option<Cow<'a, str>>,
    /// `encoder=steam`, or a bare `steam`.
    pub(crate) steam: bool,
    raw_issuer: Option<Cow<'a, str>>,
    raw_name: Option<Cow<'a, str>>,
}

/// Extras of various apps, so that they are not taken for the tail of an issuer with a raw `&`.
const SKIPPED: [&str; 14] = [
    "image",
    "icon",
    "color",
    "lock",
    "tags",
    "uid",
    "track_id",
    "pin_length",
    "serial",
    "deviceid",
    "issueralt",
    "codedisplay",
    "data",
    "encoder",
];

impl<'a> Params<'a> {
    /// Reads `a=b&c=d`. Names in any case; `+` is a space; `&amp;` is a `&`.
    pub(crate) fn read(text: &'a str) -> Params<'a> {
        let mut params = Params::default();
        let mut after_issuer = false;
        let mut rest = Some(text);
        while let Some(text) = rest {
            let (part, after) = split_once(text, b'&').map_or((text, None), |(a, b)| (a, Some(b)));
            rest = after;
            let part = part.strip_prefix("amp;").unwrap_or(part);
            let Some((name, value)) = split_once(part, b'=') else {
                let name = part.trim();
                params.steam |= name.eq_ignore_ascii_case("steam");
                match &mut params.raw_issuer {
                    // `issuer=Marks & Spencer`: what follows a raw `&` is a part of the issuer.
                    Some(issuer) if after_issuer && !is_known(name) => {
                        *issuer = Cow::Owned(format!("{issuer}%26{part}"));
                    }
                    Some(_) | None => after_issuer = false,
                }
                continue;
            };
            after_issuer = params.take(name.trim(), value);
        }
        params
    }

    /// A parameter with only its secret and issuer.
    pub(crate) fn of_steam(secret: &'a str) -> Params<'a> {
        Params {
            secret: Some(Cow::Borrowed(secret)),
            raw_issuer: Some(Cow::Borrowed("Steam")),
            ..Params::default()
        }
    }

    /// The issuer, decoded; `None` if it is blank or `null`.
    pub(crate) fn issuer(&self) -> Option<Cow<'_, str>> {
        text(self.raw_issuer.as_deref())
    }

    /// The name, decoded; `None` if it is blank or `null`.
    pub(crate) fn name(&self) -> Option<Cow<'_, str>> {
        text(self.raw_name.as_deref())
    }

    /// Keeps one parameter, and says whether it was the issuer.
    fn take(&mut self, name: &str, value: &'a str) -> bool {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        // By length first: most names are unlike any other.
        let slot = match name.len() {
            3 if is("pin") => &mut self.pin,
            4 if is("name") => {
                keep(&mut self.raw_name, || Cow::Borrowed(value));
                return false;
            }
            6 if is("issuer") => {
                let is_first = self.raw_issuer.is_none();
                keep(&mut self.raw_issuer, || Cow::Borrowed(value));
                return is_first;
            }
            6 if is("secret") => &mut self.secret,
            6 if is("digits") => &mut self.digits,
            6 if is("period") => &mut self.period,
            7 if is("counter") => &mut self.counter,
            7 if is("encoder") => {
                self.steam |= value.eq_ignore_ascii_case("steam");
                return false;
            }
            9 if is("algorithm") => &mut self.algorithm,
            _ => return false,
        };
        keep(slot, || decode(value, Plus::Space));
        false
    }
}

/// Fills a slot that is still empty.
fn keep<'a>(slot: &mut Option<Cow<'a, str>>, value: impl FnOnce() -> Cow<'a, str>) {
    if given(slot.as_deref()).is_none() {
        *slot = Some(value());
    }
}

/// A name, decoded and trimmed, if anything is left of it once it is clean.
fn text(raw: Option<&str>) -> Option<Cow<'_, str>> {
    let text = match decode(given(raw)?, Plus::Space) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    given(Some(&clean(&text)))?;
    Some(text)
}

fn is_known(name: &str) -> bool {
    name.is_empty()
        || [
            "secret",
            "issuer",
            "algorithm",
            "digits",
            "period",
            "counter",
            "pin",
            "name",
            "steam",
        ]
        .iter()
        .chain(&SKIPPED)
        .any(|known| name.eq_ignore_ascii_case(known))
}
