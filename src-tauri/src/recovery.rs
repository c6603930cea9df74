//! A new recovery sheet: from the key that is shown once to the proof that it was kept, and reading
//! the key of a sheet back.

use jiff::{Zoned, civil::Date};
use scan::{Effort, Found, clipboard::Content};
use tauri::{AppHandle, Emitter, Manager, Runtime, WebviewWindow};
use vault::{RecoveryKey, Timestamp, VaultError};
use zeroize::Zeroizing;

use crate::{
    app::{App, Core, lock, now},
    look,
    opening::first_that_fits,
    window::MAIN,
    wire::{AppError, ProtectionView, RecoveryView, SheetClosedView, SheetSource, SheetView},
};

/// What each key of a sheet begins with, as it is scanned.
const BEGINNING: &str = "AGE-SECRET-KEY-1";

/// A sheet that is being made. The vault does not know its key yet.
pub struct DraftSheet {
    key: RecoveryKey,
    made: Date,
    made_at: Timestamp,
    /// Its window was told to save it, to print it.
    saved: bool,
    printed: bool,
    /// The person has shown to have it, while there is no vault that could note that.
    checked_at: Option<Timestamp>,
}

impl DraftSheet {
    fn new() -> Self {
        Self {
            key: RecoveryKey::generate(),
            made: Zoned::now().date(),
            made_at: now().seconds(),
            saved: false,
            printed: false,
            checked_at: None,
        }
    }

    /// Its key.
    pub fn key(&self) -> &RecoveryKey {
        &self.key
    }

    /// Whether the person has shown to have it.
    pub fn is_checked(&self) -> bool {
        self.checked_at.is_some()
    }

    /// What there is to tell of it before there is a vault.
    pub fn view(&self) -> RecoveryView {
        RecoveryView {
            made_at: self.made_at,
            checked_at: self.checked_at,
        }
    }
}

/// Whether a scanned text is the key of a recovery sheet, which is no code and is never shown.
pub fn looks_like_a_key(text: &str) -> bool {
    let text = text.trim_start();
    text.get(..BEGINNING.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(BEGINNING))
}

impl Core {
    /// Makes a key for a new sheet. A sheet whose window is open is not made anew: see
    /// [`crate::sheet_window::open`].
    ///
    /// # Errors
    /// `locked`.
    pub fn begin_sheet(&self) -> Result<(), AppError> {
        self.keep(&self.sheet, DraftSheet::new())
    }

    /// The new sheet, for its window only.
    ///
    /// # Errors
    /// `no_new_sheet`.
    pub fn sheet_view(&self) -> Result<SheetView, AppError> {
        let vault = self.vault_id();
        let language = self.language();
        self.with_sheet(|draft| {
            // EXPOSE: the window of the sheet shows it, see wire::SheetView.
            let text = draft.key.to_text();
            let key = sheet::RecoveryKey::new(&text)?;
            Ok(SheetView {
                language: self.settings().shown_language,
                made_at: sheet::day(language, draft.made),
                vault: vault.chars().take(8).collect(),
                groups: sheet::groups(key).into_iter().map(str::to_owned).collect(),
                qr: sheet::qr_svg(key)?.as_str().to_owned(),
            })
        })
    }

    /// The new sheet as a page to print.
    ///
    /// # Errors
    /// `no_new_sheet`, or why it could not be drawn.
    pub fn sheet_pdf(&self) -> Result<Zeroizing<Vec<u8>>, AppError> {
        let vault_id = self.vault_id();
        let language = self.language();
        self.with_sheet(|draft| {
            // EXPOSE: the person prints it.
            let text = draft.key.to_text();
            Ok(sheet::pdf(&sheet::Sheet {
                key: sheet::RecoveryKey::new(&text)?,
                vault_id: &vault_id,
                made: draft.made,
                language,
            })?)
        })
    }

    /// Notes that the new sheet was saved or printed.
    pub fn note_sheet(&self, saved: bool, printed: bool) {
        if let Some(draft) = &mut *lock(&self.sheet) {
            draft.saved |= saved;
            draft.printed |= printed;
        }
    }

    /// Whether one of the keys is that of the new sheet, which then takes effect, or that of the
    /// sheet that the vault has.
    ///
    /// # Errors
    /// `sheet_wrong`, or why it could not be saved; the new sheet is then still there.
    pub fn check_sheet(&self, keys: &[RecoveryKey]) -> Result<ProtectionView, AppError> {
        let time = now().seconds();
        let is_new = {
            let draft = lock(&self.sheet);
            let wanted = draft.as_ref().map(|draft| draft.key.to_text());
            wanted.is_some_and(|text| keys.iter().any(|key| key.to_text() == text))
        };
        if !is_new {
            self.with_vault(|vault| {
                Ok(first_that_fits(keys, |key| {
                    vault.check_recovery(key, time)
                })?)
            })?;
        } else if self.is_open() {
            self.take_sheet(true)?;
        } else if let Some(draft) = &mut *lock(&self.sheet) {
            draft.checked_at = Some(time);
        }
        Ok(self.protection())
    }

