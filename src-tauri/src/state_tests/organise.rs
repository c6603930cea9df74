//! The list, and changes of several accounts at once.

use super::{Desk, OTHER, TOTP, change_of, code};
use crate::{
    app::Core,
    wire::{
        AccountsView, ChangeSettings, Density, EditAccount, ListAccounts, ManyAccounts,
        MatchingAccounts, MoveAccount, Order, RenameTag, TagAccounts,
    },
};

/// With that many accounts, named `A000`, `A001`…
fn desk_of(count: usize) -> (Desk, Vec<String>) {
    let desk = Desk::new();
    let uri = |number: usize| {
        let secret = format!(
            "GEZDGNBVGY3TQOJQ{}",
            ["A", "B", "C", "D"][number % 4].repeat(8)
        );
        format!("otpauth://totp/A{number:03}:ivan?secret={secret}")
    };
    let entries = (0..count).map(|number| otp::uri::parse(&uri(number)).expect("good"));
    let entries: Vec<_> = entries.collect();
    let ids = desk.core().with_vault_or_new(|vault| {
        let ids = vault.add(entries, crate::app::now().seconds())?;
        Ok(ids.iter().map(ToString::to_string).collect())
    });
    (desk, ids.expect("added"))
}

fn list(core: &Core, req: &ListAccounts) -> AccountsView {
    core.accounts(req).expect("open")
}

fn names(view: &AccountsView) -> Vec<&str> {
    view.accounts.iter().map(|it| it.issuer.as_str()).collect()
}

fn tag(core: &Core, accounts: &[String], add: &[&str], remove: &[&str]) {
    let texts = |all: &[&str]| all.iter().map(|&it| it.to_owned()).collect();
    let req = TagAccounts {
        accounts: accounts.to_vec(),
        add: texts(add),
        remove: texts(remove),
    };
    core.tag(&req).expect("saved");
}

fn tags(core: &Core) -> Vec<(String, u32)> {
    let tags = list(core, &ListAccounts::all()).tags;
    tags.into_iter()
        .map(|tag| (tag.name, tag.accounts))
        .collect()
}

fn many(accounts: &[String]) -> ManyAccounts {
    ManyAccounts {
        accounts: accounts.to_vec(),
    }
}

#[test]
fn only_the_part_that_is_asked_for_is_sent() {
    let (desk, ids) = desk_of(500);
    let core = desk.core();
    let part = |from, count, around: Option<&String>| {
        let view = list(
            core,
            &ListAccounts {
                from,
                count,
                around: around.cloned(),
                ..ListAccounts::all()
            },
        );
        assert_eq!((view.matching, view.total), (500, 500));
        let first = view.accounts.first().map(|it| it.issuer.clone());
        (view.from, view.accounts.len(), first.unwrap_or_default())
    };
    assert_eq!(part(20, 30, None), (20, 30, "A020".into()));
    assert_eq!(part(490, 30, None), (470, 30, "A470".into()));
    assert_eq!(part(u32::MAX, u32::MAX, None), (100, 400, "A100".into()));
    assert_eq!(part(0, 0, None).1, 0);
    assert_eq!(part(0, 30, Some(&ids[300])), (285, 30, "A285".into()));
    assert_eq!(part(0, 30, Some(&ids[2])), (0, 30, "A000".into()));
    let nobody = "nobody".to_owned();
    assert_eq!(part(7, 30, Some(&nobody)), (7, 30, "A007".into()));
}

#[test]
fn a_search_finds_marks_and_stays_true_when_accounts_change() {
    let (desk, ids) = desk_of(30);
    let core = desk.core();
    let search = |query: &str, tag: Option<&str>| {
        let req = ListAccounts {
            query: query.into(),
            tag: tag.map(Into::into),
            also: vec![ids[3].clone()],
            ..ListAccounts::all()
        };
        list(core, &req)
    };
    let found = search("a012", None);
    assert_eq!(names(&found), ["A012"]);
    assert_eq!((found.matching, found.total), (1, 30));
    assert_eq!(found.also[0].issuer, "A003");
    assert!(found.also[0].found.is_none());
    assert!(found.accounts[0].found.is_some());
    let matching = MatchingAccounts {
        query: "a01".into(),
        tag: None,
    };
    assert_eq!(
        core.matching_accounts(&matching).expect("open"),
        ids[10..20]
    );

    core.edit(super::renamed(&ids[12], "Bank")).expect("saved");
    assert!(names(&search("a012", None)).is_empty());
    assert_eq!(names(&search("bank", None)), ["Bank"]);
    let unfiltered = search("", None);
    assert!(unfiltered.accounts.iter().all(|it| it.found.is_none()));
    tag(core, &ids[5..7], &["дом"], &[]);
    assert_eq!(names(&search("", Some("дом"))), ["A005", "A006"]);
    assert!(names(&search("bank", Some("дом"))).is_empty());

    let mut other = desk.other_program();
    other.remove(&ids[5].as_str().into(), 2).expect("removed");
    assert_eq!(
        names(&search("", Some("дом"))),
        ["A006"],
        "what another did"
    );
}

