use std::{fs, path::PathBuf, sync::mpsc, thread, time::Duration};

use base64::Engine as _;

use super::*;
use crate::wire::{AddFound, AddImport, ImportNeed, ImportView, Standing, UnlockImport};

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// A file of Aegis in clear with these accounts: issuer, name, secret.
fn aegis(accounts: &[(&str, &str, &str)]) -> String {
    let entries: Vec<String> = accounts
        .iter()
        .map(|(issuer, name, secret)| {
            format!(
                r#"{{"type":"totp","uuid":"","name":"{name}","issuer":"{issuer}","note":"n","favorite":false,
                "icon":null,"info":{{"secret":"{secret}","algo":"SHA1","digits":6,"period":30}},"groups":[]}}"#
            )
        })
        .collect();
    format!(
        r#"{{"version":1,"header":{{"slots":null,"params":null}},"db":{{"version":3,"entries":[{}],"groups":[]}}}}"#,
        entries.join(",")
    )
}

impl Desk {
    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.temp.path().join(name);
        fs::write(&path, content).expect("file");
        path
    }

    fn import(&self, paths: &[PathBuf]) -> ImportView {
        let id = self.core().begin_import().expect("begun").import;
        self.core().import_files(&id, paths).expect("read")
    }

    fn add_all(&self, view: &ImportView) -> crate::wire::ImportedView {
        let accounts = view.accounts.iter().map(|found| AddFound {
            index: found.account.index,
            pin: None,
        });
        let req = AddImport {
            import: view.import.clone(),
            accounts: accounts.collect(),
        };
        self.core().add_import(&req).expect("added")
    }
}

fn moved(uris: &[&str]) -> Vec<String> {
    let entries: Vec<_> = uris
        .iter()
        .map(|uri| otp::uri::parse(uri).expect("good"))
        .collect();
    let written = otp::migration::write(&entries).expect("Google can hold it");
    written.iter().map(|uri| uri.as_str().to_owned()).collect()
}

#[test]
fn tells_new_from_known_adds_in_one_save_and_takes_it_back() {
    let desk = Desk::with_account();
    let file = desk.file(
        "export.txt",
        aegis(&[
            ("Portal", "renamed", SECRET),
            ("Portal", "ivan", "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"),
            ("Bank", "ivan", "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"),
            ("Broken", "x", "1"),
        ])
        .as_bytes(),
    );
    let view = desk.import(std::slice::from_ref(&file));
    let standings: Vec<_> = view.accounts.iter().map(|found| found.standing).collect();
    assert_eq!(
        standings,
        [Standing::Duplicate, Standing::Conflict, Standing::New]
    );
    assert_eq!(
        view.accounts[0].account.duplicate_of.as_deref(),
        Some("Portal ivan")
    );
    assert_eq!(view.refused[0].issuer, "Broken");
    assert_eq!(view.files[0].app.as_deref(), Some("Aegis"), "by content");

    let before = desk
        .core()
        .with_vault(|vault| Ok(vault.generation()))
        .expect("open");
    let done = desk.add_all(&view);
    let after = desk
        .core()
        .with_vault(|vault| Ok(vault.generation()))
        .expect("open");
    assert_eq!(after, before + 1, "one save");
    assert_eq!((done.accounts, done.files.len()), (3, 1));
    assert_eq!(done.left_behind, 1, "what was refused is only in the file");
    assert_eq!(desk.issuers().len(), 4);

    desk.core()
        .delete_import_file(&done.import, done.files[0].file)
        .expect("deleted");
    assert!(!file.exists());
    assert_eq!(
        desk.core().undo_import(&done.import).expect("undone").moved,
        3
    );
    assert_eq!(desk.issuers(), ["Portal"]);
    assert!(desk.core().imports()[0].undone);
    let again = desk.core().undo_import(&done.import);
    assert_eq!(again.err().expect("once").code, "import_gone");
}

#[test]
fn a_page_of_qr_codes_is_read_as_its_pictures() {
    let picture = |uri: &str| {
        let code = qrcode::QrCode::new(uri).expect("fits");
        let picture = code.render::<image::Luma<u8>>().build();
        let mut png = std::io::Cursor::new(Vec::new());
        picture
            .write_to(&mut png, image::ImageFormat::Png)
            .expect("drawn");
        base64::engine::general_purpose::STANDARD.encode(png.into_inner())
    };
    let page = format!(
        "<!DOCTYPE html><html><img src=\"data:image/png;base64,{}\">\
         <img src=\"data:image/png;base64,{}\"></html>",
        picture("otpauth://totp/A:a?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU&issuer=A"),
        picture("otpauth://totp/B:b?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK&issuer=B"),
    );
    let desk = Desk::new();
    let view = desk.import(&[desk.file("page.html", page.as_bytes())]);
    let titles = view
        .accounts
        .iter()
        .map(|found| found.account.issuer.as_str());
    assert_eq!(titles.collect::<Vec<_>>(), ["A", "B"]);
}

