//! A disk that fills up at each write of an import: what was, or what should become, and a word for it.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::moment::{Moment, run_until};
use super::scene::{Scene, Stage};

/// The unit in which a shell counts the size of files, in bytes.
const BLOCK: u64 = 512;
/// How much more room each try has: less than a page of the database's log takes, so that each of its writes fails once.
const STEP: u64 = 8;

/// Lets no file of the import grow beyond each size in turn, until it comes through. Gives how often it was refused.
pub(crate) fn fill_at_each_write(program: &Path, scene: &Scene) -> usize {
    let mut refused = 0;
    for room in (0..).step_by(STEP as usize) {
        let stage = scene.stage("full");
        // Without the signal, the write itself fails, as on a full disk.
        let shell = format!("trap '' XFSZ; ulimit -f {room}; exec \"$@\"");
        let output = Command::new("sh")
            .args(["-c", &shell, "sh"])
            .arg(program)
            .args(stage.import())
            .stdin(Stdio::null())
            .output()
            .expect("a shell starts");
        let came_through = judge(&stage, scene, &output, room * BLOCK);
        stage.clear();
        if came_through {
            return refused;
        }
        refused += 1;
    }
    refused
}

/// Whether the import came through with so many bytes of room; if not, nothing has changed, and it was said.
pub(crate) fn judge(stage: &Stage, scene: &Scene, output: &Output, room: u64) -> bool {
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let picture = stage.picture();
    if output.status.code() == Some(0) {
        assert_eq!(
            picture, scene.after,
            "with {room} bytes: it said that it was done"
        );
        return true;
    }
    assert_eq!(
        output.status.code(),
        Some(1),
        "with {room} bytes: {output:?}"
    );
    let error = &answer["error"];
    let said = |member: &str| !error[member].as_str().unwrap_or_default().is_empty();
    assert!(
        said("code") && said("message") && said("action"),
        "with {room} bytes: {answer}"
    );
    assert!(
        picture == scene.before,
        "with {room} bytes, it was refused and the workspace is not what it was"
    );
    if room.is_multiple_of(BLOCK * STEP * 16) {
        assert_eq!(stage.take_in(), scene.after, "with room again, it goes on");
    }
    false
}

/// Cuts and damages the log that a power cut leaves, at every length: what is found then is what was, or what should
/// become. Gives how often it was which.
pub(crate) fn cut_the_log(program: &Path, scene: &Scene) -> (usize, usize) {
    let stage = scene.stage("log");
    // A reader keeps the log from being folded into the database.
    let store = essaim_store::Store::open(&stage.workspace()).expect("the workspace opens");
    store.hold().expect("a view is held");
    let held = store.view().canonical_dump().expect("readable");
    assert!(!held.is_empty());
    let (_, run) = run_until(program, &stage.import(), &stage, Moment::Never);
    let log = std::fs::read(stage.workspace().join("essaim.db-wal")).expect("the log is there");
    assert!(log.len() as u64 >= run.log, "the log was kept whole");
    let left = scene.folder.path().join("left");
    super::scene::copy_tree(&stage.folder, &left);
    drop(store);
    stage.clear();
    let (mut before, mut after) = (0, 0);
    let frame = 24 + 8192;
    for cut in (0..=log.len())
        .step_by(frame / 4)
        .chain([log.len() - 1, log.len()])
    {
        for torn in [false, true] {
            let mut kept = log[..cut].to_vec();
            if torn && cut > 4096 {
                // The last sector that was to be written came as zeros.
                let end = kept.len();
                kept[end - 512..].fill(0);
            }
            let stage = Stage::at(left.clone(), scene.bundle.clone())
                .copy(&scene.folder.path().join("cut"));
            let workspace = stage.workspace();
            std::fs::write(workspace.join("essaim.db-wal"), &kept).expect("room for a log");
            drop(std::fs::remove_file(workspace.join("essaim.db-shm")));
            let picture = stage.picture();
            assert!(
                picture == scene.before || picture == scene.after,
                "a log of {cut} bytes gives a mixture"
            );
            if picture == scene.after {
                after += 1
            } else {
                before += 1
            }
            stage.clear();
        }
    }
    (before, after)
}
