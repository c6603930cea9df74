//! Several accounts at once: one save each, all or nothing.

use vault::{AccountId, Beside, Edit, Parameters, Picture, Vault};

use crate::fixtures::{Desk, NOW, hotp, one_of_each};

fn ids(vault: &Vault) -> Vec<AccountId> {
    vault.accounts().iter().map(|it| it.id.clone()).collect()
}

/// The places at first, in the order of now.
fn order(vault: &Vault, at_first: &[AccountId]) -> Vec<usize> {
    let place = |id: &AccountId| at_first.iter().position(|it| it == id).unwrap();
    ids(vault).iter().map(place).collect()
}

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|&it| it.to_owned()).collect()
}

#[test]
fn each_change_of_many_is_one_save() {
    let (desk, mut vault) = Desk::with_accounts(5);
    let all = ids(&vault);
    let generation = vault.generation();
    vault.tag(&all, &texts(&["дом"]), &[], NOW + 1).unwrap();
    vault.rename_tag("дом", Some("работа"), NOW + 2).unwrap();
    vault.remove_all(&all[1..4], NOW + 3).unwrap();
    vault.restore_all(&all[1..3], NOW + 4).unwrap();
    assert_eq!(vault.generation(), generation + 4);
    let opened = desk.open();
    assert_eq!(order(&opened, &all), [0, 1, 2, 4], "back in their places");
    assert!(opened.accounts().iter().all(|it| it.tags == ["работа"]));
    assert_eq!(opened.trash()[0].account.tags, ["работа"]);
    assert!(desk.snapshots().is_empty(), "the trash keeps them");
}

#[test]
fn one_that_is_not_there_refuses_all() {
    let (desk, mut vault) = Desk::with_accounts(2);
    let mut all = ids(&vault);
    all.push("nobody".into());
    let before = desk.all_bytes();
    let refused = [
        vault.remove_all(&all, NOW),
        vault.restore_all(&all[..1], NOW),
        vault.tag(&all, &texts(&["дом"]), &[], NOW),
        vault.move_to(&all[0], Beside::Before(&all[2]), NOW),
        vault.move_to(&all[2], Beside::After(&all[0]), NOW),
    ];
    for result in refused {
        assert_eq!(result.unwrap_err().code(), "account_not_found");
    }
    assert_eq!(desk.all_bytes(), before);
    assert_eq!(vault.accounts().len(), 2);
}

#[test]
fn what_changes_nothing_is_not_saved() {
    let (_desk, mut vault) = Desk::with_accounts(3);
    let all = ids(&vault);
    vault.tag(&all, &texts(&["дом"]), &[], NOW).unwrap();
    let generation = vault.generation();
    vault
        .tag(&all, &texts(&["дом"]), &texts(&["x"]), NOW)
        .unwrap();
    vault.rename_tag("x", None, NOW).unwrap();
    vault.rename_tag("дом", Some("дом"), NOW).unwrap();
    vault
        .move_to(&all[1], Beside::Before(&all[2]), NOW)
        .unwrap();
    vault.move_to(&all[2], Beside::After(&all[1]), NOW).unwrap();
    vault.move_to(&all[2], Beside::After(&all[2]), NOW).unwrap();
    vault.remove_all(&[], NOW).unwrap();
    assert_eq!(vault.generation(), generation);
}

#[test]
fn a_tag_that_is_called_as_another_joins_it() {
    let (desk, mut vault) = Desk::with_accounts(2);
    let all = ids(&vault);
    vault.tag(&all[..1], &texts(&["Работа"]), &[], NOW).unwrap();
    vault.tag(&all[1..], &texts(&["дом"]), &[], NOW).unwrap();
    vault.rename_tag("дом", Some("РАБОТА"), NOW + 1).unwrap();
    assert!(
        desk.open()
            .accounts()
            .iter()
            .all(|it| it.tags == ["Работа"])
    );
    // Of one tag alone the letters can be changed.
    vault.rename_tag("Работа", Some("работа"), NOW + 2).unwrap();
    assert!(
        desk.open()
            .accounts()
            .iter()
            .all(|it| it.tags == ["работа"])
    );
}

#[test]
fn a_move_rewrites_as_few_places_as_there_is_room_for() {
    let (desk, mut vault) = Desk::with_accounts(100);
    let all = ids(&vault);
    let changed = |vault: &mut Vault, account: usize, beside: Beside<usize>| {
        let was: Vec<_> = all
            .iter()
            .map(|id| vault.account(id).unwrap().order)
            .collect();
        let beside = match beside {
            Beside::Before(other) => Beside::Before(&all[other]),
            Beside::After(other) => Beside::After(&all[other]),
        };
        vault.move_to(&all[account], beside, NOW + 1).unwrap();
        let is = all.iter().map(|id| vault.account(id).unwrap().order);
        was.iter().zip(is).filter(|(was, is)| *was != is).count()
    };
    assert_eq!(
        changed(&mut vault, 50, Beside::Before(0)),
        1,
        "to the front"
    );
    assert_eq!(changed(&mut vault, 20, Beside::After(99)), 1, "to the end");
    assert_eq!(changed(&mut vault, 60, Beside::Before(59)), 2, "one step");
    assert_eq!(
        changed(&mut vault, 98, Beside::Before(2)),
        4,
        "three stand before it"
    );
    let mut expected = vec![50, 0, 1, 98];
    expected.extend((2..=19).chain(21..=49).chain(51..=58));
    expected.extend([60, 59]);
    expected.extend((61..=97).chain([99, 20]));
    assert_eq!(order(&desk.open(), &all), expected);
}

