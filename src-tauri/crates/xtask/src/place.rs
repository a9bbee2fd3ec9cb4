//! Where things lie in the checkout. Creates no folder but those it is asked for.

use std::path::{Path, PathBuf};

use crate::failure::{InStep, Outcome};

/// The top of the checkout.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_path_buf()
}

/// The UI's folder.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// The end-to-end tests' folder.
pub(crate) fn window_tests() -> PathBuf {
    root().join("tests").join("e2e")
}

/// Where cargo writes: `CARGO_TARGET_DIR`, or `target`.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where cross builds are written, apart from the machine's own.
pub(crate) fn cross_target() -> PathBuf {
    target().join("cross")
}

/// A program of the debug build, by name.
pub(crate) fn program(name: &str) -> PathBuf {
    target()
        .join("debug")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The folder for pictures and reports, not in the repository; created if absent.
pub(crate) fn artefacts() -> Outcome<PathBuf> {
    let folder = root().join("artefacts");
    std::fs::create_dir_all(&folder).in_step("artefacts")?;
    Ok(folder)
}
