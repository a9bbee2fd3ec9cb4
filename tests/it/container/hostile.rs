//! Archives made to harm: each is refused, for its own reason.

use essaim_bundle::{Alteration, Cap, Danger, Limits, Refusal};

use super::pack::{Member, pack, pack_with_comment, unpack};
use super::sample::{Sample, read_all, read_within};

const SYMBOLIC_LINK: u32 = 0o120_777 << 16;

fn members() -> Vec<Member> {
    unpack(&Sample::small().write())
}

/// The sample with one more entry.
fn with(member: Member) -> Vec<u8> {
    let mut members = members();
    members.push(member);
    pack(&members)
}

fn index_of(members: &[Member], start: &str) -> usize {
    let found = members
        .iter()
        .position(|member| member.name.starts_with(start.as_bytes()));
    found.expect("the sample has such an entry")
}

fn danger(archive: &[u8]) -> Option<Danger> {
    match read_all(archive) {
        Err(Refusal::Dangerous { danger, .. }) => Some(danger),
        _ => None,
    }
}

#[test]
fn a_path_that_leaves_the_folder_is_dangerous() {
    let bad = [
        "../x",
        "/x",
        "a/../../x",
        "C:x",
        "a\\..\\x",
        "\\\\server\\x",
        "a\0b",
        "a\u{7}",
        "./x",
    ];
    for name in bad {
        assert_eq!(
            danger(&with(Member::new(name, b"x"))),
            Some(Danger::Path),
            "{name:?}"
        );
    }
    let bidirectional = Member::new("attachments/a\u{202e}fdp.exe", b"x");
    assert_eq!(
        danger(&with(bidirectional)),
        Some(Danger::Path),
        "a name that shows reversed"
    );
}

#[test]
fn a_symbolic_link_is_dangerous() {
    let link = Member {
        attributes: SYMBOLIC_LINK,
        ..Member::new("x", b"/etc/passwd")
    };
    assert_eq!(danger(&with(link)), Some(Danger::SpecialFile));
    let device = Member {
        attributes: 0o020_666 << 16,
        ..Member::new("x", b"")
    };
    assert_eq!(danger(&with(device)), Some(Danger::SpecialFile));
}

#[test]
fn two_entries_of_one_name_are_dangerous() {
    for name in [
        "manifest.json",
        "MANIFEST.json",
        "lisezmoi.TXT",
        "mimetype/x",
    ] {
        assert_eq!(
            danger(&with(Member::new(name, b"{}"))),
            Some(Danger::Duplicate),
            "{name}"
        );
    }
}

#[test]
fn entries_that_share_bytes_are_dangerous() {
    let mut members = members();
    let (first, last) = (index_of(&members, "attachments/"), members.len() - 1);
    let shared: u32 = members[..first]
        .iter()
        .map(|m| (30 + m.name.len() + m.data.len()) as u32)
        .sum();
    members[last].offset = Some(shared);
    assert!(matches!(
        danger(&pack(&members)),
        Some(Danger::Overlap | Danger::Unaccounted)
    ));
}

#[test]
fn an_entry_quoted_inside_another_is_dangerous() {
    // The kernel of a quoted-overlap bomb: the second entry's header is data of the first, which reaches to its end.
    let inner = Member {
        name: b"b".to_vec(),
        data: vec![0; 64],
        ..Member::default()
    };
    let quoted = pack(std::slice::from_ref(&inner));
    let header = &quoted[..31 + 64];
    let outer = Member {
        name: b"a".to_vec(),
        data: header.to_vec(),
        ..Member::default()
    };
    let inside = Member {
        offset: Some(31),
        data: Vec::new(),
        ..inner.clone()
    };
    let mut bytes = pack(&[
        outer.clone(),
        Member {
            compressed: Some(64),
            size: Some(64),
            ..inside
        },
    ]);
    // The second member's own local header is cut out: only the quoted one is left.
    let cut = 31 + header.len();
    bytes.drain(cut..cut + 31);
    let end = bytes.len() - 6;
    bytes[end..end + 4].copy_from_slice(&(cut as u32).to_le_bytes());
    assert_eq!(danger(&bytes), Some(Danger::Overlap));
}

#[test]
fn what_expands_two_hundred_times_is_dangerous() {
    let bomb = Member {
        method: 8,
        size: Some(400_000_000),
        ..Member::new("attachments/x", &[0; 1_000])
    };
    assert_eq!(danger(&with(bomb)), Some(Danger::Bomb));
}

#[test]
fn an_entry_that_inflates_to_more_than_it_declares_is_refused() {
    // 900 000 zeros deflate to less than a thousand bytes; the headers then claim ten.
    let sample = Sample::new(&["Fiche"], &[&vec![0; 900_000]]);
    let mut bytes = sample.write();
    let size = 900_000u32.to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4)
        .filter(|at| bytes[*at..at + 4] == size)
        .collect();
    assert_eq!(
        places.len(),
        2,
        "the size stands in the local and in the central header"
    );
    places
        .iter()
        .for_each(|at| bytes[*at..at + 4].copy_from_slice(&10u32.to_le_bytes()));
    assert!(matches!(read_all(&bytes), Err(Refusal::Altered { .. })));
}

#[test]
fn encryption_is_dangerous() {
    for flags in [1, 1 << 6, 1 << 13] {
        let member = Member {
            flags,
            ..Member::new("x", b"x")
        };
        assert_eq!(
            danger(&with(member)),
            Some(Danger::Encrypted),
            "flags {flags:#x}"
        );
    }
    let aes = Member {
        extra: vec![0x01, 0x99, 1, 0, 2],
        ..Member::new("x", b"x")
    };
    assert_eq!(danger(&with(aes)), Some(Danger::Encrypted));
}

