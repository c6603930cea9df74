//! Files that only their owner may read.

use std::{
    ffi::OsString,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Writes a file of the person's choice: whole or not at all, readable by nobody else, and never
/// through a link that somebody has put there. What had this name before is replaced.
///
/// # Errors
/// What the system says; nothing is left behind then.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut new = OsString::from(".");
    new.push(name);
    new.push(".");
    new.push(uuid::Uuid::new_v4().to_string());
    let new = path.with_file_name(new);
    let written = create(&new, bytes).and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

/// The path with this ending. A dialog does not add it by itself on every system.
pub fn with_ending(path: &Path, ending: &str) -> PathBuf {
    match path.extension() {
        Some(there) if there.eq_ignore_ascii_case(ending) => path.to_owned(),
        _ => {
            let mut name = path.as_os_str().to_owned();
            name.push(".");
            name.push(ending);
            name.into()
        }
    }
}

fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    // Fails on whatever is there, a dangling link included.
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_name_without_an_ending_gets_one() {
        let named = |name: &str| with_ending(Path::new(name), "pdf");
        assert_eq!(named("/x/лист"), PathBuf::from("/x/лист.pdf"));
        assert_eq!(named("/x/лист.PDF"), PathBuf::from("/x/лист.PDF"));
        assert_eq!(named("/x/v1.2"), PathBuf::from("/x/v1.2.pdf"));
    }

    #[test]
    fn a_planted_link_is_replaced_and_not_followed() {
        let folder = tempfile::tempdir().expect("folder");
        let (victim, chosen) = (
            folder.path().join("victim"),
            folder.path().join("sheet.pdf"),
        );
        fs::write(&victim, "untouched").expect("victim");
        symlink(&victim, &chosen).expect("link");
        write(&chosen, b"sheet").expect("written");
        assert_eq!(fs::read(&victim).expect("victim"), b"untouched");
        assert_eq!(fs::read(&chosen).expect("sheet"), b"sheet");
        let meta = fs::symlink_metadata(&chosen).expect("there");
        assert!(meta.is_file());
        assert_eq!(meta.permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 2);
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing() {
        let folder = tempfile::tempdir().expect("folder");
        let chosen = folder.path().join("sheet.pdf");
        fs::create_dir(&chosen).expect("in the way");
        assert!(write(&chosen, b"sheet").is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("folder").count(), 1);
        assert!(write(Path::new("/"), b"sheet").is_err());
    }
}
