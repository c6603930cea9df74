//! From a picture, a text or a form to a preview, and from the preview into the vault. The page
//! sees names and parameters; the secrets wait here until the person says yes.

use std::path::PathBuf;

use guide::LookAlike;
use otp::{Entry, Pin, Warning};
use scan::{Effort, Found, ScanError, Shot, Worker, clipboard::Content, screen::Capture};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, Runtime, WebviewWindow};
use transfer::import::ImportError;
use vault::Vault;
use words::Language;
use zeroize::Zeroizing;

use crate::{
    app::{App, Core, lock, now},
    diagnosis::{self, OTHER_PARAMETERS},
    harvest::{Candidate, Harvest, is_otp},
    look, recovery, still,
    wire::{AddAccounts, AddedView, AppError, DroppedView, PreviewView, ReadManual, ScanView},
};

/// What was found and not added yet. There is one at a time: a new preview forgets the old one.
pub struct Draft {
    id: String,
    found: Vec<Candidate>,
}

/// Looks at every monitor, with our window hidden.
pub async fn from_screen<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
) -> Result<ScanView, AppError> {
    let captured = look::at_screen(app, window).await?;
    app.blocking(move |core| from_capture(core, &captured))
        .await
}

/// Reads the pictures of the screen. When a picture stayed on the disk, that is told whatever came of
/// the reading.
fn from_capture(core: &Core, captured: &Capture) -> Result<ScanView, AppError> {
    let left_behind = look::left_behind(captured);
    let read = || {
        let mut worker = Worker::start()?;
        let seen = look::codes_on_each(&mut worker, captured, is_otp)?;
        let mut harvest = Harvest::default();
        let outlines: Vec<_> = seen
            .iter()
            .map(|codes| harvest.take_outlined(codes))
            .collect();
        harvest.notice.clone_from(&left_behind);
        let mut view = core.preview(harvest)?;
        if outlines.iter().flatten().count() > 1 {
            view.stills = (captured.pictures.iter().zip(&seen).zip(outlines))
                .filter(|(_, outlines)| !outlines.is_empty())
                .map(|((monitor, seen), outlines)| still::of(&mut worker, monitor, seen, outlines))
                .collect::<Result<_, _>>()
                // It only helps to choose; the list does without.
                .unwrap_or_default();
        }
        Ok(view)
    };
    read().map_err(|error: AppError| left_behind.unwrap_or(error))
}

/// Looks at what was copied: a picture, picture files, or text.
pub fn from_clipboard(core: &Core) -> Result<ScanView, AppError> {
    let content = lock(&core.clipboard).clipboard().content()?;
    match content {
        Content::Picture(picture) => {
            let found = picture.decode(&is_otp, Effort::Thorough)?;
            core.preview(Harvest::of_codes(&found))
        }
        Content::Files(paths) if is_one_picture(&paths) => from_files(core, &paths),
        Content::Text(text) if !is_file_of_an_app(&text) => from_copied_text(core, &text),
        // The page opens an import and asks again there.
        Content::Files(_) | Content::Text(_) => Err(AppError::new("for_import")),
    }
}

/// Reads copied text. A part of a page is copied as HTML, too: the text beside it does not say where a
/// link leads, nor show a picture.
fn from_copied_text(core: &Core, text: &str) -> Result<ScanView, AppError> {
    use transfer::import::{pictures, uri_list};

    let has_link = |text: &str| uri_list(text.as_bytes()).is_ok_and(|parsed| parsed.has_link());
    let page = match has_link(text) || recovery::looks_like_a_key(text) {
        true => None,
        false => lock(&core.clipboard).clipboard().html()?,
    };
    let Some(page) = page else {
        return from_text(core, text);
    };
    if has_link(&page) {
        return from_text(core, &page);
    }
    let mut codes = Vec::new();
    if transfer::import::detect(page.as_bytes()).err() == Some(ImportError::Picture) {
        let mut worker = Worker::start()?;
        for picture in pictures(page.as_bytes()) {
            let picture = Shot::File(Zeroizing::new(picture.into_owned()));
            match worker.decode(&picture, &is_otp, Effort::Thorough) {
                // Most pictures of a page are none of codes.
                Err(ScanError::Picture(_)) => {}
                found => codes.extend(found?),
            }
        }
    }
    match codes.is_empty() {
        true => from_text(core, text),
        false => core.preview(Harvest::of_codes(&codes)),
    }
}

/// Whether a text is the content of another app's file, not links.
fn is_file_of_an_app(text: &str) -> bool {
    let format = transfer::import::detect(text.as_bytes());
    format.is_ok_and(|format| !["uri-list", "html-links"].contains(&format.id))
}

