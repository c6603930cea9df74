//! Tells the program when it was built: a clock that stands before that moment is wrong.

use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    // Packagers set SOURCE_DATE_EPOCH so that two builds of one source are equal.
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|text| text.parse::<u64>().ok());
    let now = || {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |time| time.as_secs())
    };
    println!(
        "cargo::rustc-env=PROPUSK_BUILT_AT={}",
        fixed.unwrap_or_else(now)
    );
}
