//! The encryption of the vault: the age v1 format with X25519 recipients (<https://c2sp.org/age>).

use std::io::Write;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519;
use age::{DecryptError, Decryptor, Encryptor};
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::plain::Plain;

/// A key that opens the vault: an age X25519 identity.
#[derive(Clone)]
pub(crate) struct Key(x25519::Identity);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// Why a container did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unopened {
    /// It is not a whole age file, or its content is not what was written.
    Damaged,
    /// It is an age file for other keys.
    OtherKey,
}

impl Key {
    pub(crate) fn generate() -> Self {
        Self(x25519::Identity::generate())
    }

    /// The identity text as the keyring holds it, `AGE-SECRET-KEY-1…` in one line.
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        // EXPOSE: this text goes into the keyring, nowhere else.
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// Reads an identity text; white space around it is no harm, anything else is.
    pub(crate) fn from_text(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.trim();
        x25519::Identity::from_str(text).ok().map(Self)
    }

    /// The public half, `age1…`.
    pub(crate) fn public(&self) -> String {
        self.0.to_public().to_string()
    }
}

/// Whether this is a key that can be encrypted to (`age1…`).
pub(crate) fn is_public_key(text: &str) -> bool {
    x25519::Recipient::from_str(text).is_ok()
}

/// Encrypts to all recipients (`age1…`).
pub(crate) fn seal(plain: &Plain, recipients: &[String]) -> Result<Vec<u8>, VaultError> {
    let keys = recipients
        .iter()
        .map(|text| x25519::Recipient::from_str(text))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| VaultError::Damaged)?;
    let keys = keys.iter().map(|key| -> &dyn age::Recipient { key });
    let encryptor =
        Encryptor::with_recipients(keys).map_err(|error| VaultError::Io(error.to_string()))?;
    let mut sealed = Vec::with_capacity(plain.as_slice().len() + 1024);
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(plain.as_slice())?;
    writer.finish()?;
    Ok(sealed)
}

/// Decrypts with one key.
pub(crate) fn open(sealed: &[u8], key: &Key) -> Result<Plain, Unopened> {
    let decryptor = Decryptor::new_buffered(sealed).map_err(|_| Unopened::Damaged)?;
    let identity: &dyn age::Identity = &key.0;
    let reader = match decryptor.decrypt(std::iter::once(identity)) {
        Ok(reader) => reader,
        Err(DecryptError::NoMatchingKeys) => return Err(Unopened::OtherKey),
        Err(_) => return Err(Unopened::Damaged),
    };
    let mut plain = Plain::with_capacity(sealed.len());
    plain.read_from(reader).map_err(|_| Unopened::Damaged)?;
    Ok(plain)
}

/// Whether this is an age file at all, as far as that shows without a key.
pub(crate) fn is_well_formed(sealed: &[u8]) -> bool {
    Decryptor::new_buffered(sealed).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Plain {
        let mut plain = Plain::default();
        plain.write_all(text.as_bytes()).unwrap();
        plain
    }

    #[test]
    fn every_recipient_opens_what_was_sealed() {
        let (device, sheet, stranger) = (Key::generate(), Key::generate(), Key::generate());
        let sealed = seal(&plain("hello"), &[device.public(), sheet.public()]).unwrap();
        assert_eq!(open(&sealed, &device).unwrap().as_slice(), b"hello");
        assert_eq!(open(&sealed, &sheet).unwrap().as_slice(), b"hello");
        assert_eq!(open(&sealed, &stranger).err(), Some(Unopened::OtherKey));
    }

    #[test]
    fn the_key_text_is_one_line_of_74_characters() {
        let text = Key::generate().to_text();
        assert_eq!(text.len(), 74);
        assert!(text.starts_with("AGE-SECRET-KEY-1"));
        assert_eq!(Key::from_text(text.as_bytes()).unwrap().to_text(), text);
    }

    #[test]
    fn other_texts_are_no_keys() {
        let text = Key::generate().to_text();
        let changed = text.replace('Q', "P");
        for bad in [
            "",
            "AGE-SECRET-KEY-1",
            &text[..73],
            &text[1..],
            "ключ",
            "age1xyz",
        ] {
            assert!(Key::from_text(bad.as_bytes()).is_none(), "{bad:?}");
        }
        assert!(
            changed == *text || Key::from_text(changed.as_bytes()).is_none(),
            "checksum"
        );
        assert!(Key::from_text(b"\xff\xfe").is_none());
    }

    #[test]
    fn rubbish_is_damaged_and_debug_shows_no_key() {
        let key = Key::generate();
        assert_eq!(open(b"", &key).err(), Some(Unopened::Damaged));
        assert_eq!(open(b"{}", &key).err(), Some(Unopened::Damaged));
        assert!(!is_well_formed(b"age-encryption.org/v2\n"));
        assert_eq!(format!("{key:?}"), "Key");
    }
}
