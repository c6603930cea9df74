//! Passphrases, and the words that they are made of.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use propusk_password::{PasswordError, PhraseOptions, Rules, USUAL_WORDS, WordList, passphrase};
use rand::rngs::ChaCha20Rng;
use rand::{CryptoRng, SeedableRng};

use crate::number;

fn seeded() -> impl CryptoRng {
    ChaCha20Rng::seed_from_u64(918)
}

fn words(words: u8, list: WordList) -> PhraseOptions {
    PhraseOptions { words, list }
}

const BOTH: [WordList; 2] = [WordList::Russian, WordList::English];

#[test]
fn the_words_are_short_each_once_and_in_order() {
    for list in BOTH {
        let words = list.words();
        assert!(words.len() >= 1296, "{list:?}: {}", words.len());
        let unique: HashSet<_> = words.iter().collect();
        assert_eq!(unique.len(), words.len(), "{list:?}");
        for word in words {
            assert!((3..=8).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|it| it.is_ascii_lowercase()), "{word}");
        }
        assert!(words.is_sorted(), "{list:?}");
    }
}

/// So it is also clear without anything between them where a word ends.
#[test]
fn no_russian_word_begins_another_and_none_has_more_than_7_letters() {
    let words = WordList::Russian.words();
    // Sorted, so a beginning stands right before what it begins.
    for pair in words.windows(2) {
        assert!(!pair[1].starts_with(pair[0]), "{pair:?}");
    }
    assert!(words.iter().all(|word| word.len() <= 7));
}

prop_compose! {
    fn rules()(
        min_length in 4_u8..=40,
        more in 24_u8..=88,
        needs in any::<[bool; 4]>(),
        symbols in proptest::sample::select(vec!["-", "!", "_!", "!#$%&*+-./:=?@_", "*&"]),
        none in any::<bool>(),
    ) -> Rules {
        let rules = Rules {
            min_length,
            max_length: (min_length + more).min(128),
            lower: needs[0],
            upper: needs[1],
            digit: needs[2],
            symbol: needs[3],
            symbols: symbols.to_owned(),
        };
        if none && !rules.symbol { rules.without_symbols() } else { rules }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn every_phrase_follows_its_rules(
        rules in rules(),
        count in 2_u8..=12,
        russian in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let list = if russian { WordList::Russian } else { WordList::English };
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        match passphrase(&rules, &words(count, list), &mut rng) {
            Ok(made) => {
                prop_assert!(rules.accept(&made.text), "{:?} for {rules:?}", made.text.as_str());
                prop_assert!(made.bits < 15.0 * f64::from(count + 1));
            }
            Err(why) => prop_assert!(matches!(why, PasswordError::WordsDoNotFit { .. }), "{why:?}"),
        }
    }
}

#[test]
fn the_usual_phrase_reads_as_words_and_is_hard_to_guess() {
    for list in BOTH {
        let made = passphrase(&Rules::default(), &words(USUAL_WORDS, list), &mut seeded());
        let made = made.unwrap();
        let (phrase, digit) = made.text.split_at(made.text.len() - 1);
        assert!(digit.parse::<u8>().is_ok(), "{:?}", made.text.as_str());
        let parts: Vec<_> = phrase.split('-').map(str::to_lowercase).collect();
        assert_eq!(parts.len(), usize::from(USUAL_WORDS));
        assert!(
            parts.iter().all(|it| list.words().contains(&it.as_str())),
            "{parts:?}"
        );
        assert!(phrase.starts_with(|it: char| it.is_ascii_uppercase()));
        let all = f64::from(USUAL_WORDS) * number(list.words().len()).log2() + 10_f64.log2();
        assert!((made.bits - all).abs() < 1e-6, "{} {all}", made.bits);
        // Without what the default rules ask for it is a little less.
        assert!(made.score() >= 3, "{}", made.bits);
    }
}

#[test]
fn without_signs_each_word_begins_with_a_capital() {
    let rules = Rules::default().without_symbols();
    let made = passphrase(&rules, &words(4, WordList::Russian), &mut seeded()).unwrap();
    let capitals = made.text.chars().filter(char::is_ascii_uppercase).count();
    assert_eq!(capitals, 4, "{:?}", made.text.as_str());
    assert!(made.text.ends_with(|it: char| it.is_ascii_digit()));
}

#[test]
fn a_sign_that_the_rules_allow_stands_between_the_words() {
    let rules = Rules {
        symbols: "._".to_owned(),
        ..Rules::default()
    };
    let made = passphrase(&rules, &words(4, WordList::English), &mut seeded()).unwrap();
    assert_eq!(
        made.text.matches('.').count(),
        3,
        "{:?}",
        made.text.as_str()
    );
}

#[test]
fn words_that_cannot_fit_are_refused_and_a_tight_fit_counts_for_less() {
    let short = Rules {
        max_length: 12,
        ..Rules::default()
    };
    let refused = passphrase(&short, &words(5, WordList::English), &mut seeded()).unwrap_err();
    assert_eq!(refused, PasswordError::WordsDoNotFit { least: 8, most: 12 });
    for count in [0, 1, 13] {
        let refused = passphrase(
            &Rules::default(),
            &words(count, WordList::English),
            &mut seeded(),
        );
        assert_eq!(refused.unwrap_err().code(), "password_bad_words");
    }
    let bits = |max_length| {
        let rules = Rules {
            max_length,
            ..Rules::default()
        };
        passphrase(&rules, &words(3, WordList::English), &mut seeded())
            .unwrap()
            .bits
    };
    assert!(
        bits(16) < bits(18) && bits(18) < bits(27),
        "fewer phrases are that short"
    );
    assert!((bits(27) - bits(64)).abs() < 1e-9, "and none is longer");
}

#[test]
fn every_word_comes_as_often_as_any_other() {
    let (mut counts, mut rng) = (HashMap::new(), seeded());
    let rounds = 12_000;
    let list = WordList::Russian;
    for _ in 0..rounds {
        let made = passphrase(&Rules::default(), &words(2, list), &mut rng).unwrap();
        for word in made.text[..made.text.len() - 1].split('-') {
            *counts.entry(word.to_lowercase()).or_insert(0_u32) += 1;
        }
    }
    let size = list.words().len();
    assert_eq!(counts.len(), size, "all of them");
    let share = f64::from(rounds) * 2.0 / number(size);
    let chi: f64 = counts
        .into_values()
        .map(|count| (f64::from(count) - share).powi(2) / share)
        .sum();
    let freedom = number(size - 1);
    assert!(
        (chi - freedom).abs() < 6.0 * (2.0 * freedom).sqrt(),
        "{chi} of {freedom}"
    );
}
