//! The clipboard: reads what a person copied, and holds a code while keeping it out of histories.

mod change;
#[cfg(target_os = "linux")]
mod owner;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use arboard::{Error, Set};
use picture::PictureError;
use zeroize::Zeroizing;

use crate::error::ScanError;
use crate::file_uri::path_of;
use crate::shot::Shot;

/// What the clipboard holds.
pub enum Content {
    /// A copied picture.
    Picture(Shot),
    /// Files copied in a file manager; they need not be pictures.
    Files(Vec<PathBuf>),
    /// Text, not empty; a part of a page as HTML where that is all there is. It may be an `otpauth`
    /// address: wiped when dropped.
    Text(Zeroizing<String>),
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Picture(picture) => f.debug_tuple("Picture").field(picture).finish(),
            Self::Files(files) => f.debug_tuple("Files").field(files).finish(),
            Self::Text(_) => f.write_str("Text(…)"),
        }
    }
}

/// A watch over the clipboard that tells whether somebody has copied something since it began. It does
/// not keep what was read. Where nobody can tell, it says no.
pub struct Watch(Option<change::Change>);

impl Watch {
    /// From now on. While another program owns the clipboard of a Wayland desktop and hangs, this takes
    /// four seconds, and so does [`Watch::has_changed`].
    #[must_use]
    pub fn begin() -> Self {
        Self(change::Change::watch())
    }

    /// Whether somebody, perhaps this program, has put something there since.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        self.0.as_ref().is_some_and(change::Change::has_happened)
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

/// The clipboard of the desktop. Keep one for the life of the program: on Linux what was put there is
/// served from this process, and goes when the last instance is dropped.
///
/// Calls block: while another program owns the clipboard and hangs, reading takes four seconds, and
/// [`Clipboard::clear_if_ours`] up to half a minute. Call them off the UI thread, and at exit with a
/// deadline.
#[derive(Default)]
pub struct Clipboard {
    /// Opened at the first use and again after a failure, so that a program without a clipboard
    /// still starts.
    system: Option<arboard::Clipboard>,
    /// What [`Clipboard::put_code`] put there last.
    ours: Option<Zeroizing<String>>,
}

impl std::fmt::Debug for Clipboard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Clipboard")
            .field("holds_ours", &self.ours.is_some())
            .finish_non_exhaustive()
    }
}

impl Clipboard {
    /// Touches nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What a person copied: a picture, else files, else text. On macOS files first, because its file
    /// manager adds the icon of the file as a picture. Nothing is decoded on Linux: the picture comes as
    /// the bytes of a file.
    ///
    /// # Errors
    /// `clipboard_empty` (also when there is only something of another kind), `clipboard_unavailable`;
    /// `picture_too_large`, and elsewhere than on Linux `unreadable_picture`, when a picture is all there
    /// is.
    pub fn content(&mut self) -> Result<Content, ScanError> {
        let order: [Look; 4] = if cfg!(target_os = "macos") {
            [files, picture, text, page]
        } else {
            [picture, files, text, page]
        };
        let (mut empty, mut damaged, mut failed) = (None, None, None);
        for look in order {
            let asked = Instant::now();
            match look(self.open()?) {
                Ok(Some(content)) => return Ok(content),
                Ok(None) => empty = Some(ScanError::ClipboardEmpty),
                // Some owners (xclip) answer the question for one kind with another: go on.
                Err(error @ ScanError::ClipboardUnavailable(_)) => failed = Some(error),
                // Answered, and perhaps slow to decode.
                Err(error) => {
                    damaged = Some(error);
                    continue;
                }
            }
            if asked.elapsed() > PATIENCE {
                // Each further question would hang as long.
                let silent = "the program that owns the clipboard does not answer".to_owned();
                return Err(damaged.unwrap_or(ScanError::ClipboardUnavailable(silent)));
            }
        }
        Err(damaged
            .or(empty)
            .or(failed)
            .unwrap_or(ScanError::ClipboardEmpty))
    }

    /// What was copied as HTML: beside a text that says less, a link may lead to an account there, or a
    /// picture stand in it. Nothing if there is none.
    ///
    /// # Errors
    /// `clipboard_unavailable`.
    pub fn html(&mut self) -> Result<Option<Zeroizing<String>>, ScanError> {
        html(self.open()?)
    }

    /// Tells whether there is a clipboard, without reading or changing it.
    ///
    /// # Errors
    /// `clipboard_unavailable`.
    pub fn reach(&mut self) -> Result<(), ScanError> {
        self.open().map(|_| ())
    }

