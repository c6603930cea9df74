//! Transfers, written by hand byte for byte.

use otp::migration::{self, Batch};
use otp::payload::{self, Payload};
use otp::{Entry, Kind, uri};

/// A field of bytes.
fn field(tag: u8, bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![tag << 3 | 2];
    out.extend(varint(u64::try_from(bytes.len()).unwrap()));
    out.extend(bytes);
    out
}

/// A field of a number.
fn number(tag: u8, value: i64) -> Vec<u8> {
    let mut out = vec![tag << 3];
    out.extend(varint(value.cast_unsigned()));
    out
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let low = u8::try_from(value & 127).unwrap();
        value >>= 7;
        out.push(if value == 0 { low } else { low | 128 });
        if value == 0 {
            return out;
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let mut three = [0; 4];
        three[1..=group.len()].copy_from_slice(group);
        let bits = u32::from_be_bytes(three);
        for place in 0..4 {
            let index = usize::try_from(bits >> (18 - 6 * place) & 63).unwrap();
            out.push(if place <= group.len() {
                LETTERS[index].into()
            } else {
                '='
            });
        }
    }
    out
}

pub(crate) fn uri_of(bytes: &[u8]) -> String {
    format!(
        "otpauth-migration://offline?data={}",
        base64(bytes).replace('+', "%2B")
    )
}

pub(crate) fn bytes_of(uri: &str) -> Vec<u8> {
    let data = uri.split_once("data=").unwrap().1;
    let data = data
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    let value = |b: u8| match b {
        b'A'..=b'Z' => b - b'A',
        b'a'..=b'z' => b - b'a' + 26,
        b'0'..=b'9' => b - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut out = Vec::new();
    let (mut bits, mut held) = (0_u32, 0);
    for b in data.bytes().filter(|b| *b != b'=') {
        bits = (bits << 6 | u32::from(value(b))) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from(bits >> held & 255).unwrap());
        }
    }
    out
}

fn account(parts: &[Vec<u8>]) -> Vec<u8> {
    field(1, &parts.concat())
}

fn read(bytes: &[u8]) -> Batch {
    migration::parse(&uri_of(bytes)).unwrap()
}

fn summary(entry: &Entry) -> String {
    let kind = &entry.token.kind;
    let counter = if let Kind::Hotp { counter, .. } = kind {
        counter.get()
    } else {
        0
    };
    format!(
        "{} {}|{} {} {} {}",
        kind.name(),
        entry.issuer,
        entry.name,
        kind.algorithm(),
        kind.digits(),
        counter
    )
}

#[test]
fn reads_every_field() {
    let bytes = [
        account(&[
            field(1, b"12345678901234567890"),
            field(2, b"ACME: alice"),
            field(3, b"ACME"),
            number(4, 2),
            number(5, 2),
            number(6, 1),
            number(7, 42),
        ]),
        account(&[
            field(1, &[0xff; 10]),
            field(2, "Госуслуги:+7 900".as_bytes()),
        ]),
        number(2, 1),
        number(3, 3),
        number(4, 1),
        number(5, -1_320_898_453),
    ]
    .concat();
    let batch = read(&bytes);
    assert_eq!(
        (batch.batch_id, batch.index, batch.size),
        (-1_320_898_453, 1, 3)
    );
    let found: Vec<_> = batch.entries.iter().map(summary).collect();
    // With an empty issuer the name is not split.
    assert_eq!(
        found,
        [
            "hotp ACME|alice SHA256 8 42",
            "totp |Госуслуги:+7 900 SHA1 6 0"
        ]
    );
    let warnings: Vec<_> = batch
        .warnings(&batch.entries[1])
        .iter()
        .map(|w| w.code())
        .collect();
    assert_eq!(warnings, ["weak_secret", "migration_period"]);
    assert_eq!(
        batch.entries[0].token.secret.expose(),
        b"12345678901234567890"
    );
}