#[test]
fn unconfirmed_accounts_are_counted_over_all_of_them() {
    let (desk, ids) = desk_of(3);
    let core = desk.core();
    core.confirm(&ids[0], true).expect("saved");
    let view = list(
        core,
        &ListAccounts {
            query: "a002".into(),
            ..ListAccounts::all()
        },
    );
    assert_eq!(view.unconfirmed, 2);
    assert_eq!(view.first_unconfirmed.expect("one").id, ids[1]);
}

#[test]
fn accounts_go_to_the_trash_and_come_back_all_or_none() {
    let (desk, ids) = desk_of(4);
    let core = desk.core();
    let wrong = many(&[ids[0].clone(), "nobody".into()]);
    assert_eq!(code(core.remove(&wrong)), "account_not_found");
    assert_eq!(list(core, &ListAccounts::all()).total, 4);
    core.remove(&many(&ids[1..3])).expect("removed");
    assert_eq!(names(&list(core, &ListAccounts::all())), ["A000", "A003"]);
    assert_eq!(code(core.restore(&many(&ids[..2]))), "account_not_found");
    assert_eq!(core.trash().expect("open").len(), 2);
    let points = core.points().expect("open").len();
    core.restore(&many(&ids[1..3])).expect("restored");
    let all = ["A000", "A001", "A002", "A003"];
    assert_eq!(names(&list(core, &ListAccounts::all())), all);
    assert_eq!(core.points().expect("open").len(), points, "no snapshot");
    core.remove(&many(&[])).expect("nothing to do");
}

#[test]
fn tags_come_go_and_change_their_names() {
    let (desk, ids) = desk_of(4);
    let core = desk.core();
    tag(core, &ids[..3], &["работа", " Дом "], &[]);
    tag(core, &ids[2..], &["ель", "ёж"], &["работа"]);
    let expected = [("Дом", 3), ("ёж", 2), ("ель", 2), ("работа", 2)];
    assert_eq!(
        tags(core),
        expected.map(|(name, count)| (name.to_owned(), count))
    );
    let rename = |tag: &str, to: Option<&str>| {
        core.rename_tag(&RenameTag {
            tag: tag.into(),
            to: to.map(Into::into),
        })
    };
    rename("ёж", Some("ель")).expect("one of both");
    rename("работа", None).expect("gone");
    rename("нет такого", Some("x")).expect("nothing to do");
    rename("Дом", Some(" ")).expect("nothing to do");
    let expected = [("Дом", 3), ("ель", 2)];
    assert_eq!(
        tags(core),
        expected.map(|(name, count)| (name.to_owned(), count))
    );
    assert_eq!(code(rename("Дом", Some(&"я".repeat(65)))), "tag_too_long");
    let req = TagAccounts {
        accounts: vec![ids[0].clone(), "nobody".into()],
        add: vec!["x".into()],
        remove: Vec::new(),
    };
    assert_eq!(code(core.tag(&req)), "account_not_found");
    let req = TagAccounts {
        accounts: ids.clone(),
        add: (0..32).map(|it| it.to_string()).collect(),
        remove: Vec::new(),
    };
    assert_eq!(code(core.tag(&req)), "too_many_tags");
    assert_eq!(tags(core).len(), 2, "nothing was changed");
}

