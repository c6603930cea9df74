//! The portal's own recovery codes of an account. They are stored secrets, so they go to a window of
//! their own, which may do nothing else and whose process ends with it.

use std::ops::Range;

use tauri::{AppHandle, Emitter, Manager, Runtime};
use transfer::recovery_codes;
use vault::{Account, AccountId, Edit, Tick};
use zeroize::Zeroizing;

use crate::{
    accounts::find,
    app::{App, Core, lock, now},
    harden,
    restore::number,
    window::{self, MAIN, RECOVERY_CODES},
    wire::{
        AppError, CopiedView, CopyRecoveryCode, PastedCodeView, PastedCodesView, ReadRecoveryCodes,
        RecoveryCodeView, RecoveryCodesLeftView, RecoveryCodesView, SaveRecoveryCodes,
        ShowRecoveryCodes, SpanView, TickRecoveryCode,
    },
};

/// Tells the main window that other codes are left than it shows.
const CHANGED: &str = "recovery-codes-changed";

/// Finds the codes in a text that was pasted. What goes out is where they stand.
///
/// # Errors
/// `no_recovery_codes` and the like.
pub fn read(req: &ReadRecoveryCodes) -> Result<PastedCodesView, AppError> {
    let pasted = recovery_codes::read(&req.text)?;
    let span = |range: &Range<usize>| span(&req.text, range);
    Ok(PastedCodesView {
        codes: pasted
            .codes
            .iter()
            .map(|place| PastedCodeView {
                span: span(&place.range),
                used: place.used,
            })
            .collect(),
        left_out: pasted.left_out.iter().map(span).collect(),
    })
}

fn span(text: &str, range: &Range<usize>) -> SpanView {
    let units = |to: usize| number(text[..to].encode_utf16().count());
    SpanView {
        start: units(range.start),
        end: units(range.end),
    }
}

/// How many are left; none for an account without any.
pub fn left(account: &Account) -> Option<RecoveryCodesLeftView> {
    let total = account.recovery_codes.len();
    (total > 0).then(|| RecoveryCodesLeftView {
        left: number(account.recovery_codes_left()),
        total: number(total),
    })
}

impl Core {
    /// Keeps the list as the person has looked through it, in the place of the one before.
    ///
    /// # Errors
    /// `account_not_found`; `too_many_recovery_codes` and the like.
    pub fn save_recovery_codes(&self, req: &SaveRecoveryCodes) -> Result<(), AppError> {
        let codes = match req.text.is_empty() {
            true => Vec::new(),
            false => recovery_codes::lines(&req.text)?,
        };
        let used = codes.iter().filter(|code| code.used);
        let edit = Edit {
            ticks: used
                .map(|code| Tick {
                    code: code.text.clone(),
                    used: true,
                })
                .collect(),
            recovery_codes: Some(codes.into_iter().map(|code| code.text).collect()),
            ..Edit::default()
        };
        self.change(|vault| vault.edit(&req.account.as_str().into(), edit, now().seconds()))
    }

    /// Lets their window show the codes of an account.
    ///
    /// # Errors
    /// As [`Core::authenticate`]; `account_not_found`; `no_recovery_codes_kept`.
    pub(crate) fn prepare_recovery_codes(&self, req: &ShowRecoveryCodes) -> Result<(), AppError> {
        self.authenticate(req.current.as_deref(), req.understood)?;
        let id = AccountId::from(req.account.as_str());
        // As long as the vault is held open: a lock, of whatever kind, ends what may be shown.
        self.with_vault(|vault| match left(find(vault, &id)?) {
            Some(_) => {
                *lock(&self.recovery_codes) = Some(id.clone());
                Ok(())
            }
            None => Err(AppError::new("no_recovery_codes_kept")),
        })
    }