    /// Puts a code there, with the hints that ask clipboard managers not to keep it.
    ///
    /// # Errors
    /// `clipboard_unavailable`.
    pub fn put_code(&mut self, code: &str) -> Result<(), ScanError> {
        if let Err(error) = unhistoried(self.open()?.set()).text(code) {
            // The connection may be gone for good: the next call opens another.
            self.system = None;
            return Err(unavailable(&error));
        }
        self.ours = Some(Zeroizing::new(code.to_owned()));
        Ok(())
    }

    /// Empties the clipboard if what it holds is still the code put there last, whoever serves it by
    /// now, and tells whether it did. Something copied since is left alone.
    ///
    /// # Errors
    /// `clipboard_unavailable`; the code is then still known as ours, and the call may be repeated.
    pub fn clear_if_ours(&mut self) -> Result<bool, ScanError> {
        let Some(ours) = self.ours.clone() else {
            return Ok(false);
        };
        let system = self.open()?;
        let cleared = match system.get().text().map(Zeroizing::new) {
            Ok(text) if text == ours => system.clear().map(|()| true),
            Ok(_) | Err(Error::ContentNotAvailable | Error::ConversionFailure) => Ok(false),
            // What answers a question for text with a picture or files (xclip) is not ours either.
            Err(_)
                if matches!(
                    picture(system),
                    Ok(Some(_)) | Err(ScanError::Picture(PictureError::TooLarge(_)))
                ) =>
            {
                Ok(false)
            }
            Err(_) if matches!(files(system), Ok(Some(_))) => Ok(false),
            Err(error) => Err(error),
        };
        let cleared = cleared.map_err(|e| unavailable(&e))?;
        self.ours = None;
        Ok(cleared)
    }

    fn open(&mut self) -> Result<&mut arboard::Clipboard, ScanError> {
        let system = match self.system.take() {
            Some(system) => system,
            None => arboard::Clipboard::new().map_err(|e| unavailable(&e))?,
        };
        Ok(self.system.insert(system))
    }
}

/// When a question took longer than this, in vain, its owner is taken to be hanging (arboard gives up
/// after four seconds).
const PATIENCE: Duration = Duration::from_secs(3);

/// Looks for one kind of content; nothing if there is none of it.
type Look = fn(&mut arboard::Clipboard) -> Result<Option<Content>, ScanError>;

/// The pictures that are read, the best first: programs offer several of one.
#[cfg(target_os = "linux")]
const PICTURES: [&str; 5] = [
    "image/png",
    "image/webp",
    "image/jpeg",
    "image/bmp",
    "image/gif",
];

#[cfg(target_os = "linux")]
fn picture(_: &mut arboard::Clipboard) -> Result<Option<Content>, ScanError> {
    let bytes = owner::bytes(&PICTURES)?;
    Ok(bytes.map(|bytes| Content::Picture(Shot::File(bytes))))
}

/// Windows and macOS give a picture as pixels or in a form of their own.
#[cfg(not(target_os = "linux"))]
fn picture(system: &mut arboard::Clipboard) -> Result<Option<Content>, ScanError> {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    // A picture is decoded in there: hostile bytes must not end the program.
    let got = catch_unwind(AssertUnwindSafe(|| system.get().image()))
        .map_err(|_| ScanError::Picture(PictureError::Unreadable))?;
    let arboard::ImageData {
        width,
        height,
        bytes,
    } = match got {
        Ok(image) => image,
        Err(Error::ContentNotAvailable) => return Ok(None),
        Err(Error::ConversionFailure) => return Err(ScanError::Picture(PictureError::Unreadable)),
        Err(error) => return Err(unavailable(&error)),
    };
    let bytes = Zeroizing::new(bytes.into_owned());
    let side = |length| u32::try_from(length).unwrap_or(u32::MAX);
    let picture = picture::Picture::from_rgba(side(width), side(height), &bytes)?;
    Ok(Some(Content::Picture(picture.into())))
}

fn files(system: &mut arboard::Clipboard) -> Result<Option<Content>, ScanError> {
    match system.get().file_list() {
        Ok(files) if files.is_empty() => Ok(None),
        Ok(files) => Ok(Some(Content::Files(files))),
        Err(Error::ContentNotAvailable | Error::ConversionFailure) => Ok(None),
        Err(error) => Err(unavailable(&error)),
    }
}

fn text(system: &mut arboard::Clipboard) -> Result<Option<Content>, ScanError> {
    let text = match system.get().text() {
        Ok(text) => Zeroizing::new(text),
        Err(Error::ContentNotAvailable | Error::ConversionFailure) => return Ok(None),
        Err(error) => return Err(unavailable(&error)),
    };
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(
        files_in_text(&text).map_or(Content::Text(text), Content::Files),
    ))
}

fn page(system: &mut arboard::Clipboard) -> Result<Option<Content>, ScanError> {
    Ok(html(system)?.map(Content::Text))
}