#[test]
fn the_numbers_mean_what_google_means() {
    let one = |parts: &[Vec<u8>]| {
        let mut all = vec![field(1, &[7; 20])];
        all.extend_from_slice(parts);
        let batch = read(&account(&all));
        match batch.entries.first() {
            Some(entry) => summary(entry),
            None => {
                let error = &batch.refused[0].error;
                format!("{} {}", error.code(), error.detail().unwrap_or_default())
            }
        }
    };
    for (number_, expected) in [
        (0, "SHA1"),
        (1, "SHA1"),
        (2, "SHA256"),
        (3, "SHA512"),
        (4, "MD5"),
    ] {
        assert_eq!(one(&[number(4, number_)]), format!("totp | {expected} 6 0"));
    }
    for (number_, expected) in [(0, 6), (1, 6), (2, 8), (6, 6), (7, 7), (8, 8)] {
        assert_eq!(
            one(&[number(5, number_)]),
            format!("totp | SHA1 {expected} 0")
        );
    }
    for (number_, expected) in [(0, "totp"), (1, "hotp"), (2, "totp")] {
        assert_eq!(one(&[number(6, number_)]), format!("{expected} | SHA1 6 0"));
    }
    assert_eq!(one(&[number(4, 9)]), "unknown_algorithm 9");
    assert_eq!(one(&[number(5, 262)]), "bad_digits 262");
    assert_eq!(one(&[number(6, 3)]), "unknown_type 3");
    assert_eq!(one(&[number(6, 1), number(7, -1)]), "bad_counter -1");
}

#[test]
fn one_bad_account_does_not_stop_the_others() {
    let bytes = [
        account(&[field(1, &[]), field(2, b"A:empty"), field(3, b"A")]),
        account(&[field(1, &[1; 20]), field(2, b"good")]),
    ]
    .concat();
    let batch = read(&bytes);
    assert_eq!(batch.entries.len(), 1);
    let refused = &batch.refused[0];
    assert_eq!(
        (
            refused.issuer.as_str(),
            refused.name.as_str(),
            refused.error.code()
        ),
        ("A", "empty", "empty_secret")
    );
    assert_eq!(
        (batch.index, batch.size),
        (0, 1),
        "a lone QR code is one of one"
    );
}

#[test]
fn unknown_fields_are_skipped_and_long_ones_are_read() {
    let name = "я".repeat(300);
    let bytes = [
        account(&[
            field(1, &[1; 200]),
            field(2, name.as_bytes()),
            field(8, b"some-text-id"),
            number(15, 5),
            vec![9 << 3 | 5, 1, 2, 3, 4],
            vec![10 << 3 | 1, 1, 2, 3, 4, 5, 6, 7, 8],
        ]),
        field(9, b"more"),
    ]
    .concat();
    let batch = read(&bytes);
    assert_eq!(batch.entries[0].name, name);
    assert_eq!(batch.entries[0].token.secret.expose().len(), 200);
}

#[test]
fn names_that_are_no_utf_8_do_not_lose_the_account() {
    let batch = read(&account(&[
        field(1, &[1; 20]),
        field(2, &[0xcf, 0xee, 0xf7]),
        field(3, &[0xab]),
    ]));
    assert_eq!(
        (
            batch.entries[0].name.as_str(),
            batch.entries[0].issuer.as_str()
        ),
        ("Поч", "\u{fffd}")
    );
}

