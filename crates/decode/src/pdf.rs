//! The pages of a PDF, drawn one after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf, page::Page};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use picture::{Effort, Picture, PictureError, luma};

use crate::chain::Looking;

/// How many pages are looked at: an enrolment code stands on the first ones.
const MAX_PAGES: usize = 50;
/// Pixels of a drawn point (1/72 inch): 216 dots per inch, where the small codes of a printed letter
/// still have three pixels a module.
const SCALE: f32 = 3.0;
/// The longer side of a drawn page at most, in pixels: A3 at that scale.
const MAX_PAGE_SIDE: f32 = 3600.0;

/// Whether a file says that it is a PDF; readers allow a kilobyte of anything in front.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    head.windows(5).any(|window| window == b"%PDF-")
}

/// Looks at page after page, to the last one: each may show another account.
///
/// # Errors
/// `pdf_locked`, `unreadable_picture`.
pub(crate) fn look(
    bytes: &[u8],
    effort: Effort,
    looking: &mut Looking<'_>,
) -> Result<(), PictureError> {
    let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes.to_vec())));
    let pdf = match opened {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(LoadPdfError::Decryption(_))) => return Err(PictureError::PdfLocked),
        Ok(Err(LoadPdfError::Invalid)) | Err(_) => return Err(PictureError::Unreadable),
    };
    let cache = RenderCache::new();
    let mut drawn = 0;
    for (page, number) in pdf.pages().iter().take(MAX_PAGES).zip(1..) {
        let picture = catch_unwind(AssertUnwindSafe(|| draw(page, &cache)));
        // A page that cannot be drawn is no reason to give up the others.
        let Ok(Some(picture)) = picture else { continue };
        drawn += 1;
        looking.turn_to(number);
        looking.at(&picture, effort);
    }
    if drawn == 0 {
        return Err(PictureError::Unreadable);
    }
    Ok(())
}

fn draw<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>) -> Option<Picture> {
    let (width, height) = page.render_dimensions();
    let longer = width.max(height);
    if !(longer.is_finite() && width >= 1.0 && height >= 1.0) {
        return None;
    }
    let scale = SCALE.min(MAX_PAGE_SIDE / longer);
    let settings = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    let pixels = render(
        page,
        cache,
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    // On white paper nothing shines through: the colours are as they are.
    let grey = (pixels.data_as_u8_slice().chunks_exact(4))
        .map(|pixel| luma(pixel[0], pixel[1], pixel[2]))
        .collect();
    Picture::from_grey(pixels.width().into(), pixels.height().into(), grey).ok()
}
