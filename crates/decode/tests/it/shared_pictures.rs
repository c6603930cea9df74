//! The rate over the pictures that lie beside the repository (`../shared/fixtures/qr`), where they are
//! present: real photos and synthetic desktop screens with known texts. They are not part of the
//! project. Every fourth picture, unless `PROPUSK_FULL=1`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use picture::Effort;
use propusk_decode::decode;

/// Share of the expected texts that was found when the figure was recorded, in percent: the whole
/// folder, every fourth picture. A change that falls below it makes the reader worse.
const RECORDED: [(&str, f64, f64); 6] = [
    ("jsqr", 88.2, 89.5),
    ("negatives", 100.0, 100.0),
    ("synth", 97.2, 96.3),
    ("zxing-1", 100.0, 100.0),
    ("zxing-2", 94.3, 88.9),
    ("zxing-3", 100.0, 100.0),
];

fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/fixtures/qr");
    root.is_dir().then_some(root)
}

/// The texts of each picture; none for a picture without a code.
fn expected(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_path(folder.join("expected.csv"))
        .unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        let of_picture = texts.entry(row[0].to_owned()).or_default();
        if !row[1].is_empty() {
            of_picture.insert(row[1].to_owned());
        }
    }
    texts
}

#[test]
fn reads_the_shared_pictures_as_well_as_when_recorded() {
    let Some(root) = folder() else {
        println!("skipped: ../shared/fixtures/qr is not here");
        return;
    };
    let whole = std::env::var_os("PROPUSK_FULL").is_some_and(|value| value == "1");
    let step = if whole { 1 } else { 4 };
    let mut fell = Vec::new();
    for (name, floor_whole, floor_sample) in RECORDED {
        let (mut right, mut wanted, mut wrong) = (0_u32, 0_u32, Vec::new());
        for (file, texts) in expected(&root.join(name)).into_iter().step_by(step) {
            let found: BTreeSet<String> = decode(
                &std::fs::read(root.join(name).join(&file)).unwrap(),
                &|text| texts.contains(text),
                Effort::Thorough,
            )
            .unwrap_or_default()
            .iter()
            .map(|found| found.text.to_string())
            .collect();
            let negative = texts.is_empty();
            wanted += if negative {
                1
            } else {
                u32::try_from(texts.len()).unwrap()
            };
            let hits = u32::try_from(found.intersection(&texts).count()).unwrap();
            right += if negative {
                u32::from(found.is_empty())
            } else {
                hits
            };
            if found != texts {
                wrong.push(file);
            }
        }
        let rate = 100.0 * f64::from(right) / f64::from(wanted);
        println!(
            "{name}: {right}/{wanted} = {rate:.1} %  not: {}",
            wrong.join(" ")
        );
        if rate + 0.05 < if whole { floor_whole } else { floor_sample } {
            fell.push(name);
        }
    }
    assert!(fell.is_empty(), "the rate fell in {fell:?}");
}
