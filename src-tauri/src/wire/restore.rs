//! Earlier states of the vault, and the trash.

use serde::{Deserialize, Serialize};

out! {
    /// An earlier state of the vault that opens.
    pub struct PointView {
        /// Names it in `point_accounts` and `restore_point`.
        pub id: String,
        /// What kind of copy it is.
        pub kind: PointKind,
        /// Unix seconds.
        #[cfg_attr(test, ts(type = "number"))]
        pub written_at: u64,
        /// How many accounts it holds.
        pub accounts: u32,
        /// Of them, those that the vault does not hold now.
        pub missing: u32,
        /// Of them, those that look different now.
        pub changed: u32,
        /// Accounts of now that it does not hold.
        pub newer: u32,
    }

    /// What kind of copy an earlier state is.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub enum PointKind {
        /// Before the last change.
        #[serde(rename = "previous")]
        Previous,
        /// Kept on purpose: of a day, or before a large change.
        #[serde(rename = "snapshot")]
        Snapshot,
        /// A file that was put aside.
        #[serde(rename = "quarantine")]
        Quarantine,
    }

    /// An account of an earlier state.
    pub struct PointAccountView {
        /// Identifier.
        pub id: String,
        /// Who gave the secret.
        pub issuer: String,
        /// Whose account.
        pub name: String,
        /// Beside what the vault holds now.
        pub state: PointState,
    }

    /// An account of an earlier state beside what is there now.
    #[derive(Copy, Debug, PartialEq, Eq)]
    pub enum PointState {
        /// As it is now.
        #[serde(rename = "same")]
        Same,
        /// Different now.
        #[serde(rename = "changed")]
        Changed,
        /// Not there now.
        #[serde(rename = "missing")]
        Missing,
    }

    /// What came of `restore_point`.
    pub struct RestoredView {
        /// How many accounts were brought back.
        pub restored: u32,
    }

    /// An account in the trash.
    pub struct TrashedView {
        /// Identifier.
        pub id: String,
        /// Who gave the secret.
        pub issuer: String,
        /// Whose account.
        pub name: String,
        /// Unix seconds.
        #[cfg_attr(test, ts(type = "number"))]
        pub deleted_at: u64,
        /// How long it can still be taken out.
        pub days_left: u32,
    }
}

incoming! {
    /// `point_accounts`.
    pub struct PointAccounts {
        /// From a `PointView`.
        pub point: String,
    }

    /// `restore_point`.
    pub struct RestorePoint {
        /// From a `PointView`.
        pub point: String,
        /// Only these accounts; absent: the whole state.
        #[cfg_attr(test, ts(optional))]
        pub accounts: Option<Vec<String>>,
    }
}
