//! What the menu of the icon says: a few favourites, and what the window is for.

use vault::{Account, AccountId, Order};

use super::Choice;
use crate::{
    accounts::label,
    app::{Core, Slot, lock},
    wire::AppError,
};

/// As many favourites as fit under a pointer.
const MOST: usize = 8;

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It can be chosen.
    Item(String, Choice),
    /// It says something.
    Words(String),
    /// It parts the others.
    Rule,
}

impl Core {
    /// The favourite that stands first.
    ///
    /// # Errors
    /// `no_favourite`, or why the vault is shut.
    pub(crate) fn first_favourite(&self) -> Result<AccountId, AppError> {
        let none = || AppError::new("no_favourite");
        if self.is_empty() {
            return Err(none());
        }
        let order = lock(&self.settings).order;
        self.with_vault(|vault| {
            let favourites = favourites(vault.accounts(), order);
            let first = favourites.first().ok_or_else(none)?;
            Ok(first.id.clone())
        })
    }

    /// The menu as it should be now. Names of accounts only of an open vault.
    pub(super) fn menu(&self) -> Vec<Line> {
        let language = self.language();
        let words = |id: &str| words::text(language, id, &[]);
        let order = lock(&self.settings).order;
        let slot = lock(&self.vault);
        let mut lines = Vec::new();
        let is_open = if let Slot::Ready(vault) = &*slot {
            let favourites = favourites(vault.accounts(), order);
            if favourites.is_empty() && !vault.accounts().is_empty() {
                lines.push(Line::Words(words("tray-no-favourites")));
            }
            lines.extend(
                favourites
                    .into_iter()
                    .map(|account| Line::Item(label(account), Choice::Copy(account.id.clone()))),
            );
            if !lines.is_empty() {
                lines.push(Line::Rule);
            }
            true
        } else {
            false
        };
        lines.push(Line::Item(words("tray-show"), Choice::Show));
        if is_open {
            lines.push(Line::Item(words("tray-add"), Choice::Add));
            lines.push(Line::Item(words("tray-lock"), Choice::Lock));
        }
        lines.push(Line::Rule);
        lines.push(Line::Item(words("tray-quit"), Choice::Quit));
        lines
    }
}

/// The first favourites of the list, where they stay: an order by use would move them under the pointer.
fn favourites(accounts: &[Account], order: Order) -> Vec<&Account> {
    let mut favourites: Vec<_> = accounts.iter().filter(|it| it.favourite).collect();
    match order {
        Order::Own => favourites.sort_by_key(|it| it.order),
        Order::Name | Order::MostUsed | Order::LastUsed => {
            favourites
                .sort_by_cached_key(|it| (vault::folded(&it.issuer), vault::folded(&it.name)));
        }
    }
    favourites.truncate(MOST);
    favourites
}
