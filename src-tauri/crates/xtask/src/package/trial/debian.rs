//! The Debian package on this machine: installed with what it needs, updated, removed. Where Essaim is installed already,
//! somebody uses it: passed over.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::{Profile, VERSION, debian};
use super::{Installed, OLDER, begin, data_stay, expect};
use crate::failure::{InStep, Outcome};
use crate::{place, say, setup, tool};

const PROGRAM: &str = "/usr/bin/essaim-cli";

/// The home of a person who never used Essaim.
struct Home {
    folder: PathBuf,
    program: PathBuf,
}

impl Home {
    /// Where what is written is put first.
    fn project(&self) -> PathBuf {
        self.folder.join("projet.json")
    }
}

impl Installed for Home {
    fn essaim(&self, words: &[&str]) -> Outcome<Command> {
        let mut command = tool::tool(&self.program);
        command
            .args(words)
            .env("HOME", &self.folder)
            .env_remove("ESSAIM_KEYSTORE")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("XDG_DATA_HOME")
            .env_remove("ESSAIM_WORKSPACE");
        Ok(command)
    }
}

/// The trial.
pub(in super::super) fn run() -> Outcome {
    if setup::is_installed("essaim") {
        say::note(
            "PASSED OVER: Essaim is installed on this machine; its Debian package is not tried over it",
        );
        return Ok(());
    }
    let older = debian::make(Profile::Debug, OLDER)?;
    let newer = debian::make(Profile::Debug, VERSION)?;
    say::step("Debian package: install, update, remove");
    let home = Home {
        folder: place::target().join("trial-home"),
        program: PROGRAM.into(),
    };
    let _ = std::fs::remove_dir_all(&home.folder);
    std::fs::create_dir_all(&home.folder).in_step("trial")?;
    let outcome = install_and_update(&home, &older, &newer);
    let removed = setup::remove_package("essaim");
    outcome.and(removed)?;
    expect(
        !Path::new(PROGRAM).exists(),
        "the program is still there after it was removed",
    )?;
    let built = Home {
        program: place::program("essaim-cli"),
        ..home
    };
    data_stay(&built, &built.project(), "after the program was removed")
}

fn install_and_update(home: &Home, older: &Path, newer: &Path) -> Outcome {
    setup::install_package(older)?;
    file_type_is_known()?;
    begin(home, &home.project())?;
    setup::install_package(newer)?;
    expect(
        version().as_deref() == Some(VERSION),
        "the update left the older version",
    )?;
    data_stay(home, &home.project(), "after the update")
}

/// A double-click on a bundle opens Essaim with the file.
fn file_type_is_known() -> Outcome {
    let types = std::fs::read_to_string("/usr/share/mime/globs2").unwrap_or_default();
    let media = "application/vnd.essaim.bundle+zip";
    let known = types
        .lines()
        .any(|line| line.contains(media) && line.ends_with("*.essaim"));
    expect(known, "the system does not know the type of *.essaim")?;
    let entry =
        std::fs::read_to_string("/usr/share/applications/Essaim.desktop").unwrap_or_default();
    let opens = |start: &str, end: &str| {
        entry
            .lines()
            .any(|line| line.starts_with(start) && line.contains(end))
    };
    expect(
        opens("Exec=", "%F") && opens("MimeType=", media),
        "the desktop entry does not take bundles",
    )
}

fn version() -> Option<String> {
    tool::answer(tool::tool("dpkg-query").args(["-W", "-f", "${Version}", "essaim"]))
}
