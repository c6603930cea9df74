//! Accounts that are there more than once.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use vault::{Account, bare};

/// Accounts that may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicates {
    /// What they have in common.
    pub why: Why,
    /// Their places among the accounts, the oldest first.
    pub places: Vec<usize>,
}

/// What accounts have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The key, and how codes are made of it: each shows the same codes.
    SameKey,
    /// Issuer and name; the codes differ.
    SameName,
}

/// Groups of accounts that are there more than once: first those with the same key, then those with
/// the same names; in each the group with the oldest account first.
#[must_use]
pub fn duplicates(accounts: &[Account]) -> Vec<Duplicates> {
    let mut groups = Vec::new();
    for (why, places) in same_key(accounts)
        .into_iter()
        .map(|places| (Why::SameKey, places))
        .chain(same_name(accounts).map(|places| (Why::SameName, places)))
    {
        groups.push(Duplicates { why, places });
    }
    groups.retain(|group| group.places.len() > 1);
    let older = |a: &usize, b: &usize| older(accounts, *a, *b);
    for group in &mut groups {
        group.places.sort_by(older);
    }
    let told: Vec<_> = groups
        .iter()
        .filter(|group| group.why == Why::SameKey)
        .map(|group| group.places.clone())
        .collect();
    groups.retain(|group| {
        let is_told = |keys: &Vec<usize>| group.places.iter().all(|place| keys.contains(place));
        group.why == Why::SameKey || !told.iter().any(is_told)
    });
    groups.sort_by(|a, b| {
        let is_name = |group: &Duplicates| group.why == Why::SameName;
        let by_why = is_name(a).cmp(&is_name(b));
        by_why.then_with(|| older(&a.places[0], &b.places[0]))
    });
    groups
}

fn older(accounts: &[Account], a: usize, b: usize) -> Ordering {
    let key = |at: usize| {
        (
            accounts[at].created_at,
            accounts[at].order,
            &accounts[at].id,
        )
    };
    key(a).cmp(&key(b))
}

fn same_key(accounts: &[Account]) -> Vec<Vec<usize>> {
    // EXPOSE: only compared. Tokens with one key differ in few ways, so a bucket is short.
    let mut buckets: HashMap<&[u8], Vec<Vec<usize>>> = HashMap::new();
    for (place, account) in accounts.iter().enumerate() {
        let bucket = buckets.entry(account.token.secret.expose()).or_default();
        let same = |group: &&mut Vec<usize>| accounts[group[0]].token.is_same(&account.token);
        match bucket.iter_mut().find(same) {
            Some(group) => group.push(place),
            None => bucket.push(vec![place]),
        }
    }
    buckets.into_values().flatten().collect()
}

fn same_name(accounts: &[Account]) -> impl Iterator<Item = Vec<usize>> {
    let mut names: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (place, account) in accounts.iter().enumerate() {
        let name = (bare(&account.issuer), bare(&account.name));
        if name != (String::new(), String::new()) {
            names.entry(name).or_default().push(place);
        }
    }
    names.into_values()
}
