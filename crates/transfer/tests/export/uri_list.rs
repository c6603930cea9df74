//! A list of URIs.

use propusk_transfer::export::{self, ExportError};

use crate::canonical::read;
use crate::sample::{Sample, accounts, came_back, left_out, samples};

#[test]
fn every_kind_comes_back() {
    let samples = samples();
    let list = export::uri_list(&accounts(&samples)).expect("written");
    assert_eq!(list.accounts, samples.len());
    assert_eq!(list.content.lines().count(), samples.len());
    for start in [
        "otpauth://steam/",
        "otpauth://yaotp/",
        "motp://",
        "otpauth://hotp/",
    ] {
        let lines = list.content.lines().filter(|line| line.starts_with(start));
        assert_ne!(lines.count(), 0, "{start}");
    }
    let (format, parsed) = read(list.content.as_bytes(), None).expect("readable");
    assert_eq!(format, "uri-list");
    let bare: Vec<_> = samples.iter().map(Sample::bare).collect();
    came_back(&parsed, &bare);
}

#[test]
fn what_has_no_place_in_a_uri_is_named() {
    let samples = samples();
    let list = export::uri_list(&accounts(&samples)).expect("written");
    let [first, second] = [0, 1].map(|at: usize| samples[at].entry.name.clone());
    assert_eq!(
        left_out(&list, &samples),
        [
            (first.clone(), "lost_tags"),
            (first.clone(), "lost_note"),
            (first, "lost_favourite"),
            (second, "lost_tags"),
        ]
    );
    assert!(list.left_out.iter().all(|it| !it.what.is_whole()));
}

#[test]
fn debug_shows_no_secret_and_nothing_is_an_error() {
    let samples = samples();
    let accounts = accounts(&samples);
    let shown = format!("{:?} {accounts:?}", export::uri_list(&accounts));
    for sample in &samples {
        let secret = sample.entry.token.secret_text();
        assert!(!shown.contains(secret.as_str()), "{shown}");
    }
    assert!(
        !shown.contains("GitHub") && shown.contains("left_out"),
        "{shown}"
    );
    let nothing = export::uri_list(&[]).err();
    assert_eq!(nothing, Some(ExportError::NothingToExport));
}
