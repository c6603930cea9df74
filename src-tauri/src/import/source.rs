//! One file, paste or look at the screen of an import, and what became of reading it.

use std::{path::Path, sync::Arc};

use otp::payload;
use scan::{Effort, Found, Shot, Worker};
use transfer::import::{self, ImportError, Parsed, Password, Progress, Request};
use zeroize::Zeroizing;

use super::origin::Origin;
use crate::{
    harvest::is_otp,
    recovery,
    wire::{AppError, ImportNeed},
};

/// Bytes that are wiped when the last owner is gone.
pub type Bytes = Arc<Zeroizing<Vec<u8>>>;

/// Something that accounts are read from. A copy shares the bytes.
#[derive(Clone)]
pub struct Source {
    /// Gone as soon as they are read.
    bytes: Option<Bytes>,
    /// The file, if it is one.
    pub origin: Option<Origin>,
    /// What the person gave for it.
    pub password: Option<Password>,
    pub companion: Option<Bytes>,
    /// Identifier and app of its format, once it is known.
    pub format: Option<(&'static str, &'static str)>,
    /// Why it was not read.
    pub error: Option<AppError>,
    /// It was encrypted: nobody can read it without its password.
    pub encrypted: bool,
    /// Accounts that it brought.
    pub found: usize,
    /// There are accounts in it, though another source may have brought them before.
    pub holds_accounts: bool,
}

impl Source {
    /// A file that was dropped, chosen or copied.
    pub fn of_file(path: &Path) -> Self {
        match Origin::read(path) {
            Ok((origin, bytes)) => Self::of(Some(bytes), Some(origin), None),
            Err(error) => Self::of(None, None, Some(error)),
        }
    }

    /// A text.
    pub fn of_text(text: &str) -> Self {
        if recovery::looks_like_a_key(text) {
            let error = AppError::new("recovery_sheet_is_no_code");
            return Self::of(None, None, Some(error));
        }
        Self::of(Some(Zeroizing::new(text.as_bytes().to_vec())), None, None)
    }

    /// What stood in the QR codes of a picture.
    pub fn of_codes(found: &[Found]) -> Self {
        match text_of_codes(found) {
            Ok(text) => Self::of_text(&text),
            Err(error) => Self::of(None, None, Some(error)),
        }
    }

    fn of(
        bytes: Option<Zeroizing<Vec<u8>>>,
        origin: Option<Origin>,
        error: Option<AppError>,
    ) -> Self {
        Self {
            bytes: bytes.map(Arc::new),
            origin,
            password: None,
            companion: None,
            format: None,
            error,
            encrypted: false,
            found: 0,
            holds_accounts: false,
        }
    }

    /// Reads it. What it lacks then is told by [`Source::need`]; only with that it keeps its bytes.
    pub fn read(&mut self, progress: &Progress) -> Option<Parsed> {
        let bytes = self.bytes.clone()?;
        // Beside its second file a text may be of another app than alone.
        if self.companion.is_none()
            && let Ok(format) = import::detect(&bytes)
        {
            self.format = Some((format.id, format.app));
        }
        match self.parsed(&bytes, progress) {
            Ok(parsed) => {
                self.encrypted = parsed.encrypted;
                self.error = None;
                self.forget();
                Some(parsed)
            }
            Err(error) => {
                self.error = Some(error);
                match self.need() {
                    None => self.forget(),
                    Some(ImportNeed::Companion) => self.format = None,
                    Some(_) => {}
                }
                None
            }
        }
    }

    fn parsed(&mut self, bytes: &[u8], progress: &Progress) -> Result<Parsed, AppError> {
        let name = self.origin.as_ref().map(Origin::name);
        let companion = self.companion.as_ref().map(|bytes| bytes.as_slice());
        let request = Request {
            file_name: name.as_deref(),
            password: self.password.as_ref(),
            // A file has at most one of the two beside it.
            key_file: companion,
            companion,
            ..Request::new(bytes, progress)
        };
        match import::read(&request) {
            Ok((format, parsed)) => {
                self.format = Some((format.id, format.app));
                Ok(parsed)
            }
            Err(ImportError::Picture) => pictures(bytes),
            Err(error) => Err(error.into()),
        }
    }

    fn forget(&mut self) {
        self.bytes = None;
        self.password = None;
        self.companion = None;
    }

    /// It was read.
    pub fn is_read(&self) -> bool {
        self.bytes.is_none() && self.error.is_none()
    }

    /// What would make another try worth while.
    pub fn need(&self) -> Option<ImportNeed> {
        match self.error.as_ref()?.code.as_str() {
            "password_needed" | "wrong_password" | "wrong_password_or_damaged" => {
                Some(ImportNeed::Password)
            }
            "sheet_needed" | "sheet_wrong" => Some(ImportNeed::Sheet),
            "key_file_needed" => Some(ImportNeed::KeyFile),
            "companion_needed" => Some(ImportNeed::Companion),
            _ => None,
        }
    }
}

/// The accounts in the QR codes of a picture file, or of the pictures in a page.
fn pictures(bytes: &[u8]) -> Result<Parsed, AppError> {
    let mut found = Vec::new();
    let mut worker = Worker::start()?;
    for picture in import::pictures(bytes) {
        let picture = Shot::File(Zeroizing::new(picture.to_vec()));
        match worker.decode(&picture, &is_otp, Effort::Thorough) {
            Err(error) if error.sight().is_some() => {} // an icon of the page
            codes => found.extend(codes?),
        }
    }
    let text = text_of_codes(&found)?;
    Ok(import::uri_list(text.as_bytes())?)
}

/// The links among QR codes, one a line; without any, why there is none.
fn text_of_codes(found: &[Found]) -> Result<Zeroizing<String>, AppError> {
    let links = || found.iter().filter(|code| is_otp(&code.text));
    let length = links().map(|code| code.text.len() + 1).sum();
    let mut text = Zeroizing::new(String::with_capacity(length));
    for code in links() {
        text.push_str(&code.text);
        text.push('\n');
    }
    if !text.is_empty() {
        return Ok(text);
    }
    if found
        .iter()
        .any(|code| recovery::looks_like_a_key(&code.text))
    {
        return Err(AppError::new("recovery_sheet_is_no_code"));
    }
    let why = found.first().map(|code| payload::read(&code.text));
    Err(match why {
        Some(Err(error)) => error.into(),
        _ => AppError::new("no_qr"),
    })
}
