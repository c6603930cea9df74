//! The commands over a real vault and a real keyring.

use serde_json::{Value, json};

use crate::desk::{Desk, run};

const GOSUSLUGI: &str = "otpauth://totp/%D0%93%D0%BE%D1%81%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8:%2B79990000000?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%D0%93%D0%BE%D1%81%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8&algorithm=SHA1&digits=6&period=30";
const GITHUB: &str =
    "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=GitHub";
const COUNTER: &str =
    "otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank&counter=0";

fn labels(list: &Value) -> Vec<String> {
    let accounts = list.as_array().expect("a list").iter();
    accounts
        .map(|a| {
            format!(
                "{}/{}",
                a["issuer"].as_str().expect("text"),
                a["account"].as_str().expect("text")
            )
        })
        .collect()
}

#[test]
fn the_first_account_makes_the_vault_and_its_code_is_right() {
    let desk = Desk::with_keyring();
    assert_eq!(
        desk.json(&["list"], ""),
        json!([]),
        "no vault is no account"
    );
    assert!(desk.vault_bytes().is_none(), "looking makes no vault");
    let added = desk.run(&["add", "--stdin"], &format!("{GOSUSLUGI}\n"));
    assert_eq!(added.status, 0, "{added:?}");
    assert!(desk.vault_bytes().is_some());
    let list = desk.json(&["list"], "");
    let account = &list[0];
    assert_eq!(
        (&account["issuer"], &account["account"]),
        (&json!("Госуслуги"), &json!("+79990000000"))
    );
    assert_eq!(
        (&account["confirmed"], &account["tags"]),
        (&json!(false), &json!([]))
    );
    assert!(account.get("secret").is_none());
    // The period may change between the two calls; then the second try is within one period.
    let same = (0..3).any(|_| {
        let ours = desk.done(&["code", "госуслуги"], "");
        let args = ["--totp", "-b", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"];
        ours == run(desk.command("oathtool").args(args), "").out
    });
    assert!(same, "oathtool computes the same code");
}

#[test]
fn a_code_as_data_tells_its_time_and_the_next_one() {
    let desk = Desk::with_keyring();
    desk.done(&["add", GITHUB], "");
    let at = |code: &Value, name: &str| {
        let time = code[name].as_u64().expect("unix seconds");
        let line = format!("{time} {GITHUB}\n");
        (time, desk.done(&["compute"], &line).trim().to_owned())
    };
    let code = desk.json(&["code", "github"], "");
    let ((from, now), (until, next)) = (at(&code, "valid_from"), at(&code, "valid_until"));
    assert_eq!((until - from, &code["type"]), (30, &json!("totp")));
    assert_eq!((&code["code"], &code["next"]), (&json!(now), &json!(next)));
    let later = desk.json(&["code", "github", "--next"], "");
    assert_eq!(later["code"], json!(at(&later, "valid_from").1));
    assert!(
        later["valid_from"].as_u64() >= Some(until),
        "it is the period after"
    );
}

#[test]
fn every_hotp_code_is_given_once_and_peeking_gives_none_away() {
    let desk = Desk::with_keyring();
    desk.done(&["add", COUNTER], "");
    let rfc = ["755224", "287082", "359152", "969429"];
    for code in rfc {
        assert_eq!(desk.done(&["code", "bank", "--peek"], "").trim(), code);
        assert_eq!(desk.done(&["code", "bank"], "").trim(), code);
    }
    assert_eq!(desk.json(&["list"], "")[0]["counter"], 4);
    let code = desk.json(&["code", "bank"], "");
    assert_eq!(
        code,
        json!({"code": "338314", "next": null, "valid_from": null, "valid_until": null, "type": "hotp"})
    );
    let next = desk.run(&["code", "bank", "--next"], "");
    assert_eq!(next.status, 1);
    assert_eq!(
        desk.json(&["list"], "")[0]["counter"],
        5,
        "a refusal uses nothing up"
    );
}

#[test]
fn a_counter_is_set_forward_and_back() {
    let desk = Desk::with_keyring();
    desk.done(&["add", "--stdin"], &format!("{COUNTER}\n{GITHUB}\n"));
    let set = desk.json(&["edit", "bank", "--counter", "4", "--name", "me too"], "");
    assert_eq!(
        (&set["counter"], &set["account"]),
        (&json!(4), &json!("me too"))
    );
    assert_eq!(
        desk.done(&["code", "bank"], "").trim(),
        "338314",
        "RFC 4226"
    );
    desk.done(&["edit", "bank", "--counter", "1"], "");
    assert_eq!(desk.done(&["code", "bank"], "").trim(), "287082");
    let ran = desk.run(&["edit", "github", "--counter", "1", "--json"], "");
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((ran.status, &told["error"]), (1, &json!("bad_counter")));
    for none in ["-1", "x", "9007199254740993"] {
        assert_eq!(
            desk.run(&["edit", "bank", "--counter", none], "").status,
            2,
            "{none}"
        );
    }
}

#[test]
fn an_account_is_edited_removed_and_brought_back() {
    let desk = Desk::with_keyring();
    desk.done(&["add", "--stdin"], &format!("{GOSUSLUGI}\n{GITHUB}\n"));
    desk.done(
        &["edit", "github", "--issuer", "GitLab", "--confirmed", "yes"],
        "",
    );
    let list = desk.json(&["list"], "");
    assert_eq!(labels(&list), ["Госуслуги/+79990000000", "GitLab/alice"]);
    assert_eq!(list[1]["confirmed"], true);
    let removed = desk.json(&["remove", "gitlab"], "");
    assert_eq!(
        labels(&desk.json(&["list"], "")),
        ["Госуслуги/+79990000000"]
    );
    assert_eq!(desk.run(&["code", "gitlab"], "").status, 1, "it is gone");
    desk.done(&["restore", removed["id"].as_str().expect("id")], "");
    assert_eq!(labels(&desk.json(&["list"], "")), labels(&list));
    assert_eq!(
        desk.run(&["restore", "gitlab"], "").status,
        1,
        "the trash is empty"
    );
}

#[test]
fn a_doubtful_query_is_answered_with_the_candidates() {
    let desk = Desk::with_keyring();
    let second = GITHUB.replace("alice", "bob").replace("KRSX", "LRSX");
    desk.done(&["add", "--stdin"], &format!("{GITHUB}\n{second}\n"));
    let ran = desk.run(&["code", "github", "--json"], "");
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(
        (ran.status, &told["error"]),
        (1, &json!("several_accounts"))
    );
    let names: Vec<_> = told["candidates"]
        .as_array()
        .expect("list")
        .iter()
        .map(|c| &c["account"])
        .collect();
    assert_eq!(names, ["alice", "bob"]);
    assert!(
        ran.err.contains("alice") && ran.err.contains("bob"),
        "{}",
        ran.err
    );
    assert_eq!(desk.run(&["code", "github bob"], "").status, 0);
}

#[test]
fn a_search_lists_what_fits_and_a_code_is_given_of_what_is_called_so_only() {
    let desk = Desk::with_keyring();
    for uri in [GOSUSLUGI, GITHUB, COUNTER] {
        desk.done(&["add", uri], "");
    }
    let found = |words: &[&str]| labels(&desk.json(&[&["list"][..], words].concat(), ""));
    assert_eq!(found(&["gosuslugi"]), ["Госуслуги/+79990000000"]);
    assert_eq!(found(&["gythub"]), ["GitHub/alice"], "loosely too");
    assert_eq!(found(&["github", "alice"]), ["GitHub/alice"]);
    assert_eq!(found(&["яндекс"]), [""; 0]);
    for query in ["gosuslugi", "ujceckeub", "гитхуб"] {
        let code = desk.json(&["code", query], "");
        assert_eq!(code["type"], json!("totp"), "{query}");
    }
    for query in ["gythub", "hub alice x", "банк"] {
        let ran = desk.run(&["code", query], "");
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{query}: {ran:?}");
    }
}

#[test]
fn the_same_key_is_added_twice_only_on_demand() {
    let desk = Desk::with_keyring();
    desk.done(&["add", GITHUB], "");
    let before = desk.vault_bytes();
    let again = desk.run(
        &["add", "--stdin", "--name", "other name", "--json"],
        GITHUB,
    );
    assert_eq!(again.status, 1);
    assert!(again.out.contains("\"duplicate\""), "{again:?}");
    assert_eq!(desk.vault_bytes(), before);
    let some = desk.json(&["add", "--stdin"], &format!("{GITHUB}\n{COUNTER}\n"));
    assert_eq!(
        (labels(&some["added"]), labels(&some["duplicates"])),
        (vec!["Bank/me".into()], vec!["GitHub/alice".into()])
    );
    desk.done(&["add", GITHUB, "--again"], "");
    assert_eq!(desk.json(&["list"], "").as_array().expect("list").len(), 3);
}

#[test]
fn a_list_is_taken_with_what_is_good_in_it() {
    let desk = Desk::with_keyring();
    let text = format!("# my accounts\r\n{GOSUSLUGI}\r\nnonsense\r\n{COUNTER}\r\n");
    let ran = desk.run(&["add", "--stdin", "--json"], &text);
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((ran.status, labels(&told["added"]).len()), (0, 2));
    assert_eq!(told["skipped"][0]["reason"], "not_otp_text");
    assert!(ran.err.contains('3'), "the line is named: {}", ran.err);
}

#[test]
fn names_of_the_command_line_win_and_fit_one_account_only() {
    let desk = Desk::with_keyring();
    desk.done(
        &["add", "--stdin", "--issuer", "Мой портал", "--name", "я"],
        GITHUB,
    );
    assert_eq!(labels(&desk.json(&["list"], "")), ["Мой портал/я"]);
    let two = desk.run(
        &["add", "--stdin", "--issuer", "x", "--json"],
        &format!("{GOSUSLUGI}\n{COUNTER}"),
    );
    assert!(
        two.status == 1 && two.out.contains("several_entries"),
        "{two:?}"
    );
}

#[test]
fn a_pin_comes_over_stdin_and_can_come_later() {
    let desk = Desk::with_keyring();
    desk.done(
        &["add", "--stdin"],
        "motp://Work:me?secret=e3152afee62599c8",
    );
    let without = desk.run(&["code", "work", "--json"], "");
    assert!(
        without.status == 1 && without.out.contains("pin_missing"),
        "{without:?}"
    );
    desk.done(&["edit", "work", "--pin-stdin"], "1234\n");
    assert_eq!(desk.done(&["code", "work"], "").trim().len(), 6);
    let with = desk.json(
        &["add", "--stdin", "--pin-stdin"],
        "9999\nmotp://Other:me?secret=bbb1912bb5c515be\n",
    );
    assert!(
        !with["added"][0]["warnings"]
            .to_string()
            .contains("pin_missing"),
        "{with}"
    );
    let shown = desk.json(&["list", "--show-secrets"], "");
    assert_eq!(
        (&shown[0]["pin"], &shown[1]["pin"]),
        (&json!("1234"), &json!("9999"))
    );
    assert_eq!(shown[1]["secret"], "bbb1912bb5c515be");
}

#[test]
fn two_data_folders_are_two_vaults_in_one_keyring() {
    let desk = Desk::with_keyring();
    let other = desk.folder().join("other").display().to_string();
    desk.done(&["add", GITHUB], "");
    desk.done(&["--data-dir", &other, "add", COUNTER], "");
    let by_variable = |arguments: &[&str]| {
        let mut command = desk.propusk(arguments);
        run(command.env("PROPUSK_DATA_DIR", &other), "").out
    };
    assert_eq!(labels(&desk.json(&["list"], "")), ["GitHub/alice"]);
    let list = serde_json::from_str(&by_variable(&["list", "--json"])).expect("JSON");
    assert_eq!(labels(&list), ["Bank/me"]);
}

#[test]
fn a_vault_whose_key_is_gone_is_never_replaced() {
    let desk = Desk::with_keyring();
    desk.done(&["add", GITHUB], "");
    let before = desk.vault_bytes();
    let cleared = run(
        desk.command("secret-tool")
            .args(["clear", "service", "app.propusk.Propusk"]),
        "",
    );
    assert_eq!(cleared.status, 0, "{cleared:?}");
    for arguments in [
        &["list"][..],
        &["code", "github"],
        &["add", COUNTER],
        &["add", COUNTER, "--new-vault"],
    ] {
        let ran = desk.run(&[arguments, &["--json"]].concat(), "");
        assert!(
            ran.status == 3 && ran.out.contains("key_missing"),
            "{arguments:?}: {ran:?}"
        );
    }
    assert_eq!(desk.vault_bytes(), before);
}

#[test]
fn a_key_whose_vault_is_gone_is_kept_and_a_new_vault_is_made_only_on_demand() {
    let desk = Desk::with_keyring();
    desk.done(&["add", GITHUB], "");
    for name in ["vault.age", "vault.previous.age"] {
        std::fs::remove_file(desk.data_dir().join(name)).expect("removed");
    }
    let ran = desk.run(&["add", COUNTER, "--json"], "");
    assert!(
        ran.status == 3 && ran.out.contains("key_without_vault"),
        "{ran:?}"
    );
    assert!(desk.vault_bytes().is_none());
    desk.done(&["add", COUNTER, "--new-vault"], "");
    assert_eq!(labels(&desk.json(&["list"], "")), ["Bank/me"]);
    let found = run(
        desk.command("secret-tool")
            .args(["search", "--all", "service", "app.propusk.Propusk"]),
        "",
    );
    assert_eq!(
        found.out.matches("secret = ").count(),
        2,
        "the old key is still there: {found:?}"
    );
}
