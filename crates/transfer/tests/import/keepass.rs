//! KeePass (formats.md §5.3).

use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use keepass::config::{CompressionConfig, DatabaseConfig, KdfConfig, OuterCipherConfig};
use keepass::db::{GroupId, GroupMut};
use keepass::{Database, DatabaseKey};
use propusk_transfer::import::{self, ImportError, Password, Progress, Request, Unsupported};
use sha2::{Digest, Sha256};

use crate::canonical::{ACCOUNTS, gives, link, read, refused, survives_cutting};

const APP: &str = "keepass";

/// Argon2d as the writer has it by default, and cheaper.
fn argon2d() -> KdfConfig {
    let mut kdf = DatabaseConfig::default().kdf_config;
    if let KdfConfig::Argon2 {
        iterations,
        memory,
        parallelism,
        ..
    } = &mut kdf
    {
        (*iterations, *memory, *parallelism) = (2, 64 * 1024, 1);
    }
    kdf
}

fn argon2id() -> KdfConfig {
    let KdfConfig::Argon2 {
        iterations,
        memory,
        parallelism,
        version,
    } = argon2d()
    else {
        panic!("the default is another");
    };
    KdfConfig::Argon2id {
        iterations,
        memory,
        parallelism,
        version,
    }
}

fn config(kdf: KdfConfig) -> DatabaseConfig {
    let mut config = DatabaseConfig::default();
    config.kdf_config = kdf;
    config
}

fn fill(root: &mut GroupMut<'_>) {
    for account in ACCOUNTS {
        let mut entry = root.add_entry();
        entry.set_unprotected("Title", account.issuer);
        entry.set_unprotected("UserName", account.name);
        entry.set_protected("Password", "secret");
        entry.set_protected("otp", link(&account));
    }
    root.add_entry().set_unprotected("Title", "no code");
}

fn database(config: DatabaseConfig) -> Database {
    let mut database = Database::with_config(config);
    fill(&mut database.root_mut());
    database
}

fn saved(database: &Database, key: DatabaseKey) -> Vec<u8> {
    let mut bytes = Vec::new();
    database.save(&mut bytes, key).expect("saved");
    bytes
}

fn with_password(database: &Database) -> Vec<u8> {
    saved(database, DatabaseKey::new().with_password("пароль"))
}

fn entry_of(fields: &[(&str, &str)]) -> Database {
    let mut database = Database::with_config(config(argon2id()));
    let mut root = database.root_mut();
    let mut entry = root.add_entry();
    for (name, value) in fields {
        entry.set_protected(*name, *value);
    }
    database
}

#[test]
fn opens_every_cipher_derivation_and_compression() {
    for kdf in [argon2id(), argon2d(), KdfConfig::Aes { rounds: 1_000 }] {
        let file = with_password(&database(config(kdf)));
        let parsed = gives(APP, &file, Some("пароль"), &ACCOUNTS);
        assert!(parsed.encrypted && !parsed.holds_passwords && parsed.refused.is_empty());
    }
    for cipher in [OuterCipherConfig::Twofish, OuterCipherConfig::ChaCha20] {
        let mut config = config(argon2id());
        config.outer_cipher_config = cipher;
        config.compression_config = CompressionConfig::None;
        gives(
            APP,
            &with_password(&database(config)),
            Some("пароль"),
            &ACCOUNTS,
        );
    }
}

#[test]
fn wrong_password_and_damage_differ() {
    let file = with_password(&database(config(argon2id())));
    assert_eq!(read(&file, None).err(), Some(ImportError::PasswordNeeded));
    assert_eq!(
        read(&file, Some("x")).err(),
        Some(ImportError::WrongPassword)
    );
    assert_eq!(
        read(&file, Some("")).err(),
        Some(ImportError::KeyFileNeeded)
    );
    survives_cutting(&file, Some("пароль"), &ACCOUNTS);
    let mut changed = file.clone();
    let last = changed.len() - 60;
    changed[last] ^= 1;
    assert_eq!(
        read(&changed, Some("пароль")).err(),
        Some(ImportError::Damaged)
    );
    for length in 0..file.len().min(400) {
        assert!(read(&file[..length], Some("пароль")).is_err(), "{length}");
    }
}

