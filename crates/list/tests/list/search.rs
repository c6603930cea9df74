//! What a search finds, and what of it comes first.

use list::{Index, Query};
use vault::{Account, Order};

use crate::accounts::{account, found};

fn finds(issuer: &str, text: &str) -> bool {
    !found(&[account(issuer, "", &[], "")], text).is_empty()
}

#[test]
fn finds_a_name_in_the_other_alphabet() {
    for (issuer, text) in [
        ("Госуслуги", "gosuslugi"),
        ("Госуслуги", "gosuslugy"),
        ("Госуслуги", "GOSU"),
        ("Gosuslugi", "госуслуги"),
        ("Яндекс", "yandex"),
        ("Яндекс", "yandeks"),
        ("Яндекс", "iandex"),
        ("Яндекс", "jandex"),
        ("Яндекс", "yandek"),
        ("Yandex", "яндекс"),
        ("Yandex", "яндек"),
        ("Почта", "pochta"),
        ("Почта", "poc"),
        ("Сбербанк", "sberbank"),
        ("Счётчик", "schetchik"),
        ("Счётчик", "schyotchik"),
        ("Счётчик", "shchyotchik"),
        ("Shchyotchik", "счётчик"),
        ("Shchyotchik", "schetchik"),
        ("Хабаровск", "khabarovsk"),
        ("Хабаровск", "habarovsk"),
        ("Хабаровск", "xabarovsk"),
        ("Циан", "tsian"),
        ("Циан", "cian"),
        ("Cian", "циан"),
        ("ЖКХ", "zhkh"),
        ("ЖКХ", "jkh"),
        ("Юла", "yula"),
        ("Юла", "iula"),
        ("Юла", "jula"),
        ("Россия", "rossiya"),
        ("Россия", "rossija"),
        ("Россия", "rossiia"),
        ("Дмитрий", "dmitry"),
        ("Дмитрий", "dmitrij"),
        ("Схема", "shema"),
        ("Биржа", "birja"),
        ("Письма", "pisma"),
        ("Подъезд", "podezd"),
        ("Discord", "дискорд"),
        ("Вход", "vhod"),
        ("Wildberries", "вилдберриес"),
        ("Ёлка", "yolka"),
        ("Ёлка", "elka"),
    ] {
        assert!(finds(issuer, text), "{text} means {issuer}");
    }
}

#[test]
fn finds_a_name_typed_on_the_other_keyboard() {
    for (issuer, text) in [
        ("Госуслуги", "ujceckeub"),
        ("Госуслуги", "ujcecкeub"), // к is Cyrillic
        ("Госуслуги", "UJCE"),
        ("Яндекс", "ZYLTRC"),
        ("Яндекс", "zyltrc"),
        ("GitHub", "пшерги"),
        ("GitHub", "пшеpги"), // p is Latin
        ("Mail", "ьфшд"),
        ("Хабр", "[f,h"),
        ("Съём", "c]`v"),
        ("Жёлтый Юг", ";`knsq .u"),
        ("ЭЦП", "'wg"),
        ("ЭЦП", "\"WG"),
        ("Хлеб", "{KT<"),
        // The Latin spelling of a Cyrillic name, and the other way round.
        ("Госуслуги", "пщыгыдгпш"),
        ("Gosuslugi", "ujceckeub"),
    ] {
        assert!(finds(issuer, text), "{text} means {issuer}");
    }
}

#[test]
fn finds_numbers_and_names_whatever_stands_between_their_parts() {
    for (issuer, text) in [
        ("+7 900 000-00-00", "9000000000"),
        ("+7 900 000-00-00", "+79000000000"),
        ("+7 900 000-00-00", "89000000000"),
        ("+7 900 000-00-00", "8(900)000-00-00"),
        ("+7 900 000-00-00", "900 000-00"),
        ("+79001234567", "900 123-45-67"),
        ("Т-Банк", "тбанк"),
        ("Т-Банк", "tbank"),
        ("Альфа Банк", "альфабанк"),
        ("OpenVPN", "open-vpn"),
        ("Wi-Fi", "wifi"),
    ] {
        assert!(finds(issuer, text), "{text} means {issuer}");
    }
    assert!(!finds("1 2 3", "45"));
}

#[test]
fn finds_a_name_whatever_its_accents_width_and_invisible_marks() {
    for (issuer, text) in [
        ("Счётчик", "счетчик"),
        ("Счетчик", "СЧЁТЧИК"),
        ("Café", "cafe"),
        ("Cafe", "cafe\u{301}"),
        ("Йога", "и\u{306}ога"),
        ("Straße", "STRASSE"),
        ("Ｇｏｏｇｌｅ", "google"),
        ("Go\u{ad}ogle", "google"),
        ("Google", "goo\u{200b}gle"),
        ("👨\u{200d}👩\u{200d}👧 Семья", "👩"),
    ] {
        assert!(finds(issuer, text), "{text:?} means {issuer:?}");
    }
}

