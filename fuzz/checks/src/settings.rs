use std::fs;

use serde_json::{Map, Value};
use vault::Settings;

use crate::folder;

const FILE: &str = "settings.json";
/// A name that no version uses.
const LATER: &str = "a field of a later version";

/// `settings.json`: any bytes load, what is saved loads the same, and the fields of a later version
/// are kept.
pub fn settings(data: &[u8]) {
    save_again(data);

    if let Ok(mut fields) = serde_json::from_slice::<Map<String, Value>>(data) {
        let later = Value::Object(fields.clone());
        fields.insert(LATER.to_owned(), later.clone());
        let file = serde_json::to_vec(&fields).expect("JSON");
        let saved: Map<String, Value> =
            serde_json::from_slice(&save_again(&file)).expect("JSON was saved");
        // What is nested deeper than is read, is damaged as a whole.
        if is_read_exactly(&file) {
            assert_eq!(saved.get(LATER), Some(&later));
        }
    }
}

/// Loads a file and saves it. Returns what was saved.
fn save_again(file: &[u8]) -> Vec<u8> {
    let (_temp, dir) = folder::fresh();
    let path = dir.path().join(FILE);
    fs::write(&path, file).expect("written");
    let settings = Settings::load(&dir);
    settings.save(&dir).expect("saved");
    let saved = fs::read(&path).expect("there");
    if is_read_exactly(&saved) {
        assert_eq!(Settings::load(&dir), settings);
    }
    saved
}

/// Whether it is JSON without a fraction or a number too large for an integer: serde_json is one in
/// the last digit off with those.
fn is_read_exactly(file: &[u8]) -> bool {
    fn is_exact(value: &Value) -> bool {
        match value {
            Value::Null | Value::Bool(_) | Value::String(_) => true,
            Value::Number(number) => !number.is_f64(),
            Value::Array(values) => values.iter().all(is_exact),
            Value::Object(fields) => fields.values().all(is_exact),
        }
    }
    serde_json::from_slice(file).is_ok_and(|value| is_exact(&value))
}
