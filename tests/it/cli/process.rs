//! The real program: what depends on processes, such as two of them at a time, a full disk, a folder that cannot be written.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use super::Desktop;
use crate::program::program;

/// Runs the program, behind a shell's words where there are some.
pub(super) fn process(desktop: &Desktop, shell: &str, words: &[&str], input: &str) -> Output {
    let mut child = Command::new("sh")
        .args(["-c", &format!("{shell} exec \"$@\""), "sh"])
        .arg(program())
        .args(&desktop.arguments(words)[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it has a standard input");
    drop(stdin.write_all(input.as_bytes()));
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

pub(super) fn json_of(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    let read = serde_json::from_str(&text);
    assert!(
        read.is_ok(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    read.unwrap_or_default()
}

#[test]
fn the_program_answers_on_its_streams_with_its_status() {
    let desktop = Desktop::of("59512");
    let added = process(
        &desktop,
        "",
        &["add", "solution", "-"],
        "{\"id\":\"m\",\"title\":\"M\"}",
    );
    assert_eq!(
        (added.status.code(), json_of(&added)),
        (Some(0), json!({"ids": ["m"]}))
    );
    assert!(added.stderr.is_empty(), "nothing but the answer");
    let refused = process(&desktop, "", &["show", "absent"], "");
    assert_eq!(
        (refused.status.code(), &json_of(&refused)["error"]["code"]),
        (Some(1), &json!("not_found"))
    );
    assert_eq!(process(&desktop, "", &["show"], "").status.code(), Some(2));
    let help = Command::new(program())
        .args(["add", "--help"])
        .output()
        .expect("it starts");
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).contains("JSON"));
}

#[test]
fn two_programs_write_side_by_side_and_nothing_is_lost() {
    let desktop = Desktop::of("59512");
    let write = |name: char| {
        for i in 0..8 {
            let lines: String = (0..5)
                .map(|j| format!("{{\"id\":\"{name}{i}-{j}\",\"title\":\"{name} {i} {j}\"}}\n"))
                .collect();
            let added = process(&desktop, "", &["add", "solution", "-"], &lines);
            assert_eq!(added.status.code(), Some(0), "{}", json_of(&added));
            let set = process(
                &desktop,
                "",
                &["set", &format!("{name}{i}-0"), "-"],
                "{\"summary\":\"écrit\"}",
            );
            assert_eq!(set.status.code(), Some(0), "{}", json_of(&set));
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write('a'));
        scope.spawn(|| write('b'));
    });
    assert_eq!(desktop.done(&["list", "solution"])["total"], 80);
    assert_eq!(
        desktop.done(&["list", "solution", "--where", "summary=écrit"])["total"],
        16
    );
    assert_eq!(
        desktop.done(&["check"])["ok"],
        true,
        "no number was used twice"
    );
    let everything: Vec<String> = ('a'..='b')
        .flat_map(|name| (0..8).map(move |i| format!("{name}{i}-0")))
        .collect();
    let words: Vec<&str> = everything.iter().map(String::as_str).collect();
    let bundle = desktop.bundle("all.essaim", &words);
    let other = Desktop::of("18197");
    let report = other.done(&["import", "--accept-unknown", &bundle]);
    assert_eq!(
        super::ids(&report["imports"][0]["new"]).len(),
        16,
        "and every revision holds elsewhere"
    );
}

/// Sixty records that no compression makes small.
fn heavy() -> String {
    let mut number = 1_u64;
    let mut word = || {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        format!("{:x}", number >> 20)
    };
    let mut lines = String::new();
    for i in 0..60 {
        let words: Vec<String> = (0..8_000).map(|_| word()).collect();
        lines.push_str(&format!(
            "{}\n",
            json!({"id": format!("n{i}"), "title": "N", "description": words.join(" ")})
        ));
    }
    lines
}

#[test]
fn a_full_disk_is_said_and_nothing_is_lost() {
    let desktop = Desktop::of("59512");
    desktop.add("solution", &json!({"id": "there", "title": "Là"}));
    let before = desktop.picture();
    let lines = heavy();
    // No file of this process may grow over a size that the database has nearly reached: every write beyond it fails.
    let full = "trap '' XFSZ; ulimit -f 2000;";
    let output = process(&desktop, full, &["add", "solution", "-"], &lines);
    let error = json_of(&output)["error"].clone();
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(
        !error["message"].as_str().unwrap_or_default().is_empty()
            && !error["action"].as_str().unwrap_or_default().is_empty()
    );
    assert_eq!(desktop.picture(), before, "all of it or nothing");
    desktop.file("big.bin", vec![7; 3 << 20]);
    desktop.file(
        "input.json",
        "{\"id\":\"x\",\"title\":\"X\",\"attachments\":[{\"path\":\"big.bin\"}]}",
    );
    let input = desktop.path("input.json").display().to_string();
    assert_eq!(
        process(&desktop, full, &["add", "solution", &input], "")
            .status
            .code(),
        Some(1)
    );
    assert_eq!(desktop.picture(), before);
    assert_eq!(
        desktop.run(&["add", "solution", &input]).status,
        0,
        "with room again, it goes on"
    );
}

#[test]
fn a_process_that_is_killed_leaves_all_or_nothing() {
    let desktop = Desktop::of("59512");
    let before = desktop.picture();
    let lines = heavy();
    let killed = process(
        &desktop,
        "ulimit -f 2000;",
        &["add", "solution", "-"],
        &lines,
    );
    assert_eq!(
        killed.status.code(),
        None,
        "the system ended it in the middle of a write"
    );
    assert_eq!(desktop.picture(), before);
    assert_eq!(
        desktop.with_input(&["add", "solution", "-"], &lines).status,
        0
    );
    assert_eq!(desktop.done(&["list", "solution"])["total"], 60);
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_no_half_bundle_stays() {
    let desktop = Desktop::of("59512");
    desktop.add("solution", &json!({"id": "m", "title": "M"}));
    let file = desktop.file("a-file", "");
    let below_a_file = format!("{file}/m.essaim");
    let absent = desktop
        .path("absent")
        .join("m.essaim")
        .display()
        .to_string();
    for target in [below_a_file, absent] {
        let refused = desktop.run(&["export", "--publish", "--record", "m", "--out", &target]);
        assert_eq!(refused.status, 1, "{target}: {}", refused.output);
        assert!(
            !refused.json()["error"]["action"]
                .as_str()
                .unwrap_or_default()
                .is_empty()
        );
    }
    let full = "trap '' XFSZ; ulimit -f 8;";
    let target = desktop.path("m.essaim").display().to_string();
    let refused = process(
        &desktop,
        full,
        &["export", "--record", "m", "--out", &target],
        "",
    );
    assert_eq!(refused.status.code(), Some(1), "{}", json_of(&refused));
    assert!(
        !desktop.path("m.essaim").exists(),
        "a file that looks whole is whole"
    );
    let elsewhere = Desktop::empty();
    elsewhere.file("workspace", "a file where the folder should be");
    let refused = elsewhere.run(&["init", "--insee", "59512", "--person", "x"]);
    assert_eq!(
        (refused.status, refused.code().is_empty()),
        (1, false),
        "{}",
        refused.output
    );
}
