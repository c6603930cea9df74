//! The clipboard as other programs fill it.

use std::{io::Write, path::PathBuf, process::Stdio};

use crate::{
    desktop::{Desktop, wait_until},
    page::PATIENCE,
};

/// Files as a file manager copies them.
pub fn copy_files(desktop: &Desktop, files: &[PathBuf]) {
    let mut uris = String::new();
    for file in files {
        uris.push_str(&format!("file://{}\r\n", file.display()));
    }
    fill(desktop, "text/uri-list", uris.as_bytes());
}

/// Text as any program copies it; it is there when this returns.
pub fn copy_text(desktop: &Desktop, text: &str) {
    fill(desktop, "UTF8_STRING", text.as_bytes());
    wait_until("the clipboard is filled", PATIENCE, || {
        copied_text(desktop).as_deref() == Some(text)
    });
}

/// A picture as any program copies it.
pub fn copy_picture(desktop: &Desktop, png: &[u8]) {
    fill(desktop, "image/png", png);
}

/// The text that another program would paste.
pub fn copied_text(desktop: &Desktop) -> Option<String> {
    desktop.try_output("xclip", &["-selection", "clipboard", "-o"])
}

fn fill(desktop: &Desktop, target: &str, bytes: &[u8]) {
    let mut xclip = desktop
        .command("xclip")
        .args(["-selection", "clipboard", "-i", "-t", target])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("xclip (Debian package xclip)");
    let mut input = xclip.stdin.take().expect("piped");
    input.write_all(bytes).expect("write");
    drop(input);
    assert!(xclip.wait().expect("xclip").success());
}
