//! The portal's own recovery codes of an account: the list, and the ticks at what is used up.

use serde_json::json;
use vault::{AccountId, Edit, Passphrase, PointState, Tick, Vault, copy};
use zeroize::Zeroizing;

use crate::fixtures::{Desk, NOW};

fn codes(texts: &[&str]) -> Vec<Zeroizing<String>> {
    texts
        .iter()
        .map(|text| Zeroizing::new((*text).to_owned()))
        .collect()
}

fn list(texts: &[&str]) -> Edit {
    Edit {
        recovery_codes: Some(codes(texts)),
        ..Edit::default()
    }
}

fn tick(code: &str, used: bool) -> Edit {
    Edit {
        ticks: vec![Tick {
            code: Zeroizing::new(code.to_owned()),
            used,
        }],
        ..Edit::default()
    }
}

/// A vault of one account with three codes, the second of them used.
fn three() -> (Desk, Vault, AccountId) {
    let (desk, mut vault) = Desk::with_accounts(1);
    let id = vault.accounts()[0].id.clone();
    vault
        .edit(&id, list(&["1111", "2222", "3333"]), NOW)
        .unwrap();
    vault.edit(&id, tick("2222", true), NOW).unwrap();
    (desk, vault, id)
}

fn used(vault: &Vault, id: &AccountId) -> Vec<String> {
    let used = vault.account(id).unwrap().used_recovery_codes();
    used.iter().map(|code| code.to_string()).collect()
}

#[test]
fn a_code_is_ticked_and_the_tick_is_taken_back() {
    let (desk, mut vault, id) = three();
    let opened = desk.open();
    let account = opened.account(&id).unwrap();
    assert_eq!(account.recovery_codes, codes(&["1111", "2222", "3333"]));
    assert!(account.is_recovery_code_used("2222") && !account.is_recovery_code_used("1111"));
    assert_eq!(account.recovery_codes_left(), 2);
    vault.edit(&id, tick("2222", true), NOW).unwrap();
    assert_eq!(used(&vault, &id), ["2222"], "ticked once");
    vault.edit(&id, tick("2222", false), NOW).unwrap();
    assert!(used(&desk.open(), &id).is_empty());
    let refused = vault.edit(&id, tick("4444", true), NOW).unwrap_err();
    assert_eq!(refused.code(), "recovery_code_not_found");
    assert!(vault.unsaved().is_none(), "nothing was changed");
}

#[test]
fn a_new_list_keeps_the_ticks_of_codes_that_stay_and_each_code_once() {
    let (desk, mut vault, id) = three();
    vault
        .edit(&id, list(&["2222", "5555", "5555"]), NOW)
        .unwrap();
    let opened = desk.open();
    let account = opened.account(&id).unwrap();
    assert_eq!(account.recovery_codes, codes(&["2222", "5555"]));
    assert_eq!(used(&opened, &id), ["2222"]);
    vault.edit(&id, list(&["5555"]), NOW).unwrap();
    vault.edit(&id, list(&["2222"]), NOW).unwrap();
    assert!(used(&vault, &id).is_empty(), "a tick goes with its code");
}

#[test]
fn ticks_are_on_disk_only_where_there_are_some_and_strange_ones_are_written_back() {
    let (desk, mut vault, id) = three();
    let mut body = desk.body();
    assert_eq!(body["accounts"][0]["recovery_codes_used"], json!(["2222"]));
    body["accounts"][0]["recovery_codes_used"] = json!(["9999", "1111"]);
    body["generation"] = json!(vault.generation() + 1);
    let mut bytes = serde_json::to_vec(&body).unwrap();
    bytes.resize(bytes.len().next_multiple_of(4096), b' ');
    desk.put_body(&bytes);
    let mut opened = desk.open();
    assert_eq!(used(&opened, &id), ["1111"], "the other is in no list");
    assert_eq!(opened.account(&id).unwrap().recovery_codes_left(), 2);
    opened.edit(&id, tick("3333", true), NOW).unwrap();
    opened.edit(&id, list(&["1111", "3333"]), NOW).unwrap();
    let written = desk.body()["accounts"][0]["recovery_codes_used"].clone();
    assert_eq!(written, json!(["9999", "1111", "3333"]));
    vault.refresh(NOW).unwrap();
    vault.edit(&id, list(&[]), NOW).unwrap();
    let (_desk, vault) = Desk::with_accounts(1);
    assert_eq!(vault.accounts()[0].recovery_codes_left(), 0);
    assert!(_desk.body()["accounts"][0]["recovery_codes_used"].is_null());
}

