//! Public collections of hostile and conformance inputs: what our readers must say of each is in the folder's own README.
//! Nothing of them is in the project.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use essaim_revision::{Body, PublicKey, Signature};
use serde_json::Value;

use crate::judge::judge;
use crate::program::program;
use crate::say;

/// A hostile file is answered within so much memory, the program itself included.
const MOST_KIB: u64 = 64 << 10;

/// What reads a folder, and ends the program when a promise does not hold.
type Check = fn(&Path);

/// All folders that are there; each is named.
pub(crate) fn all(folder: &Path) {
    let known: [(&str, Check); 7] = [
        ("zip-libzip", archives),
        ("zip-slip", slips),
        ("zip-nested", nested),
        ("json-test-suite", json_texts),
        ("ed25519-wycheproof", signatures),
        ("naughty-strings", naughty),
        ("mail-malformed", mails),
    ];
    assert!(folder.is_dir(), "{} is not there", folder.display());
    for (name, check) in known {
        let inside = folder.join(name);
        if inside.is_dir() {
            say(&format!("— {name}"));
            check(&inside);
        } else {
            say(&format!("— {name} is not there: passed over"));
        }
    }
    for other in files(folder) {
        let name = other
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if other.is_dir() && !known.iter().any(|(known, _)| *known == name) {
            say(&format!("— {name}: by its files' endings"));
            by_ending(&other);
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}

fn name(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn tell(answers: &BTreeMap<String, usize>) {
    let told: Vec<String> = answers
        .iter()
        .map(|(answer, count)| format!("{answer} {count}"))
        .collect();
    say(&format!("  {}", told.join(", ")));
}

/// Judges a file by the reader in a process of its own, and by the program as a person would; gives the answer.
fn judged(file: &Path) -> String {
    let judged = judge(file);
    assert!(
        judged.peak_kib < MOST_KIB,
        "{}: {} KiB in {:?}",
        file.display(),
        judged.peak_kib,
        judged.took
    );
    let _ = verified(file);
    judged.answer
}

/// What `essaim-cli verify` says: an answer in its form, never a panic, and nothing written.
fn verified(file: &Path) -> Value {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(program())
        .args(["--json", "verify"])
        .arg(file)
        .current_dir(folder.path())
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&stderr).into_owned();
    assert!(
        matches!(status.code(), Some(0 | 1)) && !said.contains("panicked"),
        "{}: {status} {said}",
        file.display()
    );
    assert!(
        files(folder.path()).is_empty(),
        "{}: something was written",
        file.display()
    );
    let answer: Value = serde_json::from_slice(&stdout).expect("an answer is JSON");
    let error = &answer["error"];
    assert!(
        error.is_null() || (error["code"].is_string() && error["message"].is_string()),
        "{}: {answer}",
        file.display()
    );
    answer
}

fn archives(folder: &Path) {
    let mut answers = BTreeMap::new();
    for file in files(folder) {
        let answer = judged(&file);
        assert!(
            !name(&file).starts_with("incons-") || answer != "conforming",
            "{} was taken for conforming",
            file.display()
        );
        *answers.entry(answer).or_insert(0) += 1;
    }
    tell(&answers);
}

fn slips(folder: &Path) {
    for file in files(folder) {
        assert_eq!(judged(&file), "dangerous", "{}", file.display());
    }
}

fn nested(folder: &Path) {
    for file in files(folder) {
        let answer = judged(&file);
        assert!(
            ["not_a_bundle", "dangerous", "refused"].contains(&&*answer),
            "{}: {answer}",
            file.display()
        );
    }
}

/// A body with `@` for a leaf's value, and one with `@` for the value of a member that this version does not know.
fn bodies() -> [String; 2] {
    let device = "00".repeat(16);
    let body = |novelty: &str, title: &str| {
        format!(
            r#"{{"essaim":1{novelty},"kind":"solution","record":"r","owner":"{device}","class":"shareable","device":"{device}","n":1,"clock":[1,0],"vector":{{"{device}":1}},"writes":[{{"device":"{device}","n":1,"clock":[1,0],"leaves":{{"title":{title}}}}}]}}"#
        )
    };
    [body("", "@"), body(r#","novelty":@"#, "\"x\"")]
}

fn put(text: &str, value: &[u8]) -> Vec<u8> {
    let (before, after) = text.split_once('@').expect("a mark");
    [before.as_bytes(), value, after.as_bytes()].concat()
}

/// Names begin with `y_` (must be read), `n_` (must not) or `i_` (either).
fn json_texts(folder: &Path) {
    let [leaf, novelty] = bodies();
    assert!(
        Body::parse(&put(&leaf, b"\"x\"")).is_ok() && Body::parse(&put(&novelty, b"1")).is_ok()
    );
    let desk = essaim_testkit::roubaix().expect("a workspace");
    let mut read = BTreeMap::new();
    for file in files(folder) {
        let (name, bytes) = (name(&file), std::fs::read(&file).expect("a file"));
        let as_unknown = Body::parse(&put(&novelty, &bytes)).is_ok();
        let answers = [
            ("a body", Body::parse(&bytes).is_ok()),
            ("a leaf", Body::parse(&put(&leaf, &bytes)).is_ok()),
            ("an unknown member", as_unknown),
            ("a record", added(&desk, &bytes)),
            (
                "a record's title",
                added(&desk, &put("{\"title\":@}", &bytes)),
            ),
        ];
        for (place, accepted) in answers {
            assert!(
                !(name.starts_with("n_") && accepted),
                "{name} was read as {place}"
            );
            *read.entry(place.to_owned()).or_insert(0) += usize::from(accepted);
        }
        assert!(
            !name.starts_with("y_") || as_unknown,
            "{name} is JSON, and was refused"
        );
    }
    tell(&read);
}

/// Whether the terminal's `add` takes a text.
fn added(desk: &essaim_testkit::Desk, text: &[u8]) -> bool {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let mut terminal = essaim_cli::Terminal {
        input: &mut &text[..],
        output: &mut output,
        errors: &mut errors,
        watched: false,
    };
    let place = |path: PathBuf| path.display().to_string();
    let workspace = place(desk.path("workspace"));
    let keys = place(desk.keys());
    let words = [
        "essaim-cli",
        "--json",
        "--workspace",
        &workspace,
        "--keystore",
        &keys,
        "add",
        "solution",
        "-",
    ];
    essaim_cli::run(words.map(Into::into), &mut terminal) == 0
}

fn hex(text: &Value) -> Vec<u8> {
    let text = text.as_str().unwrap_or_default();
    let byte = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
    (0..text.len() / 2).map(|at| byte(at * 2)).collect()
}

/// Each case says whether its signature is valid.
fn signatures(folder: &Path) {
    let mut verdicts = BTreeMap::new();
    for file in files(folder) {
        let suite: Value =
            serde_json::from_slice(&std::fs::read(&file).expect("a file")).expect("JSON");
        for group in suite["testGroups"].as_array().expect("groups") {
            let key: Option<[u8; 32]> = hex(&group["publicKey"]["pk"]).try_into().ok();
            let key = key.and_then(|key| PublicKey::from_bytes(&key));
            for test in group["tests"].as_array().expect("tests") {
                let signature = Signature::from_slice(&hex(&test["sig"]));
                let holds = key.zip(signature).is_some_and(|(key, signature)| {
                    key.verifies_raw(&hex(&test["msg"]), &signature)
                });
                let stated = test["result"].as_str().unwrap_or_default();
                assert_eq!(
                    holds,
                    stated == "valid",
                    "case {}: {}",
                    test["tcId"],
                    test["comment"]
                );
                *verdicts.entry(stated.to_owned()).or_insert(0) += 1;
            }
        }
    }
    tell(&verdicts);
}

fn mails(folder: &Path) {
    let mut answers = BTreeMap::new();
    for file in files(folder) {
        let answer = verified(&file);
        let code = answer["error"]["code"].as_str().unwrap_or("read");
        *answers.entry(code.to_owned()).or_insert(0) += 1;
    }
    tell(&answers);
}

/// Other collections of the same kinds.
fn by_ending(folder: &Path) {
    let mut answers = BTreeMap::new();
    for file in files(folder) {
        let answer = if file.is_dir() {
            by_ending(&file);
            continue;
        } else {
            judged(&file)
        };
        *answers.entry(answer).or_insert(0) += 1;
    }
    tell(&answers);
}

/// Texts that break programs, through all that a person does with a text.
fn naughty(folder: &Path) {
    for file in files(folder) {
        let texts: Vec<String> = serde_json::from_slice(&std::fs::read(&file).expect("a file"))
            .expect("a list of texts");
        let mut told = BTreeMap::new();
        crate::texts::through_everything(&texts, &mut told);
        tell(&told);
    }
}
