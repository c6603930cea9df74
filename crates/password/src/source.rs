//! Where random numbers come from.

use rand::rand_core::UnwrapErr;
use rand::rngs::SysRng;
use rand::{CryptoRng, TryRng};

use crate::error::PasswordError;

/// The generator of the operating system. It was asked once before it is handed out: a system that has
/// answered does not stop answering, and if it did, the generator would panic.
///
/// # Errors
/// [`PasswordError::NoRandomness`].
pub fn system() -> Result<impl CryptoRng, PasswordError> {
    let mut source = SysRng;
    source
        .try_next_u32()
        .map_err(|_| PasswordError::NoRandomness)?;
    Ok(UnwrapErr(source))
}
