//! `formats`: the apps whose files are read, and what is written.

use serde::Serialize;
use transfer::import::{FORMATS, Format};

use crate::args::ExportFormat;
use crate::outcome::{Failure, Status};
use crate::say::Say;

#[derive(Serialize)]
struct FormatJson {
    format: &'static str,
    app: &'static str,
    files: &'static str,
    /// What `export --format` it is written by.
    #[serde(skip_serializing_if = "Option::is_none")]
    export: Option<&'static str>,
}

/// Files that are both read and written: the format, and the name for `export`.
fn export_of(format: &Format) -> Option<&'static str> {
    use ExportFormat::{Aegis, Propusk, TwoFas, UriList};

    let written = [Aegis, Propusk, TwoFas, UriList].map(ExportFormat::name);
    written.into_iter().find(|name| *name == format.id)
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
            export: export_of(format),
        });
        say.data(&formats.collect::<Vec<_>>())?;
        return Ok(Status::Done);
    }
    let width = formats.iter().map(|format| format.app.chars().count());
    let width = width.max().unwrap_or_default();
    for format in formats {
        let Format { id, app, files, .. } = format;
        let export = export_of(format).map_or("", |_| "  import, export");
        say.line(&format!("{app:width$}  {id:24}  {files}{export}"))?;
    }
    Ok(Status::Done)
}
