//! The articles of the help: some are written, one is made of each portal's profile.

use std::sync::LazyLock;

use words::Language;

use crate::markdown::{self, Block, Refused};
use crate::portal::{any_site, portals};
use crate::portal_article::article_of;

/// One page of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Stable, the same in both languages.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about, in a sentence or two: its first paragraph.
    pub summary: String,
    /// All of it but the title.
    pub blocks: Vec<Block>,
}

/// An article that is written: its id, and its text in Russian and in English.
type Written = (&'static str, [&'static str; 2]);

macro_rules! written {
    ($id:literal) => {
        (
            $id,
            [
                include_str!(concat!("../help/ru/", $id, ".md")),
                include_str!(concat!("../help/en/", $id, ".md")),
            ],
        )
    };
}

/// In the order of the list: what is asked for first stands first.
const WRITTEN: [Written; 7] = [
    written!("switch-on"),
    written!("code-not-accepted"),
    written!("fraud"),
    (
        "lost",
        [
            include_str!("../../../docs/recovery.md"),
            include_str!("../../../docs/recovery.en.md"),
        ],
    ),
    written!("lost-access"),
    written!("new-computer"),
    written!("password"),
];

static RU: LazyLock<Vec<Article>> = LazyLock::new(|| all(Language::Ru));
static EN: LazyLock<Vec<Article>> = LazyLock::new(|| all(Language::En));

/// All articles of a language, in the order in which they are listed.
#[must_use]
pub fn articles(language: Language) -> &'static [Article] {
    match language {
        Language::Ru => &RU,
        Language::En => &EN,
    }
}

/// One article.
#[must_use]
pub fn article(language: Language, id: &str) -> Option<&'static Article> {
    articles(language).iter().find(|article| article.id == id)
}

fn all(language: Language) -> Vec<Article> {
    // A text that cannot be read is left out; a test reads every one of them.
    let written = WRITTEN
        .iter()
        .filter_map(|written| read(written, language).ok());
    // The one for any site comes after those that are known by name, Gosuslugi before the others.
    let (first, others): (Vec<_>, Vec<_>) = portals().iter().partition(|it| it.id == "gosuslugi");
    let portals = first.into_iter().chain(others).chain([any_site()]);
    let portals = portals.map(|portal| article_of(portal, language));
    written.chain(portals).collect()
}

fn read((id, [ru, en]): &Written, language: Language) -> Result<Article, Refused> {
    let source = match language {
        Language::Ru => ru,
        Language::En => en,
    };
    let (title, blocks) = markdown::parse(source)?;
    let summary = blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(text.clone()),
        Block::Heading(_) | Block::Steps(_) | Block::List(_) | Block::Picture { .. } => None,
    });
    Ok(Article {
        id: (*id).to_owned(),
        title,
        summary: summary.ok_or_else(|| Refused("no paragraph".to_owned()))?,
        blocks,
    })
}
