//! The letters: three faces that are part of the program, measured and set line by line.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::UnicodeBuffer;

use crate::SheetError;

/// The faces of the sheet; fonts/README.md says where they are from.
pub(crate) struct Fonts {
    pub(crate) regular: Face,
    pub(crate) bold: Face,
    pub(crate) mono: Face,
}

impl Fonts {
    pub(crate) fn load() -> Result<Self, SheetError> {
        Ok(Self {
            regular: Face::load(include_bytes!("../fonts/sans-regular.ttf"))?,
            bold: Face::load(include_bytes!("../fonts/sans-bold.ttf"))?,
            mono: Face::load(include_bytes!("../fonts/mono-bold.ttf"))?,
        })
    }
}

/// One face: it shapes a line, and the page embeds of it what was used.
pub(crate) struct Face {
    shaper: rustybuzz::Face<'static>,
    pub(crate) font: Font,
}

/// A line of glyphs, in units of the type size.
pub(crate) struct Line {
    pub(crate) glyphs: Vec<KrillaGlyph>,
    pub(crate) width: f32,
}

impl Face {
    fn load(file: &'static [u8]) -> Result<Self, SheetError> {
        let shaper = rustybuzz::Face::from_slice(file, 0);
        let font = Font::new(file.into(), 0);
        let (shaper, font) = shaper.zip(font).ok_or(SheetError::NotDrawn("font"))?;
        Ok(Self { shaper, font })
    }

    /// Whether it has this character.
    pub(crate) fn has(&self, character: char) -> bool {
        self.shaper.glyph_index(character).is_some()
    }

    /// Sets one line; a character that the face does not have is an error and never a blank box.
    pub(crate) fn shape(&self, text: &str) -> Result<Line, SheetError> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);

        let units = self.font.units_per_em();
        // Distances of a font are 16-bit numbers.
        let em = |distance: i32| i16::try_from(distance).map(|d| f32::from(d) / units);
        let starts: Vec<usize> = shaped
            .glyph_infos()
            .iter()
            .filter_map(|info| usize::try_from(info.cluster).ok())
            .chain([text.len()])
            .collect();
        let mut line = Line {
            glyphs: Vec::with_capacity(shaped.len()),
            width: 0.0,
        };
        let placed = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        for ((info, position), bounds) in placed.zip(starts.windows(2)) {
            let (Ok(advance), Ok(offset)) = (em(position.x_advance), em(position.x_offset)) else {
                return Err(SheetError::NotDrawn("font"));
            };
            if info.glyph_id == 0 {
                return Err(SheetError::NotDrawn("character"));
            }
            line.glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                advance,
                offset,
                0.0,
                0.0,
                bounds[0]..bounds[1],
                None,
            ));
            line.width += advance;
        }
        Ok(line)
    }
}
