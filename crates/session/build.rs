//! Notes when the program is built.

use std::{env, fs, path::Path, time::SystemTime};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-env-changed=SOURCE_DATE_EPOCH");
    println!("cargo:rerun-if-changed=build.rs");
    let built: u64 = match env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds.parse()?,
        Err(_) => SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)?
            .as_secs(),
    };
    let file = Path::new(&env::var("OUT_DIR")?).join("built.rs");
    fs::write(file, format!("{built}"))?;
    Ok(())
}