#[test]
fn other_versions_are_named() {
    let file = with_password(&database(config(argon2id())));
    for (at, value, expected) in [
        (4, 0x65, Unsupported::KeePass1),
        (4, 0x66, Unsupported::OldVersion),
        (10, 2, Unsupported::OldVersion),
        (10, 5, Unsupported::NewerVersion),
    ] {
        let mut other = file.clone();
        other[at] = value;
        let found = read(&other, Some("пароль")).err();
        assert_eq!(
            found,
            Some(ImportError::Unsupported(expected)),
            "{at} {value}"
        );
    }
}

#[test]
fn what_the_header_asks_for_is_bounded_and_its_fields_are_whole() {
    let file = with_password(&database(config(argon2id())));
    let place = |key: &[u8]| {
        let found = file.windows(key.len()).position(|window| window == key);
        found.expect("in the header") + key.len()
    };
    for (key, at, byte) in [
        // Memory, passes and lanes, each behind its key and length.
        (&b"\x01\0\0\0M\x08\0\0\0"[..], 4, 1),
        (b"\x01\0\0\0I\x08\0\0\0", 4, 1),
        (b"\x01\0\0\0P\x04\0\0\0", 1, 1),
    ] {
        let mut costly = file.clone();
        costly[place(key) + at] = byte;
        let found = read(&costly, Some("пароль")).err();
        assert_eq!(found, Some(ImportError::TooMuchEffort), "{key:?}");
    }
    let mut short = file.clone();
    short[place(b"\x01\0\0\0P")] = 2;
    assert_eq!(
        read(&short, Some("пароль")).err(),
        Some(ImportError::Damaged)
    );
    let aes = config(KdfConfig::Aes { rounds: 1_000 });
    let mut rounds = with_password(&database(aes));
    let at = rounds
        .windows(5)
        .position(|window| window == b"\x01\0\0\0R")
        .expect("rounds");
    rounds[at + 9 + 4] = 1;
    assert_eq!(
        read(&rounds, Some("пароль")).err(),
        Some(ImportError::TooMuchEffort)
    );
    let mut cipher = file.clone();
    let at = place(b"\x02\x10\0\0\0");
    cipher[at] ^= 1;
    assert_eq!(
        read(&cipher, Some("пароль")).err(),
        Some(ImportError::Unsupported(Unsupported::Cipher))
    );
}

#[test]
fn a_key_file_opens_alone_or_beside_the_password() {
    let file = b"any bytes are a key file".as_slice();
    let key = || {
        DatabaseKey::new()
            .with_keyfile(&mut { file })
            .expect("a key")
    };
    let alone = saved(&database(config(argon2id())), key());
    let both = saved(&database(config(argon2id())), key().with_password("x"));
    let open = |bytes: &[u8], password: Option<&str>, key_file: Option<&[u8]>| {
        let progress = Progress::default();
        let password = password.map(|text| Password::new(text.to_owned()));
        let mut request = Request::new(bytes, &progress);
        request.password = password.as_ref();
        request.key_file = key_file;
        import::read(&request).map(|(_, parsed)| parsed.found.len())
    };
    let all = Ok(ACCOUNTS.len());
    assert_eq!(open(&alone, None, Some(file)), all);
    assert_eq!(open(&alone, Some(""), Some(file)), all);
    assert_eq!(open(&both, Some("x"), Some(file)), all);
    assert_eq!(
        open(&both, Some("x"), None),
        Err(ImportError::WrongPassword)
    );
    assert_eq!(
        open(&both, Some("y"), Some(file)),
        Err(ImportError::WrongPassword)
    );
    assert_eq!(
        open(&alone, None, Some(b"other")),
        Err(ImportError::KeyFileNeeded)
    );
}

