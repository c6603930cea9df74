//! WinAuth (formats.md §3.21).

use std::io::{Cursor, Write as _};

use propusk_transfer::import::ImportError;
use zip::ZipWriter;
use zip::unstable::write::FileOptionsExt as _;
use zip::write::SimpleFileOptions;

use crate::canonical::{ACCOUNTS, Account, gives, read, refused, survives_cutting};

/// Steam's own data; the secret is that of the canonical account in Base64.
const DATA: &str = "%7b%22shared_secret%22%3a%22c3RlYW0tc2VjcmV0c3RlYW0tc2VjcmV0%22%2c%22account_name%22%3a%22gamer%22%2c%22x%22%3a%22a+b%22%7d";

fn list() -> String {
    let steam =
        format!("otpauth://totp/gamer?secret=AAAAAAAAAAAAAAAA&digits=5&deviceid=a+b&data={DATA}");
    [
        "# WinAuth",
        "otpauth://totp/%d0%93%d0%be%d1%81%d1%83%d1%81%d0%bb%d1%83%d0%b3%d0%b8%3a%2b79001234567?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&digits=6",
        "",
        &steam,
        "otpauth://totp/my+account?secret=ONSWG4TFOQWXO2LUNAWXOZLJM5UHI43F&serial=EU-1234",
        "otpauth://hotp/Bank:card?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=6&counter=42",
    ]
    .join("\r\n")
}

fn expected() -> Vec<Account> {
    let battle_net = Account {
        issuer: "Battle.net",
        name: "my account",
        digits: 8,
        ..ACCOUNTS[4]
    };
    let steam = Account {
        secret: "ON2GKYLNFVZWKY3SMV2HG5DFMFWS243FMNZGK5A",
        ..ACCOUNTS[7]
    };
    vec![ACCOUNTS[0], steam, battle_net, ACCOUNTS[5]]
}

fn archive(name: &str, password: &str, text: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut options = SimpleFileOptions::default();
    if !password.is_empty() {
        let encrypted = options.with_deprecated_encryption(password.as_bytes());
        options = encrypted.expect("a password");
    }
    zip.start_file(name, options).expect("a member");
    zip.write_all(text).expect("memory");
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn reads_its_links_as_text_and_in_an_archive() {
    let parsed = gives("winauth", list().as_bytes(), None, &expected());
    assert!(parsed.refused.is_empty() && !parsed.encrypted);
    for password in ["", "test"] {
        let file = archive("winauth-2023-03-24.txt", password, list().as_bytes());
        let given = Some(password).filter(|password| !password.is_empty());
        let parsed = gives("winauth", &file, given, &expected());
        assert_eq!(parsed.encrypted, given.is_some());
        survives_cutting(&file, given, &expected());
    }
}

#[test]
fn a_list_that_was_cut_is_no_panic() {
    let text = list();
    for length in 0..text.len() {
        // What stands before the cut may still be whole accounts.
        if let Ok((_, parsed)) = read(&text.as_bytes()[..length], None) {
            assert!(parsed.found.len() <= expected().len());
        }
    }
}

#[test]
fn a_list_without_its_marks_is_an_ordinary_list_of_links() {
    let text = "otpauth://totp/a+b?secret=JBSWY3DPEHPK3PXP";
    let (format, parsed) = read(text.as_bytes(), None).expect("readable");
    assert_eq!(
        (format, parsed.found[0].entry.name.as_str()),
        ("uri-list", "a+b")
    );
    // In an archive of one text it is sure to be WinAuth's.
    let (format, parsed) = read(&archive("x.txt", "", text.as_bytes()), None).expect("readable");
    assert_eq!(
        (format, parsed.found[0].entry.name.as_str()),
        ("winauth", "a b")
    );
}

#[test]
fn tells_passwords_and_damage_apart() {
    let file = archive("x.txt", "test", list().as_bytes());
    assert_eq!(read(&file, None).err(), Some(ImportError::PasswordNeeded));
    // The old cipher checks one byte only.
    for password in ["a", "b", "c"] {
        let wrong = read(&file, Some(password)).expect_err("wrong");
        assert!(
            [
                ImportError::WrongPassword,
                ImportError::WrongPasswordOrDamaged
            ]
            .contains(&wrong),
            "{wrong:?}"
        );
    }
    let file = archive("x.txt", "", b"\xff\xfe\xff");
    assert_eq!(read(&file, None).err(), Some(ImportError::Damaged));
    let file = archive("x.doc", "", list().as_bytes());
    assert_eq!(read(&file, None).err(), Some(ImportError::UnknownArchive));
}

#[test]
fn one_bad_line_costs_only_itself() {
    let text = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP&data=%7b%7d\n\
                otpauth://totp/b?secret=JBSWY3DPEHPK3PXP&data=nothing\n\
                nonsense\n\
                otpauth://totp/c?secret=018x&serial=1\n\
                otpauth://push/d?secret=JBSWY3DPEHPK3PXP\n\
                otpauth://totp/e?secret=JBSWY3DPEHPK3PXP&digits=6&serial=1";
    let (_, parsed) = read(text.as_bytes(), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "missing_secret"),
            (2, "entry_damaged"),
            (3, "not_otp_text"),
            (4, "not_base32"),
            (5, "unknown_type"),
        ]
    );
    assert_eq!(parsed.found[0].entry.token.kind.digits(), 6);
}
