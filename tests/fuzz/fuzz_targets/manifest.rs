//! A manifest that its own sender signed, whatever it says: refused or read, and then nothing is believed that the entries
//! are not.
#![no_main]

#[path = "../../it/container/pack.rs"]
mod pack;

use essaim_bundle::manifest::MANIFEST_TYPE;
use essaim_bundle::{BundleReader, Limits};
use essaim_revision::{CertificateEnvelope, DeviceKey, RootKey};
use libfuzzer_sys::fuzz_target;
use pack::{Member, pack};
use sha2::{Digest, Sha256};

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fuzz_target!(|manifest: &[u8]| {
    let (root, device) = (RootKey::from_seed(&[1; 32]), DeviceKey::from_seed(&[2; 32]));
    let CertificateEnvelope { body, signature } = CertificateEnvelope::issue(&root, &device.public(), 1);
    let devices = [&body[..], b"\n", signature.to_base64().as_bytes(), b"\n"].concat();
    let signature = device.sign(MANIFEST_TYPE, manifest).to_base64();
    let line = format!("{{\"device\":\"{}\",\"signature\":\"{signature}\"}}\n", device.public().device());
    // The sums of what the manifest lists, so that reading goes on behind them.
    let mut sums = format!("{}  manifest.json\n{}  manifest.sig\n", hex(manifest), hex(line.as_bytes()));
    if let Ok(json) = serde_json::from_slice::<serde_json::Value>(manifest) {
        let entries = json["entries"].as_array().map(Vec::as_slice).unwrap_or_default();
        for entry in entries {
            let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
            let listed = format!("{}  {}\n", text("sha256"), text("path"));
            match &*text("path") {
                "mimetype" | "LISEZMOI.html" | "LISEZMOI.txt" => sums.insert_str(0, &listed),
                _ => sums.push_str(&listed),
            }
        }
    }
    let bytes = pack(&[
        Member::new("mimetype", b"application/vnd.essaim.bundle+zip"),
        Member::new("manifest.json", manifest),
        Member::new("manifest.sig", line.as_bytes()),
        Member::new("manifest-sha256.txt", sums.as_bytes()),
        Member::new("keys/devices.jsonl", &devices),
        Member::new("revisions/0001.jsonl", b"{}\n\n"),
    ]);
    if let Ok(reader) = BundleReader::open(&bytes[..], Limits::MAIL) {
        let _ = reader.verify(1, |_| Ok::<(), ()>(()));
        for part in reader.parts() {
            if let Ok(bytes) = reader.read(part) {
                assert_eq!(hex(&bytes), part.listed.sha256.to_string());
            }
        }
    }
});
