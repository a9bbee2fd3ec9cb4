//! Carriers as other programs make them: mail programs, Outlook, PDF tools, `age`.

use std::io::{Cursor, Write};

use base64::Engine;
use lopdf::{Document, Object, Stream, dictionary};

/// An e-mail with these files attached.
pub(crate) fn mail(body: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut text = format!(
        "Received: from mx.exemple.fr\r\nFrom: Mairie <mairie@exemple.fr>\r\nTo: a@b.fr\r\nSubject: =?utf-8?q?Fiche_jointe_=C3=A0_lire?=\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    );
    for (name, bytes) in files {
        let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
        text.push_str(&format!(
            "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n"
        ));
        for line in encoded.as_bytes().chunks(76) {
            text.push_str(&String::from_utf8_lossy(line));
            text.push_str("\r\n");
        }
    }
    text.push_str("--b--\r\n");
    text.into_bytes()
}

/// An e-mail that was forwarded as an attachment of another.
pub(crate) fn forwarded(inner: &[u8]) -> Vec<u8> {
    let mut text = b"From: Service <s@exemple.fr>\r\nSubject: TR\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=f\r\n\r\n\
        --f\r\nContent-Type: text/plain\r\n\r\nVoir ci-joint.\r\n--f\r\nContent-Type: message/rfc822\r\n\r\n"
        .to_vec();
    text.extend_from_slice(inner);
    text.extend_from_slice(b"\r\n--f--\r\n");
    text
}

/// A message as Outlook saves it, with this file attached.
pub(crate) fn outlook(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    let wide = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let attachment = "/__attach_version1.0_#00000000";
    compound.create_storage(attachment).expect("a storage");
    let streams = [
        (
            "/__substg1.0_1000001F".to_owned(),
            wide("Bonjour, voir https://www.exemple.fr"),
        ),
        (format!("{attachment}/__substg1.0_3707001F"), wide(name)),
        (format!("{attachment}/__substg1.0_37010102"), bytes.to_vec()),
    ];
    for (path, content) in streams {
        let mut stream = compound.create_stream(path).expect("a stream");
        stream.write_all(&content).expect("written");
    }
    compound.flush().expect("written");
    compound.into_inner().into_inner()
}

/// A PDF of one empty page, with this file attached if there is one.
pub(crate) fn pdf(attached: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    document.objects.insert(
        pages,
        Object::Dictionary(
            dictionary! {"Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1},
        ),
    );
    let mut catalog = dictionary! {"Type" => "Catalog", "Pages" => pages};
    if let Some((name, bytes)) = attached {
        let mut stream = Stream::new(dictionary! {"Type" => "EmbeddedFile"}, bytes.to_vec());
        drop(stream.compress());
        let file = document.add_object(stream);
        let specification = document.add_object(dictionary! {
            "Type" => "Filespec", "F" => Object::string_literal(name), "EF" => dictionary! {"F" => file, "UF" => file},
        });
        let names = vec![Object::string_literal(name), specification.into()];
        catalog.set(
            "Names",
            dictionary! {"EmbeddedFiles" => dictionary! {"Names" => names}},
        );
    }
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}

/// A file encrypted with a passphrase, with little work.
pub(crate) fn encrypted(bytes: &[u8], passphrase: &str, work: u8) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.to_owned().into());
    recipient.set_work_factor(work);
    let encryptor =
        age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient));
    let mut out = Vec::new();
    let mut writer = encryptor
        .expect("one recipient")
        .wrap_output(&mut out)
        .expect("memory");
    writer.write_all(bytes).expect("memory");
    writer.finish().expect("memory");
    out
}
