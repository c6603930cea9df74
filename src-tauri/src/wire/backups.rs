//! Backups to a folder of the person's choice, and from a file.

use serde::{Deserialize, Serialize};

use super::AppError;

out! {
    /// Automatic backups.
    pub struct BackupsView {
        /// Where they go.
        pub folder: String,
        /// How many are kept.
        pub keep: u16,
        /// The last that worked.
        pub success: Option<BackupSuccessView>,
        /// Set while the last try failed.
        pub failure: Option<BackupFailureView>,
    }

    /// A backup that was written and read back.
    pub struct BackupSuccessView {
        /// Unix seconds.
        #[cfg_attr(test, ts(type = "number"))]
        pub at: u64,
        /// Accounts in it that read back.
        pub accounts: u32,
        /// Accounts that were to be in it.
        pub of: u32,
    }

    /// A backup that failed.
    pub struct BackupFailureView {
        /// Unix seconds.
        #[cfg_attr(test, ts(type = "number"))]
        pub at: u64,
        /// Why.
        pub error: AppError,
    }

    /// The file that was chosen for `restore_backup`.
    pub struct BackupFileView {
        /// Its name without the folder.
        pub name: String,
        /// Bytes.
        #[cfg_attr(test, ts(type = "number"))]
        pub size: u64,
    }

    /// What a backup would give back, without touching anything.
    pub struct RehearsalView {
        /// The name of the file without the folder.
        pub name: String,
        /// When it was written, unix seconds.
        #[cfg_attr(test, ts(type = "number"))]
        pub written_at: u64,
        /// Accounts that it would give back.
        pub accounts: u32,
        /// Accounts that the vault holds now.
        pub of: u32,
        /// Accounts in it that cannot be read.
        pub unreadable: u32,
    }
}

incoming! {
    /// `change_backups`; absent fields stay.
    pub struct ChangeBackups {
        /// How many to keep.
        #[cfg_attr(test, ts(optional))]
        pub keep: Option<u16>,
        /// `true` ends automatic backups; the files stay.
        #[cfg_attr(test, ts(optional))]
        pub off: Option<bool>,
    }
}
