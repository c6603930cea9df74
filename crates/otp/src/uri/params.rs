//! The parameters after the `?`.

use std::borrow::Cow;

use crate::fields::given;
use crate::uri::escape::{Plus, decode};

/// The parameters that mean something, decoded; of each the first that is not empty.
#[derive(Default)]
pub(crate) struct Params<'a> {
    pub(crate) secret: Option<Cow<'a, str>>,
    pub(crate) issuer: Option<Cow<'a, str>>,
    pub(crate) algorithm: Option<Cow<'a, str>>,
    pub(crate) digits: Option<Cow<'a, str>>,
    pub(crate) period: Option<Cow<'a, str>>,
    pub(crate) counter: Option<Cow<'a, str>>,
    pub(crate) pin: Option<Cow<'a, str>>,
    pub(crate) name: Option<Cow<'a, str>>,
    /// `encoder=steam`, or a bare `steam`.
    pub(crate) steam: bool,
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
        for part in text.split('&') {
            let part = part.strip_prefix("amp;").unwrap_or(part);
            let (name, value) = match part.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (part, None),
            };
            let name = name.trim();
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            if after_issuer && value.is_none() && !is_known(name) {
                params.extend_issuer(part);
                continue;
            }
            after_issuer = is("issuer") && params.issuer.is_none();
            if is("steam")
                || (is("encoder") && value.is_some_and(|v| v.eq_ignore_ascii_case("steam")))
            {
                params.steam = true;
            } else if let Some(slot) = params.slot(name)
                && let Some(value) = value
                && slot
                    .as_deref()
                    .is_none_or(|first| given(Some(first)).is_none())
            {
                *slot = Some(decode(value, Plus::Space));
            }
        }
        params
    }

    fn slot(&mut self, name: &str) -> Option<&mut Option<Cow<'a, str>>> {
        let slots = [
            ("secret", &mut self.secret),
            ("issuer", &mut self.issuer),
            ("algorithm", &mut self.algorithm),
            ("digits", &mut self.digits),
            ("period", &mut self.period),
            ("counter", &mut self.counter),
            ("pin", &mut self.pin),
            ("name", &mut self.name),
        ];
        slots
            .into_iter()
            .find(|(known, _)| name.eq_ignore_ascii_case(known))
            .map(|(_, slot)| slot)
    }

    /// `issuer=Marks & Spencer`: what follows a raw `&` is a part of the issuer.
    fn extend_issuer(&mut self, part: &str) {
        if let Some(issuer) = &mut self.issuer {
            let issuer = issuer.to_mut();
            issuer.push('&');
            issuer.push_str(&decode(part, Plus::Space));
        }
    }
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
