//! `scan`: the QR codes of picture and PDF files, each with what it holds.

use std::io::Read;
use std::path::Path;

use scan::{Effort, Found, MAX_FILE_BYTES, ScanError, Shot, Worker};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::args::Scan;
use crate::outcome::{Failure, Status};
use crate::parse::{self, in_words};
use crate::say::{Say, error_text};

/// What was found in one file.
#[derive(Serialize)]
struct FileJson {
    file: String,
    codes: Vec<CodeJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

/// One QR code.
#[derive(Serialize)]
struct CodeJson {
    #[serde(flatten)]
    read: parse::Read,
    corners: [[u32; 2]; 4],
    /// Of a PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<Zeroizing<String>>,
    /// Why the account in it cannot be taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'static str>,
}

/// Whether a text is what somebody who looks for a QR code is after.
pub(crate) fn is_wanted(text: &str) -> bool {
    otp::payload::kind_of(text).is_otp()
}

/// The bytes of a file; `-` is the standard input.
///
/// # Errors
/// Those of [`scan::read_file`]; `io_failed`.
pub(crate) fn bytes_of(file: &Path, stdin: impl Read) -> Result<Zeroizing<Vec<u8>>, Failure> {
    if file.as_os_str() != "-" {
        return Ok(scan::read_file(file)?);
    }
    // Room for an ordinary picture at once. One that is too large is refused by the reader.
    let mut bytes = Zeroizing::new(Vec::with_capacity(1 << 20));
    stdin.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Looks into every file, and goes on after one that cannot be read.
pub(crate) fn run(
    request: &Scan,
    mut stdin: impl Read,
    say: &mut Say<'_>,
) -> Result<Status, Failure> {
    let mut reader = Reader::default();
    let mut status = Status::Done;
    for file in &request.files {
        if !one(file, &mut stdin, &mut reader, say)? {
            status = Status::Refused;
        }
    }
    Ok(status)
}

/// The process that decodes, kept for all files; another one after it died of one.
#[derive(Default)]
struct Reader(Option<Worker>);

impl Reader {
    fn decode(&mut self, shot: &Shot) -> Result<Vec<Found>, ScanError> {
        let mut worker = match self.0.take() {
            Some(worker) => worker,
            None => Worker::start()?,
        };
        let found = worker.decode(shot, &is_wanted, Effort::Thorough);
        let is_alive = !matches!(
            found,
            Err(ScanError::WorkerCrashed | ScanError::WorkerHung | ScanError::Cancelled)
        );
        self.0 = is_alive.then_some(worker);
        found
    }
}

/// Whether everything in the file could be read.
fn one(
    path: &Path,
    stdin: impl Read,
    reader: &mut Reader,
    say: &mut Say<'_>,
) -> Result<bool, Failure> {
    let file = path.display().to_string();
    let read = bytes_of(path, stdin).and_then(|bytes| {
        let is_pdf = is_pdf(&bytes);
        Ok((reader.decode(&Shot::File(bytes))?, is_pdf))
    });
    let (found, is_pdf) = match read {
        Ok(read) => read,
        Err(failure) => {
            let (code, detail) = (failure.code, failure.detail);
            say.explain(Some(&file), code, detail.as_deref())?;
            if say.json {
                let message = Some(error_text(say.language, code, detail.as_deref()).what);
                say.data(&FileJson {
                    file,
                    codes: Vec::new(),
                    error: Some(code),
                    message,
                })?;
            }
            return Ok(false);
        }
    };
    let codes = found
        .into_iter()
        .map(|found| code(&file, found, is_pdf, say))
        .collect::<Result<Vec<_>, _>>()?;
    let all_good = codes.iter().all(|code| code.error.is_none());
    if say.json {
        say.data(&FileJson {
            file,
            codes,
            error: None,
            message: None,
        })?;
    } else {
        for code in codes.iter().filter(|code| code.error.is_none()) {
            in_words(&code.read, say)?;
        }
    }
    Ok(all_good)
}

/// A PDF says so within its first 1024 bytes (ISO 32000-1, appendix H).
fn is_pdf(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    start.windows(5).any(|window| window == b"%PDF-")
}

fn code(file: &str, found: Found, is_pdf: bool, say: &mut Say<'_>) -> Result<CodeJson, Failure> {
    let Found {
        text,
        corners,
        page,
        ..
    } = found;
    let kind = otp::payload::kind_of(&text);
    let (read, error) = match parse::read(&text, say.show_secrets) {
        Ok(read) => (read, None),
        Err(error) => {
            say.explain(Some(file), error.code(), error.detail().as_deref())?;
            (parse::Read::nothing(kind), Some(error.code()))
        }
    };
    let payload = say.show_secrets.then_some(text);
    Ok(CodeJson {
        read,
        corners,
        page: is_pdf.then_some(page),
        payload,
        error,
    })
}