#[test]
fn accounts_in_one_place_can_be_moved_apart() {
    let (_desk, mut vault) = Desk::with_accounts(6);
    let all = ids(&vault);
    for id in &all {
        let edit = Edit {
            order: Some(7),
            ..Edit::default()
        };
        vault.edit(id, edit, NOW).unwrap();
    }
    let shown = ids(&vault);
    for (moved, beside) in [
        (5, Beside::Before(0)),
        (0, Beside::Before(3)),
        (2, Beside::After(5)),
        (4, Beside::Before(1)),
        (3, Beside::After(1)),
    ] {
        let mut expected = ids(&vault);
        let id = shown[moved].clone();
        expected.retain(|it| *it != id);
        let place = |other: usize| expected.iter().position(|it| *it == shown[other]).unwrap();
        let (place, beside) = match beside {
            Beside::Before(other) => (place(other), Beside::Before(&shown[other])),
            Beside::After(other) => (place(other) + 1, Beside::After(&shown[other])),
        };
        expected.insert(place, id.clone());
        vault.move_to(&id, beside, NOW + 1).unwrap();
        assert_eq!(ids(&vault), expected);
    }
}

#[test]
fn parameters_change_where_there_is_a_choice() {
    let desk = Desk::new();
    let mut vault = Vault::create(&desk.dir, &desk.keyring, NOW).unwrap();
    vault.add(one_of_each(), NOW).unwrap();
    let parameters = Parameters {
        digits: Some(otp::Digits::try_from(9).unwrap()),
        ..Parameters::default()
    };
    for id in ids(&vault) {
        let confirm = Edit {
            confirmed: Some(true),
            ..Edit::default()
        };
        vault.edit(&id, confirm, NOW).unwrap();
        let edit = Edit {
            parameters,
            ..Edit::default()
        };
        let done = vault.edit(&id, edit, NOW);
        let account = vault.account(&id).unwrap();
        match account.token.kind.name() {
            "totp" | "hotp" => {
                done.unwrap();
                assert_eq!(account.token.kind.digits(), 9);
                assert!(!account.confirmed);
            }
            _ => {
                assert_eq!(done.unwrap_err().code(), "no_parameters");
                assert!(account.confirmed);
            }
        }
    }
    let counted = vault.add(vec![hotp(3)], NOW).unwrap().remove(0);
    let edit = Edit {
        parameters: Parameters {
            period: Some(otp::Period::DEFAULT),
            ..Parameters::default()
        },
        ..Edit::default()
    };
    let refused = vault.edit(&counted, edit, NOW).unwrap_err();
    assert_eq!(refused.code(), "no_parameters", "nothing runs out");
}

#[test]
fn a_picture_is_text_in_the_file_and_other_text_there_is_kept() {
    let (desk, mut vault) = Desk::with_accounts(1);
    let id = ids(&vault).remove(0);
    let address = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB";
    let edit = Edit {
        picture: Some(Picture::of_address(address.to_owned())),
        ..Edit::default()
    };
    vault.edit(&id, edit, NOW).unwrap();
    let opened = desk.open();
    assert_eq!(opened.accounts()[0].icon.as_deref(), Some(address));
    assert_eq!(opened.accounts()[0].picture(), Some(address));
}

#[test]
fn a_move_does_not_undo_an_edit_in_another_copy() {
    let (desk, mut edited) = Desk::with_accounts(3);
    let all = ids(&edited);
    let (mut moved, before) = (desk.open(), desk.bytes("vault.age"));
    let edit = Edit {
        note: Some("kept".into()),
        ..Edit::default()
    };
    edited.edit(&all[1], edit, NOW + 1).unwrap();
    desk.put("vault.age", &before);
    // The second is pushed on.
    moved
        .move_to(&all[2], Beside::Before(&all[1]), NOW + 2)
        .unwrap();
    assert_ne!(
        moved.account(&all[1]).unwrap().order,
        edited.account(&all[1]).unwrap().order
    );
    assert!(edited.refresh(NOW + 3).unwrap());
    for vault in [&edited, &desk.open()] {
        assert_eq!(order(vault, &all), [0, 2, 1]);
    }
    assert_eq!(edited.account(&all[1]).unwrap().note, "kept");
    edited.remove(&all[0], NOW + 4).unwrap();
    let opened = desk.open();
    assert_eq!(order(&opened, &all), [2, 1]);
    assert_eq!(opened.account(&all[1]).unwrap().note, "kept");
}
