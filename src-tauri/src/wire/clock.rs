//! The computer's clock, and copies that wait.

use serde::{Deserialize, Serialize};

use super::AppError;

out! {
    /// What a copy came to: a code on the clipboard, or a wait.
    pub struct CopyView {
        /// A code was put on the clipboard.
        pub copied: Option<CopiedView>,
        /// The code is about to end: at this moment, in unix seconds, the next one is copied, and
        /// `copy-ended` tells.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub waits_until: Option<u64>,
    }

    /// What was put on the clipboard.
    pub struct CopiedView {
        /// Start of validity of the copied code.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub valid_from: Option<u64>,
        /// End of validity of the copied code.
        #[cfg_attr(test, ts(type = "number | null"))]
        pub valid_until: Option<u64>,
        /// When the clipboard is cleared.
        #[cfg_attr(test, ts(type = "number"))]
        pub clears_at: f64,
    }

    /// A copy that waited for the next code has ended.
    pub struct WaitEndedView {
        /// Whose code.
        pub account: String,
        /// It is on the clipboard.
        pub copied: Option<CopiedView>,
        /// Or why it is not.
        pub error: Option<AppError>,
    }

    /// The computer's clock, as far as it is known.
    pub struct ClockView {
        /// Why it cannot be right.
        pub trouble: Option<ClockTroubleView>,
        /// Codes are made for another time than it shows.
        pub correction: Option<CorrectionView>,
    }

    /// Why the clock cannot be right.
    pub struct ClockTroubleView {
        /// What is known.
        pub kind: TroubleKind,
        /// How far it is off, seconds. For one that was moved or compared: negative is back or behind.
        #[cfg_attr(test, ts(type = "number"))]
        pub seconds: i64,
    }

    /// What is known of a wrong clock.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub enum TroubleKind {
        /// It shows a time before the program was built.
        #[serde(rename = "before_build")]
        BeforeBuild,
        /// It shows a time more than a day before the vault was last written.
        #[serde(rename = "before_last_seen")]
        BeforeLastSeen,
        /// It was moved while the program ran.
        #[serde(rename = "moved")]
        Moved,
        /// It was compared with another clock, and is ahead or behind.
        #[serde(rename = "ahead")]
        Ahead,
    }

    /// Codes are made for another time than the clock shows.
    pub struct CorrectionView {
        /// Seconds by which the clock is ahead; negative: behind.
        #[cfg_attr(test, ts(type = "number"))]
        pub ahead: i64,
        /// When the correction ends, unix seconds of the computer's clock.
        #[cfg_attr(test, ts(type = "number"))]
        pub until: u64,
    }

    /// All that can be told of the clock without asking anybody outside.
    pub struct ClockCheckView {
        /// What is known.
        pub clock: ClockView,
        /// Whether the system says that it sets its clock from the network; `None`: it does not say.
        pub synchronised: Option<bool>,
        /// Who would be asked for the right time, as `https://…` and `ntp://…`.
        pub servers: Vec<String>,
    }

    /// How this computer's clock differs from another one.
    pub struct DifferenceView {
        /// Seconds by which it is ahead; negative: behind.
        #[cfg_attr(test, ts(type = "number"))]
        pub ahead: i64,
        /// Half hours besides: another time zone, or an hour that is wrong.
        pub half_hours: i8,
        /// Whether codes may be corrected by that.
        pub can_be_corrected: bool,
    }
}

incoming! {
    /// `compare_clock`.
    pub struct CompareClock {
        /// A time of day read off another clock at this moment, seconds since midnight.
        pub elsewhere: u32,
    }

    /// `correct_clock`.
    pub struct CorrectClock {
        /// By what the last comparison came to; otherwise not any more.
        pub on: bool,
    }
}
