//! Which names are taken for imitations, and which are not.

mod ordinary;

use std::time::{Duration, Instant};

use proptest::prelude::*;
use propusk_guide::{look_alike, portal_of, portals};

use ordinary::ORDINARY;

#[test]
fn ordinary_names_raise_no_alarm() {
    assert!(ORDINARY.len() >= 150, "{}", ORDINARY.len());
    for name in ORDINARY {
        let found = look_alike(name, "ivan@example.org");
        assert!(
            found.is_none(),
            "{name}: {found:?}",
            found = found.map(|it| &it.portal.id)
        );
        let found = look_alike("", &format!("{name}:ivan@mail.ru"));
        assert!(found.is_none(), "as a label, {name}");
    }
}

#[test]
fn the_true_names_raise_no_alarm() {
    for portal in portals() {
        let names = portal.issuers.iter().chain(&portal.hosts);
        for name in names.chain([&portal.name.ru, &portal.name.en]) {
            for written in [
                name.clone(),
                name.to_uppercase(),
                format!("{name} (work)"),
                format!("Мой {name}"),
            ] {
                assert!(look_alike(&written, "").is_none(), "{written}");
            }
        }
        for host in &portal.hosts {
            assert!(look_alike(&format!("login.{host}"), "").is_none(), "{host}");
        }
    }
    for (issuer, label) in [
        ("", "ivan@mail.ru"),
        ("", "ivan@gmail.com"),
        ("", ""),
        ("gosuslugi", "gosuslugi"),
        ("Портал Госуслуги", "+7 900 000-00-00"),
        ("Госуслуги.Дом", ""),
        ("Майкрософт.", ""),
        // The true name, and a word of two alphabets that imitates nothing.
        ("ГОСУСЛУГИ Oнлайн", ""),
        ("Yandex Cloud", "ivan"),
        ("Google Workspace", "ivan"),
        ("Microsoft Entra", "ivan"),
        ("GitHub Enterprise", "ivan"),
    ] {
        assert!(look_alike(issuer, label).is_none(), "{issuer:?} {label:?}");
    }
}

#[test]
fn imitations_are_found() {
    for (name, id) in [
        ("Gоsuslugi", "gosuslugi"), // Cyrillic о
        ("Гocуслуги", "gosuslugi"), // Latin oc
        ("Портал Гoсуслуги", "gosuslugi"),
        ("ECИA", "gosuslugi"),
        ("VК", "vk"), // Cyrillic К
        ("ВK", "vk"),
        ("Gooоgle", "google"),
        ("GitНub", "github"), // Cyrillic Н
        ("Мicrosoft", "microsoft"),
        ("Stеam", "steam"),
        ("Gosuslug\u{200b}i", "gosuslugi"),
        ("Göoglé", "google"),
        ("G00gle", "google"),
        ("GlTHUB", "github"),
        ("Rnicrosoft", "microsoft"),
        ("Yandeks", "yandex"),
        ("Стеам Гоогле", "google"),
        ("Gosusligi", "gosuslugi"),
        ("Gossuslugi", "gosuslugi"),
        ("Gosuslgui", "gosuslugi"),
        ("Госуслуга", "gosuslugi"),
        ("Госсуслуги", "gosuslugi"),
        ("Гасуслуги", "gosuslugi"),
        ("Gоsuslug1", "gosuslugi"),
        ("Yanbex", "yandex"),
        ("Gogle", "google"),
        ("Micrasoft", "microsoft"),
        ("Вконткте", "vk"),
        ("gosuslugi.ru.example.com", "gosuslugi"),
        ("esia.gosuslugi.ru-vhod.com", "gosuslugi"),
        ("https://gosus1ugi.ru/login", "gosuslugi"),
        ("gosuslugi.com", "gosuslugi"),
        ("gosuslugi.online", "gosuslugi"),
        ("GOSUSLUGI.ONLINE", "gosuslugi"),
        ("gosuslugi-vhod.ru", "gosuslugi"),
        ("gosuslugi-ru.com", "gosuslugi"),
        ("my-gosuslugi.ru", "gosuslugi"),
        ("gosuslugi1.ru", "gosuslugi"),
        ("www.gosuslugi.support", "gosuslugi"),
        ("https://gosuslugi.ru@example.com/", "gosuslugi"),
        ("(gosuslugi.online)", "gosuslugi"),
        ("gosuslugi.online\tвход", "gosuslugi"),
        ("gosuslugi.xn--p1ai", "gosuslugi"),
        ("госуслуги.рф", "gosuslugi"),
        ("accounts-google.com", "google"),
        ("google.com.example.com", "google"),
        ("microsoft-login.com", "microsoft"),
        ("github-login.com", "github"),
        ("vk-login.com", "vk"),
        ("yandex.mail-id.com", "yandex"),
        ("steampowered.ru", "steam"),
        ("stearncommunity.com", "steam"),
        ("steamcommunlty.com", "steam"),
        ("steamcommunlty.ru", "steam"),
        ("steamcommunitу.com", "steam"), // Cyrillic у
        ("Го-суслуги", "gosuslugi"),
        ("Gosu slugi", "gosuslugi"),
        ("G-o-o-g-l-e", "google"),
    ] {
        let found = look_alike(name, "").map(|it| it.portal.id.as_str());
        assert_eq!(found, Some(id), "{name}");
    }
}

