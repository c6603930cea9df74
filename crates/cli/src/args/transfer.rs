//! What comes from other apps and goes to them.

use std::path::PathBuf;

use clap::Args;

/// `--password-stdin` is here the password of the file, and `--vault-password-stdin` that of the app.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) sources: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) manifest: Option<PathBuf>,
    #[arg(long)]
    pub(crate) pin_stdin: bool,
    #[arg(long)]
    pub(crate) again: bool,
    #[arg(long)]
    pub(crate) new_vault: bool,
    #[arg(long)]
    pub(crate) vault_password_stdin: bool,
}
