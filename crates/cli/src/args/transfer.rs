//! What comes from other apps and goes to them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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

/// What a file is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Our own, locked with a password.
    Propusk,
    /// Aegis: encrypted with `--password-stdin`, otherwise plain.
    Aegis,
    UriList,
    #[value(name = "2fas")]
    TwoFas,
    /// The links of Google's transfer.
    Google,
    /// QR codes on paper.
    Pdf,
}

impl ExportFormat {
    /// As on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ExportFormat::Propusk => "propusk",
            ExportFormat::Aegis => "aegis",
            ExportFormat::UriList => "uri-list",
            ExportFormat::TwoFas => "2fas",
            ExportFormat::Google => "google",
            ExportFormat::Pdf => "pdf",
        }
    }
}

/// `--password-stdin` is here the password of the new file, and `--vault-password-stdin` that of the app.
#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(value_name = "QUERY")]
    pub(crate) accounts: Vec<String>,
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: ExportFormat,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long)]
    pub(crate) vault_password_stdin: bool,
}
