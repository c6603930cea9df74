//! What the tests have in common: a fresh folder, a scripted keyring, accounts to put in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use otp::{Algorithm, Counter, Digits, Entry, Kind, Period, Pin, Secret, Token};
use vault::keyring::fake::Fake;
use vault::{Account, DataDir, Keyring, Passphrase, RecoveryKey, Start, Vault};

/// A moment in June 2025.
pub(crate) const NOW: u64 = 1_750_000_000;
pub(crate) const DAY: u64 = 86_400;
/// An app password.
pub(crate) const PASSWORD: &str = "пять ворон на мосту у ворот";
/// The one that it is changed to.
pub(crate) const OTHER_PASSWORD: &str = "сорок синих окон и ни одной двери";

/// The app password of most tests.
pub(crate) fn password() -> Passphrase {
    Passphrase::new(PASSWORD)
}

/// Another one.
pub(crate) fn other_password() -> Passphrase {
    Passphrase::new(OTHER_PASSWORD)
}

/// Names and contents.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A data folder and a keyring of a test's own.
pub(crate) struct Desk {
    pub(crate) temp: tempfile::TempDir,
    pub(crate) dir: DataDir,
    pub(crate) fake: Fake,
    pub(crate) keyring: Keyring,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let temp = tempfile::tempdir().unwrap();
        let dir = DataDir::open(temp.path().join("data")).unwrap();
        let fake = Fake::new();
        let keyring = fake.keyring();
        Self {
            temp,
            dir,
            fake,
            keyring,
        }
    }

    /// A desk with a vault of so many accounts.
    pub(crate) fn with_accounts(count: usize) -> (Self, Vault) {
        let desk = Self::new();
        let mut vault = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap();
        if count > 0 {
            vault.add((0..count).map(totp).collect(), NOW).unwrap();
        }
        (desk, vault)
    }

    /// A desk with a vault of so many accounts, at least three, a checked recovery sheet, a previous
    /// file and two snapshots.
    pub(crate) fn with_sheet(count: usize) -> (Self, Vault, RecoveryKey) {
        let desk = Self::new();
        let mut vault = Vault::create(&desk.dir, &desk.keyring, NOW - 2 * DAY).unwrap();
        let sheet = RecoveryKey::generate();
        vault.set_recovery(&sheet, true, NOW - 2 * DAY).unwrap();
        let all: Vec<_> = (0..count).map(totp).collect();
        for (entries, days) in [(&all[..1], 2), (&all[1..2], 1), (&all[2..], 0)] {
            vault.add(entries.to_vec(), NOW - days * DAY).unwrap();
        }
        assert_eq!(desk.snapshots().len(), 2);
        (desk, vault, sheet)
    }

    /// The same under the app password [`PASSWORD`], with three accounts. Made once and copied: each
    /// key derivation takes most of a second.
    pub(crate) fn with_password() -> (Self, Vec<Account>, RecoveryKey) {
        static MADE: OnceLock<(Files, Vec<Account>, RecoveryKey)> = OnceLock::new();
        let (files, accounts, sheet) = MADE.get_or_init(|| {
            let (desk, mut vault, sheet) = Self::with_sheet(3);
            vault.set_password(&desk.keyring, &password(), NOW).unwrap();
            (desk.all_bytes(), vault.accounts().to_vec(), sheet)
        });
        let desk = Self::new();
        std::fs::create_dir(desk.file("snapshots")).unwrap();
        for (name, bytes) in files {
            desk.put(name, bytes);
        }
        (desk, accounts.clone(), sheet.clone())
    }

    /// The names of all files, those of the snapshots too, and what is in them.
    pub(crate) fn all_bytes(&self) -> Files {
        let mut names = self.files();
        names.extend(self.snapshots());
        names.retain(|name| self.file(name).is_file());
        let files = names.into_iter();
        files.map(|it| (it.clone(), self.bytes(&it))).collect()
    }

    /// The names of the snapshots, sorted.
    pub(crate) fn snapshots(&self) -> Vec<String> {
        let found = std::fs::read_dir(self.file("snapshots"));
        let mut names: Vec<_> = found
            .into_iter()
            .flatten()
            .map(|found| format!("snapshots/{}", found.unwrap().file_name().display()))
            .collect();
        names.sort();
        names
    }

    pub(crate) fn start(&self) -> Start {
        vault::start(&self.dir, &self.keyring, NOW)
    }

    /// The vault that a start opens.
    pub(crate) fn open(&self) -> Vault {
        match self.start() {
            Start::Ready(vault) => vault,
            other => panic!("expected an open vault, got {other:?}"),
        }
    }

    pub(crate) fn is_locked(&self) -> bool {
        matches!(self.start(), Start::Locked)
    }

    /// The vault that this password opens.
    pub(crate) fn unlock(&self, password: &Passphrase) -> Vault {
        assert!(self.is_locked(), "the person is not asked for a password");
        vault::unlock_with_password(&self.dir, &self.keyring, password, NOW).unwrap()
    }

    /// The code of the error with which this password is refused.
    pub(crate) fn refused(&self, password: &Passphrase) -> &'static str {
        vault::unlock_with_password(&self.dir, &self.keyring, password, NOW)
            .unwrap_err()
            .code()
    }

    /// The vault that this sheet opens.
    pub(crate) fn open_by(&self, sheet: &RecoveryKey) -> Vault {
        let opened = vault::unlock_with_sheet(&self.dir, &self.keyring, sheet, NOW).unwrap();
        assert!(opened.opened_by_sheet());
        opened
    }

    /// The code of the reason that blocks a start.
    pub(crate) fn blocked(&self) -> &'static str {
        match self.start() {
            Start::Blocked(blocked) => blocked.code(),
            other => panic!("expected a blocked start, got {other:?}"),
        }
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.file(name)).unwrap()
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.file(name), bytes).unwrap();
    }

    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(self.dir.path())
            .unwrap()
            .map(|found| found.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The user name of the one item in the keyring.
    pub(crate) fn user(&self) -> String {
        let users = self.fake.users();
        assert_eq!(users.len(), 1, "one item per vault");
        users[0].clone()
    }
}

