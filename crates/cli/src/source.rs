//! Where `add` takes accounts from: text, a picture, the clipboard, the screen.

use std::io::Read;
use std::path::Path;

use otp::payload::{self, Payload};
use otp::{Entry, Warning};
use scan::clipboard::{Clipboard, Content};
use scan::screen::Means;
use scan::{Effort, Found, PictureError, ScanError, Shot, Sight, Worker};
use transfer::import::{self, ImportError, Parsed};
use zeroize::Zeroizing;

use crate::args::Source;
use crate::camera;
use crate::entry::label;
use crate::harden;
use crate::outcome::Failure;
use crate::parse::Skipped;
use crate::say::Say;
use crate::scan_files::{bytes_of, is_wanted};

/// The longest text that is taken from stdin, in bytes; `transfer` refuses anything longer.
const LONGEST: u64 = (64 << 20) + 1;

/// The accounts that were found, and what could not be taken.
#[derive(Default)]
pub(crate) struct Offered {
    pub(crate) offers: Vec<Offer>,
    pub(crate) skipped: Vec<Skipped>,
}

/// One account that was found, and what a person should know about it.
pub(crate) struct Offer {
    pub(crate) entry: Entry,
    pub(crate) warnings: Vec<Warning>,
}

/// Everything the source offers. `all`: take every QR code when there are several.
///
/// # Errors
/// When there is nothing to take, with the reason; `several_codes` without `all`.
pub(crate) fn offered(
    source: &Source,
    all: bool,
    stdin: impl Read,
    say: &mut Say<'_>,
) -> Result<Offered, Failure> {
    match source {
        Source { uri: Some(uri), .. } => from_text(uri.as_bytes(), say),
        Source { qr: Some(file), .. } => from_codes(from_file(file, stdin)?, all, say),
        Source {
            clipboard: true, ..
        } => from_clipboard(all, say),
        Source {
            camera: Some(device),
            ..
        } => from_codes(camera::codes(device.as_deref(), say)?, all, say),
        Source { screen: true, .. } => from_codes(from_screen(say)?, all, say),
        // clap has made sure that one of them is given.
        Source { .. } => {
            let mut text = Zeroizing::new(Vec::with_capacity(64 << 10));
            stdin.take(LONGEST).read_to_end(&mut text)?;
            from_text(&text, say)
        }
    }
}

fn from_text(text: &[u8], say: &mut Say<'_>) -> Result<Offered, Failure> {
    let Parsed { found, refused, .. } = import::uri_list(text)?;
    let one_line = found.is_empty() && refused.len() == 1;
    let offers = found
        .into_iter()
        .map(|found| Offer {
            entry: found.entry,
            warnings: found.warnings,
        })
        .collect();
    let mut offered = Offered {
        offers,
        skipped: Vec::new(),
    };
    let mut first = None;
    for refused in refused {
        let (code, detail) = (refused.reason.code(), refused.reason.detail());
        if !one_line {
            let label = label(&refused.issuer, &refused.name);
            let about = format!("{} {label}", refused.place);
            say.explain(Some(about.trim_end()), code, detail.as_deref())?;
        }
        let (issuer, account) = (refused.issuer, refused.name);
        offered.skipped.push(Skipped {
            issuer,
            account,
            reason: code,
        });
        first.get_or_insert(refused.reason);
    }
    match first {
        Some(error) if offered.offers.is_empty() => Err(error.into()),
        _ => Ok(offered),
    }
}

