//! JSON as other apps write it: any field may be missing, `null`, a number or the same number as
//! text, and one account that is built wrongly must not cost the others.

use std::fmt;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{DeserializeOwned, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use super::{ImportError, MOST_ENTRIES, Reason};

/// Reads a whole file. Its errors say nothing of the content.
///
/// # Errors
/// [`ImportError::TooManyEntries`] when a list has more than 10 000 members, otherwise
/// [`ImportError::Damaged`].
pub(crate) fn whole<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ImportError> {
    serde_json::from_str(text).map_err(|error| {
        // serde keeps no typed errors: this is our own text from `Each`.
        if error.to_string().starts_with(TOO_MANY) {
            ImportError::TooManyEntries
        } else {
            ImportError::Damaged
        }
    })
}

/// Reads one account.
///
/// # Errors
/// [`Reason::Damaged`].
pub(crate) fn one<T: DeserializeOwned>(raw: &RawValue) -> Result<T, Reason> {
    serde_json::from_str(raw.get()).map_err(|_| Reason::Damaged)
}

const TOO_MANY: &str = "too many entries";

/// A value as text, as the fields of a token are read ([`otp::Fields`]): a number stands for its
/// digits, `null` and a missing field for nothing. Wiped when dropped.
#[derive(Default, Clone)]
pub(crate) struct Text(Option<Zeroizing<String>>);

impl Text {
    /// A text that was decrypted.
    pub(crate) fn of(text: Zeroizing<String>) -> Self {
        Self(Some(text))
    }

    /// The text, if there is one that is not blank.
    pub(crate) fn get(&self) -> Option<&str> {
        let text = self.0.as_deref()?;
        (!text.trim().is_empty()).then_some(text.as_str())
    }

    /// The text, empty if there is none.
    pub(crate) fn or_empty(&self) -> &str {
        self.get().unwrap_or_default()
    }

    /// The text as a whole number.
    pub(crate) fn number(&self) -> Option<u64> {
        self.get()?.trim().parse().ok()
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsText;
        impl Visitor<'_> for AsText {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a number")
            }

            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text(Some(Zeroizing::new(text.to_owned()))))
            }

            fn visit_string<E>(self, text: String) -> Result<Text, E> {
                Ok(Text(Some(Zeroizing::new(text))))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Text, E> {
                Ok(Text(Some(Zeroizing::new(value.to_string()))))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Text, E> {
                Ok(Text(Some(Zeroizing::new(number.to_string()))))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Text, E> {
                Ok(Text(Some(Zeroizing::new(number.to_string()))))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Text, E> {
                // `30.0` is 30; `29.5` stays as it is and is refused as a period.
                Ok(Text(Some(Zeroizing::new(number.to_string()))))
            }

            fn visit_unit<E>(self) -> Result<Text, E> {
                Ok(Text(None))
            }
        }
        deserializer.deserialize_any(AsText)
    }
}

/// Bytes as Java programs write them: a list of numbers from -128 to 127. Wiped when dropped.
#[derive(Default)]
pub(crate) struct SignedBytes(pub(crate) Zeroizing<Vec<u8>>);

impl<'de> Deserialize<'de> for SignedBytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = SignedBytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of bytes")
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(SignedBytes::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut bytes = Zeroizing::new(Vec::new());
                while let Some(number) = list.next_element::<i8>()? {
                    bytes.push(number.cast_unsigned());
                }
                Ok(SignedBytes(bytes))
            }
        }
        deserializer.deserialize_any(Numbers)
    }
}

/// Base64 in any spelling: with or without padding, with line breaks, and of either alphabet.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The bytes that stand in a text as Base64.
pub(crate) fn base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    let letters = letters.map(|c| match c {
        '-' => '+',
        '_' => '/',
        other => other,
    });
    let plain: Zeroizing<String> = Zeroizing::new(letters.collect());
    BASE64.decode(plain.as_bytes()).ok().map(Zeroizing::new)
}

/// The members of a list, each still unread; `null` is an empty list. At most 10 000.
#[derive(Default)]
pub(crate) struct Each<'a>(Vec<&'a RawValue>);

impl<'a> Each<'a> {
    /// The members with their number; the first is 1.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &'a RawValue)> + '_ {
        self.0
            .iter()
            .enumerate()
            .map(|(index, raw)| (index + 1, *raw))
    }

    /// Whether it has no members.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The members that are built like `T`; the others are passed over. For lists of groups and
    /// folders, where a bad one only costs its name.
    pub(crate) fn readable<T: DeserializeOwned>(&self) -> Vec<T> {
        let read = self.0.iter().map(|raw| serde_json::from_str(raw.get()));
        read.filter_map(Result::ok).collect()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Each<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<'a>(std::marker::PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Members<'a> {
            type Value = Each<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Each::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                at_most(list).map(Each)
            }
        }
        deserializer.deserialize_any(Members(std::marker::PhantomData))
    }
}

