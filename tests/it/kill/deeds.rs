//! Kills while records are written and while a bundle is.

use std::path::{Path, PathBuf};
use std::time::Duration;

use essaim_bundle::{BundleReader, Limits};
use essaim_testkit::town;
use serde_json::json;

use super::moment::{Ended, Moment, run_until};
use super::scene::Stage;

/// How many tries were killed with nothing done, and with all of it done.
pub(crate) type Told = (usize, usize);

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
    let mut told = (0, 0);
    for number in 0..count {
        let stage = template.copy(&folder.path().join(format!("try-{number}")));
        let delay = run.took * (number * 12 / 10) / count
            + Duration::from_micros(u64::from(number * 7919 % 1000));
        let moment = match number % 3 {
            0 => Moment::Logged(1 + run.log * u64::from(number) / u64::from(count)),
            _ => Moment::After(delay),
        };
        let (ended, _) = run_until(program, &stage.arguments(&words), &stage, moment);
        let seen = stage.picture().timeless();
        assert!(
            seen == before || seen == after,
            "killed at {moment:?}: some of the records are there and others not"
        );
        count_kill(&mut told, ended, seen == after);
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
    let mut told = (0, 0);
    let whole = template.copy(&folder.path().join("whole"));
    let arguments = |stage: &Stage| {
        let target = stage.folder.join("out.essaim").display().to_string();
        stage.arguments(&["export", "--all", "--out", &target])
    };
    let (_, run) = run_until(program, &arguments(&whole), &whole, Moment::Never);
    assert!(is_whole(&whole), "undisturbed, a bundle is written");
    for number in 0..count {
        let stage = template.copy(&folder.path().join(format!("try-{number}")));
        let delay = run.took * (number * 12 / 10) / count;
        let (ended, _) = run_until(program, &arguments(&stage), &stage, Moment::After(delay));
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
