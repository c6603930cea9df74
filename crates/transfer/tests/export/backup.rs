//! Our own files: the backup under a password, the vault, the automatic backup.

use std::process::Command;
use std::sync::OnceLock;

use propusk_transfer::export::{self, ExportError};
use propusk_transfer::import::ImportError;
use vault::keyring::fake::Fake;
use vault::{Account, DataDir, Edit, Passphrase, RecoveryKey, Tick, Vault};
use zeroize::Zeroizing;

use crate::canonical::{read, refused};
use crate::sample::{Sample, came_back, samples, skip};

const NOW: u64 = 1_750_000_000;
const PASSWORD: &str = "сорок синих окон";

/// A vault with all samples in it, its sheet, and one account in the trash.
struct Desk {
    temp: tempfile::TempDir,
    vault: Vault,
    sheet: RecoveryKey,
}

impl Desk {
    fn new() -> Self {
        let temp = tempfile::tempdir().expect("a folder");
        let dir = DataDir::open(temp.path().join("data")).expect("a data folder");
        let mut vault = Vault::create(&dir, &Fake::new().keyring(), NOW).expect("a vault");
        let sheet = RecoveryKey::generate();
        vault.set_recovery(&sheet, true, NOW).expect("saved");
        let samples = samples();
        let entries = samples.iter().map(|sample| sample.entry.clone()).collect();
        let ids = vault.add(entries, NOW).expect("saved");
        for (sample, id) in samples.iter().zip(&ids).take(2) {
            let edit = Edit {
                tags: Some(sample.tags.clone()),
                note: Some(sample.note.to_owned()),
                favourite: Some(sample.favourite),
                ..Edit::default()
            };
            vault.edit(id, edit, NOW).expect("saved");
        }
        let thrown = vec![samples[1].entry.clone()];
        let thrown = vault.add(thrown, NOW).expect("saved");
        vault.remove(&thrown[0], NOW).expect("saved");
        Self { temp, vault, sheet }
    }

    fn file(&self) -> Vec<u8> {
        std::fs::read(self.temp.path().join("data/vault.age")).expect("the vault file")
    }
}

/// A backup of all samples, made once: it takes two key derivations.
fn backup() -> &'static [u8] {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    MADE.get_or_init(|| {
        let desk = Desk::new();
        let accounts = desk.vault.accounts();
        let file = export::backup(accounts, &Passphrase::new(PASSWORD), NOW).expect("written");
        assert_eq!(file.accounts, samples().len());
        assert!(file.left_out.is_empty());
        file.content
    })
}

#[test]
fn everything_comes_back_from_a_backup() {
    let (format, parsed) = read(backup(), Some(PASSWORD)).expect("readable");
    assert_eq!((format, parsed.encrypted), ("propusk", true));
    came_back(&parsed, &samples());
}

#[test]
fn other_passwords_and_damage_are_told_apart() {
    let file = backup();
    assert_eq!(read(file, None).err(), Some(ImportError::PasswordNeeded));
    assert_eq!(
        read(file, Some("x")).err(),
        Some(ImportError::WrongPassword)
    );
    let mut changed = file.to_vec();
    *changed.last_mut().expect("bytes") ^= 1;
    for damaged in [
        &changed[..],
        &file[..file.len() - 1],
        &file[..60],
        &file[..25],
    ] {
        let found = read(damaged, Some(PASSWORD)).err();
        assert_eq!(found, Some(ImportError::Damaged), "{}", damaged.len());
    }
    let empty: [Account; 0] = [];
    let nothing = export::backup(&empty, &Passphrase::new(PASSWORD), NOW).err();
    assert_eq!(nothing, Some(ExportError::NothingToExport));
    let desk = Desk::new();
    for (weak, code) in [
        ("kR7#vq", "password_too_short"),
        ("qwertyuiop", "password_guessable"),
    ] {
        let refused = export::backup(desk.vault.accounts(), &Passphrase::new(weak), NOW);
        assert_eq!(refused.map_err(|error| error.code()).err(), Some(code));
    }
}

