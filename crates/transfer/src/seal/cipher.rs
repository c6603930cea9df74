//! The ciphers of other apps' backups. What comes out is wiped when dropped.

use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit};
use zeroize::Zeroizing;

/// The key does not fit, or the bytes were changed: the cipher cannot tell which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DoesNotOpen;

/// Opens AES-256-GCM. `sealed` ends with the tag of 16 bytes, `nonce` has 12, `context` is the
/// associated data.
pub(crate) fn open_aes_gcm(
    key: &[u8; 32],
    nonce: &[u8],
    context: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
    let nonce = Nonce::try_from(nonce).map_err(|_| DoesNotOpen)?;
    let mut bytes = Zeroizing::new(sealed.to_vec());
    Aes256Gcm::new(&(*key).into())
        .decrypt_in_place(&nonce, context, &mut *bytes)
        .map_err(|_| DoesNotOpen)?;
    Ok(bytes)
}

/// Closes with AES-256-GCM, without associated data. Gives the sealed bytes and the tag; none when
/// there are more than the cipher takes.
pub(crate) fn seal_aes_gcm(
    key: &[u8; 32],
    nonce: [u8; 12],
    mut plain: Zeroizing<Vec<u8>>,
) -> Option<(Vec<u8>, [u8; 16])> {
    let tag = Aes256Gcm::new(&(*key).into())
        .encrypt_inout_detached(&Nonce::from(nonce), b"", plain.as_mut_slice().into())
        .ok()?;
    // What was plain has been overwritten by what is sealed.
    Some((std::mem::take(&mut *plain), tag.into()))
}

/// Opens AES-256-CBC with PKCS#7 padding. `iv` has 16 bytes. There is no tag: bytes that open are
/// not proven to be right.
pub(crate) fn open_aes_cbc(
    key: &[u8; 32],
    iv: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
    let iv = <[u8; 16]>::try_from(iv).map_err(|_| DoesNotOpen)?;
    let cipher = cbc::Decryptor::<aes::Aes256>::new(&(*key).into(), &iv.into());
    let mut bytes = Zeroizing::new(sealed.to_vec());
    let length = cipher
        .decrypt_padded::<Pkcs7>(&mut bytes)
        .map_err(|_| DoesNotOpen)?
        .len();
    bytes.truncate(length);
    Ok(bytes)
}
