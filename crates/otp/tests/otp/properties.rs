//! Round trips, and nothing panics.

use otp::{Algorithm, Counter, Digits, Entry, Fields, Kind, Period, Pin, Secret, Token};
use otp::{migration, payload, uri};
use proptest::prelude::*;

fn secret() -> impl Strategy<Value = Secret> {
    prop::collection::vec(any::<u8>(), 1..100).prop_map(|bytes| Secret::from_bytes(bytes).unwrap())
}

fn token() -> impl Strategy<Value = Token> {
    let algorithm = || prop::sample::select(&Algorithm::ALL[..]);
    let digits = || (1..=10_u32).prop_map(|d| Digits::try_from(d).unwrap());
    let period = (1..=86_400_u64).prop_map(|p| Period::try_from(p).unwrap());
    let counter = (0..=1_u64 << 53).prop_map(|c| Counter::try_from(c).unwrap());
    let digit_pin = prop::option::of("[0-9]{4,16}".prop_map(|pin| Pin::new(&pin).unwrap()));
    let any_pin = prop::option::of("[!-~]([ -~é]{0,14}[!-~])?".prop_filter_map("a PIN", |pin| {
        (!pin.eq_ignore_ascii_case("null"))
            .then(|| Pin::new(&pin).ok())
            .flatten()
    }));
    prop_oneof![
        4 => (secret(), algorithm(), digits(), period).prop_map(|(secret, algorithm, digits, period)| {
            Token { secret, kind: Kind::Totp { algorithm, digits, period } }
        }),
        2 => (secret(), algorithm(), digits(), counter).prop_map(|(secret, algorithm, digits, counter)| {
            Token { secret, kind: Kind::Hotp { algorithm, digits, counter } }
        }),
        1 => secret().prop_map(|secret| Token { secret, kind: Kind::Steam }),
        1 => (any::<[u8; 16]>(), digit_pin).prop_map(|(bytes, pin)| {
            Token { secret: Secret::from_bytes(bytes).unwrap(), kind: Kind::Yandex { pin } }
        }),
        1 => ("[0-9a-f]{1,40}", any_pin).prop_map(|(text, pin)| {
            Token { secret: Secret::from_motp(&text).unwrap(), kind: Kind::Motp { pin } }
        }),
    ]
}

/// Names with all that could be taken for something else.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,20}",
        "[а-яёА-Я :+@%&#/?=]{0,20}",
        "\\PC{0,20}",
        "[:+A@ ]{0,8}",
        any::<String>()
    ]
}

fn entry() -> impl Strategy<Value = Entry> {
    (name(), name(), token()).prop_map(|(issuer, name, token)| {
        // Yandex' codes always come from Yandex when nothing else is said.
        let is_yandex = matches!(token.kind, Kind::Yandex { .. });
        Entry::new(
            if is_yandex {
                "Яндекс"
            } else {
                issuer.as_str()
            },
            &name,
            token,
        )
    })
}

