//! Tells whether somebody has copied something since a moment, without reading what.

#[cfg(target_os = "linux")]
pub(super) use linux::Change;
#[cfg(not(target_os = "linux"))]
pub(super) use numbered::Change;

#[cfg(target_os = "linux")]
mod linux {
    use std::hash::{BuildHasher, RandomState};

    use wl_clipboard_rs::paste::{self, ClipboardType, MimeType, Seat};
    use x11rb::connection::Connection;
    use x11rb::protocol::Event;
    use x11rb::protocol::xfixes::{ConnectionExt, SelectionEvent, SelectionEventMask};
    use x11rb::rust_connection::RustConnection;

    use super::super::owner;

    /// A watch that began at a moment.
    pub(crate) enum Change {
        /// X11 tells of every new owner (XFixes §7).
        Server(Box<RustConnection>),
        /// Wayland tells of none to a program without a window of its own there: what is offered is
        /// compared by a keyed hash. The same thing copied once more is not seen.
        Offer(RandomState, Option<u64>),
    }

    impl Change {
        /// From now on. `None` where nobody can tell.
        pub(crate) fn watch() -> Option<Self> {
            if owner::is_on_wayland() {
                let keys = RandomState::new();
                // A desktop that does not tell: XWayland shares its clipboard.
                if let Some(now) = offered(&keys) {
                    return Some(Self::Offer(keys, now));
                }
            }
            let (server, screen) = x11rb::connect(None).ok()?;
            let root = server.setup().roots.get(screen)?.root;
            server.xfixes_query_version(1, 0).ok()?.reply().ok()?;
            let clipboard = owner::atom(&server, "CLIPBOARD").ok()?;
            server
                .xfixes_select_selection_input(
                    root,
                    clipboard,
                    SelectionEventMask::SET_SELECTION_OWNER,
                )
                .ok()?
                .check()
                .ok()?;
            Some(Self::Server(Box::new(server)))
        }

        /// Whether somebody has copied something since. An owner that went away with what it held is none.
        pub(crate) fn has_happened(&self) -> bool {
            match self {
                Self::Server(server) => {
                    // The answer comes after every event from before it.
                    let _ = server
                        .xfixes_query_version(1, 0)
                        .map(|asked| asked.reply().is_ok());
                    std::iter::from_fn(|| server.poll_for_event().ok().flatten()).any(|event| {
                        matches!(event, Event::XfixesSelectionNotify(told)
                            if told.subtype == SelectionEvent::SET_SELECTION_OWNER
                                && told.owner != x11rb::NONE)
                    })
                }
                Self::Offer(keys, before) => {
                    offered(keys).is_some_and(|now| now.is_some() && now != *before)
                }
            }
        }
    }

    /// A keyed hash of what is offered, `Some(None)` when nothing is; `None` when that cannot be asked.
    fn offered(keys: &RandomState) -> Option<Option<u64>> {
        let types = match paste::get_mime_types(ClipboardType::Regular, Seat::Unspecified) {
            Ok(types) => types,
            Err(paste::Error::ClipboardEmpty | paste::Error::NoMimeType) => return Some(None),
            Err(_) => return None,
        };
        let mut types: Vec<_> = types.into_iter().collect();
        types.sort();
        let kind = match types.iter().find(|kind| !kind.starts_with("text/")) {
            // A picture: its first kind will do.
            Some(kind) if !types.iter().any(|kind| kind.starts_with("text/")) => {
                MimeType::Specific(kind)
            }
            _ => MimeType::Text,
        };
        let text = paste::get_contents(ClipboardType::Regular, Seat::Unspecified, kind);
        let text = text
            .ok()
            .and_then(|(pipe, _)| owner::piped(pipe.into()).ok().flatten());
        Some(Some(keys.hash_one((
            types,
            text.as_ref().map(|text| text.as_slice()),
        ))))
    }
}

#[cfg(not(target_os = "linux"))]
mod numbered {
    /// The system counts the changes.
    pub(crate) struct Change(i64);

    impl Change {
        /// From now on. `None` where nobody can tell.
        pub(crate) fn watch() -> Option<Self> {
            count().map(Self)
        }

        /// Whether somebody has copied something since.
        pub(crate) fn has_happened(&self) -> bool {
            count().is_some_and(|now| now != self.0)
        }
    }

    #[cfg(windows)]
    fn count() -> Option<i64> {
        clipboard_win::seq_num().map(|number| i64::from(number.get()))
    }

    #[cfg(target_os = "macos")]
    fn count() -> Option<i64> {
        let board = objc2_app_kit::NSPasteboard::generalPasteboard();
        i64::try_from(board.changeCount()).ok()
    }
}
