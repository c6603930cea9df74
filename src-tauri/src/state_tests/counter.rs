//! A counter that is out of step with the portal's.

use super::{Desk, TOTP, code};
use crate::wire::{FindCounter, ListAccounts, SetCounter};

/// RFC 4226 appendix D: its codes are 755224, 287082, 359152, 969429 …
const RFC: &str = "otpauth://hotp/Portal:ivan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=40";

fn set(desk: &Desk, account: &str, counter: u64) -> Result<(), crate::wire::AppError> {
    let account = account.to_owned();
    desk.core().set_counter(&SetCounter { account, counter })
}

fn find(desk: &Desk, account: &str, [first, second]: [&str; 2]) -> Option<u64> {
    let found = desk.core().find_counter(&FindCounter {
        account: account.to_owned(),
        first: first.to_owned(),
        second: second.to_owned(),
    });
    found.expect("looked for").counter
}

#[test]
fn a_counter_is_found_by_two_codes_and_set_and_the_old_code_goes() {
    let desk = Desk::new();
    let id = desk.add(RFC);
    assert_eq!(
        find(&desk, &id, ["755 224", "287082"]),
        None,
        "too far back"
    );
    set(&desk, &id, 15).expect("saved");
    let shown = desk.core().next_code(&id).expect("a code");
    assert_eq!(shown.counter, Some(16));
    assert_eq!(find(&desk, &id, ["755 224", "287082"]), Some(2));
    set(&desk, &id, 2).expect("saved");
    let view = desk
        .core()
        .accounts(&ListAccounts::all())
        .expect("open")
        .accounts
        .remove(0);
    assert_eq!((view.code, view.counter), (None, Some(2)));
    let next = desk.core().next_code(&id).expect("a code");
    assert_eq!(next.code.as_deref(), Some("359152"), "RFC 4226, counter 2");
    assert_eq!(
        desk.other_program().accounts()[0].token.kind,
        otp::uri::parse(&RFC.replace("=40", "=3"))
            .expect("good")
            .token
            .kind,
        "on the disk"
    );
}

#[test]
fn a_counter_that_cannot_be_set_is_refused_and_stays() {
    let desk = Desk::new();
    let (timed, id) = (desk.add(TOTP), desk.add(RFC));
    assert_eq!(code(set(&desk, &timed, 1)), "bad_counter");
    assert_eq!(code(set(&desk, "none", 1)), "account_not_found");
    assert_eq!(code(set(&desk, &id, (1 << 53) + 1)), "bad_counter");
    let asked = FindCounter {
        account: timed,
        first: "755224".to_owned(),
        second: "287082".to_owned(),
    };
    assert_eq!(code(desk.core().find_counter(&asked)), "bad_counter");
    let view = desk
        .core()
        .accounts(&ListAccounts::all())
        .expect("open")
        .accounts
        .remove(1);
    assert_eq!(view.counter, Some(40));
    set(&desk, &id, 1 << 53).expect("the last one");
}
