//! What one line of `propusk-cli compute` costs here, against `totp-rs` called in a loop.
#![allow(clippy::unwrap_used)]

// The name by which every dependent knows it.
extern crate propusk_otp as otp;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use otp::{Fields, uri};

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const URI: &str = "otpauth://totp/%D0%93%D0%BE%D1%81%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8:%2B7%20900%20000-00-00\
    ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6\
    &issuer=%D0%93%D0%BE%D1%81%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8&period=30";

fn compute(c: &mut Criterion) {
    let mut group = c.benchmark_group("code");
    let mut time = 1_700_000_000_u64;
    group.bench_function("totp-rs, ready token", |b| {
        let secret = totp_rs::Secret::new_stack(*b"12345678901234567890");
        let totp = totp_rs::Builder::new()
            .with_secret(secret)
            .build_noncompliant();
        b.iter(|| {
            time += 30;
            totp.generate(black_box(time)).to_string()
        });
    });
    group.bench_function("totp-rs, secret as text", |b| {
        b.iter(|| {
            time += 30;
            let secret = totp_rs::Secret::try_from_base32(black_box(SECRET)).unwrap();
            let totp = totp_rs::Builder::new()
                .with_secret(secret)
                .build_noncompliant();
            totp.generate(time).to_string()
        });
    });
    group.bench_function("ready token", |b| {
        let token = uri::parse(URI).unwrap().token;
        b.iter(|| {
            time += 30;
            token.code_at(black_box(time)).unwrap()
        });
    });
    group.bench_function("fields as text", |b| {
        b.iter(|| {
            time += 30;
            let fields = Fields {
                kind: "totp",
                secret: Some(black_box(SECRET)),
                algorithm: Some("SHA1"),
                digits: Some("6"),
                period: Some("30"),
                ..Fields::default()
            };
            fields.token().unwrap().code_at(time).unwrap()
        });
    });
    group.bench_function("token of a URI", |b| {
        b.iter(|| {
            time += 30;
            uri::token(black_box(URI)).unwrap().code_at(time).unwrap()
        });
    });
    group.bench_function("a whole URI", |b| {
        b.iter(|| {
            time += 30;
            uri::parse(black_box(URI))
                .unwrap()
                .token
                .code_at(time)
                .unwrap()
        });
    });
    group.finish();
}

criterion_group!(benches, compute);
criterion_main!(benches);
