//! A set of archives made to harm, beside those of `hostile`, each with the family of the answer it must get. Everything
//! is generated; nothing of other people's collections is here.

use super::pack::{Member, pack, unpack};
use super::sample::Sample;

/// An archive and the code it must be refused with; none where it must be read as what was signed.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) code: Option<&'static str>,
}

fn case(name: impl Into<String>, bytes: Vec<u8>, code: &'static str) -> Case {
    Case {
        name: name.into(),
        bytes,
        code: Some(code),
    }
}

fn members() -> Vec<Member> {
    unpack(&Sample::small().write())
}

/// The sample with one more entry.
fn with(member: Member) -> Vec<u8> {
    let mut members = members();
    members.push(member);
    pack(&members)
}

/// All of them.
pub(super) fn all() -> Vec<Case> {
    let mut cases = names();
    cases.extend(directories());
    cases.extend(many());
    cases.extend(streams());
    cases.extend(polyglots());
    cases
}

/// Names that leave the folder, run, hide, or fall on one another.
fn names() -> Vec<Case> {
    let bad = [
        "../../../../../../tmp/x",
        "..\\..\\x.dll",
        "a/b/../../../x",
        "/etc/cron.d/x",
        "//server/share/x",
        "\\\\?\\C:\\x",
        "C:/Windows/x.exe",
        "a:stream",
        "x\r\n.txt",
        "x\u{0}.txt",
        "x\u{7f}",
        "x\u{85}y",
        "a\u{202d}b",
        "a\u{2066}b\u{2069}",
        "a\u{200d}b",
        "\u{feff}manifest.json",
        "x|y",
        "\"x\"",
        "x*?",
        "1/2/3/4/5/6/7/8/9/10",
    ];
    let mut cases: Vec<Case> = bad
        .iter()
        .map(|name| {
            let shown = format!("name {name:?}");
            case(shown, with(Member::new(name, b"x")), "dangerous")
        })
        .collect();
    for name in [
        "MIMETYPE",
        "Manifest.Sig",
        "keys",
        "KEYS/Devices.jsonl",
        "lisezmoi.html",
    ] {
        let shown = format!("falls on another: {name}");
        cases.push(case(shown, with(Member::new(name, b"x")), "dangerous"));
    }
    // Names that Windows gives to devices, or would cut: they are listed by nobody, and so never read or written.
    for name in ["con", "nul.txt", "aux", "com1", "x.", "x "] {
        cases.push(Case {
            name: format!("device {name:?}"),
            bytes: with(Member::new(name, b"x")),
            code: None,
        });
    }
    let kinds = [
        ("a symbolic link", 0o120_777 << 16),
        ("a character device", 0o020_666 << 16),
        ("a block device", 0o060_666 << 16),
        ("a pipe", 0o010_666 << 16),
        ("a socket", 0o140_777 << 16),
        ("a reparse point", 0x400),
        ("a file that says it is a folder", 0x10),
    ];
    for (name, attributes) in kinds {
        let member = Member {
            attributes,
            ..Member::new("attachments/x", b"/etc/passwd")
        };
        cases.push(case(name, with(member), "dangerous"));
    }
    cases
}

/// Directories and ends that lie.
fn directories() -> Vec<Case> {
    let good = pack(&members());
    let end = good.len() - 22;
    let lie = |name: &str, at: usize, bytes: &[u8], code| {
        let mut lying = good.clone();
        lying[at..at + bytes.len()].copy_from_slice(bytes);
        case(name, lying, code)
    };
    let offset = u32::from_le_bytes([
        good[end + 16],
        good[end + 17],
        good[end + 18],
        good[end + 19],
    ]);
    let mut cases = vec![
        lie("no entries", end + 8, &[0; 4], "dangerous"),
        lie(
            "60 000 entries in a small directory",
            end + 8,
            &[0x60, 0xea, 0x60, 0xea],
            "refused",
        ),
        lie(
            "4 999 entries in a small directory",
            end + 8,
            &[0x87, 0x13, 0x87, 0x13],
            "dangerous",
        ),
        lie(
            "a directory of 4 GiB",
            end + 12,
            &[0xfe, 0xff, 0xff, 0xff],
            "dangerous",
        ),
        lie(
            "a directory behind the end",
            end + 16,
            &[0xfe, 0xff, 0xff, 0x7f],
            "dangerous",
        ),
        lie(
            "a directory one byte early",
            end + 16,
            &(offset - 1).to_le_bytes(),
            "dangerous",
        ),
        lie("one entry on this disk", end + 8, &[1, 0], "dangerous"),
        lie(
            "a comment that is not there",
            end + 20,
            &[9, 0],
            "incomplete",
        ),
        lie("a directory on another disk", end + 6, &[1, 0], "dangerous"),
    ];
    let locator = [
        &good[..end],
        &[
            0x50, 0x4b, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
        ],
        &good[end..],
    ];
    cases.push(case(
        "a locator of a 64-bit end",
        locator.concat(),
        "dangerous",
    ));
    for (name, at, value) in [
        ("a name of 65 535 bytes", 28, 0xffff_u16),
        ("extras of 65 535 bytes", 30, 0xffff),
        ("a comment of 65 535 bytes", 32, 0xffff),
        ("version 0", 6, 0),
    ] {
        let mut lying = good.clone();
        let central = offset as usize;
        lying[central + at..central + at + 2].copy_from_slice(&value.to_le_bytes());
        let code = (value > 0).then_some("dangerous");
        cases.push(Case {
            name: name.to_owned(),
            bytes: lying,
            code,
        });
    }
    for (name, at) in [
        ("a local header inside another", 42_usize),
        ("a local header elsewhere", 43),
    ] {
        let mut lying = good.clone();
        lying[offset as usize + at] ^= 0x11;
        cases.push(case(name, lying, "dangerous"));
    }
    cases
}

