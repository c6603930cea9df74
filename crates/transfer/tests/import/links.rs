//! The links from which the tests write lists and pages.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::canonical::Account;

/// A text, escaped for a link.
pub(crate) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The link of a TOTP, HOTP or Steam account.
pub(crate) fn link(account: &Account) -> String {
    let (issuer, name) = (escaped(account.issuer), escaped(account.name));
    let label = match issuer.as_str() {
        "" => name,
        _ => format!("{issuer}:{name}"),
    };
    let last = match account.kind {
        "hotp" => format!("counter={}", account.counter),
        _ => format!("period={}", account.period),
    };
    format!(
        "otpauth://{}/{label}?secret={}&issuer={issuer}&algorithm={}&digits={}&{last}",
        account.kind, account.secret, account.algorithm, account.digits,
    )
}
