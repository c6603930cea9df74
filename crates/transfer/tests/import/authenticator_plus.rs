//! Authenticator Plus (formats.md §3.20).

use std::io::{Cursor, Write as _};

use propusk_transfer::import::ImportError;
use zip::write::SimpleFileOptions;
use zip::{AesMode, ZipWriter};

use crate::canonical::{ACCOUNTS, read, refused, survives_cutting};

const LIST: &str = "otpauth://totp/GitHub:mona%40example.org?secret=KRSXG5CTMVRXEZLUKN2XAZLSKRSXG5CT&issuer=GitHub\r\n\
                    otpauth://hotp/Bank:card?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=42\r\n\
                    otpauth://push/x?secret=GEZDGNBVGY3TQOJQ\r\n";

fn archive(password: Option<&str>, text: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let options = match password {
        Some(password) => options.with_aes_encryption(AesMode::Aes256, password),
        None => options,
    };
    zip.start_file("Accounts.txt", options).expect("a member");
    zip.write_all(text).expect("memory");
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn reads_the_list_in_the_archive() {
    for password in [None, Some("пароль")] {
        let file = archive(password, LIST.as_bytes());
        let (format, parsed) = read(&file, password).expect("readable");
        assert_eq!(format, "authenticator-plus");
        assert_eq!(parsed.encrypted, password.is_some());
        let names: Vec<_> = parsed.found.iter().map(|f| f.entry.name.as_str()).collect();
        assert_eq!(names, ["mona@example.org", "card"]);
        assert_eq!(refused(&parsed), [(3, "unknown_type")]);
        survives_cutting(&file, password, &[ACCOUNTS[1], ACCOUNTS[5]]);
    }
}

#[test]
fn tells_a_wrong_password_from_damage() {
    let file = archive(Some("пароль"), LIST.as_bytes());
    assert_eq!(read(&file, None).err(), Some(ImportError::PasswordNeeded));
    assert_eq!(
        read(&file, Some("x")).err(),
        Some(ImportError::WrongPassword)
    );
    let file = archive(None, b"\xff\xfe\xff");
    assert_eq!(read(&file, None).err(), Some(ImportError::Damaged));
}
