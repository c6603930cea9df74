//! The list of accounts. Only the part that is asked for is computed and sent. The search reads an index
//! that is made once per state of the vault, and a part further down needs no search at all.

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
};

use list::{Index, Marker, Query};
use session::Moment;
use vault::{Account, Order, Revision, Vault};

use crate::{
    accounts::seconds,
    app::{Core, lock, now},
    restore::number,
    wire::{
        AccountNameView, AccountView, AccountsView, AppError, BesideView, DuplicateView,
        DuplicatesView, ListAccounts, MatchView, MatchingAccounts, TagView,
    },
};

/// The longest part that is sent at once.
const LONGEST_PART: usize = 400;

/// What is searched for is a few words; whoever pastes a text gets those of its beginning.
const LONGEST_QUERY: usize = 200;

/// The list at one state of the vault. It holds names and notes, so a lock drops it.
pub struct Listing {
    revision: Revision,
    index: Index,
    tags: Vec<TagView>,
    unconfirmed: usize,
    first_unconfirmed: Option<usize>,
    last: Option<Search>,
}

/// The last search, and what it found.
struct Search {
    text: String,
    tag: Option<String>,
    order: Order,
    places: Vec<usize>,
}

impl Listing {
    fn new(vault: &Vault) -> Self {
        let accounts = vault.accounts();
        let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
        for tag in accounts.iter().flat_map(|account| &account.tags) {
            *tags.entry(tag).or_default() += 1;
        }
        let mut tags: Vec<_> = tags
            .into_iter()
            .map(|(name, accounts)| TagView {
                name: name.to_owned(),
                accounts: number(accounts),
            })
            .collect();
        tags.sort_by_cached_key(|tag| vault::folded(&tag.name));
        let is_open = |account: &Account| !account.confirmed;
        Self {
            revision: vault.revision(),
            index: Index::new(accounts),
            tags,
            unconfirmed: accounts.iter().filter(|it| is_open(it)).count(),
            first_unconfirmed: accounts.iter().position(is_open),
            last: None,
        }
    }

    /// Whether it is still the list of this vault. A copy alone moves nothing under the person's hands: an order
    /// by use is made anew when something else is asked for.
    fn is_of(&self, vault: &Vault, asked: &Query<'_>) -> bool {
        let now = vault.revision();
        let is_by_use = matches!(asked.order, Order::MostUsed | Order::LastUsed);
        let is_up_to_date = self.revision == now || !is_by_use;
        let is_shown = self.last.as_ref().is_some_and(|last| last.is(asked));
        self.revision.accounts == now.accounts && (is_up_to_date || is_shown)
    }

    /// Looks for the accounts that match, unless that was the last question.
    fn find(&mut self, asked: &Query<'_>) {
        if self.last.as_ref().is_some_and(|last| last.is(asked)) {
            return;
        }
        self.last = Some(Search {
            text: asked.text.to_owned(),
            tag: asked.tag.map(str::to_owned),
            order: asked.order,
            places: self.index.find(asked),
        });
    }

    /// The places of the accounts that were found last, in their order.
    fn found(&self) -> &[usize] {
        self.last.as_ref().map_or(&[], |last| &last.places)
    }
}

impl Search {
    fn is(&self, asked: &Query<'_>) -> bool {
        self.text == asked.text && self.tag.as_deref() == asked.tag && self.order == asked.order
    }
}

impl Core {
    /// A part of the list at this moment. Empty before there is a vault.
    ///
    /// # Errors
    /// Why the vault is shut.
    pub fn accounts(&self, req: &ListAccounts) -> Result<AccountsView, AppError> {
        if self.is_empty() {
            return Ok(AccountsView {
                now: seconds(self.code_time()),
                clock: self.clock(),
                accounts: Vec::new(),
                from: 0,
                matching: 0,
                total: 0,
                also: Vec::new(),
                tags: Vec::new(),
                unconfirmed: 0,
                first_unconfirmed: None,
                unsaved: None,
                restored: None,
                unreadable: 0,
            });
        }
        // What another program changed is taken over; if it cannot be read now, ours stays.
        let _ = self.with_vault(|vault| Ok(vault.refresh(now().seconds())?));
        let text = start_of(&req.query);
        self.with_listing(text, req.tag.as_deref(), |vault, listing| {
            let clock = self.look_at_clock(Moment::from_seconds(vault.last_seen()));
            let accounts = vault.accounts();
            let places = listing.found();
            let part = part(accounts, places, req);
            let look = self.look();
            let marker = (!text.trim().is_empty()).then(|| Marker::new(text));
            let row = |place: &usize| {
                let account = accounts.get(*place)?;
                let mut view = look.view(account);
                view.found = marker.as_ref().map(|it| found(account, it));
                Some(view)
            };
            let (from, matching) = (part.start, places.len());
            let rows: Vec<AccountView> = places[part].iter().filter_map(row).collect();
            let also: HashSet<&str> = req.also.iter().map(String::as_str).collect();
            let also = match also.is_empty() {
                true => Vec::new(),
                false => (accounts.iter())
                    .filter(|account| also.contains(account.id.as_str()))
                    .take(LONGEST_PART)
                    .map(|account| look.view(account))
                    .collect(),
            };
            let first = listing.first_unconfirmed.and_then(|it| accounts.get(it));
            Ok(AccountsView {
                now: seconds(look.now()),
                clock,
                accounts: rows,
                from: number(from),
                matching: number(matching),
                total: number(accounts.len()),
                also,
                tags: listing.tags.clone(),
                unconfirmed: number(listing.unconfirmed),
                first_unconfirmed: first.map(AccountNameView::from),
                unsaved: vault.unsaved().map(AppError::from),
                restored: vault.restored(),
                unreadable: number(vault.unreadable().len()),
            })
        })
    }

