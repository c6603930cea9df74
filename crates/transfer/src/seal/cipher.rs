//! The ciphers of other apps' backups. What comes out is wiped when dropped.

use aes_gcm::aead::array::typenum::U16;
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, AesGcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, KeyIvInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use dryoc::classic::crypto_secretstream_xchacha20poly1305 as secretstream;
use md5::{Digest, Md5};
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

/// Opens AES-256-GCM with a nonce of 16 bytes; otherwise as [`open_aes_gcm`].
pub(crate) fn open_aes_gcm_16(
    key: &[u8; 32],
    nonce: &[u8; 16],
    context: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
    let mut bytes = Zeroizing::new(sealed.to_vec());
    AesGcm::<aes::Aes256, U16>::new(&(*key).into())
        .decrypt_in_place(&(*nonce).into(), context, &mut *bytes)
        .map_err(|_| DoesNotOpen)?;
    Ok(bytes)
}

/// Opens XChaCha20-Poly1305. `sealed` ends with the tag of 16 bytes, `nonce` has 24.
pub(crate) fn open_xchacha20_poly1305(
    key: &[u8; 32],
    nonce: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
    let nonce = XNonce::try_from(nonce).map_err(|_| DoesNotOpen)?;
    let mut bytes = Zeroizing::new(sealed.to_vec());
    XChaCha20Poly1305::new(&(*key).into())
        .decrypt_in_place(&nonce, b"", &mut *bytes)
        .map_err(|_| DoesNotOpen)?;
    Ok(bytes)
}

/// Opens what CryptoJS and `openssl enc` make of a passphrase: Base64 of `Salted__`, a salt and
/// AES-256-CBC. Key and IV are a chain of MD5 (`EVP_BytesToKey` with one round). There is no tag.
pub(crate) fn open_salted(
    passphrase: &[u8],
    text: &str,
) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
    let sealed = STANDARD.decode(text.trim()).map_err(|_| DoesNotOpen)?;
    let sealed = sealed.strip_prefix(b"Salted__").ok_or(DoesNotOpen)?;
    let (salt, sealed) = sealed.split_first_chunk::<8>().ok_or(DoesNotOpen)?;
    let mut chain = Zeroizing::new(Vec::with_capacity(48));
    while chain.len() < 48 {
        let last = chain.len().saturating_sub(16);
        let mut md5 = Md5::new();
        md5.update(chain.get(last..).unwrap_or_default());
        md5.update(passphrase);
        md5.update(salt);
        chain.extend_from_slice(&md5.finalize());
    }
    let (key, iv) = chain.split_first_chunk::<32>().ok_or(DoesNotOpen)?;
    open_aes_cbc(key, iv, sealed)
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

/// Opens the one message of a libsodium `crypto_secretstream_xchacha20poly1305`. `header` has 24
/// bytes. Its tag says whether it is the last message; both kinds are written.
pub(crate) fn open_secretstream(
    key: &[u8; 32],
    header: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
    const MORE: usize = 17;
    let header = <secretstream::Header>::try_from(header).map_err(|_| DoesNotOpen)?;
    let length = sealed.len().checked_sub(MORE).ok_or(DoesNotOpen)?;
    let mut state = secretstream::State::new();
    secretstream::crypto_secretstream_xchacha20poly1305_init_pull(&mut state, &header, key);
    let mut bytes = Zeroizing::new(vec![0; length]);
    let mut tag = 0;
    secretstream::crypto_secretstream_xchacha20poly1305_pull(
        &mut state, &mut bytes, &mut tag, sealed, None,
    )
    .map_err(|_| DoesNotOpen)?;
    Ok(bytes)
}
