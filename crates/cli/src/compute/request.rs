//! One JSON object of `compute`, read without copying what needs no copy.

use std::borrow::Cow;
use std::fmt;

use otp::{Fields, Kind, Token};
use serde::Deserialize;
use serde::de::{Deserializer, Visitor};

use super::{Refusal, plain};

/// What a line asks for. Absent and `null` fields take their default, see [`Fields`].
#[derive(Default, Deserialize)]
pub(super) struct Request<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<Text<'a>>,
    #[serde(borrow)]
    secret: Option<Text<'a>>,
    #[serde(borrow)]
    algorithm: Option<Text<'a>>,
    #[serde(borrow)]
    digits: Option<Text<'a>>,
    #[serde(borrow)]
    period: Option<Text<'a>>,
    #[serde(borrow)]
    counter: Option<Text<'a>>,
    #[serde(borrow)]
    pin: Option<Text<'a>>,
    #[serde(borrow)]
    time: Option<Text<'a>>,
}

impl<'a> Request<'a> {
    /// Reads a line: the plain ones at once, all others through the general reader.
    pub(super) fn read(line: &'a [u8]) -> Result<Self, Refusal> {
        let plain = str::from_utf8(line).ok().and_then(plain::read);
        plain.map_or_else(|| Request::read_any(line), Ok)
    }

    /// Reads any JSON object.
    pub(super) fn read_any(line: &'a [u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(line).map_err(|_| Refusal("bad_line"))
    }

    /// The place of a field; `None` for one that is not known.
    pub(super) fn field(&mut self, name: &str) -> Option<&mut Option<Text<'a>>> {
        match name {
            "type" => Some(&mut self.kind),
            "secret" => Some(&mut self.secret),
            "algorithm" => Some(&mut self.algorithm),
            "digits" => Some(&mut self.digits),
            "period" => Some(&mut self.period),
            "counter" => Some(&mut self.counter),
            "pin" => Some(&mut self.pin),
            "time" => Some(&mut self.time),
            _ => None,
        }
    }

    #[cfg(test)]
    pub(super) fn texts(&self) -> [Option<&str>; 8] {
        let Request {
            kind,
            secret,
            algorithm,
            digits,
            period,
            counter,
            pin,
            time,
        } = self;
        [kind, secret, algorithm, digits, period, counter, pin, time].map(text)
    }

    /// The token to compute with, and the time in unix seconds.
    pub(super) fn token(&self) -> Result<(Token, u64), Refusal> {
        let fields = Fields {
            kind: text(&self.kind).unwrap_or_default(),
            secret: text(&self.secret),
            algorithm: text(&self.algorithm),
            digits: text(&self.digits),
            period: text(&self.period),
            counter: text(&self.counter),
            pin: text(&self.pin),
        };
        let token = fields.token().map_err(|error| Refusal(error.code()))?;
        let time = match (&token.kind, text(&self.time)) {
            (Kind::Hotp { .. }, None) => 0, // it knows no time, so there it may be left out
            (_, time) => time
                .and_then(|time| time.parse().ok())
                .ok_or(Refusal("bad_time"))?,
        };
        Ok((token, time))
    }
}

fn text<'r>(field: &'r Option<Text<'_>>) -> Option<&'r str> {
    field.as_ref().map(|text| text.0.as_ref())
}

/// A text, borrowed from the line where it has no escapes, or a number as its digits: programs
/// write numbers both ways, and their range is judged in one place, from text.
pub(super) struct Text<'a>(Cow<'a, str>);

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Text(Cow::Borrowed(text))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a number")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Text(match number {
            // The usual ones cost nothing.
            6 => Cow::Borrowed("6"),
            8 => Cow::Borrowed("8"),
            30 => Cow::Borrowed("30"),
            60 => Cow::Borrowed("60"),
            other => Cow::Owned(other.to_string()),
        }))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Text(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        // Written with its point, so that 6.0 is no whole number either.
        Ok(Text(Cow::Owned(format!("{number:?}"))))
    }
}
