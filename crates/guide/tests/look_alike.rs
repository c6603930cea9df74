//! Which names are taken for imitations, and which are not.

use proptest::prelude::*;
use propusk_guide::{Why, look_alike, portal_of, portals};

/// Names of ordinary services, as they stand in QR codes and as people write them. None imitates.
const ORDINARY: &[&str] = &[
    "1Password",
    "1С:Предприятие",
    "1С-Битрикс",
    "2ГИС",
    "Adobe",
    "AliExpress",
    "Alfa-Bank",
    "Amazon",
    "Amazon Web Services",
    "Anydesk",
    "Apple",
    "Asana",
    "Atlassian",
    "Authy",
    "Auth0",
    "AWS",
    "AzureAD",
    "Backblaze",
    "Battle.net",
    "Binance",
    "Bitbucket",
    "Bitfinex",
    "Bitrix24",
    "Bitwarden",
    "BK",
    "Booking.com",
    "Box",
    "Bybit",
    "Canva",
    "ClickUp",
    "Cloudflare",
    "Codeberg",
    "Coinbase",
    "Confluence",
    "Contabo",
    "Coursera",
    "Crowdin",
    "Deezer",
    "DigitalOcean",
    "Discord",
    "Docker",
    "DocuSign",
    "Dropbox",
    "DNSimple",
    "Duolingo",
    "eBay",
    "EA",
    "Electronic Arts",
    "Epic Games",
    "Etsy",
    "Evernote",
    "Facebook",
    "Fastmail",
    "Figma",
    "Firefox",
    "Forgejo",
    "Gandi",
    "GitBook",
    "Gitea",
    "Gitee",
    "GitLab",
    "GitHost",
    "GMX",
    "GoDaddy",
    "Gogs",
    "GOG.com",
    "Googol",
    "Grafana",
    "Gravatar",
    "Guild Wars 2",
    "Habr",
    "Heroku",
    "Hetzner",
    "HH.ru",
    "Humble Bundle",
    "Hotmail",
    "IFTTT",
    "iFixit",
    "iFrukt",
    "iФрукт",
    "Instagram",
    "Intercom",
    "JetBrains",
    "Jira",
    "Kaggle",
    "Kaspersky",
    "KeePass",
    "Kickstarter",
    "Kraken",
    "LastPass",
    "LinkedIn",
    "Linode",
    "Litres",
    "Mail.com",
    "Mail.de",
    "Mailbox.org",
    "Mailchimp",
    "Mailgun",
    "Mastodon",
    "Max",
    "MEGA",
    "Medium",
    "Meta",
    "Mercurial",
    "Micron",
    "MicroStrategy",
    "Microfocus",
    "Minecraft",
    "Miro",
    "Mozilla",
    "MTS",
    "МТС Bank",
    "MTS Банк",
    "Namecheap",
    "NAS Synology",
    "Netflix",
    "Netlify",
    "Nextcloud",
    "Nintendo",
    "Notion",
    "npm",
    "NVIDIA",
    "OANDA",
    "Okta",
    "OKX",
    "OneLogin",
    "OpenAI",
    "Origin",
    "OVH",
    "OZON",
    "PayPal",
    "Patreon",
    "Pinterest",
    "PlayStation",
    "Proton",
    "PyPI",
    "QIWI",
    "Quora",
    "Reddit",
    "Reg.ru",
    "Revolut",
    "Roblox",
    "Rockstar",
    "RuStore",
    "Rutube",
    "Salesforce",
    "Samsung",
    "Sber ID",
    "SendGrid",
    "Sentry",
    "Shopify",
    "Skype",
    "Slack",
    "Snapchat",
    "SourceForge",
    "Spotify",
    "Stack Overflow",
    "Steamed",
    "Steemit",
    "Stim",
    "Stream",
    "Streamlabs",
    "Stripe",
    "Synology",
    "T-Bank",
    "Teamviewer",
    "Telegram",
    "TikTok",
    "Timeweb",
    "Todoist",
    "Trello",
    "TeamCity",
    "Tutanota",
    "Twilio",
    "Twitch",
    "Twitter",
    "Uber",
    "Ubisoft",
    "Unity",
    "VDSina",
    "Viber",
    "Vimeo",
    "Vivaldi",
    "VKusVill",
    "VKPlay",
    "VMware",
    "Vultr",
    "Wargaming",
    "WhatsApp",
    "Wildberries",
    "Wikipedia",
    "Wise",
    "WordPress",
    "X",
    "Xbox",
    "Xero",
    "Xing",
    "YahooMail",
    "Yahoo",
    "Yammer",
    "Yota",
    "YouTube",
    "Yubico",
    "Zabbix",
    "Zapier",
    "Zendesk",
    "Zoho",
    "Zoom",
    "Авито",
    "Альфа-Банк",
    "Аэрофлот",
    "Банк ВТБ",
    "Бизон",
    "Билайн",
    "Битрикс24",
    "ВкусВилл",
    "ВТБ",
    "ВТБ Online",
    "Газпромбанк",
    "Госзакупки",
    "Госключ",
    "Гослото",
    "ГосТех",
    "Домклик",
    "ЕМИАС",
    "ЕРИП",
    "Индекс",
    "Контур",
    "Контур.Диадок",
    "Купер",
    "Мегамаркет",
    "МегаФон",
    "Мир",
    "Модульбанк",
    "Мой налог",
    "Мос.ру",
    "mos.ru",
    "Mosenergosbyt",
    "Мосэнергосбыт",
    "Налог.ру",
    "ОЗОН",
    "Одноклассники",
    "Почта России",
    "Почта",
    "Почта Банк",
    "ПСБ",
    "Райффайзен",
    "РЖД",
    "Росреестр",
    "Ростелеком",
    "СБИС",
    "Сбер",
    "СберБанк Online",
    "СДЭК",
    "Совкомбанк",
    "Сферум",
    "Т-Банк",
    "Тинькофф",
    "Точка",
    "Умный дом",
    "ФНС",
    "Хабр",
    "Циан",
    "Честный знак",
    "Электронный дневник",
    "Юла",
    "ЮMoney",
    "ЮKassa",
    "Work",
    "Работа",
    "Vaultwarden",
    "сервер-01",
];

