//! The command line described in the user's language, and what is wrong with one.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use words::Language;

use crate::args::Cli;
use crate::say;

/// The commands of [`Cli`] with the texts of the catalogue: `cli-about-COMMAND` for each command
/// (`cli-about-password-set` for a step of one), `cli-arg-ARGUMENT` for each argument.
pub(crate) fn command(language: Language) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .global(true)
        .action(ArgAction::Help);
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    localised(Cli::command().arg(help).arg(version), "", language)
        .after_help(words::text(language, "cli-after-help", &[]))
        .mut_subcommands(|command| {
            let above = format!("{}-", command.get_name());
            localised(command, "", language)
                .mut_subcommands(|step| localised(step, &above, language))
        })
}

/// One command with the texts of the catalogue; `above`: the command that it is a step of.
fn localised(command: Command, above: &str, language: Language) -> Command {
    let text = |id: &str| words::text(language, id, &[]);
    let about = text(&format!("cli-about-{above}{}", command.get_name()));
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        text("cli-usage")
    );
    let (options, arguments) = (text("cli-options"), text("cli-arguments"));
    command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(text("cli-commands"))
        .subcommand_value_name(text("cli-command"))
        .mut_args(move |arg| {
            let id = format!("cli-arg-{}", arg.get_id().as_str().replace('_', "-"));
            let heading = if arg.is_positional() {
                &arguments
            } else {
                &options
            };
            let heading = heading.clone();
            arg.help(words::text(language, &id, &[]))
                .help_heading(heading)
        })
}

/// The language of `--lang` on a command line that was not parsed yet.
pub(crate) fn language_of(arguments: &[std::ffi::OsString]) -> Option<Language> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(argument) = arguments.next() {
        let tag = match argument.split_once('=') {
            Some(("--lang", tag)) => Some(tag),
            _ if argument == "--lang" => arguments.next(),
            _ => None,
        };
        if let Some(language) = tag.and_then(|tag| tag.parse().ok()) {
            return Some(language);
        }
    }
    None
}

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
