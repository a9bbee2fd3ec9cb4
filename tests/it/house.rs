//! The walls of the house, kept by tests: which crate may know which, how long a file may be, what lies at the top,
//! which migrations are frozen, which commands the page may call. Says nothing about what the program does.

mod promised;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// Which of ours each package may use. What is not here is not allowed.
const EDGES: [(&str, &[&str]); 13] = [
    ("essaim-model", &[]),
    ("essaim-revision", &["essaim-model"]),
    ("essaim-store", &["essaim-model", "essaim-revision"]),
    ("essaim-bundle", &["essaim-model", "essaim-revision"]),
    ("essaim-documents", &["essaim-model"]),
    ("essaim-pdf", &["essaim-model", "essaim-documents"]),
    (
        "essaim-ops",
        &[
            "essaim-model",
            "essaim-revision",
            "essaim-store",
            "essaim-bundle",
            "essaim-documents",
            "essaim-pdf",
        ],
    ),
    (
        "essaim-host",
        &["essaim-model", "essaim-revision", "essaim-ops"],
    ),
    ("essaim-ipc", &["essaim-model", "essaim-ops"]),
    ("essaim-cli", &["essaim-model", "essaim-ops", "essaim-host"]),
    ("essaim", &["essaim-ipc", "essaim-host"]),
    (
        "essaim-testkit",
        &[
            "essaim-model",
            "essaim-revision",
            "essaim-store",
            "essaim-bundle",
            "essaim-documents",
            "essaim-ops",
            "essaim-host",
        ],
    ),
    ("xtask", &[]),
];

/// Libraries that only one crate may know.
const WALLED: [(&str, &str); 4] = [
    ("rusqlite", "essaim-store"),
    ("libsqlite3-sys", "essaim-store"),
    ("tauri", "essaim"),
    ("tauri-", "essaim"),
];

const TOP: [&str; 13] = [
    "Cargo.toml",
    "Cargo.lock",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "docs",
    "icons",
    "migrations",
    "rust-toolchain.toml",
    "src-tauri",
    "tests",
    "ui",
    // Written by the tools, not in the repository.
    "target",
];

const LONGEST_FILE: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the crate lies below the top")
        .to_path_buf()
}

/// Every file of ours: what git tracks or would track.
fn files() -> Vec<PathBuf> {
    let listed = Command::new("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(
        listed.status.success(),
        "these guards read the list of files from git"
    );
    let names = String::from_utf8(listed.stdout).expect("file names are UTF-8");
    names
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
        .filter(|file| root().join(file).is_file())
        .collect()
}

fn text(file: &Path) -> String {
    let read = fs::read_to_string(root().join(file));
    assert!(read.is_ok(), "{}: {read:?}", file.display());
    read.unwrap_or_default()
}

/// The packages of the workspace, as cargo sees them.
fn packages() -> Vec<Value> {
    let cargo = std::env::var("CARGO").expect("cargo runs the tests");
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo describes the workspace");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let described: Value = serde_json::from_slice(&output.stdout).expect("cargo speaks JSON");
    described["packages"].as_array().expect("packages").clone()
}

/// Names of the packages that `package` uses, as a part of the program (`None`) or otherwise ("dev", "build").
fn uses(package: &Value, kind: Option<&str>) -> BTreeSet<String> {
    let all = package["dependencies"].as_array().expect("dependencies");
    let wanted = all.iter().filter(|one| one["kind"].as_str() == kind);
    wanted
        .map(|one| one["name"].as_str().expect("a name").to_owned())
        .collect()
}

fn name(package: &Value) -> &str {
    package["name"].as_str().expect("a name")
}

fn ours(used: &str) -> bool {
    used == "essaim" || used.starts_with("essaim-")
}

#[test]
fn crates_know_only_those_below_them() {
    let allowed = BTreeMap::from(EDGES);
    for package in packages()
        .iter()
        .filter(|package| name(package) != "essaim-tests")
    {
        let below = allowed.get(name(package));
        let below = below
            .unwrap_or_else(|| panic!("{} is a new crate: decide what it may use", name(package)));
        for kind in [None, Some("build")] {
            for used in uses(package, kind).iter().filter(|used| ours(used)) {
                assert!(
                    below.contains(&used.as_str()),
                    "{} may not use {used}",
                    name(package)
                );
            }
        }
    }
}

