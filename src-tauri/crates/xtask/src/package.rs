//! `cargo xtask package`: what a commune installs, from release builds, into `artefacts/packages`.
//! `cargo xtask installers`: the same from debug builds, installed, updated and removed here, to see that data stay.
//! Signing belongs to the release workflow, where the keys are: `ESSAIM_SIGN` names a program that signs the file it is given.

mod debian;
mod macos;
mod trial;
mod windows;

use std::path::{Path, PathBuf};

use crate::failure::{InStep, Outcome, because};
use crate::{place, rust, say, setup, ui};

/// How the programs inside are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// For trials: what the tests have built already.
    Debug,
    /// For people.
    Release,
}

impl Profile {
    /// The folder below the target's.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Profile::Debug => "debug",
            Profile::Release => "release",
        }
    }

    /// The word for cargo, if one is needed.
    pub(crate) fn words(self) -> &'static [&'static str] {
        match self {
            Profile::Debug => &[],
            Profile::Release => &["--release"],
        }
    }
}

/// The version of all our programs, as the workspace declares it.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Makes what this system can make: a Debian package on Linux, a disk image on macOS; a Windows installer everywhere but there.
pub(crate) fn package() -> Outcome {
    ready()?;
    let profile = Profile::Release;
    let mut made = Vec::new();
    if !cfg!(windows) {
        rust::program_for_packages(profile)?;
    }
    if cfg!(target_os = "linux") && setup::can_install() {
        made.push(debian::make(profile, VERSION)?);
    }
    if cfg!(target_os = "macos") {
        made.push(macos::make()?);
    } else {
        let signer = std::env::var_os("ESSAIM_SIGN").map(PathBuf::from);
        let programs = windows::programs(profile)?.signed_by(signer)?;
        made.push(programs.installer(VERSION)?);
    }
    for file in made {
        say::note(&format!("made {}", file.display()));
    }
    Ok(())
}

/// Installs, updates and removes, on this machine and under wine. Where the tools cannot be installed it says so and passes.
pub(crate) fn installers() -> Outcome {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) || !setup::can_install() {
        say::note("PASSED OVER: installers are tried on Debian and Ubuntu, x86-64");
        return Ok(());
    }
    ready()?;
    rust::program_for_packages(Profile::Debug)?;
    let debian = trial::debian::run();
    let windows = trial::windows::run();
    match (debian, windows) {
        (Ok(()), windows) => windows,
        (debian, Ok(())) => debian,
        (Err(one), Err(other)) => because("installers", format!("{one}\n{other}")),
    }
}

fn ready() -> Outcome {
    setup::to_build()?;
    ui::install()?;
    ui::build()
}

/// Where packages are put.
fn folder() -> Outcome<PathBuf> {
    let folder = place::artefacts()?.join("packages");
    std::fs::create_dir_all(&folder).in_step("package")?;
    Ok(folder)
}

/// The only file in `folder` whose name ends with `ending`, moved among the packages.
fn keep(step: &str, folder: &Path, ending: &str) -> Outcome<PathBuf> {
    let mut found = std::fs::read_dir(folder)
        .in_step(step)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| file.to_string_lossy().ends_with(ending));
    let (Some(file), None) = (found.next(), found.next()) else {
        return because(
            step,
            format!("one file {ending} in {} was expected", folder.display()),
        );
    };
    let kept = self::folder()?.join(file.file_name().unwrap_or_default());
    std::fs::copy(&file, &kept).in_step(step)?;
    std::fs::remove_file(&file).in_step(step)?;
    Ok(kept)
}
