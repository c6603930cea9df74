//! The files with the device key under the app password (docs/vault-format.md).

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Check, State};
use crate::say::Say;

/// How a key file under a passphrase begins.
const BEGINNING: &[u8] = b"age-encryption.org/v1\n-> scrypt ";

/// The state of the key files; nothing where there are none, hence no app password.
pub(super) fn check(path: &Path, say: &Say<'_>) -> Option<Check> {
    let state_of = |name: &str| KeyFile::of(&path.join(name));
    let [proper, copy, new] = [
        "device-key.age",
        "device-key.previous.age",
        "device-key.new.age",
    ]
    .map(state_of);
    let (state, id) = match (proper, copy, new) {
        (KeyFile::Missing, KeyFile::Missing, KeyFile::Missing) => return None,
        (KeyFile::Whole, KeyFile::Whole, KeyFile::Missing) => {
            (State::Ok, "cli-doctor-device-key-ok")
        }
        (_, _, KeyFile::Whole | KeyFile::Damaged) => {
            (State::Warn, "cli-doctor-device-key-switching")
        }
        (KeyFile::Whole, _, _) | (_, KeyFile::Whole, _) => {
            (State::Warn, "cli-doctor-device-key-one-left")
        }
        _ => (State::Fail, "cli-doctor-device-key-damaged"),
    };
    Some(Check::said("device_key", state, id, &[], say))
}

enum KeyFile {
    Missing,
    Damaged,
    Whole,
}

impl KeyFile {
    fn of(path: &Path) -> KeyFile {
        // Before opening: opening a pipe would wait for its other end.
        match std::fs::symlink_metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => KeyFile::Missing,
            Ok(found) if found.is_file() && begins_well(path) => KeyFile::Whole,
            Ok(_) | Err(_) => KeyFile::Damaged,
        }
    }
}

fn begins_well(path: &Path) -> bool {
    let mut beginning = [0; BEGINNING.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut beginning));
    read.is_ok() && beginning == *BEGINNING
}
