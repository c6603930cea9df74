//! `recovery`: the sheet of paper that opens the vault when the keyring or the password is gone.

use std::io::BufRead;
use std::path::Path;

use serde::Serialize;
use sheet::Sheet;
use vault::{RecoveryKey, Vault};
use words::Language;

use crate::args::{CheckSheet, NewSheet};
use crate::ask;
use crate::backup;
use crate::calendar::today;
use crate::given::{sheet_line, sheet_of};
use crate::outcome::{Failure, Status};
use crate::private_file;
use crate::say::Say;
use crate::scan_files::is_wanted;
use crate::store::{Store, now};

/// What became of a sheet.
#[derive(Serialize)]
struct SheetJson {
    /// Where the page lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// The vault opens with it.
    in_effect: bool,
    /// Somebody has read the key back from it.
    checked: bool,
}

/// A new sheet. The first one of a vault counts at once: an unchecked sheet is better than none. One
/// that replaces another counts only when it was read back: until then the old one does.
pub(crate) fn new(
    request: &NewSheet,
    store: &Store,
    mut input: impl BufRead,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    if request.checked_stdin {
        let key = sheet_line(&mut input)?;
        let mut vault = store.existing(say)?;
        needs_own_key(&vault)?;
        vault.set_recovery(&key, true, now())?;
        backup::after_change(store, &vault, say)?;
        return told(None, true, true, say);
    }
    let mut vault = match store.vault(say) {
        // There is no keyring and no vault: the sheet comes first here, `password set` takes it on.
        Err(failure) if failure.ways.contains(&"new_with_password") => None,
        other => other?,
    };
    vault.as_ref().map_or(Ok(()), needs_own_key)?;
    let key = RecoveryKey::generate();
    let file = request.out.as_deref();
    if let Some(file) = file {
        write_page(file, &key, vault.as_ref(), say.language)?;
    }
    let is_first = vault
        .as_ref()
        .is_some_and(|vault| vault.recovery().is_none());
    if let (Some(vault), true) = (&mut vault, is_first) {
        vault.set_recovery(&key, false, now()).inspect_err(|_| {
            // A page whose key opens nothing must not lie around.
            file.map(std::fs::remove_file);
        })?;
    }
    if request.text {
        show(&key, say)?;
    }
    let checked = match &mut vault {
        Some(vault) if ask::is_possible() => read_back(&key, is_first, vault, say)?,
        Some(_) | None => false,
    };
    if let Some(vault) = &vault
        && (is_first || checked)
    {
        backup::after_change(store, vault, say)?;
    }
    told(file, is_first || checked, checked, say)
}

/// A vault that only the sheet opens must not lose it: a new key of its own comes first.
fn needs_own_key(vault: &Vault) -> Result<(), Failure> {
    if vault.opened_by_sheet() {
        return Err(Failure::refused("new_key_first", None));
    }
    Ok(())
}

/// The key in the groups of the sheet, on one line.
fn show(key: &RecoveryKey, say: &mut Say<'_>) -> Result<(), Failure> {
    // EXPOSE: the person asked for it with --text.
    let text = key.to_text();
    let groups = sheet::groups(sheet::RecoveryKey::new(&text)?);
    let (beginning, groups) = groups.split_first().unwrap_or((&"", &[]));
    writeln!(say.out, "{beginning} {}", groups.join(" "))?;
    Ok(say.out.flush()?)
}

/// Asks for what stands on the sheet; whether it is checked now.
fn read_back(
    key: &RecoveryKey,
    is_first: bool,
    vault: &mut Vault,
    say: &mut Say<'_>,
) -> Result<bool, Failure> {
    say.tell("cli-sheet-read-back", &[])?;
    for _ in 0..ask::TRIES {
        let Some(typed) = ask::sheet(say)? else {
            return Ok(false);
        };
        // EXPOSE: compared, nothing else.
        if *typed.to_text() != *key.to_text() {
            say.explain(None, "sheet_wrong", None)?;
        } else if is_first {
            vault.check_recovery(&typed, now())?;
            return Ok(true);
        } else {
            vault.set_recovery(&typed, true, now())?;
            return Ok(true);
        }
    }
    Ok(false)
}

fn told(
    file: Option<&Path>,
    in_effect: bool,
    checked: bool,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let file = file.map(|file| file.display().to_string());
    if let Some(file) = &file {
        say.tell("cli-sheet-written", &[("path", file)])?;
    }
    let id = match (in_effect, checked) {
        (true, true) => "cli-sheet-fits",
        (true, false) => "cli-sheet-unchecked",
        (false, _) => "cli-sheet-not-in-effect",
    };
    say.tell(id, &[])?;
    if say.json {
        say.data(&SheetJson {
            file,
            in_effect,
            checked,
        })?;
    }
    Ok(Status::Done)
}

/// Writes the page into a new file that only the person can read.
fn write_page(
    path: &Path,
    key: &RecoveryKey,
    vault: Option<&Vault>,
    language: Language,
) -> Result<(), Failure> {
    // EXPOSE: for the page, which is what it is for.
    let text = key.to_text();
    let page = sheet::pdf(&Sheet {
        key: sheet::RecoveryKey::new(&text)?,
        language,
        made: today(),
        vault_id: vault.map(Vault::id).unwrap_or_default(),
    })?;
    private_file::write(path, &page)
}

/// Whether a sheet opens this vault; notes that it does.
pub(crate) fn check(
    request: &CheckSheet,
    store: &Store,
    mut input: impl BufRead,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let mut vault = store.existing(say)?;
    let key = match (&request.qr, request.stdin) {
        (Some(picture), _) => sheet_in(picture)?,
        (None, true) => sheet_line(&mut input)?,
        (None, false) => store.given.sheet(say)?,
    };
    vault.check_recovery(&key, now())?;
    told(None, true, true, say)
}

/// The sheet whose QR code a picture shows.
fn sheet_in(picture: &Path) -> Result<RecoveryKey, Failure> {
    let wanted = |text: &str| sheet_of(text).is_ok() || is_wanted(text);
    let picture = scan::Shot::File(scan::read_file(picture)?);
    let found = picture.decode(&wanted, scan::Effort::Thorough)?;
    let mut keys = found.iter().filter_map(|found| sheet_of(&found.text).ok());
    keys.next()
        .ok_or_else(|| Failure::refused("no_sheet_qr", None))
}
