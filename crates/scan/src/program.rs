//! Where the programs of ours lie that nobody starts by hand.

use std::io;
use std::path::{Path, PathBuf};

/// The program `name` of ours: beside the running one, as on Windows and macOS and where it was built; else
/// where the packages of Linux have it, in `../libexec/propusk` (FHS 3.0 §4.7). Where there is none, the path
/// beside the running one.
///
/// # Errors
/// The running program cannot be told.
pub fn program_of_ours(name: &str) -> io::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().unwrap_or(Path::new("."));
    Ok(in_reach_of(folder, name))
}

fn in_reach_of(folder: &Path, name: &str) -> PathBuf {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let beside = folder.join(&name);
    if beside.exists() {
        return beside;
    }
    // The tests of cargo run from a folder below.
    if cfg!(debug_assertions) && folder.ends_with("deps") {
        return folder.with_file_name(&name);
    }
    let packaged = folder.with_file_name("libexec").join("propusk").join(&name);
    if packaged.exists() { packaged } else { beside }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_lies_beside_comes_before_what_a_package_brought() {
        let root = tempfile::tempdir().expect("a folder");
        let (bin, libexec) = (root.path().join("bin"), root.path().join("libexec/propusk"));
        fs::create_dir_all(&bin).expect("made");
        fs::create_dir_all(&libexec).expect("made");
        let name = format!("worker{}", std::env::consts::EXE_SUFFIX);
        let found = || in_reach_of(&bin, "worker");
        assert_eq!(found(), bin.join(&name), "named where nobody has it");
        fs::write(libexec.join(&name), "").expect("written");
        assert_eq!(found(), libexec.join(&name));
        fs::write(bin.join(&name), "").expect("written");
        assert_eq!(found(), bin.join(&name));
    }
}
