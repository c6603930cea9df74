//! A copy of accounts that goes its own way: one age file under a password of its own, which the
//! stock `age -d` opens, too. And what is in any file of ours, read without a vault.
//!
//! Inside is what a vault has inside (docs/vault-format.md), for no recipient.

use std::io::Write;

use age::scrypt;
use age::{DecryptError, Decryptor, Encryptor};

use crate::account::{Account, Timestamp, Trashed};
use crate::body::Body;
use crate::container::{self, Key};
use crate::error::VaultError;
use crate::passphrase::Passphrase;
use crate::plain::Plain;
use crate::recovery::RecoveryKey;

/// The scrypt work factor that we write: 2^18, 256 MiB and about 0.7 s.
const WORK_FACTOR: u8 = 18;
/// The largest that we accept: 2^20, 1 GiB. Anybody may have written the file.
const LARGEST_WORK_FACTOR: u8 = 20;

/// What opens a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// A password of its own.
    Password,
    /// Keys: for a vault or a backup, that of its recovery sheet.
    Sheet,
}

/// What a file is opened with.
#[derive(Debug, Clone, Copy)]
pub enum Opener<'a> {
    /// Its password.
    Password(&'a Passphrase),
    /// The recovery sheet.
    Sheet(&'a RecoveryKey),
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contents {
    /// The accounts, in the order in which they are shown.
    pub accounts: Vec<Account>,
    /// The accounts in the trash.
    pub trash: Vec<Trashed>,
    /// How many accounts this version cannot read.
    pub unreadable: usize,
}

/// Why a file did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unopened {
    /// It is not a whole age file, or what it holds is no vault.
    Damaged,
    /// The password is another one.
    WrongPassword,
    /// The sheet is for another vault.
    OtherSheet,
    /// Its key derivation asks for more than is reasonable.
    TooMuchEffort,
    /// A newer version wrote it and says that this one must not read it.
    Newer,
}

/// Locks a copy of accounts with a password, opens it again and compares. Takes two key derivations.
///
/// # Errors
/// [`VaultError::PasswordTooShort`], [`VaultError::PasswordGuessable`], or
/// [`VaultError::VerifyFailed`] when it does not read back the same.
pub fn seal(
    accounts: &[Account],
    password: &Passphrase,
    now: Timestamp,
) -> Result<Vec<u8>, VaultError> {
    password.check()?;
    let mut body = Body::new(&Key::generate(), now);
    body.set_device_keys(&[]);
    body.accounts = accounts.to_vec();
    body.sort();
    let sealed = lock(&body.to_plain()?, password)?;
    let opened = open(&sealed, Opener::Password(password)).map_err(|_| VaultError::VerifyFailed)?;
    if opened.accounts == body.accounts {
        Ok(sealed)
    } else {
        Err(VaultError::VerifyFailed)
    }
}

/// What opens this file; none if it is not a whole age file.
#[must_use]
pub fn lock_of(sealed: &[u8]) -> Option<Lock> {
    let decryptor = Decryptor::new_buffered(sealed).ok()?;
    Some(if decryptor.is_scrypt() {
        Lock::Password
    } else {
        Lock::Sheet
    })
}

/// Reads what is in a copy, a vault file or a backup; changes nothing.
///
/// # Errors
/// [`Unopened`].
pub fn open(sealed: &[u8], with: Opener<'_>) -> Result<Contents, Unopened> {
    let plain = match with {
        Opener::Password(password) => unlock(sealed, password)?,
        Opener::Sheet(sheet) => container::open(sealed, &sheet.0).map_err(|why| match why {
            container::Unopened::Damaged => Unopened::Damaged,
            container::Unopened::OtherKey => Unopened::OtherSheet,
        })?,
    };
    let body = Body::read(&plain).map_err(|error| match error {
        VaultError::Newer { .. } => Unopened::Newer,
        _ => Unopened::Damaged,
    })?;
    Ok(Contents {
        accounts: body.accounts,
        trash: body.trash,
        unreadable: body.unreadable.len(),
    })
}

fn lock(plain: &Plain, password: &Passphrase) -> Result<Vec<u8>, VaultError> {
    let mut recipient = scrypt::Recipient::new(password.to_secret());
    recipient.set_work_factor(WORK_FACTOR);
    let recipient: &dyn age::Recipient = &recipient;
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient))
        .map_err(|error| VaultError::Io(error.to_string()))?;
    let mut sealed = Vec::with_capacity(plain.as_slice().len() + 1024);
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(plain.as_slice())?;
    writer.finish()?;
    Ok(sealed)
}

fn unlock(sealed: &[u8], password: &Passphrase) -> Result<Plain, Unopened> {
    let mut identity = scrypt::Identity::new(password.to_secret());
    identity.set_max_work_factor(LARGEST_WORK_FACTOR);
    let identity: &dyn age::Identity = &identity;
    let decryptor = Decryptor::new_buffered(sealed).map_err(|_| Unopened::Damaged)?;
    let reader = match decryptor.decrypt(std::iter::once(identity)) {
        Ok(reader) => reader,
        Err(DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed) => {
            return Err(Unopened::WrongPassword);
        }
        Err(DecryptError::ExcessiveWork { .. }) => return Err(Unopened::TooMuchEffort),
        Err(_) => return Err(Unopened::Damaged),
    };
    let mut plain = Plain::with_capacity(sealed.len());
    plain.read_from(reader).map_err(|_| Unopened::Damaged)?;
    Ok(plain)
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
    fn a_newer_file_and_one_that_is_no_vault_are_told_apart() {
        let sheet = RecoveryKey::generate();
        let open = |text: &str| {
            let sealed = container::seal(&plain(text), &[sheet.0.public()]).unwrap();
            assert_eq!(lock_of(&sealed), Some(Lock::Sheet));
            super::open(&sealed, Opener::Sheet(&sheet)).err()
        };
        assert_eq!(open(r#"{"min_reader": 2}"#), Some(Unopened::Newer));
        assert_eq!(open(r#"{"min_reader": 1}"#), Some(Unopened::Damaged));
        assert_eq!(open("a letter"), Some(Unopened::Damaged));
        assert_eq!(lock_of(b"a letter"), None);
        let strange = container::seal(&plain("{}"), &[Key::generate().public()]).unwrap();
        let found = super::open(&strange, Opener::Sheet(&sheet)).err();
        assert_eq!(found, Some(Unopened::OtherSheet));
    }
}
