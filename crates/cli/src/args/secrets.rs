//! The portal's own recovery codes, and passwords that are made up.

use clap::Args;

/// Codes are read from standard input only: the command line is seen by others.
#[derive(Debug, Args)]
pub(crate) struct RecoveryCodes {
    #[arg(value_name = "QUERY")]
    pub(crate) query: String,
    #[arg(id = "codes_stdin", long = "stdin")]
    pub(crate) stdin: bool,
    #[arg(long, conflicts_with = "codes_stdin")]
    pub(crate) lines_stdin: bool,
    #[arg(long, conflicts_with_all = ["codes_stdin", "lines_stdin"])]
    pub(crate) used_stdin: bool,
    #[arg(long, conflicts_with_all = ["codes_stdin", "lines_stdin", "used_stdin"])]
    pub(crate) unused_stdin: bool,
}

/// Of characters, or of words.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    #[arg(long, value_name = "N")]
    pub(crate) length: Option<u8>,
    #[arg(long, value_name = "N", conflicts_with_all = ["length", "no_look_alikes"])]
    pub(crate) words: Option<u8>,
    #[arg(long)]
    pub(crate) no_symbols: bool,
    #[arg(long)]
    pub(crate) no_look_alikes: bool,
    #[arg(long, value_name = "ID", conflicts_with = "no_symbols")]
    pub(crate) portal: Option<String>,
}
