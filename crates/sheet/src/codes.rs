//! The QR codes of accounts on paper: to be scanned by another authenticator, or kept in a safe.

use std::fmt;

use jiff::civil::Date;
use krilla::Document;
use krilla::page::PageSettings;
use krilla::tagging::{Tag, TagTree};
use qrcode::{EcLevel, QrCode};
use words::Language;
use zeroize::Zeroizing;

use crate::SheetError;
use crate::draft::{HEIGHT, MARGIN, RIGHT, WIDTH, group, heading};
use crate::fonts::Fonts;
use crate::page::{about, day};
use crate::pen::{Pen, Style, fitted};
use crate::qr::runs;

/// How many stand beside each other, and below each other.
const COLUMNS: usize = 2;
const ROWS: usize = 3;
/// How many stand on a page.
pub const PER_PAGE: usize = COLUMNS * ROWS;
/// Where they begin; above it is the head of the page.
const TOP: f32 = 182.0;
/// From one to the next.
const STEP: (f32, f32) = ((RIGHT - MARGIN + GAP) / 2.0, 206.0);
/// Between two columns.
const GAP: f32 = 22.0;
/// The side of a QR code, 46 mm; one of few modules is smaller.
const SIDE: f32 = 132.0;
/// The largest module: room for the four empty ones above the names.
const MODULE: f32 = 3.4;
/// A code of so many modules still has 0.34 mm for each.
const MOST_MODULES: usize = 137;
/// A code that would have more with 15 % of it restorable is made with 7 %, which takes fewer.
const DENSE: usize = 77;

/// One account on paper. `Debug` shows nothing.
#[derive(Clone, Copy)]
pub struct Account<'s> {
    /// Who asks for the code; may be empty.
    pub issuer: &'s str,
    /// Whose account it is there; may be empty.
    pub name: &'s str,
    /// What the QR code holds.
    pub uri: &'s str,
    /// How its codes are made.
    pub how: How<'s>,
}

impl fmt::Debug for Account<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Account(…)")
    }
}

/// How the codes of an account are made, to be said in words.
#[derive(Debug, Clone, Copy)]
pub enum How<'s> {
    /// By time.
    Time {
        /// Length of a code.
        digits: u8,
        /// Seconds for which a code is shown.
        period: u64,
        /// The hash, as apps name it.
        algorithm: &'s str,
    },
    /// By a counter.
    Counter {
        /// Length of a code.
        digits: u8,
        /// The next one to use.
        counter: u64,
        /// The hash, as apps name it.
        algorithm: &'s str,
    },
    /// Steam Guard.
    Steam,
    /// Yandex.
    Yandex,
    /// mOTP.
    Motp,
}

/// What is printed.
#[derive(Debug, Clone, Copy)]
pub struct Codes<'s> {
    /// The accounts, in this order.
    pub accounts: &'s [Account<'s>],
    /// The day on which the pages are made, where the person is.
    pub made: Date,
    /// The language of the words.
    pub language: Language,
}

/// The pages. `Debug` shows numbers only.
pub struct Printed {
    /// The file, with its fonts.
    pub pdf: Zeroizing<Vec<u8>>,
    /// How many pages of A4.
    pub pages: usize,
    /// The places (from 0) of accounts that are not on them: what they hold makes a QR code too
    /// dense to be read from paper.
    pub left_out: Vec<usize>,
}

impl fmt::Debug for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Printed")
            .field("pages", &self.pages)
            .field("left_out", &self.left_out)
            .finish_non_exhaustive()
    }
}

/// The QR codes of all accounts as a PDF, [`PER_PAGE`] on a page.
///
/// # Errors
///
/// [`SheetError::NotDrawn`] if there is none that can be printed, or a page could not be set.
pub fn pdf(codes: &Codes<'_>) -> Result<Printed, SheetError> {
    let (mut drawn, mut left_out) = (Vec::new(), Vec::new());
    for (place, account) in codes.accounts.iter().enumerate() {
        match encode(account.uri) {
            Some(code) => drawn.push((account, code)),
            None => left_out.push(place),
        }
    }
    if drawn.is_empty() {
        return Err(SheetError::NotDrawn("accounts"));
    }
    let fonts = Fonts::load()?;
    let mut document = Document::new();
    let title = words::text(codes.language, "codes-print-title", &[]);
    document.set_metadata(about(title, codes.language, codes.made));
    let mut tags = TagTree::new();
    let pages = drawn.len().div_ceil(PER_PAGE);
    for (on_page, number) in drawn.chunks(PER_PAGE).zip(1..) {
        let a4 = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(SheetError::NotDrawn("page"))?;
        let mut page = document.start_page_with(a4);
        let mut leaf = Leaf {
            pen: Pen::new(page.surface()),
            fonts: &fonts,
            language: codes.language,
            tags: &mut tags,
        };
        leaf.head(codes.made, drawn.len(), number)?;
        leaf.foot(number, pages)?;
        for ((account, code), place) in on_page.iter().zip(0_u16..) {
            let (column, row) = (place % 2, place / 2);
            let left = MARGIN + f32::from(column) * STEP.0;
            let top = TOP + f32::from(row) * STEP.1;
            leaf.account(account, code, (left, top))?;
        }
        leaf.finish();
        page.finish();
    }
    document.set_tag_tree(tags);
    let file = document
        .finish()
        .map_err(|_| SheetError::NotDrawn("document"))?;
    Ok(Printed {
        pdf: Zeroizing::new(file),
        pages,
        left_out,
    })
}