/// Asked from its owner by name: some (xclip) answer the question for one kind with another.
#[cfg(target_os = "linux")]
fn html(_: &mut arboard::Clipboard) -> Result<Option<Zeroizing<String>>, ScanError> {
    let page = owner::bytes(&["text/html"])?.map(|bytes| text_of(&bytes));
    Ok(page.filter(|page| !page.trim().is_empty()))
}

/// A page in UTF-8 or, as Firefox gives it to other programs, in UTF-16.
#[cfg(target_os = "linux")]
fn text_of(bytes: &[u8]) -> Zeroizing<String> {
    let units = match bytes {
        [0xff, 0xfe, units @ ..] => units,
        [first, 0, ..] if first.is_ascii() => bytes,
        _ => {
            let text = String::from_utf8_lossy(bytes);
            return Zeroizing::new(text.trim_end_matches('\0').to_owned());
        }
    };
    let units = units.as_chunks::<2>().0.iter();
    let units = units.map(|unit| u16::from_le_bytes(*unit));
    // Room for all of it at once: a growing text would leave copies behind.
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    text.extend(char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')));
    text
}

#[cfg(not(target_os = "linux"))]
fn html(system: &mut arboard::Clipboard) -> Result<Option<Zeroizing<String>>, ScanError> {
    match system.get().html().map(Zeroizing::new) {
        Ok(page) => Ok((!page.trim().is_empty()).then_some(page)),
        Err(Error::ContentNotAvailable | Error::ConversionFailure) => Ok(None),
        Err(error) => Err(unavailable(&error)),
    }
}

/// The files that a file manager wrote down as text: `file:` addresses, one a line, perhaps below the
/// headings that GNOME and Xfce add. Nothing if there is any other line.
fn files_in_text(text: &str) -> Option<Vec<PathBuf>> {
    let headings = ["x-special/nautilus-clipboard", "copy", "cut"];
    let files: Option<Vec<PathBuf>> = (text.lines())
        .map(str::trim)
        .filter(|line| !line.is_empty() && !headings.contains(line))
        .map(path_of)
        .collect();
    files.filter(|files| !files.is_empty())
}

fn unavailable(error: &Error) -> ScanError {
    ScanError::ClipboardUnavailable(error.to_string())
}

/// Linux: KDE's hint, which the managers of the other desktops honour too. Windows: no monitors at all,
/// so neither history nor cloud. macOS: the convention of nspasteboard.org.
fn unhistoried(set: Set<'_>) -> Set<'_> {
    #[cfg(target_os = "linux")]
    let set = arboard::SetExtLinux::exclude_from_history(set);
    #[cfg(windows)]
    let set = arboard::SetExtWindows::exclude_from_monitoring(set);
    #[cfg(target_os = "macos")]
    let set = arboard::SetExtApple::exclude_from_history(set);
    set
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_text() {
        let content = Content::Text(Zeroizing::new("CANARY".to_owned()));
        assert_eq!(format!("{content:?}"), "Text(…)");
        let clipboard = Clipboard {
            system: None,
            ours: Some(Zeroizing::new("123456".to_owned())),
        };
        assert!(!format!("{clipboard:?}").contains("123456"));
    }

    #[test]
    fn file_addresses_are_files_and_anything_else_is_text() {
        let files = |paths: &[&str]| Some(paths.iter().map(PathBuf::from).collect::<Vec<_>>());
        for (text, expected) in [
            ("file:///tmp/a.png", files(&["/tmp/a.png"])),
            (
                "file:///tmp/a.png\r\nfile:///tmp/b%20c.png\r\n",
                files(&["/tmp/a.png", "/tmp/b c.png"]),
            ),
            (
                "x-special/nautilus-clipboard\ncopy\nfile:///tmp/a.png\n",
                files(&["/tmp/a.png"]),
            ),
            ("look at file:///tmp/a.png", None),
            ("file:///tmp/a.png\notpauth://totp/a?secret=AA", None),
            ("copy", None),
            ("", None),
        ] {
            assert_eq!(files_in_text(text), expected, "{text:?}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_page_is_read_in_both_encodings() {
        let utf_16: Vec<u8> = "<b>код".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            "<b>код".as_bytes(),
            "<b>код\0".as_bytes(),
            &utf_16,
            &[&[0xff, 0xfe], &*utf_16].concat(),
        ] {
            assert_eq!(text_of(bytes).as_str(), "<b>код", "{bytes:?}");
        }
        assert_eq!(text_of(b"").as_str(), "");
        assert_eq!(text_of(b"\xff\xfe\x3c").as_str(), "");
    }

    #[test]
    fn nothing_is_ours_before_a_code_was_put() {
        assert!(
            !Clipboard::new().clear_if_ours().unwrap(),
            "and no clipboard was needed to tell"
        );
    }
}
