//! Kills while a desktop hands over to the others of its commune: what lies in the folder under its full name is whole, and
//! the next round brings what is missing.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use essaim_ops::desktop::Take;
use essaim_ops::workspace::Agent;
use essaim_testkit::{join, tree};
use serde_json::{Value, json};

use super::deeds::{Aim, Told, count_kill, workspace};
use super::moment::{Moment, run_until};
use super::scene::Stage;

/// A desktop that has much to hand over, another that knows none of it, and the folder between them.
struct Pair {
    writer: Stage,
    reader: Stage,
    shared: PathBuf,
}

impl Pair {
    /// Two desktops of one commune.
    fn new(folder: &Path) -> Self {
        let writer = workspace(folder);
        let open = writer.open();
        let place = folder.join("reader");
        let agent = Agent {
            person: "Baptiste Leroy".to_owned(),
            service: "CCAS".to_owned(),
        };
        let joined = join(&open, &agent, 21, Take::Few, &place).expect("it joins");
        drop((joined, open));
        Self {
            writer,
            reader: Stage::at(place, PathBuf::new()),
            shared: folder.join("shared"),
        }
    }

    /// A copy whose desktops follow a folder of their own.
    fn copy(&self, program: &Path, folder: &Path) -> Self {
        let pair = Self {
            writer: self.writer.copy(&folder.join("writer")),
            reader: self.reader.copy(&folder.join("reader")),
            shared: folder.join("shared"),
        };
        std::fs::create_dir(&pair.shared).expect("a folder");
        for desk in [&pair.writer, &pair.reader] {
            answer(
                program,
                desk,
                &["sync", "set", &pair.shared.display().to_string()],
            );
        }
        pair
    }
}

/// Runs a command that must succeed. Gives what it says.
fn answer(program: &Path, desk: &Stage, words: &[&str]) -> Value {
    let output = Command::new(program).args(desk.arguments(words)).output();
    let output = output.expect("the program starts");
    assert!(output.status.success(), "{words:?}: {output:?}");
    serde_json::from_slice(&output.stdout).expect("an answer in JSON")
}

/// Kills `sync now` of a desktop that has everything to hand over.
pub(crate) fn kill_handing_over(program: &Path, count: u32) -> Told {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let template = Pair::new(folder.path());
    let now = ["sync", "now"];
    let whole = template.copy(program, &folder.path().join("whole"));
    let (_, run) = run_until(
        program,
        &whole.writer.arguments(&now),
        &whole.writer,
        Moment::Never,
    );
    // After the last file has its name there is too little time to aim at: of some tens, hardly one is killed there.
    let (mut told, aim) = ((0, 0), Aim::at(run, count));
    for number in 0..count {
        let delay = aim.spread(number);
        let at = folder.path().join(format!("try-{number}"));
        let Pair { writer, reader, .. } = &template.copy(program, &at);
        let (before, empty) = (writer.picture(), reader.picture());
        let (ended, _) = run_until(
            program,
            &writer.arguments(&now),
            writer,
            Moment::After(delay),
        );
        assert_eq!(
            writer.picture(),
            before,
            "handing over changes nothing that is seen"
        );
        let taken = answer(program, reader, &now);
        let told_of =
            ["problems", "waiting", "awaited_attachments"].map(|what| taken[what].clone());
        assert_eq!(
            told_of,
            [json!([]), json!(0), json!(0)],
            "killed after {delay:?}: what lies there under its full name is whole, with its files"
        );
        let (seen, has_all) = (reader.picture(), reader.picture() == before);
        assert!(
            has_all || seen == empty,
            "killed after {delay:?}: a part of it was taken for all"
        );
        count_kill(&mut told, ended, has_all);
        answer(program, writer, &now);
        answer(program, reader, &now);
        assert_eq!(
            reader.picture(),
            before,
            "the next round brings what was missing"
        );
        sweep(program, writer, &at.join("shared"));
        drop(std::fs::remove_dir_all(at));
    }
    told
}

/// What was half written goes away a day later, when the desktop writes again; until then another window might be at it.
fn sweep(program: &Path, writer: &Stage, shared: &Path) {
    let half_written = || -> Vec<PathBuf> {
        let all = tree(shared).into_iter().map(|(path, _)| path);
        let is_temporary = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(".essaim-")
        };
        all.filter(is_temporary).collect()
    };
    let found = half_written();
    if found.is_empty() {
        return;
    }
    let long_ago = SystemTime::now() - Duration::from_secs(2 * 24 * 60 * 60);
    for path in found {
        let file = std::fs::File::options().write(true).open(path);
        let aged = file.and_then(|file| file.set_modified(long_ago));
        aged.expect("its date can be set");
    }
    let patch = writer.folder.join("patch.json");
    std::fs::write(&patch, json!({"title": "Fiche relue"}).to_string()).expect("room for a file");
    answer(
        program,
        writer,
        &["set", "fiche-1", &patch.display().to_string()],
    );
    answer(program, writer, &["sync", "now"]);
    assert_eq!(half_written(), [""; 0].map(PathBuf::from));
}
