//! Entries in the JSON shape of the command line.

use otp::{Entry, Kind, Pin, Warning};
use serde_json::{Value, json};

/// One entry with its secret.
pub(crate) fn entry(entry: &Entry, warnings: &[Warning]) -> Value {
    let kind = &entry.token.kind;
    let mut view = json!({
        "type": kind.name(),
        "issuer": entry.issuer,
        "account": entry.name,
        "secret": entry.token.secret_text().as_str(),
        "algorithm": kind.algorithm().name(),
        "digits": kind.digits(),
        "warnings": warnings.iter().map(|w| w.code()).collect::<Vec<_>>(),
    });
    if let Some(period) = kind.period() {
        view["period"] = period.get().into();
    }
    if let Kind::Hotp { counter, .. } = kind {
        view["counter"] = counter.get().into();
    }
    if let Kind::Yandex { pin } | Kind::Motp { pin } = kind {
        view["pin"] = pin.as_ref().map(Pin::expose).into();
    }
    view
}

/// The lines of a table under `tests/data`.
pub(crate) fn table(name: &str) -> Vec<Value> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
