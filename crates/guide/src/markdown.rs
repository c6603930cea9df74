//! Markdown into the few blocks that an article is made of. HTML never gets through.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// A part of an article. All text is plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of a section.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// What to do, one after another.
    Steps(Vec<String>),
    /// Points without an order.
    List(Vec<String>),
    /// A picture of our own window.
    Picture {
        /// The name of its file, without folder and ending.
        name: String,
        /// What it shows, in words.
        alt: String,
    },
}

/// The text has something that no article may have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an article must not have {0}")]
pub struct Refused(pub String);

/// The title, and what stands below it.
///
/// Links lose their address: they would lead out of the window. A paragraph of nothing but a link is
/// there for readers of the file, and left out.
///
/// # Errors
/// [`Refused`] for HTML, tables, quotes, blocks of code, lists in lists, and a text without a title.
pub(crate) fn parse(source: &str) -> Result<(String, Vec<Block>), Refused> {
    let mut reader = Reader::default();
    for event in Parser::new(source) {
        reader.take(event)?;
    }
    let title = reader.title.filter(|title| !title.is_empty());
    let title = title.ok_or_else(|| Refused("no title".to_owned()))?;
    Ok((title, reader.blocks))
}

#[derive(Default)]
struct Reader {
    title: Option<String>,
    blocks: Vec<Block>,
    /// The text of what is being read.
    text: String,
    /// Some of `text` is not of a link.
    has_own_text: bool,
    in_link: bool,
    picture: Option<String>,
    level: Option<HeadingLevel>,
    /// The items of the list, and whether they are numbered.
    items: Option<(Vec<String>, bool)>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) -> Result<(), Refused> {
        match event {
            Event::Text(text) | Event::Code(text) => self.add(&text),
            Event::SoftBreak => self.add(" "),
            Event::Start(tag) => return self.start(tag),
            Event::End(end) => self.end(end),
            other => return Err(refused(&other)),
        }
        Ok(())
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.has_own_text |= !self.in_link;
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), Refused> {
        match tag {
            Tag::Heading { level, .. } => self.level = Some(level),
            Tag::List(first) if self.items.is_none() => {
                self.items = Some((Vec::new(), first.is_some()));
            }
            Tag::Link { .. } => self.in_link = true,
            Tag::Image { dest_url, .. } => self.picture = Some(stem(&dest_url)),
            Tag::Paragraph if self.items.is_some() && !self.text.is_empty() => self.text.push(' '),
            Tag::Paragraph | Tag::Item | Tag::Strong | Tag::Emphasis => {}
            other => return Err(refused(&other)),
        }
        Ok(())
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) => {
                let text = self.taken();
                match self.level.take() {
                    Some(HeadingLevel::H1) => self.title = Some(text),
                    _ => self.blocks.push(Block::Heading(text)),
                }
            }
            TagEnd::Image => {
                let (name, alt) = (self.picture.take().unwrap_or_default(), self.taken());
                self.blocks.push(Block::Picture { name, alt });
            }
            TagEnd::Paragraph if self.items.is_none() => {
                let is_own = self.has_own_text;
                let text = self.taken();
                if is_own && !text.is_empty() {
                    self.blocks.push(Block::Paragraph(text));
                }
            }
            TagEnd::Item => {
                let text = self.taken();
                if let Some((items, _)) = &mut self.items {
                    items.push(text);
                }
            }
            TagEnd::List(_) => match self.items.take() {
                Some((items, true)) => self.blocks.push(Block::Steps(items)),
                Some((items, false)) => self.blocks.push(Block::List(items)),
                None => {}
            },
            TagEnd::Link => self.in_link = false,
            _ => {}
        }
    }

    fn taken(&mut self) -> String {
        self.has_own_text = false;
        std::mem::take(&mut self.text).trim().to_owned()
    }
}

/// What it was, for whoever writes an article.
fn refused(what: &impl std::fmt::Debug) -> Refused {
    Refused(format!("{what:?}"))
}

/// `first-code` of `../pictures/ru/first-code.webp`.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split('.').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind_of_block() {
        let source = "# Title\n\n[Русский](x.md)\n\nFirst `code`\nand [link](y.md).\n\n## Part\n\n\
            1. One\n2. **Two**\n\n   more\n\n- a\n- b\n\n![What it shows](../p/ru/first-code.webp)\n";
        let (title, blocks) = parse(source).expect("readable");
        assert_eq!(title, "Title");
        let text = ToOwned::to_owned;
        assert_eq!(
            blocks,
            [
                Block::Paragraph("First code and link.".to_owned()),
                Block::Heading("Part".to_owned()),
                Block::Steps(["One", "Two more"].map(text).to_vec()),
                Block::List(["a", "b"].map(text).to_vec()),
                Block::Picture {
                    name: "first-code".to_owned(),
                    alt: "What it shows".to_owned()
                },
            ]
        );
    }

    #[test]
    fn refuses_what_no_article_may_have() {
        for source in [
            "no title",
            "# T\n\n<b>bold</b>",
            "# T\n\nwith <b>bold</b>",
            "# T\n\n<script>x</script>",
            "# T\n\n```sh\nrun\n```",
            "# T\n\n> quote",
            "# T\n\n- a\n  - b",
            "# T\n\n---",
        ] {
            assert!(parse(source).is_err(), "{source:?}");
        }
    }
}
