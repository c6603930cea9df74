//! The order of the list without a search.

use list::{Index, Query};
use vault::{Account, Order};

use crate::accounts::{account, with_issuers};

fn listed(accounts: &[Account], order: Order) -> Vec<&str> {
    let places = Index::new(accounts).find(&Query {
        text: " \n",
        tag: None,
        order,
    });
    places
        .into_iter()
        .map(|place| accounts[place].issuer.as_str())
        .collect()
}

fn used(issuer: &str, use_count: u64, last_used: Option<u64>) -> Account {
    let mut account = account(issuer, "", &[], "");
    (account.use_count, account.last_used) = (use_count, last_used);
    account
}

#[test]
fn by_name_as_people_do() {
    let accounts = with_issuers(&[
        "Банк 10",
        "яндекс",
        "Банк 2",
        "Ёлка",
        "Zoom",
        "Если",
        "apple",
        "Жук",
    ]);
    let expected = [
        "apple",
        "Zoom",
        "Банк 2",
        "Банк 10",
        "Ёлка",
        "Если",
        "Жук",
        "яндекс",
    ];
    assert_eq!(listed(&accounts, Order::Name), expected);
}

#[test]
fn the_name_stands_for_a_missing_issuer_and_the_nameless_come_last() {
    let mut accounts = [
        account("", "", &[], ""),
        account("B", "2", &[], ""),
        account("", "c", &[], ""),
        account("b", "1", &[], ""),
        account("A", "", &[], ""),
    ];
    for (order, account) in (0..).zip(&mut accounts) {
        account.order = order;
    }
    let query = Query {
        text: "",
        tag: None,
        order: Order::Name,
    };
    assert_eq!(Index::new(&accounts).find(&query), [4, 3, 1, 2, 0]);
}

#[test]
fn by_use() {
    let accounts = [
        used("never b", 0, None),
        used("often, long ago", 9, Some(10)),
        used("never a", 0, None),
        used("often", 9, Some(20)),
        used("just now", 1, Some(30)),
    ];
    let most = ["often", "often, long ago", "just now", "never a", "never b"];
    assert_eq!(listed(&accounts, Order::MostUsed), most);
    let last = ["just now", "often", "often, long ago", "never a", "never b"];
    assert_eq!(listed(&accounts, Order::LastUsed), last);
}

#[test]
fn as_the_person_has_put_them_favourites_first() {
    let mut accounts = with_issuers(&["a", "b", "c", "d"]);
    accounts[0].order = 9;
    accounts[2].favourite = true;
    // The same place: the older one first.
    accounts[1].order = accounts[3].order;
    accounts[3].created_at -= 1;
    assert_eq!(listed(&accounts, Order::Own), ["c", "d", "b", "a"]);
}
