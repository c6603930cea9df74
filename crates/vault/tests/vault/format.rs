//! The format that docs/vault-format.md describes: golden files, fields of later versions, accounts
//! that cannot be read, and a reader in another language.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::str::FromStr;

use age::x25519::Identity;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use vault::keyring::user_of;
use vault::{Guard, Passphrase, PointKind, RecoveryKey, Start, Vault};

use crate::fixtures::{Desk, NOW, copy_folder, has_program, one_of_each, skip, totp};
use crate::keys;

/// The id of the golden vaults.
const GOLDEN_ID: &str = "8b6e3a52-5d0f-4c1e-9a77-2f0c6c1d4e10";

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

fn identity(key: &[u8]) -> Identity {
    Identity::from_str(std::str::from_utf8(key).unwrap().trim()).unwrap()
}

fn decrypt(sealed: &[u8], key: &[u8]) -> Vec<u8> {
    let decryptor = age::Decryptor::new_buffered(sealed).unwrap();
    let identity = identity(key);
    let identity: &dyn age::Identity = &identity;
    let mut plain = Vec::new();
    decryptor
        .decrypt(std::iter::once(identity))
        .unwrap()
        .read_to_end(&mut plain)
        .unwrap();
    plain
}

fn encrypt(plain: &[u8], key: &[u8]) -> Vec<u8> {
    let recipient = identity(key).to_public();
    let recipient: &dyn age::Recipient = &recipient;
    let mut sealed = Vec::new();
    let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient)).unwrap();
    let mut writer = encryptor.wrap_output(&mut sealed).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap();
    sealed
}

impl Desk {
    /// The device key of the one vault of this desk.
    pub(crate) fn key(&self) -> Vec<u8> {
        self.keyring.read(&self.user()).unwrap().remove(0).to_vec()
    }

    pub(crate) fn body(&self) -> Value {
        serde_json::from_slice(&decrypt(&self.bytes("vault.age"), &self.key())).unwrap()
    }

    /// Puts a vault with this content in place, as another version might write it.
    pub(crate) fn put_body(&self, body: &[u8]) {
        self.put("vault.age", &encrypt(body, &self.key()));
    }

    /// A desk with a vault file of the test data and its throw-away key.
    fn golden(vault: &[u8], key: &[u8]) -> Self {
        let desk = Self::new();
        desk.put("vault.age", vault);
        desk.put("vault.id", GOLDEN_ID.as_bytes());
        desk.fake.put(&user_of(GOLDEN_ID), key.trim_ascii(), None);
        desk
    }
}

/// The content of the golden vault, with the public half of its key.
fn golden_body(key: &[u8]) -> String {
    let text = std::fs::read_to_string(data("format-1.body.json")).unwrap();
    text.replace("@KEY@", &identity(key).to_public().to_string())
}

