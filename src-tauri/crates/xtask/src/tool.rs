//! Other programs: found, started without the variables that cargo gave us, and judged by their exit status.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{InStep, Outcome, because};
use crate::place;

/// Variables that `cargo run` sets for us and that would mislead a program we start (another cargo, the window).
const OURS: [&str; 3] = ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "CARGO"];
const OURS_BEGINNING: [&str; 4] = [
    "CARGO_PKG_",
    "CARGO_MANIFEST_",
    "CARGO_BIN_",
    "CARGO_CRATE_",
];

/// A program, started at the top of the checkout, with nothing to read.
pub(crate) fn tool(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(place::root()).stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if OURS.contains(&&*text) || OURS_BEGINNING.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    command
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    tool(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Node, which finds what cargo installed whether or not that folder is on the search path.
pub(crate) fn node() -> Command {
    let mut folders: Vec<PathBuf> = installed_by_cargo().into_iter().collect();
    folders.extend(
        std::env::var_os("PATH")
            .iter()
            .flat_map(std::env::split_paths),
    );
    let mut command = tool("node");
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("PATH", path);
    }
    command
}

/// Where `cargo install` puts programs.
pub(crate) fn installed_by_cargo() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
        .map(|home| home.join("bin"))
}

/// npm, in the UI's folder.
pub(crate) fn npm() -> Command {
    let mut command = tool(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(place::ui());
    command
}

/// Tauri's own tool, in the shell's folder: it puts packages together.
pub(crate) fn bundler() -> Command {
    let name = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
    let mut command = tool(place::ui().join("node_modules").join(".bin").join(name));
    command.current_dir(place::root().join("src-tauri"));
    command
}

/// Runs it; anything but success is a failure of `step`.
pub(crate) fn run(step: &str, command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|error| not_started(step, command, &error))?;
    if status.success() {
        return Ok(());
    }
    because(step, format!("`{}` ended with {status}", line(command)))
}

/// What it printed on its standard output; its errors are left out. Nothing when it fails or is not there.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether it ends with success, quietly.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The first file of that name on the search path.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .find(|file| file.is_file())
}

/// Starts it without waiting.
pub(crate) fn start(step: &str, command: &mut Command) -> Outcome<std::process::Child> {
    command
        .spawn()
        .map_err(|error| not_started(step, command, &error))
}

/// The command as one would type it, without the folder it lies in.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![
        program
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    ];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

/// Writes a file and the folders above it.
pub(crate) fn write(step: &str, file: &Path, text: &str) -> Outcome {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).in_step(step)?;
    }
    std::fs::write(file, text).in_step(step)
}

fn not_started(step: &str, command: &Command, error: &std::io::Error) -> crate::failure::Failure {
    crate::failure::Failure::new(
        step,
        format!("`{}` could not be started: {error}", line(command)),
    )
}
