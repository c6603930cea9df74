//! Google's transfer.

use propusk_transfer::export::{self, ExportError};

use crate::canonical::read;
use crate::sample::{Sample, accounts, came_back, left_out, samples};

/// The samples that Google can compute.
fn fitting(samples: &[Sample]) -> Vec<Sample> {
    let fits = |sample: &&Sample| {
        let kind = &sample.entry.token.kind;
        matches!(kind.name(), "totp" | "hotp")
            && kind.period().is_none_or(|period| period.get() == 30)
            && matches!(kind.algorithm().name(), "SHA1" | "SHA256" | "SHA512")
    };
    samples.iter().filter(fits).map(Sample::bare).collect()
}

#[test]
fn what_google_computes_comes_back_and_the_rest_is_named() {
    let samples = samples();
    let transfer = export::google(&accounts(&samples)).expect("written");
    let expected = fitting(&samples);
    assert_eq!(transfer.accounts, expected.len());
    let text = transfer.content.iter().map(|uri| uri.as_str());
    let text = text.collect::<Vec<_>>().join("\n");
    let (_, parsed) = read(text.as_bytes(), None).expect("readable");
    came_back(&parsed, &expected);

    let whole: Vec<_> = left_out(&transfer, &samples)
        .into_iter()
        .filter(|(_, code)| !matches!(*code, "lost_tags" | "lost_note" | "lost_favourite"))
        .collect();
    let expected = [
        ("a/b;c=d #1 100%", "lost_period"),
        ("only a name", "lost_period"),
        ("gamer", "lost_kind"),
        ("worker", "lost_kind"),
        ("user", "lost_kind"),
        ("SHA224", "lost_algorithm"),
        ("SHA384", "lost_algorithm"),
        ("MD5", "lost_algorithm"),
        ("GOST3411_2012_256", "lost_algorithm"),
        ("GOST3411_2012_512", "lost_algorithm"),
    ];
    let expected = expected.map(|(name, code)| (name.to_owned(), code));
    assert_eq!(whole, expected);
    assert_eq!(transfer.accounts + whole.len(), samples.len());
}

#[test]
fn ten_accounts_stand_in_each_code() {
    let sample = samples()[1].bare();
    let many: Vec<_> = std::iter::repeat_n(sample, 21).collect();
    let transfer = export::google(&accounts(&many)).expect("written");
    assert_eq!(transfer.content.len(), 3);
    for uri in &transfer.content {
        qrcode::QrCode::new(uri.as_bytes()).expect("fits a QR code");
    }
    let steam: Vec<_> = samples()
        .into_iter()
        .filter(|sample| sample.entry.token.kind.name() == "steam")
        .collect();
    let nothing = export::google(&accounts(&steam)).err();
    assert_eq!(nothing, Some(ExportError::NothingToExport));
}