fn check_golden(opened: Vault) -> Vault {
    assert_eq!(opened.id(), GOLDEN_ID);
    let found: Vec<_> = opened
        .accounts()
        .iter()
        .map(|account| {
            let kind = &account.token.kind;
            let at = match account.issuer.as_str() {
                "Госуслуги" => 59,
                "Steam" => 1_511_200_518,
                "Yandex" => 1_581_064_020,
                "VPN" => 165_892_298,
                _ => 0,
            };
            let code = account.token.code_at(at).unwrap().as_str().to_owned();
            (
                account.issuer.as_str(),
                kind.name(),
                kind.algorithm().name(),
                code,
            )
        })
        .collect();
    let expected = [
        ("Госуслуги", "totp", "SHA1", "94287082"), // RFC 6238, appendix B
        ("RFC 4226", "hotp", "SHA1", "969429"),    // RFC 4226, appendix D, count 3
        ("Steam", "steam", "SHA1", "FR8RV"),
        ("Yandex", "yandex", "SHA256", "oactmacq"),
        ("VPN", "motp", "MD5", "e7d8b6"),
        ("ГОСТ", "totp", "GOST3411_2012_256", "142835"), // as computed when the file was made
    ];
    let expected = expected.map(|(issuer, kind, hash, code)| (issuer, kind, hash, code.to_owned()));
    assert_eq!(found, expected);
    let first = &opened.accounts()[0];
    assert_eq!(
        (first.name.as_str(), first.note.as_str()),
        ("ivan@example.org", "два\nряда")
    );
    assert_eq!(first.tags, ["дом", "важное"]);
    assert_eq!(first.recovery_codes[1].as_str(), "3333-4444");
    assert!(first.favourite && first.confirmed);
    assert_eq!((first.use_count, first.last_used), (7, Some(1_749_999_000)));
    assert_eq!(
        (first.created_at, first.updated_at),
        (1_700_000_000, 1_740_000_000)
    );
    assert_eq!(opened.trash().len(), 1);
    assert_eq!(opened.trash()[0].account.issuer, "old");
    let ids: Vec<_> = opened
        .unreadable()
        .iter()
        .map(|it| it.id.as_deref().unwrap()[34..].to_owned())
        .collect();
    assert_eq!(
        ids,
        ["07", "01", "08"],
        "unknown kind, second of an id, unknown algorithm"
    );
    opened
}

#[test]
fn the_golden_vault_of_format_1_opens_for_ever() {
    let key = std::fs::read(data("format-1.key")).unwrap();
    let desk = Desk::golden(&std::fs::read(data("format-1.age")).unwrap(), &key);
    check_golden(desk.open());
}

/// The app password of the golden folders.
const GOLDEN_PASSWORD: &str = "Ёлка, 7 чижей и один ёж";

fn golden_sheet() -> RecoveryKey {
    RecoveryKey::from_text(
        std::fs::read_to_string(data("format-1.sheet"))
            .unwrap()
            .trim(),
    )
    .unwrap()
}

/// A desk with a copy of a golden folder.
fn golden_folder(name: &str) -> Desk {
    let desk = Desk::new();
    copy_folder(&data(name), desk.dir.path());
    desk
}

#[test]
fn the_golden_folder_with_a_password_and_a_sheet_opens_for_ever() {
    let password = Passphrase::new(GOLDEN_PASSWORD);
    let desk = golden_folder("format-1-password");
    let opened = check_golden(desk.unlock(&password));
    assert_eq!(opened.guard(), Guard::Password);
    let recovery = opened.recovery().unwrap();
    assert_eq!(
        (recovery.made_at, recovery.checked_at),
        (NOW, Some(NOW + 60))
    );
    let kinds: Vec<_> = opened
        .points()
        .unwrap()
        .iter()
        .map(|it| (it.kind, it.accounts))
        .collect();
    assert_eq!(kinds, [(PointKind::Previous, 6), (PointKind::Snapshot, 6)]);
    check_golden(desk.open_by(&golden_sheet()));
    // Each of its files for itself: the copy of the key, the previous file, the snapshot.
    std::fs::remove_file(desk.file("device-key.age")).unwrap();
    for gone in ["vault.age", "vault.previous.age"] {
        std::fs::remove_file(desk.file(gone)).unwrap();
        let opened = check_golden(desk.unlock(&password));
        assert_eq!(opened.restored(), Some(NOW + 60));
        check_golden(desk.open_by(&golden_sheet()));
    }
}

/// What a kill between the second and the third step of an exchange leaves.
#[test]
fn the_golden_folder_of_an_interrupted_exchange_opens_for_ever() {
    let old = std::fs::read(data("format-1.key")).unwrap();
    let password = Passphrase::new(GOLDEN_PASSWORD);
    let with_old_key = golden_folder("format-1-switch");
    with_old_key
        .fake
        .put(&user_of(GOLDEN_ID), old.trim_ascii(), None);
    let opened = check_golden(with_old_key.open());
    assert!(!opened.is_switch_unfinished(), "and it is finished");
    assert!(with_old_key.fake.users().is_empty());
    check_golden(with_old_key.unlock(&password));
    // Or the old key is gone, and the new one does it.
    let without = golden_folder("format-1-switch");
    let opened = check_golden(without.unlock(&password));
    assert_eq!(
        (opened.guard(), opened.is_switch_unfinished()),
        (Guard::Password, false)
    );
    check_golden(without.unlock(&password));
    // The sheet finishes it as well.
    let desk = golden_folder("format-1-switch");
    let by_sheet = vault::unlock_with_sheet(&desk.dir, &desk.keyring, &golden_sheet(), NOW);
    check_golden(by_sheet.unwrap());
    check_golden(desk.unlock(&password));
}

