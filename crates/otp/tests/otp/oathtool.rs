//! Random tokens against `oathtool`, an implementation by others.
//!
//! It knows SHA-1, SHA-256 and SHA-512 and 6 to 8 digits; `-w` gives a window of codes a call.
//! About 2 000 codes by default, 10⁵ with `PROPUSK_FULL=1`. Without the program the test says so
//! and passes, but not where `CI` is set.

use std::process::Command;

use otp::{Algorithm, Counter, Digits, Kind, Period, Secret, Token};

/// SplitMix64: the same cases in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

const WINDOW: u64 = 100;

#[test]
fn equals_oathtool_on_random_tokens() {
    if Command::new("oathtool").arg("--version").output().is_err() {
        assert!(
            std::env::var_os("CI").is_none(),
            "oathtool must be installed in CI"
        );
        eprintln!("skipped: oathtool is not installed");
        return;
    }
    let full = std::env::var_os("PROPUSK_FULL").is_some_and(|v| v == "1");
    let calls = if full { 1000 } else { 20 };
    let mut random = Random(20_260_101);
    let mut compared = 0;
    for call in 0..calls {
        compared += compare(&mut random, call % 4 == 3);
    }
    assert_eq!(compared, calls * WINDOW, "every code was compared");
    println!("{compared} codes equal oathtool's");
}

/// One window of codes; gives their number.
fn compare(random: &mut Random, is_hotp: bool) -> u64 {
    let longest = if random.below(4) == 0 { 150 } else { 40 };
    let len = 1 + random.below(longest);
    let bytes: Vec<u8> = (0..len).map(|_| random.next().to_be_bytes()[0]).collect();
    let algorithm = [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512]
        [usize::try_from(random.below(3)).unwrap()];
    // oathtool's HOTP is SHA-1 only.
    let algorithm = if is_hotp { Algorithm::Sha1 } else { algorithm };
    let digits = Digits::try_from(6 + u32::try_from(random.below(3)).unwrap()).unwrap();
    // From seconds to a day, and the usual ones often.
    let period = [30, 60, 1 + random.below(120), 1 + random.below(86_400)]
        [usize::try_from(random.below(4)).unwrap()];
    let period = Period::try_from(period).unwrap();
    // Until 2242, so that 2038 and 2106 lie in the middle.
    let time = random.below(1 << 33);
    let counter = random.below(1 << 40);

    let mut command = Command::new("oathtool");
    command.args([
        "-b",
        "-d",
        &digits.to_string(),
        "-w",
        &(WINDOW - 1).to_string(),
    ]);
    let token = |kind| Token {
        secret: Secret::from_bytes(bytes.clone()).unwrap(),
        kind,
    };
    let token = if is_hotp {
        command.args(["--hotp", "-c", &counter.to_string()]);
        token(Kind::Hotp {
            algorithm,
            digits,
            counter: Counter::try_from(counter).unwrap(),
        })
    } else {
        command.arg(format!("--totp={algorithm}"));
        command.args(["-s", &format!("{period}s"), "-N", &format!("@{time}")]);
        token(Kind::Totp {
            algorithm,
            digits,
            period,
        })
    };
    let output = command
        .arg(token.secret.to_base32().as_str())
        .output()
        .unwrap();
    assert!(output.status.success(), "{command:?} {output:?}");
    let theirs = String::from_utf8(output.stdout).unwrap();

    let mut compared = 0;
    for (step, theirs) in (0..).zip(theirs.lines()) {
        let ours = if is_hotp {
            token.code_at_counter(Counter::try_from(counter + step).unwrap())
        } else {
            token.code_at(time + step * period.get())
        };
        assert_eq!(ours.unwrap().as_str(), theirs, "step {step} of {command:?}");
        compared += 1;
    }
    compared
}
