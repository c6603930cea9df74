//! `backup` and `rehearse`: encrypted copies in another place, and the proof that they open.

use std::path::Path;

use scan::{PictureError, ScanError};
use serde::Serialize;
use vault::backup::{self, Backup, Opener};
use vault::{BackupFailure, BackupPlan, BackupSuccess, Settings, Vault, VaultError};
use zeroize::Zeroizing;

use crate::args;
use crate::calendar::utc;
use crate::outcome::{Failure, Status};
use crate::say::Say;
use crate::store::{Store, now};

/// How many backups are kept unless somebody says otherwise.
const USUAL_KEEP: u16 = 10;

/// A backup that was written and read back.
#[derive(Serialize)]
struct BackupJson {
    folder: String,
    keep: u16,
    file: String,
    accounts: usize,
    of: usize,
}

/// What a backup would give back.
#[derive(Serialize)]
struct RehearsalJson {
    file: String,
    written_at: u64,
    generation: u64,
    vault_id: String,
    accounts: usize,
    unreadable: usize,
    /// Accounts in the vault now, when it was opened for this.
    of: Option<usize>,
}

/// Writes a backup now. A folder or number that is named is remembered once that has worked.
pub(crate) fn run(
    request: &args::Backup,
    store: &Store,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    if request.off {
        note(store, |settings| settings.backup = None)?;
        say.tell("cli-backup-off", &[])?;
        if say.json {
            say.data(&serde_json::json!({ "folder": null }))?;
        }
        return Ok(Status::Done);
    }
    let known = Settings::load(&store.dir).backup;
    let folder = match (&request.to, &known) {
        (Some(folder), _) => std::path::absolute(folder)?,
        (None, Some(plan)) => plan.folder.clone(),
        (None, None) => return Err(Failure::refused("no_backup_folder", None)),
    };
    let usual = known.map_or(USUAL_KEEP, |plan| plan.keep);
    let keep = request.keep.unwrap_or(usual);
    let vault = store.existing(say)?;
    let written = backup::write(&vault, &folder, keep, now())?;
    note(store, |settings| {
        settings.backup = Some(BackupPlan {
            folder: folder.clone(),
            keep,
        });
        succeeded(settings, &written);
    })?;
    let Backup {
        file, accounts, of, ..
    } = written;
    let json = BackupJson {
        folder: folder.display().to_string(),
        keep,
        file: file.display().to_string(),
        accounts,
        of,
    };
    say.tell("cli-backup-written", &[("path", &json.file)])?;
    let (accounts, of) = (accounts.to_string(), of.to_string());
    say.tell(
        "cli-backup-checked",
        &[("accounts", &accounts), ("of", &of)],
    )?;
    if say.json {
        say.data(&json)?;
    }
    Ok(Status::Done)
}

/// The automatic backup after a change, where one is set up. The change is saved whatever happens
/// here: a failure is told and noted, and the command has succeeded.
pub(crate) fn after_change(store: &Store, vault: &Vault, say: &mut Say<'_>) -> Result<(), Failure> {
    let Some(plan) = Settings::load(&store.dir).backup else {
        return Ok(());
    };
    let noted = match backup::write(vault, &plan.folder, plan.keep, now()) {
        Ok(written) => note(store, |settings| succeeded(settings, &written)),
        Err(error) => {
            let folder = plan.folder.display().to_string();
            say.explain(Some(&folder), error.code(), error.detail().as_deref())?;
            let failure = BackupFailure {
                at: now(),
                code: error.code().to_owned(),
            };
            note(store, |settings| settings.backup_failure = Some(failure))
        }
    };
    // Only `doctor` reads the note.
    noted.or(Ok(()))
}

fn succeeded(settings: &mut Settings, written: &Backup) {
    let Backup { accounts, of, .. } = *written;
    settings.backup_success = Some(BackupSuccess {
        at: now(),
        accounts,
        of,
    });
    settings.backup_failure = None;
}

fn note(store: &Store, change: impl FnOnce(&mut Settings)) -> Result<(), VaultError> {
    let mut settings = Settings::load(&store.dir);
    change(&mut settings);
    settings.save(&store.dir)
}

/// Opens a backup as one would in need, and counts. Nothing is changed.
pub(crate) fn rehearse(
    request: &args::Rehearse,
    store: &Store,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let bytes = read(&request.file)?;
    let (rehearsal, of) = match &store.given.sheet {
        // The sheet must do without the vault: that is what it is for.
        Some(sheet) => (backup::rehearse(&bytes, Opener::Sheet(sheet))?, None),
        None => {
            let vault = store.existing(say)?;
            let rehearsal = backup::rehearse(&bytes, Opener::Vault(&vault))?;
            (rehearsal, Some(vault.accounts().len()))
        }
    };
    let json = RehearsalJson {
        file: request.file.display().to_string(),
        written_at: rehearsal.written_at,
        generation: rehearsal.generation,
        vault_id: rehearsal.vault_id,
        accounts: rehearsal.accounts,
        unreadable: rehearsal.unreadable,
        of,
    };
    if say.json {
        say.data(&json)?;
        return Ok(Status::Done);
    }
    let when = utc(json.written_at);
    say.tell_count("cli-rehearsed", json.accounts)?;
    say.tell("cli-rehearsed-when", &[("when", &when)])?;
    if let Some(of) = of {
        say.tell_count("cli-rehearsed-of", of)?;
    }
    if json.unreadable > 0 {
        say.tell_count("cli-unreadable", json.unreadable)?;
    }
    Ok(Status::Done)
}

/// The bytes of a backup file.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    // It wants what a picture wants: an ordinary file that is not too large.
    scan::read_file(path).map_err(|error| match error {
        ScanError::Picture(PictureError::TooLarge(_)) => VaultError::NotABackup.into(),
        other => other.into(),
    })
}
