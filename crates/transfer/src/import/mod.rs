//! Files of other authenticators and password managers: told apart by what is in them, never by
//! their name, and read into accounts. One module per app.

mod account;
mod archive;
mod content;
mod error;
mod json;
mod link;
mod registry;
mod request;

mod aegis;
mod propusk;
mod two_fas;
mod uri_list;

pub use account::{Found, Parsed, Reason, Refused, Transfer};
pub use error::{ImportError, Unsupported};
pub use registry::{FORMATS, Format};
pub use request::{Password, Progress, Request, Stage};
pub use uri_list::uri_list;

use content::Content;

/// The longest input that is looked at, in bytes (formats.md §11).
pub const MOST_BYTES: usize = 64 << 20;
/// The most accounts that are taken from one input (formats.md §11).
pub const MOST_ENTRIES: usize = 10_000;

/// Says what a file is without reading it to the end.
///
/// # Errors
/// As [`read`], as far as it can be told without a password.
pub fn detect(bytes: &[u8]) -> Result<&'static Format, ImportError> {
    let content = Content::of(bytes)?;
    registry::format_of(&content)
}

/// Reads a file.
///
/// A single account that cannot be taken costs only itself: it stands in [`Parsed::refused`].
///
/// # Errors
/// [`ImportError`] when nothing can be taken: the input is too large, needs a password, is damaged,
/// or is nothing that is known here. [`ImportError::NoAccounts`] for a file that is read and holds
/// none.
pub fn read(request: &Request<'_>) -> Result<(&'static Format, Parsed), ImportError> {
    let content = Content::of(request.bytes)?;
    let format = registry::format_of(&content)?;
    let mut parsed = (format.read)(request, &content)?;
    request.progress.go_on()?;
    if parsed.found.is_empty() && parsed.refused.is_empty() {
        return Err(parsed.why_none.unwrap_or(ImportError::NoAccounts));
    }
    if let Some(pin) = request.pin {
        parsed.give_pin(pin);
    }
    Ok((format, parsed))
}
