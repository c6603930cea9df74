//! QR payloads from wherever an enrolment code can be seen: a picture file, the clipboard, the screen,
//! a camera.
//!
//! The crate knows nothing of accounts or secrets: it hands out texts and where in the picture they
//! stood. What a text means is the caller's business; a caller tells only, through `wanted`, when a
//! text is one it was looking for, so that the costly looks are skipped.
//!
//! Pictures are decoded by a process of its own ([`Worker`]), which can do nothing else: decoders of
//! hostile bytes do not belong beside keys.
//!
//! Every text may be a secret: it is wiped when dropped, and no `Debug` or error shows a part of it.
//! So are the bytes of files and the grey pixels.

#![forbid(unsafe_code)]

mod error;
mod file;
mod file_uri;
mod program;
mod shot;
mod worker;

pub mod clipboard;
pub mod screen;

pub use error::ScanError;
pub use file::read_file;
pub use picture::message::{Icon, IconFormat, Still};
pub use picture::{
    Effort, Found, MAX_FILE_BYTES, MAX_PIXELS, Picture, PictureError, Sight, TooLarge,
};
pub use program::program_of_ours;
pub use shot::Shot;
pub use worker::{Stopper, Worker};
