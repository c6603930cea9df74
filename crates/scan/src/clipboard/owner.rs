//! Asks the owner of the clipboard for its bytes as they are. Nothing in this process decodes them.

use std::io::{ErrorKind, PipeReader, Read};
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use async_io::{Async, Timer};
use futures_lite::future;
use picture::{MAX_FILE_BYTES, PictureError, TooLarge};
use wl_clipboard_rs::paste::{self, ClipboardType, MimeType, Seat};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt, CreateWindowAux, EventMask, GetPropertyReply, Property, Window,
    WindowClass,
};
use x11rb::rust_connection::RustConnection;
use zeroize::Zeroizing;

use crate::error::ScanError;

/// How long an owner may say nothing. One that is busy with a large picture answers in pieces.
const PATIENCE: Duration = Duration::from_secs(4);

/// What is there in the first of these MIME types that the owner offers.
///
/// # Errors
/// `clipboard_unavailable`, also for an owner that does not answer; `picture_too_large` above
/// [`MAX_FILE_BYTES`].
pub(super) fn bytes(types: &[&str]) -> Result<Option<Zeroizing<Vec<u8>>>, ScanError> {
    if is_on_wayland() {
        match paste::get_mime_types(ClipboardType::Regular, Seat::Unspecified) {
            Ok(offered) => {
                let first = types.iter().find(|kind| offered.contains(**kind));
                return first.map_or(Ok(None), |kind| from_wayland(kind));
            }
            Err(paste::Error::ClipboardEmpty | paste::Error::NoMimeType) => return Ok(None),
            // A desktop that lets only the focused window see the clipboard: XWayland shares it.
            Err(_) if is_set("DISPLAY") => {}
            Err(error) => return Err(unavailable(error)),
        }
    }
    Selection::open()?.bytes(types)
}

/// Whether there is a Wayland compositor to ask first.
pub(super) fn is_on_wayland() -> bool {
    is_set("WAYLAND_DISPLAY")
}

fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

fn from_wayland(kind: &str) -> Result<Option<Zeroizing<Vec<u8>>>, ScanError> {
    let offer = paste::get_contents(
        ClipboardType::Regular,
        Seat::Unspecified,
        MimeType::Specific(kind),
    );
    let pipe = match offer {
        Ok((pipe, _)) => pipe,
        // Changed hands meanwhile.
        Err(paste::Error::ClipboardEmpty | paste::Error::NoMimeType) => return Ok(None),
        Err(error) => return Err(unavailable(error)),
    };
    piped(pipe.into())
}

/// What the owner writes into a pipe.
pub(super) fn piped(pipe: OwnedFd) -> Result<Option<Zeroizing<Vec<u8>>>, ScanError> {
    let pipe = Async::new(PipeReader::from(pipe)).map_err(unavailable)?;
    let mut bytes = Zeroizing::new(Vec::new());
    let mut piece = Zeroizing::new(vec![0; 64 << 10]);
    loop {
        let read = async { pipe.read_with(|mut pipe| pipe.read(&mut piece)).await };
        let late = async {
            Timer::after(PATIENCE).await;
            Err(ErrorKind::TimedOut.into())
        };
        match async_io::block_on(future::or(read, late)).map_err(unavailable)? {
            0 => return Ok((!bytes.is_empty()).then_some(bytes)),
            length => add(&mut bytes, &piece[..length])?,
        }
    }
}

/// The clipboard of an X server, and a window of our own to which its owner gives what it holds (ICCCM
/// §2.4, §2.7).
struct Selection {
    server: RustConnection,
    window: Window,
    clipboard: Atom,
    property: Atom,
    in_pieces: Atom,
}

