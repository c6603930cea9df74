//! Whether the keyring of the desktop keeps its items in clear: GNOME's does so when its owner has
//! given it an empty password.

#[cfg(target_os = "linux")]
use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// A file in clear begins with this line, an encrypted one with `GnomeKeyring`.
#[cfg(target_os = "linux")]
const IN_CLEAR: &[u8] = b"[keyring]";

/// Whether the file of the default keyring can be read by whoever has it.
#[cfg(target_os = "linux")]
pub fn is_in_clear() -> bool {
    let data = std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")));
    data.is_some_and(|data| default_is_in_clear(&data.join("keyrings")))
}

/// Other systems encrypt theirs with the login.
#[cfg(not(target_os = "linux"))]
pub fn is_in_clear() -> bool {
    false
}

#[cfg(target_os = "linux")]
fn default_is_in_clear(folder: &Path) -> bool {
    // A small file with one line; a missing one means `login`.
    let name = beginning(&folder.join("default"), 256)
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map(|text| text.trim().to_owned())
        .filter(|name| !name.is_empty() && !name.contains('/'))
        .unwrap_or_else(|| "login".to_owned());
    let file = folder.join(format!("{name}.keyring"));
    beginning(&file, IN_CLEAR.len()).is_some_and(|start| start == IN_CLEAR)
}

#[cfg(target_os = "linux")]
fn beginning(path: &Path, length: usize) -> Option<Vec<u8>> {
    // Not a pipe or a device: opening those may wait for ever.
    path.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let mut bytes = Vec::new();
    let limit = u64::try_from(length).ok()?;
    File::open(path)
        .ok()?
        .take(limit)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(bytes)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_default_keyring_decides() {
        let folder = tempfile::tempdir().expect("folder");
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).expect("written");
        };
        assert!(!default_is_in_clear(folder.path()), "there is none");
        write("login.keyring", "[keyring]\ndisplay-name=Login\n");
        assert!(default_is_in_clear(folder.path()), "login is the usual one");
        write("default", "Mine\n");
        write("Mine.keyring", "GnomeKeyring\n\r\0\n");
        assert!(!default_is_in_clear(folder.path()), "another was chosen");
        write("default", "../etc/passwd");
        assert!(default_is_in_clear(folder.path()), "no path is followed");
    }
}
