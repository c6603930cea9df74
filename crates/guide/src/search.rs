//! Finds articles by words.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use words::Language;

use crate::articles::{Article, articles};
use crate::markdown::Block;
use crate::portal::{any_site, folded, portals};

/// An article that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The article.
    pub article: &'static Article,
    /// Why it is there.
    pub rank: Rank,
}

/// Why an article is there, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// By its title, also by the one in the other language, or by the name of a portal.
    Title,
    /// By its text.
    Text,
    /// Nothing was found; this holds for any site.
    Advice,
    /// Nothing was asked for.
    Listed,
}

/// How much a word counts where it was found.
const TITLE: u32 = 60;
const OTHER_TITLE: u32 = 40;
const SUMMARY: u32 = 6;
const HEADING: u32 = 4;
const TEXT: u32 = 1;

/// How some write what the articles write otherwise.
const SAME: &[(&str, &str)] = &[
    ("смс", "sms"),
    ("эсэмэс", "sms"),
    ("куар", "qr"),
    ("кьюар", "qr"),
    ("тотп", "totp"),
];

/// Words that say nothing of what is looked for.
const EMPTY: &[&str] = &[
    "а", "в", "во", "для", "и", "из", "к", "как", "ли", "мне", "мой", "моя", "на", "не", "но", "о",
    "об", "от", "по", "с", "со", "у", "что", "это", "я", "a", "an", "and", "do", "does", "for",
    "how", "i", "in", "is", "it", "my", "not", "of", "on", "or", "the", "to", "what", "with",
];

/// The articles that fit, the best first. An empty query lists all; a query that fits nothing gets
/// what holds for any site.
#[must_use]
pub fn search(language: Language, query: &str) -> Vec<Hit> {
    let indexed = match language {
        Language::Ru => &*RU,
        Language::En => &*EN,
    };
    let asked = wanted(query);
    if asked.is_empty() {
        let hit = |page: &Page| page.hit(Rank::Listed);
        return indexed.iter().map(hit).collect();
    }
    let all = found(indexed, &asked, true);
    let found = match all.is_empty() {
        true => found(indexed, &asked, false),
        false => all,
    };
    if found.is_empty() {
        let advice = indexed.iter().find(|page| page.article.id == any_site().id);
        return advice
            .map(|page| page.hit(Rank::Advice))
            .into_iter()
            .collect();
    }
    found
}

static RU: LazyLock<Vec<Page>> = LazyLock::new(|| index(Language::Ru));
static EN: LazyLock<Vec<Page>> = LazyLock::new(|| index(Language::En));

/// A word and what is left of it without its ending.
struct Term {
    word: String,
    stem: String,
}

/// An article as its words.
struct Page {
    article: &'static Article,
    title: Vec<Term>,
    other_title: Vec<Term>,
    summary: Vec<Term>,
    headings: Vec<Term>,
    text: Vec<Term>,
}

impl Page {
    fn hit(&self, rank: Rank) -> Hit {
        let article = self.article;
        Hit { article, rank }
    }

    /// How well one word fits, 0 when not at all.
    fn score(&self, asked: &Term) -> u32 {
        let fields = [
            (&self.title, TITLE),
            (&self.other_title, OTHER_TITLE),
            (&self.summary, SUMMARY),
            (&self.headings, HEADING),
            (&self.text, TEXT),
        ];
        let scores = fields.iter().map(|(terms, weight)| {
            let fits = terms.iter().map(|term| term.fits(asked));
            weight * fits.max().unwrap_or_default()
        });
        scores.max().unwrap_or_default()
    }
}

impl Term {
    fn of(word: &str) -> Term {
        let is_russian = word.chars().any(|c| ('а'..='я').contains(&c));
        let algorithm = match is_russian {
            true => Algorithm::Russian,
            false => Algorithm::English,
        };
        let stem = Stemmer::create(algorithm).stem(word).into_owned();
        Term {
            word: word.to_owned(),
            stem,
        }
    }

    /// 3: the word; 2: another form of it; 1: its beginning.
    fn fits(&self, asked: &Term) -> u32 {
        let long = asked.stem.chars().count() >= 4;
        if self.word == asked.word {
            3
        } else if self.stem == asked.stem {
            2
        } else if self.word.starts_with(&asked.word) || (long && self.stem.starts_with(&asked.stem))
        {
            1
        } else {
            0
        }
    }
}

fn found(pages: &[Page], asked: &[Term], every_word: bool) -> Vec<Hit> {
    let mut scored: Vec<_> = pages
        .iter()
        .filter_map(|page| {
            let scores: Vec<_> = asked.iter().map(|term| page.score(term)).collect();
            let all: u32 = scores.iter().sum();
            // An article is as good as the worst of its words.
            let worst = match every_word {
                true => scores.into_iter().min().unwrap_or_default(),
                false => all,
            };
            (worst > 0).then_some((worst, all, page))
        })
        .collect();
    // The word is more of a short title than of a long one. Stable: equals stay in the order of the list.
    scored.sort_by_key(|(worst, all, page)| (Reverse(*worst), Reverse(*all), page.title.len()));
    let rank = |score| match score >= OTHER_TITLE {
        true => Rank::Title,
        false => Rank::Text,
    };
    let hits = scored.into_iter();
    hits.map(|(worst, _, page)| page.hit(rank(worst))).collect()
}

/// The words that were asked for, without the empty ones unless there are no others.
fn wanted(query: &str) -> Vec<Term> {
    let all = terms(query);
    let (empty, full): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|it| EMPTY.contains(&it.word.as_str()));
    match full.is_empty() {
        true => empty,
        false => full,
    }
}

fn terms(text: &str) -> Vec<Term> {
    let text = folded(text);
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(|word| {
        let same = SAME.iter().find(|(other, _)| *other == word);
        same.map_or(word, |(_, word)| word)
    });
    words.map(Term::of).collect()
}

fn index(language: Language) -> Vec<Page> {
    let other = match language {
        Language::Ru => Language::En,
        Language::En => Language::Ru,
    };
    let pages = articles(language).iter().map(|article| {
        let others = articles(other).iter().filter(|it| it.id == article.id);
        let mut titles: Vec<_> = others.map(|it| it.title.as_str()).collect();
        let portal = portals().iter().find(|portal| portal.id == article.id);
        if let Some(portal) = portal {
            titles.extend(
                portal
                    .issuers
                    .iter()
                    .chain(&portal.hosts)
                    .map(String::as_str),
            );
        }
        Page {
            article,
            title: terms(&article.title),
            other_title: terms(&titles.join(" ")),
            summary: terms(&article.summary),
            headings: terms(&headings_of(article)),
            text: terms(&text_of(article)),
        }
    });
    pages.collect()
}

fn headings_of(article: &Article) -> String {
    let heading = |block: &Block| match block {
        Block::Heading(text) => Some(text.clone()),
        Block::Paragraph(_) | Block::Steps(_) | Block::List(_) | Block::Picture { .. } => None,
    };
    let headings = article.blocks.iter().filter_map(heading);
    headings.collect::<Vec<_>>().join(" ")
}

fn text_of(article: &Article) -> String {
    let text = |block: &Block| match block {
        Block::Heading(text) | Block::Paragraph(text) => text.clone(),
        Block::Steps(items) | Block::List(items) => items.join(" "),
        Block::Picture { alt, .. } => alt.clone(),
    };
    article
        .blocks
        .iter()
        .map(text)
        .collect::<Vec<_>>()
        .join(" ")
}
