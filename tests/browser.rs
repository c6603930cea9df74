//! Somebody else's page in Chromium, as a portal shows its QR code.

use std::{
    fs,
    path::Path,
    process::Stdio,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::desktop::Desktop;

/// Opens a page in a window without a frame. `folder`: where page, profile and home of the browser
/// are, see [`Desktop::foreign_folder`]; `more`: further arguments.
pub fn open(desktop: &mut Desktop, folder: &Path, page: &str, more: &[&str]) {
    let file = folder.join("page.html");
    fs::write(&file, page).expect("page");
    let mut chromium = chromium(desktop, folder);
    chromium
        .args(["--window-position=0,0", "--window-size=1280,800"])
        .args(more)
        .arg(format!("--app=file://{}", file.display()));
    desktop.keep(&mut chromium);
}

/// Chromium without anything that it would fetch or ask at a first start.
pub fn chromium(desktop: &Desktop, folder: &Path) -> std::process::Command {
    let mut chromium = desktop.command("chromium");
    chromium
        .args([
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-features=Translate",
            "--password-store=basic",
            // No bar about the sandbox above the page.
            "--test-type",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .env("HOME", folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    chromium
}

/// The codes that a portal would accept from somebody who read one a moment ago, by oathtool.
pub fn acceptable_codes(desktop: &Desktop, secret: &str) -> [String; 2] {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970")
        .as_secs();
    [now - 30, now].map(|time| {
        let when = format!("--now=@{time}");
        let code = desktop.output("oathtool", &["--totp", "-b", &when, secret]);
        code.trim().to_owned()
    })
}
