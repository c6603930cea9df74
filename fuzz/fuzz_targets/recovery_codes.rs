#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| propusk_fuzzed::recovery_codes(data));
