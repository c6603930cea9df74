//! How many codes are read, and how fast: this program's chain of looks, each library alone, and simple
//! chains of them, on the same pictures in the same run.
//!
//! The pictures are drawn from a seed, and those of `../shared/fixtures/qr` where they are present.
//! `zbarimg` is measured where it is installed: it is LGPL and stands here as a yardstick only.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and may stop at errors"
)]

#[path = "../../tests/it/generated/mod.rs"]
mod generated;
#[path = "../../tests/it/known.rs"]
mod known;
mod readers;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use generated::{Kind, empty, picture_of};
use known::{Known, folder, normal, of_folder, of_generator};
use picture::{Effort, Picture};
use propusk_decode::{decode, decode_pixels};
use readers::{READERS, Reader};

/// Not that of the tests, nor any that the looks were chosen by.
const SEED: u64 = 900_000;
const OF_EACH: u64 = 15;
const SETS: [&str; 6] = [
    "jsqr",
    "negatives",
    "synth",
    "zxing-1",
    "zxing-2",
    "zxing-3",
];

fn main() {
    // A library that panics says so in the table.
    std::panic::set_hook(Box::new(|_| {}));
    let mut columns = vec!["ours".to_owned()];
    columns.extend(readers().map(|reader| reader.name.to_owned()));
    println!("codes read, in percent ({})", columns.join(", "));
    println!("negatives: pictures without a code in which nothing was read");
    if let Some(root) = folder() {
        for set in SETS {
            rates(set, of_folder(&root.join(set)).into_iter());
        }
    } else {
        println!("../shared/fixtures/qr is not here");
    }
    rates("drawn", of_generator(SEED, OF_EACH));
    times();
}

fn readers() -> impl Iterator<Item = &'static Reader> {
    READERS.iter().filter(|reader| (reader.is_here)())
}

/// One line: the set, how many texts, and the share that each reader read.
fn rates(set: &str, pictures: impl Iterator<Item = Known>) {
    let mut of = 0;
    let mut right = vec![0; readers().count() + 1];
    for Known { bytes, texts, .. } in pictures {
        let bytes = bytes();
        let picture = opened(&bytes);
        of += texts.len().max(1);
        let wanted = |text: &str| texts.contains(&normal(text));
        let ours = decode(&bytes, &wanted, Effort::Thorough).unwrap_or_default();
        let mut read = vec![ours.iter().map(|found| found.text.to_string()).collect()];
        read.extend(readers().map(|reader| (reader.read)(&picture)));
        for (right, read) in right.iter_mut().zip(read) {
            let read: BTreeSet<String> = read.iter().map(|text| normal(text)).collect();
            *right += if texts.is_empty() {
                usize::from(read.is_empty())
            } else {
                read.intersection(&texts).count()
            };
        }
    }
    let float = |n: usize| f64::from(u32::try_from(n).unwrap());
    let shares = right
        .iter()
        .map(|&right| format!("{:6.1}", 100.0 * float(right) / float(of)));
    println!("{set:10} {of:4} {}", shares.collect::<String>());
}

/// The grey pixels that every library gets.
fn opened(bytes: &[u8]) -> Picture {
    let image = image::load_from_memory(bytes).unwrap().to_rgba8();
    Picture::from_rgba(image.width(), image.height(), image.as_raw()).unwrap()
}

const HD: (u32, u32) = (1920, 1080);
const UHD: (u32, u32) = (3840, 2160);
/// What a screen with one code shows.
const ORDINARY: &[Kind] = &[Kind::Plain, Kind::Dark, Kind::Fractional];
/// What the costly looks are for.
const HARD: &[Kind] = &[Kind::Pale, Kind::Tight, Kind::Styled, Kind::Jpeg];

fn times() {
    println!("\nmilliseconds, median / worst");
    let with = |kinds: &[Kind], size: (u32, u32), of_each: u64| -> Vec<Picture> {
        let all = kinds
            .iter()
            .flat_map(|&kind| (0..of_each).map(move |n| (kind, SEED + 500 + n)));
        all.map(|(kind, seed)| {
            let drawn = picture_of(kind, seed, Some(size)).0;
            let (width, height) = drawn.dimensions();
            Picture::from_grey(width, height, drawn.into_raw()).unwrap()
        })
        .collect()
    };
    let without = |(width, height), of: u64| -> Vec<Picture> {
        (0..of)
            .map(|n| empty(SEED + n, width, height).into_raw())
            .map(|grey| Picture::from_grey(width, height, grey).unwrap())
            .collect()
    };
    line(
        "1920×1080, an ordinary code (≤ 60 median)",
        &with(ORDINARY, HD, 7),
    );
    line(
        "3840×2160, an ordinary code (≤ 250 median)",
        &with(ORDINARY, UHD, 4),
    );
    line("3840×2160, a hard code (≤ 1500 worst)", &with(HARD, UHD, 3));
    line("1920×1080, no code (≤ 1500 worst)", &without(HD, 8));
    line("3840×2160, no code (≤ 1500 worst)", &without(UHD, 6));
    let frames = with(ORDINARY, (1280, 720), 5);
    let wanted = |_: &str| true;
    for (name, effort) in [("quick", Effort::Quick), ("frame", Effort::Frame)] {
        let took = frames
            .iter()
            .map(|frame| time(|| drop(decode_pixels(frame, &wanted, effort))));
        println!("1280×720, {name}: {}", figures(took.collect()));
    }
    let took = without((1280, 720), 8);
    let took = took
        .iter()
        .map(|frame| time(|| drop(decode_pixels(frame, &wanted, Effort::Frame))));
    println!("1280×720, frame, no code: {}", figures(took.collect()));
}

fn line(what: &str, pictures: &[Picture]) {
    println!("{what}, {} pictures", pictures.len());
    let wanted = |_: &str| true;
    let ours = pictures
        .iter()
        .map(|picture| time(|| drop(decode_pixels(picture, &wanted, Effort::Thorough))));
    println!("  {:14} {}", "ours", figures(ours.collect()));
    for reader in readers() {
        let took = pictures
            .iter()
            .map(|picture| time(|| drop((reader.read)(picture))));
        println!("  {:14} {}", reader.name, figures(took.collect()));
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn figures(mut took: Vec<Duration>) -> String {
    took.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let (median, worst) = (took[took.len() / 2], took[took.len() - 1]);
    format!("{:7.1} / {:7.1}", milliseconds(median), milliseconds(worst))
}
