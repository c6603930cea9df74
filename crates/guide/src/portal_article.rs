//! The profile of a portal as an article.

use std::sync::LazyLock;

use serde::Deserialize;
use words::Language;

use crate::articles::Article;
use crate::both::InBoth;
use crate::markdown::Block;
use crate::portal::Portal;

const WORDS: &str = include_str!("../portals/article.toml");

static TEXTS: LazyLock<Texts> = LazyLock::new(|| toml::from_str(WORDS).unwrap_or_default());

/// The words around the data.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    summary: InBoth<String>,
    caution: InBoth<String>,
    months: InBoth<Vec<String>>,
    enable: InBoth<String>,
    asked: InBoth<String>,
    lifetimes: InBoth<String>,
    app_code: InBoth<String>,
    any_app_code: InBoth<String>,
    sms_code: InBoth<String>,
    email_code: InBoth<String>,
    no_sms: InBoth<String>,
    password: InBoth<String>,
    password_length: InBoth<String>,
    password_lower: InBoth<String>,
    password_upper: InBoth<String>,
    password_digit: InBoth<String>,
    password_symbol: InBoth<String>,
    password_has: InBoth<String>,
    recovery: InBoth<String>,
    hot_line: InBoth<String>,
    fraud: InBoth<String>,
    fraud_never: InBoth<String>,
    fraud_hosts: InBoth<String>,
    fraud_or: InBoth<String>,
    fraud_any: InBoth<String>,
}

/// What a person should know about the portal, made out of its profile.
#[must_use]
pub fn article_of(portal: &Portal, language: Language) -> Article {
    let say = |text: &InBoth<String>| text.of(language).clone();
    let heading = |text: &InBoth<String>| Block::Heading(say(text));
    let texts = &*TEXTS;
    let caution = date(portal, language).map(|date| {
        let text = say(&texts.caution).replace("{date}", &date);
        Block::Paragraph(text)
    });
    let mut blocks = vec![
        Block::Paragraph(say(&texts.summary)),
        heading(&texts.enable),
        Block::Steps(portal.enable.of(language).clone()),
    ];
    blocks.extend(caution);
    blocks.extend([
        heading(&texts.asked),
        Block::Paragraph(say(&portal.asked)),
        heading(&texts.lifetimes),
        Block::List(lifetimes(portal, language)),
        heading(&texts.no_sms),
        Block::List(portal.no_sms.of(language).clone()),
        heading(&texts.password),
        Block::List(password(portal, language)),
        heading(&texts.recovery),
        Block::List(portal.recovery.of(language).clone()),
    ]);
    if let Some(number) = &portal.hot_line {
        let text = say(&texts.hot_line).replace("{number}", number);
        blocks.push(Block::Paragraph(text));
    }
    blocks.extend([
        heading(&texts.fraud),
        Block::List(vec![say(&texts.fraud_never), place(portal, language)]),
    ]);
    Article {
        id: portal.id.clone(),
        title: say(&portal.name),
        summary: say(&texts.summary),
        blocks,
    }
}

/// The day of which the profile is known, in words: «27 ноября 2026 г.».
fn date(portal: &Portal, language: Language) -> Option<String> {
    let checked = portal.checked.as_ref()?;
    let parts: Vec<_> = checked.split('-').collect();
    let &[year, month, day] = parts.as_slice() else {
        return Some(checked.clone());
    };
    let months = TEXTS.months.of(language);
    let at = month.parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    let Some(month) = at.and_then(|at| months.get(at)) else {
        return Some(checked.clone());
    };
    let day = day.trim_start_matches('0');
    Some(match language {
        Language::Ru => format!("{day} {month} {year} г."),
        Language::En => format!("{day} {month} {year}"),
    })
}

fn lifetimes(portal: &Portal, language: Language) -> Vec<String> {
    let mut lines = vec![match &portal.codes {
        Some(codes) => (TEXTS.app_code.of(language))
            .replace("{seconds}", &codes.period.to_string())
            .replace("{digits}", &codes.digits.to_string()),
        None => TEXTS.any_app_code.of(language).clone(),
    }];
    for (text, seconds) in [
        (&TEXTS.sms_code, portal.lifetimes.sms_seconds),
        (&TEXTS.email_code, portal.lifetimes.email_seconds),
    ] {
        if let Some(seconds) = seconds {
            let minutes = (seconds / 60).to_string();
            lines.push(text.of(language).replace("{minutes}", &minutes));
        }
    }
    lines
}

/// What a portal asks of a password: sentences.
#[must_use]
pub fn password_rules(portal: &Portal, language: Language) -> Vec<String> {
    let rules = &portal.password;
    let length = TEXTS.password_length.of(language);
    let parts = [
        (rules.lower, &TEXTS.password_lower),
        (rules.upper, &TEXTS.password_upper),
        (rules.digit, &TEXTS.password_digit),
        (rules.symbol, &TEXTS.password_symbol),
    ];
    let parts = parts.iter().filter(|(asked, _)| *asked);
    let parts: Vec<_> = parts.map(|(_, text)| text.of(language).as_str()).collect();
    let mut lines = vec![length.replace("{count}", &rules.min_length.to_string())];
    if !parts.is_empty() {
        let has = TEXTS.password_has.of(language);
        lines.push(has.replace("{parts}", &parts.join(", ")));
    }
    lines
}

