//! `cargo xtask test`: all that must hold before a change is kept. The quick checks come first; a check that fails does
//! not hide the next one, but what cannot be built is not tested.

use crate::failure::{Failure, Outcome, because};
use crate::tally::Tally;
use crate::{bindings, rust, say, setup, stranger, ui, window_tests};

/// What was counted and what failed so far.
#[derive(Default)]
struct Report {
    tests: Tally,
    failures: Vec<Failure>,
}

impl Report {
    fn check(&mut self, outcome: Outcome) {
        if let Err(failure) = outcome {
            say::failed(&failure);
            self.failures.push(failure);
        }
    }

    fn count(&mut self, step: &str, outcome: Outcome<Tally>) {
        let verdict = outcome.and_then(|tally| {
            self.tests = self.tests.and(tally);
            judged(step, tally)
        });
        self.check(verdict);
    }
}

/// Sets up, then checks everything.
pub(crate) fn test() -> Outcome {
    setup::everything()?;
    let mut report = Report::default();
    report.check(rust::format());
    report.check(rust::fuzz_lock());
    report.count("UI checks", ui::check());
    report.count("a stranger's reader", stranger::tests());
    ui::build()?;
    report.check(rust::lints());
    rust::everything()?;
    report.check(bindings::are_fresh());
    report.count("tests", rust::tests());
    if window_tests::POSSIBLE_HERE {
        report.count("window", window_tests::all());
    } else {
        say::note("The journeys in the real window run on Linux only: not run here.");
    }
    close(&report)
}

/// A skipped test is a promise nobody checks: it fails like a broken one.
pub(crate) fn judged(step: &str, tally: Tally) -> Outcome {
    match tally {
        Tally { failed: 1.., .. } => because(step, format!("{} failed", tally.failed)),
        Tally { broken: true, .. } => because(step, "ended with an error"),
        Tally { skipped: 1.., .. } => because(step, format!("{} did not run", tally.skipped)),
        Tally { passed: 0, .. } => because(step, "no test ran"),
        _ => Ok(()),
    }
}

fn close(report: &Report) -> Outcome {
    let Tally {
        passed,
        failed,
        skipped,
        ..
    } = report.tests;
    say::step("result");
    for failure in &report.failures {
        say::note(&format!("FAILED {failure}"));
    }
    let passed_over = if skipped > 0 {
        format!(", {skipped} did not run")
    } else {
        String::new()
    };
    say::note(&format!("{passed} passed, {failed} failed{passed_over}"));
    match report.failures.len() {
        0 => Ok(()),
        count => because("test", format!("{count} of the steps failed")),
    }
}

#[cfg(test)]
mod tests {
    use super::judged;
    use crate::tally::Tally;

    #[test]
    fn a_step_holds_only_when_tests_ran_and_all_passed() {
        let good = Tally {
            passed: 3,
            ..Tally::default()
        };
        assert!(judged("step", good).is_ok());
        for bad in [
            Tally { failed: 1, ..good },
            Tally {
                broken: true,
                ..good
            },
            Tally { skipped: 1, ..good },
            Tally::default(),
        ] {
            assert!(judged("step", bad).is_err(), "{bad:?}");
        }
    }
}
