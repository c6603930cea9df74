use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde_json::Value;

use self::shell::wire;

/// The wire types of the window, from their own source: the crate around them would bring in the
/// whole of tauri.
#[path = "../../../src-tauri/src"]
#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "only what comes in is tried"
)]
mod shell {
    pub(super) mod wire;
}

macro_rules! requests {
    ($($request:ident),+ $(,)?) => {
        /// The types of all requests, by name.
        pub const REQUESTS: &[&str] = &[$(stringify!($request)),+];

        fn try_all(value: &Value) {
            $(try_one::<wire::$request>(value);)+
        }

        $(const _: () = {
            trait Either<Which> {
                const PICKED: () = ();
            }
            struct Printable;
            impl<T> Either<()> for T {}
            impl<T: Debug> Either<Printable> for T {}
            // Two meanings, and so no build, if a request can be printed: it may hold a secret.
            <wire::$request as Either<_>>::PICKED
        };)+
    };
}

requests! {
    AddAccount,
    AddAccounts,
    AddFound,
    AddImport,
    ChangeBackups,
    ChangeSettings,
    CompareClock,
    ConfirmAccount,
    CopyCode,
    CopyPassword,
    CopyRecoveryCode,
    CorrectClock,
    DropDraft,
    EditAccount,
    ExportAccounts,
    FindCounter,
    Help,
    HelpArticle,
    JudgePassword,
    ListAccounts,
    Lock,
    MakePassword,
    ManyAccounts,
    MatchingAccounts,
    MoveAccount,
    NewWithPassword,
    OneAccount,
    OneImport,
    OneImportFile,
    PointAccounts,
    ReadManual,
    ReadRecoveryCodes,
    ReadSheet,
    ReadText,
    RemovePassword,
    RenameTag,
    RestoreBackup,
    RestorePoint,
    SaveRecoveryCodes,
    SetCounter,
    SetPassword,
    ShowCodes,
    ShowRecoveryCodes,
    StartAnyway,
    TagAccounts,
    TickRecoveryCode,
    UnlockImport,
    UnlockWithPassword,
}

/// What the page sends with a command: whatever it is, it is refused or a request, and nothing is
/// taken along unread.
pub fn ipc(data: &[u8]) {
    if let Ok(value) = serde_json::from_slice(data) {
        try_all(&value);
    }
}

/// Reads a request as tauri does, out of a value.
fn try_one<T: DeserializeOwned>(value: &Value) {
    if T::deserialize(value).is_err() {
        return;
    }
    let mut more = value.clone();
    match &mut more {
        Value::Object(fields) => {
            fields.insert("a field of no request".to_owned(), Value::Null);
        }
        Value::Array(items) => items.push(Value::Null),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            panic!("a request out of {value}")
        }
    }
    assert!(T::deserialize(&more).is_err(), "more is taken than is read");
}