#[test]
fn groups_and_tags_are_tags_and_the_recycle_bin_is_refused() {
    let mut database = Database::with_config(config(argon2id()));
    let mut root = database.root_mut();
    root.name = "My database".to_owned();
    let add = |group: &mut GroupMut<'_>, title: &str| {
        let mut entry = group.add_entry();
        entry.set_unprotected("Title", title);
        entry.set_unprotected("Notes", "заметка");
        entry.set_protected("otp", "JBSWY3DPEHPK3PXP");
        entry.tags = vec!["Важное".to_owned()];
    };
    add(&mut root, "top");
    let mut work = root.add_group();
    work.name = "Работа".to_owned();
    add(&mut work, "work");
    let mut mail = work.add_group();
    mail.name = "Mail".to_owned();
    add(&mut mail, "mail");
    let mut bin = root.add_group();
    bin.name = "Recycle Bin".to_owned();
    let id: GroupId = bin.id();
    let mut inner = bin.add_group();
    add(&mut inner, "binned");
    database.meta.recyclebin_uuid = Some(id.uuid());
    database.meta.recyclebin_enabled = Some(true);

    let (_, parsed) = read(&with_password(&database), Some("пароль")).expect("readable");
    let tags: Vec<_> = parsed
        .found
        .iter()
        .map(|found| found.tags.join("|"))
        .collect();
    assert_eq!(tags, ["Важное", "Работа|Важное", "Работа/Mail|Важное"]);
    assert_eq!(parsed.found[0].note, "заметка");
    assert_eq!(refused(&parsed), [(4, "entry_trashed")]);
    assert_eq!(parsed.refused[0].issuer, "binned");

    database.meta.recyclebin_enabled = Some(false);
    let (_, parsed) = read(&with_password(&database), Some("пароль")).expect("readable");
    assert_eq!(parsed.found.len(), 4);
}

/// What the attributes of one entry give: kind, secret, hash, digits, period, counter.
fn codes(fields: &[(&str, &str)]) -> Vec<String> {
    let file = with_password(&entry_of(fields));
    let (_, parsed) = read(&file, Some("пароль")).expect("readable");
    let found = parsed.found.iter().map(|found| {
        let token = &found.entry.token;
        let counter = match &token.kind {
            otp::Kind::Hotp { counter, .. } => counter.get(),
            _ => 0,
        };
        format!(
            "{} {} {} {} {} {counter}",
            token.kind.name(),
            token.secret_text().as_str(),
            token.kind.algorithm(),
            token.kind.digits(),
            token.kind.period().map_or(0, otp::Period::get),
        )
    });
    let refused = parsed
        .refused
        .iter()
        .map(|refused| refused.reason.code().to_owned());
    found.chain(refused).collect()
}

#[test]
fn reads_every_spelling_of_a_code() {
    let plain = "totp JBSWY3DPEHPK3PXP SHA1 6 30 0";
    let long = "totp JBSWY3DPEHPK3PXP SHA256 8 60 0";
    // The bytes of JBSWY3DPEHPK3PXP.
    let (hex, base64) = ("48656c6c6f21deadbeef", "SGVsbG8h3q2+7w==");
    let keeotp = "key=JBSWY3DPEHPK3PXP&size=8&step=60&otpHashMode=sha256";
    for (fields, expected) in [
        (&[("otp", "JBSWY3DPEHPK3PXP")][..], plain),
        (&[("otp", keeotp)], long),
        (
            &[("otp", "key=JBSWY3DPEHPK3PXP&type=hotp&counter=7")],
            "hotp JBSWY3DPEHPK3PXP SHA1 6 0 7",
        ),
        (
            &[("otp", "key=SGVsbG8h3q2+7w%3d%3d&encoding=base64")],
            plain,
        ),
        (&[("otp", "key=48656c6c6f21deadbeef&encoding=Hex")], plain),
        (
            &[(
                "otp",
                "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&encoder=steam",
            )],
            "steam JBSWY3DPEHPK3PXP SHA1 5 30 0",
        ),
        (&[("TimeOtp-Secret-Base32", "jbsw y3dp ehpk 3pxp")], plain),
        (&[("TimeOtp-Secret-Hex", hex)], plain),
        (&[("TimeOtp-Secret-Base64", base64)], plain),
        (
            &[("TimeOtp-Secret", "12345678901234567890")],
            "totp GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ SHA1 6 30 0",
        ),
        (
            &[
                ("TimeOtp-Secret-Base32", "JBSWY3DPEHPK3PXP"),
                ("TimeOtp-Length", "8"),
                ("TimeOtp-Period", "60"),
                ("TimeOtp-Algorithm", "HMAC-SHA-256"),
            ],
            long,
        ),
        (
            &[("HmacOtp-Secret-Hex", hex), ("HmacOtp-Counter", "5")],
            "hotp JBSWY3DPEHPK3PXP SHA1 6 0 5",
        ),
        (&[("TOTP Seed", "jbsw y3dp ehpk 3pxp")], plain),
        (
            &[
                ("TOTP Seed", "JBSWY3DPEHPK3PXP"),
                ("TOTP Settings", "60;8;https://t"),
            ],
            "totp JBSWY3DPEHPK3PXP SHA1 8 60 0",
        ),
        (
            &[("TOTP Seed", "JBSWY3DPEHPK3PXP"), ("TOTP Settings", "30;S")],
            "steam JBSWY3DPEHPK3PXP SHA1 5 30 0",
        ),
        (
            &[
                ("TimeOtp-Secret-Base32", "JBSWY3DPEHPK3PXP"),
                ("TimeOtp-Algorithm", "HMAC-SHA3"),
            ],
            "unknown_algorithm",
        ),
        (
            &[("otp", "key=JBSWY3DPEHPK3PXP&encoding=rot13")],
            "entry_damaged",
        ),
    ] {
        assert_eq!(codes(fields), [expected], "{fields:?}");
    }
    let both = [
        ("TimeOtp-Secret-Base32", "JBSWY3DPEHPK3PXP"),
        ("HmacOtp-Secret-Base32", "JBSWY3DPEHPK3PXP"),
    ];
    assert_eq!(codes(&both).len(), 2);
}

