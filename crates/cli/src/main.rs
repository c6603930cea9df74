//! `propusk-cli`: the vault of Propusk without a window.
#![forbid(unsafe_code)]

mod accounts;
mod add;
mod args;
mod ask;
mod backup;
mod calendar;
mod camera;
mod code;
mod doctor;
mod entry;
mod explain;
mod export;
mod formats;
mod generate;
mod given;
mod harden;
mod help;
mod holder;
mod import;
mod input;
mod mistake;
mod outcome;
mod parse;
mod password;
mod pin;
mod points;
mod private_file;
mod query;
mod recovery;
mod recovery_codes;
mod restore;
mod say;
mod scan_files;
mod scrub;
mod source;
mod store;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::{FromArgMatches, Parser};
use vault::{DataDir, Settings};
use words::Language;

use args::{Cli, Command, Common, Lang, Recovery};
use given::Given;
use outcome::{Failure, Status};
use say::Say;
use store::Store;

/// Lines of `parse` and `compute` are written in pieces of this many bytes.
const PIECE: usize = 64 << 10;

fn main() -> ExitCode {
    harden::harden();
    std::panic::set_hook(Box::new(|panic| {
        // The place only: the message of a panic may hold what was being worked on.
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        let _ = writeln!(io::stderr(), "propusk-cli: internal error at {place}");
    }));
    let arguments: Vec<_> = std::env::args_os().collect();
    if holder::is_asked_for(&arguments) {
        std::process::exit(holder::run().code());
    }
    let status = start(&arguments).unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "propusk-cli: {error:#}");
        Status::Refused
    });
    // Not by returning: a keyring that never answers must not hold up the end.
    std::process::exit(status.code())
}

fn start(arguments: &[OsString]) -> anyhow::Result<Status> {
    let asked = help::language_of(arguments);
    let may_be_password = arguments
        .iter()
        .any(|argument| argument == "password" || argument == "recovery-codes");
    let language = || asked.unwrap_or_else(|| Language::choose(None));
    // Words are needed for help and for mistakes only; a good command line starts without them.
    let cli = Cli::try_parse_from(arguments).or_else(|_| {
        let matches = help::command(language()).try_get_matches_from(arguments);
        matches.and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches))
    });
    match cli {
        Ok(cli) => {
            scrub::hide_uri(&cli, arguments);
            run(cli)
        }
        Err(error) if error.exit_code() == 0 => {
            error.print().context("stdout")?; // --help, --version
            Ok(Status::Done)
        }
        Err(error) => {
            let (id, about) = mistake::mistake(&error, may_be_password);
            let lines = [
                words::text(language(), id, &[("about", &about)]),
                words::text(language(), "cli-mistake-advice", &[]),
            ];
            let mut err = io::stderr().lock();
            lines
                .iter()
                .try_for_each(|line| writeln!(err, "{}", say::printable(line)))?;
            Ok(Status::WrongUse)
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<Status> {
    let Cli { common, command } = cli;
    let mut out = BufWriter::with_capacity(PIECE, io::stdout().lock());
    let mut err = io::stderr().lock();
    let mut say = Say {
        language: language(&common),
        json: common.json,
        show_secrets: common.show_secrets,
        out: &mut out,
        err: &mut err,
    };
    let result = obey(command, common, &mut say).and_then(|status| {
        say.out.flush()?;
        Ok(status)
    });
    match result {
        Ok(status) => Ok(status),
        Err(failure) if failure.is_silent => Ok(Status::Refused),
        Err(failure) => {
            say.failure(&failure)?;
            say.out.flush().context("stdout")?;
            Ok(failure.status)
        }
    }
}

fn obey(command: Command, common: Common, say: &mut Say<'_>) -> Result<Status, Failure> {
    let mut input = input::open();
    let given = Given::read(&common, &command, &mut input, say)?;
    let data_dir = common.data_dir;
    let open = |given| Store::open(data_dir.clone(), given);
    match command {
        Command::Add(request) => add::run(&request, || open(given), input, say),
        Command::List(request) => accounts::list(&request, &open(given)?, say),
        Command::Code(request) => code::run(&request, &open(given)?, say),
        Command::Edit(request) => accounts::edit(&request, &open(given)?, input, say),
        Command::Remove(request) => accounts::remove(&request, &open(given)?, say),
        Command::Restore(request) => restore::run(&request, &open(given)?, say),
        Command::Trash => points::trash(&open(given)?, say),
        Command::Snapshots => points::snapshots(&open(given)?, say),
        Command::Backup(request) => backup::run(&request, &open(given)?, say),
        Command::Rehearse(request) => backup::rehearse(&request, &open(given)?, say),
        Command::Import(request) => import::run(&request, open, given, input, say),
        Command::Export(request) => export::run(&request, &open(given)?, say),
        Command::Formats => formats::run(say),
        Command::Recovery(Recovery::New(request)) => {
            recovery::new(&request, &open(given)?, input, say)
        }
        Command::Recovery(Recovery::Check(request)) => {
            recovery::check(&request, &open(given)?, input, say)
        }
        Command::Password(request) => password::run(&request, &open(given)?, say),
        Command::RecoveryCodes(request) => recovery_codes::run(&request, &open(given)?, input, say),
        Command::Generate(request) => generate::run(&request, say),
        Command::Scan(request) => scan_files::run(&request, input, say),
        Command::Parse => parse::run(input, say),
        Command::Compute => {
            let refused = propusk_cli::compute(input, &mut say.out)?;
            Ok(if refused == 0 {
                Status::Done
            } else {
                Status::Refused
            })
        }
        Command::Explain(request) => explain::run(&request, say),
        Command::Doctor => doctor::run(data_dir.clone(), given, say),
    }
}

/// `--lang`, then the setting of the window, then the system.
fn language(common: &Common) -> Language {
    match common.lang {
        Some(Lang::Ru) => return Language::Ru,
        Some(Lang::En) => return Language::En,
        None => {}
    }
    let path = common.data_dir.clone().or_else(DataDir::default_path);
    // A folder that is open to others would be closed by opening it: `doctor` must see it first.
    let path = path.filter(|path| doctor::is_closed(path));
    let setting = path.and_then(|path| DataDir::open(path).ok());
    let setting = setting.and_then(|dir| Settings::load(&dir).language);
    Language::choose(setting.map(vault::Language::code))
}