/// The QR code of a URI, if it can be read from paper.
fn encode(uri: &str) -> Option<QrCode> {
    let with = |level| {
        let code = QrCode::with_error_correction_level(uri.as_bytes(), level).ok()?;
        Some(code).filter(|code| code.width() <= MOST_MODULES)
    };
    match with(EcLevel::M) {
        Some(code) if code.width() <= DENSE => Some(code),
        _ => with(EcLevel::L),
    }
}

/// A page in the making.
struct Leaf<'d, 'f> {
    pen: Pen<'d>,
    fonts: &'f Fonts,
    language: Language,
    tags: &'f mut TagTree,
}

impl Leaf<'_, '_> {
    /// What this is. Those who hear the pages hear it once.
    fn head(&mut self, made: Date, count: usize, number: usize) -> Result<(), SheetError> {
        let fonts = self.fonts;
        let facts = words::text(
            self.language,
            "codes-print-made",
            &[
                ("date", &day(self.language, made)),
                ("count", &count.to_string()),
            ],
        );
        let lines = [
            (
                Style::new(&fonts.bold, 25.0, 23.0),
                self.text("codes-print-title"),
            ),
            (Style::new(&fonts.regular, 11.0, 21.0), facts),
            (
                Style::new(&fonts.bold, 11.0, 15.0),
                self.text("codes-print-warning"),
            ),
            (
                Style::new(&fonts.regular, 9.0, 12.0),
                self.text("codes-print-scan"),
            ),
        ];
        let mut y = MARGIN + 18.0;
        for (style, text) in lines {
            let at = (MARGIN, y);
            if number == 1 {
                let (spoken, below) = self.pen.paragraph(style, at, RIGHT - MARGIN, &text)?;
                let is_title = style.size > 20.0;
                self.tags.push(if is_title {
                    group(heading(std::num::NonZeroU16::MIN, &text), spoken)
                } else {
                    group(Tag::P, spoken)
                });
                y = below;
            } else {
                y = self
                    .pen
                    .silent_paragraph(style, at, RIGHT - MARGIN, &text)?;
            }
        }
        // Words that grew must not run into the codes.
        if y > TOP {
            return Err(SheetError::NotDrawn("page is full"));
        }
        Ok(())
    }

    fn finish(self) {
        self.pen.finish();
    }

    fn foot(&mut self, number: usize, pages: usize) -> Result<(), SheetError> {
        let text = words::text(
            self.language,
            "codes-print-page",
            &[("page", &number.to_string()), ("pages", &pages.to_string())],
        );
        let style = Style::new(&self.fonts.regular, 9.0, 0.0);
        self.pen.silent_line(style, (MARGIN, HEIGHT - 34.0), &text)
    }

    /// The code, below it who it is for.
    fn account(
        &mut self,
        account: &Account<'_>,
        code: &QrCode,
        (left, top): (f32, f32),
    ) -> Result<(), SheetError> {
        let fonts = self.fonts;
        let width = u16::try_from(code.width()).map_err(|_| SheetError::NotDrawn("qr"))?;
        let module = (SIDE / f32::from(width)).min(MODULE);
        let modules = runs(code).into_iter().map(|[column, row, length]| {
            let [x, y, width] = [column, row, length].map(|modules| f32::from(modules) * module);
            [left + x, top + y, width, module]
        });
        let drawn = self.pen.fill(modules)?;

        let names = match (account.issuer, account.name) {
            ("", name) => [name, ""],
            (issuer, name) => [issuer, name],
        };
        let lines = [
            (Style::new(&fonts.bold, 12.0, 14.0), names[0]),
            (Style::new(&fonts.regular, 10.0, 13.0), names[1]),
            (
                Style::new(&fonts.regular, 8.5, 0.0),
                &*self.how(account.how),
            ),
        ];
        let room = STEP.0 - GAP;
        let lines = lines.map(|(style, text)| (style, fitted(style, room, text)));
        let alt = words::text(self.language, "codes-print-qr", &[("name", names[0])]);
        self.tags.push(group(Tag::Figure(Some(alt)), [drawn]));
        let mut y = top + f32::from(width) * module + 24.0;
        let mut spoken = Vec::new();
        for (style, text) in lines {
            let text = text?;
            if !text.is_empty() {
                spoken.push(self.pen.line(style, (left, y), &text)?);
                y += style.leading;
            }
        }
        self.tags.push(group(Tag::P, spoken));
        Ok(())
    }

    /// The kind and its numbers in words.
    fn how(&self, how: How<'_>) -> String {
        let numbers = |digits: u8, number: u64, algorithm: &str| {
            [digits.to_string(), number.to_string(), algorithm.to_owned()]
        };
        let (id, [digits, number, algorithm]) = match how {
            How::Time {
                digits,
                period,
                algorithm,
            } => ("codes-print-time", numbers(digits, period, algorithm)),
            How::Counter {
                digits,
                counter,
                algorithm,
            } => ("codes-print-counter", numbers(digits, counter, algorithm)),
            How::Steam => return self.text("codes-print-steam"),
            How::Yandex => return self.text("codes-print-yandex"),
            How::Motp => return self.text("codes-print-motp"),
        };
        let variables = [
            ("digits", digits.as_str()),
            ("number", &number),
            ("algorithm", &algorithm),
        ];
        words::text(self.language, id, &variables)
    }

    fn text(&self, id: &str) -> String {
        words::text(self.language, id, &[])
    }
}