#[test]
fn a_second_process_ticks_and_no_tick_is_lost() {
    let (desk, mut vault, id) = three();
    let mut other = desk.open();
    other.edit(&id, tick("1111", true), NOW).unwrap();
    vault.edit(&id, tick("3333", true), NOW).unwrap();
    assert_eq!(used(&desk.open(), &id), ["1111", "2222", "3333"]);
}

#[test]
fn an_older_copy_in_place_of_the_vault_takes_no_tick_away() {
    let (desk, mut vault, id) = three();
    let older = desk.bytes("vault.age");
    vault.edit(&id, tick("1111", true), NOW + 1).unwrap();
    desk.put("vault.age", &older);
    let note = Edit {
        note: Some("later".to_owned()),
        ..tick("3333", true)
    };
    vault::accept_older_vault(&desk.dir).unwrap();
    let mut there = desk.open();
    there.edit(&id, note, NOW + 9).unwrap();
    vault.refresh(NOW + 10).unwrap();
    assert_eq!(vault.account(&id).unwrap().note, "later", "the newer wins");
    assert_eq!(used(&vault, &id), ["1111", "2222", "3333"]);
}

#[test]
fn a_restore_brings_the_list_back_and_leaves_the_ticks() {
    let (desk, mut vault, id) = three();
    vault.edit(&id, tick("1111", true), NOW + 1).unwrap();
    let same = vault.points().unwrap().remove(0);
    let states = vault.point_accounts(&same.id).unwrap();
    assert_eq!(states[0].state, PointState::Same, "a tick is no difference");
    vault.edit(&id, list(&["1111"]), NOW + 2).unwrap();
    let before = vault.points().unwrap().remove(0);
    assert_eq!(before.changed, 1, "a list is one");
    vault.restore_point(&before.id, None, NOW + 3).unwrap();
    let opened = desk.open();
    assert_eq!(
        opened.account(&id).unwrap().recovery_codes,
        codes(&["1111", "2222", "3333"])
    );
    assert_eq!(used(&opened, &id), ["1111", "2222"]);
}

#[test]
fn a_list_that_goes_can_be_had_back_the_same_day_whatever_came_after() {
    for gone in [&[][..], &["4444", "5555"]] {
        let (desk, mut vault, id) = three();
        let before = vault.points().unwrap().len();
        // No code goes: no point of its own for it.
        vault
            .edit(&id, list(&["1111", "2222", "3333", "4444"]), NOW + 1)
            .unwrap();
        assert_eq!(vault.points().unwrap().len(), before);
        vault.edit(&id, list(gone), NOW + 2).unwrap();
        for minute in 1..4 {
            let note = Edit {
                note: Some(format!("later {minute}")),
                ..Edit::default()
            };
            vault.edit(&id, note, NOW + 60 * minute).unwrap();
        }
        let kept = vault.points().unwrap().into_iter().find(|point| {
            vault.restore_point(&point.id, None, NOW + 900).unwrap();
            vault.account(&id).unwrap().recovery_codes.len() == 4
        });
        assert!(kept.is_some());
        let opened = desk.open();
        let account = opened.account(&id).unwrap();
        assert_eq!(
            account.recovery_codes,
            codes(&["1111", "2222", "3333", "4444"])
        );
        assert_eq!(used(&opened, &id), ["2222"]);
    }
}

#[test]
fn a_copy_under_a_password_holds_list_and_ticks() {
    let (_desk, vault, id) = three();
    let password = Passphrase::new("пять ворон на мосту у ворот");
    let sealed = copy::seal(vault.accounts(), &password, NOW).unwrap();
    let opened = copy::open(&sealed, copy::Opener::Password(&password)).unwrap();
    let account = &opened.accounts[0];
    assert_eq!(account, vault.account(&id).unwrap());
    assert!(account.is_recovery_code_used("2222"));
}

#[test]
fn no_code_is_printed_for_debugging() {
    let (_desk, mut vault, id) = three();
    vault.edit(&id, tick("3333", true), NOW).unwrap();
    let edit = Edit {
        recovery_codes: Some(codes(&["7777-8888"])),
        ..tick("7777-8888", true)
    };
    let printed = format!("{vault:?} {:?} {edit:?} {:?}", vault.accounts(), edit.ticks);
    for code in ["1111", "2222", "3333", "7777", "8888"] {
        assert!(!printed.contains(code), "{code} in {printed}");
    }
}
