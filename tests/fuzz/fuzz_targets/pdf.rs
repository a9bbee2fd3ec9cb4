//! A PDF from a stranger: searched or refused, and nothing larger comes out than may.
#![no_main]

use essaim_documents::carrier::{LARGEST, unpack};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let pdf = [b"%PDF-1.7\n", bytes].concat();
    if let Ok(unpacked) = unpack(&pdf) {
        let taken: usize = unpacked.found.iter().map(|one| one.bytes.len()).sum();
        assert!(taken <= LARGEST, "{taken} bytes were taken out of {}", pdf.len());
    }
});
