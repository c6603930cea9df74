//! How a command ended: the exit status, and for a failure the code to explain it by.

use std::io;

/// The exit status (cli.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// 0: done.
    Done,
    /// 1: refused, or not found.
    Refused,
    /// 2: the command line is wrong.
    WrongUse,
    /// 3: the vault or the keyring is not available.
    Unavailable,
    /// 4: the app password is wrong.
    WrongPassword,
}

impl Status {
    pub(crate) fn code(self) -> i32 {
        match self {
            Status::Done => 0,
            Status::Refused => 1,
            Status::WrongUse => 2,
            Status::Unavailable => 3,
            Status::WrongPassword => 4,
        }
    }
}

/// Why a command could not do what was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: Status,
    /// The stable identifier of the reason.
    pub(crate) code: &'static str,
    /// The non-secret bit to show with it.
    pub(crate) detail: Option<String>,
    /// The accounts that a query may have meant.
    pub(crate) candidates: Vec<Candidate>,
    /// The ways out of a vault that stays shut, the best first: `cli-way-…` of the catalogue.
    pub(crate) ways: Vec<&'static str>,
    /// What would make a password better: `password-hint-…` of the catalogue.
    pub(crate) hints: Vec<&'static str>,
    /// Nobody reads what we write any more, so there is nothing to say.
    pub(crate) is_silent: bool,
}

/// One account that a query may have meant.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Candidate {
    pub(crate) id: String,
    pub(crate) issuer: String,
    pub(crate) account: String,
}

impl Failure {
    pub(crate) fn new(status: Status, code: &'static str, detail: Option<String>) -> Self {
        Failure {
            status,
            code,
            detail,
            candidates: Vec::new(),
            ways: Vec::new(),
            hints: Vec::new(),
            is_silent: false,
        }
    }

    /// The code for programs, which is the same for what is only worded differently.
    pub(crate) fn stable_code(&self) -> &'static str {
        match self.code {
            "file_password_needed" => "password_needed",
            "file_wrong_password" => "wrong_password",
            code if code.starts_with("unsupported_") => "unsupported",
            code => code,
        }
    }

    /// The input is not acceptable, or what was asked for is not there.
    pub(crate) fn refused(code: &'static str, detail: Option<String>) -> Self {
        Failure::new(Status::Refused, code, detail)
    }
}

/// The error types of our crates that mean "refused" whatever happens.
macro_rules! refused {
    ($($error:ty),* $(,)?) => { $(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Failure::refused(error.code(), error.detail())
            }
        }
    )* };
}

refused!(
    otp::CodeError,
    otp::payload::PayloadError,
    password::PasswordError,
    scan::ScanError,
    sheet::SheetError,
    sheet::TypedError,
    transfer::recovery_codes::CodesError
);

impl From<transfer::import::ImportError> for Failure {
    fn from(error: transfer::import::ImportError) -> Self {
        use transfer::import::ImportError;

        let code = match error {
            // The password of the app is another one, with other advice.
            ImportError::PasswordNeeded => "file_password_needed",
            ImportError::WrongPassword => "file_wrong_password",
            _ => error.code(),
        };
        let status = match error {
            ImportError::WrongPassword => Status::WrongPassword,
            _ => Status::Refused,
        };
        Failure::new(status, code, error.detail())
    }
}

impl From<transfer::export::ExportError> for Failure {
    fn from(error: transfer::export::ExportError) -> Self {
        match error {
            transfer::export::ExportError::Vault(error) => error.into(),
            error => Failure::refused(error.code(), error.detail()),
        }
    }
}

impl From<transfer::import::Reason> for Failure {
    fn from(reason: transfer::import::Reason) -> Self {
        Failure::refused(reason.code(), reason.detail())
    }
}

impl From<vault::VaultError> for Failure {
    fn from(error: vault::VaultError) -> Self {
        let status = match error.code() {
            "wrong_password" => Status::WrongPassword,
            "account_not_found"
            | "recovery_code_not_found"
            | "bad_pin"
            | "bad_counter"
            | "password_too_short"
            | "password_guessable"
            | "sheet_wrong"
            | "sheet_first"
            | "backup_folder_missing"
            | "not_a_backup"
            | "backup_other_key"
            | "point_not_found" => Status::Refused,
            _ => Status::Unavailable,
        };
        Failure::new(status, error.code(), error.detail())
    }
}

impl From<vault::Blocked> for Failure {
    fn from(blocked: vault::Blocked) -> Self {
        let ways = blocked
            .ways
            .iter()
            .filter_map(|way| code_of(*way))
            .collect();
        Failure {
            ways,
            ..Failure::new(Status::Unavailable, blocked.code(), blocked.reason.detail())
        }
    }
}

/// `None` for a way that the command line does not know.
fn code_of(way: vault::Way) -> Option<&'static str> {
    Some(match way {
        vault::Way::Retry => "retry",
        vault::Way::Unlock => "unlock",
        vault::Way::Password => "password",
        vault::Way::Sheet => "sheet",
        vault::Way::Backup => "backup",
        vault::Way::NewVault => "new_vault",
        vault::Way::OpenOlder => "open_older",
        vault::Way::NewWithPassword => "new_with_password",
        _ => return None,
    })
}

impl From<session::PressError> for Failure {
    fn from(error: session::PressError) -> Self {
        match error {
            session::PressError::Vault(error) => error.into(),
            session::PressError::Code(error) => error.into(),
            other => Failure::refused(other.code(), other.detail()),
        }
    }
}

/// Input and output of the command itself: stdin, stdout, stderr.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let is_silent = error.kind() == io::ErrorKind::BrokenPipe;
        Failure {
            is_silent,
            ..Failure::refused("io_failed", Some(error.kind().to_string()))
        }
    }
}
