//! Accounts going out: who may, what is written, and where.

pub mod codes;

use std::path::{Path, PathBuf};

use rfd::AsyncFileDialog;
use tauri::{Runtime, WebviewWindow};
use transfer::{
    export::{self, Account, ExportError, Exported, LeftOut},
    import::Password,
};
use vault::{Guard, Passphrase, VaultError};
use zeroize::Zeroizing;

use crate::{
    app::{App, Core, now},
    private_file,
    restore::number,
    wire::{AppError, ExportAccounts, ExportFormat, ExportedView, LeftOutView},
};

impl ExportFormat {
    fn is_clear(self) -> bool {
        match self {
            ExportFormat::Backup | ExportFormat::AegisEncrypted => false,
            ExportFormat::Aegis
            | ExportFormat::TwoFas
            | ExportFormat::UriList
            | ExportFormat::Pdf => true,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            ExportFormat::Backup => "age",
            ExportFormat::AegisEncrypted | ExportFormat::Aegis => "json",
            ExportFormat::TwoFas => "2fas",
            ExportFormat::UriList => "txt",
            ExportFormat::Pdf => "pdf",
        }
    }
}

/// A file that is ready to be written, with what is not in it.
type File = Exported<Zeroizing<Vec<u8>>>;

impl Core {
    /// Lets only the person go on: who knows the app password, or, where there is none, who has opened
    /// the session and says to know what comes.
    ///
    /// # Errors
    /// `wrong_password`, `too_many_tries`, `not_confirmed`.
    pub fn authenticate(&self, current: Option<&str>, understood: bool) -> Result<(), AppError> {
        // Whoever has just opened it with the sheet does not know the password.
        let by_password = self
            .with_vault(|vault| Ok(vault.guard() == Guard::Password && !vault.opened_by_sheet()))?;
        if by_password {
            let typed = Passphrase::new(current.unwrap_or_default());
            self.guess(|| {
                self.with_vault(|vault| match vault.is_password(&typed)? {
                    true => Ok(()),
                    false => Err(VaultError::WrongPassword.into()),
                })
            })?;
        }
        if understood {
            Ok(())
        } else {
            Err(AppError::new("not_confirmed"))
        }
    }

    /// The chosen accounts, in the order of the list.
    ///
    /// # Errors
    /// `nothing_chosen`, or why the vault is shut.
    pub(crate) fn with_chosen<T>(
        &self,
        ids: Option<&[String]>,
        work: impl FnOnce(&[vault::Account]) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let chosen: Vec<_> = self.with_vault(|vault| {
            let wanted = |account: &&vault::Account| {
                ids.is_none_or(|ids| ids.iter().any(|id| *id == account.id.to_string()))
            };
            Ok(vault.accounts().iter().filter(wanted).cloned().collect())
        })?;
        if chosen.is_empty() {
            return Err(AppError::new("nothing_chosen"));
        }
        work(&chosen)
    }

    /// Writes the chosen accounts to a file that only its owner may read.
    ///
    /// # Errors
    /// Why nothing was written.
    pub fn export_to(&self, req: &ExportAccounts, path: &Path) -> Result<ExportedView, AppError> {
        self.with_chosen(req.accounts.as_deref(), |accounts| {
            let file = self.file_of(req, accounts)?;
            private_file::write(path, &file.content).map_err(VaultError::from)?;
            Ok(ExportedView {
                path: Some(path.display().to_string()),
                accounts: number(file.accounts),
                left_out: left_out(accounts, &file.left_out),
            })
        })
    }

    fn file_of(&self, req: &ExportAccounts, chosen: &[vault::Account]) -> Result<File, AppError> {
        let accounts: Vec<Account<'_>> = chosen.iter().map(Account::from).collect();
        let seconds = now().seconds();
        let mut random = random;
        Ok(match req.format {
            ExportFormat::Backup => {
                let password = Passphrase::new(req.password.as_deref().unwrap_or_default());
                bytes(export::backup(chosen, &password, seconds)?)
            }
            ExportFormat::AegisEncrypted => {
                let password = strong(req.password.as_deref().unwrap_or_default())?;
                export::aegis(&accounts, Some(&password), &mut random)?
            }
            ExportFormat::Aegis => export::aegis(&accounts, None, &mut random)?,
            ExportFormat::TwoFas => export::two_fas(&accounts, seconds, &mut random)?,
            ExportFormat::UriList => {
                let text = export::uri_list(&accounts)?;
                Exported {
                    content: Zeroizing::new(text.content.as_bytes().to_vec()),
                    accounts: text.accounts,
                    left_out: text.left_out,
                }
            }
            ExportFormat::Pdf => codes::printed(chosen, self.language())?,
        })
    }
}

fn bytes(file: Exported<Vec<u8>>) -> File {
    Exported {
        content: Zeroizing::new(file.content),
        accounts: file.accounts,
        left_out: file.left_out,
    }
}

/// The password of a file as it was typed, unless it is easily guessed.
fn strong(typed: &str) -> Result<Password, AppError> {
    let verdict = Passphrase::new(typed).verdict();
    if verdict.too_short {
        let characters = verdict.characters.to_string();
        return Err(AppError::with("password_too_short", Some(characters)));
    }
    if verdict.guessable {
        return Err(AppError::new("password_guessable"));
    }
    Ok(Password::new(Zeroizing::new(typed.to_owned())))
}

fn random(bytes: &mut [u8]) -> Result<(), ExportError> {
    getrandom::fill(bytes).map_err(|_| ExportError::NoRandomness)
}

/// What could not be carried, by name.
pub(crate) fn left_out(accounts: &[vault::Account], left: &[LeftOut]) -> Vec<LeftOutView> {
    left.iter()
        .filter_map(|left| {
            let account = accounts.get(left.account)?;
            Some(LeftOutView {
                issuer: account.issuer.clone(),
                name: account.name.clone(),
                lost: left.what.code().to_owned(),
                whole: left.what.is_whole(),
            })
        })
        .collect()
}

/// Asks where to, and writes there; `None` when the person closes the dialog.
///
/// # Errors
/// `wrong_password` and the like before anything is asked; `file_exists`; why it was not written.
pub async fn to_file<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
    req: ExportAccounts,
) -> Result<Option<ExportedView>, AppError> {
    let ending = req.format.ending();
    let clear = req.format.is_clear();
    let req = app
        .blocking(move |core| {
            core.authenticate(req.current.as_deref(), req.understood || !clear)?;
            Ok(req)
        })
        .await?;
    let Some(chosen) = ask_where(app, window, ending).await else {
        return Ok(None);
    };
    let path = private_file::with_ending(&chosen, ending);
    // The dialog asked about the name that it gave, not about this one.
    if path != chosen && path.symlink_metadata().is_ok() {
        return Err(AppError::new("file_exists"));
    }
    app.blocking(move |core| core.export_to(&req, &path))
        .await
        .map(Some)
}

async fn ask_where<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
    ending: &str,
) -> Option<PathBuf> {
    if cfg!(feature = "e2e")
        && let Some(path) = std::env::var_os("PROPUSK_SAVE_TO")
    {
        return Some(path.into());
    }
    let dialog = AsyncFileDialog::new()
        .set_parent(window)
        .set_title(app.words("window-export-title"))
        .set_file_name(format!("{}.{ending}", app.words("window-export-name")))
        .add_filter(ending.to_uppercase(), &[ending]);
    let file = dialog.save_file().await?;
    Some(file.path().to_owned())
}
