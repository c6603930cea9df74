//! The recovery sheet: made, checked, and opening what is shut.

use vault::RecoveryKey;

use super::{Desk, PASSWORD, code, password, state};
use crate::{
    enrol,
    wire::{Guard, ProtectionView, Way},
};

#[test]
fn an_app_password_needs_a_checked_sheet() {
    let desk = Desk::with_account();
    let set = || desk.core().set_password(&password(PASSWORD, None));
    assert_eq!(code(set()), "sheet_first");
    desk.core().begin_sheet().expect("begun");
    let view = desk.core().put_off_check().expect("the first sheet");
    assert!(
        view.recovery
            .is_some_and(|sheet| sheet.checked_at.is_none())
    );
    assert_eq!(code(set()), "sheet_first", "not checked");
    assert_eq!(
        code(desk.core().set_password(&password("short", None))),
        "password_too_short"
    );
}

#[test]
fn a_sheet_takes_effect_when_it_fits_and_not_before() {
    let desk = Desk::with_account();
    let core = desk.core();
    assert_eq!(code(core.sheet_view()), "no_new_sheet");
    core.begin_sheet().expect("begun");
    assert!(core.protection().draft_sheet && core.protection().recovery.is_none());
    assert_eq!(
        code(core.check_sheet(&[RecoveryKey::generate()])),
        "sheet_wrong"
    );
    let first = desk.draft_key();
    let view = core
        .check_sheet(&[RecoveryKey::generate(), first.clone()])
        .expect("fits");
    assert!(
        view.recovery
            .is_some_and(|sheet| sheet.checked_at.is_some())
    );
    assert!(!view.draft_sheet);
    assert_eq!(
        code(core.sheet_view()),
        "no_new_sheet",
        "the key is gone from memory"
    );
    core.check_sheet(std::slice::from_ref(&first))
        .expect("still has it");

    // A new one replaces it only when it was checked.
    core.begin_sheet().expect("begun");
    assert_eq!(code(core.put_off_check()), "sheet_not_checked");
    core.check_sheet(std::slice::from_ref(&first))
        .expect("the old one holds until then");
    let second = desk.draft_key();
    core.check_sheet(std::slice::from_ref(&second))
        .expect("fits");
    assert_eq!(code(core.check_sheet(&[first])), "sheet_wrong");
    core.check_sheet(&[second]).expect("the new one holds");
}

#[test]
fn the_sheet_shows_the_key_that_it_is_checked_with() {
    let desk = Desk::with_account();
    desk.core().begin_sheet().expect("begun");
    let view = desk.core().sheet_view().expect("a sheet");
    let typed = sheet::read_typed(&view.groups.concat()).expect("a key");
    assert!(*typed == *desk.draft_key().to_text());
    assert!(view.qr.contains("<svg") && view.vault.len() == 8);
    let pdf = desk.core().sheet_pdf().expect("drawn");
    assert!(pdf.starts_with(b"%PDF-"));
    desk.core().note_sheet(true, false);
    desk.core().begin_sheet().expect("another");
    assert!(view.groups != desk.core().sheet_view().expect("a sheet").groups);
}

#[test]
fn the_sheet_opens_a_vault_whose_password_is_forgotten() {
    let (desk, key) = Desk::with_password();
    let core = desk.core();
    core.lock_up(false).expect("locked");
    assert_eq!(
        code(core.unlock_with_keys(&[RecoveryKey::generate()])),
        "sheet_wrong"
    );
    let view = core
        .unlock_with_keys(&[RecoveryKey::generate(), key])
        .expect("fits");
    assert_eq!(state(&view.state), "ready");
    assert!(core.protection().opened_by_sheet);
    assert_eq!(desk.issuers(), ["Portal"]);
    let view: ProtectionView = core.renew_key().expect("a new key");
    assert!(view.guard == Guard::Keyring && !view.opened_by_sheet);
    assert_eq!(state(&desk.restarted().core().start().state), "ready");
}

#[test]
fn the_sheet_opens_a_vault_whose_key_is_gone_from_the_keyring() {
    let desk = Desk::with_account();
    let key = desk.make_sheet();
    for user in desk.fake.users() {
        desk.fake.take(&user);
    }
    let desk = desk.restarted();
    let view = desk.core().start();
    assert_eq!(state(&view.state), "blocked");
    assert!(view.ways.contains(&Way::Sheet), "{:?}", view.ways);
    desk.core().unlock_with_keys(&[key]).expect("fits");
    desk.core().renew_key().expect("a new key");
    assert_eq!(state(&desk.restarted().core().start().state), "ready");
}

#[test]
fn a_recovery_sheet_is_named_and_never_shown_among_codes() {
    let desk = Desk::new();
    let key = RecoveryKey::generate().to_text();
    for text in [
        key.to_string(),
        key.to_lowercase(),
        format!("  {}\n\n", *key),
    ] {
        let refused = enrol::from_text(desk.core(), &text).err().expect("no code");
        assert_eq!(refused.code, "recovery_sheet_is_no_code");
        assert_eq!(refused.detail, None);
    }
}
