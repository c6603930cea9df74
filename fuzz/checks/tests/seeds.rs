//! Runs every check over its seeds, and over what was once found.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test ends with a panic, and says on its standard output at which seed"
)]

use std::fs;
use std::path::{Path, PathBuf};

use propusk_fuzzed::{ALL, REQUESTS};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus")
}

/// The seeds of one target, by name.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let mut seeds: Vec<_> = fs::read_dir(corpus().join(target))
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    seeds.sort();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

fn replay(target: &str) {
    let (_, check) = ALL.iter().find(|(name, _)| *name == target).unwrap();
    for (name, bytes) in seeds(target) {
        // The name of the seed stands in the output of a failure.
        println!("{target}/{name}");
        check(&bytes);
        // What is cut off is refused or read like everything else.
        check(&bytes[..bytes.len() / 2]);
    }
}

macro_rules! replays {
    ($($test:ident: $target:literal),+ $(,)?) => {
        $(
            #[test]
            fn $test() {
                replay($target);
            }
        )+

        const REPLAYED: &[&str] = &[$($target),+];
    };
}

replays! {
    archives_hold: "import_archive",
    binary_files_hold: "import_binary",
    json_files_hold: "import_json",
    text_files_hold: "import_text",
    requests_hold: "ipc",
    transfers_hold: "migration",
    pictures_hold: "picture",
    recovery_codes_hold: "recovery_codes",
    settings_hold: "settings",
    uris_hold: "uri",
    lists_of_uris_hold: "uri_list",
    vault_bodies_hold: "vault_body",
}

#[test]
fn every_check_has_a_fuzz_target_and_seeds_and_is_replayed() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let names: Vec<_> = ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(REPLAYED, names);
    let stems = |folder: &str| {
        let mut stems: Vec<_> = fs::read_dir(fuzz.join(folder))
            .unwrap()
            .map(|file| file.unwrap().path())
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        stems.sort();
        stems
    };
    assert_eq!(stems("fuzz_targets"), names);
    assert_eq!(stems("corpus"), names);
}

#[test]
fn every_request_of_a_command_is_tried() {
    let commands = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/src/commands");
    let mut asked = 0;
    for file in fs::read_dir(commands).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        for after in source.split("req: ").skip(1) {
            let request = after.strip_prefix("Option<").unwrap_or(after);
            let end = request.find(|c: char| !c.is_alphanumeric()).unwrap();
            let request = &request[..end];
            assert!(
                REQUESTS.contains(&request),
                "{request} is missing in src/ipc.rs"
            );
            asked += 1;
        }
    }
    assert!(asked > 10, "the commands are somewhere else now: {asked}");
}

#[test]
fn the_seeds_stay_small() {
    let total: usize = ALL
        .iter()
        .flat_map(|(target, _)| seeds(target))
        .map(|(_, bytes)| bytes.len())
        .sum();
    assert!(total < 1 << 20, "{total} bytes of seeds");
}
