//! `parse`: what the payloads of QR codes mean, line for line.

use std::io::BufRead;

use otp::payload::{self, Payload, PayloadError, PayloadKind};
use serde::Serialize;

use crate::entry::{EntryJson, label};
use crate::outcome::{Failure, Status};
use crate::say::{ErrorJson, Say, error_text};
use propusk_cli::lines::Lines;

/// What one payload holds.
#[derive(Serialize)]
pub(crate) struct Read {
    pub(crate) kind: &'static str,
    pub(crate) entries: Vec<EntryJson>,
    /// Accounts of a migration that cannot be taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) skipped: Vec<Skipped>,
    /// Which picture of how many a migration is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) batch: Option<Batch>,
}

impl Read {
    /// A payload of this kind without an account.
    pub(crate) fn nothing(kind: PayloadKind) -> Self {
        Read {
            kind: kind.code(),
            entries: Vec::new(),
            skipped: Vec::new(),
            batch: None,
        }
    }
}

/// One account that cannot be taken, and why.
#[derive(Serialize)]
pub(crate) struct Skipped {
    pub(crate) issuer: String,
    pub(crate) account: String,
    pub(crate) reason: &'static str,
}

/// The place of one migration QR among its fellows.
#[derive(Serialize)]
pub(crate) struct Batch {
    id: i32,
    index: u32,
    size: u32,
}

/// Reads a payload. What is no one-time code is named and has no entries.
pub(crate) fn read(text: &str, show_secrets: bool) -> Result<Read, PayloadError> {
    match payload::read(text) {
        Ok(Payload::Entry { kind, entry }) => {
            let warnings = otp::uri::read(text).map(|reading| reading.warnings);
            let warnings = warnings.unwrap_or_else(|_| entry.warnings());
            Ok(Read {
                kind: kind.code(),
                entries: vec![EntryJson::new(&entry, &warnings, show_secrets)],
                skipped: Vec::new(),
                batch: None,
            })
        }
        Ok(Payload::Migration(batch)) => {
            let skipped = batch.refused.iter().map(|refused| Skipped {
                issuer: refused.issuer.clone(),
                account: refused.name.clone(),
                reason: refused.error.code(),
            });
            let entries = batch.entries.iter();
            let entries =
                entries.map(|entry| EntryJson::new(entry, &batch.warnings(entry), show_secrets));
            Ok(Read {
                kind: PayloadKind::Migration.code(),
                entries: entries.collect(),
                skipped: skipped.collect(),
                batch: Some(Batch {
                    id: batch.batch_id,
                    index: batch.index,
                    size: batch.size,
                }),
            })
        }
        Err(PayloadError::NotOtp(kind)) => Ok(Read::nothing(kind)),
        Err(error) => Err(error),
    }
}

/// Answers every line of `input` with one line.
pub(crate) fn run(input: impl BufRead, say: &mut Say<'_>) -> Result<Status, Failure> {
    let mut status = Status::Done;
    let mut lines = Lines::new(input);
    let mut number = 0_u64;
    while let Some(line) = lines.next_line()? {
        number += 1;
        let text = line.map(String::from_utf8_lossy).map(zeroize_text);
        let result = match &text {
            Ok(text) => {
                read(text, say.show_secrets).map_err(|error| (error.code(), error.detail()))
            }
            Err(_) => Err(("too_long", None)),
        };
        match result {
            Ok(read) if say.json => say.data(&read)?,
            Ok(read) => in_words(&read, say)?,
            Err((code, detail)) => {
                status = Status::Refused;
                say.explain(Some(&number.to_string()), code, detail.as_deref())?;
                if say.json {
                    let message = error_text(say.language, code, detail.as_deref()).what;
                    say.data(&ErrorJson::of_line(code, message))?;
                } else {
                    say.line(&format!("error: {code}"))?;
                }
            }
        }
    }
    Ok(status)
}

fn zeroize_text(text: std::borrow::Cow<'_, str>) -> zeroize::Zeroizing<String> {
    zeroize::Zeroizing::new(text.into_owned())
}

/// One payload on one line: its kind, then each account with its parameters.
pub(crate) fn in_words(read: &Read, say: &mut Say<'_>) -> Result<(), Failure> {
    let entries: Vec<_> = read.entries.iter().map(EntryJson::in_words).collect();
    let skipped = read.skipped.iter().map(|skipped| {
        format!(
            "{} (error: {})",
            label(&skipped.issuer, &skipped.account),
            skipped.reason
        )
    });
    let all: Vec<_> = entries.into_iter().chain(skipped).collect();
    let line = if all.is_empty() {
        read.kind.to_owned()
    } else {
        format!("{}: {}", read.kind, all.join("; "))
    };
    Ok(say.line(&line)?)
}
