//! What may be wrong with an account whose codes a portal refuses.

use serde::Serialize;

use super::{AccountNameView, PortalView};

out! {
    /// An account beside what is known of its portal.
    pub struct DiagnosisView {
        /// Of its codes.
        pub parameters: CodeParametersView,
        /// Of the codes that the portal gives, when that is known.
        pub expected: Option<CodeParametersView>,
        /// They are known and differ.
        pub differs: bool,
        /// The portal, when it is a known one.
        pub portal: Option<PortalView>,
        /// Other accounts of the same issuer, up to 20.
        pub twins: Vec<AccountNameView>,
    }

    /// What codes are.
    pub struct CodeParametersView {
        /// Hash function.
        pub algorithm: String,
        /// Characters of a code.
        pub digits: u8,
        /// Seconds; absent where codes are counted.
        pub period: Option<u32>,
    }
}
