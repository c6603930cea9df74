//! The counter of an account whose codes come by presses.

use serde::{Deserialize, Serialize};

incoming! {
    /// `set_counter`.
    pub struct SetCounter {
        /// Account identifier.
        pub account: String,
        /// The one that the next press uses, 0 to 2^53.
        #[cfg_attr(test, ts(type = "number"))]
        pub counter: u64,
    }
}

secret_in! {
    /// `find_counter`: two codes that follow each other, from another device.
    pub struct FindCounter {
        /// Account identifier.
        pub account: String,
        /// The first code.
        pub first: String,
        /// The code after it.
        pub second: String,
    }
}

out! {
    /// Where the codes were found.
    pub struct CounterFoundView {
        /// The counter after them; absent when they are not near the one that is known.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub counter: Option<u64>,
    }
}
