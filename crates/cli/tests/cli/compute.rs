//! `compute`: a code for every line, right ones.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::desk::Desk;

/// Input lines, each with the line that must come out.
fn answers(cases: &[(String, &str)]) {
    let input: String = cases.iter().map(|(line, _)| format!("{line}\n")).collect();
    let ran = Desk::bare().run(&["compute"], &input);
    let answers: Vec<_> = ran.out.lines().collect();
    assert_eq!(answers.len(), cases.len(), "an answer for every line");
    let wrong: Vec<_> = cases
        .iter()
        .zip(answers)
        .filter(|((_, expected), answer)| expected != answer)
        .map(|((line, expected), answer)| format!("{line}\n  {answer}, not {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let refused = cases
        .iter()
        .any(|(_, expected)| expected.starts_with("error: "));
    assert_eq!(ran.status, i32::from(refused), "1 when a line was refused");
    assert_eq!(ran.err, "", "the codes of the errors say it all");
}

#[test]
fn computes_every_vector_of_every_kind() {
    let table = include_str!("../../../otp/tests/data/codes.jsonl");
    let vectors: Vec<Value> = table
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let cases: Vec<_> = vectors
        .iter()
        .map(|v| (v.to_string(), v["code"].as_str().expect("a code")))
        .collect();
    let kinds: std::collections::BTreeSet<_> = vectors
        .iter()
        .map(|v| &v["type"])
        .map(Value::to_string)
        .collect();
    assert_eq!(kinds.len(), 5, "all kinds are in the table: {kinds:?}");
    answers(&cases);
}

#[test]
fn computes_the_published_vectors() {
    let rfc = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let totp = |time: u64| json!({"type": "totp", "secret": rfc, "digits": 8, "time": time});
    let steam = |secret: &str, time: u64| json!({"type": "steam", "secret": secret, "time": time});
    let motp = |secret: &str, pin: &str, time: u64| json!({"type": "motp", "secret": secret, "pin": pin, "time": time});
    let yandex = |secret: &str, pin: &str, time: u64| json!({"type": "yandex", "secret": secret, "pin": pin, "time": time});
    let mut cases: Vec<(String, &str)> = [
        (totp(59), "94287082"),
        (totp(1_111_111_109), "07081804"),
        (totp(20_000_000_000), "65353130"),
        (steam("63BEDWCQZKTQWPESARIERL5DTTQFCJTK", 1_511_200_518), "FR8RV"),
        (steam("STEAMKEY", 1_742_298_317), "VKFDN"),
        (motp("e3152afee62599c8", "1234", 165_892_298), "e7d8b6"),
        (motp("BBB1912BB5C515BE", "9999", 1_659_540_020), "ced7b1"),
        (yandex("6SB2IKNM6OBZPAVBVTOHDKS4FAAAAAAADFUTQMBTRY", "5239", 1_641_559_648), "umozdicq"),
        (yandex("JBGSAU4G7IEZG6OY4UAXX62JU4AAAAAAHTSG4HXU3M", "5210481216086702", 1_581_093_059), "vunyprpd"),
        (json!({"type": "totp", "secret": "QWERTYUIOP", "algorithm": "SHA512", "time": 1_741_011_292}), "560428"),
        (json!({"type": "totp", "secret": "QWERTYUIOP", "digits": 1, "period": 300, "time": 1_741_011_292}), "7"),
    ]
    .map(|(line, code)| (line.to_string(), code))
    .into();
    let codes = [
        "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
        "520489",
    ];
    cases.extend((0..).zip(codes).map(|(counter, code)| {
        (
            json!({"type": "hotp", "secret": rfc, "counter": counter}).to_string(),
            code,
        )
    }));
    answers(&cases);
}

#[test]
fn takes_every_spelling_of_a_line() {
    let line = |text: &str| text.to_owned();
    answers(&[
        (
            line(
                r#"{"type":"TOTP","secret":"gezd gnbv-gy3t qojq gezd gnbv gy3t qojq==","time":59}"#,
            ),
            "287082",
        ),
        (
            line(
                r#"{"type":"totp","secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ","digits":"8","period":"30","time":"59"}"#,
            ),
            "94287082",
        ),
        (
            line(
                r#"{"type":"totp","secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ","algorithm":null,"digits":null,"pin":null,"counter":null,"time":59}"#,
            ),
            "287082",
        ),
        (
            line(
                r#"{"type":"totp","secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQO\u004aQ","algorithm":"hmac-sha-1","time":59}"#,
            ),
            "287082",
        ),
        (
            line(
                r#"{"issuer":"Unknown fields","tags":["are",{"passed":"over"}],"type":"totp","secret":"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ","time":59}"#,
            ),
            "287082",
        ),
        (
            line("59 otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8"),
            "94287082",
        ),
        (
            line("  59\totpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8\r"),
            "94287082",
        ),
        (
            line("0 otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=1"),
            "287082",
        ),
        (
            line("1511200518 steam://63BEDWCQZKTQWPESARIERL5DTTQFCJTK"),
            "FR8RV",
        ),
    ]);
}

#[test]
fn refuses_a_bad_line_with_its_reason_and_goes_on() {
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    let with = |field: &str| format!(r#"{{"type":"totp","secret":"{secret}",{field},"time":59}}"#);
    let plain = |text: &str| text.to_owned();
    answers(&[
        (
            plain(r#"{"type":"totp","secret":"JBSW1","time":59}"#),
            "error: not_base32",
        ),
        (
            plain(r#"{"type":"totp","secret":"","time":59}"#),
            "error: empty_secret",
        ),
        (
            plain(r#"{"type":"totp","secret":"J","time":59}"#),
            "error: empty_secret",
        ),
        (
            plain(r#"{"type":"totp","time":59}"#),
            "error: missing_secret",
        ),
        (
            plain(r#"{"type":"motp","secret":"xyz","pin":"1234","time":59}"#),
            "error: not_hex",
        ),
        (with(r#""digits":262"#), "error: bad_digits"),
        (with(r#""digits":0"#), "error: bad_digits"),
        (with(r#""digits":-6"#), "error: bad_digits"),
        (with(r#""digits":6.0"#), "error: bad_digits"),
        (with(r#""period":0"#), "error: bad_period"),
        (with(r#""period":86401"#), "error: bad_period"),
        (with(r#""algorithm":"SHA3""#), "error: unknown_algorithm"),
        (
            plain(r#"{"type":"hotp","secret":"GEZDGNBV","counter":9007199254740993}"#),
            "error: bad_counter",
        ),
        (
            plain(r#"{"type":"otp","secret":"GEZDGNBV","time":59}"#),
            "error: unknown_type",
        ),
        (
            plain(r#"{"type":"totp","secret":"GEZDGNBV"}"#),
            "error: bad_time",
        ),
        (
            plain(r#"{"type":"totp","secret":"GEZDGNBV","time":-1}"#),
            "error: bad_time",
        ),
        (
            plain(r#"{"type":"yandex","secret":"6SB2IKNM6OBZPAVBVTOHDKS4FA","time":59}"#),
            "error: pin_missing",
        ),
        (
            plain(r#"{"type":"totp","secret":"GEZDGNBV","time":59"#),
            "error: bad_line",
        ),
        (plain(r#"["totp"]"#), "error: bad_line"),
        (plain("otpauth://totp/x?secret=GEZDGNBV"), "error: bad_line"),
        (plain("59 https://example.com"), "error: not_otp_text"),
        (plain("59"), "error: bad_line"),
        (plain(""), "error: empty_input"),
        (format!("59 {}", "x".repeat(100_000)), "error: too_long"),
        (with(r#""digits":6"#), "287082"),
    ]);
}

#[test]
fn the_number_of_processors_changes_nothing() {
    let mut input = String::new();
    for time in 0..30_000_u64 {
        // Chunks end in the middle of everything: short lines, bad ones and very long ones.
        match time % 1000 {
            7 => input.push_str(&"x".repeat(70_000)),
            8 => {}
            _ => write!(
                input,
                "{time} otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=1"
            )
            .expect("memory"),
        }
        input.push('\n');
    }
    let on = |processors| {
        let mut output = Vec::new();
        let refused = propusk_cli::compute_on(processors, input.as_bytes(), &mut output);
        (
            refused.expect("memory"),
            String::from_utf8(output).expect("text"),
        )
    };
    let (refused, one) = on(1);
    assert_eq!((refused, one.lines().count()), (60, 30_000));
    for processors in [0, 2, 3, 8, 100] {
        assert!(
            on(processors) == (refused, one.clone()),
            "{processors} processors"
        );
    }
}

#[test]
fn answers_a_line_before_the_next_one_is_written() {
    use std::io::{BufRead, BufReader, Write as _};
    use std::process::Stdio;

    let desk = Desk::bare();
    let mut command = desk.propusk(&["compute"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut input = child.stdin.take().expect("piped");
    let mut output = BufReader::new(child.stdout.take().expect("piped"));
    for (time, code) in [(29, "755224"), (59, "287082"), (60, "359152")] {
        writeln!(
            input,
            "{time} otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        )
        .expect("read");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("an answer");
        assert_eq!(answer.trim(), code);
    }
    drop(input);
    assert!(child.wait().expect("ended").success());
}

#[test]
fn streams_line_for_line() {
    let mut input = String::new();
    for time in 0..20_000_u64 {
        let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        writeln!(
            input,
            r#"{{"type":"totp","secret":"{secret}","time":{}}}"#,
            time * 30
        )
        .expect("memory");
    }
    let out = Desk::bare().done(&["compute"], &input);
    assert_eq!(out.lines().count(), 20_000);
    assert_eq!(
        out.lines().nth(1),
        Some("287082"),
        "RFC 4226 for the counter 1"
    );
}

/// The codes of random secrets, compared with `oathtool`, which gives a window of codes per call.
#[test]
fn agrees_with_oathtool() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..30 {
        let length = usize::try_from(10 + random(30)).expect("small");
        let secret: String = (0..length * 8 / 5)
            .map(|_| {
                char::from(
                    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                        [usize::try_from(random(32)).expect("small")],
                )
            })
            .collect::<String>();
        let secret = &secret[..secret.len() / 8 * 8];
        let (digits, period) = (
            [6, 7, 8][usize::try_from(random(3)).expect("small")],
            [15, 30, 60][usize::try_from(random(3)).expect("small")],
        );
        let algorithm = ["SHA1", "SHA256", "SHA512"][usize::try_from(random(3)).expect("small")];
        let start = random(4_000_000_000) / period * period;
        let desk = Desk::bare();
        let expected = crate::desk::run(
            desk.command("oathtool").args([
                &format!("--totp={algorithm}"),
                "--base32",
                &format!("--digits={digits}"),
                &format!("--time-step-size={period}s"),
                &format!("--now=@{start}"),
                "--window=99",
                secret,
            ]),
            "",
        );
        assert_eq!(expected.status, 0, "{expected:?}");
        let input: String = (0..100)
            .map(|step| {
                let time = start + step * period;
                let line = json!({"type": "totp", "secret": secret, "algorithm": algorithm, "digits": digits, "period": period, "time": time});
                format!("{line}\n")
            })
            .collect();
        assert_eq!(
            desk.done(&["compute"], &input),
            expected.out,
            "{algorithm} {digits} {period} {secret}"
        );
    }
}
