//! What opens the vault besides the keyring: the recovery sheet and the app password.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
pub(crate) enum Recovery {
    New(NewSheet),
    Check(CheckSheet),
}

/// Where the new sheet goes; or a sheet that lies there already, to take it on.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct NewSheet {
    #[arg(long, value_name = "FILE.pdf")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long)]
    pub(crate) text: bool,
    #[arg(long, conflicts_with_all = ["out", "text"])]
    pub(crate) checked_stdin: bool,
}

/// Where the text of the sheet is; without an option it is asked for.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(crate) struct CheckSheet {
    #[arg(id = "sheet_stdin", long = "stdin")]
    pub(crate) stdin: bool,
    #[arg(id = "sheet_qr", long = "qr", value_name = "FILE")]
    pub(crate) qr: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
pub(crate) enum Password {
    Set(SetPassword),
    Change,
    Remove,
}

#[derive(Debug, Args)]
pub(crate) struct SetPassword {
    #[arg(long)]
    pub(crate) without_sheet: bool,
}
