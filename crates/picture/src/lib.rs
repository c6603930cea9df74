//! What the app and the process that decodes pictures say to each other: pixels, what stood in them,
//! why nothing did, and the messages in the pipe between the two.
//!
//! The app must not link the decoders (hostile bytes do not belong beside keys), so everything that
//! both sides need is here and nothing else.

#![forbid(unsafe_code)]

mod error;
mod found;
mod grey;
mod unread;

pub mod message;

pub use error::{PictureError, Sight, TooLarge};
pub use found::{Effort, Found};
pub use grey::{Picture, WHITE, luma, over, pixels_within_limits};
pub use unread::Unread;

/// The largest picture file, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;
/// The largest picture, in pixels; the header is believed.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The longest side, in pixels: beyond it the reader's own arithmetic was not made for.
pub const MAX_SIDE: u32 = 65_535;
