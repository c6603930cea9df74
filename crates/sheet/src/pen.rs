//! Draws on the page, and notes what each mark is for those who hear the page instead of seeing it.
//!
//! Distances are points (1/72 inch) from the top left corner; `y` of a text is its baseline.

use krilla::geom::{PathBuilder, Point, Rect};
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

use crate::SheetError;
use crate::fonts::Face;

/// How a text looks.
#[derive(Clone, Copy)]
pub(crate) struct Style<'f> {
    pub(crate) face: &'f Face,
    pub(crate) size: f32,
    /// From baseline to baseline.
    pub(crate) leading: f32,
}

impl<'f> Style<'f> {
    pub(crate) fn new(face: &'f Face, size: f32, leading: f32) -> Self {
        Self {
            face,
            size,
            leading,
        }
    }
}

/// What draws. Everything is black: a weak printer makes dots of grey.
pub(crate) struct Pen<'s> {
    surface: Surface<'s>,
}

impl<'s> Pen<'s> {
    pub(crate) fn new(surface: Surface<'s>) -> Self {
        Self { surface }
    }

    /// A paragraph, broken into lines. Gives the baseline below its last one.
    pub(crate) fn paragraph(
        &mut self,
        style: Style<'_>,
        (x, y): (f32, f32),
        width: f32,
        text: &str,
    ) -> Result<(Vec<Identifier>, f32), SheetError> {
        let mut spoken = Vec::new();
        let mut baseline = y;
        for line in broken(style.face, text, width / style.size)? {
            spoken.push(self.line(style, (x, baseline), &line)?);
            baseline += style.leading;
        }
        Ok((spoken, baseline))
    }

    /// One line.
    pub(crate) fn line(
        &mut self,
        style: Style<'_>,
        at: (f32, f32),
        text: &str,
    ) -> Result<Identifier, SheetError> {
        self.set(ContentTag::Span(SpanTag::empty()), style, at, text)
    }

    /// One line that is only looked at, such as the number at a group.
    pub(crate) fn silent_line(
        &mut self,
        style: Style<'_>,
        at: (f32, f32),
        text: &str,
    ) -> Result<(), SheetError> {
        let layout = Artifact::with_kind(ArtifactType::Layout);
        self.set(ContentTag::Artifact(layout), style, at, text)?;
        Ok(())
    }

    /// A paragraph that is only looked at. Gives the baseline below its last line.
    pub(crate) fn silent_paragraph(
        &mut self,
        style: Style<'_>,
        (x, y): (f32, f32),
        width: f32,
        text: &str,
    ) -> Result<f32, SheetError> {
        let mut baseline = y;
        for line in broken(style.face, text, width / style.size)? {
            self.silent_line(style, (x, baseline), &line)?;
            baseline += style.leading;
        }
        Ok(baseline)
    }

    fn set(
        &mut self,
        tag: ContentTag<'_>,
        style: Style<'_>,
        (x, y): (f32, f32),
        text: &str,
    ) -> Result<Identifier, SheetError> {
        let line = style.face.shape(text)?;
        let start = Point::from_xy(x, y);
        let font = style.face.font.clone();
        let spoken = self.surface.start_tagged(tag);
        self.surface
            .draw_glyphs(start, &line.glyphs, font, text, style.size, false);
        self.surface.end_tagged();
        Ok(spoken)
    }

    /// A black shape made of rectangles (left, top, width, height).
    pub(crate) fn fill(
        &mut self,
        rectangles: impl IntoIterator<Item = [f32; 4]>,
    ) -> Result<Identifier, SheetError> {
        let mut shape = PathBuilder::new();
        for [x, y, width, height] in rectangles {
            shape.push_rect(Rect::from_xywh(x, y, width, height).ok_or(NO_SHAPE)?);
        }
        let shape = shape.finish().ok_or(NO_SHAPE)?;
        let spoken = self.surface.start_tagged(ContentTag::Other);
        self.surface.draw_path(&shape);
        self.surface.end_tagged();
        Ok(spoken)
    }

