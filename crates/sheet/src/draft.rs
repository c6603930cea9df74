//! The page: what stands where.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, Tag, TagGroup, TagKind, TagTree, kind};

use crate::fonts::Fonts;
use crate::page::day;
use crate::pen::{Pen, Style};
use crate::qr::{encode, runs};
use crate::{Sheet, SheetError, groups};

/// A4, in points.
pub(crate) const WIDTH: f32 = 595.28;
pub(crate) const HEIGHT: f32 = 841.89;
/// 20 mm: more than any printer leaves blank by itself.
pub(crate) const MARGIN: f32 = 56.7;
pub(crate) const RIGHT: f32 = WIDTH - MARGIN;
/// Where the instructions stand; left of them their headings.
const BODY_LEFT: f32 = MARGIN + 132.0;
/// One module of the QR code.
const MODULE: f32 = 4.0;
/// All 41 of them: 58 mm.
const CODE_SIDE: f32 = 41.0 * MODULE;
/// From the frame to what is in it: more than the four empty modules that a QR reader needs.
const PADDING: f32 = 20.0;
/// How many groups stand in a row.
const ROW: usize = 5;
/// From the left of one group to the left of the next.
const GROUP_STEP: f32 = 53.5;
/// The level of the headings below the title.
const SECOND: NonZeroU16 = NonZeroU16::MIN.saturating_add(1);

/// The page in the making, filled from top to bottom.
pub(crate) struct Draft<'d, 'f, 's> {
    pen: Pen<'d>,
    fonts: &'f Fonts,
    sheet: &'f Sheet<'s>,
    tags: TagTree,
    /// The next baseline.
    y: f32,
}

impl<'d, 'f, 's> Draft<'d, 'f, 's> {
    pub(crate) fn new(pen: Pen<'d>, fonts: &'f Fonts, sheet: &'f Sheet<'s>) -> Self {
        Self {
            pen,
            fonts,
            sheet,
            tags: TagTree::new(),
            y: MARGIN,
        }
    }

    /// Fills the page and gives what a screen reader is told, in the order of reading.
    pub(crate) fn compose(mut self) -> Result<TagTree, SheetError> {
        self.head()?;
        self.key()?;
        self.section(
            ("sheet-print-open", Marks::Numbers),
            &[
                ("sheet-print-open-install", None),
                ("sheet-print-open-choose", None),
                ("sheet-print-open-backup", None),
                ("sheet-print-open-key", None),
            ],
        )?;
        self.section(
            ("sheet-print-age", Marks::Numbers),
            &[
                ("sheet-print-age-install", None),
                ("sheet-print-age-file", None),
                ("sheet-print-age-run", Some("sheet-print-age-command")),
                ("sheet-print-age-after", None),
            ],
        )?;
        self.section(
            ("sheet-print-keep", Marks::Dots),
            &[
                ("sheet-print-keep-where", None),
                ("sheet-print-keep-who", None),
                ("sheet-print-keep-renewed", None),
            ],
        )?;
        // Words that grew must not be cut off at the edge.
        if self.y > HEIGHT - MARGIN / 2.0 {
            return Err(SheetError::NotDrawn("page is full"));
        }
        self.pen.finish();
        Ok(self.tags)
    }

    /// What this is, of which day and of which vault, and what it is for.
    fn head(&mut self) -> Result<(), SheetError> {
        let fonts = self.fonts;
        let title = Style::new(&fonts.bold, 25.0, 24.0);
        let small = Style::new(&fonts.regular, 11.0, 30.0);
        let large = Style::new(&fonts.regular, 12.5, 17.5);

        self.y += 18.0;
        let text = self.text("sheet-print-title");
        let tag = heading(NonZeroU16::MIN, &text);
        self.paragraph(tag, title, &text)?;
        let made = day(self.sheet.language, self.sheet.made);
        let mut facts = vec![words::text(
            self.sheet.language,
            "sheet-print-made",
            &[("date", &made)],
        )];
        let vault: String = self.sheet.vault_id.chars().take(8).collect();
        if !vault.is_empty() {
            facts.push(words::text(
                self.sheet.language,
                "sheet-print-vault",
                &[("id", &vault)],
            ));
        }
        self.paragraph(Tag::P, small, &facts.join(" · "))?;
        let purpose = self.text("sheet-print-purpose");
        self.paragraph(Tag::P, large, &purpose)
    }

    /// The key in a frame: the QR code on the left, the groups on the right.
    fn key(&mut self) -> Result<(), SheetError> {
        let frame = [MARGIN, self.y, RIGHT - MARGIN, CODE_SIDE + 2.0 * PADDING];
        self.pen.frame(frame)?;
        let top = self.y + PADDING;
        self.code(MARGIN + PADDING, top)?;
        self.groups(MARGIN + PADDING + CODE_SIDE + 24.0, top)?;
        self.y += frame[3] + 34.0;
        Ok(())
    }

