//! Files that hold keys: for their owner alone, and never in the place of another file.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use crate::outcome::Failure;

/// Writes a file that was not there. What cannot be written whole is removed again.
///
/// # Errors
/// `file_exists`, `file_not_found` (the folder is missing), `file_not_written`; with the path.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        let code = match error.kind() {
            ErrorKind::AlreadyExists => "file_exists",
            ErrorKind::NotFound => "file_not_found",
            _ => "file_not_written",
        };
        Failure::refused(code, Some(path.display().to_string()))
    };
    let mut file = create_new(path).map_err(failed)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = std::fs::remove_file(path);
        failed(error)
    })
}

/// A file that was not there, not even as a link, and that nobody else can read.
fn create_new(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
