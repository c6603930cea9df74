//! The errors of the crates as they travel to the page: their stable code and the one detail to
//! name, never more.

use crate::wire::AppError;

macro_rules! from_errors {
    ($($error:ty),+ $(,)?) => {$(
        impl From<&$error> for AppError {
            fn from(error: &$error) -> Self {
                Self::with(error.code(), error.detail())
            }
        }
        impl From<$error> for AppError {
            fn from(error: $error) -> Self {
                Self::from(&error)
            }
        }
    )+};
}

from_errors!(
    otp::CodeError,
    otp::FieldError,
    otp::PinError,
    otp::payload::PayloadError,
    password::PasswordError,
    scan::ScanError,
    session::PressError,
    sheet::SheetError,
    sheet::TypedError,
    transfer::export::ExportError,
    transfer::import::ImportError,
    transfer::import::Reason,
    transfer::recovery_codes::CodesError,
    vault::VaultError,
);
