//! An X server of the test's own, and this very program started on it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use image::RgbaImage;
use propusk_scan::clipboard::{Clipboard, Content, Watch};
use propusk_scan::{Effort, ScanError, Shot};

/// Whether the tools of a test are there. Where `CI` is set they must be.
pub(crate) fn tools(names: &[&str]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let absent: Vec<_> = (names.iter())
        .filter(|name| !std::env::split_paths(&path).any(|folder| folder.join(name).exists()))
        .collect();
    assert!(
        absent.is_empty() || std::env::var_os("CI").is_none(),
        "not installed: {absent:?}"
    );
    if !absent.is_empty() {
        println!("skipped: not installed: {absent:?}");
    }
    absent.is_empty()
}

/// A virtual X server, ended when dropped.
pub(crate) struct Display {
    server: Child,
    pub(crate) name: String,
    folder: tempfile::TempDir,
}

impl Display {
    /// With one screen, such as `1280x800x24`.
    pub(crate) fn start(geometry: &str) -> Self {
        let mut server = Command::new("Xvfb")
            // The server finds a free number itself and writes it to its standard output.
            .args([
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-noreset",
                "-screen",
                "0",
                geometry,
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        assert!(
            !number.trim().is_empty(),
            "Xvfb did not start with {geometry}"
        );
        let name = format!(":{}", number.trim());
        Self {
            server,
            name,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A command on this display and on no other desktop.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = bare(program);
        command.env("DISPLAY", &self.name);
        command
    }

    /// Saves bytes where commands can read them.
    pub(crate) fn save(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Makes the screen show a picture of its own size.
    pub(crate) fn show(&self, picture: &RgbaImage) {
        let file = self.save("shown.png", &crate::drawing::png(picture));
        // It exits with 1 also when it has done its work; the caller sees whether it did.
        self.command("display")
            .args(["-window", "root"])
            .arg(file)
            .status()
            .unwrap();
    }

    /// This program on this display.
    pub(crate) fn program(&self) -> Program {
        Program::start(self.command(std::env::current_exe().unwrap()))
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A command without any desktop.
pub(crate) fn bare(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    for name in [
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "XDG_SESSION_TYPE",
        "DBUS_SESSION_BUS_ADDRESS",
    ] {
        command.env_remove(name);
    }
    command
}

/// This program running as a child that does what it is told, one line each: the display is chosen by
/// the environment, and a process cannot change that of its own.
pub(crate) struct Program {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

const ANSWER: &str = "answer: ";

impl Program {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command
            .args([
                "--exact",
                "desktop::obeys_orders",
                "--ignored",
                "--nocapture",
            ])
            .env("PROPUSK_SCAN_OBEY", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let orders = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        Self {
            child,
            orders,
            answers,
        }
    }

    /// Gives an order and waits for its answer.
    pub(crate) fn ask(&mut self, order: &str) -> String {
        writeln!(self.orders, "{order}").unwrap();
        loop {
            let mut line = String::new();
            assert!(
                self.answers.read_line(&mut line).unwrap() > 0,
                "the child died of {order:?}"
            );
            if let Some(at) = line.find(ANSWER) {
                return line[at + ANSWER.len()..].trim_end().to_owned();
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
#[ignore = "the other side of Program: started by the tests themselves"]
fn obeys_orders() {
    if std::env::var_os("PROPUSK_SCAN_OBEY").is_none() {
        return;
    }
    let mut clipboard = Clipboard::new();
    let mut watch = Watch::begin();
    for order in std::io::stdin().lines() {
        let order = order.unwrap();
        let (verb, argument) = order.split_once(' ').unwrap_or((&order, ""));
        let answer = match verb {
            "screen" => screen(),
            "content" => clipboard.content().and_then(content),
            "html" => clipboard.html().map(|page| match page {
                Some(page) => format!("html {}", page.as_str()),
                None => "nothing".to_owned(),
            }),
            "put" => clipboard.put_code(argument).map(|()| "done".to_owned()),
            "clear" => clipboard
                .clear_if_ours()
                .map(|cleared| format!("cleared {cleared}")),
            "watch" => {
                watch = Watch::begin();
                Ok("watches".to_owned())
            }
            "changed" => Ok(format!("changed {}", watch.has_changed())),
            other => panic!("unknown order {other}"),
        };
        let answer = answer.unwrap_or_else(|error| format!("error {}", error.code()));
        // Never part of a line that the test harness has begun.
        println!("\n{ANSWER}{answer}");
    }
}

fn screen() -> Result<String, ScanError> {
    let capture = propusk_scan::screen::capture()?;
    let each: Vec<_> = (capture.pictures.iter())
        .map(|picture| {
            let found = picture
                .decode(&|_| false, Effort::Thorough)
                .unwrap_or_default();
            let texts: Vec<_> = found.iter().map(|found| found.text.as_str()).collect();
            let size = match picture {
                Shot::Pixels(picture) => format!("{}x{}", picture.width(), picture.height()),
                Shot::File(_) => "file".to_owned(),
            };
            format!("{size} [{}]", texts.join(" "))
        })
        .collect();
    Ok(each.join("; "))
}

fn content(content: Content) -> Result<String, ScanError> {
    Ok(match content {
        Content::Picture(picture) => {
            let found = picture.decode(&|_| true, Effort::Thorough)?;
            let texts: Vec<_> = found.iter().map(|found| found.text.as_str()).collect();
            format!("picture [{}]", texts.join(" "))
        }
        Content::Files(files) => format!("files {files:?}"),
        Content::Text(text) => format!("text {}", text.as_str()),
    })
}