#[test]
fn base64_is_read_in_every_spelling() {
    // Bytes whose Base64 holds + and /, and needs padding.
    let bytes = account(&[
        field(1, &[0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff]),
        field(2, b"a>>?>>?"),
    ]);
    let plain = base64(&bytes);
    assert!(plain.contains('+') && plain.contains('/'), "{plain}");
    let padded = [bytes.clone(), number(2, 1)].concat();
    let uri = |data: &str| format!("otpauth-migration://offline?data={data}");
    let expected = migration::parse(&uri(&plain)).unwrap();
    for data in [
        plain
            .replace('+', "%2B")
            .replace('/', "%2F")
            .replace('=', "%3D"),
        plain.replace('+', "%2b").replace('/', "%2f"),
        plain.replace('+', " "),
        plain.replace('+', "-").replace('/', "_"),
        base64(&padded),
        base64(&padded).trim_end_matches('=').to_owned(),
        format!("{plain}&foo=bar"),
        format!("{}\r\n{}", &plain[..8], &plain[8..]),
    ] {
        assert_eq!(
            migration::parse(&uri(&data)).as_ref(),
            Ok(&expected),
            "{data}"
        );
    }
    for text in [
        format!("OTPAUTH-MIGRATION://offline?data={plain}\n"),
        format!("\"otpauth-migration://offline?data={plain}\"\0"),
        format!("otpauth-migration://offline?x=1&amp;DATA={plain}"),
        format!("otpauth-migration://?data={plain}"),
    ] {
        assert_eq!(
            payload::read(&text),
            Ok(Payload::Migration(expected.clone())),
            "{text}"
        );
    }
}

#[test]
fn damage_is_said() {
    let good = account(&[field(1, &[1; 20]), field(2, b"alice")]);
    let code = |bytes: &[u8]| migration::parse(&uri_of(bytes)).unwrap_err().code();
    assert_eq!(
        code(&good[..good.len() - 1]),
        "migration_damaged",
        "cut short"
    );
    assert_eq!(
        code(&[1 << 3 | 2, 0xff]),
        "migration_damaged",
        "half a length"
    );
    assert_eq!(
        code(&[1 << 3 | 2, 100, 0]),
        "migration_damaged",
        "a length past the end"
    );
    assert_eq!(
        code(&[0xff; 12]),
        "migration_damaged",
        "a number without an end"
    );
    assert_eq!(code(&[0]), "migration_damaged", "field 0");
    for group in [[9 << 3 | 3, 9 << 3 | 4], [1 << 3 | 3, 1 << 3 | 4]] {
        assert_eq!(
            code(&[&good[..], &group].concat()),
            "migration_damaged",
            "wire types 3 and 4"
        );
        let inside = account(&[field(1, &[1; 20]), group.to_vec()]);
        assert_eq!(
            code(&inside),
            "migration_damaged",
            "the same inside an account"
        );
    }
    assert_eq!(code(&number(2, 1)), "migration_empty");
    let long = format!("otpauth-migration://offline?data={}", "A".repeat(70_000));
    assert_eq!(migration::parse(&long).unwrap_err().code(), "too_long");
    assert_eq!(
        migration::parse("otpauth://totp/a").unwrap_err().code(),
        "migration_damaged"
    );
}

#[test]
fn what_google_cannot_compute_is_not_written() {
    let entry = |text: &str| uri::parse(text).unwrap();
    let good = entry("otpauth://totp/a?secret=GEZDGNBV&digits=8&algorithm=SHA512");
    assert_eq!(migration::write(&[]).unwrap_err().code(), "migration_empty");
    for text in [
        "otpauth://totp/a?secret=GEZDGNBV&period=60",
        "otpauth://totp/a?secret=GEZDGNBV&digits=7",
        "otpauth://totp/a?secret=GEZDGNBV&algorithm=SHA224",
        "otpauth://hotp/a?secret=GEZDGNBV&algorithm=MD5&counter=1",
        "steam://GEZDGNBV",
        "motp://a?secret=e3152afe",
    ] {
        let error = migration::write(&[good.clone(), entry(text)]).unwrap_err();
        assert_eq!(
            (error.code(), error.detail()),
            ("migration_unsupported", Some("2".to_owned()))
        );
    }
    let eleven = vec![good; 11];
    let uris = migration::write(&eleven).unwrap();
    assert_eq!(uris.len(), 2);
    assert_eq!(migration::parse(&uris[1]).unwrap().entries.len(), 1);
    assert!(
        uris[0].is_ascii() && !uris[0][33..].contains(['+', '/', '=']),
        "escaped: {:?}",
        &uris[0]
    );
}
