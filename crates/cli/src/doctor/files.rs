//! The data folder and the files in it.

use std::fs::{self, Metadata};
use std::path::Path;

use super::{Check, State};
use crate::say::Say;

/// Whether the folder is ours, closed, and no link.
pub(super) fn folder(path: &Path, say: &Say<'_>) -> Check {
    let shown = path.display().to_string();
    let variables = [("path", shown.as_str())];
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Check::said(
            "folder",
            State::Ok,
            "cli-doctor-folder-none",
            &variables,
            say,
        ),
        Err(_) => Check::failed("folder", "no_permission", None, say),
        Ok(found) if !found.is_dir() => Check::said(
            "folder",
            State::Fail,
            "cli-doctor-folder-link",
            &variables,
            say,
        ),
        Ok(found) if !is_ours(&found) => Check::said(
            "folder",
            State::Fail,
            "cli-doctor-folder-foreign",
            &variables,
            say,
        ),
        Ok(_) => Check::said("folder", State::Ok, "cli-doctor-folder-ok", &variables, say),
    }
}

/// Whether anybody else may read the folder or a file in it; nothing where there is no folder.
pub(super) fn permissions(path: &Path, say: &Say<'_>) -> Option<Check> {
    let folder = fs::symlink_metadata(path).ok().filter(Metadata::is_dir)?;
    let files = fs::read_dir(path).into_iter().flatten().flatten();
    let mut open: Vec<_> = files
        .filter(|file| {
            file.metadata()
                .is_ok_and(|found| is_open(&found) || found.is_symlink())
        })
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    if is_open(&folder) {
        open.insert(0, ".".to_owned());
    }
    Some(if open.is_empty() {
        Check::said(
            "permissions",
            State::Ok,
            "cli-doctor-permissions-ok",
            &[],
            say,
        )
    } else {
        let (path, names) = (path.display().to_string(), open.join(", "));
        let variables = [("path", path.as_str()), ("names", names.as_str())];
        Check::said(
            "permissions",
            State::Fail,
            "cli-doctor-permissions-open",
            &variables,
            say,
        )
    })
}

/// Whether this is a folder that nobody else can read.
pub(crate) fn is_closed(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir() && !is_open(&found))
}

#[cfg(unix)]
fn is_open(found: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::mode(found) & 0o077 != 0
}

/// Windows: the profile of a user is closed by its inherited list of rights.
#[cfg(not(unix))]
fn is_open(_: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn is_ours(found: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(found) == rustix::process::geteuid().as_raw()
}

/// See [`is_open`].
#[cfg(not(unix))]
fn is_ours(_: &Metadata) -> bool {
    true
}
