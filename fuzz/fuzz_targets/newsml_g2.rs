#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| depeche_fuzz::reader("newsml-g2", data));
