//! Codes against published vectors and other programs' results (tests/data/codes.jsonl).

use otp::{Fields, Kind, Step};
use serde_json::Value;

use crate::view::table;

fn fields(line: &Value) -> [Option<String>; 7] {
    [
        "type",
        "secret",
        "algorithm",
        "digits",
        "period",
        "counter",
        "pin",
    ]
    .map(|key| {
        line.get(key).map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        })
    })
}

#[test]
fn every_vector_gives_its_code() {
    let table = table("codes.jsonl");
    for source in [
        "RFC 4226",
        "RFC 6238",
        "formats.md",
        "2038",
        "2106",
        "hmac",
        "gostcrypto",
    ] {
        let has = |line: &Value| line["source"].as_str().unwrap().contains(source);
        assert!(
            table.iter().any(has),
            "vectors of {source} are in the table"
        );
    }
    for line in &table {
        let texts = fields(line);
        let [kind, secret, algorithm, digits, period, counter, pin] =
            texts.each_ref().map(Option::as_deref);
        let fields = Fields {
            kind: kind.unwrap(),
            secret,
            algorithm,
            digits,
            period,
            counter,
            pin,
        };
        let token = fields.token().unwrap();
        let code = token
            .code_at(line["time"].as_u64().unwrap_or(u64::MAX))
            .unwrap();
        assert_eq!(code.as_str(), line["code"].as_str().unwrap(), "{line}");

        if let Kind::Hotp { counter, .. } = token.kind {
            assert_eq!(token.code_at_counter(counter).unwrap(), code);
        }
    }
}

#[test]
fn a_step_holds_its_time_and_its_code() {
    for kind in ["totp", "steam", "motp", "yandex"] {
        let secret = if kind == "motp" {
            "e3152afee62599c8"
        } else {
            "GEZDGNBVGY3TQOJQGEZDGNBVGY"
        };
        let fields = Fields {
            kind,
            secret: Some(secret),
            pin: Some("1234"),
            ..Fields::default()
        };
        let token = fields.token().unwrap();
        let period = token.kind.period().unwrap().get();
        for time in [
            0,
            29,
            30,
            1_741_011_292,
            u64::from(u32::MAX),
            u64::from(u32::MAX) + 31,
        ] {
            let Step { from, until } = token.step_at(time).unwrap();
            assert!(
                from <= time && time < until && until - from == period,
                "{kind} {time}"
            );
            assert_eq!(
                token.code_at(from),
                token.code_at(until - 1),
                "{kind} {time}"
            );
            assert_ne!(
                token.code_at(until - 1),
                token.code_at(until),
                "{kind} {time}"
            );
        }
        assert!(token.step_at(u64::MAX).is_some() && token.code_at(u64::MAX).is_ok());
    }
}

#[test]
fn there_is_no_code_without_the_pin() {
    for (kind, secret) in [
        ("yandex", "LA2V6KMCGYMWWVEW64RNP3JA3I"),
        ("motp", "e3152afee62599c8"),
    ] {
        let fields = Fields {
            kind,
            secret: Some(secret),
            ..Fields::default()
        };
        let mut token = fields.token().unwrap();
        assert_eq!(token.code_at(0).unwrap_err().code(), "pin_missing");
        token.set_pin(otp::Pin::new("7586").unwrap()).unwrap();
        assert!(token.code_at(0).is_ok());
    }
    let fields = Fields {
        kind: "yaotp",
        secret: Some("AAAAAAAAAAAAAAAAAAAAAAAAAA"),
        ..Fields::default()
    };
    let mut token = fields.token().unwrap();
    let error = token.set_pin(otp::Pin::new("12ab").unwrap()).unwrap_err();
    assert_eq!(error.code(), "bad_pin", "a Yandex PIN has digits only");
}

#[test]
fn a_secret_that_does_not_fit_its_kind_gives_no_code() {
    let token = |kind, bytes: &[u8]| otp::Token {
        secret: otp::Secret::from_bytes(bytes).unwrap(),
        kind,
    };
    let pin = Some(otp::Pin::new("1234").unwrap());
    let yandex = token(Kind::Yandex { pin: pin.clone() }, &[1; 20]);
    assert_eq!(yandex.code_at(0).unwrap_err().code(), "bad_yandex_secret");
    let motp = token(Kind::Motp { pin }, &[0xe3, 0x15, 0x2a]);
    assert_eq!(
        motp.code_at(0).unwrap_err().code(),
        "not_hex",
        "raw bytes instead of the hex text"
    );
}
