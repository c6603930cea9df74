//! What is new among the accounts that were found, what is there already, and what only looks like it.

use std::collections::{HashMap, HashSet};

use otp::{Period, Token};

use crate::import::Found;

/// An account that is there already.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The service.
    pub issuer: &'a str,
    /// The account at the service.
    pub name: &'a str,
    /// What makes its codes.
    pub token: &'a Token,
}

impl<'a> From<&'a vault::Account> for Known<'a> {
    fn from(account: &'a vault::Account) -> Self {
        Self {
            issuer: &account.issuer,
            name: &account.name,
            token: &account.token,
        }
    }
}

/// How an account that was found stands to those that are there and to those found before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing like it is there.
    New,
    /// An account with the same codes is there: its issuer and name.
    Duplicate {
        /// The service of the one that is there.
        issuer: String,
        /// Its account.
        name: String,
    },
    /// An account of the same service and name is there with other codes. Both can be kept.
    Conflict,
}

/// Compares each account that was found, in their order. Twice the same in one file is a duplicate,
/// too; twice the same name in one file is no conflict.
#[must_use]
pub fn compare(known: &[Known<'_>], found: &[Found]) -> Vec<Standing> {
    let mut by_token: HashMap<Key<'_>, Vec<Known<'_>>> = HashMap::new();
    let mut by_name: HashSet<(&str, &str)> = HashSet::new();
    let mut standings = Vec::with_capacity(found.len());
    for one in known {
        by_token.entry(key(one.token)).or_default().push(*one);
        by_name.insert((one.issuer, one.name));
    }
    for one in found {
        let (issuer, name) = (one.entry.issuer.as_str(), one.entry.name.as_str());
        let token = &one.entry.token;
        let alike = by_token.entry(key(token)).or_default();
        let standing = match alike.iter().find(|other| other.token.is_same(token)) {
            Some(other) => Standing::Duplicate {
                issuer: other.issuer.to_owned(),
                name: other.name.to_owned(),
            },
            None if (issuer, name) != ("", "") && by_name.contains(&(issuer, name)) => {
                Standing::Conflict
            }
            None => Standing::New,
        };
        if !matches!(standing, Standing::Duplicate { .. }) {
            alike.push(Known {
                issuer,
                name,
                token,
            });
        }
        standings.push(standing);
    }
    standings
}

/// What two tokens that are the same have in common, and few others: one key may come with every
/// length and period.
type Key<'a> = (&'a [u8], u8, Option<u64>);

fn key(token: &Token) -> Key<'_> {
    let period = token.kind.period().map(Period::get);
    // EXPOSE: only compared.
    (token.secret.expose(), token.kind.digits(), period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::uri_list;

    #[test]
    fn tells_new_from_known_and_from_what_only_has_the_same_name() {
        let read = |text: &str| uri_list(text.as_bytes()).expect("links").found;
        let known = read("otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP&issuer=A");
        let known: Vec<Known<'_>> = known
            .iter()
            .map(|found| Known {
                issuer: &found.entry.issuer,
                name: &found.entry.name,
                token: &found.entry.token,
            })
            .collect();
        let found = read(
            "otpauth://totp/Renamed:x?secret=jbswy3dpehpk3pxp&issuer=Renamed\n\
             otpauth://totp/A:a?secret=KRSXG5CTMVRXEZLU&issuer=A\n\
             otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP&issuer=A&digits=8\n\
             otpauth://totp/B:b?secret=MFRGGZDFMZTWQ2LK&issuer=B\n\
             otpauth://totp/C:c?secret=MFRGGZDFMZTWQ2LK&issuer=C\n\
             otpauth://totp?secret=ONSWG4TFOQWXO2LU\n\
             otpauth://totp?secret=NBSWY3DPO5XXE3DE",
        );
        let duplicate = |issuer: &str, name: &str| Standing::Duplicate {
            issuer: issuer.to_owned(),
            name: name.to_owned(),
        };
        assert_eq!(
            compare(&known, &found),
            [
                duplicate("A", "a"),
                Standing::Conflict,
                Standing::Conflict,
                Standing::New,
                duplicate("B", "b"),
                Standing::New,
                Standing::New,
            ]
        );
    }
}
