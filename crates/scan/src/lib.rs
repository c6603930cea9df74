//! QR payloads from wherever an enrolment code can be seen: a picture file, the clipboard, the screen.
//!
//! The crate knows nothing of accounts or secrets: it hands out texts and where in the picture they
//! stood. What a text means is the caller's business; a caller tells only, through `wanted`, when a
//! text is one it was looking for, so that the costly looks are skipped.
//!
//! Every text may be a secret: it is wiped when dropped, and no `Debug` or error shows a part of it.
//! So are the bytes of files and the grey pixels; the working memory of the decoding libraries is not.

#![forbid(unsafe_code)]

mod decode;
mod error;
mod file;
mod file_uri;
mod open;
mod picture;
mod reader;

pub mod clipboard;
pub mod screen;

pub use decode::{Effort, Found, decode, decode_pixels};
pub use error::{ScanError, TooLarge};
pub use file::{decode_file, read_file};
pub use open::{MAX_FILE_BYTES, MAX_PIXELS};
pub use picture::Picture;