#[test]
fn the_stand_ins_of_keepassxc_are_no_names() {
    let link = "otpauth://totp/KeePassXC:none?secret=JBSWY3DPEHPK3PXP&issuer=KeePassXC";
    let file = with_password(&entry_of(&[("otp", link)]));
    let (_, parsed) = read(&file, Some("пароль")).expect("readable");
    let entry = &parsed.found[0].entry;
    assert_eq!((entry.issuer.as_str(), entry.name.as_str()), ("", ""));
}

/// A database of version 3.1: hashed blocks in AES-CBC, values in clear.
fn version_3(xml: &str) -> Vec<u8> {
    let sha = |parts: &[&[u8]]| -> [u8; 32] { Sha256::digest(parts.concat()).into() };
    let (master_seed, seed, iv, start) = ([1_u8; 32], [2_u8; 32], [3_u8; 16], [4_u8; 32]);
    let mut file = b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\x01\0\x03\0".to_vec();
    let aes = b"\x31\xc1\xf2\xe6\xbf\x71\x43\x50\xbe\x58\x05\x21\x6a\xfc\x5a\xff";
    for (id, value) in [
        (2_u8, aes.as_slice()),
        (3, &[0; 4]),
        (4, &master_seed),
        (5, &seed),
        (6, &100_u64.to_le_bytes()),
        (7, &iv),
        (8, &[5; 32]),
        (9, &start),
        (10, &[0; 4]),
        (0, b"\r\n\r\n"),
    ] {
        file.push(id);
        file.extend(u16::try_from(value.len()).expect("short").to_le_bytes());
        file.extend(value);
    }
    let composite = sha(&[&sha(&["пароль".as_bytes()])]);
    let cipher = Aes256::new(&seed.into());
    let mut halves = [0, 16].map(|at| {
        let half: [u8; 16] = composite[at..at + 16].try_into().expect("16 bytes");
        half.into()
    });
    for half in &mut halves {
        for _ in 0..100 {
            cipher.encrypt_block(half);
        }
    }
    let transformed = sha(&[&halves[0], &halves[1]]);
    let key = sha(&[&master_seed, &transformed]);
    let mut body = start.to_vec();
    body.extend(0_u32.to_le_bytes());
    body.extend(sha(&[xml.as_bytes()]));
    body.extend(u32::try_from(xml.len()).expect("short").to_le_bytes());
    body.extend(xml.as_bytes());
    body.extend(1_u32.to_le_bytes());
    body.extend([0; 36]);
    file.extend(
        cbc::Encryptor::<Aes256>::new(&key.into(), &iv.into()).encrypt_padded_vec::<Pkcs7>(&body),
    );
    file
}

fn id(byte: u8) -> String {
    STANDARD.encode([byte; 16])
}

fn entry(number: u8, fields: &[(&str, &str)], history: &str) -> String {
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&#34;")
    };
    let fields = fields.iter().map(|(key, value)| {
        let value = escape(value);
        format!("<String><Key>{key}</Key><Value>{value}</Value></String>")
    });
    let fields: String = fields.collect();
    let id = id(number);
    format!("<Entry><UUID>{id}</UUID><Tags>a;b</Tags>{fields}<History>{history}</History></Entry>")
}