fn password(portal: &Portal, language: Language) -> Vec<String> {
    let mut lines = password_rules(portal, language);
    lines.push(portal.password_note.of(language).clone());
    lines
}

/// Where its codes may be typed in.
fn place(portal: &Portal, language: Language) -> String {
    let Some(example) = &portal.example else {
        return TEXTS.fraud_any.of(language).clone();
    };
    let or = format!(" {} ", TEXTS.fraud_or.of(language));
    (TEXTS.fraud_hosts.of(language))
        .replace("{hosts}", &portal.hosts.join(&or))
        .replace("{example}", example)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portal::{any_site, portal_of, portals};

    #[test]
    fn the_words_around_the_data_are_there() {
        let texts: Result<Texts, _> = toml::from_str(WORDS);
        assert_eq!(texts.err(), None);
    }

    #[test]
    fn every_profile_becomes_an_article_with_nothing_left_to_fill_in() {
        for portal in portals().iter().chain([any_site()]) {
            let [ru, en] = Language::ALL.map(|language| article_of(portal, language));
            assert_eq!(ru.blocks.len(), en.blocks.len(), "{}", portal.id);
            for article in [ru, en] {
                let text = format!("{article:?}")
                    .replace("Article {", "")
                    .replace("Picture {", "");
                let braces = article.blocks.iter().any(|block| match block {
                    Block::Heading(text) | Block::Paragraph(text) => text.contains('{'),
                    Block::Steps(items) | Block::List(items) => {
                        items.iter().any(|item| item.contains('{'))
                    }
                    Block::Picture { .. } => false,
                });
                assert!(!braces, "{text}");
            }
        }
    }

    #[test]
    fn the_day_is_written_in_words() {
        let on = |checked: &str| Portal {
            checked: Some(checked.to_owned()),
            ..Portal::default()
        };
        for (checked, ru, en) in [
            ("2026-01-05", "5 января 2026 г.", "5 January 2026"),
            ("2026-12-31", "31 декабря 2026 г.", "31 December 2026"),
            ("2026-13-01", "2026-13-01", "2026-13-01"),
        ] {
            assert_eq!(date(&on(checked), Language::Ru).as_deref(), Some(ru));
            assert_eq!(date(&on(checked), Language::En).as_deref(), Some(en));
        }
    }

    #[test]
    fn the_rule_for_addresses_tells_a_true_one_from_a_false_one() {
        let gosuslugi = portal_of("Госуслуги", "").expect("known");
        for (language, ends, exact, under) in [
            (
                Language::Ru,
                "кончается",
                "ровно gosuslugi.ru,",
                "точка и потом это имя, как в esia.gosuslugi.ru.",
            ),
            (
                Language::En,
                "ends in",
                "exactly gosuslugi.ru,",
                "a dot and then that name, as in esia.gosuslugi.ru.",
            ),
        ] {
            let rule = place(gosuslugi, language);
            for wanted in ["https://", "/", exact, under] {
                assert!(rule.contains(wanted), "{wanted}: {rule}");
            }
            for portal in portals() {
                let rule = place(portal, language);
                assert!(!rule.contains(ends), "my-gosuslugi.ru does, too: {rule}");
                assert!(portal.hosts.iter().all(|host| rule.contains(host)));
            }
        }
        let steam = portal_of("Steam", "").expect("known");
        let hosts = "steamcommunity.com или steampowered.com,";
        assert!(place(steam, Language::Ru).contains(hosts));
    }

    #[test]
    fn what_no_description_tells_has_no_day() {
        for (language, checked) in [(Language::Ru, "Сведения на 27"), (Language::En, "As of 27")]
        {
            let says = |portal| format!("{:?}", article_of(portal, language)).contains(checked);
            assert!(!says(any_site()) && portals().iter().all(says));
        }
    }

    #[test]
    fn the_article_of_gosuslugi_says_what_people_ask_most() {
        let portal = portal_of("Госуслуги", "").expect("known");
        let article = article_of(portal, Language::Ru);
        let text = format!("{:?}", article.blocks);
        for wanted in [
            "Сведения на 27 ноября 2026 г., из открытых описаний",
            "Портал мог измениться",
            "«Вход с подтверждением»",
            "«Одноразовый код (TOTP)»",
            "Код из SMS: 5 мин.",
            "Код из письма: 15 мин.",
            "Не короче 8 знаков",
            "8 800 100-70-10",
            "gosuslugi.ru",
            "СНИЛС",
        ] {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
    }
}