    /// Takes the first sheet without the proof that it was kept.
    ///
    /// # Errors
    /// `no_new_sheet`, `sheet_not_checked` when it would replace one that may be kept, or why it could
    /// not be saved.
    pub fn put_off_check(&self) -> Result<ProtectionView, AppError> {
        if self.with_vault(|vault| Ok(vault.recovery().is_some()))? {
            return Err(AppError::new("sheet_not_checked"));
        }
        self.take_sheet(false)?;
        Ok(self.protection())
    }

    /// Gives the vault the key of the new sheet.
    fn take_sheet(&self, checked: bool) -> Result<(), AppError> {
        self.with_vault(|vault| {
            let mut draft = lock(&self.sheet);
            let key = draft.as_ref().ok_or_else(no_new_sheet)?.key();
            vault.set_recovery(key, checked, now().seconds())?;
            *draft = None;
            Ok(())
        })
    }

    fn with_sheet<T>(
        &self,
        work: impl FnOnce(&DraftSheet) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        work(lock(&self.sheet).as_ref().ok_or_else(no_new_sheet)?)
    }

    /// Empty while there is no vault.
    fn vault_id(&self) -> String {
        self.with_vault(|vault| Ok(vault.id().to_owned()))
            .unwrap_or_default()
    }
}

fn no_new_sheet() -> AppError {
    AppError::new("no_new_sheet")
}

/// The keys that can be read where the person has said that the sheet is; `None` when the person
/// closes the dialog. There may be several on a screen.
///
/// # Errors
/// Why there is none.
pub async fn read<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
    from: SheetSource,
    typed: Option<&str>,
) -> Result<Option<Vec<RecoveryKey>>, AppError> {
    match from {
        SheetSource::Typed => {
            let typed = Zeroizing::new(typed.unwrap_or_default().to_owned());
            let read = move |_: &Core| of_text(&typed).map(|key| vec![key]);
            app.blocking(read).await.map(Some)
        }
        SheetSource::Screen => {
            let captured = look::at_screen(app, window).await?;
            let read = move |_: &Core| {
                let found = look::codes_on_screen(&captured, looks_like_a_key);
                // The picture that stayed on the disk shows the key: that comes first.
                match look::left_behind(&captured) {
                    Some(left_behind) => Err(left_behind),
                    None => of_codes(&found?),
                }
            };
            app.blocking(read).await.map(Some)
        }
        SheetSource::Clipboard => app.blocking(of_clipboard).await.map(Some),
        SheetSource::Picture => {
            let Some(paths) = look::ask_for_pictures(app, window).await else {
                return Ok(None);
            };
            let read = move |_: &Core| of_codes(&look::codes_in_files(&paths, looks_like_a_key)?);
            app.blocking(read).await.map(Some)
        }
    }
}

fn of_clipboard(core: &Core) -> Result<Vec<RecoveryKey>, AppError> {
    let content = lock(&core.clipboard).clipboard().content()?;
    match content {
        Content::Picture(picture) => {
            let found = picture.decode(&looks_like_a_key, Effort::Thorough)?;
            of_codes(&found)
        }
        Content::Files(paths) => of_codes(&look::codes_in_files(&paths, looks_like_a_key)?),
        Content::Text(text) => of_text(&text).map(|key| vec![key]),
    }
}

fn of_text(text: &str) -> Result<RecoveryKey, AppError> {
    let line = sheet::read_typed(text)?;
    RecoveryKey::from_text(&line).ok_or_else(|| VaultError::SheetWrong.into())
}

fn of_codes(found: &[Found]) -> Result<Vec<RecoveryKey>, AppError> {
    let keys: Vec<_> = found
        .iter()
        .filter(|code| looks_like_a_key(&code.text))
        .filter_map(|code| of_text(&code.text).ok())
        .collect();
    if keys.is_empty() {
        return Err(AppError::new("qr_is_no_sheet"));
    }
    Ok(keys)
}

/// The window of the sheet is gone: the page hears whether the person has kept it.
pub fn window_closed<R: Runtime>(app: &AppHandle<R>) {
    let state = app.state::<App>();
    let told = match &*lock(&state.core().sheet) {
        Some(draft) => SheetClosedView {
            saved: draft.saved,
            printed: draft.printed,
        },
        None => SheetClosedView {
            saved: false,
            printed: false,
        },
    };
    // Without a page there is nobody to tell.
    let _ = app.emit_to(MAIN, "sheet-closed", told);
}
