//! The window as a screen reader reads it out: names, roles, order and states of what is there, and what
//! is said without being asked for.

use std::time::{Duration, Instant};

use fantoccini::{Client, Locator, key::Key};
use serde_json::json;

use crate::{
    browser::acceptable_codes,
    desktop::Desktop,
    keyboard::early_in_a_period,
    look::{LOOKS, Look},
    page::{add_by_hand, ask, click, close, fill, find, list},
    spoken_tree::{Role, ScreenReader, Spoken, State, Tree},
};

const ISSUER: &str = "Госуслуги";
const PHONE: &str = "+7 900 000-00-00";
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJA";
const OTHER: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJB";

#[tokio::test(flavor = "multi_thread")]
async fn the_window_is_read_out_as_it_is_seen() {
    for look in &LOOKS {
        let mut desktop = Desktop::start(look.language);
        let reader = ScreenReader::start(&mut desktop);
        let window = open(&mut desktop).await;
        main_view(look, &desktop, &reader, &window).await;
        menu(look, &reader, &window).await;
        sheet(look, &reader, &window).await;
        tags_and_hidden_codes(look, &desktop, &reader, &window).await;
        close(window, &desktop).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_announced_once_and_codes_are_not() {
    let mut desktop = Desktop::start("ru_RU.UTF-8");
    let reader = ScreenReader::start(&mut desktop);
    let window = open(&mut desktop).await;
    let tree = reader.read_when("the page is read", |tree| {
        !tree.of_role(Role::List).is_empty()
    });
    let first = card(&tree, 0).clone();

    // Nobody touches anything: codes change, seconds run, nothing is said.
    focus_card(&window).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    reader.announcements();
    reader.new_names();
    let names = names_over(&reader, &first, Duration::from_secs(35)).await;
    let said = reader.announcements();
    assert!(said.is_empty(), "nobody asked for this: {said:?}");
    eprintln!("names of the card that has the focus: {names:#?}");
    // A new code, ten seconds before its end, five before, and the beginning of the next round.
    assert!(
        (2..=5).contains(&names.len()),
        "while it has the focus a name changes only with what matters: {names:#?}"
    );
    assert!(reader.new_names().len() < names.len() * 2, "names chatter");

    // Each copy is told, once, also the second one of the same code: both within one period.
    early_in_a_period().await;
    for expected in ["Код скопирован: ", "Код скопирован ещё раз"] {
        focus_card(&window).await;
        press(&window, &Key::Enter).await;
        tokio::time::sleep(Duration::from_secs(4)).await;
        let said = reader.announcements();
        println!("{said:?}");
        let [one] = said.as_slice() else {
            panic!("one announcement of one copy, not {said:?}");
        };
        assert!(one.starts_with(expected), "{one:?}");
    }
    let label = format!("{ISSUER}, {PHONE}");
    assert!(
        card(&reader.read(), 0)
            .name
            .contains("скопирован, следующий через"),
        "{label} says that its code is used"
    );
    close(window, &desktop).await;
}

/// Two accounts; the focus is on the first.
async fn open(desktop: &mut Desktop) -> Client {
    let window = desktop.open_window().await;
    find(&window, "search").await;
    add_by_hand(&window, ISSUER, PHONE, SECRET).await;
    add_by_hand(&window, "Mail", "ivan@example.org", OTHER).await;
    window
}

async fn main_view(look: &Look, desktop: &Desktop, reader: &ScreenReader, window: &Client) {
    focus_card(window).await;
    let tree = reader.read_when("the page is read", |tree| {
        !tree.of_role(Role::Document).is_empty()
    });
    let name = look.say("Пропуск", "Propusk");
    tree.expect(Role::Frame, name);
    let page = tree.inside(tree.expect(Role::Document, name));

    // Reading order is the order on the screen.
    let search = page.expect(
        Role::Entry,
        look.say("Поиск по учётным записям", "Search accounts"),
    );
    let add = page.expect(Role::Button, look.say("Добавить", "Add"));
    let main_menu = page.expect(Role::ComboBox, look.say("Меню", "Menu"));
    let accounts = page.expect(Role::List, look.say("Учётные записи", "Accounts"));
    let cards = [card(&page, 0), card(&page, 1)];
    let order = [search, add, main_menu, accounts, cards[0], cards[1]].map(|one| page.number(one));
    assert!(order.is_sorted(), "{order:?}\n{page}");

    // The list, its items, a card and its menu in each, and nothing beside: no bar, no loose digits.
    let in_list = page.inside(accounts);
    assert_eq!(in_list.of_role(Role::ListItem).len(), 2, "{in_list}");
    assert_eq!(
        in_list.all().len(),
        6,
        "items, cards and menus, nothing else:\n{in_list}"
    );
    for (item, at) in in_list.of_role(Role::ListItem).iter().zip(0..) {
        assert_eq!(item.depth, accounts.depth + 1);
        let number = [
            item.attributes.get("posinset"),
            item.attributes.get("setsize"),
        ];
        let expected = [format!("{}", at + 1), "2".to_owned()];
        assert_eq!(number, [Some(&expected[0]), Some(&expected[1])]);
        assert_eq!(
            in_list.inside(item).all()[0].place,
            card(&page, at).place,
            "the card stands first in its item"
        );
        assert!(
            in_list.inside(item).all()[1].is(State::HasPopup),
            "then its menu"
        );
    }
    assert_card_name(look, desktop, cards[0], ISSUER, PHONE, SECRET);
    assert!(cards[0].is(State::Focused), "the focus is told: {page}");
    assert!(cards[0].is(State::Focusable) && cards[0].is(State::Enabled));
    assert!(!cards[1].is(State::Focused));
}

/// "Госуслуги, +7…, код 4 8 2, 9 1 3, осталось 18 секунд".
fn assert_card_name(
    look: &Look,
    desktop: &Desktop,
    card: &Spoken,
    issuer: &str,
    account: &str,
    secret: &str,
) {
    let said: Vec<_> = card.name.split(", ").collect();
    let [first, second, code, rest, left, ..] = said.as_slice() else {
        panic!("too short: {}", card.name);
    };
    assert_eq!((*first, *second), (issuer, account));
    let word = look.say("код ", "code ");
    let code = code.strip_prefix(word).expect("the word before the code");
    assert_eq!((code.len(), rest.len()), (5, 5), "digit by digit");
    let digits = format!("{code}{rest}").replace(' ', "");
    let right = acceptable_codes(desktop, secret);
    assert!(right.contains(&digits), "{digits} is none of {right:?}");
    let number: u32 = (left.split(' '))
        .find_map(|word| word.parse().ok())
        .expect("seconds");
    assert!((1..=30).contains(&number), "{left}");
    let (one, few, many) = (
        format!("осталась {number} секунда"),
        format!("осталось {number} секунды"),
        format!("осталось {number} секунд"),
    );
    let sentence = match (look.say("ru", "en"), number) {
        ("ru", 1 | 21) => one,
        ("ru", 2..=4 | 22..=24) => few,
        ("ru", _) => many,
        (_, 1) => "1 second left".to_owned(),
        _ => format!("{number} seconds left"),
    };
    assert_eq!(*left, sentence);
}

async fn menu(look: &Look, reader: &ScreenReader, window: &Client) {
    click(window, "card-menu").await;
    let name = format!("{}: {ISSUER}, {PHONE}", look.say("Действия", "Actions"));
    let tree = reader.read_when("the menu is open", |tree| {
        tree.find(Role::Menu, &name).is_some()
    });
    let inside = tree.inside(tree.expect(Role::Menu, &name));
    let items = inside.of_role(Role::MenuItem);
    let separators = inside.of_role(Role::Separator).len();
    assert_eq!(
        items.len() + separators,
        inside.all().len(),
        "only items:\n{inside}"
    );
    assert!(items[0].is(State::Focused), "the first one has the focus");
    assert_eq!(items[0].name, look.say("Скопировать код", "Copy code"));
    press(window, &Key::Escape).await;
    let tree = reader.read_when("the menu is closed", |tree| {
        tree.find(Role::Menu, &name).is_none()
    });
    let focused = tree.focused().expect("a focus");
    assert_eq!(focused.name, name, "back on the button of the menu");
}

async fn sheet(look: &Look, reader: &ScreenReader, window: &Client) {
    click(window, "add").await;
    let name = look.say("Добавить учётную запись", "Add an account");
    let tree = reader.read_when("the sheet is open", |tree| {
        tree.find(Role::Dialog, name).is_some()
    });
    let dialog = tree.expect(Role::Dialog, name);
    assert!(dialog.is(State::Modal), "{tree}");
    let focused = tree.inside(dialog);
    assert!(focused.focused().is_some(), "the focus is in it:\n{tree}");
    assert!(
        tree.of_role(Role::List)
            .iter()
            .all(|list| tree.number(list) > tree.number(dialog)),
        "what lies under it is not read:\n{tree}"
    );

    // What is wrong is in the sheet, and an alert.
    click(window, "manual").await;
    fill(window, "manual-key", "10!").await;
    click(window, "manual-continue").await;
    find(window, "error").await;
    let said = window
        .find(Locator::Css("[data-testid=error] .what"))
        .await
        .expect("error")
        .text()
        .await
        .expect("text");
    let is_told = |tree: &Tree| {
        let dialogs = tree.of_role(Role::Dialog);
        dialogs.iter().any(|dialog| {
            let inside = tree.inside(dialog);
            (inside.all().iter()).any(|one| one.text == said || one.name == said)
        })
    };
    let tree = reader.read_when("the error is read", is_told);
    assert_eq!(
        tree.of_role(Role::Notification).len(),
        1,
        "as an alert:\n{tree}"
    );

    press(window, &Key::Escape).await;
    press(window, &Key::Escape).await;
    let tree = reader.read_when("the sheet is closed", |tree| {
        tree.of_role(Role::Dialog).is_empty()
    });
    let focused = tree.focused().expect("a focus");
    assert_eq!(
        focused.name,
        look.say("Добавить", "Add"),
        "back on what opened it"
    );
}

async fn tags_and_hidden_codes(
    look: &Look,
    desktop: &Desktop,
    reader: &ScreenReader,
    window: &Client,
) {
    let account = list(window).await["accounts"][0]["id"].clone();
    let tagged = json!({"account": account, "tags": ["Work"]});
    let saved = ask(window, "edit_account", tagged).await;
    assert!(saved.get("refused").is_none(), "{saved}");
    let saved = ask(window, "change_settings", json!({"hideCodes": true})).await;
    assert!(saved.get("refused").is_none(), "{saved}");
    window.refresh().await.expect("loaded again");
    find(window, "card").await;

    let all = look.say("Все", "All");
    let tree = reader.read_when("the tags are read", |tree| {
        tree.find(Role::ToggleButton, all).is_some()
    });
    assert!(tree.expect(Role::ToggleButton, all).is(State::Pressed));
    assert!(!tree.expect(Role::ToggleButton, "Work").is(State::Pressed));
    assert!(tree.number(tree.expect(Role::ToggleButton, "Work")) < tree.number(card(&tree, 0)));

    // A hidden code is hidden from whoever reads the tree as well.
    let hidden = look.say("код скрыт", "code hidden");
    assert!(card(&tree, 0).name.contains(hidden), "{tree}");
    for secret in [SECRET, OTHER] {
        for code in acceptable_codes(desktop, secret) {
            for one in tree.all() {
                let read = format!("{} {}", one.name, one.text);
                let plain: String = read.chars().filter(char::is_ascii_digit).collect();
                assert!(!plain.contains(&code), "{code} is in\n{tree}");
            }
        }
    }
}

/// The button of an account, by its place in the list.
fn card(tree: &Tree, at: usize) -> &Spoken {
    let list = tree.of_role(Role::List);
    let inside = tree.inside(list[0]);
    let button = inside.of_role(Role::Button)[at].place.clone();
    let found = (tree.all().iter()).find(|one| one.place == button);
    found.expect("of this tree")
}

/// The names that an object has one after the other.
async fn names_over(reader: &ScreenReader, object: &Spoken, time: Duration) -> Vec<String> {
    let start = Instant::now();
    let mut names = vec![reader.name_of(object)];
    while start.elapsed() < time {
        let name = reader.name_of(object);
        if names.last() != Some(&name) {
            names.push(name);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    names
}

async fn focus_card(window: &Client) {
    window
        .execute("document.querySelector('[data-card]').focus()", Vec::new())
        .await
        .expect("focus");
}

async fn press(window: &Client, key: &Key) {
    let at = window.active_element().await.expect("a focus");
    at.send_keys(&char::from(*key).to_string())
        .await
        .expect("key");
}
