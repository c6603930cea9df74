//! Accounts from other apps: files, pastes and pictures are read one after another into one import,
//! which waits here until the person says yes. The page sees names and parameters.

mod added;
mod origin;
mod source;

use std::{path::PathBuf, sync::Arc, time::Instant};

use rfd::AsyncFileDialog;
use scan::{Effort, clipboard::Content};
use tauri::{Runtime, WebviewWindow};
use transfer::{
    compare::{self, Known},
    import::{self, ImportError, Parsed, Password, Progress, Reason, Stage},
};
use words::Language;
use zeroize::Zeroizing;

use crate::{
    app::{App, Core, lock},
    enrol, harvest, look,
    restore::number,
    wire::{
        AppError, FoundView, ImportFileView, ImportNeed, ImportProgressView, ImportRefusedView,
        ImportView, Standing, TransferView, UnlockImport,
    },
};

pub use added::Added;
use source::Source;

/// An import that was not added yet. There is one at a time.
pub struct Import {
    id: String,
    sources: Vec<Source>,
    parsed: Parsed,
    notice: Option<AppError>,
    reading: Option<Reading>,
}

/// A reading that is under way. What it brings is thrown away if this is gone by then.
struct Reading {
    progress: Arc<Progress>,
    since: Instant,
}

impl Import {
    fn new() -> Self {
        Self {
            id: uuid::Uuid::new_v4().to_string(),
            sources: Vec::new(),
            parsed: Parsed::default(),
            notice: None,
            reading: None,
        }
    }

    /// Takes over what one source brought.
    fn take(&mut self, source: &mut Source, parsed: Option<Parsed>) {
        let Some(parsed) = parsed else { return };
        let before = self.parsed.found.len();
        let holds_accounts = !parsed.found.is_empty();
        match self.parsed.join(parsed) {
            Ok(()) => source.holds_accounts = holds_accounts,
            Err(error) => source.error = Some(error.into()),
        }
        source.found = self.parsed.found.len().saturating_sub(before);
    }

    fn source(&self, file: u32) -> Result<Source, AppError> {
        let source = self
            .sources
            .get(usize::try_from(file).unwrap_or(usize::MAX));
        source.cloned().ok_or_else(gone)
    }
}

impl Drop for Import {
    fn drop(&mut self) {
        if let Some(reading) = &self.reading {
            reading.progress.cancel();
        }
    }
}

fn gone() -> AppError {
    AppError::new("import_gone")
}

impl Core {
    /// Begins an import; one that was not added is forgotten.
    ///
    /// # Errors
    /// `locked`.
    pub fn begin_import(&self) -> Result<ImportView, AppError> {
        let import = Import::new();
        let id = import.id.clone();
        self.keep(&self.import, import)?;
        self.import_view(&id)
    }

    /// Forgets an import and its secrets.
    pub fn drop_import(&self, id: &str) {
        lock(&self.import).take_if(|import| import.id == id);
    }

    /// The import that is open.
    pub fn open_import(&self) -> Option<String> {
        lock(&self.import).as_ref().map(|import| import.id.clone())
    }

    /// Reads files, and adds what is in them to the import.
    ///
    /// # Errors
    /// `import_gone`, `import_busy`, `cancelled`. What is wrong with a file stands in the view.
    pub fn import_files(&self, id: &str, paths: &[PathBuf]) -> Result<ImportView, AppError> {
        self.read_all(id, || {
            paths.iter().map(|path| Source::of_file(path)).collect()
        })
    }

    /// Reads links or a list of them, and adds what is in them to the import.
    ///
    /// # Errors
    /// As [`Core::import_files`].
    pub fn import_text(&self, id: &str, text: &str) -> Result<ImportView, AppError> {
        self.read_all(id, || vec![Source::of_text(text)])
    }

    /// Reads what was copied: files, a picture or text.
    ///
    /// # Errors
    /// Also when the clipboard holds nothing.
    pub fn import_clipboard(&self, id: &str) -> Result<ImportView, AppError> {
        let content = lock(&self.clipboard).clipboard().content()?;
        match content {
            Content::Files(paths) => self.import_files(id, &paths),
            Content::Text(text) => self.import_text(id, &text),
            Content::Picture(picture) => {
                let found = picture.decode(&harvest::is_otp, Effort::Thorough)?;
                self.read_all(id, || vec![Source::of_codes(&found)])
            }
        }
    }

