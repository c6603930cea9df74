//! Which account a person means.

use crate::entry::label;
use crate::outcome::{Candidate, Failure};
use crate::say::argument;

/// How much of an id names an account.
const SHORTEST_ID: usize = 4;

/// What a query is compared with.
pub(crate) struct Names<'a> {
    pub(crate) id: &'a str,
    pub(crate) issuer: &'a str,
    pub(crate) account: &'a str,
}

/// The one of `all` that `query` means: its id, issuer, account or both names, case-insensitive.
/// A whole one wins over a part: the beginning of an id, or any part of the names.
///
/// # Errors
/// `account_not_found`, or `several_accounts` with the candidates.
pub(crate) fn one_of<'a, T>(
    query: &str,
    all: &'a [T],
    names: impl Fn(&'a T) -> Names<'a>,
) -> Result<&'a T, Failure> {
    let wanted = query.trim().to_lowercase();
    let matching = |by_id: &dyn Fn(&str) -> bool, by_name: &dyn Fn(&str) -> bool| -> Vec<&'a T> {
        let found = all.iter().filter(|&item| {
            let names = names(item);
            by_id(&names.id.to_lowercase()) || spellings(&names).iter().any(|name| by_name(name))
        });
        found.collect()
    };
    if wanted.is_empty() {
        return Err(not_found(query));
    }
    let is_whole = |text: &str| text == wanted;
    let whole = matching(&is_whole, &is_whole);
    let found = if whole.is_empty() {
        // Any few letters are somewhere in a random id: that would be another account by chance.
        let begins = |id: &str| wanted.len() >= SHORTEST_ID && id.starts_with(&wanted);
        matching(&begins, &|name| name.contains(&wanted))
    } else {
        whole
    };
    one_of_these(query, &found, names)
}

/// The only one that was found for `query`.
///
/// # Errors
/// As [`one_of`].
pub(crate) fn one_of_these<'a, T>(
    query: &str,
    found: &[&'a T],
    names: impl Fn(&'a T) -> Names<'a>,
) -> Result<&'a T, Failure> {
    match found {
        [] => Err(not_found(query)),
        [one] => Ok(*one),
        several => {
            let candidates = several.iter().map(|&item| {
                let Names {
                    id,
                    issuer,
                    account,
                } = names(item);
                let [id, issuer, account] = [id, issuer, account].map(str::to_owned);
                Candidate {
                    id,
                    issuer,
                    account,
                }
            });
            let candidates = candidates.collect();
            Err(Failure {
                candidates,
                ..Failure::refused("several_accounts", Some(argument(query)))
            })
        }
    }
}

fn not_found(query: &str) -> Failure {
    Failure::refused("account_not_found", Some(argument(query)))
}

fn spellings(names: &Names<'_>) -> [String; 4] {
    let Names {
        issuer, account, ..
    } = names;
    let both = format!("{issuer} {account}");
    [issuer, account, both.trim(), &label(issuer, account)].map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [[&str; 3]; 4] = [
        ["id-1", "Госуслуги", "+79990000001"],
        ["id-2", "Госуслуги", "+79990000002"],
        ["id-3", "GitHub", "git"],
        ["id-4", "Git", ""],
    ];

    fn found(query: &str) -> Result<&'static str, (&'static str, usize)> {
        let names = |item: &'static [&str; 3]| Names {
            id: item[0],
            issuer: item[1],
            account: item[2],
        };
        let one = one_of(query, &ALL, names).map(|item| item[0]);
        one.map_err(|failure| (failure.code, failure.candidates.len()))
    }

    #[test]
    fn finds_by_id_name_and_both_without_regard_to_case() {
        assert_eq!(found("ID-2"), Ok("id-2"));
        assert_eq!(found("github"), Ok("id-3"));
        assert_eq!(found("госуслуги +79990000002"), Ok("id-2"));
        assert_eq!(found("ГОСУСЛУГИ: +79990000001"), Ok("id-1"));
        assert_eq!(
            found("0002"),
            Ok("id-2"),
            "a part is enough when it is clear"
        );
    }

    #[test]
    fn a_whole_name_wins_over_a_part_and_a_doubt_is_never_guessed() {
        assert_eq!(found("GitHub git"), Ok("id-3"));
        assert_eq!(
            found("git"),
            Err(("several_accounts", 2)),
            "account of one, issuer of another"
        );
        assert_eq!(found("госуслуги"), Err(("several_accounts", 2)));
    }

    #[test]
    fn letters_inside_an_id_do_not_pick_an_account() {
        let all = ["b4c68c13-f345-4660-832b-653593c42f29"];
        let found = |query: &str| {
            one_of(query, &all, |id| Names {
                id,
                issuer: "Ok",
                account: "",
            })
        };
        for query in ["f345", "42f29", "b4c", "-"] {
            assert!(found(query).is_err(), "{query} is no name of it");
        }
        for query in ["b4c6", "B4C68C13-F345", "o"] {
            assert!(found(query).is_ok(), "{query}");
        }
    }

    #[test]
    fn a_uri_in_place_of_a_query_is_not_repeated_in_the_message() {
        let query = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP";
        let failure = one_of(query, &[""; 0], |id| Names {
            id,
            issuer: "",
            account: "",
        });
        let detail = failure.unwrap_err().detail;
        assert_eq!(detail.as_deref(), Some("otpauth://…"));
    }

    #[test]
    fn nothing_is_found_for_nothing() {
        assert_eq!(found("Яндекс"), Err(("account_not_found", 0)));
        assert_eq!(found("  "), Err(("account_not_found", 0)));
    }
}