/// One process is killed in the middle of an exchange while another one starts: the other one had read
/// the vault before, and must not take the new key file for one that nobody needs.
#[test]
fn a_start_beside_an_exchange_does_not_discard_its_key_file() {
    let key = std::fs::read(data("format-1.key")).unwrap();
    let desk = Desk::golden(&std::fs::read(data("format-1.age")).unwrap(), &key);
    let exchange = data("format-1-switch");
    let new_file = "device-key.new.age";
    desk.put(new_file, &std::fs::read(exchange.join(new_file)).unwrap());
    let lock = std::fs::File::create(desk.file("lock")).unwrap();
    lock.lock().unwrap();
    let started = std::thread::scope(|scope| {
        let start = scope.spawn(|| desk.open());
        std::thread::sleep(std::time::Duration::from_millis(500));
        desk.put(
            "vault.age",
            &std::fs::read(exchange.join("vault.age")).unwrap(),
        );
        lock.unlock().unwrap();
        start.join().unwrap()
    });
    assert!(!started.is_switch_unfinished());
    check_golden(desk.unlock(&Passphrase::new(GOLDEN_PASSWORD)));
}

/// Writes the golden files. Run once, when the format was made; later formats get files of their own.
#[test]
#[ignore = "writes the test data"]
fn write_golden() {
    let key = std::fs::read(data("format-1.key")).unwrap();
    let desk = Desk::golden(&encrypt(golden_body(&key).as_bytes(), &key), &key);
    let mut vault = check_golden(desk.open());
    let id = vault.accounts()[1].id.clone();
    vault.edit(&id, vault::Edit::default(), NOW).unwrap();
    if !data("format-1.age").exists() {
        std::fs::write(data("format-1.age"), desk.bytes("vault.age")).unwrap();
    }
    if !data("format-1.sheet").exists() {
        let sheet = RecoveryKey::generate();
        std::fs::write(data("format-1.sheet"), sheet.to_text().as_bytes()).unwrap();
    }
    let sheet = golden_sheet();
    vault.set_recovery(&sheet, false, NOW).unwrap();
    vault.check_recovery(&sheet, NOW + 60).unwrap();
    vault
        .set_password(&desk.keyring, &Passphrase::new(GOLDEN_PASSWORD), NOW + 60)
        .unwrap();
    let folder = data("format-1-password");
    std::fs::create_dir(&folder).unwrap();
    for name in ["lock", "settings.json"] {
        std::fs::remove_file(desk.file(name)).unwrap();
    }
    copy_folder(desk.dir.path(), &folder);

    let folder = data("format-1-switch");
    std::fs::create_dir(&folder).unwrap();
    let key_file = desk.bytes("device-key.age");
    let new = keys::identity_under(&key_file, GOLDEN_PASSWORD).unwrap();
    let old = std::str::from_utf8(&key).unwrap().trim();
    // As text: a number in it is too large for a `Value`.
    let text = keys::opened(&desk.bytes("vault.age"), &new).unwrap();
    let text = String::from_utf8(text).unwrap();
    let also = json!({"kind": "device", "key": keys::public(old)});
    let mark: String = Sha256::digest(&key_file)
        .iter()
        .map(|it| format!("{it:02x}"))
        .collect();
    let switch = json!({"old": old, "new": new, "to": "password", "key_file": mark});
    let text = text.trim_end().replacen(
        "\"recipients\":[",
        &format!("\"switch\":{switch},\"recipients\":[{also},"),
        1,
    );
    let mut text = text.into_bytes();
    text.resize(text.len().next_multiple_of(4096), b' ');
    let sealed = keys::sealed(&text, &[old, &new, &sheet.to_text()]);
    std::fs::write(folder.join("vault.age"), sealed).unwrap();
    std::fs::write(folder.join("vault.id"), desk.bytes("vault.id")).unwrap();
    std::fs::write(folder.join("device-key.new.age"), key_file).unwrap();
}

