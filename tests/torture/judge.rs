//! One file, judged in a process of its own: its answer, the memory that took, and an end to it when it takes too long.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use essaim_bundle::{BundleReader, Limits};

use crate::say;

/// What came of a file.
#[derive(Debug)]
pub(crate) struct Judged {
    /// `conforming`, `repackaged`, or the refusal's code.
    pub(crate) answer: String,
    /// The most memory in use, in KiB; 0 where the system does not tell.
    pub(crate) peak_kib: u64,
    pub(crate) took: Duration,
}

/// No file may take longer.
const LONGEST: Duration = Duration::from_secs(30);

/// Judges a file in another process.
pub(crate) fn judge(file: &Path) -> Judged {
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .arg("judge")
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let began = Instant::now();
    while child.try_wait().expect("it can be waited for").is_none() {
        if began.elapsed() > LONGEST {
            drop(child.kill());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let took = began.elapsed();
    let output = child.wait_with_output().expect("it ended");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{}: {} {text}",
        file.display(),
        output.status
    );
    let mut words = text.split_whitespace();
    Judged {
        answer: words.next().unwrap_or_default().to_owned(),
        peak_kib: words.next().and_then(|word| word.parse().ok()).unwrap_or(0),
        took,
    }
}

/// In the other process: reads the file as a stranger's.
pub(crate) fn as_child(files: &[String]) {
    for file in files {
        let file = std::fs::File::open(file).expect("the file is there");
        let answer = match BundleReader::open(file, Limits::DEFAULT) {
            Ok(reader) => {
                let verified = reader.verify(2, |_| Ok::<(), ()>(()));
                assert!(verified.is_ok(), "nothing stops it");
                reader.container().name()
            }
            Err(refusal) => refusal.code(),
        };
        say(&format!("{answer} {}", peak_kib()));
    }
}

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let word = line.and_then(|line| line.split_whitespace().next());
    word.and_then(|word| word.parse().ok()).unwrap_or(0)
}
