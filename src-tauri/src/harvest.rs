//! What the texts of QR codes, or a pasted text, hold: accounts, and the reasons for what cannot be used.

use otp::{Entry, Warning, payload};
use scan::Found;
use zeroize::Zeroizing;

use crate::{
    recovery,
    still::Outline,
    wire::{AppError, BatchView, RefusedView},
};

/// What a source held, before it becomes a preview.
#[derive(Default)]
pub struct Harvest {
    pub found: Vec<Candidate>,
    pub refused: Vec<RefusedView>,
    pub batch: Option<BatchView>,
    pub notice: Option<AppError>,
    /// Why the first unusable text was unusable, told when there is nothing else.
    pub why_not: Option<AppError>,
}

/// An account that may be added, with what the person should know first.
pub struct Candidate {
    pub entry: Entry,
    pub warnings: Vec<Warning>,
}

impl From<Entry> for Candidate {
    fn from(entry: Entry) -> Self {
        let warnings = entry.warnings();
        Self { entry, warnings }
    }
}

/// Whether a decoder may stop looking: there is something for us in the picture.
pub fn is_otp(text: &str) -> bool {
    payload::kind_of(text).is_otp()
}

impl Harvest {
    /// What QR codes hold.
    pub fn of_codes(found: &[Found]) -> Self {
        let mut harvest = Self::default();
        for code in found {
            harvest.take(&code.text);
        }
        harvest
    }

    /// What a text holds: links, alone or with anything around them.
    ///
    /// # Errors
    /// Those of [`transfer::import::uri_list`].
    pub fn of_text(text: &str) -> Result<Self, AppError> {
        let text = Zeroizing::new(text.trim().to_owned());
        let mut harvest = Self::default();
        if recovery::looks_like_a_key(&text) {
            harvest.take(&text);
            return Ok(harvest);
        }
        let parsed = transfer::import::uri_list(text.as_bytes())?;
        harvest.batch = parsed.only_part().map(|(index, size)| BatchView {
            indexes: vec![index],
            size,
        });
        harvest.found = parsed
            .found
            .into_iter()
            .map(|found| Candidate {
                entry: found.entry,
                warnings: found.warnings,
            })
            .collect();
        harvest.refused = parsed
            .refused
            .into_iter()
            .map(|refused| RefusedView {
                issuer: refused.issuer,
                name: refused.name,
                error: AppError::from(&refused.reason),
            })
            .collect();
        Ok(harvest)
    }

    /// Takes the codes of one picture, and says which accounts each of those that are for us holds.
    pub fn take_outlined(&mut self, codes: &[Found]) -> Vec<Outline> {
        let ours = codes.iter().filter(|code| is_otp(&code.text));
        let outlines = ours.map(|code| {
            let before = self.found.len();
            self.take(&code.text);
            Outline {
                corners: code.corners,
                accounts: (before..self.found.len())
                    .filter_map(|index| u32::try_from(index).ok())
                    .collect(),
            }
        });
        let outlines = outlines.collect();
        // They are the reason when there is nothing else.
        for code in codes.iter().filter(|code| !is_otp(&code.text)) {
            self.take(&code.text);
        }
        outlines
    }

    /// Takes one payload: what is not for codes is remembered only as the reason for having nothing.
    fn take(&mut self, text: &str) {
        if recovery::looks_like_a_key(text) {
            self.why_not = Some(AppError::new("recovery_sheet_is_no_code"));
            return;
        }
        match payload::read(text) {
            Ok(payload::Payload::Entry { entry, .. }) => {
                // What only the text shows, such as a counter that was missing.
                let warnings = otp::uri::read(text).map(|reading| reading.warnings);
                let warnings = warnings.unwrap_or_else(|_| entry.warnings());
                self.found.push(Candidate { entry, warnings });
            }
            Ok(payload::Payload::Migration(batch)) => {
                self.batch = Some(match self.batch.take() {
                    // Of one transfer: several of its pictures at once.
                    Some(mut part) if part.size == batch.size => {
                        if !part.indexes.contains(&batch.index) {
                            part.indexes.push(batch.index);
                        }
                        part
                    }
                    Some(_) | None => BatchView {
                        indexes: vec![batch.index],
                        size: batch.size,
                    },
                });
                self.found
                    .extend(batch.entries.iter().map(|entry| Candidate {
                        entry: entry.clone(),
                        warnings: batch.warnings(entry),
                    }));
                self.refused
                    .extend(batch.refused.into_iter().map(|refused| RefusedView {
                        issuer: refused.issuer,
                        name: refused.name,
                        error: AppError::from(&refused.error),
                    }));
            }
            Err(error) => {
                let view = AppError::from(&error);
                if payload::kind_of(text).is_otp() {
                    let (issuer, name) = (String::new(), String::new());
                    self.refused.push(RefusedView {
                        issuer,
                        name,
                        error: view,
                    });
                } else {
                    self.why_not.get_or_insert(view);
                }
            }
        }
    }
}
