//! The keyring.

use std::fs;
use std::path::{Path, PathBuf};

use vault::Keyring;

use super::{Check, State};
use crate::say::Say;

/// Whether a key can be read and written now; under an app password nothing depends on it.
pub(super) fn keyring(is_under_password: bool, say: &Say<'_>) -> Check {
    match Keyring::system().check() {
        Ok(()) => Check::said("keyring", State::Ok, "cli-doctor-keyring-ok", &[], say),
        Err(_) if is_under_password => {
            let id = "cli-doctor-keyring-not-needed";
            Check::said("keyring", State::Ok, id, &[], say)
        }
        Err(error) => Check::failed("keyring", error.code(), error.detail(), say),
    }
}

/// Whether our key lies in clear: GNOME Keyring writes a keyring without a password as a text file.
pub(super) fn keyring_password(say: &Say<'_>) -> Check {
    let folder = keyring_folder();
    let files = folder.and_then(|folder| fs::read_dir(folder).ok());
    let mut any = false;
    for file in files.into_iter().flatten().flatten() {
        let path = file.path();
        if path
            .extension()
            .is_none_or(|extension| extension != "keyring")
        {
            continue;
        }
        any = true;
        if is_ours_in_clear(&path) {
            let path = path.display().to_string();
            let variables = [("path", path.as_str())];
            let id = "cli-doctor-keyring-clear";
            return Check::said("keyring_password", State::Warn, id, &variables, say);
        }
    }
    let id = if any {
        "cli-doctor-keyring-closed"
    } else {
        "cli-doctor-keyring-unknown"
    };
    Check::said("keyring_password", State::Ok, id, &[], say)
}

/// A closed keyring starts with `GnomeKeyring`, an open one is an INI file with its items' names.
fn is_ours_in_clear(path: &Path) -> bool {
    let Ok(content) = fs::read(path).map(zeroize::Zeroizing::new) else {
        return false;
    };
    let service = vault::keyring::SERVICE.as_bytes();
    content.starts_with(b"[keyring]")
        && content
            .windows(service.len())
            .any(|window| window == service)
}

fn keyring_folder() -> Option<PathBuf> {
    let absolute = |name| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let data = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")));
    data.map(|data| data.join("keyrings"))
}
