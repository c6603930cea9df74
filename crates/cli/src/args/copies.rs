//! What brings accounts back, and the backups that they come from.

use std::path::PathBuf;

use clap::Args;

/// What comes back from where: accounts from the trash, a restore point or some accounts of it, a
/// backup file.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[arg(
        value_name = "QUERY",
        required_unless_present_any = ["snapshot", "backup", "older", "key"]
    )]
    pub(crate) query: Vec<String>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["backup", "older", "key"])]
    pub(crate) snapshot: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "older", "key"])]
    pub(crate) backup: Option<PathBuf>,
    #[arg(long, conflicts_with_all = ["query", "key"])]
    pub(crate) older: bool,
    #[arg(long, conflicts_with = "query")]
    pub(crate) key: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[arg(long, value_name = "DIR")]
    pub(crate) to: Option<PathBuf>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) keep: Option<u16>,
    #[arg(long, conflicts_with_all = ["to", "keep"])]
    pub(crate) off: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Rehearse {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}
