//! What may stand on the command line. The help texts are in the catalogue, see `help.rs`.

mod copies;
mod protection;
mod secrets;
mod transfer;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use copies::{Backup, Rehearse, Restore};
pub(crate) use protection::{CheckSheet, NewSheet, Password, Recovery, SetPassword};
pub(crate) use secrets::{Generate, RecoveryCodes};
pub(crate) use transfer::{Export, ExportFormat, Import};

/// Shows and keeps one-time codes from the command line.
#[derive(Debug, Parser)]
#[command(
    name = "propusk-cli",
    version,
    disable_help_flag = true,
    disable_version_flag = true
)]
#[command(disable_help_subcommand = true, subcommand_required = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command knows.
#[derive(Debug, Args)]
pub(crate) struct Common {
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "PROPUSK_DATA_DIR",
        hide_env_values = true
    )]
    pub(crate) data_dir: Option<PathBuf>,
    #[arg(long, global = true, value_name = "ru|en")]
    pub(crate) lang: Option<Lang>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true)]
    pub(crate) show_secrets: bool,
    #[arg(long, global = true)]
    pub(crate) password_stdin: bool,
    #[arg(long, global = true)]
    pub(crate) recovery_stdin: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Lang {
    Ru,
    En,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Add(Add),
    List(List),
    Code(Code),
    Edit(Edit),
    Remove(Which),
    Restore(Restore),
    Trash,
    Snapshots,
    Backup(Backup),
    Rehearse(Rehearse),
    Import(Import),
    Export(Export),
    Formats,
    #[command(subcommand)]
    Recovery(Recovery),
    #[command(subcommand)]
    Password(Password),
    RecoveryCodes(RecoveryCodes),
    Generate(Generate),
    Scan(Scan),
    Parse,
    Compute,
    Explain(Explain),
    Doctor,
}

/// Where the new account comes from (exactly one place), and what to call it.
#[derive(Debug, Args)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) source: Source,
    #[arg(long, value_name = "TEXT")]
    pub(crate) issuer: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long)]
    pub(crate) pin_stdin: bool,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long)]
    pub(crate) again: bool,
    #[arg(long)]
    pub(crate) new_vault: bool,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Source {
    #[arg(value_name = "URI")]
    pub(crate) uri: Option<String>,
    #[arg(long)]
    pub(crate) stdin: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) qr: Option<PathBuf>,
    #[arg(long)]
    pub(crate) clipboard: bool,
    #[arg(long)]
    pub(crate) screen: bool,
    /// Without a value: whatever camera there is.
    #[arg(long, value_name = "DEVICE", num_args = 0..=1)]
    pub(crate) camera: Option<Option<PathBuf>>,
}

/// Which accounts to list: those that have every word; without words all.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[arg(value_name = "WORD")]
    pub(crate) search: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Code {
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
    #[arg(long)]
    pub(crate) next: bool,
    #[arg(long)]
    pub(crate) peek: bool,
    #[arg(long, conflicts_with_all = ["next", "peek", "clip"])]
    pub(crate) watch: bool,
    #[arg(long)]
    pub(crate) clip: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) change: Change,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Change {
    #[arg(long, value_name = "TEXT")]
    pub(crate) issuer: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "yes|no", value_parser = clap::builder::BoolishValueParser::new())]
    pub(crate) confirmed: Option<bool>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=otp::Counter::MAX.get()))]
    pub(crate) counter: Option<u64>,
    #[arg(long)]
    pub(crate) pin_stdin: bool,
}

/// One account.
#[derive(Debug, Args)]
pub(crate) struct Which {
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
}

#[derive(Debug, Args)]
pub(crate) struct Scan {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
}

/// What somebody wants to know; nothing: what there is.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[arg(value_name = "QUERY")]
    pub(crate) topic: Vec<String>,
}
