//! The trash and the earlier states of the vault.

use serde_json::{Value, json};

use crate::desk::Desk;

const GITHUB: &str =
    "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=GitHub";
const BANK: &str = "otpauth://totp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank";

fn names(list: &Value) -> Vec<String> {
    let list = list.as_array().expect("a list").iter();
    let mut names: Vec<_> = list
        .map(|account| account["account"].as_str().expect("text").to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn the_trash_says_what_is_in_it_and_for_how_long() {
    let desk = Desk::with_keyring();
    assert_eq!(desk.json(&["trash"], ""), json!([]));
    desk.done(&["add", "--stdin"], &format!("{GITHUB}\n{BANK}\n"));
    desk.done(&["remove", "github"], "");
    desk.done(&["remove", "bank"], "");
    let trash = desk.json(&["trash"], "");
    assert_eq!(names(&trash), ["alice", "me"]);
    let days = trash[0]["days_left"].as_u64().expect("a number");
    assert!((29..=30).contains(&days), "{trash}");
    assert!(trash[0]["deleted_at"].is_u64() && trash[0].get("secret").is_none());
    assert!(desk.done(&["trash"], "").contains("days left"));
    desk.done(&["restore", "github", "bank"], "");
    assert_eq!(names(&desk.json(&["list"], "")), ["alice", "me"]);
    assert_eq!(desk.json(&["trash"], ""), json!([]));
}

#[test]
fn of_several_to_bring_back_none_moves_when_one_is_not_there() {
    let desk = Desk::with_keyring();
    desk.done(&["add", GITHUB], "");
    desk.done(&["remove", "github"], "");
    let ran = desk.run(&["restore", "github", "nobody", "--json"], "");
    assert_eq!(ran.refusal(), (1, "account_not_found".into()), "{ran:?}");
    assert_eq!(desk.json(&["list"], ""), json!([]));
}

#[test]
fn an_earlier_state_comes_back_whole_or_in_part() {
    let desk = Desk::with_keyring();
    assert_eq!(desk.json(&["snapshots"], ""), json!([]));
    desk.done(&["add", "--stdin"], &format!("{GITHUB}\n{BANK}\n"));
    desk.done(&["edit", "github", "--name", "bob"], "");
    desk.done(&["remove", "bank"], "");
    desk.done(&["edit", "github", "--name", "carol"], "");
    // The newest one is the state before the last change.
    let points = desk.json(&["snapshots"], "");
    let point = &points[0];
    assert_eq!(point["kind"], "previous", "{points}");
    assert_eq!(
        (&point["accounts"], &point["changed"]),
        (&json!(1), &json!(1)),
        "{points}"
    );
    let id = point["id"].as_str().expect("an id");
    let back = desk.json(&["restore", "--snapshot", id, "bob"], "");
    assert_eq!(back["restored"], 1, "{back}");
    assert_eq!(names(&desk.json(&["list"], "")), ["bob"]);

    // The restore kept the state before it, which comes back whole.
    let points = desk.json(&["snapshots"], "");
    let snapshots: Vec<_> = points
        .as_array()
        .expect("a list")
        .iter()
        .filter(|point| point["kind"] == "snapshot" && point["changed"] == 1)
        .collect();
    let id = snapshots.first().expect("one")["id"]
        .as_str()
        .expect("an id");
    desk.done(&["restore", "--snapshot", id], "");
    assert_eq!(names(&desk.json(&["list"], "")), ["carol"]);
    let text = desk.done(&["snapshots"], "");
    assert!(text.contains("UTC") && text.contains("1 account"), "{text}");

    let nothing = desk.run(&["restore", "--snapshot", "nothing", "--json"], "");
    assert_eq!(
        nothing.refusal(),
        (1, "point_not_found".into()),
        "{nothing:?}"
    );
    let outside = desk.run(&["restore", "--snapshot", "../../etc/passwd", "--json"], "");
    assert_eq!(
        outside.refusal(),
        (1, "point_not_found".into()),
        "{outside:?}"
    );
    let nobody = desk.run(&["restore", "--snapshot", id, "nobody", "--json"], "");
    assert_eq!(
        nobody.refusal(),
        (1, "account_not_found".into()),
        "{nobody:?}"
    );
}

#[test]
fn an_older_vault_opens_only_for_who_says_so() {
    let desk = Desk::with_keyring();
    desk.done(&["add", GITHUB], "");
    let old = desk.vault_bytes().expect("a vault");
    desk.done(&["add", BANK], "");
    desk.done(&["edit", "bank", "--name", "you"], "");
    std::fs::write(desk.data_dir().join("vault.age"), &old).expect("put back");
    let ran = desk.run(&["list", "--json"], "");
    assert_eq!(ran.refusal(), (3, "vault_older".into()), "{ran:?}");
    assert!(ran.err.contains("restore --older"), "the way out: {ran:?}");
    desk.done(&["restore", "--older"], "");
    assert_eq!(names(&desk.json(&["list"], "")), ["alice"]);
}
