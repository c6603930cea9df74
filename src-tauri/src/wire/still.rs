//! A small picture of a monitor on which several codes were found.

use serde::Serialize;

out! {
    /// A monitor to choose codes on. The codes themselves are painted over: the page gets no secret.
    pub struct StillView {
        /// A grey PNG as a `data:` address.
        pub picture: String,
        /// Width of the monitor, in the pixels that corners are counted in.
        pub width: u32,
        /// Height of the monitor.
        pub height: u32,
        /// The codes on it.
        pub codes: Vec<OutlineView>,
    }

    /// Where a code stands.
    pub struct OutlineView {
        /// The corners of the code, in order around it.
        pub corners: Vec<(u32, u32)>,
        /// The accounts of the preview that it holds, by their index; none when it cannot be used.
        pub accounts: Vec<u32>,
    }
}
