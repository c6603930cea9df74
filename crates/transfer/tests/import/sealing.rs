//! The encryptions that more than one test writes.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};

/// AES-256-GCM; the tag stands at the end.
pub(crate) fn gcm(key: &[u8; 32], nonce: [u8; 12], context: &[u8], text: &[u8]) -> Vec<u8> {
    let cipher = Aes256Gcm::new(&(*key).into());
    let payload = Payload {
        msg: text,
        aad: context,
    };
    cipher
        .encrypt(&Nonce::from(nonce), payload)
        .expect("sealed")
}

/// AES-256-CBC with PKCS#7.
pub(crate) fn cbc(key: &[u8; 32], iv: &[u8; 16], text: &[u8]) -> Vec<u8> {
    cbc::Encryptor::<aes::Aes256>::new(&(*key).into(), &(*iv).into())
        .encrypt_padded_vec::<Pkcs7>(text)
}

/// PBKDF2 into 32 bytes.
pub(crate) fn pbkdf2_sha1(password: &[u8], salt: &[u8], rounds: u32) -> [u8; 32] {
    let mut key = [0; 32];
    pbkdf2::pbkdf2_hmac::<sha1::Sha1>(password, salt, rounds, &mut key);
    key
}

/// Argon2id into 32 bytes; memory in KiB.
pub(crate) fn argon2id(
    password: &[u8],
    salt: &[u8],
    (memory, passes, lanes): (u32, u32, u32),
) -> [u8; 32] {
    let params = argon2::Params::new(memory, passes, lanes, Some(32)).expect("usual");
    let mut key = [0; 32];
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(password, salt, &mut key)
        .expect("a key");
    key
}
