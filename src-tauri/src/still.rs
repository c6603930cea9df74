//! The monitors with several codes on them, as small pictures to choose from.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use scan::{Found, Shot, Worker};
use zeroize::Zeroizing;

use crate::wire::{OutlineView, StillView};

/// The longer side of the picture, in pixels: sharp enough in a window of twice the usual size.
const SIDE: u32 = 1280;

/// What a code of a monitor holds.
pub struct Outline {
    /// The code.
    pub corners: [[u32; 2]; 4],
    /// Its accounts in the preview.
    pub accounts: Vec<u32>,
}

/// The picture of one monitor. Every code on it is painted over, also those that are not for us.
///
/// # Errors
/// Those of the worker.
pub fn of(
    worker: &mut Worker,
    monitor: &Shot,
    seen: &[Found],
    outlines: Vec<Outline>,
) -> Result<StillView, scan::ScanError> {
    let hidden = seen.iter().map(|code| code.corners).collect();
    let still = worker.still(monitor, SIDE, hidden)?;
    let picture = Zeroizing::new(STANDARD.encode(&*still.png));
    let (width, height) = still.shows;
    Ok(StillView {
        picture: format!("data:image/png;base64,{}", *picture),
        width,
        height,
        codes: outlines
            .into_iter()
            .map(|Outline { corners, accounts }| OutlineView {
                corners: corners.iter().map(|[x, y]| (*x, *y)).collect(),
                accounts,
            })
            .collect(),
    })
}
