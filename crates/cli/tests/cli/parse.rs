//! `parse`: every shape of payload, line for line.

use serde_json::{Value, json};

use crate::desk::Desk;

/// The shapes that `otp` is tested with: `text` and either `kind` and `entry`, or `error`.
fn shapes() -> Vec<Value> {
    let table = include_str!("../../../otp/tests/data/uri_shapes.jsonl");
    let all = table
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    // A payload with a line end inside is two lines here.
    all.filter(|shape: &Value| !text(shape).contains('\n'))
        .collect()
}

fn text(shape: &Value) -> &str {
    shape["text"].as_str().expect("a text")
}

fn lines(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn reads_every_shape_as_the_table_says() {
    let shapes = shapes();
    assert!(shapes.len() >= 120, "{} shapes", shapes.len());
    let input: String = shapes
        .iter()
        .map(|shape| format!("{}\n", text(shape)))
        .collect();
    let ran = Desk::bare().run(&["parse", "--json", "--show-secrets"], &input);
    assert_eq!(ran.status, 1, "some are refused");
    let read = lines(&ran.out);
    assert_eq!(read.len(), shapes.len(), "an answer for every line");
    let mut wrong = Vec::new();
    for (shape, found) in shapes.iter().zip(read) {
        let error = shape["error"].as_str();
        let good = match error.and_then(|error| error.strip_prefix("not_otp_")) {
            // Several kinds of everyday codes share their words.
            Some("everyday") => {
                let kinds = ["phone", "email", "geo", "event"];
                found["kind"]
                    .as_str()
                    .is_some_and(|kind| kinds.contains(&kind))
                    && found["entries"] == json!([])
            }
            // What is no one-time code is named, not refused.
            Some(kind) => found == json!({"kind": kind, "entries": []}),
            None if error.is_some() => {
                found["error"] == shape["error"]
                    && found["message"].as_str().is_some_and(|m| !m.is_empty())
            }
            None => found == json!({"kind": shape["kind"], "entries": [shape["entry"]]}),
        };
        if !good {
            wrong.push(format!(
                "{}\n  {}\n  found {found}\n  table {shape}",
                shape["why"],
                text(shape)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        shapes.len(),
        wrong.join("\n")
    );
}

#[test]
fn hides_secret_and_pin_unless_they_are_asked_for() {
    let input = "otpauth://yaotp/me?secret=6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY&pin=NZXW4===\n\
                 otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP\n\
                 motp://x?secret=e3152afee62599c8\n";
    let hidden = Desk::bare().run(&["parse", "--json"], input).out;
    for line in lines(&hidden) {
        let entry = &line["entries"][0];
        assert!(
            entry.get("secret").is_none() && entry.get("pin").is_none(),
            "{line}"
        );
    }
    let shown = lines(
        &Desk::bare()
            .run(&["parse", "--json", "--show-secrets"], input)
            .out,
    );
    assert_eq!(shown[1]["entries"][0]["secret"], "JBSWY3DPEHPK3PXP");
    assert_eq!(
        shown[2]["entries"][0]["pin"],
        Value::Null,
        "a PIN that is missing is null"
    );
}

#[test]
fn a_transfer_has_many_accounts_and_its_place() {
    let uris = [
        "otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP",
        "otpauth://hotp/C:d?secret=KRSXG5DT&counter=5",
    ];
    let entries: Vec<_> = uris
        .iter()
        .map(|uri| otp::uri::parse(uri).expect("good"))
        .collect();
    let transfer = otp::migration::write(&entries).expect("Google can hold them");
    let out = Desk::bare().done(&["parse", "--json"], &transfer[0]);
    let read: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(read["kind"], "migration");
    let found: Vec<_> = (0..2)
        .map(|i| {
            (
                &read["entries"][i]["issuer"],
                &read["entries"][i]["account"],
            )
        })
        .collect();
    assert_eq!(
        found,
        [(&json!("A"), &json!("b")), (&json!("C"), &json!("d"))]
    );
    assert_eq!(read["entries"][1]["counter"], 5);
    assert!(
        read["entries"][0]["warnings"]
            .as_array()
            .expect("list")
            .contains(&json!("migration_period"))
    );
    assert_eq!(
        (&read["batch"]["index"], &read["batch"]["size"]),
        (&json!(0), &json!(1))
    );
}

#[test]
fn answers_every_line_also_bad_bytes_and_endless_ones() {
    let desk = Desk::bare();
    let good = "otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP";
    let input = format!("{good}\n\n{}\n\u{0}\u{1b}[2J\n{good}", "x".repeat(1 << 20));
    let ran = desk.run(&["parse", "--json"], &input);
    let read = lines(&ran.out);
    let kinds: Vec<_> = read
        .iter()
        .map(|line| line.get("kind").or(line.get("error")).expect("either"))
        .collect();
    assert_eq!(
        kinds,
        ["otpauth", "empty_input", "too_long", "text", "otpauth"]
    );
}

#[test]
fn speaks_to_people_without_json() {
    let input =
        "otpauth://totp/Госуслуги:%2B79990000000?secret=JBSWY3DPEHPK3PXP\nWIFI:S:x;;\nnonsense\n";
    let out = Desk::bare().done(&["parse"], input);
    assert_eq!(
        out,
        "otpauth: Госуслуги: +79990000000, totp SHA1 6 30 s\nwifi\ntext\n"
    );
}

#[test]
fn names_from_a_payload_cannot_steer_the_terminal() {
    let input = "otpauth://totp/%1B%5B2Jevil%0Aline?secret=JBSWY3DPEHPK3PXP\n";
    let out = Desk::bare().done(&["parse"], input);
    assert_eq!(out.lines().count(), 1, "{out:?}");
    assert!(!out.contains('\u{1b}'), "{out:?}");
}
