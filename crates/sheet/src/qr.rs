//! The key as a QR code. Upper-case Bech32 is QR's alphanumeric mode, so that the strongest error
//! correction (a third of the code may be torn or stained) still makes a code of 41 × 41 modules.

use qrcode::render::svg;
use qrcode::{Color, EcLevel, QrCode};
use zeroize::Zeroizing;

use crate::{RecoveryKey, SheetError};

/// The QR code of the key as a picture for a window: black on white, quiet zone included, one unit
/// a module.
///
/// # Errors
///
/// [`SheetError::NotDrawn`] if the code could not be made.
pub fn qr_svg(key: RecoveryKey<'_>) -> Result<Zeroizing<String>, SheetError> {
    let code = encode(key)?;
    let mut picture = code.render::<svg::Color<'_>>();
    picture.quiet_zone(true).module_dimensions(1, 1);
    Ok(Zeroizing::new(picture.build()))
}

/// Any other text as a QR code for a window, in the same form: the link of an account, or of a
/// transfer.
///
/// # Errors
///
/// [`SheetError::NotDrawn`] if it does not fit into a QR code.
pub fn text_svg(text: &str) -> Result<Zeroizing<String>, SheetError> {
    let with = |level| QrCode::with_error_correction_level(text.as_bytes(), level);
    // A screen tears nothing off: the fewer modules, the better a camera sees them.
    let code = with(EcLevel::M).or_else(|_| with(EcLevel::L));
    let code = code.map_err(|_| SheetError::NotDrawn("qr"))?;
    let mut picture = code.render::<svg::Color<'_>>();
    picture.quiet_zone(true).module_dimensions(1, 1);
    Ok(Zeroizing::new(picture.build()))
}

pub(crate) fn encode(key: RecoveryKey<'_>) -> Result<QrCode, SheetError> {
    // EXPOSE: the camera of the computer that is to open the vault reads it.
    QrCode::with_error_correction_level(key.expose(), EcLevel::H)
        .map_err(|_| SheetError::NotDrawn("qr"))
}

/// The dark modules, row by row, as bars: column, row, length.
pub(crate) fn runs(code: &QrCode) -> Vec<[u16; 3]> {
    let modules = code.to_colors();
    let mut bars = Vec::new();
    for (modules, row) in modules.chunks(code.width()).zip(0..) {
        let mut column = 0;
        for run in modules.chunk_by(|left, right| left == right) {
            let length = run.iter().fold(0, |length, _| length + 1);
            if run[0] == Color::Dark {
                bars.push([column, row, length]);
            }
            column += length;
        }
    }
    bars
}
