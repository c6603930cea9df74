//! One list of accounts from which the tests write the files of every app, and what an importer must
//! find in them.

use propusk_transfer::import::{self, Found, ImportError, Parsed, Password, Progress, Request};

/// An account as the tests write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    pub kind: &'static str,
    pub issuer: &'static str,
    pub name: &'static str,
    /// Base32; for mOTP the hex text.
    pub secret: &'static str,
    pub algorithm: &'static str,
    pub digits: u8,
    pub period: u64,
    pub counter: u64,
    pub pin: &'static str,
}

const TOTP: Account = Account {
    kind: "totp",
    issuer: "",
    name: "",
    secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    algorithm: "SHA1",
    digits: 6,
    period: 30,
    counter: 0,
    pin: "",
};

/// Every kind, every parameter that differs from the usual, and names that break simple readers.
pub const ACCOUNTS: [Account; 10] = [
    Account {
        issuer: "Госуслуги",
        name: "+79001234567",
        ..TOTP
    },
    Account {
        issuer: "GitHub",
        name: "mona@example.org",
        secret: "KRSXG5CTMVRXEZLUKN2XAZLSKRSXG5CT",
        ..TOTP
    },
    Account {
        issuer: "Long, \"quoted\" & <wide>",
        name: "a/b;c=d #1 100%",
        secret: "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U",
        algorithm: "SHA256",
        digits: 8,
        period: 60,
        ..TOTP
    },
    Account {
        issuer: "",
        name: "only a name",
        secret: "NBSWY3DPO5XXE3DENBSWY3DPO5XXE3DE",
        algorithm: "SHA512",
        digits: 7,
        period: 20,
        ..TOTP
    },
    Account {
        issuer: "日本 🗻",
        name: "",
        secret: "ONSWG4TFOQWXO2LUNAWXOZLJM5UHI43F",
        ..TOTP
    },
    Account {
        kind: "hotp",
        issuer: "Bank",
        name: "card",
        secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        period: 0,
        counter: 42,
        ..TOTP
    },
    Account {
        kind: "hotp",
        issuer: "Big",
        name: "counter",
        secret: "MJUWOY3POVXHIZLSMJUWOY3POVXHIZLS",
        algorithm: "SHA256",
        digits: 8,
        period: 0,
        counter: 4_294_967_297,
        ..TOTP
    },
    Account {
        kind: "steam",
        issuer: "Steam",
        name: "gamer",
        secret: "ON2GKYLNM5QW2ZLSON2GKYLNM5QW2ZLS",
        digits: 5,
        ..TOTP
    },
    Account {
        kind: "motp",
        issuer: "VPN",
        name: "worker",
        secret: "e3152afee62599c8e3152afee62599c8",
        algorithm: "MD5",
        period: 10,
        pin: "1234",
        ..TOTP
    },
    Account {
        kind: "yandex",
        issuer: "Yandex",
        name: "user",
        secret: "LA2V6KMCGYMWWVEW64RNP3JA3I",
        algorithm: "SHA256",
        digits: 8,
        pin: "7586",
        ..TOTP
    },
];

/// The accounts of some kinds.
pub fn of_kinds(kinds: &[&str]) -> Vec<Account> {
    let accounts = ACCOUNTS.iter().copied();
    accounts
        .filter(|account| kinds.contains(&account.kind))
        .collect()
}

/// The link of an account.
pub fn link(account: &Account) -> String {
    let counter = account.counter.to_string();
    let (digits, period) = (account.digits.to_string(), account.period.to_string());
    let fields = otp::Fields {
        kind: account.kind,
        secret: Some(account.secret),
        algorithm: Some(account.algorithm),
        digits: Some(&digits),
        period: Some(&period),
        counter: Some(&counter),
        pin: Some(account.pin),
    };
    let token = fields.token().expect("an account");
    otp::uri::write(&otp::Entry::new(account.issuer, account.name, token)).to_string()
}

/// An archive without a password.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).expect("in memory");
        zip.write_all(bytes).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// Reads a file.
pub fn read(bytes: &[u8], password: Option<&str>) -> Result<(&'static str, Parsed), ImportError> {
    let progress = Progress::default();
    let password = password.map(|text| Password::new(text.to_owned()));
    let mut request = Request::new(bytes, &progress);
    request.password = password.as_ref();
    import::read(&request).map(|(format, parsed)| (format.id, parsed))
}

/// Reads a file that must be of this format and must give exactly these accounts.
#[track_caller]
pub fn gives(format: &str, bytes: &[u8], password: Option<&str>, accounts: &[Account]) -> Parsed {
    let (found_format, parsed) = read(bytes, password).expect("readable");
    assert_eq!(found_format, format);
    let found: Vec<String> = parsed.found.iter().map(in_words).collect();
    let expected: Vec<String> = accounts.iter().map(expected_words).collect();
    assert_eq!(found, expected, "refused: {:?}", parsed.refused);
    parsed
}

/// The codes of what was refused, in order.
pub fn refused(parsed: &Parsed) -> Vec<(usize, &'static str)> {
    let refused = parsed.refused.iter();
    refused
        .map(|refused| (refused.place, refused.reason.code()))
        .collect()
}

/// No prefix of the file panics or is taken for the whole: each gives an error, or at most `most`
/// accounts and never one that is not in the list. Samples the lengths of a long file.
#[track_caller]
pub fn survives_cutting(bytes: &[u8], password: Option<&str>, accounts: &[Account]) {
    let expected: Vec<String> = accounts.iter().map(expected_words).collect();
    let step = (bytes.len() / 64).max(1);
    for length in (0..bytes.len()).step_by(step) {
        if let Ok((_, parsed)) = read(&bytes[..length], password) {
            for found in &parsed.found {
                let found = in_words(found);
                assert!(expected.contains(&found), "{length}: {found}");
            }
        }
    }
}

fn in_words(found: &Found) -> String {
    let token = &found.entry.token;
    let kind = &token.kind;
    let counter = match kind {
        otp::Kind::Hotp { counter, .. } => counter.get(),
        _ => 0,
    };
    let period = kind.period().map_or(0, otp::Period::get);
    // EXPOSE: a test compares it.
    let pin = kind.pin().map_or("", |pin| pin.expose());
    format!(
        "{} {:?} {:?} {} {} {} {period} {counter} {pin}",
        kind.name(),
        found.entry.issuer,
        found.entry.name,
        token.secret_text().as_str(),
        kind.algorithm(),
        kind.digits(),
    )
}

fn expected_words(account: &Account) -> String {
    format!(
        "{} {:?} {:?} {} {} {} {} {} {}",
        account.kind,
        account.issuer,
        account.name,
        account.secret,
        account.algorithm,
        account.digits,
        account.period,
        account.counter,
        account.pin
    )
}