fn transferable() -> impl Strategy<Value = Entry> {
    let algorithm = prop::sample::select(&Algorithm::ALL[..3]);
    let digits = prop::sample::select(vec![6_u32, 8]).prop_map(|d| Digits::try_from(d).unwrap());
    let counter = prop::option::of((0..=1_u64 << 53).prop_map(|c| Counter::try_from(c).unwrap()));
    (name(), name(), secret(), algorithm, digits, counter).prop_map(
        |(issuer, name, secret, algorithm, digits, counter)| {
            let kind = match counter {
                Some(counter) => Kind::Hotp {
                    algorithm,
                    digits,
                    counter,
                },
                None => Kind::Totp {
                    algorithm,
                    digits,
                    period: Period::DEFAULT,
                },
            };
            Entry::new(&issuer, &name, Token { secret, kind })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_uri_reads_back(entry in entry()) {
        let written = uri::write(&entry);
        prop_assert!(written.is_ascii());
        match uri::parse(&written) {
            Ok(read) => prop_assert_eq!(read, entry, "{}", &*written),
            Err(error) => {
                prop_assert_eq!(error.code(), "too_long");
                prop_assert!(written.len() > 8192);
            }
        }
    }

    #[test]
    fn cleaning_names_twice_changes_nothing(issuer in name(), name in name()) {
        let token = Token { secret: Secret::from_bytes([1]).unwrap(), kind: Kind::Steam };
        let once = Entry::new(&issuer, &name, token);
        let twice = Entry::new(&once.issuer, &once.name, once.token.clone());
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn spelling_does_not_change_a_secret(secret in secret(), lower in any::<bool>(), every in 1..9_usize) {
        let text = secret.to_base32();
        let mut spelled = String::new();
        for (at, c) in text.chars().enumerate() {
            if at % every == 0 {
                spelled.push([' ', '-', '_', '\u{a0}'][at % 4]);
            }
            spelled.push(if lower { c.to_ascii_lowercase() } else { c });
        }
        spelled.push_str("== ");
        prop_assert_eq!(Secret::from_base32(&spelled), Ok(secret.clone()));
        prop_assert_eq!(Secret::from_hex(&secret.to_hex()), Ok(secret));
    }

    #[test]
    fn every_token_has_a_code_of_its_length(token in token(), time in any::<u64>()) {
        match token.code_at(time) {
            Ok(code) => prop_assert_eq!(code.as_str().len(), usize::from(token.kind.digits())),
            Err(error) => {
                prop_assert_eq!(error.code(), "pin_missing");
                prop_assert!(token.kind.lacks_pin());
            }
        }
    }

    #[test]
    fn arbitrary_text_does_not_panic(text in any::<String>()) {
        for text in [
            text.clone(),
            format!("otpauth://totp/{text}"),
            format!("otpauth://{text}"),
            format!("otpauth://hotp/a?{text}"),
            format!("otpauth://totp/a?secret={text}&issuer={text}&digits={text}"),
            format!("otpauth://yaotp/{text}?secret={text}&pin={text}"),
            format!("steam://{text}"),
            format!("motp://{text}"),
            format!("otpauth-migration://offline?data={text}"),
        ] {
            let _ = payload::kind_of(&text);
            if let Ok(payload::Payload::Entry { entry, .. }) = payload::read(&text) {
                let _ = entry.token.code_at(0);
            }
        }
        for kind in ["totp", "hotp", "steam", "yandex", "motp", text.as_str()] {
            let fields = Fields { kind, secret: Some(&text), pin: Some(&text), ..Fields::default() };
            let _ = fields.token();
        }
    }

    #[test]
    fn damaged_uris_do_not_panic(entry in entry(), at in any::<prop::sample::Index>(), with in "[%:+@?&=/#\"\0é]{0,3}", cut in 0..4_usize) {
        let written = uri::write(&entry);
        let start = at.index(written.len());
        let end = (start + cut).min(written.len());
        let damaged = format!("{}{with}{}", &written[..start], &written[end..]);
        let _ = payload::read(&damaged);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_transfer_reads_back(entries in prop::collection::vec(transferable(), 1..25)) {
        let uris = migration::write(&entries).unwrap();
        prop_assert_eq!(uris.len(), entries.len().div_ceil(10));
        let mut read = Vec::new();
        for (index, uri) in (0..).zip(&uris) {
            let batch = migration::parse(uri).unwrap();
            prop_assert_eq!((batch.index, usize::try_from(batch.size).unwrap()), (index, uris.len()));
            prop_assert_eq!(batch.batch_id, migration::parse(&uris[0]).unwrap().batch_id);
            prop_assert!(batch.refused.is_empty() && batch.entries.len() <= 10);
            read.extend(batch.entries);
        }
        prop_assert_eq!(read, entries);
    }

    #[test]
    fn arbitrary_messages_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let hex: String = bytes.iter().map(|b| format!("%{b:02x}")).collect();
        let _ = migration::parse(&format!("otpauth-migration://offline?data={hex}"));
        let _ = migration::parse(&crate::migration::uri_of(&bytes));
    }

    #[test]
    fn damaged_transfers_do_not_panic(entries in prop::collection::vec(transferable(), 1..4), at in any::<prop::sample::Index>(), with in any::<u8>()) {
        let mut bytes = crate::migration::bytes_of(&migration::write(&entries).unwrap()[0]);
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = migration::parse(&crate::migration::uri_of(&bytes));
        bytes.truncate(at);
        let _ = migration::parse(&crate::migration::uri_of(&bytes));
    }
}