    /// All that match, in the order of the list.
    ///
    /// # Errors
    /// Why the vault is shut.
    pub fn matching_accounts(&self, req: &MatchingAccounts) -> Result<Vec<String>, AppError> {
        if self.is_empty() {
            return Ok(Vec::new());
        }
        self.with_listing(
            start_of(&req.query),
            req.tag.as_deref(),
            |vault, listing| {
                let accounts = listing
                    .found()
                    .iter()
                    .filter_map(|it| vault.accounts().get(*it));
                Ok(accounts.map(|account| account.id.to_string()).collect())
            },
        )
    }

    /// The first that match, for a search outside of the window, whose own list stays as it is. Only those with a
    /// code at any time: a counter is not counted on unseen.
    ///
    /// # Errors
    /// Why the vault is shut.
    pub fn find_outside(&self, text: &str, most: usize) -> Result<Vec<AccountNameView>, AppError> {
        let order = lock(&self.settings).order;
        self.with_vault(|vault| {
            let mut kept = lock(&self.listing);
            let now = vault.revision().accounts;
            let listing = kept.take().filter(|it| it.revision.accounts == now);
            let listing = kept.insert(listing.unwrap_or_else(|| Listing::new(vault)));
            let (text, tag) = (start_of(text), None);
            let places = listing.index.find(&Query { text, tag, order }).into_iter();
            let accounts = places.filter_map(|place| vault.accounts().get(place));
            let has_code = |it: &&Account| !matches!(it.token.kind, otp::Kind::Hotp { .. });
            Ok(accounts
                .filter(has_code)
                .take(most)
                .map(AccountNameView::from)
                .collect())
        })
    }

    /// The names of these, as far as they are there.
    ///
    /// # Errors
    /// Why the vault is shut.
    pub fn names_of(&self, ids: &[String]) -> Result<Vec<AccountNameView>, AppError> {
        self.with_vault(|vault| {
            let of = |id: &String| vault.accounts().iter().find(|it| it.id.as_str() == id);
            Ok(ids
                .iter()
                .filter_map(of)
                .map(AccountNameView::from)
                .collect())
        })
    }

    /// Accounts that may be the same, those with the same key first.
    ///
    /// # Errors
    /// Why the vault is shut.
    pub fn duplicates(&self) -> Result<Vec<DuplicatesView>, AppError> {
        self.with_vault(|vault| {
            let accounts = vault.accounts();
            let groups = list::duplicates(accounts);
            let groups = groups.into_iter().map(|group| DuplicatesView {
                why: match group.why {
                    list::Why::SameKey => "same_key",
                    list::Why::SameName => "same_name",
                },
                accounts: (group.places.iter())
                    .filter_map(|place| accounts.get(*place))
                    .map(DuplicateView::from)
                    .collect(),
            });
            Ok(groups.collect())
        })
    }

    /// Works on the list as it is now, with what is asked for found in it. It is made anew when the vault is another
    /// one since.
    fn with_listing<T>(
        &self,
        text: &str,
        tag: Option<&str>,
        work: impl FnOnce(&Vault, &Listing) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let order = lock(&self.settings).order;
        let asked = Query { text, tag, order };
        self.with_vault(|vault| {
            let mut kept = lock(&self.listing);
            let listing = kept.take().filter(|it| it.is_of(vault, &asked));
            let listing = kept.insert(listing.unwrap_or_else(|| Listing::new(vault)));
            listing.find(&asked);
            work(vault, listing)
        })
    }
}

/// Which of the places are asked for.
fn part(accounts: &[Account], places: &[usize], req: &ListAccounts) -> Range<usize> {
    let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let count = size(req.count).min(LONGEST_PART).min(places.len());
    let around = req.around.as_deref().and_then(|id| {
        let is_it = |place: &usize| {
            let account = accounts.get(*place);
            account.is_some_and(|account| account.id.as_str() == id)
        };
        places.iter().position(is_it)
    });
    let from = match around {
        Some(place) => place.saturating_sub(count / 2),
        None => size(req.from),
    };
    let from = from.min(places.len() - count);
    from..from + count
}

fn start_of(query: &str) -> &str {
    let end = query.char_indices().nth(LONGEST_QUERY);
    end.map_or(query, |(end, _)| &query[..end])
}

fn found(account: &Account, marker: &Marker) -> MatchView {
    let marks = marker.marks(account);
    MatchView {
        issuer: marks.issuer,
        name: marks.name,
        beside: marks.beside.map(|beside| BesideView {
            field: match beside.field {
                list::Field::Tag => "tag",
                list::Field::Note => "note",
            },
            text: beside.text,
            marks: beside.marks,
        }),
    }
}

impl From<&Account> for AccountNameView {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id.to_string(),
            issuer: account.issuer.clone(),
            name: account.name.clone(),
        }
    }
}

impl From<&Account> for DuplicateView {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id.to_string(),
            issuer: account.issuer.clone(),
            name: account.name.clone(),
            added_at: account.created_at,
            last_used: account.last_used,
            confirmed: account.confirmed,
        }
    }
}

#[cfg(test)]
impl ListAccounts {
    /// As much of the list as is sent at once.
    pub(crate) fn all() -> Self {
        Self {
            query: String::new(),
            tag: None,
            from: 0,
            count: 400,
            around: None,
            also: Vec::new(),
        }
    }
}
