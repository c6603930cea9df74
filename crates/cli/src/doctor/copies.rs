//! Backups, and the files that did not open.

use std::fs;
use std::path::Path;

use vault::{BackupFailure, BackupSuccess, DataDir, Settings};

use super::{Check, State};
use crate::calendar::utc;
use crate::say::{Say, error_text};
use crate::store::now;

/// Whether backups are made, and how the last one came out.
pub(super) fn backup(path: &Path, say: &Say<'_>) -> Check {
    let said = |state, id: &str, variables: &[_]| Check::said("backup", state, id, variables, say);
    let settings = DataDir::open(path).map(|dir| Settings::load(&dir));
    let settings = settings.unwrap_or_default();
    let Some(plan) = settings.backup else {
        return said(State::Warn, "cli-doctor-backup-none", &[]);
    };
    let folder = plan.folder.display().to_string();
    if let Some(BackupFailure { at, code, .. }) = settings.backup_failure {
        let (when, why) = (utc(at), error_text(say.language, &code, None).what);
        let variables = [("when", &*when), ("why", &*why), ("path", &*folder)];
        return said(State::Warn, "cli-doctor-backup-failed", &variables);
    }
    let Some(BackupSuccess {
        at, accounts, of, ..
    }) = settings.backup_success
    else {
        return said(State::Warn, "cli-doctor-backup-never", &[("path", &folder)]);
    };
    let days = usize::try_from(now().saturating_sub(at) / 86_400).unwrap_or(usize::MAX);
    let [accounts_text, of_text] = [accounts, of].map(|number| number.to_string());
    let variables = [
        ("path", &*folder),
        ("when", &*utc(at)),
        ("accounts", &*accounts_text),
        ("of", &*of_text),
    ];
    if accounts == of {
        Check::counted(
            "backup",
            State::Ok,
            "cli-doctor-backup-ok",
            days,
            &variables,
            say,
        )
    } else {
        said(State::Warn, "cli-doctor-backup-partly", &variables)
    }
}

/// Files that did not open at a start and were moved aside.
pub(super) fn quarantine(path: &Path, say: &Say<'_>) -> Check {
    let folder = path.join("quarantine");
    let count = fs::read_dir(&folder).map_or(0, Iterator::count);
    let state = if count == 0 { State::Ok } else { State::Warn };
    let folder = folder.display().to_string();
    let variables = [("path", folder.as_str())];
    Check::counted(
        "quarantine",
        state,
        "cli-doctor-quarantine",
        count,
        &variables,
        say,
    )
}
