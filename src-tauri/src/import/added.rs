//! Imports that were added in this session: the way back, and the files in clear that they came from.

use otp::Pin;
use transfer::compare::{Known, Standing, compare};
use vault::{AccountId, Imported};

use super::{Import, gone, origin::Origin};
use crate::{
    app::{Core, lock, now},
    restore::number,
    wire::{AddImport, AppError, ImportedView, LeftFileView, UndoneView},
};

/// An import that is in the vault. Holds no secret.
pub struct Added {
    id: String,
    at: u64,
    accounts: Vec<AccountId>,
    from: Vec<String>,
    /// The files in clear; one that was deleted is gone from here.
    files: Vec<Option<Origin>>,
    /// Accounts of these files that are not in the vault.
    left_behind: usize,
    undone: bool,
}

impl Core {
    /// Stores what the person chose of an import, in one save.
    ///
    /// # Errors
    /// `import_gone`, `nothing_chosen`, a PIN that does not fit, why it could not be saved.
    pub fn add_import(&self, req: &AddImport) -> Result<ImportedView, AppError> {
        // Taken out meanwhile: the same request coming twice must not store twice.
        let import = lock(&self.import).take_if(|import| import.id == req.import);
        let import = import.ok_or_else(gone)?;
        let stored = chosen(&import, req).and_then(|accounts| self.store_import(accounts));
        let accounts = match stored {
            Ok(accounts) => accounts,
            Err(error) => {
                // Unless it was locked meanwhile: then the import is to be gone.
                let _ = self.keep(&self.import, import);
                return Err(error);
            }
        };
        let left_behind = self.left_behind(&import)?;
        let added = Added::of(&import, accounts, left_behind);
        let view = added.view();
        lock(&self.imports).push(added);
        Ok(view)
    }

    fn store_import(&self, accounts: Vec<Imported>) -> Result<Vec<AccountId>, AppError> {
        self.with_vault_or_new(|vault| {
            let (ids, saved) = vault.import(accounts, now().seconds());
            match saved {
                // Kept in memory and told as unsaved: see `Core::accounts`.
                Err(error) if vault.unsaved().is_none() => Err(error.into()),
                Ok(()) | Err(_) => Ok(ids),
            }
        })
    }

    /// How many accounts of an import only its files have: those that were refused or not chosen.
    fn left_behind(&self, import: &Import) -> Result<usize, AppError> {
        let parsed = &import.parsed;
        self.with_vault(|vault| {
            let known: Vec<_> = vault.accounts().iter().map(Known::from).collect();
            let standings = compare(&known, &parsed.found);
            let is_there = |standing: &&Standing| matches!(standing, Standing::Duplicate { .. });
            let there = standings.iter().filter(is_there).count();
            Ok(parsed.refused.len() + parsed.found.len() - there)
        })
    }

    /// The imports of this session, the last one first.
    pub fn imports(&self) -> Vec<ImportedView> {
        lock(&self.imports).iter().rev().map(Added::view).collect()
    }

    /// Takes an import back: its accounts go to the trash.
    ///
    /// # Errors
    /// `import_gone`, or why that could not be saved.
    pub fn undo_import(&self, id: &str) -> Result<UndoneView, AppError> {
        let accounts = {
            let imports = lock(&self.imports);
            let added = imports.iter().find(|added| added.id == id && !added.undone);
            added.ok_or_else(gone)?.accounts.clone()
        };
        let moved =
            self.with_vault(
                |vault| match vault.undo_import(&accounts, now().seconds()) {
                    Ok(moved) => Ok(moved),
                    Err(_) if vault.unsaved().is_some() => Ok(accounts.len()),
                    Err(error) => Err(error.into()),
                },
            )?;
        for added in lock(&self.imports).iter_mut() {
            added.undone |= added.id == id;
        }
        Ok(UndoneView {
            moved: number(moved),
        })
    }

    /// Deletes a file in clear that was imported, and no other.
    ///
    /// # Errors
    /// `file_changed`, `file_not_found`, `file_not_deleted`, `import_gone`; why the accounts are not
    /// saved yet, or why the vault is shut.
    pub fn delete_import_file(&self, id: &str, file: u32) -> Result<ImportedView, AppError> {
        // Until they are saved, the file is the only place that has them.
        self.with_vault(|vault| match vault.unsaved() {
            Some(why) => Err(AppError::from(why)),
            None => Ok(()),
        })?;
        let mut imports = lock(&self.imports);
        let added = imports.iter_mut().find(|added| added.id == id);
        let added = added.ok_or_else(gone)?;
        let at = usize::try_from(file).unwrap_or(usize::MAX);
        let place = added.files.get_mut(at).ok_or_else(gone)?;
        if let Some(origin) = place {
            origin.delete()?;
            *place = None;
        }
        Ok(added.view())
    }
}

impl Added {
    fn of(import: &Import, accounts: Vec<AccountId>, left_behind: usize) -> Self {
        let read = || import.sources.iter().filter(|source| source.found > 0);
        let name = |source: &super::Source| match (source.format, &source.origin) {
            // A list of links and a picture are of no app.
            (Some((id, app)), _) if id != "uri-list" => app.to_owned(),
            (_, Some(origin)) => origin.name(),
            (_, None) => String::new(),
        };
        let mut from: Vec<String> = read().map(name).filter(|name| !name.is_empty()).collect();
        from.dedup();
        let mut files: Vec<Option<Origin>> = Vec::new();
        // A repeat brings nothing, and has the keys in it all the same.
        let clear = |source: &&super::Source| source.holds_accounts && !source.encrypted;
        for source in import.sources.iter().filter(clear) {
            if source.origin.is_some() && !files.contains(&source.origin) {
                files.push(source.origin.clone());
            }
        }
        Self {
            id: import.id.clone(),
            at: now().seconds(),
            accounts,
            from,
            files,
            left_behind,
            undone: false,
        }
    }

    fn view(&self) -> ImportedView {
        let files = self.files.iter().zip(0..);
        let left = files.filter_map(|(origin, file)| Some((origin.as_ref()?, file)));
        ImportedView {
            import: self.id.clone(),
            at: self.at,
            accounts: number(self.accounts.len()),
            from: self.from.clone(),
            files: left
                .filter(|(origin, _)| origin.is_there())
                .map(|(origin, file)| LeftFileView {
                    file,
                    name: origin.name(),
                    folder: origin.folder(),
                })
                .collect(),
            left_behind: number(self.left_behind),
            undone: self.undone,
        }
    }
}

/// The accounts that the person chose, with the PINs.
fn chosen(import: &Import, req: &AddImport) -> Result<Vec<Imported>, AppError> {
    let mut accounts = Vec::with_capacity(req.accounts.len());
    for wanted in &req.accounts {
        let index = usize::try_from(wanted.index).unwrap_or(usize::MAX);
        let found = import.parsed.found.get(index).ok_or_else(gone)?;
        let mut imported = Imported::from(found);
        if let Some(pin) = wanted.pin.as_deref().filter(|pin| !pin.is_empty()) {
            imported.entry.token.set_pin(Pin::new(pin)?)?;
        }
        accounts.push(imported);
    }
    if accounts.is_empty() {
        return Err(AppError::new("nothing_chosen"));
    }
    Ok(accounts)
}
