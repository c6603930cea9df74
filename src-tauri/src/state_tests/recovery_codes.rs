use super::*;
use crate::{
    recovery_codes::read,
    wire::{
        ReadRecoveryCodes, RecoveryCodesView, SaveRecoveryCodes, ShowRecoveryCodes,
        TickRecoveryCode,
    },
};

const LIST: &str = "1234 5678\n✓ 2345 6789\n3456 7890";

fn save(desk: &Desk, account: &str, text: &str) -> Result<(), AppError> {
    desk.core().save_recovery_codes(&SaveRecoveryCodes {
        account: account.to_owned(),
        text: text.to_owned(),
    })
}

fn show(desk: &Desk, account: &str, current: Option<&str>) -> Result<(), AppError> {
    desk.core().prepare_recovery_codes(&ShowRecoveryCodes {
        account: account.to_owned(),
        current: current.map(str::to_owned),
        understood: true,
    })
}

fn tick(code: &str, used: bool) -> TickRecoveryCode {
    TickRecoveryCode {
        code: code.to_owned(),
        used,
    }
}

fn used(view: &RecoveryCodesView) -> Vec<&str> {
    let used = view.codes.iter().filter(|code| code.used);
    used.map(|code| code.code.as_str()).collect()
}

/// What the main window gets to know: how many are left, and of how many.
fn left(desk: &Desk, account: &str) -> Option<(u32, u32)> {
    let accounts = desk
        .core()
        .accounts(&ListAccounts::all())
        .expect("open")
        .accounts;
    let found = accounts.into_iter().find(|it| it.id == account);
    let left = found.expect("there").recovery_codes?;
    Some((left.left, left.total))
}

#[test]
fn the_list_goes_in_and_only_its_numbers_come_out_to_the_main_window() {
    let desk = Desk::new();
    let id = desk.add(TOTP);
    assert_eq!(left(&desk, &id), None);
    save(&desk, &id, LIST).expect("saved");
    assert_eq!(left(&desk, &id), Some((2, 3)));
    let accounts = desk.core().accounts(&ListAccounts::all()).expect("open");
    let everything = serde_json::to_string(&accounts).expect("JSON");
    for code in ["1234", "5678", "2345", "3456"] {
        assert!(!everything.contains(code), "{code} in {everything}");
    }
    save(&desk, &id, "3456 7890\n2345 6789\n9999 0000").expect("saved");
    assert_eq!(left(&desk, &id), Some((2, 3)), "the tick stays");
    assert_eq!(code(save(&desk, &id, " \n")), "no_recovery_codes");
    assert_eq!(code(save(&desk, "nobody", LIST)), "account_not_found");
    save(&desk, &id, "").expect("taken away");
    assert_eq!(left(&desk, &id), None);
}

#[test]
fn places_in_a_text_are_counted_as_the_page_counts_them() {
    let text = "Коды 🔑\n1. 1234 5678\n2. 2345 6789\nКонец";
    let view = read(&ReadRecoveryCodes {
        text: text.to_owned(),
    });
    let view = view.expect("found");
    let units: Vec<u16> = text.encode_utf16().collect();
    let part = |start: u32, end: u32| {
        let at = |unit: u32| usize::try_from(unit).expect("small");
        String::from_utf16(&units[at(start)..at(end)]).expect("text")
    };
    let codes: Vec<_> = view
        .codes
        .iter()
        .map(|it| part(it.span.start, it.span.end))
        .collect();
    assert_eq!(codes, ["1234 5678", "2345 6789"]);
    let rest: Vec<_> = view
        .left_out
        .iter()
        .map(|it| part(it.start, it.end))
        .collect();
    assert_eq!(rest, ["Коды 🔑", "Конец"]);
}

#[test]
fn the_codes_are_shown_after_the_app_password_and_not_after_a_lock() {
    let (desk, _) = Desk::with_password();
    let id = desk
        .core()
        .accounts(&ListAccounts::all())
        .expect("open")
        .accounts[0]
        .id
        .clone();
    assert_eq!(
        code(show(&desk, &id, Some(PASSWORD))),
        "no_recovery_codes_kept"
    );
    save(&desk, &id, LIST).expect("saved");
    for wrong in [None, Some("wrong")] {
        assert_eq!(code(show(&desk, &id, wrong)), "wrong_password");
        assert_eq!(code(desk.core().recovery_codes_view()), "no_codes_to_show");
        let ticked = desk.core().tick_recovery_code(&tick("1234 5678", true));
        assert_eq!(code(ticked), "no_codes_to_show");
    }
    show(&desk, &id, Some(PASSWORD)).expect("it is the person");
    let view = desk.core().recovery_codes_view().expect("granted");
    assert_eq!((view.issuer.as_str(), view.codes.len()), ("Portal", 3));
    assert_eq!(used(&view), ["2345 6789"]);
    desk.core().lock_up(false).expect("locked");
    assert_eq!(code(desk.core().recovery_codes_view()), "no_codes_to_show");
}

#[test]
fn ticking_and_copying_are_signs_of_a_person() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    let id = core.accounts(&ListAccounts::all()).expect("open").accounts[0]
        .id
        .clone();
    save(&desk, &id, LIST).expect("saved");
    show(&desk, &id, Some(PASSWORD)).expect("it is the person");
    let go = || {
        core.lock_is_due
            .store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(core.is_to_be_locked());
    };
    go();
    core.tick_recovery_code(&tick("1234 5678", true))
        .expect("kept");
    assert!(!core.is_to_be_locked(), "ticked");
    go();
    let strange = crate::wire::CopyRecoveryCode {
        code: "anything".to_owned(),
    };
    assert_eq!(
        code(core.copy_recovery_code(&strange)),
        "recovery_code_not_found"
    );
    assert!(!core.is_to_be_locked(), "copied");
    core.lock_up(false).expect("locked");
    assert_eq!(code(show(&desk, &id, Some(PASSWORD))), "locked");
    assert_eq!(code(core.recovery_codes_view()), "no_codes_to_show");
}

#[test]
fn a_tick_is_kept_over_a_restart_and_only_codes_of_the_account_are_ticked_or_copied() {
    let desk = Desk::new();
    let id = desk.add(TOTP);
    save(&desk, &id, LIST).expect("saved");
    show(&desk, &id, None).expect("a yes is enough");
    let view = desk.core().tick_recovery_code(&tick("3456 7890", true));
    assert_eq!(used(&view.expect("kept")), ["2345 6789", "3456 7890"]);
    let view = desk.core().tick_recovery_code(&tick("2345 6789", false));
    assert_eq!(used(&view.expect("kept")), ["3456 7890"]);
    let strange = desk.core().tick_recovery_code(&tick("0000 0000", true));
    assert_eq!(code(strange), "recovery_code_not_found");
    let strange = crate::wire::CopyRecoveryCode {
        code: "anything".to_owned(),
    };
    let copied = desk.core().copy_recovery_code(&strange);
    assert_eq!(code(copied), "recovery_code_not_found");
    let desk = desk.restarted();
    desk.core().start();
    assert_eq!(left(&desk, &id), Some((2, 3)));
}
