//! The container `.essaim`: what is written is read back, what was changed on the way is refused, and nothing harms.

mod bounded;
mod golden;
mod hostile;
mod lies;
mod pack;
mod repackaged;
mod rich;
mod roots;
pub(crate) mod sample;
mod set;
mod taken_in;

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use essaim_bundle::{
    BundleReader, Cap, Container, Limits, Outgoing, Refusal, Source, WriteError, in_order,
    worker_threads, write,
};
use essaim_model::BlobHash;
use essaim_revision::Signature;
use proptest::prelude::*;
use sample::{Sample, hash, read_all};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_written_is_read_back(
        texts in prop::collection::vec("[a-z\u{e9}\u{20ac}\\\\\"\n ]{0,200}", 0..12),
        attachments in prop::collection::btree_set(prop::collection::vec(any::<u8>(), 0..4_000), 0..6),
        threads in 1usize..4,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let attachments: Vec<&[u8]> = attachments.iter().map(Vec::as_slice).collect();
        let sample = Sample::new(&texts, &attachments);
        let (bytes, written) = sample.write_with(&Limits::DEFAULT, threads).expect("within limits");
        prop_assert_eq!(written.bytes, bytes.len() as u64);
        let reader = BundleReader::open(&bytes[..], Limits::DEFAULT).expect("what we write, we read");
        prop_assert_eq!(reader.container(), &Container::Conforming);
        prop_assert_eq!(reader.manifest().bundle_id, written.bundle_id);
        let mut envelopes = Vec::new();
        for part in reader.revision_parts() {
            envelopes.extend(reader.envelopes(part).expect("a sound chunk").into_iter().flatten());
        }
        prop_assert_eq!(envelopes, sample.envelopes(), "revisions come back byte for byte, in order");
        let read = |part| (hash(&reader.read(part).expect("sound")), reader.read(part).expect("sound"));
        let found: BTreeMap<_, _> = reader.attachment_parts().map(read).collect();
        prop_assert_eq!(found, sample.source().blobs);
        prop_assert!(reader.verify(threads, |_| Ok::<(), ()>(())).expect("not stopped").holds());
    }
}

#[test]
fn the_same_content_gives_the_same_bytes_whatever_the_threads() {
    let noise: Vec<u8> = (0..3_000_000u32)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes())
        .collect();
    let long = "Fiche longue. ".repeat(5_000);
    let texts: Vec<String> = (0..40).map(|n| format!("{n} {long}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut sample = Sample::new(
        &texts,
        &[&noise, &vec![b' '; 3_000_000], b"", &noise[5..70_000]],
    );
    let (first, written) = sample
        .write_with(&Limits::DEFAULT, 1)
        .expect("within limits");
    sample.attachments.reverse();
    for threads in [2, 3, 8] {
        let (again, _) = sample
            .write_with(&Limits::DEFAULT, threads)
            .expect("within limits");
        assert!(
            first == again,
            "{threads} threads write other bytes than one"
        );
    }
    let chunks = written
        .entries
        .iter()
        .filter(|e| e.path.starts_with("revisions/"))
        .count();
    assert!(chunks > 1, "many revisions are cut into chunks");
    let payload = read_all(&first).expect("entries of several blocks are read back");
    assert_eq!(
        payload.get(&format!("attachments/{}", hash(&noise))),
        Some(&noise)
    );
}

#[test]
fn two_exports_of_the_same_content_have_one_id() {
    let mut sample = Sample::small();
    let id = |sample: &Sample| {
        sample
            .write_with(&Limits::DEFAULT, 1)
            .expect("sound")
            .1
            .bundle_id
    };
    let first = id(&sample);
    sample.attachments.reverse();
    assert_eq!(
        id(&sample),
        first,
        "the order of attachments is not content"
    );
    sample.attachments.pop();
    assert_ne!(id(&sample), first, "another content has another id");
}