#[test]
fn a_file_that_asks_for_too_much_is_refused_before_any_work() {
    let text = b" 18\n";
    let mut file = backup().to_vec();
    let at = file
        .windows(4)
        .position(|it| it == text)
        .expect("the work factor");
    file[at..at + 4].copy_from_slice(b" 30\n");
    let found = read(&file, Some(PASSWORD)).err();
    assert_eq!(found, Some(ImportError::TooMuchEffort));
}

#[test]
fn a_vault_and_an_automatic_backup_open_with_the_sheet() {
    let desk = Desk::new();
    let folder = desk.temp.path().join("backups");
    std::fs::create_dir(&folder).expect("a folder");
    let written = vault::backup::write(&desk.vault, &folder, 3, NOW).expect("written");
    let automatic = std::fs::read(written.file).expect("the backup");
    for file in [desk.file(), automatic] {
        let text = desk.sheet.to_text();
        let (format, parsed) = read(&file, Some(&text)).expect("readable");
        assert_eq!((format, parsed.encrypted), ("propusk", true));
        let samples = samples();
        assert_eq!(refused(&parsed), [(samples.len() + 1, "entry_trashed")]);
        assert_eq!(parsed.found.len(), samples.len());
        for (found, sample) in parsed.found.iter().zip(&samples) {
            assert_eq!(sample, found);
        }
        assert_eq!(read(&file, None).err(), Some(ImportError::SheetNeeded));
        let other = RecoveryKey::generate().to_text();
        for wrong in [other.as_str(), "not a key", PASSWORD] {
            assert_eq!(
                read(&file, Some(wrong)).err(),
                Some(ImportError::SheetWrong)
            );
        }
    }
}

#[test]
fn the_stock_age_tool_opens_a_backup() {
    for program in ["age", "python3"] {
        if Command::new(program).arg("--version").output().is_err() {
            return skip(&format!("{program} is not installed"));
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("backup.age"), backup()).expect("written");
    let ran = Command::new("python3")
        .args(["-c", AGE_ON_A_TERMINAL, PASSWORD])
        .current_dir(folder.path())
        .output()
        .expect("python3");
    assert!(ran.status.success(), "{ran:?}");
    let body = std::fs::read(folder.path().join("body.json")).expect("what age wrote");
    let body: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    let expected: Vec<Sample> = samples();
    let accounts = body["accounts"].as_array().expect("a list");
    assert_eq!(accounts.len(), expected.len());
    for (account, sample) in accounts.iter().zip(&expected) {
        assert_eq!(account["name"], sample.entry.name);
    }
    assert_eq!(
        body["recipients"],
        serde_json::json!([]),
        "a copy for no key"
    );
}

/// `age` asks for a passphrase on its terminal only, so it gets one.
const AGE_ON_A_TERMINAL: &str = r#"
import os, pty, sys
child, terminal = pty.fork()
if child == 0:
    os.execvp("age", ["age", "-d", "-o", "body.json", "backup.age"])
seen = b""
while b"passphrase" not in seen:
    seen += os.read(terminal, 1024)
os.write(terminal, sys.argv[1].encode() + b"\n")
try:
    while os.read(terminal, 1024):
        pass
except OSError:
    pass
sys.exit(os.waitpid(child, 0)[1] != 0)
"#;

#[test]
fn recovery_codes_come_back_with_their_ticks() {
    let mut desk = Desk::new();
    let id = desk.vault.accounts()[0].id.clone();
    let codes: Vec<_> = ["1234 5678", "2345 6789"]
        .map(|code| Zeroizing::new(code.to_owned()))
        .into();
    let edit = Edit {
        recovery_codes: Some(codes.clone()),
        ticks: vec![Tick {
            code: codes[1].clone(),
            used: true,
        }],
        ..Edit::default()
    };
    desk.vault.edit(&id, edit, NOW).expect("saved");
    let sheet = desk.sheet.to_text();
    let (_, parsed) = read(&desk.file(), Some(&sheet)).expect("readable");
    let found = &parsed.found[0];
    assert_eq!(found.recovery_codes, codes);
    assert_eq!(found.recovery_codes_used, codes[1..]);
    let imported = vault::Imported::from(found);
    assert_eq!(imported.recovery_codes_used, codes[1..]);
    assert!(!format!("{found:?} {imported:?}").contains("2345"));
}
