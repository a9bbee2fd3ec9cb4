//! An import on disks that really are full: small file systems in memory, with so many pages left.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::kill::full::judge;
use crate::kill::scene::{Scene, Stage};

/// The same on a small disk that really is full: a file system in memory with so many pages left. Gives how often the
/// import was refused, and with which codes; `None` where this system lets nobody make one.
pub(crate) fn fill_small_disks(program: &Path, scene: &Scene) -> Option<(usize, Vec<String>)> {
    let (mut refused, mut codes) = (0, Vec::new());
    let base = pages(&scene.stage("pages").folder);
    for room in (0..).step_by(2) {
        let out = scene.folder.path().join("disk");
        drop(std::fs::remove_dir_all(&out));
        let stage = scene.stage("small");
        let output = on_small_disk(
            program,
            (&stage, scene.bundle.as_path()),
            &out,
            (base + room) * 4,
        )?;
        if !out.join("workspace").is_dir() {
            stage.clear();
            continue; // not even the workspace as it was fits
        }
        let there = Stage::at(out.clone(), scene.bundle.clone());
        let came_through = judge(&there, scene, &output, room as u64 * 4096);
        stage.clear();
        if came_through {
            return Some((refused, codes));
        }
        refused += 1;
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let code = answer["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Some((refused, codes))
}

/// Runs the import of `stage` inside a file system of that size, and copies what it left to `out`.
fn on_small_disk(
    program: &Path,
    (stage, bundle): (&Stage, &Path),
    out: &Path,
    kibibytes: usize,
) -> Option<Output> {
    let mount = stage.folder.join("mount");
    std::fs::create_dir_all(&mount).expect("a folder");
    let script = r#"
        set -e
        mount -t tmpfs -o size="$1"k small "$2" || exit 77
        cp -r "$3/workspace" "$3/keys" "$2" 2>/dev/null || exit 0
        shift 3; out="$1"; mount="$2"; shift 2
        code=0; "$@" || code=$?
        mkdir -p "$out"; cp -r "$mount/workspace" "$mount/keys" "$out"
        exit $code"#;
    let inside = Stage::at(mount.clone(), bundle.to_owned());
    let output = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            script,
            "sh",
        ])
        .arg(kibibytes.to_string())
        .args([&mount, &stage.folder])
        .arg(out)
        .arg(&mount)
        .arg(program)
        .args(inside.import())
        .stdin(Stdio::null())
        .output()
        .ok()?;
    (output.status.code() != Some(77)
        && !String::from_utf8_lossy(&output.stderr).contains("unshare failed"))
    .then_some(output)
}

/// The size of a folder in pages of 4 KiB, the folders themselves included.
fn pages(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(about) if about.is_dir() => 1 + pages(&entry.path()),
            Ok(about) => about.len().div_ceil(4096) as usize,
            Err(_) => 0,
        })
        .sum()
}
