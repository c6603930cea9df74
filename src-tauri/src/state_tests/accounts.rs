//! One account: what the page sees of it, what it may change, hidden codes, uses and pictures.

use std::{fs, path::Path, time::Duration};

use super::{Desk, OTHER, TOTP, change_of, code, renamed};
use crate::{
    app::{Core, clocks, lock, now},
    wire::{AccountView, ChangeSettings, EditAccount, ListAccounts, Order, WhichCode},
};

const HOTP: &str = "otpauth://hotp/Bank:ivan?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0";

fn view(core: &Core, id: &str) -> AccountView {
    core.account_details(id).expect("there").account
}

fn hide_codes(core: &Core, hide: bool) {
    let req = ChangeSettings {
        hide_codes: Some(hide),
        ..ChangeSettings::default()
    };
    assert_eq!(
        core.change_settings(&req).expect("written").hide_codes,
        hide
    );
}

#[test]
fn a_refused_edit_changes_nothing_and_says_why() {
    let desk = Desk::with_account();
    let core = desk.core();
    let id = desk.ids()[0].clone();
    let steam = desk.add("otpauth://totp/Steam:ivan?secret=GEZDGNBVGY3TQOJQ&encoder=steam");
    let tag = |length: usize| vec!["я".repeat(length)];
    let named = |account: &str| renamed(account, "Never");
    let edits = [
        (
            EditAccount {
                tags: Some((0..33).map(|it| it.to_string()).collect()),
                ..named(&id)
            },
            "too_many_tags",
        ),
        (
            EditAccount {
                tags: Some(tag(65)),
                ..named(&id)
            },
            "tag_too_long",
        ),
        (
            EditAccount {
                note: Some("a".repeat(10_001)),
                ..named(&id)
            },
            "note_too_long",
        ),
        (
            EditAccount {
                digits: Some(11),
                ..named(&id)
            },
            "bad_digits",
        ),
        (
            EditAccount {
                period: Some(0),
                ..named(&id)
            },
            "bad_period",
        ),
        (
            EditAccount {
                algorithm: Some("CRC32".into()),
                ..named(&id)
            },
            "unknown_algorithm",
        ),
        (
            EditAccount {
                digits: Some(8),
                ..named(&steam)
            },
            "no_parameters",
        ),
        (named("nobody"), "account_not_found"),
    ];
    for (edit, why) in edits {
        assert_eq!(code(core.edit(edit)), why);
    }
    assert!(!desk.issuers().contains(&"Never".to_owned()));
}

#[test]
fn an_edit_cleans_the_tags_and_keeps_what_it_does_not_name() {
    let desk = Desk::with_account();
    let core = desk.core();
    let id = desk.ids()[0].clone();
    let edit = EditAccount {
        tags: Some(vec![
            " дом\u{7} ".into(),
            "ДОМ".into(),
            String::new(),
            "б".into(),
        ]),
        note: Some("о нём".into()),
        favourite: Some(true),
        ..change_of(&id)
    };
    core.edit(edit).expect("saved");
    let details = core.account_details(&id).expect("there");
    assert_eq!(details.account.tags, ["дом", "б"]);
    assert_eq!(details.note, "о нём");
    assert!(details.account.favourite);
    assert_eq!(details.account.issuer, "Portal");
    assert_eq!((details.uses, details.last_used), (0, None));
}

#[test]
fn other_parameters_give_other_codes_which_no_portal_has_confirmed() {
    let desk = Desk::with_account();
    let core = desk.core();
    let id = desk.ids()[0].clone();
    core.confirm(&id, true).expect("saved");
    core.edit(EditAccount {
        digits: Some(6),
        ..change_of(&id)
    })
    .expect("the same as before");
    assert!(view(core, &id).confirmed);
    core.edit(EditAccount {
        digits: Some(8),
        algorithm: Some("SHA256".into()),
        period: Some(60),
        ..change_of(&id)
    })
    .expect("saved");
    let details = core.account_details(&id).expect("there");
    assert!(!details.account.confirmed);
    assert_eq!(details.algorithm, "SHA256");
    assert_eq!(details.account.period, Some(60));
    assert_eq!(details.account.code.expect("a code").len(), 8);
}