/// A database as XML: every entry has an older version, and one more lies in the recycle bin.
fn xml() -> String {
    let accounts = ACCOUNTS.iter().zip(100..);
    let entries = accounts.map(|(account, number)| {
        let link = link(account);
        let fields = [
            ("Title", account.issuer),
            ("UserName", account.name),
            ("otp", link.as_str()),
        ];
        let old = [("Title", "old"), ("otp", "JBSWY3DPEHPK3PXP")];
        entry(number, &fields, &entry(number, &old, ""))
    });
    let entries: String = entries.collect();
    let binned = entry(99, &[("Title", "binned"), ("otp", "JBSWY3DPEHPK3PXP")], "");
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<KeePassFile>\
         <Meta><Generator>KeePass</Generator><DatabaseName /><RecycleBinEnabled>True</RecycleBinEnabled>\
         <RecycleBinUUID>{bin}</RecycleBinUUID></Meta>\
         <Root><Group><UUID>{root}</UUID><Name>Database</Name>\
         <Group><UUID>{work}</UUID><Name>R&amp;D</Name>{entries}</Group>\
         <Group><UUID>{bin}</UUID><Name>Bin</Name>{binned}</Group></Group></Root></KeePassFile>",
        root = id(1),
        work = id(2),
        bin = id(3),
    )
}

#[test]
fn reads_the_xml_export() {
    let file = xml();
    let parsed = gives(APP, file.as_bytes(), None, &ACCOUNTS);
    assert!(parsed.holds_passwords && !parsed.encrypted);
    assert_eq!(parsed.found[0].tags, ["R&D", "a", "b"]);
    assert_eq!(refused(&parsed), [(11, "entry_trashed")]);
    survives_cutting(file.as_bytes(), None, &ACCOUNTS);
    let deep = format!("<KeePassFile>{}", "<Group>".repeat(100_000));
    assert_eq!(
        read(deep.as_bytes(), None).err(),
        Some(ImportError::Damaged)
    );
    let none = "<KeePassFile><Meta/><Root><Group/></Root></KeePassFile>";
    assert_eq!(
        read(none.as_bytes(), None).err(),
        Some(ImportError::NoAccounts)
    );
}

#[test]
fn opens_version_3_which_cannot_tell_a_wrong_password_from_damage() {
    let file = version_3(&xml());
    let parsed = gives(APP, &file, Some("пароль"), &ACCOUNTS);
    assert!(parsed.encrypted);
    assert_eq!(refused(&parsed), [(11, "entry_trashed")]);
    let wrong = read(&file, Some("x")).err();
    assert_eq!(wrong, Some(ImportError::WrongPasswordOrDamaged));
    survives_cutting(&file, Some("пароль"), &ACCOUNTS);
    // An older version under another name: the reader of databases panics over it.
    let forged = xml().replacen(&id(100), &id(98), 1);
    let found = read(&version_3(&forged), Some("пароль")).err();
    assert_eq!(found, Some(ImportError::Damaged));
}

#[test]
fn reads_the_tables() {
    let mut text =
        "\"Group\",\"Title\",\"Username\",\"Password\",\"URL\",\"Notes\",\"TOTP\"\n".to_owned();
    for account in ACCOUNTS {
        let title = account.issuer.replace('"', "\"\"");
        let link = link(&account);
        text += &format!(
            "\"Root/R&D\",\"{title}\",\"{}\",\"pw\",\"\",\"\",\"{link}\"\n",
            account.name
        );
    }
    let parsed = gives(APP, text.as_bytes(), None, &ACCOUNTS);
    assert!(parsed.holds_passwords);
    assert_eq!(parsed.found[0].tags, ["R&D"]);
    let old = "\"Account\",\"Login Name\",\"Password\",\"Web Site\",\"Comments\"\n\"a\",\"b\",\"c\",\"\",\"\"\n";
    assert_eq!(
        read(old.as_bytes(), None).err(),
        Some(ImportError::NoAccounts)
    );
}

/// Each group repeats the names of those around it: 1 000 long ones would take gigabytes.
#[test]
fn refuses_groups_with_endless_names() {
    let name = "x".repeat(1_000);
    let groups = format!("<Group><Name>{name}</Name>").repeat(12) + &"</Group>".repeat(12);
    let file = format!("<?xml version=\"1.0\"?><KeePassFile><Root>{groups}</Root></KeePassFile>");
    let found = read(file.as_bytes(), None).err();
    assert_eq!(found, Some(ImportError::Damaged));
}
