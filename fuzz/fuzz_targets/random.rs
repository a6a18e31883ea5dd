#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| sqltree_fuzz::laws::random(data));