#[test]
fn does_not_find_what_is_only_near() {
    for (issuer, text) in [
        ("Госуслуги", "госуслуга"),
        ("Яндекс", "yandez"),
        ("GitHub", "gitlab"),
        ("Йога", "ибис"),
        ("Иванов Кирилл", "вк"),
        ("Мой дом", "ид"),
        ("Google", "google mail"),
    ] {
        assert!(!finds(issuer, text), "{text} is not {issuer}");
    }
}

#[test]
fn every_word_must_stand_somewhere() {
    let all = [
        account("Google", "me@example.com", &["Работа"], "запасной телефон"),
        account("Google", "other@example.com", &[], ""),
    ];
    let index = Index::new(&all);
    let places = |text| {
        index.find(&Query {
            text,
            tag: None,
            order: Order::Own,
        })
    };
    assert_eq!(places("google"), [0, 1]);
    assert_eq!(places("work google"), [0_usize; 0]);
    assert_eq!(places("rabota  телефон\u{a0}google example"), [0]);
    assert_eq!(
        places("googleme"),
        [0_usize; 0],
        "a word ends with its field"
    );
}

/// The notes tell which account it is.
fn ranked(accounts: &[Account], text: &str) -> Vec<String> {
    let query = Query {
        text,
        tag: None,
        order: Order::Own,
    };
    let places = Index::new(accounts).find(&query);
    places
        .into_iter()
        .map(|place| accounts[place].icon.clone().unwrap_or_default())
        .collect()
}

fn called(icon: &str, mut account: Account) -> Account {
    account.icon = Some(icon.into());
    account
}

#[test]
fn ranks_by_place_and_closeness() {
    let expected = [
        ("issuer is", account("Mail", "", &[], "")),
        ("name is", account("Z", "mail", &[], "")),
        ("issuer starts", account("Mail.ru", "", &[], "")),
        ("word in issuer", account("My mail", "", &[], "")),
        ("inside issuer", account("Gmail", "", &[], "")),
        ("name starts", account("Z", "mail@example.com", &[], "")),
        ("other alphabet is", account("Маил", "", &[], "")),
        ("word in name", account("Z", "me@mail", &[], "")),
        ("other keyboard is", account("Ьфшд", "", &[], "")),
        ("inside name", account("Z", "gmail", &[], "")),
        ("other alphabet starts", account("Маилы", "", &[], "")),
        ("tag", account("Z", "", &["mail"], "")),
        ("note", account("Z", "", &[], "mail")),
        ("loosely", account("Mayl", "", &[], "")),
    ];
    let accounts: Vec<_> = expected
        .iter()
        .rev()
        .map(|(icon, it)| called(icon, it.clone()))
        .collect();
    let names: Vec<_> = expected.iter().map(|(icon, _)| *icon).collect();
    assert_eq!(ranked(&accounts, "mail"), names);
}

#[test]
fn the_whole_text_wins_over_its_words() {
    let accounts = [
        called("starts", account("Google Workspace Admin", "", &[], "")),
        called("both", account("Google", "Workspace", &[], "")),
        called("is", account("Google Workspace", "", &[], "")),
    ];
    let ranked = ranked(&accounts, "google workspace");
    assert_eq!(ranked[2], "starts", "{ranked:?}");
}

#[test]
fn a_favourite_breaks_a_tie_and_no_more() {
    let mut favourite = called("favourite", account("Gmail", "", &[], ""));
    favourite.favourite = true;
    let mut same = called("same", account("Hmail", "", &[], ""));
    same.order = -1;
    let better = called("better", account("Mail", "", &[], ""));
    assert_eq!(
        ranked(&[same, favourite, better], "mail"),
        ["better", "favourite", "same"]
    );
}

#[test]
fn a_tag_filter_takes_the_tag_as_it_is() {
    let all = [
        account("A", "", &["Работа", "Работа"], ""),
        account("B", "", &["работа"], ""),
        account("C", "", &[], "Работа"),
    ];
    let index = Index::new(&all);
    let places = |text, tag| {
        index.find(&Query {
            text,
            tag: Some(tag),
            order: Order::Own,
        })
    };
    assert_eq!(places("", "Работа"), [0]);
    assert_eq!(places("rabota", "Работа"), [0]);
    assert_eq!(places("note", "Работа"), [0_usize; 0]);
    assert_eq!(places("", "?"), [0_usize; 0]);
}

#[test]
fn what_is_called_so_is_never_only_alike() {
    let accounts = [
        account(
            "Госуслуги",
            "+7 900 000-00-00",
            &["bank"],
            "the bank and its app",
        ),
        account("Мой Сбербанк", "ivan.petrov", &["дом"], ""),
    ];
    let called = |text: &str| Index::new(&accounts).called(text);
    for text in ["гос", "gosuslugi", "ujceckeub", "89000000000", "GOSU 7900"] {
        assert_eq!(called(text), [0], "{text}");
    }
    for text in ["sber", "сберб petrov", "c,th,fyr", "петров"] {
        assert_eq!(called(text), [1], "{text}");
    }
    for text in [
        "bank",
        "банк",
        "слуги",
        "gosslugi",
        "app",
        "дом",
        "gosu petrov",
        "",
        " ",
    ] {
        assert_eq!(called(text), [0_usize; 0], "{text}");
    }
}
