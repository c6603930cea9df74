//! The clipboard as other programs fill it.

use std::{io::Write, path::PathBuf, process::Stdio};

use crate::desktop::Desktop;

/// Files as a file manager copies them.
pub fn copy_files(desktop: &Desktop, files: &[PathBuf]) {
    let mut uris = String::new();
    for file in files {
        uris.push_str(&format!("file://{}\r\n", file.display()));
    }
    let mut xclip = desktop
        .command("xclip")
        .args(["-selection", "clipboard", "-i", "-t", "text/uri-list"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("xclip (Debian package xclip)");
    let mut input = xclip.stdin.take().expect("piped");
    input.write_all(uris.as_bytes()).expect("write");
    drop(input);
    xclip.wait().expect("xclip");
}
