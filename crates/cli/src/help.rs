//! The command line described in the user's language.

use clap::{Arg, ArgAction, Command, CommandFactory};
use words::Language;

use crate::args::Cli;

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
