//! A data folder for one try.

use std::path::Path;

use tempfile::TempDir;
use vault::DataDir;

/// A fresh data folder, in memory where the system offers that: thousands are made in a second.
pub(crate) fn fresh() -> (TempDir, DataDir) {
    let memory = Path::new("/dev/shm");
    let temp = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    let temp = temp.expect("a folder for the try");
    let dir = DataDir::open(temp.path().join("data")).expect("a data folder");
    (temp, dir)
}
