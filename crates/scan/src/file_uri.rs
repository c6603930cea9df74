use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The path of a `file:` address (RFC 8089) on this computer; nothing for any other address.
pub(crate) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file:")?;
    let path = match rest.strip_prefix("//") {
        Some(authority) => authority.strip_prefix("localhost").unwrap_or(authority),
        None => rest,
    };
    if !path.starts_with('/') {
        return None;
    }
    bytes_to_path(percent_decode_str(path).collect())
}

#[cfg(unix)]
fn bytes_to_path(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;

    let path = std::ffi::OsString::from_vec(bytes);
    Some(PathBuf::from(path))
}

#[cfg(not(unix))]
fn bytes_to_path(bytes: Vec<u8>) -> Option<PathBuf> {
    // file:///C:/picture.png
    let path = String::from_utf8(bytes).ok()?;
    Some(PathBuf::from(path.strip_prefix('/').unwrap_or(&path)))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn reads_the_shapes_that_desktops_write() {
        for (uri, path) in [
            ("file:///tmp/a%20b.png", Some("/tmp/a b.png")),
            ("file:///tmp/%D0%BA%D0%BE%D0%B4.png", Some("/tmp/код.png")),
            ("file://localhost/tmp/a.png", Some("/tmp/a.png")),
            ("file:/tmp/a.png", Some("/tmp/a.png")),
            ("file://server/share/a.png", None),
            ("https://example.org/a.png", None),
            ("/tmp/a.png", None),
        ] {
            assert_eq!(path_of(uri), path.map(PathBuf::from), "{uri}");
        }
    }
}
