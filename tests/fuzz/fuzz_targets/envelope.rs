//! Pairs of lines: what is no envelope or certificate refuses itself; what is one says what was signed.
#![no_main]

use essaim_revision::certificate::CERTIFICATE_TYPE;
use essaim_revision::envelope::REVISION_TYPE;
use essaim_revision::{CertificateEnvelope, DeviceKey, Envelope, Keyring, RootKey, Signature};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (root, device) = (RootKey::from_seed(&[1; 32]), DeviceKey::from_seed(&[2; 32]));
    let mut keyring = Keyring::default();
    if let Ok(certificate) = CertificateEnvelope::issue(&root, &device.public(), 1).verify() {
        keyring.add(certificate);
    }
    // As it comes: a body, a line end, a signature.
    let mut lines = bytes.splitn(2, |byte| *byte == b'\n');
    let (body, line) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    if let Some(signature) = Signature::from_base64(line) {
        assert_eq!(signature.to_base64().as_bytes(), line, "a signature has one form");
        let _ = Envelope { body: body.to_vec(), signature }.verify(&keyring);
        let _ = CertificateEnvelope { body: body.to_vec(), signature }.verify();
    }
    // As a dishonest sender would sign it.
    let signature = device.sign(REVISION_TYPE, bytes);
    if let Ok(revision) = (Envelope { body: bytes.to_vec(), signature }).verify(&keyring) {
        assert_eq!((&revision.bytes[..], revision.body.owner), (bytes, root.public().organisation()));
    }
    let signature = root.sign(CERTIFICATE_TYPE, bytes);
    if let Ok(certificate) = (CertificateEnvelope { body: bytes.to_vec(), signature }).verify() {
        assert_eq!(certificate.owner, certificate.root.organisation());
        keyring.add(certificate);
    }
});
