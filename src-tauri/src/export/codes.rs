//! QR codes of accounts. A QR code is the key itself, so it goes to a window of its own, which may do
//! nothing else and whose process ends with it.

use jiff::Zoned;
use sheet::codes::How;
use tauri::{AppHandle, Manager, Runtime};
use transfer::export::{self, Account, Exported};
use words::Language;
use zeroize::Zeroizing;

use super::{File, left_out};
use crate::{
    app::{App, Core, lock},
    harden,
    restore::number,
    window::{self, CODES},
    wire::{AppError, CodeView, CodesView, ExportedView, ShowCodes},
};

/// What the window is to show.
pub struct Codes {
    google: bool,
    codes: Vec<Code>,
}

/// One of them.
struct Code {
    issuer: String,
    name: String,
    uri: Zeroizing<String>,
}

impl Core {
    /// Prepares QR codes for their window.
    ///
    /// # Errors
    /// As [`Core::authenticate`]; `nothing_to_export`.
    fn prepare_codes(&self, req: &ShowCodes) -> Result<ExportedView, AppError> {
        self.authenticate(req.current.as_deref(), req.understood)?;
        self.with_chosen(req.accounts.as_deref(), |chosen| {
            let accounts: Vec<Account<'_>> = chosen.iter().map(Account::from).collect();
            let (codes, count, left) = if req.google {
                let moved = export::google(&accounts)?;
                let (issuer, name) = (String::new(), String::new());
                let code = |uri| Code {
                    issuer: issuer.clone(),
                    name: name.clone(),
                    uri,
                };
                let codes: Vec<_> = moved.content.into_iter().map(code).collect();
                (codes, moved.accounts, left_out(chosen, &moved.left_out))
            } else {
                let codes: Vec<_> = chosen.iter().map(code_of).collect();
                let count = codes.len();
                (codes, count, Vec::new())
            };
            let google = req.google;
            self.keep(&self.codes, Codes { google, codes })?;
            Ok(ExportedView {
                path: None,
                accounts: number(count),
                left_out: left,
            })
        })
    }

    /// The QR codes, for their window only.
    ///
    /// # Errors
    /// `no_codes_to_show`, or why one could not be drawn.
    pub fn codes_view(&self) -> Result<CodesView, AppError> {
        let language = self.settings().shown_language;
        let codes = lock(&self.codes);
        let codes = codes.as_ref();
        let codes = codes.ok_or_else(|| AppError::new("no_codes_to_show"))?;
        let view = |code: &Code| {
            Ok(CodeView {
                issuer: code.issuer.clone(),
                name: code.name.clone(),
                qr: sheet::text_svg(&code.uri)?.as_str().to_owned(),
            })
        };
        Ok(CodesView {
            language,
            google: codes.google,
            codes: codes
                .codes
                .iter()
                .map(view)
                .collect::<Result<_, AppError>>()?,
        })
    }
}

fn code_of(account: &vault::Account) -> Code {
    let token = account.token.clone();
    let entry = otp::Entry::new(&account.issuer, &account.name, token);
    Code {
        issuer: account.issuer.clone(),
        name: account.name.clone(),
        uri: otp::uri::write(&entry),
    }
}

/// The QR codes on pages to print.
///
/// # Errors
/// Why they could not be drawn.
pub(super) fn printed(accounts: &[vault::Account], language: Language) -> Result<File, AppError> {
    let codes: Vec<_> = accounts.iter().map(code_of).collect();
    let on_paper: Vec<_> = codes
        .iter()
        .zip(accounts)
        .map(|(code, account)| sheet::codes::Account {
            issuer: &code.issuer,
            name: &code.name,
            uri: &code.uri,
            how: how(&account.token.kind),
        })
        .collect();
    let printed = sheet::codes::pdf(&sheet::codes::Codes {
        accounts: &on_paper,
        made: Zoned::now().date(),
        language,
    })?;
    Ok(Exported {
        accounts: accounts.len().saturating_sub(printed.left_out.len()),
        content: printed.pdf,
        left_out: printed
            .left_out
            .iter()
            .map(|account| export::LeftOut {
                account: *account,
                what: export::Lost::Secret,
            })
            .collect(),
    })
}

fn how(kind: &otp::Kind) -> How<'_> {
    match kind {
        otp::Kind::Totp { digits, period, .. } => How::Time {
            digits: digits.get(),
            period: period.get(),
            algorithm: kind.algorithm().name(),
        },
        otp::Kind::Hotp {
            digits, counter, ..
        } => How::Counter {
            digits: digits.get(),
            counter: counter.get(),
            algorithm: kind.algorithm().name(),
        },
        otp::Kind::Steam => How::Steam,
        otp::Kind::Yandex { .. } => How::Yandex,
        otp::Kind::Motp { .. } => How::Motp,
    }
}

/// Opens the window with the QR codes.
///
/// # Errors
/// `codes_are_open`; as [`Core::authenticate`]; `internal` when the window cannot be made.
pub async fn open<R: Runtime>(
    app: &AppHandle<R>,
    req: ShowCodes,
) -> Result<ExportedView, AppError> {
    let state = app.state::<App>().inner().clone();
    if let Some(window) = app.get_webview_window(CODES) {
        window::show(&window);
        return Err(AppError::new("codes_are_open"));
    }
    let shown = state.blocking(move |core| core.prepare_codes(&req)).await?;
    window::beside(
        app,
        CODES,
        "codes.html",
        "window-codes-title",
        (460.0, 620.0),
        (360.0, 480.0),
    )?;
    Ok(shown)
}

/// The window is gone, and with it what it showed.
pub fn window_closed<R: Runtime>(app: &AppHandle<R>) {
    *lock(&app.state::<App>().core().codes) = None;
    harden::wipe_stack();
}
