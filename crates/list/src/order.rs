//! The orders of the list without a search, and the one that breaks ties with it.

use std::cmp::{Ordering, Reverse};

use vault::{Account, Order, folded};

/// Letters that stand behind another one in the alphabet, far from it in Unicode.
const BEHIND: &[(char, char)] = &[('ґ', 'г'), ('є', 'е'), ('і', 'и'), ('ї', 'и'), ('ў', 'у')];

/// Sorts behind every letter.
const LAST: char = '\u{10ffff}';

/// What decides the place of an account.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    favourite: bool,
    use_count: u64,
    last_used: Option<u64>,
    by_name: u32,
    own: u32,
}

impl Standing {
    /// Those of all accounts, in their order.
    pub(crate) fn of_all(accounts: &[Account]) -> Vec<Standing> {
        let own = ranks(accounts.len(), |a, b| {
            let key = |at: usize| {
                let account = &accounts[at];
                (account.order, account.created_at, &account.id)
            };
            key(a).cmp(&key(b))
        });
        let names: Vec<_> = accounts.iter().map(name_key).collect();
        let by_name = ranks(accounts.len(), |a, b| {
            (&names[a], own[a]).cmp(&(&names[b], own[b]))
        });
        let standings = accounts.iter().zip(by_name.into_iter().zip(own));
        let standings = standings.map(|(account, (by_name, own))| Standing {
            favourite: account.favourite,
            use_count: account.use_count,
            last_used: account.last_used,
            by_name,
            own,
        });
        standings.collect()
    }

    /// Smaller comes first. No two accounts have the same.
    pub(crate) fn key(&self, order: Order) -> impl Ord + Copy + use<> {
        let last_used = Reverse(self.last_used);
        let (used, last_used, place) = match order {
            Order::Own => (Reverse(0), Reverse(None), self.own),
            Order::Name => (Reverse(0), Reverse(None), self.by_name),
            Order::LastUsed => (Reverse(0), last_used, self.by_name),
            Order::MostUsed => (Reverse(self.use_count), last_used, self.by_name),
        };
        (!self.favourite, used, last_used, place)
    }
}

/// The place of each of `count` things when they are sorted.
fn ranks(count: usize, compare: impl Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut sorted: Vec<_> = (0..count).collect();
    sorted.sort_by(|a, b| compare(*a, *b));
    let mut ranks = vec![0; count];
    for (rank, place) in (0..).zip(sorted) {
        ranks[place] = rank;
    }
    ranks
}

/// Sorts as people sort names. Nameless accounts come last.
fn name_key(account: &Account) -> String {
    let title = match folded(&account.issuer) {
        issuer if issuer.is_empty() => folded(&account.name),
        issuer => issuer,
    };
    if title.is_empty() {
        return LAST.to_string();
    }
    let mut key = String::with_capacity(title.len() + account.name.len() + 4);
    push_sortable(&title, &mut key);
    key.push('\0');
    push_sortable(&folded(&account.name), &mut key);
    key
}

/// Letters in the order of their alphabet, numbers by their value.
fn push_sortable(folded: &str, key: &mut String) {
    let mut rest = folded;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit());
            let (number, after) = rest.split_at(end.unwrap_or(rest.len()));
            let number = number.trim_start_matches('0');
            // More digits, more value. Digits stand before letters, and so does every length.
            let length = u32::try_from(number.len()).unwrap_or(u32::MAX);
            for _ in 0..length / 9 {
                key.push('9');
            }
            key.push(char::from_digit(length % 9, 10).unwrap_or('0'));
            key.push_str(number);
            rest = after;
            continue;
        }
        match BEHIND.iter().find(|(letter, _)| *letter == c) {
            Some((letter, before)) => key.extend([*before, LAST, *letter]),
            None => key.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_people_sort_names() {
        let sorted = [
            "2",
            "10",
            "Apple",
            "banana",
            "Čech",
            "Dropbox",
            "Авито",
            "Банк",
            "Банк 2",
            "банк 02а",
            "Банк 10",
            "Банк 123456789",
            "Банк 1234567890",
            "Банка",
            "Елка",
            "Ёлка1",
            "Еще",
            "Єва",
            "Жук",
            "Иван",
            "Ігор",
            "Йога",
            "Яндекс",
        ];
        let key = |name: &&str| {
            let mut key = String::new();
            push_sortable(&folded(name), &mut key);
            key
        };
        assert!(sorted.is_sorted_by_key(key));
    }
}