    fn code(&mut self, left: f32, top: f32) -> Result<(), SheetError> {
        let code = encode(self.sheet.key)?;
        let modules = runs(&code).into_iter().map(|[column, row, length]| {
            let [x, y, width] = [column, row, length].map(|modules| f32::from(modules) * MODULE);
            [left + x, top + y, width, MODULE]
        });
        let drawn = self.pen.fill(modules)?;
        let picture = Tag::Figure(Some(self.text("sheet-print-qr")));
        self.tags.push(group(picture, [drawn]));
        Ok(())
    }

    fn groups(&mut self, left: f32, top: f32) -> Result<(), SheetError> {
        let fonts = self.fonts;
        let caption = Style::new(&fonts.bold, 11.0, 27.0);
        let mono = Style::new(&fonts.mono, 16.5, 36.0);
        let number = Style::new(&fonts.regular, 7.5, 0.0);
        let hint = Style::new(&fonts.regular, 8.5, 11.0);
        let width = RIGHT - PADDING - left;

        let title = self.text("sheet-print-key");
        let (spoken, below) = self
            .pen
            .paragraph(caption, (left, top + 8.0), width, &title)?;
        self.tags.push(group(heading(SECOND, &title), spoken));
        // EXPOSE: the sheet is made to be read and typed from.
        let groups = groups(self.sheet.key);
        let (beginning, numbered) = groups.split_first().ok_or(SheetError::NotAKey)?;
        let mut spoken = vec![self.pen.line(mono, (left, below), beginning)?];
        let mut baseline = below;
        let mut numbers = 1_u32..;
        for row in numbered.chunks(ROW) {
            baseline += mono.leading;
            let mut x = left;
            for (characters, printed) in row.iter().zip(&mut numbers) {
                let above = (x, baseline - 15.0);
                self.pen.silent_line(number, above, &printed.to_string())?;
                spoken.push(self.pen.line(mono, (x, baseline), characters)?);
                x += GROUP_STEP;
            }
        }
        self.tags.push(group(Tag::P, spoken));
        let text = self.text("sheet-print-key-hint");
        let (spoken, _) = self
            .pen
            .paragraph(hint, (left, baseline + 21.0), width, &text)?;
        self.tags.push(group(Tag::P, spoken));
        Ok(())
    }

    /// A heading on the left, beside it marked paragraphs, each with the command to run if it has one.
    fn section(
        &mut self,
        (title, marks): (&str, Marks),
        paragraphs: &[(&str, Option<&str>)],
    ) -> Result<(), SheetError> {
        let fonts = self.fonts;
        let bold = Style::new(&fonts.bold, 11.0, 15.0);
        let body = Style::new(&fonts.regular, 11.0, 15.0);
        let mono = Style::new(&fonts.mono, 11.0, 18.0);
        let left = BODY_LEFT + 16.0;

        let title = self.text(title);
        let width = BODY_LEFT - MARGIN - 20.0;
        let (spoken, _) = self.pen.paragraph(bold, (MARGIN, self.y), width, &title)?;
        self.tags.push(group(heading(SECOND, &title), spoken));
        let mut list = TagGroup::new(Tag::L(match marks {
            Marks::Numbers => ListNumbering::Decimal,
            Marks::Dots => ListNumbering::Disc,
        }));
        for (&(text, command), number) in paragraphs.iter().zip(1..) {
            let mark = match marks {
                Marks::Numbers => number.to_string(),
                Marks::Dots => "•".to_owned(),
            };
            let mark = self.pen.line(body, (BODY_LEFT, self.y), &mark)?;
            let text = self.text(text);
            let (spoken, below) = self
                .pen
                .paragraph(body, (left, self.y), RIGHT - left, &text)?;
            self.y = below;
            let mut said = group(Tag::LBody, spoken);
            if let Some(command) = command {
                let text = self.text(command);
                let spoken = self.pen.line(mono, (left, self.y + 3.0), &text)?;
                self.y += mono.leading;
                said.push(group(Tag::Code, [spoken]));
            }
            self.y += 3.0;
            let marked = [Node::Group(group(Tag::Lbl, [mark])), Node::Group(said)];
            list.push(TagGroup::with_children(Tag::LI, marked.into()));
        }
        self.tags.push(list);
        self.y += 22.0;
        Ok(())
    }

    fn paragraph(
        &mut self,
        tag: impl Into<TagKind>,
        style: Style<'_>,
        text: &str,
    ) -> Result<(), SheetError> {
        let (spoken, below) = self
            .pen
            .paragraph(style, (MARGIN, self.y), RIGHT - MARGIN, text)?;
        self.tags.push(group(tag, spoken));
        self.y = below;
        Ok(())
    }

    fn text(&self, id: &str) -> String {
        words::text(self.sheet.language, id, &[])
    }
}

/// What stands before the paragraphs of a section.
#[derive(Clone, Copy)]
enum Marks {
    /// They are done one after another.
    Numbers,
    /// Their order does not matter.
    Dots,
}

pub(crate) fn heading(level: NonZeroU16, text: &str) -> Tag<kind::Hn> {
    Tag::Hn(level, Some(text.to_owned()))
}

pub(crate) fn group(
    tag: impl Into<TagKind>,
    spoken: impl IntoIterator<Item = Identifier>,
) -> TagGroup {
    TagGroup::with_children(tag, spoken.into_iter().map(Node::Leaf).collect())
}