#[test]
fn what_cannot_be_compressed_costs_no_more_than_its_size() {
    let noise: Vec<u8> = (0..1_500_000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let noise: Vec<u8> = noise.chunks(32).flat_map(|chunk| hash(chunk).0).collect();
    let (_, written) = Sample::new(&[], &[&noise])
        .write_with(&Limits::DEFAULT, 2)
        .expect("sound");
    let entry = written
        .entries
        .iter()
        .find(|entry| entry.path.starts_with("attachments/"));
    let entry = entry.expect("the attachment is in");
    assert!(
        entry.in_file < entry.size + 300,
        "{} bytes for {}",
        entry.in_file,
        entry.size
    );
}

#[test]
fn a_large_blank_attachment_is_not_taken_for_a_bomb() {
    let blank = vec![0; 5_000_000];
    let bytes = Sample::new(&["Plan vierge"], &[&blank]).write();
    assert!(
        read_all(&bytes).is_ok(),
        "a reader must accept all that a writer writes"
    );
}

#[test]
fn p11_a_truncated_bundle_is_refused_at_every_length() {
    let bytes = Sample::small().write();
    for length in 0..bytes.len() {
        let refusal = read_all(&bytes[..length]).expect_err("not whole");
        assert!(
            ["not_a_bundle", "incomplete"].contains(&refusal.code()),
            "{length}: {refusal:?}"
        );
    }
    assert_eq!(
        read_all(&bytes[..bytes.len() / 2]).err().map(|r| r.code()),
        Some("incomplete")
    );
}

#[test]
fn p10_a_flipped_byte_is_refused_or_changes_nothing() {
    let bytes = Sample::small().write();
    let original = read_all(&bytes).expect("the sample is sound");
    let flips =
        (0..bytes.len()).flat_map(|at| [1u8, 0x20, 0xFF].map(|flip| Ok::<_, String>((at, flip))));
    let read_flipped = |(at, flip)| {
        let mut flipped = bytes.clone();
        flipped[at] ^= flip;
        (at, flip, read_all(&flipped))
    };
    let checked = in_order(
        worker_threads(),
        flips,
        read_flipped,
        |(at, flip, read)| match read {
            Ok(payload) if payload != original => {
                Err(format!("byte {at} ^ {flip:#x} changed the content"))
            }
            _ => Ok(()),
        },
    );
    assert_eq!(checked, Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_was_torn_out_or_put_in_is_refused_or_changes_nothing(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..60, prop::collection::vec(any::<u8>(), 0..60)), 1..4),
    ) {
        let original = Sample::small().write();
        let mut bytes = original.clone();
        for (at, length, new) in cuts {
            let at = at.index(bytes.len());
            let end = bytes.len().min(at + length);
            bytes.splice(at..end, new);
        }
        if let Ok(payload) = read_all(&bytes) {
            prop_assert_eq!(Ok(payload), read_all(&original));
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_unpacked_bundle_passes_sha256sum() {
    use std::process::Command;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("paquet.essaim");
    std::fs::write(&file, Sample::small().write()).expect("room for a small file");
    let unzip = Command::new("unzip")
        .arg("-q")
        .arg(&file)
        .current_dir(&folder)
        .output();
    let unzip = unzip.expect("unzip is installed");
    assert!(
        unzip.status.success(),
        "{}",
        String::from_utf8_lossy(&unzip.stderr)
    );
    let check = Command::new("sha256sum")
        .args(["--check", "--strict", "manifest-sha256.txt"])
        .current_dir(&folder)
        .output()
        .expect("sha256sum is installed");
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(check.status.success(), "{said}");
    let entries = BundleReader::open(Sample::small().write(), Limits::DEFAULT).expect("sound");
    let expected = entries.manifest().entries.len() + 2;
    assert_eq!(
        said.matches(": OK").count(),
        expected,
        "every entry but the sums themselves:\n{said}"
    );
}

#[test]
fn the_worked_example_begins_as_our_bundles_do() {
    let format = include_str!("../../docs/bundle-format.md");
    let lines = |bytes: &[u8]| {
        let line = |bytes: &[u8]| {
            let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("    {}\n", digits.join(" "))
        };
        bytes.chunks(16).map(line).collect::<String>()
    };
    let bytes = Sample::small().write();
    let beginning = lines(&bytes[..30 + 8 + 33]);
    assert!(
        format.contains(&beginning),
        "the text should show:\n{beginning}"
    );
}

#[test]
fn a_bundle_in_a_file_is_read_as_one_in_memory() {
    let mut file = tempfile::tempfile().expect("a temporary file");
    file.write_all(&Sample::small().write())
        .expect("room for a small file");
    let reader = BundleReader::open(file, Limits::DEFAULT).expect("sound");
    assert!(
        reader
            .verify(3, |_| Ok::<(), ()>(()))
            .expect("not stopped")
            .holds()
    );
}

#[test]
fn an_attachment_that_changed_is_not_written() {
    let sample = Sample::small();
    let mut source = sample.source();
    let expected = hash(&sample.attachments[0]);
    source.blobs.insert(expected, b"something else".to_vec());
    let (out, spool) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    let result = write(
        out,
        spool,
        sample.contents(),
        &mut source,
        &Limits::DEFAULT,
        2,
    );
    assert!(matches!(result, Err(WriteError::AttachmentChanged(hash)) if hash == expected));
}

/// A source whose revisions come out with another last byte than they were named for.
struct Altered(sample::SampleSource);

impl Source for Altered {
    fn next_revision(&mut self) -> Result<Option<Outgoing>, WriteError> {
        let alter = |named: Outgoing| Outgoing {
            hash: named.hash,
            size: named.size,
            open: Box::new(move || {
                let mut envelope = (named.open)()?;
                envelope.body.pop();
                envelope.body.push(b' ');
                Ok(envelope)
            }),
        };
        Ok(self.0.next_revision()?.map(alter))
    }

    fn open_attachment(&mut self, sha256: &BlobHash) -> Result<Box<dyn Read>, WriteError> {
        self.0.open_attachment(sha256)
    }

    fn sign_manifest(&mut self, manifest: &[u8]) -> Result<Signature, WriteError> {
        self.0.sign_manifest(manifest)
    }
}

#[test]
fn a_revision_that_changed_is_not_written() {
    let sample = Sample::small();
    let (out, spool) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    let mut source = Altered(sample.source());
    let (contents, limits) = (sample.contents(), Limits::DEFAULT);
    let result = write(out, spool, contents, &mut source, &limits, 2);
    assert!(matches!(result, Err(WriteError::Form(_))), "{result:?}");
}

#[test]
fn nothing_is_written_that_a_reader_with_the_same_limits_refuses() {
    let sample = Sample::small();
    let size = sample.write().len() as u64;
    let base = Limits::DEFAULT;
    assert!(sample.write_with(&Limits { file: size, ..base }, 1).is_ok());
    let cases = [
        (
            Cap::File,
            Limits {
                file: size - 1,
                ..base
            },
        ),
        (
            Cap::Entries,
            Limits {
                entries: 11,
                ..base
            },
        ),
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
        (Cap::Text, Limits { text: 10, ..base }),
    ];
    for (expected, limits) in cases {
        match sample.write_with(&limits, 1) {
            Err(WriteError::TooLarge { cap, .. }) => assert_eq!(cap, expected),
            other => panic!(
                "{expected:?} was passed over: {:?}",
                other.map(|(_, written)| written)
            ),
        }
    }
}

/// A disk with room for so many bytes.
struct SmallDisk {
    file: Cursor<Vec<u8>>,
    room: u64,
}

impl Write for SmallDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.file.position() + bytes.len() as u64 > self.room {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for SmallDisk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[test]
fn a_full_disk_is_told_at_whatever_byte_it_fills_up() {
    let sample = Sample::small();
    let size = sample.write().len() as u64;
    for room in (0..size).step_by(97).chain([size - 1]) {
        let disk = SmallDisk {
            file: Cursor::new(Vec::new()),
            room,
        };
        let (spool, limits) = (Cursor::new(Vec::new()), &Limits::DEFAULT);
        let error = write(
            disk,
            spool,
            sample.contents(),
            &mut sample.source(),
            limits,
            2,
        );
        assert_eq!(
            error.map_err(|error| error.code()).err(),
            Some("disk_full"),
            "room for {room}"
        );
    }
}

#[test]
fn verification_can_be_stopped() {
    let bytes = Sample::small().write();
    let reader = BundleReader::open(&bytes[..], Limits::DEFAULT).expect("sound");
    assert_eq!(reader.verify(2, |_| Err("stopped")), Err("stopped"));
    let refused = reader.revisions(2, |revision| {
        revision
            .map(|_| ())
            .and(Err(Refusal::TooRecent { lowest_reader: 9 }))
    });
    assert!(refused.is_err());
}

/// The same archive as another program packs it: other bytes, the same content.
pub(crate) fn packed_anew(archive: &[u8]) -> Vec<u8> {
    pack::pack_with_comment(&pack::unpack(archive), b"Mairie")
}
