//! Accounts for the tests.

use list::{Index, Marker, Marks, Query};
use otp::{Entry, Token};
use vault::keyring::fake::Fake;
use vault::{Account, DataDir, Imported, Order, Vault};

pub(crate) const NOW: u64 = 1_800_000_000;

/// A token with a key of this number.
pub(crate) fn token(key: u64) -> Token {
    let secret = otp::Secret::from_bytes(format!("key number {key:09}").into_bytes());
    let secret = secret.expect("some bytes").to_base32();
    let uri = format!("otpauth://totp/x?secret={}", secret.as_str());
    otp::uri::parse(&uri).expect("good").token
}

pub(crate) fn imported(issuer: &str, name: &str, token: Token) -> Imported {
    Imported {
        entry: Entry::new(issuer, name, token),
        tags: Vec::new(),
        note: String::new(),
        favourite: false,
        recovery_codes: Vec::new(),
        recovery_codes_used: Vec::new(),
    }
}

/// The accounts as a vault has them.
pub(crate) fn accounts(imported: Vec<Imported>) -> Vec<Account> {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = DataDir::open(folder.path().join("data")).expect("opens");
    let mut vault = Vault::create(&dir, &Fake::new().keyring(), NOW).expect("made");
    vault.import(imported, NOW).1.expect("saved");
    vault.accounts().to_vec()
}

/// One for each issuer.
pub(crate) fn with_issuers(issuers: &[&str]) -> Vec<Account> {
    let issuers = (0..).zip(issuers);
    accounts(
        issuers
            .map(|(key, issuer)| imported(issuer, "", token(key)))
            .collect(),
    )
}

/// An account that is changed without a vault.
pub(crate) fn account(issuer: &str, name: &str, tags: &[&str], note: &str) -> Account {
    thread_local! {
        static ONE: Account = with_issuers(&["One"]).remove(0);
    }
    let mut account = ONE.with(Clone::clone);
    (account.issuer, account.name) = (issuer.into(), name.into());
    account.tags = tags.iter().map(|tag| (*tag).into()).collect();
    account.note = note.into();
    account
}

/// What is marked of a text in one account.
pub(crate) fn marks(account: &Account, text: &str) -> Marks {
    Marker::new(text).marks(account)
}

/// The issuers of what is found, by name where they fit equally well.
pub(crate) fn found<'a>(accounts: &'a [Account], text: &str) -> Vec<&'a str> {
    let query = Query {
        text,
        tag: None,
        order: Order::Name,
    };
    let places = Index::new(accounts).find(&query);
    places
        .into_iter()
        .map(|place| accounts[place].issuer.as_str())
        .collect()
}
