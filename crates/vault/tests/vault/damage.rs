//! Flipped bits, cut files, and content that does not hold together.

use vault::{Start, Vault};

use crate::fixtures::{Desk, NOW, full, totp};

/// Starts over a damaged file in every way that must hold, and gives the outcome's name.
fn outcome(desk: &Desk, good: &Vault) -> &'static str {
    match desk.start() {
        Start::Ready(opened) => {
            // Either the damage does not touch the content, or the previous file was taken.
            if opened.restored().is_some() {
                let held = &good.accounts()[..good.accounts().len() - 1];
                assert_eq!(opened.accounts(), held, "all but the last change");
                "restored"
            } else {
                assert_eq!(
                    opened.accounts(),
                    good.accounts(),
                    "other content was accepted"
                );
                "unharmed"
            }
        }
        Start::Blocked(blocked) => blocked.code(),
        Start::Welcome | Start::Locked => panic!("a damaged vault must not be a welcome"),
    }
}

/// A vault of three accounts whose previous file lacks the third.
fn three_accounts() -> (Desk, Vault) {
    let (desk, mut vault) = Desk::with_accounts(2);
    vault.add(vec![totp(2)], NOW + 60).unwrap();
    (desk, vault)
}

#[test]
fn any_flipped_bit_is_seen_and_healed_from_the_previous_file() {
    let (desk, vault) = three_accounts();
    let good = desk.bytes("vault.age");
    let step = if full() { 1 } else { 37 };
    let header = 300 * 8;
    for bit in (0..good.len() * 8).filter(|bit| *bit < header || bit % step == 0) {
        let mut bad = good.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        desk.put("vault.age", &bad);
        assert_eq!(outcome(&desk, &vault), "restored", "bit {bit}");
        assert_eq!(
            desk.bytes("vault.age"),
            bad,
            "a start changes nothing, bit {bit}"
        );
    }
}

#[test]
fn any_length_is_seen_and_healed_from_the_previous_file() {
    let (desk, vault) = three_accounts();
    let good = desk.bytes("vault.age");
    let step = if full() { 1 } else { 41 };
    for length in (0..good.len()).filter(|length| *length < 300 || length % step == 0) {
        desk.put("vault.age", &good[..length]);
        assert_eq!(outcome(&desk, &vault), "restored", "{length} bytes");
    }
    let mut longer = good.clone();
    longer.push(0);
    desk.put("vault.age", &longer);
    assert_eq!(outcome(&desk, &vault), "restored", "one byte more");
}

#[test]
fn without_a_previous_file_damage_is_said_and_nothing_is_overwritten() {
    let (desk, vault) = three_accounts();
    std::fs::remove_file(desk.file("vault.previous.age")).unwrap();
    let good = desk.bytes("vault.age");
    for bit in (0..good.len() * 8).step_by(if full() { 1 } else { 101 }) {
        let mut bad = good.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        desk.put("vault.age", &bad);
        let said = outcome(&desk, &vault);
        // A flipped bit in the part for our key cannot be told from a file for another key.
        assert!(
            ["vault_damaged", "key_wrong"].contains(&said),
            "bit {bit}: {said}"
        );
        let refused = Vault::create_beside_old_key(&desk.dir, &desk.keyring, NOW).unwrap_err();
        assert_eq!(refused.code(), "vault_exists");
        assert_eq!(desk.bytes("vault.age"), bad);
    }
}

#[test]
fn the_save_after_a_healed_start_quarantines_the_damaged_file() {
    for place in [20, 120, 2000] {
        let (desk, _vault) = three_accounts();
        let mut bad = desk.bytes("vault.age");
        bad[place] ^= 1;
        desk.put("vault.age", &bad);
        let previous = desk.bytes("vault.previous.age");
        let mut opened = desk.open();
        assert_eq!(
            opened.restored(),
            Some(NOW),
            "the date of what was restored"
        );
        opened.add(vec![totp(7)], NOW + 100).unwrap();
        let kept: Vec<_> = std::fs::read_dir(desk.file("quarantine"))
            .unwrap()
            .collect();
        assert_eq!(kept.len(), 1);
        let kept = std::fs::read(kept[0].as_ref().unwrap().path()).unwrap();
        assert_eq!(kept, bad, "the damaged file is kept as it was");
        assert_eq!(
            desk.bytes("vault.previous.age"),
            previous,
            "the good one is not turned over"
        );
        let again = desk.open();
        assert_eq!(again.restored(), None);
        assert_eq!(again.accounts(), opened.accounts());
        assert_eq!(again.accounts().len(), 3);
    }
}

#[test]
fn a_vault_damaged_while_it_is_open_loses_nothing() {
    let (desk, mut vault) = three_accounts();
    desk.put("vault.age", b"somebody wrote here");
    vault.add(vec![totp(3)], NOW).unwrap();
    assert_eq!(desk.open().accounts(), vault.accounts());
    assert_eq!(vault.accounts().len(), 4);
    assert_eq!(
        std::fs::read_dir(desk.file("quarantine")).unwrap().count(),
        1
    );
}

#[test]
fn a_vault_for_another_key_is_not_touched_while_ours_is_open() {
    let (desk, mut vault) = three_accounts();
    let (other, _) = Desk::with_accounts(1);
    let strange = other.bytes("vault.age");
    desk.put("vault.age", &strange);
    let refused = vault.add(vec![totp(3)], NOW).unwrap_err();
    assert_eq!(refused.code(), "key_wrong");
    assert_eq!(vault.unsaved().unwrap().code(), "key_wrong");
    assert_eq!(
        desk.bytes("vault.age"),
        strange,
        "it may be the result of a key change"
    );
    assert_eq!(vault.accounts().len(), 4, "what we hold stays");
}

#[test]
fn a_missing_vault_file_is_taken_from_the_previous_one() {
    let (desk, _vault) = three_accounts();
    std::fs::remove_file(desk.file("vault.age")).unwrap();
    let mut opened = desk.open();
    assert_eq!((opened.accounts().len(), opened.restored()), (2, Some(NOW)));
    opened.add(vec![totp(3)], NOW).unwrap();
    assert_eq!(desk.open().accounts().len(), 3);
}