#[test]
fn ordinary_names_raise_no_alarm() {
    assert!(ORDINARY.len() >= 150, "{}", ORDINARY.len());
    for name in ORDINARY {
        let found = look_alike(name, "ivan@example.org");
        assert!(
            found.is_none(),
            "{name}: {found:?}",
            found = found.map(|it| (&it.portal.id, it.why))
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
fn imitations_are_found_with_their_kind() {
    use Why::{Confusable, MixedScripts, NearMiss};

    for (name, id, why) in [
        ("Gоsuslugi", "gosuslugi", MixedScripts), // Cyrillic о
        ("Гocуслуги", "gosuslugi", MixedScripts), // Latin oc
        ("Портал Гoсуслуги", "gosuslugi", MixedScripts),
        ("ECИA", "gosuslugi", MixedScripts),
        ("VК", "vk", MixedScripts), // Cyrillic К
        ("ВK", "vk", MixedScripts),
        ("Gooоgle", "google", MixedScripts),
        ("GitНub", "github", MixedScripts), // Cyrillic Н
        ("Мicrosoft", "microsoft", MixedScripts),
        ("Stеam", "steam", MixedScripts),
        ("Gosuslug\u{200b}i", "gosuslugi", Confusable),
        ("Göoglé", "google", Confusable),
        ("G00gle", "google", Confusable),
        ("GlTHUB", "github", Confusable),
        ("Rnicrosoft", "microsoft", Confusable),
        ("Yandeks", "yandex", Confusable),
        ("Стеам Гоогле", "google", Confusable),
        ("Gosusligi", "gosuslugi", NearMiss),
        ("Gossuslugi", "gosuslugi", NearMiss),
        ("Gosuslgui", "gosuslugi", NearMiss),
        ("Госуслуга", "gosuslugi", NearMiss),
        ("Госсуслуги", "gosuslugi", NearMiss),
        ("Гасуслуги", "gosuslugi", NearMiss),
        ("Gоsuslug1", "gosuslugi", MixedScripts),
        ("Yanbex", "yandex", NearMiss),
        ("Gogle", "google", NearMiss),
        ("Micrasoft", "microsoft", NearMiss),
        ("Вконткте", "vk", NearMiss),
        ("gosuslugi.ru.example.com", "gosuslugi", NearMiss),
        ("esia.gosuslugi.ru-vhod.com", "gosuslugi", NearMiss),
        ("https://gosus1ugi.ru/login", "gosuslugi", Confusable),
    ] {
        let found = look_alike(name, "").map(|it| (it.portal.id.as_str(), it.why));
        assert_eq!(found, Some((id, why)), "{name}");
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
        for name in &portal.issuers {
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

proptest! {
    #[test]
    fn any_text_is_judged_without_a_crash(issuer in any::<String>(), label in any::<String>()) {
        let _ = look_alike(&issuer, &label);
        let _ = portal_of(&issuer, &label);
    }
}
