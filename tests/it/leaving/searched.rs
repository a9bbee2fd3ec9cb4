//! All that someone could read in a file that left: its bytes, its name, and whatever its container holds, inflated; what an
//! e-mail has attached; the text and the streams of a PDF.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use base64::Engine;
use essaim_bundle::{BundleReader, Limits};

use super::Tried;

/// Everything readable of a file.
pub(super) fn haystack(file: &Path) -> Tried<String> {
    let mut all = file.display().to_string();
    all.push_str(&inside(&std::fs::read(file)?)?);
    Ok(all)
}

fn inside(bytes: &[u8]) -> Tried<String> {
    let mut all = lossy(bytes);
    if bytes.starts_with(b"PK") {
        all.push_str(&bundle(bytes)?);
    } else if bytes.starts_with(b"%PDF") {
        let document = lopdf::Document::load_mem(bytes)?;
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        all.push_str(&document.extract_text(&pages)?);
        for stream in document
            .objects
            .values()
            .filter_map(|object| object.as_stream().ok())
        {
            let content = stream
                .decompressed_content()
                .unwrap_or_else(|_| stream.content.clone());
            all.push_str(&attached(&content)?);
        }
    } else if all.contains("\nContent-Type: ") {
        // Lines that were folded are made whole beside what was sent, whose padding looks the same.
        let sent = all;
        all = sent.replace("=\r\n", "");
        for part in sent.split("Content-Transfer-Encoding: base64").skip(1) {
            let body = part.split_once("\r\n\r\n").map_or("", |(_, body)| body);
            let text: String = body
                .lines()
                .map(str::trim)
                .take_while(|line| !line.starts_with("--"))
                .collect();
            let content = base64::engine::general_purpose::STANDARD.decode(text)?;
            all.push_str(&attached(&content)?);
        }
    }
    Ok(all)
}

/// What is attached: a bundle is opened, all else is read as it is.
fn attached(content: &[u8]) -> Tried<String> {
    if content.starts_with(b"PK") {
        Ok(lossy(content) + &bundle(content)?)
    } else {
        Ok(lossy(content))
    }
}

fn bundle(bytes: &[u8]) -> Tried<String> {
    let mut file = tempfile::tempfile()?;
    file.write_all(bytes)?;
    file.seek(SeekFrom::Start(0))?;
    entries(file)
}

fn entries(file: File) -> Tried<String> {
    let reader = BundleReader::open(file, Limits::NETWORK)?;
    let mut all = serde_json::to_value(reader.manifest())?.to_string();
    for part in reader.parts() {
        all.push_str(part.path());
        let mut bytes = Vec::new();
        reader.stream(part, |piece| {
            bytes.extend_from_slice(piece);
            Ok::<_, essaim_bundle::Refusal>(())
        })?;
        all.push_str(&lossy(&bytes));
    }
    Ok(all)
}

/// Text without the blanks that group digits.
fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace(['\u{202f}', '\u{a0}'], "")
}

/// The forms in which a mark may be written: as it is, as a French date, as a French number.
pub(super) fn forms(mark: &str) -> Vec<String> {
    let mut forms = vec![mark.to_owned()];
    if let [year, month, day] = mark.split('-').collect::<Vec<_>>()[..] {
        forms.push(format!("{day}/{month}/{year}"));
    }
    if let Some((whole, cents)) = mark.split_once('.') {
        forms.push(format!("{whole},{cents}"));
    }
    forms
}
