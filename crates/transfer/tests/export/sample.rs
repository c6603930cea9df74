//! The accounts that go out, and what must come back.

use otp::{Entry, Fields};
use propusk_transfer::export::{Account, ExportError, Exported};
use propusk_transfer::import::{Found, Parsed};

use crate::canonical::ACCOUNTS;

/// An account with everything around its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sample {
    pub(crate) entry: Entry,
    pub(crate) tags: Vec<String>,
    pub(crate) note: &'static str,
    pub(crate) favourite: bool,
}

impl Sample {
    pub(crate) fn of(issuer: &str, name: &str, fields: Fields<'_>) -> Self {
        Self {
            entry: Entry::new(issuer, name, fields.token().expect("a token")),
            tags: Vec::new(),
            note: "",
            favourite: false,
        }
    }

    pub(crate) fn as_account(&self) -> Account<'_> {
        Account {
            issuer: &self.entry.issuer,
            name: &self.entry.name,
            token: &self.entry.token,
            tags: &self.tags,
            note: self.note,
            favourite: self.favourite,
        }
    }

    /// Without what this format has no place for.
    pub(crate) fn bare(&self) -> Self {
        Self {
            tags: Vec::new(),
            note: "",
            favourite: false,
            ..self.clone()
        }
    }
}

impl PartialEq<Found> for Sample {
    fn eq(&self, found: &Found) -> bool {
        self.entry == found.entry
            && self.tags == found.tags
            && self.note == found.note
            && self.favourite == found.favourite
    }
}

/// The accounts of the importers' tests in their order, the first with a note, a mark and two groups,
/// the second with one of them; then all hashes.
pub(crate) fn samples() -> Vec<Sample> {
    let mut samples: Vec<_> = ACCOUNTS
        .iter()
        .map(|account| {
            let [digits, period, counter] = [
                account.digits.to_string(),
                account.period.to_string(),
                account.counter.to_string(),
            ];
            let fields = Fields {
                kind: account.kind,
                secret: Some(account.secret),
                algorithm: Some(account.algorithm),
                digits: Some(&digits),
                period: Some(&period),
                counter: Some(&counter),
                pin: Some(account.pin),
            };
            Sample::of(account.issuer, account.name, fields)
        })
        .collect();
    samples[0].tags = vec!["Работа 💼".to_owned(), "Дом".to_owned()];
    samples[0].note = "первая строка\n\"вторая\" \\ 🗝";
    samples[0].favourite = true;
    samples[1].tags = vec!["Дом".to_owned()];
    for algorithm in otp::Algorithm::ALL {
        let fields = Fields {
            kind: "totp",
            secret: Some("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
            algorithm: Some(algorithm.name()),
            ..Fields::default()
        };
        samples.push(Sample::of("Hash", algorithm.name(), fields));
    }
    samples
}

/// All of them as they go out.
pub(crate) fn accounts(samples: &[Sample]) -> Vec<Account<'_>> {
    samples.iter().map(Sample::as_account).collect()
}

/// The samples at these places must have come back, and nothing was refused.
#[track_caller]
pub(crate) fn came_back(parsed: &Parsed, expected: &[Sample]) {
    assert!(parsed.refused.is_empty(), "{:?}", parsed.refused);
    assert_eq!(parsed.found.len(), expected.len());
    for (found, sample) in parsed.found.iter().zip(expected) {
        assert_eq!(sample, found);
    }
}

/// What was left out: the name of the account and the code.
pub(crate) fn left_out<T>(
    exported: &Exported<T>,
    samples: &[Sample],
) -> Vec<(String, &'static str)> {
    let left_out = exported.left_out.iter();
    left_out
        .map(|it| (samples[it.account].entry.name.clone(), it.what.code()))
        .collect()
}

/// Bytes that differ from call to call and are the same in every run.
pub(crate) fn counting() -> impl FnMut(&mut [u8]) -> Result<(), ExportError> {
    let mut next = 0_u8;
    move |bytes| {
        for byte in bytes {
            next = next.wrapping_mul(5).wrapping_add(29);
            *byte = next;
        }
        Ok(())
    }
}

/// Whether a check that needs another program may be passed over: not where everything is installed.
pub(crate) fn skip(why: &str) {
    assert!(
        std::env::var_os("CI").is_none(),
        "must not be skipped in CI: {why}"
    );
    eprintln!("\n=== SKIPPED: {why} ===\n");
}
