//! Whatever the bytes: no panic, no more memory than the caps allow, and never more out of an entry than it declared.
#![no_main]

use essaim_bundle::{Archive, BundleReader, Limits, Refusal};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(archive) = Archive::open(bytes, &Limits::MAIL) {
        let mut total = 0;
        for entry in archive.entries() {
            let mut size = 0;
            let _ = archive.stream(entry, |piece| {
                size += piece.len() as u64;
                Ok::<(), Refusal>(())
            });
            assert!(size <= entry.size, "an entry gave more than it declared");
            total += size;
        }
        assert!(total <= Limits::MAIL.inflated, "the archive gave more than its cap");
    }
    if let Ok(reader) = BundleReader::open(bytes, Limits::MAIL) {
        let _ = reader.verify(1, |_| Ok::<(), ()>(()));
    }
});
