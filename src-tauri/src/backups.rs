//! Backups: one after each change, on a thread of their own, and the way back from a file.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    sync::atomic::Ordering,
    time::Duration,
};

use rfd::AsyncFileDialog;
use tauri::{AppHandle, Emitter, Manager, Runtime, WebviewWindow};
use vault::{
    BackupFailure, BackupPlan, BackupSuccess, Passphrase, RecoveryKey, Timestamp, VaultError,
    backup::{self, Backup, Into, Opener, Sealed},
};

use crate::{
    app::{App, Core, lock, now},
    opening::first_that_fits,
    restore::number,
    wire::{
        AppError, BackupFailureView, BackupFileView, BackupSuccessView, BackupsView, ChangeBackups,
        RehearsalView, StartView,
    },
};

/// How long further changes are waited for, so that several in a row make one backup.
const SETTLES: Duration = Duration::from_secs(2);

/// The longest file that is taken for a backup: 5000 accounts take little more than 1 MiB.
const LONGEST: u64 = 64 << 20;

/// The file that was chosen to be restored.
pub struct ChosenBackup {
    bytes: Vec<u8>,
}

impl Core {
    /// Automatic backups, where there are any.
    pub fn backups(&self) -> Option<BackupsView> {
        let settings = lock(&self.settings);
        let plan = settings.backup.as_ref()?;
        Some(BackupsView {
            folder: plan.folder.display().to_string(),
            keep: plan.keep,
            success: settings.backup_success.map(|success| BackupSuccessView {
                at: success.at,
                accounts: number(success.accounts),
                of: number(success.of),
            }),
            failure: settings
                .backup_failure
                .as_ref()
                .map(|failure| BackupFailureView {
                    at: failure.at,
                    error: AppError::new(failure.code.clone()),
                }),
        })
    }

    /// Begins automatic backups, or moves them, and makes the first one.
    ///
    /// # Errors
    /// Why the first one failed; nothing is changed then.
    pub fn back_up_to(&self, folder: PathBuf) -> Result<Option<BackupsView>, AppError> {
        let keep = lock(&self.settings)
            .backup
            .as_ref()
            .map_or(backup::KEEP, |plan| plan.keep);
        let plan = BackupPlan { folder, keep };
        let written = self.write_backup(|sealed, at| sealed.write(&plan.folder, keep, at))?;
        self.alter_settings(|settings| {
            settings.backup = Some(plan);
            settings.backup_success = Some(written);
            settings.backup_failure = None;
        })?;
        Ok(self.backups())
    }

    /// Changes how many are kept, or ends them. The files stay.
    ///
    /// # Errors
    /// Why that could not be noted.
    pub fn change_backups(&self, req: &ChangeBackups) -> Result<Option<BackupsView>, AppError> {
        self.alter_settings(|settings| {
            if req.off == Some(true) {
                settings.backup = None;
                settings.backup_success = None;
                settings.backup_failure = None;
            } else if let (Some(plan), Some(keep)) = (&mut settings.backup, req.keep) {
                plan.keep = keep.max(1);
            }
        })?;
        Ok(self.backups())
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// `no_backup_folder` where none is planned, or why it failed, which is noted too.
    pub fn back_up(&self) -> Result<BackupsView, AppError> {
        self.back_up_by(|sealed, plan, at| sealed.write(&plan.folder, plan.keep, at))
    }

    /// As [`Core::back_up`], by another way to write.
    pub(crate) fn back_up_by(
        &self,
        write: impl FnOnce(&Sealed, &BackupPlan, Timestamp) -> Result<Backup, VaultError>,
    ) -> Result<BackupsView, AppError> {
        // One at a time: each clears away what an earlier one has left half done.
        let _turn = lock(&self.writing_backup);
        let plan = lock(&self.settings).backup.clone();
        let plan = plan.ok_or_else(|| AppError::new("no_backup_folder"))?;
        let began = now().seconds();
        let written = self.write_backup(|sealed, at| write(sealed, &plan, at));
        // A note that cannot be written is no reason to call the backup failed.
        self.note_in_settings(|settings| {
            // The person may have chosen another folder while this one was slow.
            let is_current = |it: &BackupPlan| it.folder == plan.folder;
            if !settings.backup.as_ref().is_some_and(is_current) {
                return;
            }
            match &written {
                Ok(success) => {
                    settings.backup_success = Some(*success);
                    settings.backup_failure = None;
                }
                Err(error) => {
                    let code = error.code.clone();
                    settings.backup_failure = Some(BackupFailure { at: began, code });
                }
            }
        });
        written?;
        self.backups()
            .ok_or_else(|| AppError::new("no_backup_folder"))
    }

    /// Makes the backup that a change has made due. Nothing happens while the vault is locked; it is
    /// then made after the next unlocking.
    ///
    /// # Errors
    /// Why it failed.
    pub fn back_up_if_due(&self) -> Result<(), AppError> {
        let is_planned = lock(&self.settings).backup.is_some();
        if is_planned && self.is_open() && self.backup_is_due.swap(false, Ordering::Relaxed) {
            self.back_up()?;
        }
        Ok(())
    }

    /// Takes what is saved from the vault, and writes it when the vault is free again: a folder on the
    /// network may take its time, and the codes must not wait for it.
    fn write_backup(
        &self,
        write: impl FnOnce(&Sealed, Timestamp) -> Result<Backup, VaultError>,
    ) -> Result<BackupSuccess, AppError> {
        let at = now().seconds();
        let (sealed, was_due) = self.with_vault(|vault| {
            let sealed = Sealed::of(vault)?;
            // Here, where nobody can save: what is saved from now on makes the next one due.
            Ok((sealed, self.backup_is_due.swap(false, Ordering::Relaxed)))
        })?;
        let written = write(&sealed, at);
        if written.is_err() && was_due {
            self.backup_is_due.store(true, Ordering::Relaxed);
        }
        let written = written?;
        Ok(BackupSuccess {
            at,
            accounts: written.accounts,
            of: written.of,
        })
    }

    /// Says what a file would give back, and changes nothing.
    ///
    /// # Errors
    /// `not_a_backup`, `backup_other_key`.
    pub fn rehearse(&self, path: &Path) -> Result<RehearsalView, AppError> {
        let bytes = read(path)?;
        self.with_vault(|vault| {
            let rehearsal = backup::rehearse(&bytes, Opener::Vault(vault))?;
            Ok(RehearsalView {
                name: name_of(path),
                written_at: rehearsal.written_at,
                accounts: number(rehearsal.accounts),
                of: number(vault.accounts().len()),
                unreadable: number(rehearsal.unreadable),
            })
        })
    }

    /// Reads the file that is to be restored.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn take_backup(&self, path: &Path) -> Result<BackupFileView, AppError> {
        let bytes = read(path)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        *lock(&self.backup) = Some(ChosenBackup { bytes });
        Ok(BackupFileView {
            name: name_of(path),
            size,
        })
    }

