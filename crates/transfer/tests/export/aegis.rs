//! Aegis.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use otp::Fields;
use propusk_transfer::export::{self, ExportError};
use propusk_transfer::import::{ImportError, Password};
use serde_json::Value;

use crate::canonical::read;
use crate::sample::{Sample, accounts, came_back, counting, left_out, samples, skip};

const PASSWORD: &str = "пять ворон на мосту 🐦";

/// The samples that Aegis computes.
fn fitting(samples: &[Sample]) -> Vec<Sample> {
    let fits = |sample: &&Sample| {
        sample.entry.issuer != "Hash"
            || matches!(sample.entry.name.as_str(), "SHA1" | "SHA256" | "SHA512")
    };
    samples.iter().filter(fits).cloned().collect()
}

fn written(samples: &[Sample], password: Option<&str>) -> Vec<u8> {
    let password = password.map(|text| Password::new(text.to_owned()));
    let file = export::aegis(&accounts(samples), password.as_ref(), &mut counting());
    file.expect("written").content.to_vec()
}

#[test]
fn everything_that_aegis_has_comes_back() {
    let samples = samples();
    let file = export::aegis(&accounts(&samples), None, &mut counting()).expect("written");
    let (format, parsed) = read(&file.content, None).expect("readable");
    assert_eq!((format, parsed.encrypted), ("aegis", false));
    came_back(&parsed, &fitting(&samples));
    let names = [
        "SHA224",
        "SHA384",
        "MD5",
        "GOST3411_2012_256",
        "GOST3411_2012_512",
    ];
    let expected = names.map(|name| (name.to_owned(), "lost_algorithm"));
    assert_eq!(left_out(&file, &samples), expected);
}

#[test]
fn an_encrypted_file_opens_with_its_password_only() {
    let samples = samples();
    let file = written(&samples, Some(PASSWORD));
    let (_, parsed) = read(&file, Some(PASSWORD)).expect("readable");
    assert!(parsed.encrypted);
    came_back(&parsed, &fitting(&samples));
    assert_eq!(read(&file, None).err(), Some(ImportError::PasswordNeeded));
    assert_eq!(
        read(&file, Some("x")).err(),
        Some(ImportError::WrongPassword)
    );
    let text = String::from_utf8(file).expect("JSON");
    for hidden in [
        "GitHub",
        "Госуслуги",
        "Работа",
        "KRSXG5CTMVRXEZLUKN2XAZLSKRSXG5CT",
    ] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

#[test]
fn has_the_parameters_of_aegis_and_nothing_random_twice() {
    let file: Value = serde_json::from_slice(&written(&samples(), Some(PASSWORD))).expect("JSON");
    let slot = &file["header"]["slots"][0];
    let cost = [&slot["type"], &slot["n"], &slot["r"], &slot["p"]].map(Value::as_u64);
    assert_eq!(cost, [Some(1), Some(32_768), Some(8), Some(1)]);
    assert_eq!(
        slot["repaired"], true,
        "an old Aegis would spell the password otherwise"
    );
    assert_eq!(slot["salt"].as_str().map(str::len), Some(64));
    assert_eq!(slot["key"].as_str().map(str::len), Some(64));
    assert_ne!(
        slot["key_params"]["nonce"],
        file["header"]["params"]["nonce"]
    );

    let file: Value = serde_json::from_slice(&written(&samples(), None)).expect("JSON");
    assert_eq!(file["db"]["version"], 3);
    let of = |list: &str| file["db"][list].as_array().expect("a list").clone();
    let all = of("entries").into_iter().chain(of("groups"));
    let mut ids: Vec<_> = all.map(|it| it["uuid"].to_string()).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
}

#[test]
fn what_would_make_aegis_refuse_the_file_is_left_out() {
    let motp = |secret| Fields {
        kind: "motp",
        secret: Some(secret),
        ..Fields::default()
    };
    let with_pin = Fields {
        pin: Some("1234"),
        ..motp("abc")
    };
    let yandex = Fields {
        kind: "yandex",
        secret: Some("LA2V6KMCGYMWWVEW64RNP3JA3I"),
        ..Fields::default()
    };
    let bad = [
        Sample::of("", "half a byte", with_pin),
        Sample::of("", "no PIN", motp("abcd")),
        Sample::of("", "no PIN either", yandex),
    ];
    let mut samples = bad.to_vec();
    samples.push(crate::sample::samples()[1].clone());
    let file = export::aegis(&accounts(&samples), None, &mut counting()).expect("written");
    assert_eq!(
        left_out(&file, &samples),
        [
            ("half a byte".to_owned(), "lost_secret"),
            ("no PIN".to_owned(), "lost_pin"),
            ("no PIN either".to_owned(), "lost_pin"),
        ]
    );
    assert!(file.left_out.iter().all(|it| it.what.is_whole()));
    let nothing = export::aegis(&accounts(&bad), None, &mut counting()).err();
    assert_eq!(nothing, Some(ExportError::NothingToExport));
}

#[test]
fn without_randomness_there_is_no_file() {
    let samples = samples();
    let password = Password::new(PASSWORD.to_owned());
    let mut calls = 0;
    let mut export = |last: usize| {
        calls = 0;
        let mut random = |bytes: &mut [u8]| {
            calls += 1;
            bytes.fill(7);
            (calls <= last)
                .then_some(())
                .ok_or(ExportError::NoRandomness)
        };
        let failed = export::aegis(&accounts(&samples), Some(&password), &mut random).err();
        (failed, calls)
    };
    let (failed, all) = export(usize::MAX);
    assert_eq!(failed, None);
    // The first and the last thing that is made at random.
    for last in [0, all - 1] {
        assert_eq!(export(last).0, Some(ExportError::NoRandomness), "{last}");
    }
}

#[test]
fn a_stranger_opens_it_from_the_description_alone() {
    let has_cryptography = Command::new("python3")
        .args(["-c", "import cryptography"])
        .output()
        .is_ok_and(|ran| ran.status.success());
    if !has_cryptography {
        return skip("python3-cryptography is not installed");
    }
    let samples = samples();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("aegis.json");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/open-aegis.py");
    let [mut expected, found] = [None, Some(PASSWORD)].map(|password| {
        std::fs::write(&file, written(&samples, password)).expect("written");
        let mut run = Command::new("python3")
            .args([&script, &file])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3");
        let mut input = run.stdin.take().expect("a pipe");
        input.write_all(PASSWORD.as_bytes()).expect("taken");
        drop(input);
        let ran = run.wait_with_output().expect("an end");
        assert!(ran.status.success(), "{ran:?}");
        serde_json::from_slice::<Value>(&ran.stdout).expect("JSON")
    });
    assert_eq!(
        expected["entries"].as_array().map(Vec::len),
        Some(fitting(&samples).len())
    );
    assert_eq!(
        expected["entries"][1]["info"]["secret"],
        "KRSXG5CTMVRXEZLUKN2XAZLSKRSXG5CT"
    );
    assert_eq!(expected["groups"][0]["name"], "Работа 💼");
    assert_eq!(
        expected.take(),
        found,
        "the same accounts with and without encryption"
    );
}