/// Asks for picture files with the system's dialog; `None` when the person cancels.
pub async fn from_dialog<R: Runtime>(
    app: &App,
    window: &WebviewWindow<R>,
) -> Result<Option<ScanView>, AppError> {
    let Some(paths) = look::ask_for_pictures(app, window).await else {
        return Ok(None);
    };
    app.blocking(move |core| from_files(core, &paths))
        .await
        .map(Some)
}

/// Reads picture files.
pub fn from_files(core: &Core, paths: &[PathBuf]) -> Result<ScanView, AppError> {
    core.preview(Harvest::of_codes(&look::codes_in_files(paths, is_otp)?))
}

/// What the codes in a frame of the camera hold.
pub fn from_codes(core: &Core, found: &[Found]) -> Result<ScanView, AppError> {
    core.preview(Harvest::of_codes(found))
}

/// Reads pasted text: links, alone or with anything around them.
pub fn from_text(core: &Core, text: &str) -> Result<ScanView, AppError> {
    core.preview(Harvest::of_text(text)?)
}

/// Reads the form for typing an account; a whole link in the field of the key is welcome too.
pub fn from_form(core: &Core, form: &ReadManual) -> Result<ScanView, AppError> {
    if form.secret.contains("://") {
        return from_text(core, &form.secret);
    }
    core.preview(Harvest {
        found: vec![typed(form)?.into()],
        ..Harvest::default()
    })
}

/// Stores what the person left in the preview.
pub fn add(core: &Core, req: &AddAccounts) -> Result<AddedView, AppError> {
    // Taken out meanwhile: the same request coming twice must not store twice.
    let draft = lock(&core.draft).take_if(|draft| draft.id == req.draft);
    let draft = draft.ok_or_else(|| AppError::new("draft_gone"))?;
    let added = chosen(&draft, req).and_then(|entries| store(core, entries));
    if added.is_err() {
        // Unless it was locked meanwhile: then the draft is to be gone.
        let _ = core.keep(&core.draft, draft);
    }
    added
}

fn store(core: &Core, entries: Vec<Entry>) -> Result<AddedView, AppError> {
    let added = core.with_vault_or_new(|vault| {
        let before = vault.accounts().len();
        match vault.add(entries, now().seconds()) {
            Ok(ids) => Ok(ids),
            // Kept in memory and told as unsaved: see `Core::accounts`.
            Err(_) if vault.unsaved().is_some() => Ok(vault
                .accounts()
                .iter()
                .skip(before)
                .map(|account| account.id.clone())
                .collect()),
            Err(error) => Err(error.into()),
        }
    })?;
    Ok(AddedView {
        accounts: added.iter().map(ToString::to_string).collect(),
    })
}

/// Files or text dragged onto the window: the native event, since a page cannot read files.
pub fn on_drag<R: Runtime>(app: &AppHandle<R>, event: &DragDropEvent) {
    let over = matches!(
        event,
        DragDropEvent::Enter { .. } | DragDropEvent::Over { .. }
    );
    // Without a page there is nobody to tell.
    let _ = app.emit("dragging", over);
    let DragDropEvent::Drop { paths, .. } = event else {
        return;
    };
    let (app, paths) = (app.clone(), paths.clone());
    tauri::async_runtime::spawn(async move {
        let state = app.state::<App>().inner().clone();
        let view = state.blocking(move |core| dropped(core, &paths)).await;
        let view = view.unwrap_or_else(|error| DroppedView {
            scan: None,
            import: None,
            error: Some(error),
        });
        let _ = app.emit("dropped", view);
    });
}

/// A single picture goes to the preview of an enrolment; anything else, and everything while an import
/// is open, is imported.
pub fn dropped(core: &Core, paths: &[PathBuf]) -> Result<DroppedView, AppError> {
    let open = core.open_import();
    if open.is_none() && is_one_picture(paths) {
        return Ok(DroppedView {
            scan: Some(from_files(core, paths)?),
            import: None,
            error: None,
        });
    }
    let id = match open {
        Some(id) => id,
        None => core.begin_import()?.import,
    };
    Ok(DroppedView {
        scan: None,
        import: Some(core.import_files(&id, paths)?),
        error: None,
    })
}

/// Whether it is one picture by its content. What cannot be read is left to the reader of pictures,
/// which says why.
fn is_one_picture(paths: &[PathBuf]) -> bool {
    let [path] = paths else { return false };
    scan::read_file(path).map_or(true, |bytes| {
        transfer::import::detect(&bytes).err() == Some(ImportError::Picture)
    })
}

/// The entry that was typed; absent fields have the usual values: SHA1, 6 digits, 30 s.
fn typed(form: &ReadManual) -> Result<Entry, otp::FieldError> {
    let digits = form.digits.map(|digits| digits.to_string());
    let period = form.period.map(|period| period.to_string());
    let counter = form.counter.map(|counter| counter.to_string());
    let fields = otp::Fields {
        kind: &form.kind,
        secret: Some(&form.secret),
        algorithm: form.algorithm.as_deref(),
        digits: digits.as_deref(),
        period: period.as_deref(),
        counter: counter.as_deref(),
        pin: form.pin.as_deref(),
    };
    Ok(Entry::new(&form.issuer, &form.name, fields.token()?))
}