    /// Reads one file again with its password, or with the key of its recovery sheet.
    ///
    /// # Errors
    /// As [`Core::import_files`].
    pub fn unlock_import(&self, req: &UnlockImport) -> Result<ImportView, AppError> {
        let mut source = self.with_import(&req.import, |import| import.source(req.file))?;
        source.password = Some(match source.need() {
            // A sheet that cannot be read as one does not fit; the importer says so.
            Some(ImportNeed::Sheet) => Password::new(
                sheet::read_typed(&req.password)
                    .unwrap_or_else(|_| Zeroizing::new(req.password.clone())),
            ),
            _ => Password::new(Zeroizing::new(req.password.clone())),
        });
        self.read_again(&req.import, req.file, source)
    }

    /// Reads one file again with the file that belongs to it.
    ///
    /// # Errors
    /// As [`Core::import_files`], and when the other file cannot be read.
    pub fn import_with(
        &self,
        id: &str,
        file: u32,
        path: &std::path::Path,
    ) -> Result<ImportView, AppError> {
        let mut source = self.with_import(id, |import| import.source(file))?;
        let (_, bytes) = origin::Origin::read(path)?;
        source.companion = Some(Arc::new(bytes));
        self.read_again(id, file, source)
    }

    fn read_again(&self, id: &str, file: u32, mut source: Source) -> Result<ImportView, AppError> {
        let (parsed, source) = self.reading(id, |progress| (source.read(progress), source))?;
        self.with_import(id, |import| {
            let (mut source, at) = (source, usize::try_from(file).unwrap_or(usize::MAX));
            import.take(&mut source, parsed);
            *import.sources.get_mut(at).ok_or_else(gone)? = source;
            Ok(())
        })?;
        self.import_view(id)
    }

    fn read_all(
        &self,
        id: &str,
        sources: impl FnOnce() -> Vec<Source>,
    ) -> Result<ImportView, AppError> {
        let read = self.reading(id, |progress| {
            let read = |mut source: Source| (source.read(progress), source);
            sources().into_iter().map(read).collect::<Vec<_>>()
        })?;
        self.with_import(id, |import| {
            for (parsed, mut source) in read {
                import.take(&mut source, parsed);
                import.sources.push(source);
            }
            Ok(())
        })?;
        self.import_view(id)
    }

    /// Reads with nobody waiting: one reading at a time, which may be given up.
    fn reading<T>(&self, id: &str, work: impl FnOnce(&Progress) -> T) -> Result<T, AppError> {
        let progress = Arc::new(Progress::default());
        self.with_import(id, |import| {
            if import.reading.is_some() {
                return Err(AppError::new("import_busy"));
            }
            import.reading = Some(Reading {
                progress: Arc::clone(&progress),
                since: Instant::now(),
            });
            Ok(())
        })?;
        let read = {
            // A derivation that was given up still runs to its end, and takes much memory.
            let _alone = lock(&self.deriving);
            work(&progress)
        };
        self.with_import(id, |import| {
            let mine = |reading: &mut Reading| Arc::ptr_eq(&reading.progress, &progress);
            match import.reading.take_if(mine) {
                Some(_) => Ok(read),
                None => Err(ImportError::Cancelled.into()),
            }
        })
    }

    /// Gives the reading up that is under way; what was read before stays.
    pub fn cancel_import(&self, id: &str) {
        let _ = self.with_import(id, |import| {
            if let Some(reading) = import.reading.take() {
                reading.progress.cancel();
            }
            Ok(())
        });
    }

    /// How far the reading is; nothing while there is none.
    pub fn import_progress(&self) -> Option<ImportProgressView> {
        let import = lock(&self.import);
        let reading = import.as_ref()?.reading.as_ref()?;
        Some(ImportProgressView {
            deriving: reading.progress.stage() == Stage::Deriving,
            seconds: reading
                .since
                .elapsed()
                .as_secs()
                .try_into()
                .unwrap_or(u32::MAX),
        })
    }

    fn with_import<T>(
        &self,
        id: &str,
        work: impl FnOnce(&mut Import) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        match &mut *lock(&self.import) {
            Some(import) if import.id == id => work(import),
            Some(_) | None => Err(gone()),
        }
    }

