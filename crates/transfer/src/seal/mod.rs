//! The locks on other apps' files: key derivations with their bounds, and ciphers.

pub(crate) mod cipher;
pub(crate) mod kdf;
