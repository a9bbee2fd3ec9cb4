//! All that someone could read in a file that left: its bytes, its name, and whatever its container holds, inflated; what an
//! e-mail has attached; the text and the streams of a PDF.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use base64::Engine;
use essaim_bundle::{BundleReader, Limits};
use mail_parser::MessageParser;

use super::Tried;

/// Everything readable of a file.
pub(crate) fn haystack(file: &Path) -> Tried<String> {
    let mut all = file.display().to_string();
    all.push_str(&inside(&std::fs::read(file)?)?);
    Ok(all)
}

/// What is drawn on the pages of a PDF; nothing where it is none. What the file carries is not read.
pub(crate) fn pages(file: &Path) -> Tried<String> {
    let bytes = std::fs::read(file)?;
    if bytes.starts_with(b"%PDF") {
        drawn(&lopdf::Document::load_mem(&bytes)?)
    } else {
        Ok(String::new())
    }
}

/// As it is, and without the blanks and line ends that part a figure from its groups of digits.
fn drawn(document: &lopdf::Document) -> Tried<String> {
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages)?;
    let close: String = text.split_whitespace().collect();
    Ok(lossy(text.as_bytes()) + "\n" + &close)
}

/// Subject and text of an e-mail draft, as whoever gets it reads them; nothing where it is none. What is attached is not read.
pub(crate) fn letter(file: &Path) -> Tried<String> {
    let bytes = std::fs::read(file)?;
    if is_mail(&bytes) {
        written(&bytes)
    } else {
        Ok(String::new())
    }
}

fn is_mail(bytes: &[u8]) -> bool {
    !bytes.starts_with(b"PK") && lossy(bytes).contains("\nContent-Type: ")
}

fn written(bytes: &[u8]) -> Tried<String> {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or("an e-mail is read")?;
    let mut all = message.subject().unwrap_or_default().to_owned();
    for at in 0..message.text_body.len() {
        all.push('\n');
        all.push_str(&message.body_text(at).unwrap_or_default());
    }
    Ok(lossy(all.as_bytes()))
}

fn inside(bytes: &[u8]) -> Tried<String> {
    let mut all = lossy(bytes);
    if bytes.starts_with(b"PK") {
        all.push_str(&bundle(bytes)?);
    } else if bytes.starts_with(b"%PDF") {
        let document = lopdf::Document::load_mem(bytes)?;
        all.push_str(&drawn(&document)?);
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
    } else if is_mail(bytes) {
        // Lines that were folded are made whole beside what was sent, whose padding looks the same.
        let sent = all;
        all = sent.replace("=\r\n", "") + &written(bytes)?;
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