#[test]
fn the_test_kit_is_in_no_program() {
    for package in packages()
        .iter()
        .filter(|package| name(package) != "essaim-tests")
    {
        for kind in [None, Some("build")] {
            assert!(
                !uses(package, kind).contains("essaim-testkit"),
                "{} ships the test kit",
                name(package)
            );
        }
        for used in uses(package, Some("dev")).iter().filter(|used| ours(used)) {
            let below = EDGES
                .iter()
                .find(|(one, _)| *one == name(package))
                .map_or(&[][..], |(_, below)| *below);
            let fine = used == "essaim-testkit" || below.contains(&used.as_str());
            assert!(
                fine,
                "the tests of {} may not use {used}: such a test belongs in tests/it",
                name(package)
            );
        }
    }
}

#[test]
fn sqlite_is_known_to_the_store_and_tauri_to_the_shell() {
    for package in packages() {
        let used = &uses(&package, None) | &uses(&package, Some("build"));
        for (library, owner) in WALLED {
            let knows = used
                .iter()
                .any(|one| one == library || (library.ends_with('-') && one.starts_with(library)));
            assert!(
                !knows || name(&package) == owner,
                "{} may not know {library}",
                name(&package)
            );
        }
    }
}

#[test]
fn no_file_is_longer_than_one_can_hold_in_mind() {
    for file in files() {
        let shown = file.to_string_lossy().replace('\\', "/");
        let ours = ["rs", "ts", "tsx", "css", "mjs"]
            .iter()
            .any(|end| shown.ends_with(&format!(".{end}")));
        if !ours || shown.ends_with(".gen.ts") {
            continue;
        }
        let lines = text(&file).lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{shown} has {lines} lines; at {LONGEST_FILE} it must be divided"
        );
    }
}

#[test]
fn nothing_new_lies_at_the_top() {
    for file in files() {
        let first = file
            .components()
            .next()
            .expect("a path has a beginning")
            .as_os_str()
            .to_string_lossy()
            .into_owned();
        assert!(
            first.starts_with('.') || TOP.contains(&first.as_str()),
            "{first} does not belong at the top"
        );
    }
}

#[test]
fn migrations_are_numbered_without_a_gap() {
    let mut names: Vec<String> = files()
        .iter()
        .filter(|file| file.parent() == Some(Path::new("migrations")))
        .filter_map(|file| {
            file.file_name()
                .map(|name| name.to_string_lossy().into_owned())
        })
        .filter(|name| name.ends_with(".sql") && name != "schema.sql")
        .collect();
    names.sort();
    for (index, name) in names.iter().enumerate() {
        let number = format!("{:04}_", index + 1);
        let rest = name
            .strip_prefix(&number)
            .unwrap_or_else(|| panic!("{name}: the next number is {number}"));
        let words = rest.trim_end_matches(".sql");
        let snake = words
            .chars()
            .all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_');
        assert!(
            snake && !words.is_empty(),
            "{name} must be NNNN_snake_case.sql"
        );
    }
}

#[test]
fn a_released_migration_never_changes() {
    for line in text(Path::new("migrations/released.sha256"))
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        let (expected, name) = line
            .split_once("  ")
            .unwrap_or_else(|| panic!("not a line of sha256sum: {line}"));
        let bytes = fs::read(root().join("migrations").join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let found: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(
            found, expected,
            "{name} was released: write a new migration instead"
        );
    }
}

#[test]
fn no_path_of_a_machine_is_in_the_tree() {
    // In two parts, so that this file does not accuse itself; and the places of the machine that runs us.
    let mut forbidden = vec![
        ["/wo", "rk/"].concat(),
        ["/ro", "ot/"].concat(),
        ["/tm", "p/"].concat(),
    ];
    forbidden.push(root().display().to_string());
    forbidden.extend(std::env::var("HOME").ok().filter(|home| home.len() > 4));
    for file in files() {
        let Ok(text) = fs::read_to_string(root().join(&file)) else {
            continue;
        };
        for (index, line) in text.lines().enumerate() {
            let found = forbidden.iter().find(|path| names_a_place(line, path));
            assert!(
                found.is_none(),
                "{}:{}: names a place on one machine: {line}",
                file.display(),
                index + 1
            );
        }
    }
}