fn from_codes(found: Vec<Found>, all: bool, say: &mut Say<'_>) -> Result<Offered, Failure> {
    let mut texts: Vec<Zeroizing<String>> = Vec::new();
    for Found { text, .. } in found {
        // One code can be seen on two monitors.
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let (codes, others): (Vec<_>, Vec<_>) = texts.iter().partition(|text| is_wanted(text));
    match (codes.as_slice(), others.first()) {
        ([], None) => Err(ScanError::from(PictureError::NoQr(Sight::Nothing)).into()),
        ([], Some(other)) => Err(payload::PayloadError::NotOtp(payload::kind_of(other)).into()),
        ([_], _) => from_payloads(&codes, say),
        _ if all => from_payloads(&codes, say),
        (several, _) => Err(Failure::refused(
            "several_codes",
            Some(several.len().to_string()),
        )),
    }
}

fn from_payloads(texts: &[&Zeroizing<String>], say: &mut Say<'_>) -> Result<Offered, Failure> {
    let mut offered = Offered::default();
    let mut first = None;
    for text in texts {
        match payload::read(text) {
            Ok(Payload::Entry { entry, .. }) => {
                let warnings = otp::uri::read(text).map(|reading| reading.warnings);
                let warnings = warnings.unwrap_or_else(|_| entry.warnings());
                offered.offers.push(Offer { entry, warnings });
            }
            Ok(Payload::Migration(batch)) => {
                if batch.size > 1 {
                    let (place, size) = ((batch.index + 1).to_string(), batch.size.to_string());
                    say.tell("cli-batch", &[("index", &place), ("size", &size)])?;
                }
                let warnings: Vec<_> = batch
                    .entries
                    .iter()
                    .map(|entry| batch.warnings(entry))
                    .collect();
                let offers = batch.entries.into_iter().zip(warnings);
                offered
                    .offers
                    .extend(offers.map(|(entry, warnings)| Offer { entry, warnings }));
                for refused in batch.refused {
                    let code = refused.error.code();
                    let label = label(&refused.issuer, &refused.name);
                    say.explain(Some(&label), code, refused.error.detail().as_deref())?;
                    let (issuer, account) = (refused.issuer, refused.name);
                    offered.skipped.push(Skipped {
                        issuer,
                        account,
                        reason: code,
                    });
                }
            }
            Err(error) => {
                first.get_or_insert(error);
            }
        }
    }
    match first {
        Some(error) if offered.offers.is_empty() => Err(error.into()),
        _ if offered.offers.is_empty() => Err(Failure::refused("migration_empty", None)),
        _ => Ok(offered),
    }
}

fn from_file(file: &Path, stdin: impl Read) -> Result<Vec<Found>, Failure> {
    let bytes = bytes_of(file, stdin)?;
    Ok(Shot::File(bytes).decode(&is_wanted, Effort::Thorough)?)
}

fn from_clipboard(all: bool, say: &mut Say<'_>) -> Result<Offered, Failure> {
    let mut clipboard = Clipboard::new();
    match clipboard.content()? {
        Content::Text(text) => {
            let has_link = |text: &str| {
                import::uri_list(text.as_bytes()).is_ok_and(|parsed| parsed.has_link())
            };
            if has_link(&text) {
                return from_text(text.as_bytes(), say);
            }
            // A part of a page is copied as HTML, too: the text beside it does not say where a link
            // leads, nor show a picture.
            match clipboard.html()? {
                Some(page) if has_link(&page) => from_text(page.as_bytes(), say),
                Some(page) => match codes_of_page(&page)? {
                    codes if codes.is_empty() => from_text(text.as_bytes(), say),
                    codes => from_codes(codes, all, say),
                },
                None => from_text(text.as_bytes(), say),
            }
        }
        Content::Picture(picture) => {
            let found = picture.decode(&is_wanted, Effort::Thorough)?;
            from_codes(found, all, say)
        }
        Content::Files(files) => {
            let found = files.iter().map(|file| from_file(file, std::io::empty()));
            let found = found.collect::<Result<Vec<_>, _>>()?;
            from_codes(found.into_iter().flatten().collect(), all, say)
        }
    }
}

/// The codes in the pictures of a page.
fn codes_of_page(page: &str) -> Result<Vec<Found>, Failure> {
    if import::detect(page.as_bytes()).err() != Some(ImportError::Picture) {
        return Ok(Vec::new());
    }
    let mut worker = Worker::start()?;
    let mut codes = Vec::new();
    for picture in import::pictures(page.as_bytes()) {
        let picture = Shot::File(Zeroizing::new(picture.into_owned()));
        match worker.decode(&picture, &is_wanted, Effort::Thorough) {
            // Most pictures of a page are none of codes.
            Err(ScanError::Picture(_)) => {}
            found => codes.extend(found?),
        }
    }
    Ok(codes)
}

fn from_screen(say: &mut Say<'_>) -> Result<Vec<Found>, Failure> {
    let capture = match scan::screen::means()? {
        // The portal looks into /proc and turns away a process that hides there.
        Means::Portal => harden::while_visible(scan::screen::capture)?,
        Means::X11 | Means::System => scan::screen::capture()?,
    };
    if let Some(path) = &capture.left_behind {
        let path = path.display().to_string();
        say.explain(None, "screenshot_left_behind", Some(&path))?;
    }
    let mut worker = Worker::start()?;
    let (mut found, mut doubtful) = (Vec::new(), None);
    for picture in &capture.pictures {
        match worker.decode(picture, &is_wanted, Effort::Thorough) {
            Ok(codes) => found.extend(codes),
            // Perhaps on the other monitor.
            Err(error) => match error.sight() {
                Some(Sight::Nothing) => {}
                Some(_) => doubtful = Some(error),
                None => return Err(error.into()),
            },
        }
    }
    match doubtful {
        _ if !found.is_empty() => Ok(found),
        Some(error) => Err(error.into()),
        None => Err(Failure::refused("no_qr_on_screen", None)),
    }
}
