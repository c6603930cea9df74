//! The articles: the same in both languages, plain, and true to the window.

// Tests may stop where they stand.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use propusk_guide::{Article, Block, article, articles, portals};
use words::Language;

/// What the articles quote that is not ours: words of portals, and of people.
const OF_OTHERS: &[&str] = &[
    "12345",
    "Mail.ru",
    "Propusk",
    "qwerty",
    "Безопасность",
    "Вход в систему",
    "Выйти на всех устройствах",
    "Госуслуги",
    "Другой способ",
    "Забыли пароль?",
    "Не удаётся войти?",
    "Одноразовый код (TOTP)",
    "Подтвердите вход",
    "Приложение",
    "Поставьте программу, чтобы мы помогли",
    "Продлите договор на SIM-карту",
    "Сделайте снимок экрана",
    "Яндекс",
    "Ваша учётная запись взломана, назовите код, чтобы её защитить",
    "восстановление доступа",
    "забери",
    "заберите посылку",
    "запишитесь к врачу",
    "код из SMS",
    "пароль",
    "плюс",
    "пришлите QR-код",
    "службы безопасности",
    "password",
    "Google",
    "Security",
    "Signing in",
    "Sign out on all devices",
    "Gosuslugi",
    "Another way",
    "Forgot your password?",
    "Can’t sign in?",
    "One-time code (TOTP)",
    "Confirm a sign-in",
    "App",
    "Yandex",
    "plus",
    "Install a program so that we can help.",
    "Prolong the contract for your SIM",
    "Take a picture of the screen",
    "Your account was broken into, tell us the code to protect it.",
    "restoring the access",
    "collect your parcel",
    "book the doctor",
    "code from the SMS",
    "send us the QR code",
    "security service",
];

/// Articles that are written, not made of a profile.
fn written(language: Language) -> Vec<&'static Article> {
    let is_portal = |article: &Article| {
        article.id == "any-site" || portals().iter().any(|portal| portal.id == article.id)
    };
    articles(language)
        .iter()
        .filter(|article| !is_portal(article))
        .collect()
}

fn texts(article: &Article) -> Vec<&str> {
    let mut texts = vec![article.title.as_str()];
    for block in &article.blocks {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => texts.push(text),
            Block::Steps(items) | Block::List(items) => {
                texts.extend(items.iter().map(String::as_str));
            }
            Block::Picture { alt, .. } => texts.push(alt),
        }
    }
    texts
}

/// The kinds of the blocks, with the lengths of lists and the names of pictures.
fn structure(article: &Article) -> Vec<String> {
    let kind = |block: &Block| match block {
        Block::Heading(_) => "heading".to_owned(),
        Block::Paragraph(_) => "paragraph".to_owned(),
        Block::Steps(items) => format!("{} steps", items.len()),
        Block::List(items) => format!("{} points", items.len()),
        Block::Picture { name, .. } => format!("picture {name}"),
    };
    article.blocks.iter().map(kind).collect()
}

/// What stands between the quotation marks of the language.
fn quoted(language: Language, text: &str) -> Vec<String> {
    let (open, close) = match language {
        Language::Ru => ('«', '»'),
        Language::En => ('“', '”'),
    };
    let parts = text.split(open).skip(1);
    parts
        .filter_map(|part| part.split_once(close))
        .map(|(inside, _)| inside.to_owned())
        .collect()
}

fn catalogue(language: Language) -> BTreeSet<String> {
    let path = format!(
        "{}/../../ui/locales/{}.ftl",
        env!("CARGO_MANIFEST_DIR"),
        language.tag()
    );
    let source = fs::read_to_string(path).expect("there");
    let values = source.lines().filter_map(|line| line.split_once(" = "));
    values.map(|(_, value)| value.trim().to_owned()).collect()
}

