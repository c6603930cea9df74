//! `explain`: the articles of the help, by their words.

use guide::{Article, Block, Hit, Rank};
use serde::Serialize;

use crate::args::Explain;
use crate::outcome::{Failure, Status};
use crate::say::Say;

/// Longer lines are hard to read, however wide the terminal is.
const WIDEST: usize = 88;
/// Of the others that fit so many are named.
const MOST_OTHERS: usize = 6;
/// Where the lines of an item begin.
const STEP: usize = 4;

#[derive(Serialize)]
struct ExplainedJson<'a> {
    found: Vec<FoundJson<'a>>,
    /// The best one; without a query none is better than the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<ArticleJson<'a>>,
}

#[derive(Serialize)]
struct FoundJson<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    by: &'static str,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    id: &'a str,
    title: &'a str,
    blocks: Vec<BlockJson<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockJson<'a> {
    Heading { text: &'a str },
    Paragraph { text: &'a str },
    Steps { items: &'a [String] },
    List { items: &'a [String] },
    Picture { name: &'a str, alt: &'a str },
}

/// Prints the best article, and names the others that fit.
pub(crate) fn run(request: &Explain, say: &mut Say<'_>) -> Result<Status, Failure> {
    let hits = found(&request.topic.join(" "), say);
    let best = hits.first().filter(|hit| hit.rank != Rank::Listed);
    let nothing = best.is_some_and(|hit| hit.rank == Rank::Advice);
    if nothing {
        say.tell("cli-explain-nothing", &[])?;
    }
    if say.json {
        say.data(&ExplainedJson {
            found: hits.iter().map(found_json).collect(),
            article: best.map(|hit| article_json(hit.article)),
        })?;
    } else {
        if let Some(hit) = best {
            print(hit.article, say)?;
        }
        match best {
            Some(_) => others(&hits[1..], say)?,
            None => list(&hits, say)?,
        }
    }
    Ok(match nothing {
        true => Status::Refused,
        false => Status::Done,
    })
}

/// The articles that fit: the one with this id alone, or what the words find.
fn found(query: &str, say: &Say<'_>) -> Vec<Hit> {
    let by_id = guide::article(say.language, query.trim());
    by_id.map_or_else(
        || guide::search(say.language, query),
        |article| {
            let rank = Rank::Title;
            vec![Hit { article, rank }]
        },
    )
}

fn print(article: &Article, say: &mut Say<'_>) -> Result<(), Failure> {
    say.line(&article.title)?;
    say.line(&"=".repeat(article.title.chars().count()))?;
    for block in &article.blocks {
        match block {
            Block::Heading(text) => {
                say.line("")?;
                say.line(text)?;
                say.line(&"-".repeat(text.chars().count()))?;
            }
            Block::Paragraph(text) => {
                say.line("")?;
                wrapped(text, "", 0, say)?;
            }
            Block::Steps(items) => {
                say.line("")?;
                for (item, number) in items.iter().zip(1_usize..) {
                    wrapped(item, &format!("{number:>2}. "), STEP, say)?;
                }
            }
            Block::List(items) => {
                say.line("")?;
                items
                    .iter()
                    .try_for_each(|item| wrapped(item, "  - ", STEP, say))?;
            }
            // A picture of the window; its words are those of the steps.
            Block::Picture { .. } => {}
        }
    }
    Ok(())
}

/// What else fits, when anything does.
fn others(hits: &[Hit], say: &mut Say<'_>) -> Result<(), Failure> {
    if hits.is_empty() {
        return Ok(());
    }
    say.line("")?;
    say.line(&words::text(say.language, "cli-explain-others", &[]))?;
    list(&hits[..hits.len().min(MOST_OTHERS)], say)
}

/// Titles with the words to ask for them.
fn list(hits: &[Hit], say: &mut Say<'_>) -> Result<(), Failure> {
    let width = hits.iter().map(|hit| hit.article.id.len()).max();
    let width = width.unwrap_or_default();
    for Hit { article, .. } in hits {
        say.line(&format!("  {:width$}  {}", article.id, article.title))?;
    }
    Ok(())
}

/// A text as wide as the terminal; its first line begins with `sign`, the others with spaces.
fn wrapped(text: &str, sign: &str, indent: usize, say: &mut Say<'_>) -> Result<(), Failure> {
    let spaces = " ".repeat(indent);
    let options = textwrap::Options::new(textwrap::termwidth().clamp(20, WIDEST))
        .initial_indent(sign)
        .subsequent_indent(&spaces)
        // Names of files and addresses stay whole.
        .break_words(false);
    for line in textwrap::wrap(text, options) {
        say.line(&line)?;
    }
    Ok(())
}

fn found_json(hit: &Hit) -> FoundJson<'_> {
    FoundJson {
        id: &hit.article.id,
        title: &hit.article.title,
        summary: &hit.article.summary,
        by: match hit.rank {
            Rank::Title => "title",
            Rank::Text => "text",
            Rank::Advice => "advice",
            Rank::Listed => "list",
        },
    }
}

fn article_json(article: &Article) -> ArticleJson<'_> {
    let blocks = article.blocks.iter().map(|block| match block {
        Block::Heading(text) => BlockJson::Heading { text },
        Block::Paragraph(text) => BlockJson::Paragraph { text },
        Block::Steps(items) => BlockJson::Steps { items },
        Block::List(items) => BlockJson::List { items },
        Block::Picture { name, alt } => BlockJson::Picture { name, alt },
    });
    ArticleJson {
        id: &article.id,
        title: &article.title,
        blocks: blocks.collect(),
    }
}
