//! The texts: looked up by id, filled with their variables.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::Language;

static RU: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle(Language::Ru, include_str!("../../../ui/locales/ru.ftl")));
static EN: LazyLock<FluentBundle<FluentResource>> =
    LazyLock::new(|| bundle(Language::En, include_str!("../../../ui/locales/en.ftl")));

/// What is told to a person about an error: two lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorText {
    /// What happened.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

/// The text `id` in `language` (or its attribute, `id.attribute`), with its variables filled.
///
/// An id that the catalogue does not have comes back as itself: a strange word on the screen is
/// better than none. A test proves that this happens for no id used in the code.
#[must_use]
pub fn text(language: Language, id: &str, variables: &[(&str, &str)]) -> String {
    let (message, attribute) = split(id);
    find(language, message, attribute, &arguments(variables)).unwrap_or_else(|| id.to_owned())
}

/// As [`text`], for a text that depends on a number: `$count` chooses the plural form.
#[must_use]
pub fn counted(language: Language, id: &str, count: u64, variables: &[(&str, &str)]) -> String {
    let mut arguments = arguments(variables);
    arguments.set("count", FluentValue::from(count));
    find(language, id, None, &arguments).unwrap_or_else(|| id.to_owned())
}

/// The two lines for an error code such as `not_base32`; `detail` is the non-secret bit that the
/// error carries, for example the digits that were asked for.
///
/// A code without a text of its own gets the general one, with the code in it.
#[must_use]
pub fn error(language: Language, code: &str, detail: Option<&str>) -> ErrorText {
    let arguments = arguments(&[("detail", detail.unwrap_or_default()), ("code", code)]);
    let id = format!("error-{}", code.replace('_', "-"));
    let line = |id: &str, attribute| find(language, id, attribute, &arguments);
    let known = line(&id, None).map(|what| (what, id.as_str()));
    let (what, id) = known.unwrap_or_else(|| {
        let general = line("error-unknown", None);
        (general.unwrap_or_else(|| code.to_owned()), "error-unknown")
    });
    ErrorText {
        what,
        advice: line(id, Some("advice")).unwrap_or_default(),
    }
}

/// The line for a warning code such as `weak_secret`; `detail` is what the warning carries, for
/// example the name that another looks like.
#[must_use]
pub fn warning(language: Language, code: &str, detail: Option<&str>) -> String {
    text(
        language,
        &format!("warning-{}", code.replace('_', "-")),
        &[("detail", detail.unwrap_or_default())],
    )
}

/// Whether the catalogue of `language` has the message `id` (or its attribute, `id.attribute`).
#[must_use]
pub fn has(language: Language, id: &str) -> bool {
    let (id, attribute) = split(id);
    let message = of(language).get_message(id);
    message.is_some_and(|message| match attribute {
        Some(name) => message.get_attribute(name).is_some(),
        None => message.value().is_some(),
    })
}

/// `message.attribute`
fn split(id: &str) -> (&str, Option<&str>) {
    id.split_once('.')
        .map_or((id, None), |(message, attribute)| {
            (message, Some(attribute))
        })
}

fn of(language: Language) -> &'static FluentBundle<FluentResource> {
    match language {
        Language::Ru => &RU,
        Language::En => &EN,
    }
}

fn find(
    language: Language,
    id: &str,
    attribute: Option<&str>,
    arguments: &FluentArgs<'_>,
) -> Option<String> {
    let bundle = of(language);
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    // A variable that is missing shows its name; the test over the catalogue looks for that.
    Some(
        bundle
            .format_pattern(pattern, Some(arguments), &mut Vec::new())
            .into_owned(),
    )
}

fn arguments<'a>(variables: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
    // Always text: a name such as "007" must not be taken for a number and lose its noughts.
    let value = |text: &'a str| FluentValue::String(Cow::Borrowed(text));
    variables
        .iter()
        .map(|&(name, text)| (name, value(text)))
        .collect()
}

fn bundle(language: Language, source: &str) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // The isolating marks around a variable would be copied along with a code or a path.
    bundle.set_use_isolating(false);
    // A damaged line costs that line only: the parser gives back everything that it could read.
    let resource =
        FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
    bundle.add_resource_overriding(resource);
    bundle
}
