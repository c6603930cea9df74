//! `explain`: the help without a window, and names that imitate a portal.

use crate::desk::Desk;

#[test]
fn the_best_page_is_printed_in_the_language_of_the_person() {
    let desk = Desk::bare();
    let ran = desk.run(&["explain", "код", "не", "подходит", "--lang", "ru"], "");
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        ran.out.starts_with("Код не подходит\n===============\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("\n 1. ") && ran.out.contains("\n  - "),
        "{}",
        ran.out
    );
    let ran = desk.run(&["explain", "code", "not", "accepted", "--lang", "en"], "");
    assert!(
        ran.out.starts_with("The code is not accepted\n="),
        "{}",
        ran.out
    );
    assert!(
        !desk.data_dir().exists(),
        "no vault is needed, none is made"
    );
}

#[test]
fn lines_are_no_wider_than_the_terminal() {
    let out = Desk::bare().done(&["explain", "gosuslugi", "--lang", "ru"], "");
    assert!(out.lines().count() > 40, "{out}");
    for line in out.lines() {
        assert!(line.chars().count() <= 80, "{line}");
        assert_eq!(line.trim_end(), line, "no spaces at the end");
    }
    assert!(out.contains("8 800 100-70-10"), "{out}");
}

#[test]
fn several_pages_that_fit_are_named() {
    let out = Desk::bare().done(&["explain", "пароль", "--lang", "ru"], "");
    assert!(out.starts_with("Хороший пароль\n"), "{out}");
    let others = out.split("propusk-cli explain").nth(1).expect("a list");
    assert!(
        others.contains("  lost ") && others.contains("Если ключ или пароль потерян"),
        "{others}"
    );
}

#[test]
fn without_a_question_all_pages_are_listed() {
    let out = Desk::bare().done(&["explain", "--lang", "ru"], "");
    for wanted in [
        "switch-on",
        "fraud",
        "Мошенники",
        "gosuslugi",
        "Госуслуги",
        "any-site",
    ] {
        assert!(out.contains(wanted), "{wanted}: {out}");
    }
}

#[test]
fn what_is_not_found_gets_the_general_advice_and_a_status() {
    let ran = Desk::bare().run(&["explain", "абракадабра", "--lang", "ru"], "");
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.out.starts_with("Любой сайт\n"), "{}", ran.out);
    assert_eq!(ran.err.lines().count(), 1, "{ran:?}");
}

#[test]
fn data_has_the_page_as_blocks() {
    let desk = Desk::bare();
    let explained = desk.json(&["explain", "fraud", "--lang", "en"], "");
    assert_eq!(explained["found"][0]["id"], "fraud");
    let article = &explained["article"];
    assert_eq!(article["title"], "Frauds");
    let kinds: Vec<_> = article["blocks"]
        .as_array()
        .expect("blocks")
        .iter()
        .map(|it| it["kind"].clone())
        .collect();
    assert!(
        kinds.contains(&"steps".into()) && kinds.contains(&"heading".into()),
        "{kinds:?}"
    );
    let all = desk.json(&["explain"], "");
    assert!(all["found"].as_array().expect("a list").len() > 10);
    assert!(all.get("article").is_none(), "none was asked for");
}

#[test]
fn a_name_that_imitates_a_portal_is_told() {
    let desk = Desk::with_keyring();
    // The second letter is a Cyrillic one.
    let uri = "otpauth://totp/G%D0%BEsuslugi:me?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=G%D0%BEsuslugi";
    let parsed = desk.json(&["parse"], uri);
    assert_eq!(
        parsed["entries"][0]["warnings"],
        serde_json::json!(["look_alike"])
    );
    assert_eq!(parsed["entries"][0]["looks_like"], "gosuslugi");
    let added = desk.run(&["add", uri, "--lang", "ru"], "");
    assert_eq!(added.status, 0, "{added:?}");
    assert!(added.err.contains("похоже на «Госуслуги»"), "{added:?}");
    let honest = desk.json(
        &["parse"],
        "otpauth://totp/gosuslugi?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=gosuslugi",
    );
    assert_eq!(honest["entries"][0]["warnings"], serde_json::json!([]));
    assert!(honest["entries"][0].get("looks_like").is_none());
}
