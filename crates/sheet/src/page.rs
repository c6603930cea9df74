//! The sheet, and the file that is made of it.

use jiff::civil::Date;
use krilla::Document;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use words::Language;
use zeroize::Zeroizing;

use crate::draft::{Draft, HEIGHT, WIDTH};
use crate::fonts::Fonts;
use crate::pen::Pen;
use crate::{RecoveryKey, SheetError};

/// What stands on a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'s> {
    /// The key that the sheet is made for.
    pub key: RecoveryKey<'s>,
    /// The id of the vault that the key opens, of which the first eight characters are printed, or
    /// nothing while there is no vault yet.
    pub vault_id: &'s str,
    /// The day on which the sheet is made, where the person is.
    pub made: Date,
    /// The language of the words.
    pub language: Language,
}

/// The sheet as a PDF of one A4 page, with its fonts, ready to be printed or saved.
///
/// # Errors
///
/// [`SheetError::NotDrawn`] if the page could not be set.
pub fn pdf(sheet: &Sheet<'_>) -> Result<Zeroizing<Vec<u8>>, SheetError> {
    let fonts = Fonts::load()?;
    let mut document = Document::new();
    let title = words::text(sheet.language, "sheet-print-title", &[]);
    document.set_metadata(about(title, sheet.language, sheet.made));
    let a4 = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(SheetError::NotDrawn("page"))?;
    let mut page = document.start_page_with(a4);
    let tags = Draft::new(Pen::new(page.surface()), &fonts, sheet).compose()?;
    page.finish();
    document.set_tag_tree(tags);
    let file = document
        .finish()
        .map_err(|_| SheetError::NotDrawn("document"))?;
    Ok(Zeroizing::new(file))
}

/// What programs show of a file without opening the page.
pub(crate) fn about(title: String, language: Language, made: Date) -> Metadata {
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let made = DateTime::new(u16::try_from(made.year()).unwrap_or_default())
        .month(part(made.month()))
        .day(part(made.day()));
    Metadata::new()
        .title(title)
        .language(language.tag().to_owned())
        .creation_date(made)
}

/// A day as it is printed: «24 ноября 2026 г.», "24 November 2026".
#[must_use]
pub fn day(language: Language, day: Date) -> String {
    let month = match day.month() {
        1 => "january",
        2 => "february",
        3 => "march",
        4 => "april",
        5 => "may",
        6 => "june",
        7 => "july",
        8 => "august",
        9 => "september",
        10 => "october",
        11 => "november",
        _ => "december",
    };
    let (number, year) = (day.day().to_string(), day.year().to_string());
    let parts = [
        ("day", number.as_str()),
        ("month", month),
        ("year", year.as_str()),
    ];
    words::text(language, "sheet-print-day", &parts)
}