#[test]
fn the_64_bit_extension_is_dangerous() {
    let extra = Member {
        extra: vec![1, 0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0],
        ..Member::new("x", b"x")
    };
    assert_eq!(danger(&with(extra)), Some(Danger::Zip64));
    let endless = Member {
        size: Some(u32::MAX),
        method: 8,
        ..Member::new("x", &[0; 9])
    };
    assert!(matches!(
        danger(&with(endless)),
        Some(Danger::Zip64 | Danger::Bomb)
    ));
    let mut counted = pack(&members());
    let count = counted.len() - 14;
    counted[count..count + 4].fill(0xFF);
    assert_eq!(
        danger(&counted),
        Some(Danger::Zip64),
        "a count of 65 535 stands for a larger one"
    );
}

#[test]
fn an_archive_in_several_parts_is_dangerous() {
    let mut bytes = pack(&members());
    let disk = bytes.len() - 18;
    bytes[disk] = 1;
    assert_eq!(danger(&bytes), Some(Danger::MultiDisk));
}

#[test]
fn bytes_that_belong_to_no_entry_are_dangerous() {
    let good = pack(&members());
    assert_eq!(
        danger(&[&b"MZ junk"[..], &good].concat()),
        Some(Danger::Unaccounted),
        "before"
    );
    assert_eq!(
        danger(&[&good[..], b"junk"].concat()),
        Some(Danger::Unaccounted),
        "after"
    );
    let mut members = members();
    members[3].gap = b"junk".to_vec();
    assert_eq!(
        danger(&pack(&members)),
        Some(Danger::Unaccounted),
        "between"
    );
}

#[test]
fn a_comment_that_holds_a_second_end_is_dangerous() {
    let inner = pack(&[Member::new("x", b"x")]);
    let nested = pack_with_comment(&members(), &[&inner[..], b"."].concat());
    assert_eq!(danger(&nested), Some(Danger::Directory));
    assert!(
        read_all(&pack_with_comment(&members(), &inner)).is_err(),
        "either end may be found first"
    );
}

#[test]
fn another_compression_method_is_dangerous() {
    for method in [1, 6, 9, 12, 14, 93, 95, 99] {
        let member = Member {
            method,
            ..Member::new("x", b"x")
        };
        assert_eq!(
            danger(&with(member)),
            Some(Danger::Method),
            "method {method}"
        );
    }
}

#[test]
fn headers_that_contradict_one_another_are_dangerous() {
    let renamed = Member {
        local_name: Some(b"y".to_vec()),
        ..Member::new("x", b"x")
    };
    assert_eq!(danger(&with(renamed)), Some(Danger::Contradiction));
    let sized = Member {
        size: Some(2),
        ..Member::new("x", b"x")
    };
    assert_eq!(
        danger(&with(sized)),
        Some(Danger::Contradiction),
        "a stored entry has one size"
    );
    let good = pack(&members());
    let central = good
        .windows(4)
        .position(|w| w == b"PK\x01\x02")
        .expect("a directory");
    for member in [8, 10, 12, 16, 20, 24] {
        let mut bytes = good.clone();
        bytes[central + member] ^= 2;
        assert!(
            matches!(read_all(&bytes), Err(Refusal::Dangerous { .. })),
            "byte {member}"
        );
    }
}

#[test]
fn extra_fields_that_are_malformed_or_rename_are_dangerous() {
    let torn = Member {
        extra: vec![0x55, 0x54, 200, 0, 1],
        ..Member::new("x", b"x")
    };
    assert_eq!(danger(&with(torn)), Some(Danger::ExtraField));
    let other_name = vec![0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, b'y'];
    let renamed = Member {
        extra: other_name,
        ..Member::new("x", b"x")
    };
    assert_eq!(danger(&with(renamed)), Some(Danger::ExtraField));
}

#[test]
fn a_false_crc_refuses_its_entry() {
    let mut members = members();
    let at = index_of(&members, "attachments/");
    members[at].crc = Some(7);
    let what = String::from_utf8(members[at].name.clone()).expect("a name of ours");
    let refusal = Refusal::Altered {
        what,
        how: Alteration::Damaged,
    };
    assert_eq!(read_all(&pack(&members)).err(), Some(refusal));
}

#[test]
fn a_false_count_is_dangerous() {
    for change in [1u8, 0xFF] {
        let mut bytes = pack(&members());
        let end = bytes.len();
        for at in [end - 14, end - 12] {
            bytes[at] = bytes[at].wrapping_add(change);
        }
        assert_eq!(danger(&bytes), Some(Danger::Directory), "count {change:#x}");
    }
}

#[test]
fn every_cap_is_checked_before_anything_is_unpacked() {
    let bytes = Sample::small().write();
    let base = Limits::DEFAULT;
    let cases = [
        (
            Cap::File,
            Limits {
                file: bytes.len() as u64 - 1,
                ..base
            },
        ),
        (Cap::Entries, Limits { entries: 5, ..base }),
        (
            Cap::Inflated,
            Limits {
                inflated: 2_000,
                ..base
            },
        ),
        (
            Cap::Attachment,
            Limits {
                attachment: 100,
                ..base
            },
        ),
        (
            Cap::Revision,
            Limits {
                revision: 100,
                ..base
            },
        ),
        (
            Cap::Manifest,
            Limits {
                manifest: 100,
                ..base
            },
        ),
        (Cap::Text, Limits { text: 10, ..base }),
    ];
    for (expected, limits) in cases {
        let refusal = read_within(&bytes, limits).expect_err("over a cap");
        assert_eq!(refusal.code(), "refused");
        assert!(
            matches!(refusal, Refusal::TooLarge { cap, .. } if cap == expected),
            "{refusal:?}"
        );
    }
}
