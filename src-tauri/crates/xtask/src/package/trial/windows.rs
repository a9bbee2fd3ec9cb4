//! The Windows installer under wine, silently, as a software distribution would run it. wine has no web view: the window is
//! not opened; the command line beside it is.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::super::{Profile, VERSION, windows};
use super::{Installed, OLDER, begin, data_stay, expect};
use crate::cross::Windows;
use crate::failure::{Failure, InStep, Outcome};
use crate::{place, say, tool};

const CLASSES: &str = r"HKCU\Software\Classes";
const ENTRY: &str = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Essaim";
/// What the installer answers when a newer version is there.
const NEWER_IS_THERE: i32 = 3;

/// A Windows profile of its own.
struct Profiled<'t> {
    toolchain: &'t Windows,
    prefix: PathBuf,
    program: PathBuf,
}

/// The trial.
pub(in super::super) fn run() -> Outcome {
    let toolchain = match windows::toolchain() {
        Ok(toolchain) => toolchain,
        Err(failure) => {
            say::note(&format!(
                "PASSED OVER, the Windows installer is not tried here: {failure}"
            ));
            return Ok(());
        }
    };
    let signer = Signer::new()?;
    let programs = windows::cross_built(&toolchain, Profile::Debug)?;
    let programs = programs.signed_by(Some(signer.program()))?;
    let older = programs.installer(OLDER)?;
    let newer = programs.installer(VERSION)?;
    signer.has_signed(&[&older, &newer])?;
    say::step("Windows installer: install, update, remove");
    let windows = Profiled::fresh(&toolchain)?;
    windows.install(&older, 0)?;
    windows.opens_bundles()?;
    let project = windows.prefix.join("projet.json");
    begin(&windows, &project)?;
    windows.install(&newer, 0)?;
    expect(
        windows.says(ENTRY, "DisplayVersion", VERSION),
        "the update left the older version",
    )?;
    data_stay(&windows, &project, "after the update")?;
    windows.install(&older, NEWER_IS_THERE)?;
    expect(
        windows.says(ENTRY, "DisplayVersion", VERSION),
        "an older installer replaced a newer version",
    )?;
    windows.remove()?;
    data_stay(
        &windows.with(&newer_command_line()),
        &project,
        "after the program was removed",
    )
}

/// A program that signs nothing, and notes what it was given to sign.
struct Signer(PathBuf);

impl Signer {
    fn new() -> Outcome<Self> {
        use std::os::unix::fs::PermissionsExt;
        let signer = Self(place::cross_target().join("signer"));
        std::fs::create_dir_all(&signer.0).in_step("trial")?;
        let _ = std::fs::remove_file(signer.noted());
        let script = format!(
            "#!/bin/sh\nbasename \"$1\" >> '{}'\n",
            signer.noted().display()
        );
        tool::write("trial", &signer.program(), &script)?;
        let executable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(signer.program(), executable).in_step("trial")?;
        Ok(signer)
    }

    fn program(&self) -> PathBuf {
        self.0.join("sign")
    }

    fn noted(&self) -> PathBuf {
        self.0.join("noted")
    }

    /// The programs, the installers, and what each of these leaves to remove the program.
    fn has_signed(&self, installers: &[&Path]) -> Outcome {
        let noted = std::fs::read_to_string(self.noted()).in_step("trial")?;
        let wanted = installers.iter().filter_map(|file| file.file_name());
        let wanted = wanted.map(|name| name.to_string_lossy().into_owned());
        let wanted: Vec<String> = wanted.chain(windows::PROGRAMS.map(str::to_owned)).collect();
        let others = noted
            .lines()
            .filter(|name| !wanted.iter().any(|one| one == name))
            .count();
        expect(
            wanted
                .iter()
                .all(|one| noted.lines().any(|name| name == one))
                && others == installers.len(),
            &format!("not all, or more, was given to be signed: {noted}"),
        )
    }
}

