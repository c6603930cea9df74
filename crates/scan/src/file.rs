use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use picture::{MAX_FILE_BYTES, PictureError, TooLarge};
use zeroize::Zeroizing;

use crate::error::ScanError;

/// Reads a picture file whole; wiped when dropped. Nothing is decoded: see [`Shot`](crate::Shot).
///
/// # Errors
/// `file_not_found`; `file_unreadable` also for what is no ordinary file (a folder, a pipe);
/// `picture_too_large` above [`MAX_FILE_BYTES`].
pub fn read_file(path: &Path) -> Result<Zeroizing<Vec<u8>>, ScanError> {
    let unreadable = |reason: String| ScanError::FileUnreadable {
        path: path.to_owned(),
        reason,
    };
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => ScanError::FileNotFound(path.to_owned()),
        _ => unreadable(error.to_string()),
    };
    // Before opening: opening a pipe would wait for its other end.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(unreadable("not an ordinary file".to_owned()));
    }
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > MAX_FILE_BYTES {
        return Err(PictureError::TooLarge(TooLarge::Bytes(size)).into());
    }
    // Room for all of it at once: a growing buffer would leave unwiped copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(
        usize::try_from(size).unwrap_or(0).saturating_add(1),
    ));
    file.take(MAX_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    Ok(bytes)
}