    /// The import as the page shows it: compared with what is there now.
    fn import_view(&self, id: &str) -> Result<ImportView, AppError> {
        let language = self.language();
        let view = |known: &[Known<'_>]| {
            self.with_import(id, |import| Ok(describe(import, language, known)))
        };
        if self.is_empty() {
            return view(&[]);
        }
        self.with_vault(|vault| {
            let known: Vec<_> = vault.accounts().iter().map(Known::from).collect();
            view(&known)
        })
    }
}

fn describe(import: &Import, language: Language, known: &[Known<'_>]) -> ImportView {
    let parsed = &import.parsed;
    let standings = compare::compare(known, &parsed.found);
    let found = parsed.found.iter().zip(standings).zip(0..);
    ImportView {
        import: import.id.clone(),
        files: import.sources.iter().zip(0..).map(file_view).collect(),
        accounts: found.map(|found| found_view(found, language)).collect(),
        refused: parsed.refused.iter().map(refused_view).collect(),
        transfers: parsed
            .transfers()
            .iter()
            .map(|transfer| TransferView {
                read: transfer.read,
                of: transfer.of,
            })
            .collect(),
        holds_passwords: parsed.holds_passwords,
        notice: import.notice.clone(),
    }
}

fn file_view((source, file): (&Source, u32)) -> ImportFileView {
    ImportFileView {
        file,
        name: source.origin.as_ref().map(origin::Origin::name),
        format: source.format.map(|(id, _)| id.to_owned()),
        app: source.format.map(|(_, app)| app.to_owned()),
        found: number(source.found),
        is_read: source.is_read(),
        need: source.need(),
        error: source.error.clone(),
    }
}

fn found_view(
    ((found, standing), index): ((&import::Found, compare::Standing), u32),
    language: Language,
) -> FoundView {
    let (standing, duplicate_of) = match standing {
        compare::Standing::New => (Standing::New, None),
        compare::Standing::Conflict => (Standing::Conflict, None),
        compare::Standing::Duplicate { issuer, name } => {
            (Standing::Duplicate, Some(enrol::label(&issuer, &name)))
        }
    };
    FoundView {
        account: enrol::describe(&found.entry, &found.warnings, language, index, duplicate_of),
        standing,
        tags: found.tags.clone(),
        noted: !found.note.is_empty(),
        favourite: found.favourite,
    }
}

fn refused_view(refused: &import::Refused) -> ImportRefusedView {
    let reason: &Reason = &refused.reason;
    ImportRefusedView {
        place: number(refused.place),
        issuer: refused.issuer.clone(),
        name: refused.name.clone(),
        error: AppError::from(reason),
    }
}

/// Asks for files with the system's dialog; `None` when the person cancels.
pub async fn from_dialog<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
    id: String,
) -> Result<Option<ImportView>, AppError> {
    let dialog = AsyncFileDialog::new()
        .set_parent(window)
        .set_title(app.words("window-import-title"));
    let Some(files) = dialog.pick_files().await else {
        return Ok(None);
    };
    let paths: Vec<_> = files.iter().map(|file| file.path().to_owned()).collect();
    app.blocking(move |core| core.import_files(&id, &paths))
        .await
        .map(Some)
}

/// Asks for the key file or the second file of a file; `None` when the person cancels.
pub async fn companion_from_dialog<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
    (id, file): (String, u32),
) -> Result<Option<ImportView>, AppError> {
    let dialog = AsyncFileDialog::new()
        .set_parent(window)
        .set_title(app.words("window-import-companion-title"));
    let Some(chosen) = dialog.pick_file().await else {
        return Ok(None);
    };
    let path = chosen.path().to_owned();
    app.blocking(move |core| core.import_with(&id, file, &path))
        .await
        .map(Some)
}

/// Looks at every monitor, with our windows hidden.
pub async fn from_screen<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
    id: String,
) -> Result<ImportView, AppError> {
    let captured = look::at_screen(app, window).await?;
    app.blocking(move |core| {
        let left_behind = look::left_behind(&captured);
        let found = look::codes_on_screen(&captured, harvest::is_otp);
        let found = found.map_err(|error| left_behind.clone().unwrap_or(error))?;
        core.with_import(&id, |import| {
            import.notice = left_behind;
            Ok(())
        })?;
        core.read_all(&id, || vec![Source::of_codes(&found)])
    })
    .await
}
