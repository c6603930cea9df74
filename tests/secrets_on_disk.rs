//! S1 and S3 of docs/security.md: searches for known secrets in files and in the command lines and
//! environments of running programs, in every spelling they could have.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use otp::Secret;

/// A spelling and where it was found.
pub type Sighting = (PathBuf, String);

/// Every spelling of a Base32 secret that would give it away.
fn spellings(secret: &str) -> Vec<(String, Vec<u8>)> {
    let raw = Secret::from_base32(secret)
        .expect("canary")
        .expose()
        .to_vec();
    let hex: String = raw.iter().map(|byte| format!("{byte:02x}")).collect();
    let grouped = secret
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect::<Vec<_>>()
        .join(" ");
    let json_bytes = raw
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(",");
    let mut texts = vec![
        ("base32", secret.to_owned()),
        ("lower base32", secret.to_lowercase()),
        ("grouped", grouped.clone()),
        ("grouped, escaped", grouped.replace(' ', "%20")),
        ("hex", hex.clone()),
        ("upper hex", hex.to_uppercase()),
        ("list of bytes", json_bytes),
        ("part", secret[4..20].to_owned()),
    ];
    // Base64 of the bytes and of the text, at each of the three alignments.
    for (name, bytes) in [("raw", raw.as_slice()), ("text", secret.as_bytes())] {
        for skip in 0..3 {
            let whole = (bytes.len() - skip) / 3 * 3;
            texts.push(("base64", base64(&bytes[skip..skip + whole])));
            let _ = name;
        }
    }
    let mut all = vec![("raw".to_owned(), raw)];
    for (name, text) in texts {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        all.push((format!("{name}, UTF-16"), wide));
        all.push((name.to_owned(), text.into_bytes()));
    }
    all
}

/// Standard alphabet, whole groups only.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .chunks_exact(3)
        .flat_map(|three| {
            let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
            [18, 12, 6, 0].map(|shift| {
                let six = usize::try_from(bits >> shift & 63).expect("six bits");
                char::from(ALPHABET[six])
            })
        })
        .collect()
}

/// Searches every file below a folder, pictures decoded too.
pub fn search(folder: &Path, secrets: &[&str]) -> Vec<Sighting> {
    let wanted: Vec<_> = secrets
        .iter()
        .flat_map(|secret| spellings(secret))
        .collect();
    let mut worker = scan::Worker::start().expect("the program propusk-scan is built");
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(kind) = entry.file_type() else {
                continue;
            };
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                let Ok(bytes) = fs::read(&path) else { continue };
                for (name, spelling) in &wanted {
                    if contains(&bytes, spelling) {
                        found.push((path.clone(), name.clone()));
                    }
                }
                let shot = scan::Shot::File(bytes.into());
                let codes = worker.decode(&shot, &|_| true, scan::Effort::Quick);
                if let Err(error) = &codes {
                    // Else a picture of the key would go unseen.
                    let died = error.code().starts_with("scan_worker");
                    assert!(!died, "{}: {error}", path.display());
                }
                for code in codes.unwrap_or_default() {
                    if secrets.iter().any(|secret| code.text.contains(secret)) {
                        found.push((path.clone(), "picture of a QR".to_owned()));
                    }
                }
            }
        }
    }
    found
}

/// Searches every file below a folder for a text, whatever its case, as it is and as UTF-16.
pub fn search_for_text(folder: &Path, text: &str) -> Vec<PathBuf> {
    let upper = text.to_ascii_uppercase().into_bytes();
    let wide: Vec<u8> = upper.iter().flat_map(|byte| [*byte, 0]).collect();
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_file() => {
                    let bytes = fs::read(&path).unwrap_or_default().to_ascii_uppercase();
                    if contains(&bytes, &upper) || contains(&bytes, &wide) {
                        found.push(path);
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Samples every process of the machine until it ends.
pub struct ProcessWatch {
    stop: Arc<AtomicBool>,
    found: Arc<Mutex<Vec<Sighting>>>,
}

impl ProcessWatch {
    /// Starts sampling.
    pub fn start(secrets: &[&str]) -> Self {
        let wanted: Vec<_> = secrets
            .iter()
            .flat_map(|secret| spellings(secret))
            .collect();
        let watch = Self {
            stop: Arc::default(),
            found: Arc::default(),
        };
        let (stop, found) = (Arc::clone(&watch.stop), Arc::clone(&watch.found));
        thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                let sightings = look_at_processes(&wanted);
                found.lock().expect("not poisoned").extend(sightings);
                thread::sleep(Duration::from_millis(50));
            }
        });
        watch
    }

    /// Fails when a secret was seen so far.
    pub fn check(&mut self) {
        let found = self.found.lock().expect("not poisoned");
        assert!(
            found.is_empty(),
            "secrets in command lines or environments: {found:?}"
        );
    }
}

impl Drop for ProcessWatch {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

/// The test itself calls oathtool with the secret: that is not the product.
const NOT_OURS: &[&str] = &["oathtool", "qrencode"];

fn look_at_processes(wanted: &[(String, Vec<u8>)]) -> Vec<Sighting> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").expect("/proc").flatten() {
        let name = fs::read_to_string(entry.path().join("comm")).unwrap_or_default();
        if NOT_OURS.contains(&name.trim()) {
            continue;
        }
        for part in ["cmdline", "environ"] {
            let Ok(bytes) = fs::read(entry.path().join(part)) else {
                continue;
            };
            // A child between fork and exec still shows its parent's name.
            if NOT_OURS
                .iter()
                .any(|tool| bytes.starts_with(tool.as_bytes()))
            {
                continue;
            }
            for (spelling, text) in wanted {
                if contains(&bytes, text) {
                    found.push((entry.path().join(part), spelling.clone()));
                }
            }
        }
    }
    found
}

#[test]
fn the_search_finds_what_is_there() {
    const SECRET: &str = "CANARYOFTHESEARCH234567ABCDEFGHI";
    let folder = tempfile::tempdir().expect("folder");
    let raw = Secret::from_base32(SECRET)
        .expect("canary")
        .expose()
        .to_vec();
    for (index, (_, bytes)) in spellings(SECRET).into_iter().enumerate() {
        let mut file = b"before ".to_vec();
        file.extend(bytes);
        fs::write(folder.path().join(format!("{index}.bin")), file).expect("write");
    }
    let files = fs::read_dir(folder.path()).expect("folder").count();
    let found = search(folder.path(), &[SECRET]);
    let hit: std::collections::BTreeSet<_> = found.iter().map(|(path, _)| path).collect();
    assert_eq!(hit.len(), files, "every spelling is found");
    assert!(!raw.is_empty());
}