    /// Makes the chosen backup the vault of this computer, with the keys of a sheet: one of them opens
    /// it.
    ///
    /// # Errors
    /// `no_backup_chosen`, `backup_other_key`, or why it could not be done; what was there stays.
    pub fn restore_backup(
        &self,
        keys: &[RecoveryKey],
        password: Option<&str>,
    ) -> Result<StartView, AppError> {
        let password = password.map(Passphrase::new);
        let view = self.open_new(|| {
            let chosen = lock(&self.backup);
            let chosen = chosen
                .as_ref()
                .ok_or_else(|| AppError::new("no_backup_chosen"))?;
            let dir = self.data_dir()?;
            Ok(first_that_fits(keys, |key| {
                let into = match &password {
                    Some(password) => Into::Password(password),
                    None => Into::Keyring(&self.keyring),
                };
                backup::restore(&dir, &chosen.bytes, key, into, now().seconds())
            })?)
        })?;
        *lock(&self.backup) = None;
        Ok(view)
    }
}

/// Asks for a folder and begins automatic backups there; `None` when the dialog is closed.
///
/// # Errors
/// Why the first one failed.
pub async fn choose_folder<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
) -> Result<Option<BackupsView>, AppError> {
    let dialog = AsyncFileDialog::new()
        .set_parent(window)
        .set_title(app.words("window-choose-backup-folder-title"));
    let Some(folder) = dialog.pick_folder().await else {
        return Ok(None);
    };
    let folder = folder.path().to_owned();
    app.blocking(move |core| core.back_up_to(folder)).await
}

/// Asks for the file of a backup; `None` when the dialog is closed.
pub async fn choose_file<R: Runtime>(app: &App, window: &WebviewWindow<R>) -> Option<PathBuf> {
    let dialog = AsyncFileDialog::new()
        .set_parent(window)
        .set_title(app.words("window-choose-backup-title"))
        .add_filter(app.words("window-choose-backup-filter"), &["age"]);
    Some(dialog.pick_file().await?.path().to_owned())
}

/// Backs up after each change, as long as the program runs.
pub fn watch<R: Runtime>(app: &AppHandle<R>) {
    let (app, state) = (app.clone(), app.state::<App>().inner().clone());
    tauri::async_runtime::spawn(async move {
        loop {
            state.core().saved.notified().await;
            tokio::time::sleep(SETTLES).await;
            if let Err(error) = state.blocking(Core::back_up_if_due).await {
                // Without a page there is nobody to tell; settings keep it for the next one.
                let _ = app.emit("backup-failed", error);
            }
        }
    });
}

fn read(path: &Path) -> Result<Vec<u8>, VaultError> {
    // Not a pipe or a device: opening those may wait for ever.
    if !path.metadata()?.is_file() {
        return Err(VaultError::NotABackup);
    }
    let mut bytes = Vec::new();
    File::open(path)?
        .take(LONGEST + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() > usize::try_from(LONGEST).unwrap_or(usize::MAX) {
        return Err(VaultError::NotABackup);
    }
    Ok(bytes)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
