//! Makes passwords that a portal's rules accept. Randomness is an argument; nothing is kept.
#![forbid(unsafe_code)]

mod characters;
mod error;
mod made;
mod phrase;
mod rules;
mod source;
mod words;

pub use characters::{Options, generate, usual_length};
pub use error::PasswordError;
pub use made::Made;
pub use phrase::{PhraseOptions, USUAL_WORDS, passphrase};
pub use rules::Rules;
pub use source::system;
pub use words::WordList;