/// A list within an account or around lists, such as its tags; `null` is an empty one. At most 10 000.
pub(crate) struct Few<T>(Vec<T>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Few<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Few::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                at_most(list).map(Few)
            }
        }
        deserializer.deserialize_any(Members(std::marker::PhantomData))
    }
}

/// The members of a list, unless there are more than 10 000.
fn at_most<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(mut list: A) -> Result<Vec<T>, A::Error> {
    let mut members = Vec::new();
    while let Some(member) = list.next_element()? {
        if members.len() == MOST_ENTRIES {
            return Err(A::Error::custom(TOO_MANY));
        }
        members.push(member);
    }
    Ok(members)
}

/// The members of an object in their order, each still unread. At most 10 000.
#[derive(Default)]
pub(crate) struct EachNamed<'a>(pub(crate) Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for EachNamed<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<'a>(std::marker::PhantomData<&'a ()>);
        impl<'de: 'a, 'a> Visitor<'de> for Members<'a> {
            type Value = EachNamed<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    if members.len() == MOST_ENTRIES {
                        return Err(A::Error::custom(TOO_MANY));
                    }
                    members.push(member);
                }
                Ok(EachNamed(members))
            }
        }
        deserializer.deserialize_map(Members(std::marker::PhantomData))
    }
}

/// How a JSON file is built at its top: enough to tell one app's file from another's.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// It is a list.
    pub(crate) is_list: bool,
    /// The keys of the object with the kind of their values, or of the first member of the list.
    keys: Vec<(String, Kind)>,
}

/// The kind of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `null`, `true`, `false` or a number.
    Plain,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// So many keys are remembered; no format has more at its top.
const MOST_KEYS: usize = 64;

impl Shape {
    /// Whether the object (the first member of a list) has all these keys.
    pub(crate) fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.kind(key).is_some())
    }

    /// The kind of the value under a key.
    pub(crate) fn kind(&self, key: &str) -> Option<Kind> {
        let found = self.keys.iter().find(|(known, _)| known == key);
        found.map(|(_, kind)| *kind)
    }

    /// How the value under a key is built, for formats that are the same at their top.
    pub(crate) fn within(text: &str, key: &str) -> Option<Shape> {
        let members: EachNamed<'_> = serde_json::from_str(text).ok()?;
        let mut members = members.0.into_iter();
        let (_, raw) = members.find(|(known, _)| known == key)?;
        serde_json::from_str(raw.get()).ok()
    }

    /// The kinds of all values.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = Kind> + '_ {
        self.keys.iter().map(|(_, kind)| *kind)
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Top;
        impl<'de> Visitor<'de> for Top {
            type Value = Shape;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or a list")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
                let mut shape = Shape::default();
                while let Some((key, kind)) = map.next_entry::<String, Kind>()? {
                    if shape.keys.len() < MOST_KEYS {
                        shape.keys.push((key, kind));
                    }
                }
                Ok(shape)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
                let mut shape = Shape {
                    is_list: true,
                    ..Shape::default()
                };
                if let Some(first) = list.next_element::<Member>()? {
                    shape.keys = first.0;
                }
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(shape)
            }
        }
        deserializer.deserialize_any(Top)
    }
}

/// The keys of the first member of a list; none if it is no object.
struct Member(Vec<(String, Kind)>);

impl<'de> Deserialize<'de> for Member {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        let shape = raw
            .get()
            .starts_with('{')
            .then(|| serde_json::from_str::<Shape>(raw.get()));
        Ok(Member(shape.and_then(Result::ok).unwrap_or_default().keys))
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;
        impl<'de> Visitor<'de> for Value {
            type Value = Kind;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Kind, E> {
                Ok(Kind::Plain)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Kind, E> {
                Ok(Kind::Plain)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Kind, E> {
                Ok(Kind::Plain)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Kind, E> {
                Ok(Kind::Plain)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Kind, E> {
                Ok(Kind::Plain)
            }

            fn visit_str<E>(self, _: &str) -> Result<Kind, E> {
                Ok(Kind::Text)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Kind, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Kind::List)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Kind, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Kind::Object)
            }
        }
        deserializer.deserialize_any(Value)
    }
}
