//! Counts tests from what the test programs say about themselves, so that the last line is a true count.
//! Knows the summaries of cargo, Vitest and Node, and nothing else.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::failure::{InStep, Outcome};
use crate::{say, tool};

/// Tests that passed, failed, or were passed over, and whether the program itself ended well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests whose promise held.
    pub(crate) passed: u32,
    /// Tests whose promise broke.
    pub(crate) failed: u32,
    /// Tests that did not run.
    pub(crate) skipped: u32,
    /// The program's exit status was not success.
    pub(crate) broken: bool,
}

impl Tally {
    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
            broken: self.broken || other.broken,
        }
    }
}

/// Runs a test program, shows what it prints, and counts.
pub(crate) fn counted(step: &str, command: &mut Command) -> Outcome<Tally> {
    say::step(step);
    let mut child = tool::start(step, command.stdout(Stdio::piped()))?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.in_step(step)?;
            let line = String::from_utf8_lossy(&line);
            say::note(&line);
            tally = tally.and(summary(&line));
        }
    }
    tally.broken = !child.wait().in_step(step)?.success();
    Ok(tally)
}

/// What one printed line adds to the count.
fn summary(line: &str) -> Tally {
    let plain = without_colours(line);
    let line = plain.trim();
    if let Some(rest) = line.strip_prefix("test result: ") {
        return from_pairs(rest.split([';', '.']).map(str::trim));
    }
    if let Some(rest) = line.strip_prefix("Tests  ") {
        return from_pairs(
            rest.split('(')
                .next()
                .unwrap_or("")
                .split('|')
                .map(str::trim),
        );
    }
    let mark = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "));
    if let Some((word, number)) = mark.and_then(|rest| rest.split_once(' ')) {
        return from_pairs(std::iter::once(format!("{number} {word}").as_str()));
    }
    Tally::default()
}

/// Reads "12 passed", "1 failed", "3 ignored" and their synonyms.
fn from_pairs<'a>(pairs: impl Iterator<Item = &'a str>) -> Tally {
    let mut tally = Tally::default();
    for pair in pairs {
        let Some((number, word)) = pair.split_once(' ') else {
            continue;
        };
        let Ok(number) = number.parse::<u32>() else {
            continue;
        };
        match word {
            "passed" | "pass" => tally.passed += number,
            "failed" | "fail" | "cancelled" => tally.failed += number,
            "ignored" | "skipped" | "todo" => tally.skipped += number,
            _ => {}
        }
    }
    tally
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Tally, summary};

    fn tally(passed: u32, failed: u32, skipped: u32) -> Tally {
        Tally {
            passed,
            failed,
            skipped,
            broken: false,
        }
    }

    #[test]
    fn a_summary_of_cargo_is_counted() {
        let line = "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.02s";
        assert_eq!(summary(line), tally(12, 2, 1));
    }

    #[test]
    fn a_summary_of_vitest_is_counted_without_its_colours() {
        assert_eq!(
            summary("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[32m31 passed\u{1b}[39m (31)"),
            tally(31, 0, 0)
        );
        assert_eq!(
            summary("      Tests  1 failed | 30 passed | 2 skipped (33)"),
            tally(30, 1, 2)
        );
    }

    #[test]
    fn a_summary_of_node_is_counted() {
        let lines = [
            "ℹ tests 9",
            "ℹ pass 7",
            "ℹ fail 1",
            "ℹ cancelled 1",
            "# skipped 0",
            "ℹ duration_ms 812.1",
        ];
        let sum = lines
            .iter()
            .fold(Tally::default(), |sum, line| sum.and(summary(line)));
        assert_eq!(sum, tally(7, 2, 0));
    }

    #[test]
    fn other_lines_count_for_nothing() {
        for line in [
            "test store::opens ... ok",
            "running 3 tests",
            "Test Files  4 passed (4)",
            "# 3 passed",
            "",
        ] {
            assert_eq!(summary(line), Tally::default(), "{line}");
        }
    }
}
