//! What is searched, and the search.

use std::collections::BTreeMap;
use std::fmt;

use vault::{Account, Order, folded};

use crate::order::Standing;
use crate::rank::{Fields, Rank, is_called};
use crate::words::{Word, Words};

/// What to list.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// Words, each of which an account must have somewhere. Blank: every account.
    pub text: &'a str,
    /// Only accounts with exactly this tag.
    pub tag: Option<&'a str>,
    /// The order, and the one among accounts that fit equally well.
    pub order: Order,
}

/// What is searched: made once per state of the vault. Holds names, tags and notes; `Debug` prints
/// none of them.
pub struct Index {
    /// All texts, folded: fields end with a line break, and so do the tags of an account.
    text: String,
    rows: Vec<Row>,
    tags: BTreeMap<String, Vec<usize>>,
}

/// Where the texts of an account end, in bytes.
struct Row {
    issuer: usize,
    name: usize,
    tags: usize,
    note: usize,
    standing: Standing,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("accounts", &self.rows.len())
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Of the accounts that can be listed.
    #[must_use]
    pub fn new(accounts: &[Account]) -> Self {
        let mut text = String::new();
        let mut tags: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut rows = Vec::with_capacity(accounts.len());
        let standings = Standing::of_all(accounts);
        for (place, (account, standing)) in accounts.iter().zip(standings).enumerate() {
            let mut push = |field: &str| {
                text.push_str(&folded(field));
                text.push('\n');
                text.len()
            };
            let issuer = push(&account.issuer);
            let name = push(&account.name);
            let mut tags_end = name;
            for tag in &account.tags {
                tags_end = push(tag);
                let places = tags.entry(tag.clone()).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
            rows.push(Row {
                issuer,
                name,
                tags: tags_end,
                note: push(&account.note),
                standing,
            });
        }
        text.shrink_to_fit();
        Self { text, rows, tags }
    }

    /// The places, in the accounts that the index was made of, of those to list, in their order.
    #[must_use]
    pub fn find(&self, query: &Query<'_>) -> Vec<usize> {
        let words = Words::new(query.text);
        let tagged = query
            .tag
            .map(|tag| self.tags.get(tag).cloned().unwrap_or_default());
        // The longest word is in the fewest accounts.
        let longest = words.words.iter().max_by_key(|word| word.text.len());
        let Some(longest) = longest else {
            let mut all = tagged.unwrap_or_else(|| (0..self.rows.len()).collect());
            all.sort_unstable_by_key(|place| self.rows[*place].standing.key(query.order));
            return all;
        };
        let found = tagged.unwrap_or_else(|| self.with(longest));
        let found = found.into_iter();
        let ranked =
            found.filter_map(|place| Some((Rank::of(&words, &self.fields(place))?, place)));
        let mut ranked: Vec<_> = ranked.collect();
        let key =
            |(rank, place): &(Rank, usize)| (*rank, self.rows[*place].standing.key(query.order));
        ranked.sort_unstable_by_key(key);
        ranked.into_iter().map(|(_, place)| place).collect()
    }

    /// The places of those that are called so: each word begins a word of the issuer or the name, as it is
    /// written, in the other alphabet or on the other keyboard. For who must not take one account for
    /// another: neither loose spellings nor tags and notes count.
    #[must_use]
    pub fn called(&self, text: &str) -> Vec<usize> {
        let words = Words::new(text);
        if words.words.is_empty() {
            return Vec::new();
        }
        let is_called = |place: &usize| is_called(&words, &self.fields(*place));
        (0..self.rows.len()).filter(is_called).collect()
    }

    /// The accounts that have the word, in one pass over all texts.
    fn with(&self, word: &Word) -> Vec<usize> {
        let mut places = Vec::new();
        let (mut at, mut place) = (0, 0);
        while let Some(end) = word.end_in(&self.text, at) {
            while self.rows[place].note < end {
                place += 1;
            }
            places.push(place);
            at = self.rows[place].note;
            place += 1;
        }
        places
    }

    fn fields(&self, place: usize) -> Fields<'_> {
        let start = place
            .checked_sub(1)
            .map_or(0, |before| self.rows[before].note);
        let row = &self.rows[place];
        // Without the line break. An account without tags has none of theirs.
        let text = |from: usize, to: usize| &self.text[from..to.saturating_sub(1).max(from)];
        Fields {
            issuer: text(start, row.issuer),
            name: text(row.issuer, row.name),
            tags: text(row.name, row.tags),
            note: text(row.tags, row.note),
        }
    }
}