/// More of something than anybody needs.
fn many() -> Vec<Case> {
    let mut crowd = members();
    crowd.extend((0..5_000).map(|n| Member::new(&format!("x/{n}"), b"")));
    let mut folders = members();
    folders.extend((0..4_000).map(|n| Member::new(&format!("d/{n}/e/f/g/"), b"")));
    // Every directory record names the same local header: little data, much work for who believes it.
    let mut same = members();
    let here = Member::new("shared/0", &[0; 1_000]);
    let at: u32 = same
        .iter()
        .map(|m| (30 + m.name.len() + m.data.len()) as u32)
        .sum();
    same.push(here);
    same.extend((1..2_000).map(|n| Member {
        offset: Some(at),
        ..Member::new(&format!("shared/{n}"), b"")
    }));
    let mut commented = members();
    commented
        .iter_mut()
        .for_each(|m| m.comment = vec![b'c'; 60_000]);
    let mut padded = members();
    padded
        .iter_mut()
        .for_each(|m| m.extra = [&[0x55, 0x55, 0xf0, 0xff][..], &[0; 0xfff0]].concat());
    vec![
        case("more entries than the cap", pack(&crowd), "refused"),
        Case {
            name: "4 000 folders nobody signed".to_owned(),
            bytes: pack(&folders),
            code: None,
        },
        case("2 000 names of one place", pack(&same), "dangerous"),
        case("comments of 60 000 bytes", pack(&commented), "dangerous"),
        case("extras of 65 520 bytes", pack(&padded), "dangerous"),
    ]
}

/// Entries whose bytes are not what they say.
fn streams() -> Vec<Case> {
    let deflated = |size: u32, data: &[u8]| Member {
        method: 8,
        size: Some(size),
        ..Member::new("attachments/x", data)
    };
    let replaced = |name: &str, change: &dyn Fn(&mut Member)| {
        let mut members = members();
        let found = members.iter_mut().find(|m| m.name == name.as_bytes());
        change(found.expect("the sample has this entry"));
        pack(&members)
    };
    vec![
        case(
            "300 MB out of a megabyte",
            with(deflated(300_000_000, &[0; 1_000_000])),
            "dangerous",
        ),
        case(
            "two gigabytes that fit the ratio",
            with(deflated(2_000_000_000, &vec![0; 11_000_000])),
            "refused",
        ),
        case(
            "a manifest that is no deflate stream",
            replaced("manifest.json", &|m| {
                m.method = 8;
                m.data = vec![0xff; 40];
                m.size = Some(700);
            }),
            "altered",
        ),
        case(
            "a manifest that declares 20 MB",
            replaced("manifest.json", &|m| {
                m.method = 8;
                m.data = vec![0; 200_000];
                m.size = Some(20_000_000);
            }),
            "refused",
        ),
        case(
            "an empty manifest",
            replaced("manifest.json", &|m| m.data.clear()),
            "altered",
        ),
        case(
            "an empty signature",
            replaced("manifest.sig", &|m| m.data.clear()),
            "altered",
        ),
        case(
            "a signature with a space",
            replaced("manifest.sig", &|m| m.data.push(b' ')),
            "altered",
        ),
        case(
            "empty sums",
            replaced("manifest-sha256.txt", &|m| m.data.clear()),
            "altered",
        ),
        case(
            "no certificates",
            replaced("keys/devices.jsonl", &|m| m.data.clear()),
            "altered",
        ),
        case(
            "another media type",
            replaced("mimetype", &|m| m.data = b"application/epub+zip".to_vec()),
            "altered",
        ),
        case(
            "5 000 certificates",
            replaced("keys/devices.jsonl", &|m| m.data = m.data.repeat(5_000)),
            "refused",
        ),
    ]
}

/// Files that are two things at once.
fn polyglots() -> Vec<Case> {
    let good = Sample::small().write();
    let nested = with(Member::new("attachments/x.zip", &good));
    vec![
        case(
            "a program before",
            [b"MZ\x90\0", &good[..]].concat(),
            "dangerous",
        ),
        case(
            "a script before",
            [b"#!/bin/sh\n", &good[..]].concat(),
            "dangerous",
        ),
        case(
            "a PDF before",
            [b"%PDF-1.7\n", &good[..]].concat(),
            "not_a_bundle",
        ),
        case(
            "an archive behind",
            [&good[..], &good[..]].concat(),
            "dangerous",
        ),
        case(
            "a program behind",
            [&good[..], b"MZ\x90\0"].concat(),
            "dangerous",
        ),
        case(
            "half an archive",
            good[..good.len() / 2].to_vec(),
            "incomplete",
        ),
        case(
            "an end alone",
            good[good.len() - 22..].to_vec(),
            "dangerous",
        ),
        case("an empty archive", pack(&[]), "not_a_bundle"),
        Case {
            name: "an archive inside".to_owned(),
            bytes: nested,
            code: None,
        },
    ]
}
