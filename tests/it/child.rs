//! A test that runs itself again in a process of its own: what it takes of memory is then known, and it can be ended.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What the child said.
pub(crate) struct Said {
    /// How many answers it gave.
    pub(crate) answers: usize,
    /// The most memory that it had in use, in KiB.
    pub(crate) peak_kib: u64,
}

/// Runs that test again, with a place in its environment, and ends it when it takes longer than it may.
pub(crate) fn again(test: &str, (name, place): (&str, &Path), longest: Duration) -> Said {
    let out = tempfile::NamedTempFile::new().expect("a temporary file");
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", test, "--nocapture", "--test-threads", "1"])
        .env(name, place)
        .stdin(Stdio::null())
        .stdout(out.reopen().expect("the same file"))
        .stderr(Stdio::inherit())
        .spawn()
        .expect("it starts");
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        if began.elapsed() > longest {
            drop(child.kill());
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let text = std::fs::read_to_string(out.path()).expect("what it said");
    assert!(status.success(), "it did not end well: {status} {text}");
    let peak = text
        .lines()
        .find_map(|line| line.strip_prefix("peak KiB: "));
    Said {
        answers: text
            .lines()
            .filter(|line| line.starts_with("answer: "))
            .count(),
        peak_kib: peak
            .and_then(|peak| peak.parse().ok())
            .expect("it says its peak"),
    }
}

/// In the child: one answer more.
pub(crate) fn answer(what: &str) {
    say(&format!("answer: {what}"));
}

/// In the child: how much memory it took at most.
pub(crate) fn done() {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|line| line.split_whitespace().next());
    say(&format!("peak KiB: {}", peak.unwrap_or_default()));
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{line}").expect("the parent listens");
}
