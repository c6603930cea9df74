//! Accounts that are there twice.

use list::{Duplicates, Why, duplicates};
use otp::Token;

use crate::accounts::{accounts, imported, token};

fn eight_digits(key: u64) -> Token {
    let secret = token(key).secret.to_base32();
    let uri = format!("otpauth://totp/x?secret={}&digits=8", secret.as_str());
    otp::uri::parse(&uri).expect("good").token
}

#[test]
fn tells_the_same_key_and_the_same_name() {
    let mut accounts = accounts(vec![
        imported("Почта", "Я", token(1)),
        imported("ПОЧТА ", " я", token(2)),
        imported("Other", "name", token(1)),
        imported("", "", token(3)),
        imported("", "", token(4)),
        imported("Счёт", "1 2", token(5)),
        imported("счет", "12", token(6)),
        imported("Счет", "12", token(6)),
        imported("Same", "x", token(7)),
        imported("Same", "x", token(7)),
        imported("Digits", "six", token(8)),
        imported("Digits", "eight", eight_digits(8)),
    ]);
    accounts[0].created_at += 1;
    let group = |why, places: &[usize]| Duplicates {
        why,
        places: places.to_vec(),
    };
    assert_eq!(
        duplicates(&accounts),
        [
            group(Why::SameKey, &[2, 0]),
            group(Why::SameKey, &[6, 7]),
            group(Why::SameKey, &[8, 9]),
            group(Why::SameName, &[1, 0]),
            group(Why::SameName, &[5, 6, 7]),
        ]
    );
    assert_eq!(duplicates(&[]), []);
}
