//! A clock that is set for one program (Debian package faketime) and goes on from there.

use crate::desk::Desk;

/// 2030-01-01 00:00:00 UTC.
pub(crate) const MIDNIGHT: u64 = 1_893_456_000;

/// The environment of a program that starts so many seconds after midnight.
pub(crate) fn at(seconds: u8) -> [(&'static str, String); 4] {
    [
        ("LD_PRELOAD", "/usr/$LIB/faketime/libfaketime.so.1".into()),
        ("FAKETIME", format!("@2030-01-01 00:00:{seconds:02}")),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
        ("TZ", "UTC".into()),
    ]
}

/// The code of an address so many seconds after midnight.
pub(crate) fn code(desk: &Desk, uri: &str, seconds: u64) -> String {
    let line = format!("{} {uri}\n", MIDNIGHT + seconds);
    desk.done(&["compute"], &line).trim().to_owned()
}
