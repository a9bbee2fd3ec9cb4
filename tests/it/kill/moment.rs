//! When a process is ended: after a time, or once it has written so much. Ending is `kill -9`.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::scene::Stage;

/// The moment at which a process is killed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Moment {
    /// So long after it began.
    After(Duration),
    /// Once the database's log has so many bytes.
    Logged(u64),
    /// Once so many files lie under temporary names or in their place.
    Files(usize),
    /// Not at all.
    Never,
}

/// How a process ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// By itself.
    Itself,
    /// It was killed.
    Killed,
}

/// What an undisturbed run looked like, to aim by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) took: Duration,
    pub(crate) log: u64,
    pub(crate) files: usize,
}

const LONGEST: Duration = Duration::from_secs(120);

fn start(program: &Path, arguments: &[String]) -> Child {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

/// Runs a command and kills it at that moment.
pub(crate) fn run_until(
    program: &Path,
    arguments: &[String],
    stage: &Stage,
    moment: Moment,
) -> (Ended, Run) {
    let files = files(&stage.workspace().join("attachments"));
    let began = Instant::now();
    let mut child = start(program, arguments);
    let mut run = Run {
        took: Duration::ZERO,
        log: 0,
        files: 0,
    };
    loop {
        run.log = run.log.max(stage.log());
        run.took = began.elapsed();
        let is_time = match moment {
            Moment::After(delay) => run.took >= delay,
            Moment::Logged(bytes) => run.log >= bytes,
            Moment::Files(count) => has_more(stage, files, count, &mut run),
            Moment::Never => has_more(stage, files, usize::MAX, &mut run),
        };
        assert!(run.took < LONGEST, "the program does not end");
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            assert!(status.code().is_some(), "nobody else kills it");
            return (Ended::Itself, run);
        }
        if is_time {
            child.kill().expect("it can be killed");
            let status = child.wait().expect("it ends");
            let ended = if status.code().is_none() {
                Ended::Killed
            } else {
                Ended::Itself
            };
            return (ended, run);
        }
        std::thread::sleep(Duration::from_micros(200));
    }
}

fn has_more(stage: &Stage, before: usize, count: usize, run: &mut Run) -> bool {
    let now = files(&stage.workspace().join("attachments")).saturating_sub(before);
    run.files = run.files.max(now);
    now >= count
}

fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => files(&entry.path()),
            _ => 1,
        })
        .sum()
}
