//! Each hostile archive is judged in a process of its own, whose peak of memory is known and which can be ended.

#[cfg(target_os = "linux")]
use std::path::Path;

use essaim_bundle::Refusal;
#[cfg(target_os = "linux")]
use essaim_bundle::{BundleReader, Limits};

use super::sample::{Sample, read_all};
use super::set::all;

/// What is read of an archive nobody should trust: the refusal's code, or everything that was signed and nothing else.
fn answer(bytes: &[u8]) -> Result<(), Refusal> {
    let original = read_all(&Sample::small().write()).expect("the sample is sound");
    let payload = read_all(bytes)?;
    for (path, bytes) in payload {
        assert_eq!(
            original.get(&path),
            Some(&bytes),
            "{path} is not what was signed"
        );
    }
    Ok(())
}

#[test]
fn p12_no_hostile_archive_gives_other_content_than_was_signed() {
    let wrong: Vec<String> = all()
        .iter()
        .filter_map(|case| {
            let code = answer(&case.bytes).err().map(|refusal| refusal.code());
            let is_wrong = code != case.code;
            is_wrong.then(|| format!("{}: {code:?}, not {:?}", case.name, case.code))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where the child finds the archives.
#[cfg(target_os = "linux")]
const FOLDER: &str = "ESSAIM_HOSTILE";

#[cfg(target_os = "linux")]
#[test]
fn p12_every_hostile_archive_is_answered_within_64_mib() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return judge_folder(Path::new(&folder)); // we are the child
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cases = all();
    for (number, case) in cases.iter().enumerate() {
        std::fs::write(folder.path().join(number.to_string()), &case.bytes).expect("room");
    }
    let said = crate::child::again(
        "container::bounded::p12_every_hostile_archive_is_answered_within_64_mib",
        (FOLDER, folder.path()),
        std::time::Duration::from_secs(120),
    );
    assert_eq!(said.answers, cases.len(), "each archive was answered");
    assert!(
        said.peak_kib < 64 << 10,
        "the most memory that was in use: {} KiB",
        said.peak_kib
    );
}

/// Reads each file as a stranger's, from the disk as the program does, and says what came of it.
#[cfg(target_os = "linux")]
fn judge_folder(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let file = std::fs::File::open(entry.path()).expect("a file");
        let code = match BundleReader::open(file, Limits::DEFAULT) {
            Ok(reader) => {
                let verified = reader.verify(2, |_| Ok::<(), ()>(()));
                if verified.is_ok_and(|found| found.holds()) {
                    "holds"
                } else {
                    "does not hold"
                }
            }
            Err(refusal) => refusal.code(),
        };
        crate::child::answer(code);
    }
    crate::child::done();
}
