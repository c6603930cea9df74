use std::path::PathBuf;

use picture::PictureError;
use thiserror::Error;

/// Why nothing could be read. The words for people live in the catalogue under [`ScanError::code`].
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ScanError {
    /// The picture is no good, or holds no code.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// There is no file of that name.
    #[error("no such file: {}", .0.display())]
    FileNotFound(PathBuf),
    /// The file is there and cannot be read, or is no ordinary file.
    #[error("cannot read {}: {reason}", path.display())]
    FileUnreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Nothing in the clipboard, or nothing of a kind that can hold a code.
    #[error("the clipboard is empty")]
    ClipboardEmpty,
    /// There is no clipboard, or its owner does not answer.
    #[error("the clipboard cannot be used: {0}")]
    ClipboardUnavailable(String),
    /// No screen, no desktop portal, or it failed.
    #[error("the screen cannot be read: {0}")]
    ScreenUnavailable(String),
    /// The system or the person does not let this program see the screen.
    #[error("reading the screen is not allowed")]
    ScreenDenied,
    /// The person closed the desktop's question.
    #[error("reading the screen was cancelled")]
    ScreenCancelled,
    /// The program that decodes pictures is not installed beside ours, or is of another version.
    #[error("cannot start {}: {reason}", program.display())]
    WorkerMissing {
        /// Where it should be.
        program: PathBuf,
        /// What the system says, or the version that is there.
        reason: String,
    },
    /// The process that decodes pictures ended in the middle of one.
    #[error("the process that decodes pictures ended")]
    WorkerCrashed,
    /// The process that decodes pictures did not answer and was ended.
    #[error("the process that decodes pictures did not answer")]
    WorkerHung,
    /// Whoever asked has changed their mind.
    #[error("the reading was cancelled")]
    Cancelled,
}

impl ScanError {
    /// The stable identifier under which the catalogue keeps the words and other programs match.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Picture(error) => error.code(),
            Self::FileNotFound(_) => "file_not_found",
            Self::FileUnreadable { .. } => "file_unreadable",
            Self::ClipboardEmpty => "clipboard_empty",
            Self::ClipboardUnavailable(_) => "clipboard_unavailable",
            Self::ScreenUnavailable(_) => "screen_unavailable",
            Self::ScreenDenied => "screen_denied",
            Self::ScreenCancelled => "screen_cancelled",
            Self::WorkerMissing { .. } => "scan_worker_missing",
            Self::WorkerCrashed => "scan_worker_crashed",
            Self::WorkerHung => "scan_worker_hung",
            Self::Cancelled => "scan_cancelled",
        }
    }

    /// The fact to show beside the words (a size, a path, what the system said); never a payload.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Picture(error) => error.detail(),
            Self::FileNotFound(path) => Some(path.display().to_string()),
            Self::FileUnreadable { path, reason } => Some(format!("{}: {reason}", path.display())),
            Self::WorkerMissing { program, reason } => {
                Some(format!("{}: {reason}", program.display()))
            }
            Self::ClipboardUnavailable(reason) | Self::ScreenUnavailable(reason) => {
                Some(reason.clone())
            }
            Self::ClipboardEmpty
            | Self::ScreenDenied
            | Self::ScreenCancelled
            | Self::WorkerCrashed
            | Self::WorkerHung
            | Self::Cancelled => None,
        }
    }

    /// What was seen where no code could be read, if that is the error.
    #[must_use]
    pub fn sight(&self) -> Option<picture::Sight> {
        match self {
            Self::Picture(PictureError::NoQr(sight)) => Some(*sight),
            _ => None,
        }
    }
}
