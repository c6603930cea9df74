//! `doctor`: says what is wrong and what to do, and changes nothing.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::desk::{Desk, Ran};

const STORED: &str = "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT";

/// The checks by name; each has words, and advice unless all is well.
fn checks(ran: &Ran) -> BTreeMap<String, String> {
    let told: Vec<Value> = serde_json::from_str(&ran.out).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    for check in &told {
        assert!(!text(&check["detail"]).is_empty(), "{check}");
        assert_eq!(
            text(&check["advice"]).is_empty(),
            check["state"] == "ok",
            "{check}"
        );
        assert!(
            !text(&check["detail"]).starts_with("cli-"),
            "words are missing: {check}"
        );
    }
    told.iter()
        .map(|check| (text(&check["check"]), text(&check["state"])))
        .collect()
}

#[test]
fn a_sound_place_is_called_sound() {
    let desk = Desk::with_keyring();
    desk.done(&["add", STORED], "");
    for language in ["ru", "en"] {
        let ran = desk.run(&["doctor", "--json", "--lang", language], "");
        let checks = checks(&ran);
        assert_eq!(ran.status, 0, "{ran:?}");
        for check in [
            "folder",
            "permissions",
            "keyring",
            "keyring_password",
            "vault",
            "memory",
        ] {
            assert_eq!(
                checks.get(check).map(String::as_str),
                Some("ok"),
                "{check}: {ran:?}"
            );
        }
        assert!(checks.contains_key("clock"));
    }
}

#[test]
fn before_the_first_account_nothing_is_wrong_and_nothing_is_made() {
    let desk = Desk::with_keyring();
    let ran = desk.run(&["doctor", "--json"], "");
    assert_eq!(ran.status, 0, "{ran:?}");
    checks(&ran);
    assert!(!desk.data_dir().exists(), "looking makes no folder");
}

#[test]
fn a_keyring_that_is_missing_or_locked_is_named() {
    let ran = Desk::bare().run(&["doctor", "--json"], "");
    assert_eq!(
        (ran.status, checks(&ran)["keyring"].as_str()),
        (3, "fail"),
        "{ran:?}"
    );
    let desk = Desk::with_keyring();
    desk.done(&["add", STORED], "");
    desk.lock_keyring();
    let ran = desk.run(&["doctor", "--json"], "");
    let checks = checks(&ran);
    assert_eq!(
        (
            ran.status,
            checks["keyring"].as_str(),
            checks["vault"].as_str()
        ),
        (3, "fail", "fail")
    );
}

#[test]
fn open_permissions_are_found_before_anything_closes_them() {
    let desk = Desk::with_keyring();
    desk.done(&["add", STORED], "");
    fs::set_permissions(desk.data_dir(), Permissions::from_mode(0o755)).expect("opened");
    fs::set_permissions(
        desk.data_dir().join("vault.age"),
        Permissions::from_mode(0o644),
    )
    .expect("opened");
    let ran = desk.run(&["doctor", "--json"], "");
    assert_eq!(
        (ran.status, checks(&ran)["permissions"].as_str()),
        (3, "fail"),
        "{ran:?}"
    );
    assert!(ran.out.contains("vault.age"), "{ran:?}");
}

#[test]
fn a_damaged_vault_is_named() {
    let desk = Desk::with_keyring();
    desk.done(&["add", STORED], "");
    for name in ["vault.age", "vault.previous.age"] {
        let path = desk.data_dir().join(name);
        fs::write(path, b"damaged").expect("written");
    }
    let ran = desk.run(&["doctor", "--json"], "");
    assert_eq!(
        (ran.status, checks(&ran)["vault"].as_str()),
        (3, "fail"),
        "{ran:?}"
    );
    assert_eq!(
        desk.vault_bytes().as_deref(),
        Some(&b"damaged"[..]),
        "and left as it is"
    );
}