impl Selection {
    fn open() -> Result<Self, ScanError> {
        let (server, screen) = x11rb::connect(None).map_err(unavailable)?;
        let window = server.generate_id().map_err(unavailable)?;
        let root = server.setup().roots.get(screen).map(|screen| screen.root);
        let root = root.ok_or_else(|| unavailable("no screen"))?;
        let events = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE);
        let class = WindowClass::INPUT_ONLY;
        server
            .create_window(0, window, root, 0, 0, 1, 1, 0, class, 0, &events)
            .map_err(unavailable)?;
        let atom = |name: &str| atom(&server, name);
        let (clipboard, property) = (atom("CLIPBOARD")?, atom("PROPUSK_COPIED")?);
        let in_pieces = atom("INCR")?;
        Ok(Self {
            server,
            window,
            clipboard,
            property,
            in_pieces,
        })
    }

    fn bytes(&self, types: &[&str]) -> Result<Option<Zeroizing<Vec<u8>>>, ScanError> {
        let offered = self
            .converted(atom(&self.server, "TARGETS")?)?
            .unwrap_or_default();
        let offered = offered
            .chunks_exact(4)
            .map(|atom| u32::from_ne_bytes([atom[0], atom[1], atom[2], atom[3]]));
        let offered: Vec<Atom> = offered.collect();
        for kind in types {
            let kind = atom(&self.server, kind)?;
            if offered.contains(&kind) {
                return self.converted(kind);
            }
        }
        Ok(None)
    }

    /// What the owner makes of its content when asked for one type; nothing if it refuses.
    fn converted(&self, target: Atom) -> Result<Option<Zeroizing<Vec<u8>>>, ScanError> {
        self.server
            .convert_selection(
                self.window,
                self.clipboard,
                target,
                self.property,
                x11rb::CURRENT_TIME,
            )
            .map_err(unavailable)?;
        self.server.flush().map_err(unavailable)?;
        loop {
            match self.event()? {
                Event::SelectionNotify(told) if told.target == target => {
                    if told.property == x11rb::NONE {
                        return Ok(None);
                    }
                    break;
                }
                _ => {}
            }
        }
        let mut bytes = Zeroizing::new(Vec::new());
        let first = self.taken()?;
        if first.type_ != self.in_pieces {
            add(&mut bytes, &first.value)?;
            return Ok((!bytes.is_empty()).then_some(bytes));
        }
        loop {
            match self.event()? {
                Event::PropertyNotify(told)
                    if told.atom == self.property && told.state == Property::NEW_VALUE =>
                {
                    let piece = self.taken()?;
                    if piece.value.is_empty() {
                        return Ok((!bytes.is_empty()).then_some(bytes));
                    }
                    add(&mut bytes, &piece.value)?;
                }
                _ => {}
            }
        }
    }

    /// Takes what the owner put down; that asks for the next piece.
    fn taken(&self) -> Result<GetPropertyReply, ScanError> {
        let most = u32::try_from(MAX_FILE_BYTES / 4 + 1).unwrap_or(u32::MAX);
        let taken =
            self.server
                .get_property(true, self.window, self.property, AtomEnum::ANY, 0, most);
        taken.map_err(unavailable)?.reply().map_err(unavailable)
    }

    /// The next event, if one comes in time.
    fn event(&self) -> Result<Event, ScanError> {
        let asked = Instant::now();
        loop {
            if let Some(event) = self.server.poll_for_event().map_err(unavailable)? {
                return Ok(event);
            }
            if asked.elapsed() > PATIENCE {
                return Err(unavailable(
                    "the program that owns the clipboard does not answer",
                ));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

/// The number of a name.
pub(super) fn atom(server: &RustConnection, name: &str) -> Result<Atom, ScanError> {
    let atom = server
        .intern_atom(false, name.as_bytes())
        .map_err(unavailable)?;
    Ok(atom.reply().map_err(unavailable)?.atom)
}

fn add(bytes: &mut Zeroizing<Vec<u8>>, piece: &[u8]) -> Result<(), ScanError> {
    let length = u64::try_from(bytes.len() + piece.len()).unwrap_or(u64::MAX);
    if length > MAX_FILE_BYTES {
        return Err(PictureError::TooLarge(TooLarge::Bytes(length)).into());
    }
    bytes.extend_from_slice(piece);
    Ok(())
}

fn unavailable(reason: impl std::fmt::Display) -> ScanError {
    ScanError::ClipboardUnavailable(reason.to_string())
}
