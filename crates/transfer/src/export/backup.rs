//! Our own: everything that the vault keeps of its accounts, in one age file.

use vault::{Passphrase, Timestamp, copy};

use super::{ExportError, Exported};

/// Locks the accounts with a password of their own. Nothing of them is left out: recovery codes,
/// pictures and dates come along. The file was opened again and compared before this returns, which
/// takes two key derivations of most of a second each.
///
/// # Errors
/// [`ExportError::NothingToExport`], or [`ExportError::Vault`]: the password is too short or easily
/// guessed, or the file did not read back the same.
pub fn backup(
    accounts: &[vault::Account],
    password: &Passphrase,
    now: Timestamp,
) -> Result<Exported<Vec<u8>>, ExportError> {
    if accounts.is_empty() {
        return Err(ExportError::NothingToExport);
    }
    Ok(Exported {
        content: copy::seal(accounts, password, now)?,
        accounts: accounts.len(),
        left_out: Vec::new(),
    })
}
