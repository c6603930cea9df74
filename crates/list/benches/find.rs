//! A search in 10 000 accounts against a loop over `to_lowercase().contains`, in one run.
//!
//! The loop reads issuer and name only, finds no other alphabet and sorts nothing. The promise is
//! that a search takes a few milliseconds, so that the list follows what is typed.
//!
//! The index of these accounts takes some 2 MB: 1.4 MB of text and 70 bytes for each.

#![allow(clippy::unwrap_used, missing_docs)] // a benchmark may stop at errors

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use list::{Index, Marker, Query};
use otp::Entry;
use vault::keyring::fake::Fake;
use vault::{Account, DataDir, Imported, Order, Vault};

const ACCOUNTS: usize = 10_000;
const ISSUERS: [&str; 10] = [
    "Госуслуги",
    "Яндекс",
    "GitHub",
    "Google",
    "Сбербанк",
    "ВКонтакте",
    "Mail.ru",
    "Т-Банк",
    "Steam",
    "Ёлки и палки",
];

fn accounts() -> Vec<Account> {
    let folder = tempfile::tempdir().unwrap();
    let dir = DataDir::open(folder.path().join("data")).unwrap();
    let mut vault = Vault::create(&dir, &Fake::new().keyring(), 1_800_000_000).unwrap();
    let imported = (0..ACCOUNTS).map(|number| {
        let secret = otp::Secret::from_bytes(format!("key number {number:09}").into_bytes());
        let secret = secret.unwrap().to_base32();
        let uri = format!("otpauth://totp/x?secret={}", secret.as_str());
        let token = otp::uri::parse(&uri).unwrap().token;
        let issuer = format!("{} {}", ISSUERS[number % ISSUERS.len()], number / 50);
        Imported {
            entry: Entry::new(&issuer, &format!("person.{number}@example.com"), token),
            tags: vec![["Работа", "Дом", "Дача"][number % 3].to_owned()],
            note: "Запасной телефон лежит у сестры, номер 8 900 000-00-00".to_owned(),
            favourite: number % 100 == 0,
            recovery_codes: Vec::new(),
            recovery_codes_used: Vec::new(),
        }
    });
    vault.import(imported.collect(), 1_800_000_000).1.unwrap();
    vault.accounts().to_vec()
}

fn plain_loop(accounts: &[Account], text: &str) -> Vec<usize> {
    let text = text.to_lowercase();
    let has = |field: &str| field.to_lowercase().contains(&text);
    let places = (0..).zip(accounts);
    let found = places.filter(|(_, account)| has(&account.issuer) || has(&account.name));
    found.map(|(place, _)| place).collect()
}

fn find(c: &mut Criterion) {
    let accounts = accounts();
    let index = Index::new(&accounts);
    let mut group = c.benchmark_group("10 000 accounts");
    group.sample_size(20);
    group.bench_function("the index is made", |b| {
        b.iter(|| Index::new(black_box(&accounts)));
    });
    for (name, text) in [
        ("no text", ""),
        ("one letter", "г"),
        ("a word", "госуслуги"),
        ("another alphabet", "gosuslugi"),
        ("another keyboard", "ujceckeub"),
        ("two words", "яндекс person.777"),
        ("in every note", "телефон"),
        ("nothing", "отсутствует"),
    ] {
        group.bench_function(format!("{name}: the loop"), |b| {
            b.iter(|| plain_loop(black_box(&accounts), black_box(text)));
        });
        group.bench_function(format!("{name}: find"), |b| {
            let query = Query {
                text,
                tag: None,
                order: Order::Name,
            };
            b.iter(|| index.find(black_box(&query)));
        });
    }
    group.bench_function("marks of 20 rows", |b| {
        b.iter(|| {
            let marker = Marker::new("gosuslugi");
            let rows = accounts.iter().take(20);
            rows.map(|account| marker.marks(account))
                .collect::<Vec<_>>()
        });
    });
    group.finish();
}

criterion_group!(benches, find);
criterion_main!(benches);