pub(crate) fn totp(number: usize) -> Entry {
    let secret = Secret::from_bytes(format!("secret of account {number:06}")).unwrap();
    let kind = Kind::Totp {
        algorithm: Algorithm::Sha1,
        digits: Digits::DEFAULT,
        period: Period::DEFAULT,
    };
    Entry::new(
        &format!("Портал {number}"),
        &format!("user{number}@example.org"),
        Token { secret, kind },
    )
}

pub(crate) fn hotp(counter: u64) -> Entry {
    let secret = Secret::from_bytes(*b"12345678901234567890").unwrap();
    let counter = Counter::try_from(counter).unwrap();
    let kind = Kind::Hotp {
        algorithm: Algorithm::Sha1,
        digits: Digits::DEFAULT,
        counter,
    };
    Entry::new("Counter", "me", Token { secret, kind })
}

/// One account of each kind, with what is special about it.
pub(crate) fn one_of_each() -> Vec<Entry> {
    let kinds = [
        Kind::Totp {
            algorithm: Algorithm::Sha512,
            digits: Digits::try_from(8).unwrap(),
            period: Period::try_from(60).unwrap(),
        },
        Kind::Hotp {
            algorithm: Algorithm::Streebog256,
            digits: Digits::DEFAULT,
            counter: Counter::try_from(1 << 53).unwrap(),
        },
        Kind::Steam,
        Kind::Yandex {
            pin: Some(Pin::for_yandex("5239").unwrap()),
        },
        Kind::Motp {
            pin: Some(Pin::new("1234").unwrap()),
        },
        Kind::Motp { pin: None },
    ];
    kinds
        .into_iter()
        .enumerate()
        .map(|(number, kind)| {
            let secret = match kind {
                Kind::Motp { .. } => Secret::from_bytes(*b"e3152afee62599c8"),
                Kind::Totp { .. } | Kind::Hotp { .. } | Kind::Steam | Kind::Yandex { .. } => {
                    Secret::from_bytes([0xf0 | u8::try_from(number).unwrap(); 16])
                }
            };
            let token = Token {
                secret: secret.unwrap(),
                kind,
            };
            Entry::new(
                "Госуслуги \"ЕСИА\" 🏛",
                &format!("№ {number} \\ слово"),
                token,
            )
        })
        .collect()
}

/// Copies a folder with all that is in it, into one that may be there already.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for found in std::fs::read_dir(from).unwrap() {
        let found = found.unwrap();
        let target = to.join(found.file_name());
        if found.file_type().unwrap().is_dir() {
            copy_folder(&found.path(), &target);
        } else {
            std::fs::copy(found.path(), target).unwrap();
        }
    }
}

/// Every file in a folder and in those inside.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for found in std::fs::read_dir(folder).unwrap() {
        let path = found.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// Says that a test did not run. In CI that is an error.
pub(crate) fn skip(why: &str) {
    assert!(
        std::env::var_os("CI").is_none(),
        "must not be skipped in CI: {why}"
    );
    eprintln!("\n=== SKIPPED: {why} ===\n");
}

/// Whether the slow tests run whole.
pub(crate) fn full() -> bool {
    std::env::var_os("PROPUSK_FULL").is_some()
}

/// Whether a program is in the search path.
pub(crate) fn has_program(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}
