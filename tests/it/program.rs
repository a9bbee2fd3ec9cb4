//! The program of the terminal, built as these tests were: for what depends on processes.

use std::path::PathBuf;

/// Where it is: no cargo runs among programs built for another system, so it was built beside these tests.
#[cfg(windows)]
pub(crate) fn program() -> PathBuf {
    let tests = std::env::current_exe().expect("this program has a path");
    let built = tests
        .ancestors()
        .nth(2)
        .expect("it lies in a folder of builds");
    built.join("essaim-cli.exe")
}

/// Where it is; built first.
#[cfg(not(windows))]
pub(crate) fn program() -> &'static PathBuf {
    use std::process::{Command, Stdio};
    use std::sync::OnceLock;

    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let cargo = std::env::var("CARGO").expect("cargo runs the tests");
        let built = Command::new(cargo)
            .args([
                "build",
                "--offline",
                "-q",
                "-p",
                "essaim-cli",
                "--bin",
                "essaim-cli",
                "--message-format",
                "json",
            ])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stderr(Stdio::inherit())
            .output()
            .expect("cargo starts");
        let text = String::from_utf8_lossy(&built.stdout).into_owned();
        let messages = text
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let executable = messages
            .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
            .next_back();
        executable.expect("cargo says where the program is")
    })
}
