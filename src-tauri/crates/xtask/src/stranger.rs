//! The reader of `tests/reader`, written in Node from `docs/bundle-format.md` alone: it must give the golden bundles' answers.

use crate::failure::{InStep, Outcome, because};
use crate::tally::{self, Tally};
use crate::{place, tool};

const STEP: &str = "a stranger's reader";

/// Its tests.
pub(crate) fn tests() -> Outcome<Tally> {
    let folder = place::root().join("tests").join("reader");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).in_step(STEP)? {
        let file = entry.in_step(STEP)?.path();
        if file.to_string_lossy().ends_with(".test.mjs") {
            files.push(file);
        }
    }
    if files.is_empty() {
        return because(STEP, "its tests are not there");
    }
    files.sort();
    let mut node = tool::node();
    node.args(["--test", "--test-reporter=spec"]).args(files);
    tally::counted(STEP, &mut node)
}