#[test]
fn a_pressed_code_goes_when_the_codes_become_others() {
    let desk = Desk::new();
    let core = desk.core();
    let id = desk.add(HOTP);
    assert!(core.next_code(&id).expect("pressed").code.is_some());
    core.edit(renamed(&id, "Bank 2")).expect("saved");
    assert!(view(core, &id).code.is_some(), "only another name");
    core.edit(EditAccount {
        period: Some(30),
        ..change_of(&id)
    })
    .expect_err("there is no period");
    core.edit(EditAccount {
        digits: Some(8),
        ..change_of(&id)
    })
    .expect("saved");
    let after = view(core, &id);
    assert_eq!((after.code, after.counter), (None, Some(1)));
}

#[test]
fn a_hidden_code_does_not_leave_the_shell_until_it_is_asked_for() {
    let desk = Desk::with_account();
    let core = desk.core();
    let id = desk.ids()[0].clone();
    let counter = desk.add(HOTP);
    hide_codes(core, true);
    let list = core.accounts(&ListAccounts {
        also: vec![id.clone()],
        ..ListAccounts::all()
    });
    let list = list.expect("open");
    for shown in [&list.accounts[0], &list.also[0], &view(core, &id)] {
        assert_eq!((&shown.code, &shown.next), (&None, &None));
        assert!(shown.hidden && shown.hides_at.is_none());
        assert!(shown.until.is_some(), "the bar still runs");
    }
    let before_press = view(core, &counter);
    assert!(!before_press.hidden, "there is none to hide");

    let shown = core.reveal_code(&id).expect("there");
    assert!(shown.code.is_some() && shown.next.is_some() && !shown.hidden);
    let left = shown.hides_at.expect("not for ever") - crate::accounts::seconds(now());
    assert!((5.0..=10.5).contains(&left), "{left}");
    assert!(view(core, &id).code.is_some());
    assert!(core.next_code(&counter).expect("pressed").code.is_some());

    // As ten seconds later.
    let later = session::Reading {
        steady: clocks().steady + session::REVEALED,
        ..clocks()
    };
    assert_eq!(lock(&core.revealed).until(&id.as_str().into(), later), None);

    hide_codes(core, true);
    assert!(view(core, &id).hidden, "set again");
    assert!(view(core, &counter).hidden);
    hide_codes(core, false);
    let plain = view(core, &id);
    assert!(plain.code.is_some() && plain.hides_at.is_none());
}

#[test]
fn a_lock_hides_what_was_asked_for() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    hide_codes(core, true);
    let id = desk.ids()[0].clone();
    core.reveal_code(&id).expect("there");
    assert!(core.lock_up(false).expect("locked"));
    assert!(lock(&core.listing).is_none(), "no names are left");
    core.unlock_with_password(super::PASSWORD).expect("right");
    assert!(view(core, &id).hidden);
}

#[test]
fn uses_are_shown_at_once_and_reach_the_disk_when_none_comes_any_more() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    let used = desk.add(OTHER);
    let order = ChangeSettings {
        order: Some(Order::MostUsed),
        ..ChangeSettings::default()
    };
    core.change_settings(&order).expect("written");
    assert_eq!(desk.issuers(), ["Other", "Portal"], "by name");
    let portal = desk.ids()[1].clone();
    let file = desk.temp.path().join("data/vault.age");
    let written = || (fs::read(&file).expect("vault"), snapshots(&desk));
    let before = written();
    let previous = fs::read(desk.temp.path().join("data/vault.previous.age")).expect("there");
    for (id, at) in [(&portal, 1_000), (&portal, 1_001), (&used, 1_002)] {
        core.note_use(&id.as_str().into(), at).expect("open");
    }
    core.save_uses_after(Duration::MAX);
    assert_eq!(written(), before, "no save");
    let stays = "a copy moves nothing under the person's hands";
    assert_eq!(desk.issuers(), ["Other", "Portal"], "{stays}");
    let search = ListAccounts {
        query: "portal".into(),
        ..ListAccounts::all()
    };
    core.accounts(&search).expect("open");
    assert_eq!(desk.issuers(), ["Portal", "Other"], "asked anew");
    assert!(
        core.accounts(&ListAccounts::all())
            .expect("open")
            .unsaved
            .is_none()
    );
    let details = core.account_details(&portal).expect("there");
    assert_eq!((details.uses, details.last_used), (2, Some(1_001)));

    core.save_uses_after(Duration::ZERO);
    assert_ne!(written().0, before.0, "saved");
    assert_eq!(written().1, before.1, "no snapshot");
    let after = fs::read(desk.temp.path().join("data/vault.previous.age")).expect("there");
    assert_eq!(after, previous, "nor another previous file");
    let once = written();
    core.save_uses_after(Duration::ZERO);
    assert_eq!(written(), once);
    core.lock_up(false).expect("locked");
    core.unlock_with_password(super::PASSWORD).expect("right");
    assert_eq!(core.account_details(&portal).expect("there").uses, 2);
}