#[test]
fn a_key_that_lies_in_clear_is_found() {
    let desk = Desk::with_keyring();
    let keyrings = desk.home().join(".local/share/keyrings");
    // What GNOME Keyring writes for a keyring without a password.
    let open = "[keyring]\ndisplay-name=Default\n\n[1]\nitem-type=0\ndisplay-name=Propusk\nsecret=x\n\n\
                [1:attribute0]\nname=service\ntype=string\nvalue=app.propusk.Propusk\n";
    fs::write(keyrings.join("Default_keyring.keyring"), open).expect("written");
    let ran = desk.run(&["doctor", "--json"], "");
    assert_eq!(
        (ran.status, checks(&ran)["keyring_password"].as_str()),
        (0, "warn"),
        "{ran:?}"
    );
    let foreign = open.replace("app.propusk.Propusk", "org.example.Other");
    fs::write(keyrings.join("Default_keyring.keyring"), foreign).expect("written");
    let ran = desk.run(&["doctor", "--json"], "");
    assert_eq!(
        checks(&ran)["keyring_password"],
        "ok",
        "other programs' keys are not ours to judge"
    );
}

#[test]
fn people_get_a_line_for_each_check() {
    let out = Desk::with_keyring().done(&["doctor", "--lang", "ru"], "");
    assert!(
        out.lines().filter(|line| line.starts_with("ok  ")).count() >= 4,
        "{out}"
    );
    assert!(out.contains("Связка ключей отвечает"), "{out}");
}

#[test]
fn what_protects_the_vault_is_told_as_it_grows() {
    let desk = Desk::with_keyring();
    desk.done(&["add", STORED], "");
    let of = |name: &str| checks(&desk.run(&["doctor", "--json"], ""))[name].clone();
    assert_eq!((of("guard"), of("recovery")), ("ok".into(), "warn".into()));
    let sheet = desk.new_sheet(&[], "");
    assert_eq!(of("recovery"), "warn", "made, and not checked");
    desk.done(&["recovery", "check", "--stdin"], &sheet);
    assert_eq!(of("recovery"), "ok");
    assert_eq!(
        (of("backup"), of("quarantine")),
        ("warn".into(), "ok".into())
    );
    let aside = desk.data_dir().join("quarantine");
    fs::create_dir(&aside).expect("made");
    fs::write(aside.join("1-1.age"), b"damaged").expect("written");
    assert_eq!(of("quarantine"), "warn");
}

#[test]
fn under_a_password_it_asks_for_nothing_and_knows_the_key_files() {
    const PASSWORD: &str = "синий чайник поёт на крыше";
    let desk = Desk::bare();
    desk.done(
        &["password", "set", "--without-sheet", "--password-stdin"],
        PASSWORD,
    );
    let closed = desk.run(&["doctor", "--json"], "");
    let told = checks(&closed);
    assert_eq!(
        (closed.status, told["keyring"].as_str()),
        (0, "ok"),
        "{closed:?}"
    );
    assert_eq!(
        (told["vault"].as_str(), told["device_key"].as_str()),
        ("warn", "ok")
    );
    assert!(
        !told.contains_key("guard"),
        "what was not looked into is not judged"
    );
    let opened = desk.run(&["doctor", "--json", "--password-stdin"], PASSWORD);
    let told = checks(&opened);
    assert_eq!(
        (opened.status, told["vault"].as_str()),
        (0, "ok"),
        "{opened:?}"
    );

    let key = |name: &str| desk.data_dir().join(name);
    // A change of the password that was killed before it counted: told, and tidied up by itself.
    fs::copy(key("device-key.age"), key("device-key.new.age")).expect("copied");
    let told = checks(&desk.run(&["doctor", "--json"], ""));
    assert_eq!(told["device_key"], "warn");
    desk.done(&["list", "--password-stdin"], PASSWORD);
    let told = checks(&desk.run(&["doctor", "--json"], ""));
    assert_eq!(told["device_key"], "ok");
    fs::write(key("device-key.previous.age"), b"damaged").expect("written");
    let told = checks(&desk.run(&["doctor", "--json"], ""));
    assert_eq!(told["device_key"], "warn");
    fs::write(key("device-key.age"), b"damaged").expect("written");
    let both = desk.run(&["doctor", "--json"], "");
    assert_eq!(
        (both.status, checks(&both)["device_key"].as_str()),
        (3, "fail"),
        "{both:?}"
    );
}
