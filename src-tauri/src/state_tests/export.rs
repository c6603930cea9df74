use std::fs;

use super::*;
use crate::wire::{ExportAccounts, ExportFormat};

const CLEAR: [ExportFormat; 4] = [
    ExportFormat::Aegis,
    ExportFormat::TwoFas,
    ExportFormat::UriList,
    ExportFormat::Pdf,
];

fn request(format: ExportFormat, password: Option<&str>) -> ExportAccounts {
    ExportAccounts {
        format,
        accounts: None,
        password: password.map(str::to_owned),
        current: None,
        understood: true,
    }
}

#[test]
fn the_app_password_is_asked_for_and_without_one_a_yes() {
    let code = |done: Result<(), AppError>| done.err().map(|error| error.code);
    let desk = Desk::with_account();
    assert_eq!(
        code(desk.core().authenticate(None, false)).as_deref(),
        Some("not_confirmed")
    );
    assert_eq!(code(desk.core().authenticate(None, true)), None);
    let (desk, _) = Desk::with_password();
    for wrong in [None, Some(""), Some("wrong")] {
        assert_eq!(
            code(desk.core().authenticate(wrong, true)).as_deref(),
            Some("wrong_password")
        );
    }
    assert_eq!(code(desk.core().authenticate(Some(PASSWORD), true)), None);
    assert_eq!(
        code(desk.core().authenticate(Some(PASSWORD), false)).as_deref(),
        Some("not_confirmed")
    );
}

#[test]
fn every_format_in_clear_is_a_file_of_the_owner_alone() {
    let desk = Desk::with_account();
    for format in CLEAR {
        let path = desk.temp.path().join("out");
        let view = desk
            .core()
            .export_to(&request(format, None), &path)
            .expect("written");
        assert_eq!((view.accounts, view.left_out.len()), (1, 0), "{format:?}");
        assert!(!fs::read(&path).expect("file").is_empty());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).expect("file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{format:?}");
        }
        fs::remove_file(&path).expect("file");
        let left: Vec<_> = fs::read_dir(desk.temp.path())
            .expect("folder")
            .flatten()
            .collect();
        assert_eq!(left.len(), 1, "only the vault's folder: {left:?}");
    }
}

#[test]
fn a_file_with_a_password_takes_no_weak_one_and_holds_no_key_in_clear() {
    let desk = Desk::with_account();
    let path = desk.temp.path().join("out");
    for format in [ExportFormat::Backup, ExportFormat::AegisEncrypted] {
        for weak in [None, Some("short"), Some("password1")] {
            let refused = desk.core().export_to(&request(format, weak), &path);
            assert!(refused.is_err(), "{format:?} {weak:?}");
            assert!(!path.exists());
        }
        desk.core()
            .export_to(&request(format, Some(PASSWORD)), &path)
            .expect("written");
        let file = String::from_utf8_lossy(&fs::read(&path).expect("file")).into_owned();
        assert!(!file.contains("GEZDGNBV"), "{format:?}");
        let read = desk.core().begin_import().expect("begun");
        let view = desk
            .core()
            .import_files(&read.import, std::slice::from_ref(&path));
        let view = view.expect("read");
        assert!(
            view.files[0].need.is_some(),
            "{format:?}: {:?}",
            view.files[0].error
        );
        let opened = desk.core().unlock_import(&crate::wire::UnlockImport {
            import: read.import.clone(),
            file: 0,
            password: PASSWORD.to_owned(),
        });
        assert_eq!(opened.expect("opens").accounts.len(), 1, "{format:?}");
        fs::remove_file(&path).expect("file");
    }
}

#[test]
fn only_the_chosen_accounts_go_out() {
    let desk = Desk::with_account();
    let other = desk.add(OTHER);
    let path = desk.temp.path().join("out");
    let mut req = request(ExportFormat::UriList, None);
    req.accounts = Some(vec![other]);
    assert_eq!(
        desk.core()
            .export_to(&req, &path)
            .expect("written")
            .accounts,
        1
    );
    let text = fs::read_to_string(&path).expect("text");
    assert!(text.contains("Other") && !text.contains("Portal"), "{text}");
    req.accounts = Some(Vec::new());
    let refused = desk.core().export_to(&req, &path).err().expect("refused");
    assert_eq!(refused.code, "nothing_chosen");
}