#[test]
fn a_transfer_comes_in_any_order_and_repeats_add_nothing() {
    let desk = Desk::new();
    let uris: Vec<String> = (0..25)
        .map(|number| format!("otpauth://totp/S{number}:n?secret={SECRET}{number:02}"))
        .map(|uri| {
            uri.replace('0', "A")
                .replace('1', "B")
                .replace('8', "C")
                .replace('9', "D")
        })
        .collect();
    let uris: Vec<&str> = uris.iter().map(String::as_str).collect();
    let parts = moved(&uris);
    assert_eq!(parts.len(), 3);
    let files: Vec<_> = parts
        .iter()
        .zip(0..)
        .map(|(part, number)| desk.file(&format!("{number}.txt"), part.as_bytes()))
        .collect();
    let first = desk.import(&[files[2].clone(), files[0].clone()]);
    assert_eq!((first.transfers[0].read, first.transfers[0].of), (2, 3));
    let again = desk
        .core()
        .import_files(&first.import, &[files[2].clone()])
        .expect("read");
    assert_eq!(
        again.accounts.len(),
        first.accounts.len(),
        "a repeat adds nothing"
    );
    assert!(again.files[2].is_read && again.files[2].found == 0);
    let whole = desk
        .core()
        .import_files(&first.import, &[files[1].clone()])
        .expect("read");
    assert_eq!((whole.transfers[0].read, whole.accounts.len()), (3, 25));
    assert!(
        whole.accounts[0]
            .account
            .warnings
            .contains(&"migration_period".to_owned()),
        "the lost period is said"
    );

    let copy = desk.file("copy.txt", parts[1].as_bytes());
    let whole = desk
        .core()
        .import_files(&first.import, &[copy])
        .expect("read");
    let done = desk.add_all(&whole);
    let mut left: Vec<_> = done.files.iter().map(|file| file.name.as_str()).collect();
    left.sort_unstable();
    assert_eq!(
        left,
        ["0.txt", "1.txt", "2.txt", "copy.txt"],
        "each file with keys in it once, repeats as well"
    );
}

#[test]
fn what_waits_for_a_password_says_so_and_is_gone_with_the_lock() {
    let (desk, _) = Desk::with_password();
    let locked = r#"{"version":1,"header":{"slots":[{"type":1,"uuid":"a","key":"00","key_params":{"nonce":"000000000000000000000000","tag":"00000000000000000000000000000000"},"n":2,"r":1,"p":1,"salt":"00","repaired":true}],"params":{"nonce":"000000000000000000000000","tag":"00000000000000000000000000000000"}},"db":"AAAA"}"#;
    let view = desk.import(&[desk.file("locked.json", locked.as_bytes())]);
    assert_eq!(view.files[0].need, Some(ImportNeed::Password));
    let req = |password: &str| UnlockImport {
        import: view.import.clone(),
        file: 0,
        password: password.to_owned(),
    };
    let wrong = desk.core().unlock_import(&req("x")).expect("a view");
    assert_eq!(
        wrong.files[0].error.as_ref().expect("told").code,
        "wrong_password"
    );
    assert_eq!(wrong.files[0].need, Some(ImportNeed::Password), "once more");
    desk.core().lock_up(false).expect("saved");
    assert_eq!(
        desk.core()
            .unlock_import(&req("x"))
            .err()
            .expect("gone")
            .code,
        "import_gone"
    );
}

#[test]
fn a_reading_that_was_given_up_brings_nothing() {
    let desk = Desk::new();
    let id = desk.core().begin_import().expect("begun").import;
    let file = desk.file("a.json", aegis(&[("A", "a", SECRET)]).as_bytes());
    let (done, waiting) = mpsc::channel();
    // Whoever reads waits for the one before, as behind a derivation.
    let alone = lock(&desk.core().deriving);
    let (app, reading) = (desk.app.clone(), id.clone());
    thread::spawn(move || {
        let _ = done.send(app.core().import_files(&reading, &[file]).err());
    });
    while desk.core().import_progress().is_none() {
        thread::sleep(Duration::from_millis(5));
    }
    let busy = desk.core().import_files(&id, &[]).err();
    assert_eq!(busy.expect("one at a time").code, "import_busy");
    desk.core().cancel_import(&id);
    assert!(desk.core().import_progress().is_none(), "nobody waits");
    drop(alone);
    let told = waiting
        .recv_timeout(Duration::from_secs(10))
        .expect("ended");
    assert_eq!(told.expect("refused").code, "cancelled");
    let view = desk.core().import_files(&id, &[]).expect("open");
    assert!(view.accounts.is_empty() && view.files.is_empty());
}

#[test]
fn what_is_no_file_of_an_app_says_why() {
    let desk = Desk::new();
    let view = desk.import(&[
        desk.file("a.txt", b"hello"),
        desk.file("b.pdf", b"%PDF-1.7\n\xff\xfe\xfd"),
        desk.file("c.png", b"\x89PNG\r\n\x1a\n"),
        desk.temp.path().join("missing"),
        desk.temp.path().to_owned(),
    ]);
    let codes: Vec<_> = view
        .files
        .iter()
        .map(|file| file.error.as_ref().expect("refused").code.as_str())
        .collect();
    assert_eq!(
        codes,
        [
            "unknown_text",
            "unreadable_picture",
            "unreadable_picture",
            "file_not_found",
            "file_unreadable"
        ]
    );
    assert!(desk.core().is_empty(), "nothing was made");
}
