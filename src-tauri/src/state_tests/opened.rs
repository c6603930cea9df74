use std::path::PathBuf;

use zeroize::Zeroizing;

use super::*;
use crate::{
    arguments::Given,
    wire::{AddAccounts, DroppedView},
};

fn link(uri: &str) -> Given {
    Given::Link(Zeroizing::new(uri.to_owned()))
}

impl Desk {
    fn allow_links(&self) {
        lock(&self.core().settings).open_links = true;
    }

    fn opens(&self, given: Vec<Given>) -> Result<DroppedView, AppError> {
        self.core().keep_given(given);
        self.core()
            .open_given()
            .map(|found| found.expect("it waits"))
    }
}

#[test]
fn a_link_becomes_a_preview_and_nothing_more() {
    let desk = Desk::with_account();
    desk.allow_links();
    let found = desk.opens(vec![link(OTHER)]).expect("a preview").scan;
    let found = found.expect("of an account");
    assert_eq!(found.accounts[0].issuer, "Other");
    assert_eq!(desk.ids().len(), 1, "not added");
    assert!(desk.core().open_given().expect("nothing waits").is_none());
    assert!(!desk.core().has_given());
}

#[test]
fn a_link_waits_until_there_is_a_vault_that_is_open() {
    let desk = Desk::with_account();
    desk.allow_links();
    desk.core().keep_given(vec![link(OTHER)]);
    assert!(desk.core().lock_up(false).expect("locked"));
    assert!(!desk.core().has_given(), "a lock drops what came before it");
    desk.core().keep_given(vec![link(OTHER)]);
    let Err(refused) = desk.core().open_given() else {
        panic!("read behind the lock");
    };
    assert_eq!(refused.code, "locked");
    assert!(desk.core().retry_start().given, "told at the start");
    let found = desk
        .core()
        .open_given()
        .expect("open")
        .expect("it has waited");
    assert!(found.scan.is_some());
}

#[test]
fn the_first_account_may_come_by_a_link() {
    let desk = Desk::new();
    desk.allow_links();
    desk.core().start();
    let found = desk
        .opens(vec![link(TOTP)])
        .expect("a preview")
        .scan
        .expect("of an account");
    let add = AddAccounts {
        draft: found.draft.clone(),
        accounts: vec![crate::wire::AddAccount {
            index: 0,
            issuer: "Portal".into(),
            name: "ivan".into(),
            pin: None,
        }],
    };
    crate::enrol::add(desk.core(), &add).expect("added");
    assert_eq!(desk.ids().len(), 1);
}

#[test]
fn links_are_refused_unless_the_person_allows_them_and_files_are_not() {
    let desk = Desk::with_account();
    let refused = |given| match desk.opens(given) {
        Err(error) => error.code,
        Ok(_) => panic!("read"),
    };
    assert_eq!(refused(vec![link(OTHER)]), "links_off");
    let file = desk.temp.path().join("links.txt");
    std::fs::write(&file, OTHER).expect("file");
    let given = || Given::File(file.clone());
    assert_eq!(refused(vec![given(), link(OTHER)]), "links_off");
    let found = desk
        .opens(vec![given()])
        .expect("read")
        .import
        .expect("a list of links");
    assert_eq!(found.accounts.len(), 1);
    assert!(!desk.core().has_given());
}

#[test]
fn a_link_goes_into_the_import_that_is_open_and_files_beside_it() {
    let desk = Desk::with_account();
    desk.allow_links();
    let open = desk.core().begin_import().expect("begun").import;
    let found = desk
        .opens(vec![link(OTHER)])
        .expect("read")
        .import
        .expect("the import");
    assert_eq!(
        (found.import.as_str(), found.accounts.len()),
        (open.as_str(), 1)
    );
    desk.core().drop_import(&open);
    let file = desk.temp.path().join("links.txt");
    std::fs::write(&file, TOTP).expect("file");
    let found = desk
        .opens(vec![link(OTHER), Given::File(file)])
        .expect("read");
    assert_eq!(found.import.expect("an import").accounts.len(), 2);
}

#[test]
fn what_cannot_be_read_says_why() {
    let desk = Desk::with_account();
    desk.allow_links();
    let why = |given| match desk.opens(vec![given]) {
        Err(error) => error.code,
        Ok(found) => panic!("read: {:?}", found.import.map(|it| it.files.len())),
    };
    assert_eq!(why(link("otpauth://totp/x?secret=1")), "not_base32");
    let gone = Given::File(PathBuf::from("/nowhere/a.png"));
    assert_ne!(why(gone), "no_qr", "the file is not there");
}
