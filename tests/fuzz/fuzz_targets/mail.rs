//! An e-mail from a stranger: searched or refused, and nothing larger comes out than may go in.
#![no_main]

use essaim_documents::carrier::{LARGEST, unpack};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mail = [b"From: mairie@exemple.fr\r\n", bytes].concat();
    if let Ok(unpacked) = unpack(&mail) {
        let taken: usize = unpacked.found.iter().map(|one| one.bytes.len()).sum();
        assert!(taken <= LARGEST, "{taken} bytes were taken out of {}", mail.len());
    }
});
