//! Every shape of URI and of other content (tests/data/uri_shapes.jsonl).

use std::collections::BTreeSet;

use otp::payload::{self, Payload, PayloadError};
use otp::uri;

use crate::view::{self, table};

#[test]
fn every_shape_is_read_or_refused_as_the_table_says() {
    let table = table("uri_shapes.jsonl");
    assert!(table.len() >= 120, "{} shapes", table.len());
    let mut wrong = Vec::new();
    for line in &table {
        let text = line["text"].as_str().unwrap();
        let (found, expected) = match payload::read(text) {
            Ok(Payload::Entry { kind, entry }) => {
                let reading = uri::read(text).unwrap();
                assert_eq!(reading.entry, entry, "both readers agree");
                let found = view::entry(&entry, &reading.warnings);
                (
                    vec![kind.code().into(), found],
                    vec![line["kind"].clone(), line["entry"].clone()],
                )
            }
            Ok(Payload::Migration(_)) => panic!("there is no whole transfer in the table"),
            Err(error) => (
                vec![error.code().into(), error.detail().into()],
                vec![line["error"].clone(), line["detail"].clone()],
            ),
        };
        if found != expected {
            wrong.push(format!(
                "{}\n  {text:?}\n  found    {found:?}\n  expected {expected:?}",
                line["why"]
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        table.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_token_alone_is_the_same() {
    for line in table("uri_shapes.jsonl") {
        let text = line["text"].as_str().unwrap();
        let whole = uri::parse(text).map(|entry| entry.token);
        assert_eq!(uri::token(text), whole, "{}", line["why"]);
    }
}

#[test]
fn what_is_written_reads_back_for_every_shape() {
    for line in table("uri_shapes.jsonl") {
        let Ok(entry) = uri::parse(line["text"].as_str().unwrap()) else {
            continue;
        };
        let written = uri::write(&entry);
        assert_eq!(
            uri::parse(&written).as_ref(),
            Ok(&entry),
            "{}: {}",
            line["why"],
            &*written
        );
    }
}

#[test]
fn an_issuer_counts_by_what_is_left_of_it_once_it_is_clean() {
    // Read before cleaning, these two came back from their own URI as other accounts.
    let secret = "LA2V6KMCGYMWWVEW64RNP3JA3I";
    for (text, issuer, kind) in [
        (
            format!("otpauth://yaotp/alice?secret={secret}&issuer=%00%0F"),
            "Yandex",
            "yandex",
        ),
        (
            format!("otpauth://totp/alice?secret={secret}&issuer=St%E2%80%AEeam&digits=5"),
            "Steam",
            "steam",
        ),
    ] {
        let entry = uri::parse(&text).unwrap();
        assert_eq!(
            (entry.issuer.as_str(), entry.token.kind.name()),
            (issuer, kind)
        );
        assert_eq!(uri::parse(&uri::write(&entry)), Ok(entry));
    }
}

#[test]
fn writes_what_most_readers_take() {
    let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    for (text, expected) in [
        (
            format!("otpauth://totp/Мой банк:%2B7 900?secret={secret}&digits=8"),
            format!(
                "otpauth://totp/%D0%9C%D0%BE%D0%B9%20%D0%B1%D0%B0%D0%BD%D0%BA:%2B7%20900?secret={secret}\
                 &issuer=%D0%9C%D0%BE%D0%B9%20%D0%B1%D0%B0%D0%BD%D0%BA&algorithm=SHA1&digits=8&period=30"
            ),
        ),
        (
            format!("otpauth://hotp/a%3Ab:c?secret={secret}&counter=7&algorithm=sha256"),
            format!(
                "otpauth://hotp/a:b%3Ac?secret={secret}&issuer=a&algorithm=SHA256&digits=6&counter=7"
            )
            .replace("hotp/a:b%3Ac", "hotp/a%3Ab:c")
            .replace("issuer=a&", "issuer=a%3Ab&"),
        ),
        (
            format!("otpauth://totp/alice@example.com?secret={secret}"),
            format!("otpauth://totp/alice@example.com?secret={secret}&algorithm=SHA1&digits=6&period=30"),
        ),
        (
            format!("steam://{secret}"),
            format!(
                "otpauth://steam/Steam:?secret={secret}&issuer=Steam&algorithm=SHA1&digits=5&period=30"
            ),
        ),
        (
            "motp://a:b?secret=E3152AFE&pin=1234".to_owned(),
            "motp://a:b?secret=e3152afe&issuer=a&pin=1234".to_owned(),
        ),
        (
            "otpauth://yaotp/b?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&pin=5239".to_owned(),
            "otpauth://yaotp/Yandex:b?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&issuer=Yandex&pin=GUZDGOI"
                .to_owned(),
        ),
    ] {
        assert_eq!(uri::write(&uri::parse(&text).unwrap()).as_str(), expected);
    }
}

#[test]
fn every_kind_of_content_is_told_by_its_beginning() {
    let table = table("uri_shapes.jsonl");
    let kinds = table.iter().filter_map(|line| {
        let text = line["text"].as_str()?;
        let refused = matches!(payload::read(text), Err(PayloadError::NotOtp(_)));
        refused.then(|| payload::kind_of(text).code())
    });
    let kinds: BTreeSet<_> = kinds.collect();
    let all = [
        "app_store",
        "duo_push",
        "email",
        "event",
        "fido",
        "geo",
        "microsoft_push",
        "okta_push",
        "payment",
        "phone",
        "rsa",
        "sign_in",
        "steam_login",
        "text",
        "url",
        "vcard",
        "wifi",
    ];
    assert_eq!(kinds, BTreeSet::from(all));
}

#[test]
fn kinds_are_told_apart_and_the_everyday_ones_share_their_words() {
    for (text, kind, error) in [
        ("tel:+79000000000", "phone", "not_otp_everyday"),
        ("mailto:a@example.com", "email", "not_otp_everyday"),
        ("geo:55.75,37.62", "geo", "not_otp_everyday"),
        ("BEGIN:VEVENT", "event", "not_otp_everyday"),
        ("WIFI:S:x;;", "wifi", "not_otp_wifi"),
    ] {
        let refused = payload::read(text).expect_err("no account");
        assert_eq!(
            (payload::kind_of(text).code(), refused.code()),
            (kind, error)
        );
    }
}
