#![no_main]

libfuzzer_sys::fuzz_target!(
    // libFuzzer's own hook ends the process at every panic. `scan` takes the panic of a decoder for a
    // damaged picture; only one that gets out of it is a finding.
    init: std::panic::set_hook(Box::new(|panic| eprintln!("{panic}"))),
    |data: &[u8]| propusk_fuzzed::picture(data)
);
