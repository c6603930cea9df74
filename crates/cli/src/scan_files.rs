//! `scan`: the QR codes of picture files, each with what it holds.

use std::path::Path;

use scan::{Effort, Found, Shot};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::args::Scan;
use crate::outcome::{Failure, Status};
use crate::parse::{Read, in_words, read};
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
    read: Read,
    corners: [[u32; 2]; 4],
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

/// Looks into every file, and goes on after one that cannot be read.
pub(crate) fn run(request: &Scan, say: &mut Say<'_>) -> Result<Status, Failure> {
    let mut status = Status::Done;
    for file in &request.files {
        if !one(file, say)? {
            status = Status::Refused;
        }
    }
    Ok(status)
}

/// Whether everything in the file could be read.
fn one(path: &Path, say: &mut Say<'_>) -> Result<bool, Failure> {
    let file = path.display().to_string();
    let found = scan::read_file(path)
        .and_then(|bytes| Shot::File(bytes).decode(&is_wanted, Effort::Thorough));
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            let (code, detail) = (error.code(), error.detail());
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
        .map(|found| code(&file, found, say))
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

fn code(file: &str, found: Found, say: &mut Say<'_>) -> Result<CodeJson, Failure> {
    let Found { text, corners, .. } = found;
    let kind = otp::payload::kind_of(&text);
    let (read, error) = match read(&text, say.show_secrets) {
        Ok(read) => (read, None),
        Err(error) => {
            say.explain(Some(file), error.code(), error.detail().as_deref())?;
            (Read::nothing(kind), Some(error.code()))
        }
    };
    let payload = say.show_secrets.then_some(text);
    Ok(CodeJson {
        read,
        corners,
        payload,
        error,
    })
}
