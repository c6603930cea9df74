//! `compute` against totp-rs called in a loop, in one run: 100 000 lines, SHA-1, 6 digits.
//!
//! The promise is that `compute` takes at most twice as long as `totp_rs_in_a_loop`, though it
//! also reads the line and its Base32, and writes the code. It uses all processors; on one alone it
//! is measured as well.

use std::hint::black_box;
use std::io::sink;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use otp::Secret;
use totp_rs::{Algorithm, Builder, Totp};

const LINES: u64 = 100_000;

/// 100 000 secrets of 20 bytes, each with a time.
fn cases() -> Vec<([u8; 20], u64)> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let case = |_| {
        let words = [random(), random(), random()];
        let mut bytes = words.iter().flat_map(|word| word.to_le_bytes());
        let secret = std::array::from_fn(|_| bytes.next().unwrap_or_default());
        (secret, 1_700_000_000 + random() % 1_000_000_000)
    };
    (0..LINES).map(case).collect()
}

/// As a program that prepares everything would call it: the secret is decoded, nothing is read.
fn token_of(secret: &[u8]) -> Totp {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(secret)
        .build_noncompliant()
}

fn compare(criterion: &mut Criterion) {
    let cases = cases();
    let base32 = |secret: &[u8; 20]| {
        Secret::from_bytes(secret.to_vec()).map(|secret| secret.to_base32().to_string())
    };
    let cases_in_text: Vec<_> = cases
        .iter()
        .map(|(secret, time)| (base32(secret).unwrap_or_default(), *time))
        .collect();
    let json: String = cases_in_text
        .iter()
        .map(|(secret, time)| {
            format!(
                "{{\"type\":\"totp\",\"secret\":\"{secret}\",\"algorithm\":\"SHA1\",\
                 \"digits\":6,\"period\":30,\"time\":{time}}}\n"
            )
        })
        .collect();
    let uris: String = cases_in_text
        .iter()
        .map(|(secret, time)| format!("{time} otpauth://totp/A:b?secret={secret}&issuer=A\n"))
        .collect();

    let mut group = criterion.benchmark_group("100 000 codes");
    group.throughput(Throughput::Elements(LINES));
    group
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    group.bench_function("totp_rs_in_a_loop", |bencher| {
        bencher.iter(|| {
            for (secret, time) in &cases {
                black_box(token_of(secret).generate(*time).to_string());
            }
        });
    });
    for (name, input) in [("compute_json", &json), ("compute_uri", &uris)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| propusk_cli::compute(input.as_bytes(), &mut sink()));
        });
        group.bench_function(format!("{name}_on_one_processor"), |bencher| {
            bencher.iter(|| propusk_cli::compute_on(1, input.as_bytes(), &mut sink()));
        });
    }
    group.finish();
}

criterion_group!(benches, compare);
criterion_main!(benches);