#[test]
fn the_service_in_a_label_is_looked_at_too() {
    let found = look_alike("", "Gоsuslugi:+79000000000").expect("found");
    assert_eq!(found.portal.id, "gosuslugi");
    let found = look_alike("Портал", "Gоogle:ivan").expect("found");
    assert_eq!(found.portal.id, "google");
    assert!(
        look_alike("Портал", "Gоogle").is_none(),
        "a name of a person is not judged"
    );
}

/// Letters of two alphabets that look the same.
const ALIKE: &[(char, char)] = &[
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('i', 'і'),
    ('s', 'ѕ'),
    ('j', 'ј'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
];

fn twin(letter: char) -> Option<char> {
    let pair = ALIKE
        .iter()
        .find(|(latin, cyrillic)| letter == *latin || letter == *cyrillic)?;
    Some(if letter == pair.0 { pair.1 } else { pair.0 })
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[test]
fn one_foreign_letter_anywhere_in_any_name_is_found() {
    let mut forged = 0;
    for portal in portals() {
        for name in portal.issuers.iter().chain(&portal.hosts) {
            for written in [name.clone(), name.to_uppercase(), capitalised(name)] {
                let letters: Vec<char> = written.chars().collect();
                for (at, foreign) in letters
                    .iter()
                    .enumerate()
                    .filter_map(|(at, it)| Some((at, twin(*it)?)))
                {
                    let (mut replaced, mut inserted) = (letters.clone(), letters.clone());
                    replaced[at] = foreign;
                    inserted.insert(at, foreign);
                    for name in [replaced, inserted] {
                        let name: String = name.into_iter().collect();
                        let found = look_alike(&name, "").map(|it| &it.portal.id);
                        assert_eq!(found, Some(&portal.id), "{written} as {name}");
                        forged += 1;
                    }
                }
            }
        }
    }
    assert!(forged > 500, "{forged}");
}

#[test]
fn only_the_beginning_of_a_name_is_judged() {
    let words = |count| "Дом ".repeat(count) + "Gоsuslugi";
    assert!(look_alike(&words(7), "").is_some());
    assert!(look_alike(&words(8), "").is_none());
    let spaces = |length| "Д".to_owned() + &" ".repeat(length) + "Gоsuslugi";
    assert!(
        look_alike(&spaces(70_000), "").is_some(),
        "they are not seen"
    );
    let invisible = "\u{200b}".repeat(70_000) + "Gоsuslugi";
    assert!(look_alike("", &invisible).is_some());
    assert!(look_alike(&("x".repeat(128) + " Gоsuslugi"), "").is_none());
}

#[test]
fn a_hostile_name_takes_no_longer_than_others() {
    fn best(issuer: &str, label: &str) -> Duration {
        let times = (0..5).map(|_| {
            let start = Instant::now();
            let _ = look_alike(issuer, label);
            start.elapsed()
        });
        times.min().unwrap_or_default()
    }
    let usual = "Один Два Три Четыре Пять Шесть Семь Восемь";
    let _ = look_alike(usual, "");
    let usual = best(usual, "");
    for part in [
        "vk ",
        "g",
        "gо",
        " ",
        "\u{200b}",
        "и\u{306}",
        "gosuslugi.ru.",
        "gosuslugi-",
        "ﷺ",
    ] {
        let long = part.repeat(65_536 / part.len());
        for (issuer, label) in [
            (long.as_str(), ""),
            ("", long.as_str()),
            ("Дом", &format!("{long}:")),
        ] {
            let took = best(issuer, label);
            assert!(took < usual * 50, "{part:?}: {took:?} and not {usual:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_judged_without_a_crash(issuer in any::<String>(), label in any::<String>()) {
        let _ = look_alike(&issuer, &label);
        let _ = portal_of(&issuer, &label);
    }
}
