//! Which article is found by which words.

use propusk_guide::{Rank, articles, search};
use words::Language;

fn best(language: Language, query: &str) -> &'static str {
    search(language, query)
        .first()
        .map_or("", |hit| &hit.article.id)
}

#[test]
fn the_best_article_comes_first() {
    for (query, id) in [
        ("код не подходит", "code-not-accepted"),
        ("Код не подошёл", "code-not-accepted"),
        ("коды не подходят", "code-not-accepted"),
        ("мошенник", "fraud"),
        ("мошенников", "fraud"),
        ("ГОСУСЛУГИ", "gosuslugi"),
        ("госуслугах", "gosuslugi"),
        ("есиа", "gosuslugi"),
        ("новый компьютер", "new-computer"),
        ("пароль", "password"),
        ("потерян ключ", "lost"),
        ("как включить", "switch-on"),
        ("вход с подтверждением", "switch-on"),
        ("доступ к порталу", "lost-access"),
        ("яндекс", "yandex"),
        ("вк", "vk"),
        ("gosus", "gosuslugi"),
        ("fraud", "fraud"),
        ("гугл", "google"),
        ("смс не приходит", "gosuslugi"),
        ("QR", "switch-on"),
        ("куар код", "switch-on"),
        ("потерял телефон", "lost-access"),
        ("старый компьютер", "new-computer"),
        ("часы", "code-not-accepted"),
    ] {
        assert_eq!(best(Language::Ru, query), id, "{query}");
    }
    for (query, id) in [
        ("codes not accepted", "code-not-accepted"),
        ("frauds", "fraud"),
        ("госуслуги", "gosuslugi"),
        ("new computer", "new-computer"),
        ("turning on", "switch-on"),
        ("two-step", "switch-on"),
        ("пароль", "password"),
        ("мошенники", "fraud"),
    ] {
        assert_eq!(best(Language::En, query), id, "{query}");
    }
}

#[test]
fn the_letter_yo_and_capitals_do_not_matter() {
    let ids = |query| {
        search(Language::Ru, query)
            .iter()
            .map(|hit| hit.article.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids("учётная запись"), ids("УЧЕТНАЯ ЗАПИСЬ"));
    assert!(!ids("учётная запись").is_empty());
}

#[test]
fn the_codes_of_a_portal_are_found_by_each_of_their_names() {
    for (language, query) in [
        (Language::Ru, "запасные коды"),
        (Language::Ru, "резервные коды"),
        (Language::Ru, "коды восстановления"),
        (Language::En, "backup codes"),
        (Language::En, "recovery codes"),
    ] {
        let hits = search(language, query);
        for id in ["switch-on", "lost-access"] {
            let is_found = hits.iter().any(|hit| hit.article.id == id);
            assert!(is_found, "{id} by {query}");
        }
    }
}

#[test]
fn titles_come_before_texts() {
    for language in Language::ALL {
        for query in ["пароль", "код", "password", "code"] {
            let ranks: Vec<_> = search(language, query).iter().map(|hit| hit.rank).collect();
            assert!(ranks.is_sorted(), "{query}: {ranks:?}");
            assert!(ranks.len() > 1, "{query} stands in several texts");
        }
    }
}

#[test]
fn a_word_is_found_by_its_beginning() {
    assert_eq!(best(Language::Ru, "мошен"), "fraud");
    assert_eq!(best(Language::Ru, "госусл"), "gosuslugi");
}

#[test]
fn nothing_asked_lists_everything() {
    for language in Language::ALL {
        for query in ["", "  ", "…"] {
            let hits = search(language, query);
            assert_eq!(hits.len(), articles(language).len());
            assert!(hits.iter().all(|hit| hit.rank == Rank::Listed));
        }
    }
}

#[test]
fn nothing_found_gives_the_general_advice() {
    for language in Language::ALL {
        let hits = search(language, "абракадабра");
        assert_eq!(hits.len(), 1);
        assert_eq!(
            (hits[0].article.id.as_str(), hits[0].rank),
            ("any-site", Rank::Advice)
        );
    }
}

#[test]
fn a_word_that_is_nowhere_does_not_hide_what_the_others_find() {
    assert_eq!(best(Language::Ru, "абракадабра госуслуги"), "gosuslugi");
}
