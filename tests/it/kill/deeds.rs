//! Kills while records are written and while a bundle is.

use std::path::{Path, PathBuf};
use std::time::Duration;

use essaim_bundle::{BundleReader, Limits};
use essaim_testkit::town;
use serde_json::json;

use super::moment::{Ended, Moment, Run, run_until};
use super::scene::Stage;

/// How many tries were killed with nothing done, and with all of it done.
pub(crate) type Told = (usize, usize);

/// Where kills are aimed: `count` of them over the whole run; then, until some came before all was done and some after, between
/// the latest that came too early and the moment at which a run was over.
pub(super) struct Aim {
    count: u32,
    took: Duration,
    too_early: Duration,
    over: Duration,
}

impl Aim {
    /// By what an undisturbed run took.
    pub(super) fn at(run: Run, count: u32) -> Self {
        Self {
            count,
            took: run.took,
            too_early: Duration::ZERO,
            over: run.took,
        }
    }

    /// When to kill the next one; nothing where enough were tried.
    pub(super) fn next(&self, number: u32, told: Told) -> Option<Duration> {
        if number < self.count {
            return Some(self.spread(number));
        }
        let has_both = told.0 > 0 && told.1 > 0;
        // No run is long enough to miss it as often.
        let is_hopeless = number >= self.count + 60;
        let width = self.over.saturating_sub(self.too_early);
        let part = number * 618 % 1000;
        (!has_both && !is_hopeless).then(|| self.too_early + width * part / 1000 + jitter(number))
    }

    /// When to kill one of those over the whole run.
    pub(super) fn spread(&self, number: u32) -> Duration {
        self.took * (number * 12 / 10) / self.count + jitter(number)
    }

    /// What became of it: told apart are those that came too early and those that were over before.
    pub(super) fn learn(&mut self, ended: Ended, is_done: bool, took: Duration) {
        match (ended, is_done) {
            (Ended::Killed, false) => {
                self.too_early = (self.too_early + self.too_early.max(took)) / 2
            }
            (Ended::Itself, _) => self.over = (self.over + took) / 2,
            (Ended::Killed, true) => {}
        }
        // Runs differ: what was learnt must leave room.
        self.over = self.over.max(self.too_early + self.took / 20);
    }
}

/// No two are aimed at the same moment.
fn jitter(number: u32) -> Duration {
    Duration::from_micros(u64::from(number * 7919 % 1000))
}

/// A commune with a published sheet, in a folder of its own.
pub(super) fn workspace(folder: &Path) -> Stage {
    let mut desk = town("59512", 1).expect("a commune");
    for number in 0..40 {
        let name = format!("piece-{number}.txt");
        desk.file(&name, format!("La pièce {number}. ").repeat(4_000))
            .expect("a file");
        let sheet = json!({"id": format!("fiche-{number}"), "title": format!("Fiche {number}"),
            "attachments": [{"path": name, "caption": "Pièce"}]});
        desk.new_record("solution", &sheet).expect("a sheet");
        desk.publish(&format!("fiche-{number}")).expect("published");
    }
    // Opened anew, all of it lies in one file.
    desk.reopen().expect("it opens again");
    let template = folder.join("before");
    super::scene::copy_tree(&desk.path("workspace"), &template.join("workspace"));
    super::scene::copy_tree(&desk.keys(), &template.join("keys"));
    Stage::at(template, PathBuf::new())
}

/// Kills `add` of many records: all of them are there or none, and adding goes on afterwards.
pub(crate) fn kill_writing(program: &Path, count: u32) -> Told {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let template = workspace(folder.path());
    let lines: String = (0..150)
        .map(|n| {
            let text = format!("Ce que {n} quartiers ont décidé. ").repeat(30);
            json!({"id": format!("new-{n}"), "title": format!("Nouvelle {n}"), "description": text})
                .to_string()
                + "\n"
        })
        .collect();
    let input = folder.path().join("input.jsonl");
    std::fs::write(&input, lines).expect("room for a file");
    let words = ["add", "solution", &input.display().to_string()].map(str::to_owned);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let before = template.picture().timeless();
    let whole = template.copy(&folder.path().join("whole"));
    let (_, run) = run_until(program, &whole.arguments(&words), &whole, Moment::Never);
    let after = whole.picture().timeless();
    assert_ne!(before, after);
    let (mut told, mut aim) = ((0, 0), Aim::at(run, count));
    for number in 0.. {
        let Some(delay) = aim.next(number, told) else {
            break;
        };
        let stage = template.copy(&folder.path().join(format!("try-{number}")));
        let moment = match number % 3 {
            0 if number < count => {
                Moment::Logged(1 + run.log * u64::from(number) / u64::from(count))
            }
            _ => Moment::After(delay),
        };
        let (ended, run) = run_until(program, &stage.arguments(&words), &stage, moment);
        let seen = stage.picture().timeless();
        assert!(
            seen == before || seen == after,
            "killed at {moment:?}: some of the records are there and others not"
        );
        count_kill(&mut told, ended, seen == after);
        aim.learn(ended, seen == after, run.took);
        if seen == before {
            let (ended, _) = run_until(program, &stage.arguments(&words), &stage, Moment::Never);
            assert_eq!(
                (ended, stage.picture().timeless()),
                (Ended::Itself, after.clone())
            );
        }
        stage.clear();
    }
    told
}

/// Kills `export`: the file is absent or whole, and exporting goes on afterwards.
pub(crate) fn kill_exporting(program: &Path, count: u32) -> Told {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let template = workspace(folder.path());
    let before = template.picture().timeless();
    let whole = template.copy(&folder.path().join("whole"));
    let arguments = |stage: &Stage| {
        let target = stage.folder.join("out.essaim").display().to_string();
        stage.arguments(&["export", "--all", "--out", &target])
    };
    let (_, run) = run_until(program, &arguments(&whole), &whole, Moment::Never);
    assert!(is_whole(&whole), "undisturbed, a bundle is written");
    let (mut told, mut aim) = ((0, 0), Aim::at(run, count));
    for number in 0.. {
        let Some(delay) = aim.next(number, told) else {
            break;
        };
        let stage = template.copy(&folder.path().join(format!("try-{number}")));
        let (ended, run) = run_until(program, &arguments(&stage), &stage, Moment::After(delay));
        let there = stage.folder.join("out.essaim").exists();
        assert!(
            !there || is_whole(&stage),
            "killed after {delay:?}: a file that looks whole is whole"
        );
        assert_eq!(
            stage.picture().timeless(),
            before,
            "nothing else has changed"
        );
        count_kill(&mut told, ended, there);
        aim.learn(ended, there, run.took);
        let (ended, _) = run_until(program, &arguments(&stage), &stage, Moment::Never);
        assert!(
            ended == Ended::Itself && is_whole(&stage),
            "it can be written again"
        );
        stage.clear();
    }
    told
}

fn is_whole(stage: &Stage) -> bool {
    let bytes = std::fs::read(stage.folder.join("out.essaim")).expect("it is there");
    let reader = BundleReader::open(bytes, Limits::DEFAULT).expect("a bundle");
    let verification = reader.verify(1, |_| Ok::<(), ()>(()));
    verification.is_ok_and(|found| found.holds()) && reader.missing().next().is_none()
}

/// Counts a try; what ended by itself must have done it.
pub(super) fn count_kill(told: &mut Told, ended: Ended, done: bool) {
    match ended {
        Ended::Killed if done => told.1 += 1,
        Ended::Killed => told.0 += 1,
        Ended::Itself => assert!(done, "it said that it was done"),
    }
}