    /// A thin frame around a rectangle.
    pub(crate) fn frame(&mut self, [x, y, width, height]: [f32; 4]) -> Result<(), SheetError> {
        let mut shape = PathBuilder::new();
        shape.push_rect(Rect::from_xywh(x, y, width, height).ok_or(NO_SHAPE)?);
        let shape = shape.finish().ok_or(NO_SHAPE)?;
        let layout = Artifact::with_kind(ArtifactType::Layout);
        self.surface.start_tagged(ContentTag::Artifact(layout));
        self.surface.set_stroke(Some(Stroke {
            width: 0.5,
            ..Stroke::default()
        }));
        self.surface.draw_path(&shape);
        self.surface.set_stroke(None);
        self.surface.end_tagged();
        Ok(())
    }

    pub(crate) fn finish(self) {
        self.surface.finish();
    }
}

const NO_SHAPE: SheetError = SheetError::NotDrawn("shape");

/// So much of a name is looked at; no line holds more.
const LONGEST: usize = 200;
/// Stands in for characters that the face does not have.
const STRANGE: char = '◊';

/// A text of any characters in one line: those that the face lacks become one sign, and what is too
/// long for the width ends in an ellipsis.
pub(crate) fn fitted(style: Style<'_>, width: f32, text: &str) -> Result<String, SheetError> {
    let mut line: Vec<char> = Vec::new();
    for character in text.chars().take(LONGEST) {
        let shown = if style.face.has(character) {
            character
        } else {
            STRANGE
        };
        if shown != STRANGE || line.last() != Some(&STRANGE) {
            line.push(shown);
        }
    }
    let cut = text.chars().nth(LONGEST).is_some();
    let mut fitted: String = line.iter().collect();
    let fits = |text: &str| Ok(style.face.shape(text)?.width * style.size <= width);
    if !cut && fits(&fitted)? {
        return Ok(fitted);
    }
    loop {
        let beginning: String = line.iter().collect();
        fitted = format!("{}…", beginning.trim_end());
        if line.pop().is_none() || fits(&fitted)? {
            return Ok(fitted);
        }
    }
}

/// What the line breaker must not break. Its unit is half the type size, about a letter, because the
/// breaker weighs lines by letters.
#[derive(Debug)]
struct Piece {
    text: String,
    width: f64,
    space: f64,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width
    }

    fn whitespace_width(&self) -> f64 {
        self.space
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The lines of a text; `width` in units of the type size.
fn broken(face: &Face, text: &str, width: f32) -> Result<Vec<String>, SheetError> {
    let letters = |line: &str| Ok(f64::from(face.shape(line)?.width * 2.0));
    let space = letters(" ")?;
    let mut pieces = Vec::new();
    for text in unbroken(text) {
        let width = letters(&text)?;
        pieces.push(Piece { text, width, space });
    }
    let penalties = Penalties {
        short_last_line_penalty: 400,
        ..Penalties::new()
    };
    let lines = wrap_optimal_fit(&pieces, &[f64::from(width * 2.0)], &penalties)
        .map_err(|_| SheetError::NotDrawn("lines"))?;
    let joined = |line: &[Piece]| {
        let texts: Vec<_> = line.iter().map(|piece| piece.text.as_str()).collect();
        texts.join(" ")
    };
    Ok(lines.into_iter().map(joined).collect())
}

/// The words of a text. A word of up to three letters stays with the next: no line ends in «без» or "the".
fn unbroken(text: &str) -> Vec<String> {
    let short = |word: &str| word.chars().count() <= 3 && word.chars().all(char::is_alphabetic);
    let mut pieces: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match pieces.last_mut() {
            Some(piece) if short(piece) => {
                piece.push(' ');
                piece.push_str(word);
            }
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces
}