#[test]
fn what_this_version_does_not_know_is_written_back_as_it_was() {
    let key = std::fs::read(data("format-1.key")).unwrap();
    let text = golden_body(&key);
    let desk = Desk::golden(&encrypt(text.as_bytes(), &key), &key);
    let mut vault = check_golden(desk.open());
    vault.add(vec![totp(1)], NOW).unwrap();
    let written = decrypt(&desk.bytes("vault.age"), &key);
    let written = std::str::from_utf8(&written).unwrap();
    for line in text
        .lines()
        .filter(|line| line.contains("\"kind\":\"quantum\""))
    {
        assert!(
            written.contains(line.trim_end_matches(',')),
            "byte for byte: {line}"
        );
    }
    for kept in [
        r#"{"id":"0a000000-0000-4000-8000-000000000001","kind":"totp","secret":"MFRGG""#,
        r#""later":{"deep":["as it was",9007199254740993,null]}"#,
        r#""later":{"whole":"body"}"#,
        r#""later":[1]"#,
        r#""later":"kept""#,
    ] {
        assert!(written.contains(kept), "{kept} is gone from {written}");
    }
    check_after_add(&desk.open());
}

fn check_after_add(vault: &Vault) {
    assert_eq!(vault.accounts().len(), 7);
    assert_eq!(vault.unreadable().len(), 3);
}

#[test]
fn a_newer_vault_is_refused_and_left_alone() {
    let (desk, mut open) = Desk::with_accounts(1);
    let mut body = desk.body();
    body["min_reader"] = json!(2);
    body["accounts"] = json!("in a shape that we do not know");
    desk.put_body(body.to_string().as_bytes());
    let before = desk.bytes("vault.age");
    let Start::Blocked(blocked) = desk.start() else {
        panic!("a newer vault must not open")
    };
    assert_eq!(
        (blocked.code(), blocked.reason.detail()),
        ("vault_newer", Some("2".into()))
    );
    assert_eq!(
        open.add(vec![totp(2)], NOW).unwrap_err().code(),
        "vault_newer"
    );
    assert_eq!(open.refresh(NOW).unwrap_err().code(), "vault_newer");
    assert_eq!(desk.bytes("vault.age"), before);
}

#[test]
fn a_newer_format_with_our_reader_is_kept_newer() {
    let (desk, _) = Desk::with_accounts(1);
    let mut body = desk.body();
    body["format"] = json!(7);
    desk.put_body(body.to_string().as_bytes());
    desk.open().add(vec![totp(2)], NOW).unwrap();
    assert_eq!(desk.body()["format"], 7);
}

#[test]
fn content_that_does_not_hold_together_is_damage() {
    let (desk, vault) = Desk::with_accounts(1);
    let good = desk.body();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut body = good.clone();
        change(&mut body);
        body.to_string().into_bytes()
    };
    let bad: [Vec<u8>; 9] = [
        Vec::new(),
        b"null".to_vec(),
        b"{\"format\":1".to_vec(),
        b"\xff\xff".to_vec(),
        with(&|body| body["generation"] = json!(-1)),
        // No number is left for another save.
        with(&|body| body["generation"] = json!(u64::MAX)),
        with(&|body| body["accounts"] = json!({})),
        with(&|body| body["recipients"] = json!([])),
        with(&|body| body["recipients"][0]["key"] = json!("age1other")),
    ];
    for body in &bad {
        desk.put_body(body);
        let opened = desk.open();
        assert!(opened.restored().is_some(), "taken from the previous file");
        assert_eq!(opened.id(), vault.id());
    }
    std::fs::remove_file(desk.file("vault.previous.age")).unwrap();
    for body in &bad {
        desk.put_body(body);
        assert_eq!(desk.blocked(), "vault_damaged");
    }
}