/// Whether `path` stands in the line as the beginning of a path, not inside an address or a longer path.
fn names_a_place(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|letter| {
            !letter.is_alphanumeric() && !matches!(letter, '.' | '-' | '_' | '}' | '/' | '~')
        })
    })
}

#[test]
fn the_page_may_call_each_command_by_its_name_and_no_other() {
    let declared: BTreeSet<String> = text(Path::new("src-tauri/commands.txt"))
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|command| format!("allow-{}", command.replace('_', "-")))
        .collect();
    let capability: Value =
        serde_json::from_str(&text(Path::new("src-tauri/capabilities/main.json"))).expect("JSON");
    let permissions = capability["permissions"].as_array().expect("permissions");
    let named: BTreeSet<String> = permissions
        .iter()
        .filter_map(|one| one.as_str())
        .map(str::to_owned)
        .collect();
    let allowed: BTreeSet<String> = named
        .iter()
        .filter(|one| !one.contains(':'))
        .cloned()
        .collect();
    assert_eq!(
        allowed, declared,
        "capabilities/main.json must name exactly the commands of commands.txt"
    );
    let broad = named
        .iter()
        .find(|one| one.ends_with(":default") || one.contains('*'));
    assert!(broad.is_none(), "{broad:?} allows more than it names");
    assert_eq!(
        capability["windows"],
        serde_json::json!(["main"]),
        "only the main window has a page of ours"
    );
}

/// A command that is not asynchronous would run on the thread that draws the window.
#[test]
fn no_command_runs_on_the_thread_of_the_window() {
    let mut made = Vec::new();
    let files = files()
        .into_iter()
        .filter(|file| file.starts_with("src-tauri/src"));
    for file in files {
        let text = text(&file);
        assert!(
            !text.contains("block_on("),
            "{} waits for work",
            file.display()
        );
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for pair in lines
            .windows(2)
            .filter(|pair| pair[0].starts_with("#[tauri::command"))
        {
            assert!(
                pair[1].starts_with("async fn "),
                "{}: {}",
                file.display(),
                pair[1]
            );
            made.push(file.clone());
        }
    }
    assert_eq!(
        made,
        [PathBuf::from("src-tauri/src/commands/wire.rs")],
        "all are made in one place"
    );
}

#[test]
fn the_content_policy_lets_nothing_in_from_outside() {
    let configuration: Value =
        serde_json::from_str(&text(Path::new("src-tauri/tauri.conf.json"))).expect("JSON");
    let policy = configuration["app"]["security"]["csp"]
        .as_object()
        .expect("a policy by directive");
    for (directive, sources) in policy {
        for source in sources.as_str().expect("text").split_whitespace() {
            let inside = [
                "'self'",
                "'none'",
                "data:",
                "blob:",
                "ipc:",
                "http://ipc.localhost",
            ]
            .contains(&source);
            assert!(inside, "{directive} lets in {source}");
        }
    }
    assert_eq!(policy["default-src"], "'self'");
    assert_eq!(policy["object-src"], "'none'");
}

#[test]
fn the_window_and_the_page_begin_in_the_same_colours() {
    let shell = text(Path::new("src-tauri/src/window.rs")).replace("0x", "");
    let page = text(Path::new("ui/index.html"));
    for (theme, colour) in [("LIGHT", "#f3efe7"), ("DARK", "#191713")] {
        let channels: Vec<&str> = (0..3).map(|at| &colour[1 + 2 * at..3 + 2 * at]).collect();
        let declared = format!("const {theme}: Color = Color({}, ff);", channels.join(", "));
        assert!(
            shell.contains(&declared),
            "window.rs: {theme} is not {colour}: the window would flash"
        );
        assert!(
            page.contains(colour),
            "ui/index.html: {theme} is not {colour}: the window would flash"
        );
    }
}
