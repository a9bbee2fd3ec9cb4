use super::*;

#[test]
fn the_first_bytes_tell_what_a_file_is() {
    for (bytes, expected) in [
        (&b"PK\x03\x04rest"[..], Shape::Zip),
        (b"age-encryption.org/v1\n-> scrypt", Shape::Encrypted),
        (b"\n-----BEGIN AGE ENCRYPTED FILE-----\n", Shape::Encrypted),
        (b"%PDF-1.7\n", Shape::Pdf),
        (b"\r\n\r\n%PDF-1.4", Shape::Pdf),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", Shape::Outlook),
        (b"Subject: x\r\n\r\n", Shape::Mail),
        (
            b"\xef\xbb\xbfX-Mozilla-Status: 0001\nFrom: a@b.fr\n\nx",
            Shape::Mail,
        ),
        (
            b"From someone Mon Nov 23 2026\nReceived: by x\n\n",
            Shape::Mail,
        ),
        (
            b"X-Loop: 1\n X-Unsent: folded\nto : a@b.fr\n\n",
            Shape::Mail,
        ),
        (b"Note: this is no mail\n\nFrom: nobody", Shape::Other),
        (b"Bonjour", Shape::Other),
        (b"", Shape::Other),
    ] {
        assert_eq!(
            shape(bytes),
            expected,
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn only_what_may_be_a_bundle_is_handed_out() {
    let attached = |bytes: &str| {
        format!(
            "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/zip\n\
             Content-Disposition: attachment; filename=\"a\u{7}.zip\"\n\n{bytes}\n--b--\n"
        )
    };
    let found = |mail: &str| unpack(mail.as_bytes()).map(|unpacked| unpacked.found);
    let bundle = attached("PK\u{3}\u{4} manifest.sig");
    let names: Vec<String> = found(&bundle)
        .unwrap()
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["a.zip"], "a name holds nothing that rings");
    assert_eq!(
        found(&attached("PK\u{3}\u{4} word/document.xml")).unwrap(),
        []
    );
    assert_eq!(
        unpack(b"PK\x03\x04"),
        Err(Fault::Unreadable),
        "an archive is no carrier"
    );
}
