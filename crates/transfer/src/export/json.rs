//! JSON with secrets in it, written without leaving copies behind.

use std::io::{self, Write};

use serde::Serialize;
use zeroize::Zeroizing;

use super::ExportError;

/// Counts what is written.
#[derive(Default)]
struct Length(usize);

impl Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The value as JSON. It is measured first: a buffer that grew would leave its old self behind.
pub(super) fn json(value: &impl Serialize) -> Result<Zeroizing<Vec<u8>>, ExportError> {
    let mut length = Length::default();
    serde_json::to_writer(&mut length, value).map_err(|_| ExportError::NotWritten)?;
    let mut text = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *text, value).map_err(|_| ExportError::NotWritten)?;
    Ok(text)
}
