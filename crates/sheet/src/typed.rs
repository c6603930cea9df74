//! What a person typed from the sheet, or a camera read from it, back into the key.

use zeroize::Zeroizing;

use crate::TypedError;
use crate::key::{BEGINNING, GROUP_LENGTH, TYPED_LENGTH, is_key};

/// The characters a key is made of: Bech32's, in upper case. No 1, B, I, O.
const CHARACTERS: &str = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

/// [`BEGINNING`] without its hyphens and without the 1 at its end.
const BEGINNING_LETTERS: &str = "AGESECRETKEY";

/// Reads a key that was typed, pasted or scanned, and gives it as the one line that age writes.
///
/// Forgiven: case, spaces, line breaks, hyphens, quotes and every other sign between the characters;
/// numbers of groups or lines (1, 2, 3, …, each apart from the key); Cyrillic letters that look like
/// Latin ones, O for 0; the beginning `AGE-SECRET-KEY-1` left out. Nothing else is mended: a mistake
/// is located, and the person looks at the paper again.
///
/// # Errors
///
/// [`TypedError`] says what to look at. It never holds a part of the key.
pub fn read_typed(text: &str) -> Result<Zeroizing<String>, TypedError> {
    let typed = without_numbers(&plain(text));
    let typed = match typed.strip_prefix(BEGINNING_LETTERS) {
        Some(rest) => rest.strip_prefix('1').unwrap_or(rest),
        None => &typed,
    };
    let mut first_ones = typed.chars().take(TYPED_LENGTH).enumerate();
    if let Some((at, character)) = first_ones.find(|(_, c)| !CHARACTERS.contains(*c)) {
        let group = at / GROUP_LENGTH + 1;
        return Err(TypedError::WrongCharacter { character, group });
    }
    match typed.chars().count() {
        there if there < TYPED_LENGTH => return Err(TypedError::TooShort(there)),
        there if there > TYPED_LENGTH => return Err(TypedError::TooLong(there)),
        _ => {}
    }
    let mut line = Zeroizing::new(String::with_capacity(BEGINNING.len() + TYPED_LENGTH));
    line.push_str(BEGINNING);
    line.push_str(typed);
    if is_key(&line) {
        Ok(line)
    } else {
        Err(mistake(&line))
    }
}

/// Upper-case Latin letters and digits; everything between them is one space.
fn plain(text: &str) -> Zeroizing<String> {
    // Upper case takes at most twice the bytes; a string that grew would leave its old self behind.
    let mut plain = Zeroizing::new(String::with_capacity(text.len() * 2));
    for character in text.chars() {
        let upper = character.to_uppercase().next().unwrap_or(character);
        if upper.is_alphanumeric() {
            plain.push(as_printed(upper));
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    plain
}

/// Cyrillic capitals, and the letter O, which no sheet has.
const LOOK_ALIKES: &str = "АВЕКМНОРСТУХO";
/// What stands on a sheet in their place.
const PRINTED: &str = "ABEKMH0PCTYX0";

fn as_printed(upper: char) -> char {
    let mut pairs = LOOK_ALIKES.chars().zip(PRINTED.chars());
    pairs
        .find(|(typed, _)| *typed == upper)
        .map_or(upper, |(_, printed)| printed)
}

/// The typed characters in one piece, without numbers of groups or lines.
///
/// No key has a 1: where it stands alone, it ends the beginning that all keys share, or it is the
/// first of numbers that follow in order.
fn without_numbers(plain: &str) -> Zeroizing<String> {
    let mut left = Zeroizing::new(String::with_capacity(plain.len()));
    let mut number = 1_u32;
    let mut words = plain.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        if word == number.to_string() {
            number += 1;
            continue;
        }
        left.push_str(word);
        if *left == BEGINNING_LETTERS {
            words.next_if_eq(&"1");
        }
    }
    left
}

/// Where the mistake is: a Bech32 checksum has at most one place and one character that would mend
/// a line, unless four characters or more are wrong.
fn mistake(line: &str) -> TypedError {
    let mut tried = Zeroizing::new(String::with_capacity(line.len()));
    for at in BEGINNING.len()..line.len() {
        for character in CHARACTERS.chars() {
            tried.clear();
            tried.push_str(&line[..at]);
            tried.push(character);
            tried.push_str(&line[at + 1..]);
            if is_key(&tried) {
                return TypedError::WrongGroup((at - BEGINNING.len()) / GROUP_LENGTH + 1);
            }
        }
    }
    TypedError::WrongChecksum
}
