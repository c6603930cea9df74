//! Pictures with known texts. Shared by the tests and the benchmark.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::ImageFormat;

use crate::generated::{KINDS, picture};

/// One picture.
pub(crate) struct Known {
    /// For the words of a test that fails.
    #[allow(dead_code, reason = "the benchmark names no pictures")]
    pub(crate) name: String,
    /// Its file.
    pub(crate) bytes: Box<dyn Fn() -> Vec<u8>>,
    /// What it says, in the form of [`normal`]; nothing for a picture without a code.
    pub(crate) texts: BTreeSet<String>,
}

/// Where the shared pictures lie, if they do.
pub(crate) fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures/qr");
    root.is_dir().then_some(root)
}

/// The lists of known texts have their line breaks and other white space folded to single spaces.
pub(crate) fn normal(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c);
    let words = text.split(is_space).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The pictures that a folder's list names.
pub(crate) fn of_folder(folder: &Path) -> Vec<Known> {
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(folder.join("expected.csv"))
        .unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let of_picture = texts.entry(row[0].to_owned()).or_default();
        if !row[1].is_empty() {
            of_picture.insert(normal(&row[1]));
        }
    }
    (texts.into_iter())
        .map(|(name, texts)| {
            let path = folder.join(&name);
            Known {
                name,
                bytes: Box::new(move || std::fs::read(&path).unwrap()),
                texts,
            }
        })
        .collect()
}

/// So many drawn pictures of each kind.
pub(crate) fn of_generator(seed: u64, of_each: u64) -> impl Iterator<Item = Known> {
    let all = KINDS.into_iter();
    let all = all.flat_map(move |kind| (0..of_each).map(move |n| (kind, seed + n)));
    all.map(|(kind, seed)| {
        let (drawn, texts) = picture(kind, seed);
        Known {
            name: format!("{kind:?}-{seed}"),
            bytes: Box::new(move || {
                let mut bytes = Cursor::new(Vec::new());
                drawn.write_to(&mut bytes, ImageFormat::Bmp).unwrap();
                bytes.into_inner()
            }),
            texts: texts.into_iter().collect(),
        }
    })
}