/// The command line that no installer removes, to look at the data afterwards.
fn newer_command_line() -> PathBuf {
    place::cross_target()
        .join("x86_64-pc-windows-gnu")
        .join(Profile::Debug.folder())
        .join("essaim-cli.exe")
}

impl Installed for Profiled<'_> {
    fn essaim(&self, words: &[&str]) -> Outcome<Command> {
        let mut command = self.wine(&self.program);
        command.args(words);
        Ok(command)
    }
}

impl<'t> Profiled<'t> {
    fn fresh(toolchain: &'t Windows) -> Outcome<Self> {
        let prefix = place::cross_target().join("wine-installer");
        let _ = std::fs::remove_dir_all(&prefix);
        std::fs::create_dir_all(&prefix).in_step("trial")?;
        let mut profiled = Self {
            toolchain,
            prefix,
            program: PathBuf::new(),
        };
        tool::run("wine", profiled.wine(Path::new("wineboot")).arg("-i"))?;
        profiled.program = profiled
            .local()?
            .join("Programs")
            .join("Essaim")
            .join("essaim-cli.exe");
        Ok(profiled)
    }

    fn with(&self, program: &Path) -> Self {
        Self {
            toolchain: self.toolchain,
            prefix: self.prefix.clone(),
            program: program.to_owned(),
        }
    }

    fn wine(&self, program: &Path) -> Command {
        let mut command = self.toolchain.start(program);
        command
            .env("WINEPREFIX", &self.prefix)
            .env_remove("ESSAIM_KEYSTORE")
            .env_remove("ESSAIM_WORKSPACE");
        command
    }

    /// The local profile of the only person there.
    fn local(&self) -> Outcome<PathBuf> {
        let people = self.prefix.join("drive_c").join("users");
        let found = std::fs::read_dir(people)
            .in_step("trial")?
            .flatten()
            .find_map(|entry| {
                let local = entry.path().join("AppData").join("Local");
                (entry.file_name() != "Public" && local.is_dir()).then_some(local)
            });
        found.ok_or_else(|| Failure::new("trial", "wine made no profile"))
    }

    fn install(&self, installer: &Path, wanted: i32) -> Outcome {
        let status = self
            .wine(installer)
            .arg("/S")
            .status()
            .in_step("installer")?;
        let name = installer.file_name().unwrap_or_default().to_string_lossy();
        expect(
            status.code() == Some(wanted),
            &format!("{name} ended with {status}, {wanted} was expected"),
        )?;
        expect(
            self.program.is_file(),
            "the programs are not where they belong",
        )
    }

    fn opens_bundles(&self) -> Outcome {
        let command = format!(r"{CLASSES}\Essaim.Paquet\shell\open\command");
        expect(
            self.says(&format!(r"{CLASSES}\.essaim"), "", "Essaim.Paquet")
                && self.says(&command, "", r#"\Programs\Essaim\essaim.exe" "%1""#),
            "a double-click on a bundle would not open Essaim",
        )
    }

    /// Whether a value of the registry contains `text`; without a name, the key's own value.
    fn says(&self, key: &str, name: &str, text: &str) -> bool {
        let value = if name.is_empty() {
            vec!["/ve"]
        } else {
            vec!["/v", name]
        };
        let asked = tool::answer(self.wine(Path::new("reg")).args(["query", key]).args(value));
        asked.is_some_and(|answer| answer.contains(text))
    }

    /// The uninstaller goes on from a copy of itself: waits for the program to be gone.
    fn remove(&self) -> Outcome {
        let folder = self.program.with_file_name("");
        let uninstaller = folder.join("desinstaller.exe");
        tool::run("uninstaller", self.wine(&uninstaller).arg("/S"))?;
        let began = Instant::now();
        while folder.exists() && began.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(200));
        }
        expect(
            !folder.exists(),
            "the program is still there after it was removed",
        )?;
        expect(
            !self.says(ENTRY, "DisplayVersion", VERSION)
                && !self.says(&format!(r"{CLASSES}\.essaim"), "", "Essaim.Paquet"),
            "the registry still speaks of a program that is gone",
        )
    }
}
