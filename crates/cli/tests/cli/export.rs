//! `export`: what is written, and what must not happen on the way.

use serde_json::Value;

use crate::desk::Desk;

const LINK: &str = "otpauth://totp/Bank:me?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Bank";

pub(crate) fn with_an_account() -> Desk {
    let desk = Desk::with_keyring();
    let file = desk.file("list.txt", LINK.as_bytes());
    desk.done(&["import", &file], "");
    desk
}

#[test]
fn a_file_for_2fas_says_when_it_was_written_in_milliseconds() {
    let desk = with_an_account();
    let written = desk.done(&["export", "--format", "2fas"], "");
    let written: Value = serde_json::from_str(&written).expect("JSON");
    let since = std::time::UNIX_EPOCH.elapsed().expect("later").as_millis();
    let updated = u128::from(written["updatedAt"].as_u64().expect("a number"));
    assert!(updated.abs_diff(since) < 3_600_000, "{updated} at {since}");
}
