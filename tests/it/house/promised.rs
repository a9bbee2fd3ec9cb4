//! The page that says how each promise of exchange is held names tests that are there and run.

use std::collections::BTreeSet;
use std::path::Path;

use super::{files, text};

/// The functions of a file that run as tests: named after attributes of which one is `#[test]`, as in the macro of properties too.
fn tests_in(code: &str) -> BTreeSet<&str> {
    let mut tests = BTreeSet::new();
    let (mut is_test, mut is_ignored) = (false, false);
    for line in code.lines().map(str::trim) {
        if line.starts_with("#[ignore") {
            is_ignored = true;
        } else if line.starts_with("#[") {
            is_test |= line == "#[test]";
        } else if !line.is_empty() && !line.starts_with("//") {
            let name = line
                .strip_prefix("fn ")
                .and_then(|rest| rest.split('(').next());
            tests.extend(name.filter(|_| is_test && !is_ignored));
            (is_test, is_ignored) = (false, false);
        }
    }
    tests
}

#[test]
fn only_what_runs_counts_as_a_test() {
    let code = "#[test]\n#[cfg(unix)]\nfn runs() {}\n#[cfg(unix)]\nfn helps() {}\n\
        proptest! {\n    #[test]\n    // Often.\n    fn runs_often(n in 0..9) {}\n}\n// #[test]\nfn is_off() {}\n\
        #[test]\n#[ignore]\nfn waits() {}\n";
    assert_eq!(tests_in(code), BTreeSet::from(["runs", "runs_often"]));
}

#[test]
fn each_promise_of_exchange_has_the_tests_that_its_page_names() {
    let code: Vec<String> = files()
        .iter()
        .filter(|file| file.extension().is_some_and(|ending| ending == "rs"))
        .map(|file| text(file))
        .collect();
    let there: BTreeSet<&str> = code.iter().flat_map(|code| tests_in(code)).collect();
    let page = text(Path::new("docs/properties.md"));
    let named = page.split('`').skip(1).step_by(2);
    let tests = named.filter(|name| name.contains('_') && !name.contains(['/', ' ', '.']));
    let missing: Vec<&str> = tests.filter(|name| !there.contains(name)).collect();
    assert!(
        missing.is_empty(),
        "docs/properties.md names tests that are not there, or do not run: {missing:?}"
    );
    for number in 1..=18 {
        assert!(
            page.contains(&format!("**P{number}**")),
            "docs/properties.md does not tell how P{number} is held"
        );
    }
}