/// Such a vault opened, and no change to it could be saved.
#[test]
fn a_recipient_that_is_no_key_opens_nothing_and_stops_no_save() {
    let (desk, mut vault) = Desk::with_accounts(2);
    vault
        .set_recovery(&RecoveryKey::generate(), true, NOW)
        .unwrap();
    let mut body = desk.body();
    let sheet = body["recipients"][1]["key"].as_str().unwrap().to_owned();
    for bad in ["", "age1other", "ключ", &sheet[..sheet.len() - 1]] {
        body["recipients"][1]["key"] = json!(bad);
        body["generation"] = json!(body["generation"].as_u64().unwrap() + 2);
        desk.put_body(body.to_string().as_bytes());
        let mut opened = desk.open();
        assert_eq!(opened.restored(), None, "the vault itself");
        assert_eq!(opened.accounts(), vault.accounts());
        assert_eq!(
            opened.recovery(),
            None,
            "a sheet that opens nothing is none"
        );
        opened.add(vec![totp(7)], NOW).unwrap();
        assert_eq!(desk.open().accounts().len(), 3);
    }
}

#[test]
fn the_size_tells_little() {
    let (desk, mut vault) = Desk::with_accounts(1);
    assert_eq!(decrypt(&desk.bytes("vault.age"), &desk.key()).len(), 4096);
    vault.add((1..6).map(totp).collect(), NOW).unwrap();
    assert_eq!(
        decrypt(&desk.bytes("vault.age"), &desk.key()).len(),
        4096,
        "one account or six"
    );
    vault.add((6..20).map(totp).collect(), NOW).unwrap();
    assert_eq!(
        decrypt(&desk.bytes("vault.age"), &desk.key()).len() % 4096,
        0
    );
}

#[test]
fn no_secret_and_no_name_is_in_any_file() {
    let (desk, mut vault) = Desk::with_accounts(2);
    vault.add(one_of_each(), NOW).unwrap();
    let id = vault.accounts()[0].id.clone();
    vault.remove(&id, NOW).unwrap();
    let secret = &vault.trash()[0].account.token.secret;
    let mut needles = vec![
        desk.key(),
        b"user0@example.org".to_vec(),
        b"AGE-SECRET".to_vec(),
    ];
    needles.push(secret.expose().to_vec());
    needles.push(secret.to_base32().as_bytes().to_vec());
    needles.push(secret.to_hex().as_bytes().to_vec());
    needles.push("Портал".as_bytes().to_vec());
    needles.push(id.as_str().as_bytes().to_vec());
    let names = desk.files().into_iter().chain(desk.snapshots());
    for name in names.filter(|name| desk.file(name).is_file()) {
        let bytes = desk.bytes(&name);
        for needle in &needles {
            let found = bytes
                .windows(needle.len())
                .any(|window| window == needle.as_slice());
            assert!(!found, "{:?} is in {name}", String::from_utf8_lossy(needle));
        }
    }
}

