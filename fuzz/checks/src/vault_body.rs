use std::fs;
use std::io::Write as _;
use std::str::FromStr as _;

use age::x25519::Identity;
use vault::keyring::fake::Fake;
use vault::keyring::user_of;
use vault::{DataDir, Keyring, Start, Vault, VaultError};

use crate::folder;

/// The throw-away key of the golden vault.
const KEY: &str = include_str!("../../../crates/vault/tests/data/format-1.key");
const ID: &str = "8b6e3a52-5d0f-4c1e-9a77-2f0c6c1d4e10";
const FILE: &str = "vault.age";
/// A moment in June 2025.
const NOW: u64 = 1_750_000_000;

/// What is inside the encryption of a vault: it is refused and the file stays as it is, or it is read,
/// and what was read is written and read again.
///
/// `@KEY@` stands for the public half of the key, which chance does not hit.
pub fn vault_body(data: &[u8]) {
    let key = Identity::from_str(KEY.trim()).expect("a key");
    let body = replaced(data, b"@KEY@", key.to_public().to_string().as_bytes());
    let sealed = encrypted(&body, &key);

    let (_temp, dir) = folder::fresh();
    let path = dir.path().join(FILE);
    fs::write(&path, &sealed).expect("written");
    fs::write(dir.path().join("vault.id"), ID).expect("written");
    let fake = Fake::new();
    fake.put(&user_of(ID), KEY.trim().as_bytes(), None);
    let keyring = fake.keyring();

    match vault::start(&dir, &keyring, NOW) {
        Start::Ready(vault) => survives_a_save(vault, &dir, &keyring),
        Start::Blocked(blocked) => {
            assert!(
                matches!(
                    blocked.reason,
                    VaultError::Damaged | VaultError::Newer { .. }
                ),
                "{}",
                blocked.reason
            );
            assert_eq!(fs::read(&path).expect("there"), sealed);
        }
        other @ (Start::Welcome | Start::Locked) => panic!("{other:?}"),
    }
}

fn survives_a_save(mut vault: Vault, dir: &DataDir, keyring: &Keyring) {
    for account in vault.accounts() {
        // Whether there is a code or a reason why there is none.
        let _ = account.token.code_at(NOW);
    }
    let (id, generation) = (vault.id().to_owned(), vault.generation());
    let (accounts, unreadable) = (vault.accounts().to_vec(), vault.unreadable().to_vec());

    vault.add(Vec::new(), NOW).expect("saved");
    assert!(vault.generation() > generation);
    assert_eq!(vault.accounts(), accounts);
    assert_eq!(vault.unreadable(), unreadable);

    match vault::start(dir, keyring, NOW) {
        Start::Ready(read) => {
            assert_eq!(read.id(), id);
            assert_eq!(read.generation(), vault.generation());
            assert_eq!(read.accounts(), vault.accounts());
            assert_eq!(read.trash(), vault.trash());
            assert_eq!(read.unreadable(), vault.unreadable());
            assert_eq!(read.restored(), None);
        }
        other => panic!("what was saved does not open: {other:?}"),
    }
}

fn encrypted(body: &[u8], key: &Identity) -> Vec<u8> {
    let recipient = key.to_public();
    let recipient: &dyn age::Recipient = &recipient;
    let encryptor =
        age::Encryptor::with_recipients(std::iter::once(recipient)).expect("a recipient");
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed).expect("in memory");
    writer.write_all(body).expect("in memory");
    writer.finish().expect("in memory");
    sealed
}

fn replaced(text: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.windows(from.len()).position(|window| window == from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    out
}
