//! The rate over pictures with known texts: drawn ones, and those that lie beside the repository
//! (`../shared/fixtures/qr`), where they are present: real photos and synthetic desktop screens, not
//! part of the project. Every fourth picture, unless `PROPUSK_FULL=1`.

use std::collections::BTreeSet;
use std::time::Duration;

use propusk_decode::decode_patiently;

use crate::known::{Known, folder, normal, of_folder, of_generator};

/// Share of the expected texts that was found when the figure was recorded, in percent: the whole
/// folder, every fourth picture. A change that falls below it makes the reader worse.
const RECORDED: [(&str, f64, f64); 6] = [
    ("jsqr", 100.0, 100.0),
    ("negatives", 100.0, 100.0),
    ("synth", 99.5, 100.0),
    ("zxing-1", 100.0, 100.0),
    ("zxing-2", 100.0, 100.0),
    ("zxing-3", 100.0, 100.0),
];
/// The same for the drawn ones.
const RECORDED_DRAWN: f64 = 92.0;
/// A seed of the tests' own: nothing was chosen by looking at its pictures.
const SEED: u64 = 40_000;

/// All the looks, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

struct Rate {
    right: usize,
    of: usize,
    wrong: Vec<String>,
}

impl Rate {
    fn over(pictures: impl Iterator<Item = Known>) -> Self {
        let mut rate = Self {
            right: 0,
            of: 0,
            wrong: Vec::new(),
        };
        for Known { name, bytes, texts } in pictures {
            let wanted = |text: &str| texts.contains(&normal(text));
            let found: BTreeSet<String> = decode_patiently(&bytes(), &wanted, PATIENCE)
                .unwrap_or_default()
                .iter()
                .map(|found| normal(&found.text))
                .collect();
            // A picture without a code counts as one that is to be told so.
            rate.of += texts.len().max(1);
            rate.right += if texts.is_empty() {
                usize::from(found.is_empty())
            } else {
                found.intersection(&texts).count()
            };
            if found != texts {
                rate.wrong.push(name);
            }
        }
        rate
    }

    fn percent(&self) -> f64 {
        let float = |n: usize| f64::from(u32::try_from(n).unwrap());
        100.0 * float(self.right) / float(self.of)
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { right, of, wrong } = self;
        let (percent, not) = (self.percent(), wrong.join(" "));
        write!(f, "{right}/{of} = {percent:.1} %  not: {not}")
    }
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
        let rate = Rate::over(of_folder(&root.join(name)).into_iter().step_by(step));
        println!("{name}: {rate}");
        if rate.percent() + 0.05 < if whole { floor_whole } else { floor_sample } {
            fell.push(name);
        }
    }
    assert!(fell.is_empty(), "the rate fell in {fell:?}");
}

#[test]
fn reads_drawn_pictures_of_every_kind() {
    let rate = Rate::over(of_generator(SEED, 4));
    println!("drawn: {rate}");
    assert!(rate.percent() >= RECORDED_DRAWN, "the rate fell: {rate}");
}
