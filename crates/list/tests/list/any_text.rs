//! What holds for every text of Unicode.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used)]

use std::collections::BTreeSet;

use list::{Index, Query, duplicates};
use proptest::prelude::*;
use vault::{Account, Order};

use crate::accounts::{account, marks};

const ORDERS: [Order; 4] = [Order::Name, Order::MostUsed, Order::LastUsed, Order::Own];

/// Texts with what is odd: marks, signs that vanish, letters of both alphabets, blanks.
fn text() -> impl Strategy<Value = String> {
    let odd = "[a-cyxkshи-яЁёЙйь'\u{300}-\u{308}\u{200b}\u{200d}\u{fe0f} \u{a0}\nßİΣςﬁ😀0-9.+()/\\-\\[\\];,`]{0,12}";
    prop_oneof![4 => odd, 1 => any::<String>()]
}

prop_compose! {
    fn accounts()(
        texts in proptest::collection::vec((text(), text(), text(), text(), any::<bool>(), 0_u64..3, -1_i64..2), 0..4),
    ) -> Vec<Account> {
        let accounts = (0..).zip(texts).map(|(place, (issuer, name, tag, note, favourite, used, order))| {
            let mut account = account(&issuer, &name, &[&tag], &note);
            account.id = format!("id {place}").into();
            (account.favourite, account.use_count, account.order) = (favourite, used, order);
            account.last_used = used.checked_sub(1);
            account
        });
        accounts.collect()
    }
}

fn are_good(text: &str, marks: &[(u32, u32)]) -> bool {
    let mut ends = BTreeSet::from([0_usize]);
    for c in text.chars() {
        ends.insert(ends.last().copied().unwrap_or_default() + c.len_utf16());
    }
    let is_end = |unit: u32| ends.contains(&usize::try_from(unit).expect("small"));
    marks
        .iter()
        .all(|(from, to)| from < to && is_end(*from) && is_end(*to))
        && marks.windows(2).all(|pair| pair[0].1 <= pair[1].0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_word_of_its_names_finds_an_account_and_is_marked(accounts in accounts()) {
        let index = Index::new(&accounts);
        for (place, account) in accounts.iter().enumerate() {
            let texts = [&account.issuer, &account.name, &account.note];
            for word in texts.iter().flat_map(|text| text.split_whitespace()) {
                let found = index.find(&Query { text: word, tag: None, order: Order::Own });
                prop_assert!(found.contains(&place), "{word:?} in {account:?}");
            }
            let whole = format!("{} {}", account.issuer, account.name);
            let found = index.find(&Query { text: &whole, tag: None, order: Order::Own });
            prop_assert!(found.contains(&place), "{whole:?}");
        }
    }

    #[test]
    fn marks_are_sorted_and_lie_between_characters(accounts in accounts(), text in text()) {
        for account in &accounts {
            for text in [&text, &account.issuer, &account.note] {
                let marks = marks(account, text);
                prop_assert!(are_good(&account.issuer, &marks.issuer));
                prop_assert!(are_good(&account.name, &marks.name));
                if let Some(beside) = &marks.beside {
                    prop_assert!(are_good(&beside.text, &beside.marks));
                    prop_assert!(beside.text.chars().count() <= 80 || account.tags.contains(&beside.text));
                }
            }
        }
    }

    #[test]
    fn a_list_has_each_account_once_and_depends_on_nothing_else(accounts in accounts(), text in text()) {
        let index = Index::new(&accounts);
        for order in ORDERS {
            let all: BTreeSet<_> = (0..accounts.len()).collect();
            let listed = index.find(&Query { text: "", tag: None, order });
            prop_assert_eq!(&listed.iter().copied().collect::<BTreeSet<_>>(), &all);
            prop_assert_eq!(listed.len(), accounts.len());
            for tag in accounts.iter().flat_map(|account| &account.tags) {
                let query = Query { text: &text, tag: Some(tag), order };
                let found = index.find(&query);
                let untagged = index.find(&Query { tag: None, ..query });
                let tagged: Vec<_> = untagged.into_iter().filter(|it| accounts[*it].tags.contains(tag)).collect();
                prop_assert_eq!(found, tagged, "a tag takes away and leaves the order");
            }
            // The same accounts in another order of the vault are listed the same.
            let reversed: Vec<_> = accounts.iter().rev().cloned().collect();
            let query = Query { text: &text, tag: None, order };
            let ids = |accounts: &[Account]| -> Vec<_> {
                let found = Index::new(accounts).find(&query);
                found.into_iter().map(|place| accounts[place].id.clone()).collect()
            };
            prop_assert_eq!(ids(&accounts), ids(&reversed), "the order is total");
        }
    }

    #[test]
    fn what_has_the_word_as_it_is_comes_before_what_has_it_loosely(
        accounts in accounts(),
        before in "[a-c ]{0,3}",
        place in 0_usize..4,
    ) {
        // None of these is a transliteration of another, or its keys.
        const WORD: &str = "gosuslugy";
        const LOOSE: [&str; 3] = ["gosuslugi", "госуслуги", "GOSU-SLUGI"];
        let mut accounts = accounts;
        let exact = format!("{before}{WORD}");
        let mut fields = ["", "", "", ""];
        fields[place] = &exact;
        let [issuer, name, tag, note] = fields;
        accounts.push(account(issuer, name, &[tag], note));
        for loose in LOOSE {
            let mut favourite = account(loose, loose, &[loose], loose);
            favourite.favourite = true;
            accounts.push(favourite);
        }
        for order in ORDERS {
            let found = Index::new(&accounts).find(&Query { text: WORD, tag: None, order });
            prop_assert_eq!(found.len(), 4);
            prop_assert_eq!(found[0], accounts.len() - 4);
        }
    }

    #[test]
    fn duplicates_are_groups_of_several(accounts in accounts()) {
        for group in duplicates(&accounts) {
            prop_assert!(group.places.len() > 1);
            prop_assert!(group.places.iter().all(|place| *place < accounts.len()));
        }
    }
}
