use std::collections::HashSet;

use picture::Effort;

/// A picture file: it is refused by name, or gives texts that may be anything again. The limits of
/// memory and time are the fuzzer's own.
pub fn picture(data: &[u8]) {
    let Ok(found) = decode::decode(data, &|_| false, Effort::Thorough) else {
        return;
    };
    assert!(!found.is_empty());
    let texts: HashSet<&str> = found.iter().map(|found| found.text.as_str()).collect();
    assert_eq!(texts.len(), found.len(), "a text twice");
    for code in &found {
        assert!(!code.text.is_empty());
        assert!(
            (code.corners.as_flattened().iter()).all(|coordinate| *coordinate < 65_535),
            "a corner outside: {code:?}"
        );
        crate::uri(code.text.as_bytes());
    }
    let first = decode::decode(data, &|_| true, Effort::Quick).unwrap_or_default();
    for code in first {
        assert!(texts.contains(code.text.as_str()), "seen only in haste");
    }
}
