//! One URI per line: what nearly every authenticator reads (formats.md §1.1).

use zeroize::Zeroizing;

use super::{Account, ExportError, Exported, Room, sorted_out};

/// Writes every account, whatever its kind; groups, notes and favourites have no place here.
///
/// # Errors
/// [`ExportError::NothingToExport`].
pub fn uri_list(accounts: &[Account<'_>]) -> Result<Exported<Zeroizing<String>>, ExportError> {
    let room = Room {
        tags: 0,
        note: false,
        favourite: false,
    };
    let (taken, left_out) = sorted_out(accounts, &room, |_| Ok(()))?;
    let uris: Vec<_> = taken
        .iter()
        .map(|account| otp::uri::write(&account.entry()))
        .collect();
    let length = uris.iter().map(|uri| uri.len() + 1).sum();
    let mut content = Zeroizing::new(String::with_capacity(length));
    for uri in &uris {
        content.push_str(uri);
        content.push('\n');
    }
    Ok(Exported {
        content,
        accounts: taken.len(),
        left_out,
    })
}