#[test]
fn both_languages_have_the_same_articles_with_the_same_structure() {
    let by_id = |language| {
        articles(language)
            .iter()
            .map(|it| (&it.id, structure(it)))
            .collect::<BTreeMap<_, _>>()
    };
    let (ru, en) = (by_id(Language::Ru), by_id(Language::En));
    assert_eq!(ru, en);
    for language in Language::ALL {
        let ids: BTreeSet<_> = articles(language).iter().map(|it| &it.id).collect();
        assert_eq!(ids.len(), articles(language).len(), "each id once");
        for id in [
            "switch-on",
            "code-not-accepted",
            "fraud",
            "lost",
            "lost-access",
            "new-computer",
            "password",
            "gosuslugi",
            "any-site",
        ] {
            assert!(article(language, id).is_some(), "{id}");
        }
    }
}

#[test]
fn every_file_of_help_is_an_article() {
    for language in Language::ALL {
        let folder = format!("{}/help/{}", env!("CARGO_MANIFEST_DIR"), language.tag());
        let names = fs::read_dir(folder).expect("there").flatten();
        let stems = names.map(|it| {
            it.path()
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        });
        let mut stems: BTreeSet<_> = stems.collect();
        stems.insert("lost".to_owned());
        let ids: BTreeSet<_> = written(language).iter().map(|it| it.id.clone()).collect();
        assert_eq!(ids, stems);
    }
}

#[test]
fn articles_are_calm_and_plain() {
    for language in Language::ALL {
        for article in articles(language) {
            for text in texts(article) {
                assert!(
                    !text.is_empty() && !text.contains(['<', '>', '*', '`', '\n']),
                    "{}: {text}",
                    article.id
                );
                assert!(
                    !text.contains('!') || text.contains("! #"),
                    "{}: {text}",
                    article.id
                );
                // How an address begins may be told; an address is written without.
                let text = text.replace("«https://»", "").replace("“https://”", "");
                assert!(!text.contains("http"), "{}: {text}", article.id);
            }
            assert!(
                article.summary.chars().count() <= 220,
                "{}: {}",
                article.id,
                article.summary
            );
        }
    }
    for article in articles(Language::Ru) {
        for text in texts(article) {
            for jargon in [
                "секрет",
                "Base32",
                "2FA",
                "аутентификатор",
                "токен",
                "бэкап",
            ] {
                let portals = ["github", "steam", "google"].contains(&article.id.as_str());
                assert!(
                    portals || !text.contains(jargon),
                    "{}: {jargon}: {text}",
                    article.id
                );
            }
        }
    }
}

#[test]
fn what_is_quoted_is_called_so_in_the_window() {
    for language in Language::ALL {
        let values = catalogue(language);
        let titles: BTreeSet<_> = articles(language)
            .iter()
            .map(|it| it.title.as_str())
            .collect();
        for article in written(language) {
            for name in texts(article)
                .into_iter()
                .flat_map(|text| quoted(language, text))
            {
                let name = name.trim_end_matches(',');
                let ours = values.contains(name)
                    || values
                        .iter()
                        .any(|value| value.starts_with(&format!("{name}: {{")));
                assert!(
                    ours || titles.contains(name) || OF_OTHERS.contains(&name),
                    "{}: «{name}»",
                    article.id
                );
            }
        }
    }
}

#[test]
fn every_picture_is_there_in_both_languages_and_is_small() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/public/help");
    let mut used = BTreeSet::new();
    for language in Language::ALL {
        for block in articles(language)
            .iter()
            .flat_map(|article| &article.blocks)
        {
            if let Block::Picture { name, alt } = block {
                let path = folder.join(language.tag()).join(format!("{name}.webp"));
                let length = fs::metadata(&path)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
                    .len();
                assert!(length <= 25_000, "{}: {length}", path.display());
                assert!(alt.len() > 20, "{name} is described");
                used.insert(format!("{}/{name}.webp", language.tag()));
            }
        }
        let files = fs::read_dir(folder.join(language.tag()))
            .expect("there")
            .flatten();
        for file in files {
            let name = format!("{}/{}", language.tag(), file.file_name().to_string_lossy());
            assert!(used.contains(&name), "{name} is shown nowhere");
        }
    }
}
