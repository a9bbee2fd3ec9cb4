//! Declares the commands of the shell, so that Tauri refuses every command that no capability names.

use std::process::ExitCode;

/// One command per line; blank lines and lines beginning with `#` do not count.
const COMMANDS: &str = include_str!("commands.txt");

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=commands.txt");
    let commands: Vec<&'static str> = COMMANDS
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    match tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the shell's build script: {error:#}");
            ExitCode::FAILURE
        }
    }
}