/// docs/vault-format.md is enough to read a vault: a Python script that was written from it, and
/// the stock `age` command, get every account out and compute the same codes.
#[test]
fn a_stranger_reads_the_vault_with_python_and_age() {
    for program in ["age", "python3"] {
        if !has_program(program) {
            return skip(&format!("{program} is not installed"));
        }
    }
    let (desk, mut vault) = Desk::with_accounts(20);
    vault.add(one_of_each(), NOW).unwrap();
    let id = vault.accounts()[3].id.clone();
    vault.remove(&id, NOW).unwrap();
    compare(&desk, &vault, &desk.key(), &desk.file("vault.age"));
    let golden_key = std::fs::read(data("format-1.key")).unwrap();
    let golden = Desk::golden(&std::fs::read(data("format-1.age")).unwrap(), &golden_key);
    compare(
        &golden,
        &golden.open(),
        &golden_key,
        &golden.file("vault.age"),
    );
    // With the line on the sheet: the vault, a backup, a snapshot.
    let sheet = RecoveryKey::generate();
    vault.set_recovery(&sheet, true, NOW).unwrap();
    let line = sheet.to_text();
    let backup = vault::backup::write(&vault, desk.temp.path(), 1, NOW)
        .unwrap()
        .file;
    for file in [&desk.file("vault.age"), &backup] {
        compare(&desk, &vault, line.as_bytes(), file);
    }
    vault.move_to_keyring(&desk.keyring, NOW + 1).unwrap();
    compare(&desk, &vault, &desk.key(), &desk.file("vault.age"));
    let snapshot = desk.snapshots().pop().unwrap();
    let read = read_vault(&desk, line.as_bytes(), &desk.file(&snapshot));
    assert_eq!(
        read["accounts"].as_array().unwrap().len(),
        vault.accounts().len()
    );
    // With the app password, which the stock `age` asks for on its terminal.
    let golden = golden_folder("format-1-password");
    let key = key_under_password(&golden.file("device-key.age"), GOLDEN_PASSWORD);
    let opened = golden.unlock(&Passphrase::new(GOLDEN_PASSWORD));
    compare(&golden, &opened, &key, &golden.file("vault.age"));
}

/// What `age --decrypt` says on standard output, given the password on a terminal of its own.
fn key_under_password(file: &Path, password: &str) -> Vec<u8> {
    const ON_A_TERMINAL: &str = r#"
import os, pty, subprocess, sys
ours, theirs = pty.openpty()
run = subprocess.Popen(["age", "--decrypt", sys.argv[1]], stdin=theirs, stdout=subprocess.PIPE,
    stderr=subprocess.DEVNULL, preexec_fn=lambda: (os.setsid(), os.close(os.open(os.ttyname(0), os.O_RDWR))))
os.read(ours, 1)
os.write(ours, sys.stdin.read().encode() + b"\n")
sys.stdout.buffer.write(run.stdout.read())
sys.exit(run.wait())
"#;
    let mut child = Command::new("python3")
        .args(["-c", ON_A_TERMINAL])
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(password.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    output.stdout
}

/// What the Python script reads from a file with a key.
fn read_vault(desk: &Desk, key: &[u8], file: &Path) -> Value {
    let key_file = desk.temp.path().join("key.txt");
    std::fs::write(&key_file, key).unwrap();
    let output = Command::new("python3")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read_vault.py"))
        .arg(&key_file)
        .arg(file)
        .arg(NOW.to_string())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn compare(desk: &Desk, vault: &Vault, key: &[u8], file: &Path) {
    let read = read_vault(desk, key, file);
    assert_eq!(read["vault_id"], vault.id());
    assert_eq!(read["generation"], vault.generation());
    assert_eq!(read["trash"].as_array().unwrap().len(), vault.trash().len());
    for account in vault.accounts() {
        let theirs = read["accounts"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["id"] == account.id.as_str() && it["kind"] == account.token.kind.name())
            .unwrap_or_else(|| panic!("account {:?} is missing", account.id));
        assert_eq!(theirs["issuer"], account.issuer.as_str());
        assert_eq!(theirs["name"], account.name.as_str());
        assert_eq!(theirs["secret"], account.token.secret.to_base32().as_str());
        let ours = account
            .token
            .code_at(NOW)
            .ok()
            .map(|code| code.as_str().to_owned());
        if account.token.kind.algorithm().name().starts_with("GOST") {
            assert!(theirs["code"].is_null());
        } else {
            assert_eq!(theirs["code"].as_str(), ours.as_deref(), "{theirs}");
        }
    }
}