    /// The recovery codes, for their window only.
    ///
    /// # Errors
    /// `no_codes_to_show`, or why the vault is shut.
    pub fn recovery_codes_view(&self) -> Result<RecoveryCodesView, AppError> {
        let id = self.shown_recovery_codes()?;
        let language = self.settings().shown_language;
        self.with_vault(|vault| {
            let account = find(vault, &id)?;
            let codes = account.recovery_codes.iter();
            Ok(RecoveryCodesView {
                language,
                issuer: account.issuer.clone(),
                name: account.name.clone(),
                // EXPOSE: to the window that was opened for them.
                codes: codes
                    .map(|code| RecoveryCodeView {
                        code: code.as_str().to_owned(),
                        used: account.is_recovery_code_used(code),
                    })
                    .collect(),
            })
        })
    }

    /// Ticks a code of the shown account as used, or not.
    ///
    /// # Errors
    /// `no_codes_to_show`, `recovery_code_not_found`, or why the vault is shut.
    pub fn tick_recovery_code(
        &self,
        req: &TickRecoveryCode,
    ) -> Result<RecoveryCodesView, AppError> {
        let id = self.shown_recovery_codes()?;
        self.note_activity();
        let edit = Edit {
            ticks: vec![Tick {
                code: Zeroizing::new(req.code.clone()),
                used: req.used,
            }],
            ..Edit::default()
        };
        self.change(|vault| vault.edit(&id, edit, now().seconds()))?;
        self.recovery_codes_view()
    }

    /// Puts a code of the shown account on the clipboard, to be cleared as a login code is.
    ///
    /// # Errors
    /// `no_codes_to_show`, `recovery_code_not_found`, no clipboard.
    pub fn copy_recovery_code(&self, req: &CopyRecoveryCode) -> Result<CopiedView, AppError> {
        let id = self.shown_recovery_codes()?;
        self.note_activity();
        self.hold_on_clipboard(|| {
            self.with_vault(|vault| {
                let codes = &find(vault, &id)?.recovery_codes;
                let is_kept = codes.iter().any(|code| *code.as_str() == req.code);
                let unknown = || vault::VaultError::RecoveryCodeNotFound.into();
                is_kept.then_some(&req.code).ok_or_else(unknown)
            })
        })
    }

    fn shown_recovery_codes(&self) -> Result<AccountId, AppError> {
        let shown = lock(&self.recovery_codes).clone();
        shown.ok_or_else(|| AppError::new("no_codes_to_show"))
    }
}

/// Opens the window with the recovery codes of an account.
///
/// # Errors
/// `codes_are_open`; as [`Core::prepare_recovery_codes`]; `internal` when the window cannot be made.
pub async fn open<R: Runtime>(app: &AppHandle<R>, req: ShowRecoveryCodes) -> Result<(), AppError> {
    let state = app.state::<App>().inner().clone();
    if let Some(window) = app.get_webview_window(RECOVERY_CODES) {
        window::show(&window);
        return Err(AppError::new("recovery_codes_are_open"));
    }
    state
        .blocking(move |core| core.prepare_recovery_codes(&req))
        .await?;
    let window = window::beside(
        app,
        RECOVERY_CODES,
        "recovery-codes.html",
        "window-recovery-codes-title",
        (460.0, 680.0),
        (340.0, 480.0),
    )?;
    // The lock ends the windows that it finds; this one came after it.
    if let Err(error) = state.core().shown_recovery_codes() {
        window::end(&window);
        return Err(error);
    }
    Ok(())
}

/// Ticks a code and tells the main window, which counts them.
///
/// # Errors
/// As [`Core::tick_recovery_code`].
pub async fn tick<R: Runtime>(
    app: &AppHandle<R>,
    req: TickRecoveryCode,
) -> Result<RecoveryCodesView, AppError> {
    let state = app.state::<App>().inner().clone();
    let view = state
        .blocking(move |core| core.tick_recovery_code(&req))
        .await?;
    // Without the main window there is nobody to tell.
    let _ = app.emit_to(MAIN, CHANGED, ());
    Ok(view)
}

/// The window is gone, and with it what it showed.
pub fn window_closed<R: Runtime>(app: &AppHandle<R>) {
    *lock(&app.state::<App>().core().recovery_codes) = None;
    harden::wipe_stack();
}
