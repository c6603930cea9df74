//! An account given as a link, or as a bare secret where apps put either.

use otp::payload::{self, Payload};
use otp::{Fields, UriError};
use sha2::{Digest, Sha256};

use super::ImportError;
use super::account::{Found, Parsed, Part, Reason};

/// What an account's link starts with, in any case.
const SCHEMES: [&str; 4] = ["otpauth://", "apple-otpauth://", "steam://", "motp://"];

/// Reads one link that stands for one account.
pub(crate) fn account(uri: &str) -> Result<Found, Reason> {
    match payload::read(uri)? {
        Payload::Entry { entry, .. } => Ok(found(uri, entry)),
        Payload::Migration(_) => Err(Reason::Damaged),
    }
}

/// Reads a link, or a Base32 secret with the usual parameters (SHA-1, 6 digits, 30 seconds). The
/// names are taken where the link has none.
pub(crate) fn account_or_secret(text: &str, issuer: &str, name: &str) -> Result<Found, Reason> {
    let text = text.trim();
    if is_link(text) {
        let found = account(text)?;
        if begins(text, "steam://") && !issuer.trim().is_empty() {
            // Such a link has no names: `Steam` is only what stands in for them.
            return Ok(Found::new(issuer, name, found.entry.token));
        }
        return Ok(found.or_names(issuer, name));
    }
    Found::of_fields(
        issuer,
        name,
        Fields {
            kind: "totp",
            secret: Some(text),
            ..Fields::default()
        },
    )
}

/// Whether a text begins like an account's link.
pub(crate) fn is_link(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| begins(text, scheme))
}

fn begins(text: &str, scheme: &str) -> bool {
    text.get(..scheme.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Reads one line of a list: an account, or a transfer that holds several.
pub(crate) fn line(parsed: &mut Parsed, place: usize, uri: &str) -> Result<(), ImportError> {
    match payload::read(uri) {
        Ok(Payload::Entry { entry, .. }) => parsed.take(place, ("", ""), Ok(found(uri, entry))),
        Ok(Payload::Migration(batch)) => {
            let part = Part {
                id: batch.batch_id,
                index: batch.index,
                size: batch.size,
                text: Sha256::digest(uri.trim().as_bytes()).into(),
            };
            if !parsed.note_part(part) {
                return Ok(()); // seen before
            }
            for entry in &batch.entries {
                let mut found = Found::new(&entry.issuer, &entry.name, entry.token.clone());
                found.entry = entry.clone();
                found.warnings = batch.warnings(entry);
                found.part = Some(part);
                parsed.take(place, ("", ""), Ok(found))?;
            }
            for refused in batch.refused {
                let reason = UriError::from(refused.error).into();
                parsed.take(place, (&refused.issuer, &refused.name), Err(reason))?;
            }
            Ok(())
        }
        Err(error) => parsed.take(place, ("", ""), Err(error.into())),
    }
}

fn found(uri: &str, entry: otp::Entry) -> Found {
    // What only the text shows, such as a counter that was missing.
    let warnings = otp::uri::read(uri).map(|reading| reading.warnings);
    let mut found = Found::new(&entry.issuer, &entry.name, entry.token.clone());
    if let Ok(warnings) = warnings {
        found.warnings = warnings;
    }
    found.entry = entry;
    found
}
