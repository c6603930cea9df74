//! Speed of the vault, measured on a real folder with fsync: opening it, and saving one change with
//! the whole protocol. `PROPUSK_BENCH_DIR` names the file system to measure on (default: the
//! temporary folder, which must not be a tmpfs for a fair figure).

#![allow(missing_docs, clippy::unwrap_used)] // criterion's macros; a benchmark may stop at errors

// As the dependents call it.
extern crate propusk_vault as vault;

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use otp::{Algorithm, Digits, Entry, Kind, Period, Secret, Token};
use vault::keyring::fake::Fake;
use vault::{DataDir, Edit, Start, Vault};

const NOW: u64 = 1_750_000_000;

fn entry(number: usize) -> Entry {
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

fn vault_of(accounts: usize) -> (tempfile::TempDir, DataDir, Fake, Vault) {
    let base = std::env::var_os("PROPUSK_BENCH_DIR");
    let temp = match base {
        Some(base) => tempfile::tempdir_in(base).unwrap(),
        None => tempfile::tempdir().unwrap(),
    };
    let dir = DataDir::open(temp.path().join("data")).unwrap();
    let fake = Fake::new();
    let mut vault = Vault::create(&dir, &fake.keyring(), NOW).unwrap();
    vault.add((0..accounts).map(entry).collect(), NOW).unwrap();
    (temp, dir, fake, vault)
}

fn save(c: &mut Criterion) {
    let mut group = c.benchmark_group("save");
    group
        .sample_size(100)
        .measurement_time(Duration::from_secs(5));
    for accounts in [500, 5000] {
        let (_temp, _dir, _fake, mut vault) = vault_of(accounts);
        let id = vault.accounts()[0].id.clone();
        let mut favourite = false;
        group.bench_function(accounts.to_string(), |b| {
            b.iter(|| {
                favourite = !favourite;
                let edit = Edit {
                    favourite: Some(favourite),
                    ..Edit::default()
                };
                vault.edit(&id, edit, NOW).unwrap();
            });
        });
    }
    group.finish();
}

fn open(c: &mut Criterion) {
    let mut group = c.benchmark_group("open");
    group.sample_size(50);
    for accounts in [500, 5000] {
        let (_temp, dir, fake, _vault) = vault_of(accounts);
        let keyring = fake.keyring();
        group.bench_function(accounts.to_string(), |b| {
            b.iter(|| assert!(matches!(vault::start(&dir, &keyring, NOW), Start::Ready(_))));
        });
    }
    group.finish();
}

criterion_group!(benches, save, open);
criterion_main!(benches);