impl Core {
    /// Forgets a preview and its secrets.
    pub fn drop_draft(&self, id: &str) {
        lock(&self.draft).take_if(|draft| draft.id == id);
    }

    /// Keeps what was found and shows it without its secrets.
    fn preview(&self, harvest: Harvest) -> Result<ScanView, AppError> {
        if harvest.found.is_empty() && harvest.refused.is_empty() {
            return Err(harvest.why_not.unwrap_or_else(|| AppError::new("no_qr")));
        }
        if let ([], [only]) = (harvest.found.as_slice(), harvest.refused.as_slice()) {
            return Err(only.error.clone());
        }
        let id = uuid::Uuid::new_v4().to_string();
        let accounts = self.describe(&harvest.found);
        let draft = Draft {
            id: id.clone(),
            found: harvest.found,
        };
        self.keep(&self.draft, draft)?;
        Ok(ScanView {
            draft: id,
            accounts,
            refused: harvest.refused,
            batch: harvest.batch,
            notice: harvest.notice,
            stills: Vec::new(),
        })
    }

    fn describe(&self, found: &[Candidate]) -> Vec<PreviewView> {
        let language = self.language();
        let all = |vault: Option<&Vault>| {
            let numbered = found.iter().zip(0..);
            let view = |(candidate, index): (&Candidate, u32)| {
                let Candidate { entry, warnings } = candidate;
                let same = vault.and_then(|vault| vault.duplicate_of(&entry.token));
                let same = same.map(|account| label(&account.issuer, &account.name));
                describe(entry, warnings, language, index, same)
            };
            numbered.map(view).collect()
        };
        self.with_vault(|vault| Ok(all(Some(vault))))
            .unwrap_or_else(|_| all(None))
    }
}

/// How an account is called in a sentence.
pub fn label(issuer: &str, name: &str) -> String {
    format!("{issuer} {name}").trim().to_owned()
}

/// An account without its secret.
pub fn describe(
    entry: &Entry,
    warnings: &[Warning],
    language: Language,
    index: u32,
    duplicate_of: Option<String>,
) -> PreviewView {
    let kind = &entry.token.kind;
    let looks_like = guide::look_alike(&entry.issuer, &entry.name);
    let portal = guide::portal_of(&entry.issuer, &entry.name);
    let portal = portal.filter(|portal| diagnosis::differs(portal, kind));
    // That they are unusual is no news beside that they are not those of the portal.
    let said = |warning: &Warning| {
        use Warning::{FewDigits, UnusualAlgorithm, UnusualPeriod};
        portal.is_some() && matches!(warning, FewDigits | UnusualAlgorithm | UnusualPeriod)
    };
    // What may be a fraud comes before what is only unusual.
    let codes = looks_like.iter().map(|_| LookAlike::CODE);
    let codes = codes.chain(portal.iter().map(|_| OTHER_PARAMETERS));
    let tokens = warnings.iter().filter(|warning| !said(warning));
    let codes = codes.chain(tokens.map(|warning| warning.code()));
    PreviewView {
        index,
        issuer: entry.issuer.clone(),
        name: entry.name.clone(),
        kind: kind.name().to_owned(),
        algorithm: kind.algorithm().name().to_owned(),
        digits: kind.digits(),
        period: kind
            .period()
            .and_then(|period| period.get().try_into().ok()),
        counter: match kind {
            otp::Kind::Hotp { counter, .. } => Some(counter.get()),
            _ => None,
        },
        pin_needed: kind.lacks_pin(),
        warnings: codes.map(str::to_owned).collect(),
        looks_like: looks_like.map(|found| found.portal.name.of(language).clone()),
        portal: portal.map(|portal| portal.name.of(language).clone()),
        duplicate_of,
    }
}

/// The entries the person chose, with their changes to names and their PINs.
fn chosen(draft: &Draft, req: &AddAccounts) -> Result<Vec<Entry>, AppError> {
    let mut entries = Vec::new();
    for wanted in &req.accounts {
        let index = usize::try_from(wanted.index).unwrap_or(usize::MAX);
        let found = draft
            .found
            .get(index)
            .ok_or_else(|| AppError::new("draft_gone"))?;
        let mut entry = Entry::new(&wanted.issuer, &wanted.name, found.entry.token.clone());
        if let Some(pin) = wanted.pin.as_deref().filter(|pin| !pin.is_empty()) {
            entry.token.set_pin(Pin::new(pin)?)?;
        }
        entries.push(entry);
    }
    if entries.is_empty() {
        return Err(AppError::new("nothing_chosen"));
    }
    Ok(entries)
}
