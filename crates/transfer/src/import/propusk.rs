//! Our own files: a backup under a password, a vault, an automatic backup (docs/vault-format.md).

use vault::copy::{self, Contents, Lock, Opener, Unopened};
use vault::{Account, Passphrase, RecoveryKey};

use super::account::{Found, Parsed, Reason};
use super::content::Content;
use super::registry::Format;
use super::request::Request;
use super::{ImportError, Unsupported};

pub(super) const FORMAT: Format = Format {
    id: "propusk",
    app: "Propusk",
    files: ".age",
    is: |content| content.bytes.starts_with(b"age-encryption.org/"),
    read,
};

fn read(request: &Request<'_>, content: &Content<'_>) -> Result<Parsed, ImportError> {
    let contents = match copy::lock_of(content.bytes).ok_or(ImportError::Damaged)? {
        Lock::Password => {
            // EXPOSE: the key is made of it.
            let password = Passphrase::new(request.password()?.expose());
            let _deriving = request.progress.deriving()?;
            copy::open(content.bytes, Opener::Password(&password))
        }
        Lock::Sheet => {
            let text = request.password.ok_or(ImportError::SheetNeeded)?;
            // EXPOSE: it is the key.
            let sheet = RecoveryKey::from_text(text.expose()).ok_or(ImportError::SheetWrong)?;
            copy::open(content.bytes, Opener::Sheet(&sheet))
        }
    };
    request.progress.go_on()?;
    taken(&contents.map_err(error)?)
}

fn error(why: Unopened) -> ImportError {
    match why {
        Unopened::WrongPassword => ImportError::WrongPassword,
        Unopened::OtherSheet => ImportError::SheetWrong,
        Unopened::TooMuchEffort => ImportError::TooMuchEffort,
        Unopened::Newer => ImportError::Unsupported(Unsupported::NewerVersion),
        _ => ImportError::Damaged,
    }
}

fn taken(contents: &Contents) -> Result<Parsed, ImportError> {
    let mut parsed = Parsed {
        encrypted: true,
        ..Parsed::default()
    };
    let accounts = contents.accounts.iter().map(|it| (it, Ok(found(it))));
    let trash = contents.trash.iter().map(|it| &it.account);
    let trash = trash.map(|it| (it, Err(Reason::Trashed)));
    let mut place = 0;
    for (account, outcome) in accounts.chain(trash) {
        place += 1;
        parsed.take(place, (&account.issuer, &account.name), outcome)?;
    }
    for _ in 0..contents.unreadable {
        place += 1;
        parsed.take(place, ("", ""), Err(Reason::Damaged))?;
    }
    Ok(parsed)
}

fn found(account: &Account) -> Found {
    let mut found = Found::new(&account.issuer, &account.name, account.token.clone())
        .tagged(&account.tags)
        .noted(Some(&account.note))
        .favourite(account.favourite);
    found.recovery_codes.clone_from(&account.recovery_codes);
    found.recovery_codes_used = account.used_recovery_codes();
    found
}
