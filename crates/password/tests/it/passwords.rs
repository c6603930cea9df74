//! Passwords of characters: they follow the rules, and each that does comes as often as any other.

use std::collections::HashMap;

use proptest::prelude::*;
use propusk_password::{Options, PasswordError, Rules, generate, usual_length};
use rand::rngs::ChaCha20Rng;
use rand::{CryptoRng, SeedableRng};

use crate::number;

/// The same in every run.
fn seeded() -> impl CryptoRng {
    ChaCha20Rng::seed_from_u64(678)
}

const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

prop_compose! {
    fn rules()(
        min_length in 4_u8..=64,
        more in 0_u8..=64,
        needs in any::<[bool; 4]>(),
        signs in proptest::sample::subsequence(PUNCTUATION.chars().collect::<Vec<_>>(), 1..=32),
        none in any::<bool>(),
    ) -> Rules {
        let rules = Rules {
            min_length,
            max_length: min_length + more,
            lower: needs[0],
            upper: needs[1],
            digit: needs[2],
            symbol: needs[3],
            symbols: signs.into_iter().collect(),
        };
        if none && !rules.symbol { rules.without_symbols() } else { rules }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn every_password_follows_its_rules(
        rules in rules(),
        place in any::<u8>(),
        no_look_alikes in any::<bool>(),
        usual in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let length = rules.min_length + place % (rules.max_length - rules.min_length + 1);
        let options = Options { length: (!usual).then_some(length), no_look_alikes };
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let made = generate(&rules, &options, &mut rng).unwrap();
        prop_assert!(rules.accept(&made.text), "{:?} for {rules:?}", made.text.as_str());
        let expected = if usual { usual_length(&rules) } else { length };
        prop_assert_eq!(made.text.len(), usize::from(expected));
        prop_assert!(made.bits > 0.0 && made.bits < 8.0 * f64::from(expected));
        if no_look_alikes {
            let clear = |it: char| !"0Oo1lI5S2Z8B".contains(it);
            prop_assert!(made.text.chars().all(clear), "{:?}", made.text.as_str());
        }
    }
}

/// How far counts are from an even share, in the units of chi-square.
fn chi_square(counts: impl Iterator<Item = u32>, share: f64) -> f64 {
    counts
        .map(|count| (f64::from(count) - share).powi(2) / share)
        .sum()
}

#[test]
fn every_character_comes_as_often_as_any_other() {
    let rules = Rules {
        lower: false,
        upper: false,
        digit: false,
        symbol: false,
        ..Rules::default()
    };
    let alphabet = 26 + 26 + 10 + rules.symbols.len();
    let (mut counts, mut rng) = (HashMap::new(), seeded());
    let rounds = 5000;
    for _ in 0..rounds {
        let made = generate(&rules, &Options::default(), &mut rng).unwrap();
        for it in made.text.chars() {
            *counts.entry(it).or_insert(0_u32) += 1;
        }
    }
    assert_eq!(counts.len(), alphabet);
    let share = f64::from(rounds) * 16.0 / number(alphabet);
    let chi = chi_square(counts.into_values(), share);
    // 76 degrees of freedom: 76 ± 12; an even source is beyond 150 once in a million runs.
    assert!((30.0..150.0).contains(&chi), "{chi}");
}

/// What putting in a missing digit "somewhere" gets wrong: passwords of one digit come too often then.
#[test]
fn every_password_comes_as_often_as_any_other_whatever_the_rules_ask_for() {
    let rules = Rules {
        min_length: 4,
        max_length: 4,
        lower: false,
        upper: false,
        ..Rules::default()
    };
    let signs = number(rules.symbols.len());
    let (letters, length) = (52.0, 4);
    let all = letters + 10.0 + signs;
    let mut rng = seeded();
    let mut counts = [0_u32; 5];
    let rounds = 40_000;
    for _ in 0..rounds {
        let made = generate(
            &rules,
            &Options {
                length: Some(4),
                ..Options::default()
            },
            &mut rng,
        );
        let made = made.unwrap();
        let digits = made.text.chars().filter(char::is_ascii_digit).count();
        counts[digits] += 1;
    }
    let choose = [(1, 4.0), (2, 6.0), (3, 4.0)];
    let with_digits: Vec<f64> = choose
        .iter()
        .map(|&(digits, ways): &(i32, f64)| {
            let rest = length - digits;
            ways * 10_f64.powi(digits) * ((letters + signs).powi(rest) - letters.powi(rest))
        })
        .collect();
    let total: f64 = with_digits.iter().sum();
    assert!(total < all.powi(4));
    assert_eq!((counts[0], counts[4]), (0, 0));
    let chi: f64 = with_digits
        .iter()
        .zip(&counts[1..4])
        .map(|(passwords, count)| {
            let expected = f64::from(rounds) * passwords / total;
            (f64::from(*count) - expected).powi(2) / expected
        })
        .sum();
    // Two degrees of freedom.
    assert!(chi < 28.0, "{chi}: {counts:?}");
}

#[test]
fn rules_that_nothing_can_follow_are_refused() {
    let usual = Rules::default;
    let crossed = Rules {
        min_length: 12,
        max_length: 8,
        ..usual()
    };
    let endless = Rules {
        max_length: 200,
        ..usual()
    };
    let tiny = Rules {
        min_length: 1,
        ..usual()
    };
    let no_signs = Rules {
        symbols: String::new(),
        ..usual()
    };
    let letters = Rules {
        symbols: "!я".to_owned(),
        ..usual()
    };
    for rules in [crossed, endless, tiny, no_signs, letters] {
        let refused = generate(&rules, &Options::default(), &mut seeded()).unwrap_err();
        assert_eq!(refused, PasswordError::ImpossibleRules, "{rules:?}");
    }
    for length in [0, 7, 65, 255] {
        let options = Options {
            length: Some(length),
            ..Options::default()
        };
        let refused = generate(&usual(), &options, &mut seeded()).unwrap_err();
        assert_eq!(refused.code(), "password_bad_length");
        assert_eq!(refused.detail().as_deref(), Some("8–64"));
    }
}

#[test]
fn the_strength_is_told_in_five_steps_and_nothing_is_printed() {
    let score = |length, rules: &Rules| {
        let options = Options {
            length: Some(length),
            ..Options::default()
        };
        generate(rules, &options, &mut seeded()).unwrap().score()
    };
    let short = Rules {
        min_length: 4,
        ..Rules::default().without_symbols()
    };
    let scores: Vec<_> = [4, 5, 7, 8, 9, 10, 11, 16]
        .map(|length| score(length, &short))
        .into();
    assert_eq!(scores, [0, 1, 2, 2, 3, 3, 4, 4]);
    let made = generate(&Rules::default(), &Options::default(), &mut seeded()).unwrap();
    assert!((98.0..101.0).contains(&made.bits), "{}", made.bits);
    assert!(!format!("{made:?}").contains(made.text.as_str()));
}

#[test]
fn the_generator_of_the_system_gives_another_one_each_time() {
    let mut rng = propusk_password::system().unwrap();
    let mut one = || generate(&Rules::default(), &Options::default(), &mut rng).unwrap();
    assert_ne!(one(), one());
}
