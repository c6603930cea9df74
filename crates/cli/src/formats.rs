//! `formats`: the apps whose files are read.

use serde::Serialize;
use transfer::import::{FORMATS, Format};

use crate::outcome::{Failure, Status};
use crate::say::Say;

#[derive(Serialize)]
struct FormatJson {
    format: &'static str,
    app: &'static str,
    files: &'static str,
}

/// Lists them by name.
pub(crate) fn run(say: &mut Say<'_>) -> Result<Status, Failure> {
    let mut formats: Vec<&Format> = FORMATS.iter().collect();
    formats.sort_by_key(|format| format.app.to_lowercase());
    if say.json {
        let formats = formats.iter().map(|format| FormatJson {
            format: format.id,
            app: format.app,
            files: format.files,
        });
        say.data(&formats.collect::<Vec<_>>())?;
        return Ok(Status::Done);
    }
    let width = formats.iter().map(|format| format.app.chars().count());
    let width = width.max().unwrap_or_default();
    for Format { id, app, files, .. } in formats {
        say.line(&format!("{app:width$}  {id:20}  {files}"))?;
    }
    Ok(Status::Done)
}