#[test]
fn an_account_is_moved_in_the_own_order() {
    let (desk, ids) = desk_of(5);
    let core = desk.core();
    let shown = || {
        let view = list(core, &ListAccounts::all());
        let numbers = view.accounts.iter().map(|it| it.issuer[3..].to_owned());
        numbers.collect::<String>()
    };
    let asked = |account: usize, before: Option<usize>, after: Option<usize>| MoveAccount {
        account: ids[account].clone(),
        before: before.map(|it| ids[it].clone()),
        after: after.map(|it| ids[it].clone()),
    };
    let before = |account: usize, other: usize| {
        let moved = core.move_account(&asked(account, Some(other), None));
        moved.expect("saved");
    };
    let after = |account: usize, other: usize| {
        let moved = core.move_account(&asked(account, None, Some(other)));
        moved.expect("saved");
    };
    before(4, 0);
    assert_eq!(shown(), "40123");
    before(1, 3);
    assert_eq!(shown(), "40213");
    after(4, 3);
    assert_eq!(shown(), "02134");
    before(0, 2);
    assert_eq!(shown(), "02134", "it stands there");
    before(3, 2);
    assert_eq!(shown(), "03214");
    for favourite in [2, 4] {
        core.edit(EditAccount {
            favourite: Some(true),
            ..change_of(&ids[favourite])
        })
        .expect("saved");
    }
    assert_eq!(shown(), "24031");
    before(2, 0);
    assert_eq!(shown(), "42031", "the end of the favourites");
    before(1, 4);
    assert_eq!(shown(), "42103", "the first behind the favourites");
    after(3, 1);
    after(4, 3);
    assert_eq!(shown(), "24130", "still a favourite");
    after(0, 2);
    assert_eq!(shown(), "24013", "still none");
    after(0, 3);
    assert_eq!(shown(), "24130");
    let kept = desk.restarted_core().matching_accounts(&everything());
    assert_eq!(kept.expect("open").len(), 5);
    let nobody = MoveAccount {
        before: Some("nobody".into()),
        ..asked(0, None, None)
    };
    assert_eq!(code(core.move_account(&nobody)), "account_not_found");
    for (before, after) in [(None, None), (Some(1), Some(2))] {
        let unclear = asked(0, before, after);
        assert_eq!(code(core.move_account(&unclear)), "internal");
    }
}

#[test]
fn behind_the_last_that_is_shown_is_not_behind_all() {
    let (desk, ids) = desk_of(4);
    let core = desk.core();
    tag(core, &[ids[0].clone(), ids[1].clone()], &["a"], &[]);
    let req = MoveAccount {
        account: ids[0].clone(),
        before: None,
        after: Some(ids[1].clone()),
    };
    core.move_account(&req).expect("saved");
    let shown = list(core, &ListAccounts::all());
    assert_eq!(names(&shown), ["A001", "A000", "A002", "A003"]);
}

fn everything() -> MatchingAccounts {
    MatchingAccounts {
        query: String::new(),
        tag: None,
    }
}

#[test]
fn duplicates_are_told_with_what_helps_to_choose() {
    let desk = Desk::with_account();
    let core = desk.core();
    desk.add(OTHER);
    let again = desk.add(&TOTP.replace("Portal:ivan", "Copy:ivan"));
    let groups = core.duplicates().expect("open");
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].why, "same_key");
    assert_eq!(groups[0].accounts[1].id, again);
    assert!(!groups[0].accounts[1].confirmed);
    assert!(groups[0].accounts[0].added_at > 0);
}

#[test]
fn settings_are_kept_and_reset_but_for_what_is_no_setting() {
    let desk = Desk::with_account();
    let core = desk.core();
    let req = ChangeSettings {
        text_percent: Some(900),
        density: Some(Density::Compact),
        hide_codes: Some(true),
        order: Some(Order::LastUsed),
        guard_seconds: Some(9),
        fraud_told: Some(true),
        ..ChangeSettings::default()
    };
    let view = core.change_settings(&req).expect("written");
    assert_eq!(view.text_percent, 200);
    let again = desk.restarted_core().settings();
    assert_eq!(
        (
            again.text_percent,
            again.density,
            again.hide_codes,
            again.order
        ),
        (200, Density::Compact, true, Order::LastUsed)
    );
    let view = core.reset_settings().expect("written");
    assert_eq!(
        (view.text_percent, view.density, view.hide_codes, view.order),
        (100, Density::Comfortable, false, Order::Own)
    );
    assert_eq!((view.guard_seconds, view.fraud_told), (5, true));
}

#[test]
fn a_setting_that_cannot_be_written_is_not_in_force() {
    let desk = Desk::with_account();
    let core = desk.core();
    let req = ChangeSettings {
        guard_seconds: Some(9),
        ..ChangeSettings::default()
    };
    core.change_settings(&req).expect("written");
    let (data, moved) = (
        desk.temp.path().join("data"),
        desk.temp.path().join("moved"),
    );
    std::fs::rename(&data, &moved).expect("taken away");
    std::fs::write(&data, "").expect("in the way");
    let hide = ChangeSettings {
        hide_codes: Some(true),
        ..ChangeSettings::default()
    };
    assert!(core.change_settings(&hide).is_err());
    assert!(core.reset_settings().is_err());
    let settings = core.settings();
    assert_eq!((settings.hide_codes, settings.guard_seconds), (false, 9));
    std::fs::remove_file(&data).expect("out of the way");
    std::fs::rename(&moved, &data).expect("back");
    let view = core.change_settings(&req).expect("written");
    assert!(!view.hide_codes);
    assert!(!desk.restarted_core().settings().hide_codes);
}
