//! What is wrong with a command line, in words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::say;

/// What is wrong with the command line: the id of the message, and the argument that it is about.
/// `may_be_password`: what is no option may be a password that somebody typed there.
pub(crate) fn mistake(error: &clap::Error, may_be_password: bool) -> (&'static str, String) {
    let shown = |text: &String| match text.as_str() {
        text if may_be_password && !text.starts_with(['-', '<']) => "…".to_owned(),
        text => say::argument(text),
    };
    let about = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(shown(text)),
        Some(ContextValue::Strings(texts)) => {
            Some(texts.iter().map(shown).collect::<Vec<_>>().join(", "))
        }
        _ => None,
    };
    let argument = about(ContextKind::InvalidArg);
    let value = about(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => ("cli-mistake-unknown", argument.unwrap_or_default()),
        ErrorKind::InvalidSubcommand => (
            "cli-mistake-command",
            about(ContextKind::InvalidSubcommand).unwrap_or_default(),
        ),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("cli-mistake-no-command", String::new())
        }
        ErrorKind::MissingRequiredArgument => ("cli-mistake-missing", argument.unwrap_or_default()),
        ErrorKind::ArgumentConflict => ("cli-mistake-conflict", argument.unwrap_or_default()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_some() => {
            let shown = format!(
                "{} {}",
                argument.unwrap_or_default(),
                value.unwrap_or_default()
            );
            ("cli-mistake-value", shown)
        }
        _ => ("cli-mistake-other", argument.unwrap_or_default()),
    }
}