#[test]
fn a_lock_does_not_wait_for_uses() {
    let (desk, _) = Desk::with_password();
    let core = desk.core();
    let id = desk.ids()[0].clone();
    core.note_use(&id.as_str().into(), 1_000).expect("open");
    let file = desk.temp.path().join("data/vault.age");
    let before = fs::read(&file).expect("vault");
    assert!(core.lock_up(false).expect("locked"));
    assert_eq!(fs::read(&file).expect("vault"), before);
}

fn snapshots(desk: &Desk) -> usize {
    let folder = desk.temp.path().join("data/snapshots");
    fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn a_picture_is_kept_small_and_what_is_none_is_refused() {
    let desk = Desk::with_account();
    let core = desk.core();
    let id = desk.ids()[0].clone();
    let file = desk.temp.path().join("cat.png");
    image::RgbImage::from_fn(500, 300, |x, y| {
        image::Rgb([
            u8::try_from(x % 256).expect("small"),
            u8::try_from(y % 256).expect("small"),
            7,
        ])
    })
    .save(&file)
    .expect("drawn");
    core.set_picture(&id, &file).expect("taken");
    let picture = view(core, &id).picture.expect("shown");
    assert!(
        picture.starts_with("data:image/png;base64,iVBOR"),
        "{picture}"
    );
    assert!(picture.len() < 33_000);
    assert_eq!(view(&desk.restarted_core(), &id).picture, Some(picture));

    let text = desk.temp.path().join("cat.svg");
    fs::write(&text, "<svg xmlns='http://www.w3.org/2000/svg'/>").expect("written");
    assert_eq!(code(core.set_picture(&id, &text)), "picture_format");
    assert_eq!(
        code(core.set_picture(&id, Path::new("/none"))),
        "file_not_found"
    );
    assert_eq!(code(core.set_picture("nobody", &file)), "account_not_found");
    assert!(view(core, &id).picture.is_some());
    core.drop_picture(&id).expect("taken away");
    assert_eq!(view(core, &id).picture, None);
}

#[test]
fn a_copied_code_counts() {
    let desk = Desk::with_account();
    let core = desk.core();
    let id = desk.ids()[0].clone();
    match core.copy(&id, WhichCode::Next) {
        Ok(_) => assert_eq!(core.account_details(&id).expect("there").uses, 1),
        // A machine without a screen has no clipboard, and nothing was copied.
        Err(error) => {
            assert_eq!(error.code, "clipboard_unavailable");
            assert_eq!(core.account_details(&id).expect("there").uses, 0);
        }
    }
}

#[test]
fn other_accounts_of_the_same_issuer_are_named() {
    let desk = Desk::with_account();
    let id = desk.ids()[0].clone();
    let twin = desk.add(&TOTP.replace("Portal:ivan", "%20P%C3%93RTAL%20:anna"));
    desk.add(OTHER);
    let twins = desk.core().diagnose_account(&id).expect("there").twins;
    assert_eq!(twins.iter().map(|it| &it.id).collect::<Vec<_>>(), [&twin]);
}
